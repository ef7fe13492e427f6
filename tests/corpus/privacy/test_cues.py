"""Titles, introductions and tags give names away; roles, peoples and public places are none."""

from __future__ import annotations

import pytest

from corpus.privacy.cues import names_by_cues
from corpus.privacy.spans import without_overlaps
from corpus.privacy.words import words_of


def found(text: str) -> list[str]:
    spans = without_overlaps(names_by_cues(text, words_of(text)))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Kariuki said", "Kariuki"),
        ("MR KARIUKI SAID", "KARIUKI SAID"),
        ("Dr. J. van der Berg's plan", "J. van der Berg"),
        ("avec M. Traoré hier", "Traoré"),
        ("a D. Marinalva sabe", "Marinalva"),
        ("Г-жа Сейткали", "Сейткали"),
        ("пані Оксана Ли", "Оксана Ли"),
        ("ბატონი დავითი წავიდა", "დავითი"),
        ("ქალბატონი ნინო ბერიძე", "ნინო ბერიძე"),
        ("Պարոն Սարգսյանը եկավ", "Սարգսյանը"),
        ("Rəşad müəllim dedi", "Rəşad"),
        ("doamna Popescu a zis", "Popescu"),
        ("قال السيد محمد بن صالح إن", "محمد بن صالح"),
        ("للسيدة مبروكة حق في الماء", "مبروكة"),
        ("Bwana Mutua alisema", "Mutua"),
        ("አቶ ከበደ አሉ", "ከበደ"),
        ("ወ/ሮ አልማዝ መጡ", "አልማዝ"),
        ("Alhaji Bello ya ce", "Bello"),
        ("Ọ̀gbẹ́ni Adé sọ", "Adé"),
        ("Frau Yıldız will", "Yıldız"),
        ("李先生说", "李"),
        ("欧阳娜娜女士说", "欧阳娜娜"),
        ("z panią Wójcik", "Wójcik"),
        ("г-н Петров каза", "Петров"),
        ("спадарыня Кавальчук", "Кавальчук"),
        ("Hi all, I'm Wambui, I farm", "Wambui"),
        ("my name is mary and i farm", "mary"),
        ("A.B. Novak wrote", "A.B. Novak"),
        ("протокол вёл Смирнов И.И.", "Смирнов И.И."),
        ("M.K. (NGO) asked", "M.K."),
        ("Ana Li (youth group): open the data", "Ana Li"),
    ],
)
def test_a_name_is_given_away_by_what_stands_beside_it(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Chairman, Madam Speaker",
        "M. le Ministre et Mme la Préfète",
        "Sehr geehrte Frau Ministerin",
        "Panie Przewodniczący",
        "السيد الوزير والسيدات والسادة",
        "ბატონო მინისტრო",
        "各位老师，女士们先生们",
        "rue du Dr. Roux",
        "the Dr. Kibaki Road is closed",
        "Pan African Parliament of the union",
        "suna aiki don Nijeriya kuma",
        "MS Office and DR Congo",
        "D. Budget and staff",
        "U.N. (Geneva) and U.S. Congress",
        "I'm Kenyan, and proud",
        "Je suis Sénégalaise, fière",
        "my name is not on the roll",
        "Improve Access (rural areas) first",
        "在我家，我是老师",
        "",
    ],
)
def test_roles_peoples_places_and_abbreviations_are_no_names(text: str) -> None:
    assert found(text) == []
