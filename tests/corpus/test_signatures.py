"""People sign by tags and as authors: their names are known, roles, organisations and places are none."""

from __future__ import annotations

import pytest

from corpus.rows import Row
from corpus.signatures import signed_names


def said(text: str, speaker: str | None = None, session_id: str | None = "hall", author: str | None = None) -> Row:
    return Row(text, "note.md", "line 1", session_id=session_id, speaker=speaker, author_id=author)


@pytest.mark.parametrize(
    "tag",
    [
        "Maria Lopez",
        "John Carter",
        "MARIA LOPEZ",
        "Leïla Ben Haddad",
        "Mary-Anne O'Brien",
        "Carlos de la Cruz",
        "Олена Ткаченко",
        "Анна Иванова",
        "Անի Սարգսյան",
        "Leyla Məmmədova",
        "Wanjiru Kamande",
        "Rose Mwangi",
        "Надежда Мороз",
        "Jan van der Berg",
        "Nguyễn Thị Hoa",
        "Maria Lopez (farmer)",
        "Maria Lopez, Nakuru",
    ],
)
def test_a_tag_of_two_to_four_capitalised_words_is_a_name(tag: str) -> None:
    who = tag.partition(" (")[0].partition(",")[0]
    assert signed_names([said("prices rose, and hope with them", tag)], "notes") == {"hall": (who,)}


@pytest.mark.parametrize(
    "tag",
    [
        "Youth Rep",
        "Youth Council",
        "Group One",
        "Participant Two",
        "Women's Group",
        "Shop Owner",
        "Retired Nurse",
        "Bus Driver",
        "First Speaker",
        "Law lecturer",
        "NGO Delhi",
        "UN Women",
        "Sierra Leone",
        "Burkina Faso",
        "Academic, Melbourne",
        "Junge Mutter",
        "Mujer Joven",
        "Représentante Jeunesse",
        "Молодёжный Совет",
        "Первая Участница",
        "Перший Учасник",
        "Երկրորդ Մասնակից",
        "Amina",
        "Table 3",
        "ممثلة الشباب",
        "ნინო ბერიძე",
        "王小明",
        "M.K.",
        "Commissioner Of Youth And Sport Matters",
    ],
)
def test_roles_organisations_countries_and_what_cannot_be_told_are_no_names(tag: str) -> None:
    assert signed_names([said("a word", tag)], "notes") == {}


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("Boda Riders", "the boda riders pay too much"),
        ("Тихая Гавань", "гавань закрыта"),
        ("Կանաչ Քաղաք", "քաղաք առանց ծառերի"),
        ("Agua Limpia", "queremos agua"),
    ],
)
def test_words_that_somebody_writes_in_small_letters_are_no_name(tag: str, text: str) -> None:
    assert signed_names([said("a word", tag), said(text, session_id="other")], "notes") == {}


def test_small_letters_in_an_address_are_not_words() -> None:
    rows = [said("write to maria.lopez@example.org", "Maria Lopez")]
    assert signed_names(rows, "notes") == {"hall": ("Maria Lopez",)}


def test_a_tag_that_other_sessions_speak_of_is_a_place() -> None:
    elsewhere = [said(f"the road to Homa Bay is bad, {n}", session_id=f"s{n}") for n in range(3)]
    own = [said("the pier is rotten", "Homa Bay"), *[said("Homa Bay needs light") for _ in range(5)]]
    assert signed_names([*own, *elsewhere], "notes") == {}
    assert signed_names([*own, *elsewhere[:2]], "notes") == {"hall": ("Homa Bay",)}


@pytest.mark.parametrize("author", ["Jean Mbarga", "Олена Ткаченко", "ليلى حداد", "ნინო ბერიძე", "王小明", "አበበ ከበደ"])
def test_an_author_is_a_name_in_scripts_without_capitals_too(author: str) -> None:
    rows = [said("le four fume", author=f"online:{author}"), said("вода", session_id=None, author=f"online:{author}")]
    assert signed_names(rows, "online") == {"hall": (author,), "": (author,)}


@pytest.mark.parametrize(
    "author", ["p-17", "0042", "x1", "jean.m@example.org", "市民", "Farmers Union", "شباب تونس", "Amina"]
)
def test_codes_addresses_organisations_and_single_words_are_no_authors_names(author: str) -> None:
    assert signed_names([said("le four fume", author=f"online:{author}")], "online") == {}
