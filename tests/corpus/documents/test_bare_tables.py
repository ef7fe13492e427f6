"""Tables that nobody marked."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.documents.bare_tables import field_kinds, is_form, names_columns, names_rows
from corpus.documents.read import read_document

VOICES = [["الشباب", "نريد أن يسألونا قبل الطباعة."], ["Старейшины", "Нас никто не слышит."]]
ANSWERS = [["Питання", "Відповіді"], ["Що заважає?", "Звіти ніхто не читає."], ["Що змінити?", "Один звіт на рік."]]
FORM = [["Date", "3 July 2022"], ["البلد", "تونس"], ["What is missing?", "Nobody mends the well."]]


def test_short_words_above_sentences_name_columns_and_beside_them_rows() -> None:
    assert names_columns(ANSWERS)
    assert not names_columns(VOICES)
    assert names_rows(VOICES)
    assert not names_rows([["too far", "buses"], ["too late", "evening meetings"]])
    assert not names_columns([["too far", "buses"], ["too late", "evening meetings"]])


@pytest.mark.parametrize(
    "rows",
    [
        [["First name", "Surname", "Tel."], ["Kofi", "Mensah", "024"]],
        [["الاسم", "اللقب"], ["ليلى", "سالم"]],
        [["Delegate", "Організація"], ["Ama Boateng", "Вода"]],
    ],
)
def test_known_headers_of_people_name_columns_of_words_as_short(rows: list[list[str]]) -> None:
    assert names_columns(rows)
    assert not names_columns([["Kofi", "Mensah", "024"], *rows])


@pytest.mark.parametrize("rows", [[], [[]], [["a"]], [["Same", "Same"], ["It is said.", "It is."]]])
def test_what_cannot_be_told_is_no_name(rows: list[list[str]]) -> None:
    assert not names_columns(rows)
    assert not names_rows(rows)


def test_two_labels_make_a_form() -> None:
    assert is_form(FORM)
    assert not is_form(FORM[1:])
    assert not is_form(ANSWERS)


def test_a_form_of_labels_alone_is_the_head_and_what_it_asks_is_not() -> None:
    head = [["Дата и место", "3 июля, школа"], ["Language(s) used", "рускі"], ["التاريخ والمكان", "٣ يوليو، المدرسة"]]
    others = [["Número de participantes", "12"], ["Кто пришёл", "пастухи и врачи"]]
    assert field_kinds([*head, *others]) == ["meta", "paragraph", "meta", "paragraph", "meta"]
    assert field_kinds([*head, *others, ["Чего не хватает?", "воды"]])[-1] is None
    assert field_kinds([*head, *others, ["Что сказали", "Воды нет."]])[-2:] == [None, None]
    assert field_kinds([*head[:2], *others])[-1] is None


def test_questions_name_rows_however_long() -> None:
    asked = [
        ["1. ماذا يعني لكم أن تسألكم البلدية قبل أن تقرر؟", "أن تصل الورقة قبل الجرافة."],
        ["2. وماذا بعد؟", "بئر."],
    ]
    assert names_rows([*asked, ["3. Wasiliana nasi", "Hakuna anayejibu."]])


def word_table(path: Path, rows: list[list[str]]) -> None:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            table.cell(number, place).text = text
    document.save(str(path))


def test_a_table_without_any_mark_has_its_names_and_a_form_its_lines(tmp_path: Path) -> None:
    word_table(tmp_path / "a.docx", ANSWERS)
    blocks = read_document(tmp_path / "a.docx").blocks
    assert [block.text for block in blocks if block.kind == "header"] == ANSWERS[0]
    assert [block.column for block in blocks if block.kind == "cell"] == ANSWERS[0] * 2
    word_table(tmp_path / "b.docx", VOICES)
    assert [block.column for block in read_document(tmp_path / "b.docx").blocks if block.kind == "cell"] == [
        "الشباب",
        "Старейшины",
    ]
    word_table(tmp_path / "c.docx", FORM)
    assert [block.text for block in read_document(tmp_path / "c.docx").blocks[:2]] == [
        "Date: 3 July 2022",
        "البلد: تونس",
    ]


def test_a_form_in_a_workbook_gives_lines_too(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in FORM:
        workbook.active.append(row)
    workbook.save(tmp_path / "a.xlsx")
    blocks = read_document(tmp_path / "a.xlsx").blocks
    assert blocks[-1].column == "What is missing?"
    assert [block.text for block in blocks] == [
        "Date: 3 July 2022",
        "البلد: تونس",
        "What is missing?",
        "Nobody mends the well.",
    ]


def test_short_numbered_lines_are_headings_above_text_and_a_list_below_one_another(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("1. Вода", "Колодец никто не чинит.", "2. طلبات", "1) طريق", "2) دواء", "3) مدرسة"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    kinds = [block.kind for block in read_document(tmp_path / "a.docx").blocks]
    assert kinds == ["heading", "paragraph", "item", "item", "item", "item"]
