"""Which cells of a note's table were said, by whom, and on what."""

from __future__ import annotations

import pytest

from corpus.documents.blocks import Block
from corpus.documents.markdown import markdown_blocks
from corpus.documents.workbook import Row, sheet_blocks
from corpus.notes.segments import names_of_note, segment_note


def said(table: str) -> list[tuple[str | None, str, str | None]]:
    found = segment_note(markdown_blocks(table.strip().split("\n")), lambda _: "en")
    return [(segment.speaker, segment.text, segment.context) for segment in found if segment.fate == "statement"]


def test_a_row_gives_its_words_their_speaker_and_topic() -> None:
    table = """
| № | Тема | Что сказали | Кто |
|---|---|---|---|
| 1 | Дороги | Ямы не латают третий год. | жительница |
| 2 | الماء | الماء مقطوع منذ آذار. | مزارع |
"""
    assert said(table) == [
        ("жительница", "Ямы не латают третий год.", "Дороги › Что сказали"),
        ("مزارع", "الماء مقطوع منذ آذار.", "الماء › Что сказали"),
    ]


def test_categories_and_codes_beside_what_was_said_are_its_context() -> None:
    table = """
| Couleur | Idée | Voix |
|---|---|---|
| jaune | Un numéro qui répond au téléphone. | 3 |
| bleu | Un panneau devant chaque chantier. | 5 |
| jaune | Des bus après huit heures du soir. | 2 |
| bleu | مقعد للشباب في المجلس البلدي | 4 |
"""
    assert [text for _, text, _ in said(table)] == [
        "Un numéro qui répond au téléphone.",
        "Un panneau devant chaque chantier.",
        "Des bus après huit heures du soir.",
        "مقعد للشباب في المجلس البلدي",
    ]
    assert said(table)[0][2] == "jaune › Idée"


def test_short_answers_that_nobody_repeats_were_said() -> None:
    table = "| Barriers | Ideas |\n|--|--|\n| too far | buses |\n| too late | evening meetings |"
    assert [text for _, text, _ in said(table)] == ["too far", "buses", "too late", "evening meetings"]


def workbook_note(**sheets: list[list[str]]) -> list[Block]:
    """The blocks of a workbook with these sheets, each a list of rows."""
    blocks: list[Block] = []
    for name, rows in sheets.items():
        listed = [Row(number, dict(enumerate(cells))) for number, cells in enumerate(rows, 1)]
        blocks += sheet_blocks(listed, within=f"sheet {name}")
    return blocks


BOARD = [
    ["Дошка", "Думка", "Нік", "Голоси", "Колір"],
    ["Мрії", "Щоб автобус ходив і ввечері.", "Гість 2", "4", "жовтий"],
    ["Мрії", "أريد مكتبة مفتوحة أيام العطلة.", "Гість 5", "1", "синій"],
    ["Болі", "Ніхто не каже, куди пішли гроші.", "Гість 5", "7", "жовтий"],
    ["Болі", "перевірка", "Гість 2", "0", "синій"],
    ["Болі", "Пишіть по одній думці на листку", "Фасилітатор", "0", "синій"],
]


def test_a_whiteboard_gives_what_was_written_on_its_notes_and_nothing_about_them() -> None:
    found = segment_note(workbook_note(Аркуш=BOARD), lambda _: "uk")
    assert [(segment.text, segment.speaker) for segment in found if segment.fate == "statement"] == [
        ("Щоб автобус ходив і ввечері.", "Гість 2"),
        ("أريد مكتبة مفتوحة أيام العطلة.", "Гість 5"),
        ("Ніхто не каже, куди пішли гроші.", "Гість 5"),
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Учасники", [["Позначка", "Звідки"], ["Гість 2", "Вишневе"], ["Гість 5", "Лугове"]]),
        (
            "Лист3",
            [["Позначка", "Час приходу", "Село"], ["Гість 2", "18:00", "Лугове"], ["Гість 5", "18:05", "Лугове"]],
        ),
        ("قائمة الحضور", [["الرمز", "البلدة"], ["ضيف أول", "عين الوادي"], ["ضيف ثان", "رأس النبع"]]),
        ("Умовні позначення", [["Дошка", "Що писати"], ["Мрії", "Чого ви хочете найбільше."], ["Болі", "Що заважає?"]]),
    ],
)
def test_a_sheet_of_people_or_of_signs_holds_nothing_that_was_said(name: str, rows: list[list[str]]) -> None:
    found = segment_note(workbook_note(**{"Аркуш": BOARD, name: rows}), lambda _: "uk")
    said_there = [s.text for s in found if s.fate == "statement" and s.place.startswith(f"sheet {name}")]
    assert not said_there


