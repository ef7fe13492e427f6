"""What a sentence loses before it is compared, and what it keeps."""

from __future__ import annotations

import pytest

from corpus.duplicates.wordings import capitalised_words, core_words, normal_form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("• We can’t pay – «now»!", "we cant pay now"),
        ("2) Ｐublish IT", "publish it"),
        ("نُرِيدُ مَـــاءً", "نرید ماء"),
        ("سنة ٢٠٢٢", "سنة 2022"),
        ("שָׁלוֹם לָכֶם", "שלום לכם"),
        ("می\u200cخواهیم", "میخواهیم"),
        ("Отчёт", "отчет"),
        ("İctimai", "ictimai"),
        ("「公开」预算。", "公开 预算"),
        ("…", ""),
    ],
)
def test_typography_goes(text: str, form: str) -> None:
    assert normal_form(text) == form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is fair.", "It is fair?"),
        ("القانون عادل", "القانون عادل؟"),
        ("Օգնում է", "Օգնո՞ւմ է"),
        ("ይረዳል።", "ይረዳል፧"),
        ("5", "5%"),
        ("1,5", "15"),
        ("-5", "5"),
        ("2000-2010", "2000 2010"),
        ("10 €", "10 $"),
        ("👍", "👎"),
        ("año", "ano"),
    ],
)
def test_what_carries_meaning_stays(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


def test_light_words_go_and_negations_stay() -> None:
    assert core_words("i think that the road is not safe", "en") == ("road", "is", "not", "safe")
    assert core_words("我认为村里需要水", "zh") == ("村里需要水",)
    assert core_words("the road", "fr") == ("the", "road")


def test_a_light_word_inside_another_word_stays() -> None:
    assert core_words("anthem landa", "en") == ("anthem", "landa")


def test_accents_go_but_vowel_signs_of_other_scripts_stay() -> None:
    assert core_words("été główny ọ̀rọ̀", "und") == ("ete", "glowny", "oro")
    assert core_words("ที่นี่ कि й", "und") == ("ที่นี่", "कि", "й")
    assert core_words("ሠላም", "am") == core_words("ሰላም", "am")


def test_capitalised_words_are_names_perhaps_and_capitals_all_through_are_not() -> None:
    assert capitalised_words("We met Élodie in ЗАЛ with Անի") == {"we", "elodie", "անի"}
