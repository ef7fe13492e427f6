"""What headers of tables say, and which headings speak of people only."""

from __future__ import annotations

import pytest

from corpus.documents.columns import column_role, is_of_people, names_people, parts_of_name


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Name", "speaker"),
        ("Хто", "speaker"),
        ("المتحدثة", "speaker"),
        ("姓名", "speaker"),
        ("Fonction", "organisation"),
        ("الوقت", "time"),
        ("Тема:", "topic"),
        ("No.", "number"),
        ("Autor/a", "speaker"),
        ("Participante(s)", "speaker"),
        ("Участник(ца)", "speaker"),
        ("Full name", "speaker"),
        ("Name & organisation", "speaker"),
        ("Прізвище, ім'я", "speaker"),
        ("სახელი, გვარი", "speaker"),
        ("اسم المشارك", "speaker"),
        ("Topic (optional)", "topic"),
        ("Name or number (if any)", None),
        ("What is missing?", None),
        ("ما قيل", None),
    ],
)
def test_a_header_says_what_its_cells_hold(header: str, role: str | None) -> None:
    assert column_role(header) == role


@pytest.mark.parametrize(
    "heading",
    [
        "Delegates",
        "Members present (12)",
        "Who was in the room",
        "Signed in",
        "Facilitators and rapporteurs",
        "Ont participé",
        "Teilnehmerinnen und Teilnehmer",
        "Зареєстровані учасники",
        "Запрошені",
        "სტუმრები",
        "المشاركات والمشاركون",
        "أعضاء الفريق",
        "出席人員名單",
    ],
)
def test_a_heading_of_words_for_people_and_presence_speaks_of_people_only(heading: str) -> None:
    assert names_people(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Participants' concerns",
        "Young participants",
        "Panel on water",
        "The room",
        "Participants want answers",
        "Проблеми учасників",
        "ما قاله الحضور",
        "與會者的意見",
        "",
    ],
)
def test_a_heading_with_any_other_word_does_not(heading: str) -> None:
    assert not names_people(heading)


def test_a_column_of_ticks_is_none_of_people() -> None:
    assert is_of_people("Team members")
    assert is_of_people("المشاركون")
    assert not is_of_people("Present")
    assert not is_of_people("حضر")


def test_parts_of_a_name_stand_beside_one_another_or_beside_a_name() -> None:
    assert parts_of_name(["No.", "Surname", "First name", "Phone"]) == ["Surname", "First name"]
    assert parts_of_name(["Ім'я", "Прізвище"]) == ["Ім'я", "Прізвище"]
    assert parts_of_name(["الاسم", "اللقب", "الهاتف"]) == ["الاسم", "اللقب"]
    assert parts_of_name(["Name", "Phone"]) == []
    assert parts_of_name(["Surname", "Phone"]) == []
