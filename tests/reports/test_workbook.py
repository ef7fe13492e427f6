"""The workbook explains itself, opens everywhere and computes nothing."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from reports import workbook
from reports.exports import flat_rows
from reports.tables import COLUMNS, tables
from reports.workbook import MAX_CELL, write_workbook
from tests.reports.invented_run import Consultation
from tests.reports.payloads import FORMULA


def book(consultation: Consultation, folder: Path, language: str = "en") -> openpyxl.Workbook:
    """The workbook of a run, read again."""
    evidence = consultation.evidence(language)
    path = folder / "underheard.xlsx"
    write_workbook(tables(evidence.findings), path, evidence=evidence, flat_rows=flat_rows)
    return openpyxl.load_workbook(path)


def test_contents_and_codebook_come_first_and_count_right(consultation: Consultation, tmp_path: Path) -> None:
    sheets = book(consultation, tmp_path)
    assert sheets.sheetnames == ["contents", "codebook", *COLUMNS]
    frames = tables(consultation.evidence().findings)
    listed = {row[0]: row[1:4] for row in sheets["contents"].iter_rows(min_row=5, values_only=True) if row[3]}
    assert set(listed) == {"codebook", *COLUMNS}
    for name, frame in frames.items():
        assert listed[name][1:] == (len(frame), len(frame.columns))
        assert sheets[name].max_row == max(len(frame) + 1, 1)
    codebook = list(sheets["codebook"].iter_rows(min_row=2, values_only=True))
    assert [(table, column) for table, column, *_ in codebook] == [(t, c) for t, cs in COLUMNS.items() for c in cs]
    assert all(meaning for *_, meaning in codebook)


def test_what_explains_is_in_the_reports_language_and_column_names_stay(
    consultation: Consultation, tmp_path: Path
) -> None:
    sheets = book(consultation, tmp_path, "fr")
    assert [cell.value for cell in sheets["codebook"][1]] == ["Tableau", "Colonne", "Type", "Signification"]
    assert sheets["contents"]["B4"].value == "Ce qu’est une ligne"
    for name, columns in COLUMNS.items():
        assert [cell.value for cell in sheets[name][1]] == list(columns)


def test_sheets_have_frozen_headers_and_filters(consultation: Consultation, tmp_path: Path) -> None:
    sheets = book(consultation, tmp_path)
    for name in ("codebook", *COLUMNS):
        assert sheets[name].freeze_panes == "B2"
        assert sheets[name].auto_filter.ref
        assert sheets[name]["A1"].font.bold


def test_numbers_shares_and_days_look_like_what_they_are(consultation: Consultation, tmp_path: Path) -> None:
    sheets = book(consultation, tmp_path)

    def cell(table: str, column: str) -> Cell:
        at = list(COLUMNS[table]).index(column) + 1
        return next(row[at - 1] for row in sheets[table].iter_rows(min_row=2) if row[at - 1].value is not None)

    assert cell("themes", "share").number_format == "0.0%"
    assert cell("topics", "size").number_format == "#,##0"
    assert cell("topics", "topic_id").number_format == "0"
    assert cell("voices", "lift").number_format == "0.00"
    assert cell("voices", "q_value").number_format == "0.00000"
    assert cell("statements", "date").number_format == "yyyy-mm-dd"
    assert isinstance(cell("statements", "date").value, datetime)
    assert isinstance(cell("statements", "is_counted").value, bool)


def test_arabic_is_read_from_right_to_left_and_long_text_wraps(consultation: Consultation, tmp_path: Path) -> None:
    sheet = book(consultation, tmp_path)["statements"]
    texts = {cell.value: cell.alignment for cell in sheet["B"]}
    arabic = next(look for text, look in texts.items() if text.startswith("الشباب"))
    english = next(look for text, look in texts.items() if text.startswith("Young people"))
    assert (arabic.readingOrder, arabic.horizontal, arabic.wrap_text) == (2, "right", True)
    assert (english.readingOrder, english.wrap_text) == (0, True)


def test_nothing_of_hostile_people_is_a_formula_or_leads_anywhere(hostile: Consultation, tmp_path: Path) -> None:
    for sheet in book(hostile, tmp_path):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            assert not (isinstance(cell.value, str) and FORMULA.search(cell.value))
            assert cell.hyperlink is None or (cell.hyperlink.target is None and sheet.title == "contents")
    with zipfile.ZipFile(tmp_path / "underheard.xlsx") as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_a_text_longer_than_a_cell_is_cut(consultation: Consultation, tmp_path: Path) -> None:
    statements = consultation.findings.statements
    long = statements.assign(text=["ა" * (MAX_CELL + 10), *statements["text"][1:]])
    told = replace(consultation, findings=replace(consultation.findings, statements=long))
    assert len(book(told, tmp_path)["statements"]["B2"].value) == MAX_CELL


def test_a_table_too_long_for_a_sheet_is_named_with_its_files(
    consultation: Consultation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 50)
    sheets = book(consultation, tmp_path)
    assert "statements" not in sheets.sheetnames
    assert "topics" in sheets.sheetnames
    line = next(row for row in sheets["contents"].iter_rows(values_only=True) if row[0] == "statements")
    assert line[1].endswith("Too long for a sheet: open one of its files.")
    assert line[4] == "statements.csv, statements.json, ../statements.parquet"


def test_the_book_knows_no_clock_and_no_user(consultation: Consultation, tmp_path: Path) -> None:
    properties = book(consultation, tmp_path).properties
    assert properties.title == "Open government strategy 2023–2028"
    assert properties.created == datetime(2022, 7, 1, 2, 0)  # noqa: DTZ001 - as the format has it
    assert not properties.creator
    assert not properties.lastModifiedBy