def test_a_column_of_points_that_holds_sentences_was_said() -> None:
    table = """
| Хто | За |
|---|---|
| Гість 2 | Дороги нарешті полагодять. |
| Гість 5 | Діти не йтимуть узбіччям. |
"""
    assert [(who, words) for who, words, _ in said(table)] == [
        ("Гість 2", "Дороги нарешті полагодять."),
        ("Гість 5", "Діти не йтимуть узбіччям."),
    ]


def test_a_first_column_of_names_is_what_its_rows_are_about() -> None:
    table = """
| Poziom | Pomysł |
|---|---|
| Gmina | Zebrania z tłumaczem języka migowego |
| Kraj | سجل عام لعقود الطرق والجسور |
"""
    assert [text for _, text, _ in said(table)] == [
        "Zebrania z tłumaczem języka migowego",
        "سجل عام لعقود الطرق والجسور",
    ]


def test_a_bold_cell_above_bullets_is_their_heading_and_an_item_below_none_is_said() -> None:
    blocks = [
        Block(1, "cell", "Points forts", level=7),
        Block(2, "item", "Le guichet répond vite."),
        Block(3, "cell", "نقاط الضعف", level=7),
        Block(4, "item", "لا أحد يجيب على الهاتف."),
        Block(5, "cell", "On attend encore", level=7),
    ]
    found = segment_note(blocks, lambda _: "fr")
    assert [segment.text for segment in found if segment.fate == "statement"] == [
        "Le guichet répond vite.",
        "لا أحد يجيب على الهاتف.",
        "On attend encore",
    ]


def test_the_parts_of_a_speakers_name_are_joined() -> None:
    table = """
| Прізвище | Ім'я | Думка |
|---|---|---|
| Коваленко | Оксана | Автобус не ходить. |
| سالم | ليلى | الطريق بعيد. |
"""
    assert [(who, words) for who, words, _ in said(table)] == [
        ("Коваленко Оксана", "Автобус не ходить."),
        ("سالم ليلى", "الطريق بعيد."),
    ]


def test_how_many_people_said_it_is_no_speaker() -> None:
    table = "| Participants | Comment |\n|--|--|\n| 12 | The road is too far for us. |\n| ٩ | لا حافلة في المساء. |"
    assert [text for _, text, _ in said(table)] == ["The road is too far for us.", "لا حافلة في المساء."]
    assert {who for who, _, _ in said(table)} == {None}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["First name", "Last name"], ["Kofi", "Mensah"], ["ليلى", "سالم"]], ["Kofi Mensah", "ليلى سالم"]),
        ([["Один", "Два"], ["Kofi", "Mensah"], ["ليلى", "سالم"]], ["Один Два", "Kofi Mensah", "ليلى سالم"]),
        ([["Full name", "Phone"], ["Kofi Mensah", "024"], ["Оксана Коваль", ""]], ["Kofi Mensah", "Оксана Коваль"]),
    ],
)
def test_a_sheet_of_attendance_declares_its_names(rows: list[list[str]], expected: list[str]) -> None:
    assert names_of_note(workbook_note(Аркуш=BOARD, Attendance=rows)) == expected
