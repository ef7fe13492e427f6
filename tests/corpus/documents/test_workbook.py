"""Minutes in a workbook as blocks."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus.documents.blocks import Document
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument
from corpus.notes.segments import Segment, segment_note

WATER, TREES = "Нужна вода рядом с домом, а не в часе пути.", "نريد أشجارًا أكثر في الشوارع قرب المدرسة."


def book(tmp_path: Path, **sheets: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return workbook


def read(tmp_path: Path, workbook: openpyxl.Workbook) -> Document:
    workbook.save(tmp_path / "minutes")
    return read_document(tmp_path / "minutes")


def cells(document: Document) -> list[tuple[str, str, str | None]]:
    return [(block.kind, block.text, block.column) for block in document.blocks]


def statements(document: Document) -> list[Segment]:
    return [segment for segment in segment_note(document.blocks, lambda _: "en") if segment.fate == "statement"]


def test_a_table_of_minutes_keeps_its_sheet_row_and_column(tmp_path: Path) -> None:
    rows = [("Тема", "What was said"), ("water", WATER), (None, TREES)]
    document = read(tmp_path, book(tmp_path, **{"День 1": rows}))
    assert [block.place for block in document.blocks] == [
        *("sheet День 1, row 1", "sheet День 1, row 1"),
        *("sheet День 1, row 2", "sheet День 1, row 2", "sheet День 1, row 3"),
    ]
    assert cells(document) == [
        ("header", "Тема", None),
        ("header", "What was said", None),
        ("cell", "water", "Тема"),
        ("cell", WATER, "What was said"),
        ("cell", TREES, "What was said"),
    ]


def test_who_said_it_stands_beside_the_words_and_numbers_and_dates_are_no_statements(tmp_path: Path) -> None:
    rows = [
        ("№", "Date", "Speaker", "Contribution", "Votes"),
        (1, date(2026, 5, 4), "Youth rep", WATER, 12),
        (2, datetime.fromisoformat("2026-05-04T10:30"), "Elder", TREES, 3.5),
        (3, None, "Elder", True, "#N/A"),
    ]
    found = statements(read(tmp_path, book(tmp_path, Minutes=rows)))
    assert [(segment.text, segment.speaker) for segment in found] == [(WATER, "Youth rep"), (TREES, "Elder")]


def test_titles_and_remarks_above_a_table_are_not_its_header(tmp_path: Path) -> None:
    rows = [("Talk in Nowhere",), ("Written down by hand and typed later.",), ("Group", "Words"), ("youth", WATER)]
    assert cells(read(tmp_path, book(tmp_path, A=rows))) == [
        ("heading", "Talk in Nowhere", None),
        ("paragraph", "Written down by hand and typed later.", None),
        ("header", "Group", None),
        ("header", "Words", None),
        ("cell", "youth", "Group"),
        ("cell", WATER, "Words"),
    ]


def test_every_table_of_a_sheet_has_its_header_and_an_empty_row_may_interrupt_one(tmp_path: Path) -> None:
    rows = [
        *(("Group", "Needs"), ("youth", WATER), ()),
        *(("elders", TREES), (), ("Second part",), ()),
        *(("Who?", "What should change?"), ("Anna", WATER)),
    ]
    assert [(kind, column) for kind, _, column in cells(read(tmp_path, book(tmp_path, A=rows)))] == [
        *(("header", None), ("header", None), ("cell", "Group"), ("cell", "Needs")),
        *(("cell", "Group"), ("cell", "Needs"), ("heading", None)),
        *(("header", None), ("header", None), ("cell", "Who?"), ("cell", "What should change?")),
    ]


def test_minutes_in_one_column_are_read_line_by_line(tmp_path: Path) -> None:
    rows = [(WATER,), ("- first\n- second\nthird",), (TREES,)]
    assert cells(read(tmp_path, book(tmp_path, A=rows))) == [
        ("cell", WATER, None),
        ("item", "first", None),
        ("item", "second", None),
        ("cell", "third", None),
        ("cell", TREES, None),
    ]


def test_rows_of_short_words_are_no_header(tmp_path: Path) -> None:
    rows = [("yes", "no"), ("no", "yes")]
    assert {kind for kind, _, _ in cells(read(tmp_path, book(tmp_path, A=rows)))} == {"cell"}


def test_what_is_hidden_is_left_out_with_a_warning(tmp_path: Path) -> None:
    workbook = book(tmp_path, A=[("Group", "Words", "Old"), ("youth", WATER, "secret"), ("a", "b", "c")], B=[(TREES,)])
    workbook["A"].row_dimensions[3].hidden = True
    workbook["A"].column_dimensions["C"].hidden = True
    workbook["B"].sheet_state = "hidden"
    document = read(tmp_path, workbook)
    assert [block.text for block in document.blocks] == ["Group", "Words", "youth", WATER]
    assert document.warnings == (
        "1 hidden sheets and 5 cells in hidden rows and columns are left out. Show them if they belong to the notes.",
    )


def test_a_sheet_that_claims_a_million_rows_is_read_for_what_it_has(tmp_path: Path) -> None:
    book(tmp_path, A=[(WATER,)]).save(tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a") as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1"', b'ref="A1:XFD1048576"'))
    assert [block.text for block in read_document(tmp_path / "b").blocks] == [WATER]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("content", [b"", b"<a>", b"\0\1"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, part: str, content: bytes) -> None:
    book(tmp_path, A=[(WATER,)]).save(tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a") as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_document(tmp_path / "b")


def test_a_title_with_its_date_above_an_empty_row_is_no_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Общая таблица"], ["Дата: 3 июля 2022"], [], ["Кто", "Слова"], ["Врач", "Воды нет."]):
        sheet.append(row)
    book.save(tmp_path / "note.xlsx")
    blocks = read_document(tmp_path / "note.xlsx").blocks
    assert [block.kind for block in blocks] == ["heading", "heading", "header", "header", "cell", "cell"]

    book = openpyxl.Workbook()
    for row in (["لا ماء"], ["لا طريق"], [], ["لا مدرسة"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert {block.kind for block in read_document(tmp_path / "list.xlsx").blocks} == {"cell"}
