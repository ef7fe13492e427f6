"""The tables for spreadsheets: CSV and one workbook, in which no participant's text can act as a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.codebook import codebook
from reports.wording import Wording

Value = Any
"""What a cell of a frame can hold."""

_UNSEEN = r"\s\u200b-\u200f\u2060\ufeff"
_FORMULA_START = re.compile(rf"^[{_UNSEEN}]*[=+\-@＝＋－＠]|^[\t\r\n]")
_FORMULA_AFTER_SEPARATOR = re.compile(rf"([;,|\t\r\n][{_UNSEEN}\"']*)(?=[=@＝＠]|[+\-＋－][^\s\d])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

MAX_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
MAX_ROWS = 1_048_575
"""Rows below the header that a sheet can hold."""

_WIDE, _MIDDLE, _NARROW = 70, 28, 14
_WIDTHS = {"text": _WIDE, "reason": _WIDE, "meaning": _WIDE, "keywords": _WIDE, "keywords_by_language": _WIDE}


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula and every file format can hold.

    An apostrophe stands before text that begins with = + - @ (full-width too, or behind unseen characters), a
    tab or a line break, and before such signs after a separator, at which a program may split a CSV file.
    """
    held = _UNWRITABLE.sub("\ufffd", text)
    guarded = _FORMULA_AFTER_SEPARATOR.sub(r"\1'", held)
    return f"'{guarded}" if _FORMULA_START.search(guarded) else guarded


def write_exports(frames: Mapping[str, pd.DataFrame], folder: Path, *, created_at: datetime, words: Wording) -> None:
    """Write `<name>.csv` for every table, and `underheard.xlsx` with a sheet a table and a codebook.

    The codebook is in the report's language.
    """
    folder.mkdir(parents=True, exist_ok=True)
    flat = {name: flatten(frame) for name, frame in frames.items()}
    for name, frame in flat.items():
        # The byte order mark makes Excel read the file as UTF-8, whatever the script.
        frame.to_csv(folder / f"{name}.csv", index=False, encoding="utf-8-sig", lineterminator="\r\n")
    write_workbook(flat, folder / "underheard.xlsx", created_at=created_at, words=words)


def flatten(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with one safe text, number, date or blank a cell."""
    columns = {column: [_cell(value) for value in frame[column]] for column in frame.columns}
    return pd.DataFrame(columns, columns=frame.columns, dtype=object)


def _cell(value: Value) -> Value:
    if isinstance(value, Mapping):
        return safe_text(" | ".join(f"{key}: {', '.join(map(str, words))}" for key, words in value.items()))
    if pd.api.types.is_list_like(value):
        return safe_text("; ".join(map(str, value)))
    if pd.isna(value):
        return None
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def write_workbook(frames: Mapping[str, pd.DataFrame], path: Path, *, created_at: datetime, words: Wording) -> None:
    """One sheet a flat table, with frozen headers and filters, after a codebook of all columns."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(path, options) as workbook:
        # The clock would make two runs over the same input differ.
        workbook.set_properties({"title": "Underheard", "created": created_at.replace(tzinfo=None)})
        header = workbook.add_format({"bold": True, "bg_color": "#E8EEF1", "bottom": 1, "valign": "top"})
        body = workbook.add_format({"valign": "top", "text_wrap": True})
        notes = [
            f"{name}: {len(frame)} rows, see {name}.csv" for name, frame in frames.items() if len(frame) > MAX_ROWS
        ]
        _write_sheet(workbook.add_worksheet("codebook"), flatten(codebook(words)), header, body, notes=notes)
        for name, frame in frames.items():
            if len(frame) <= MAX_ROWS:
                _write_sheet(workbook.add_worksheet(name), frame, header, body)


def _write_sheet(
    sheet: Worksheet, frame: pd.DataFrame, header: Format, body: Format, *, notes: Sequence[str] = ()
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    for index, column in enumerate(frame.columns):
        width = _WIDTHS.get(column, _MIDDLE if frame[column].map(type).eq(str).any() else _NARROW)
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, column, header)
    for row, values in enumerate(frame.itertuples(index=False), start=1):
        for index, value in enumerate(values):
            _write_cell(sheet, row, index, value, body)
    for row, note in enumerate(notes, start=len(frame) + 2):
        sheet.write_string(row, 0, note)


def _write_cell(sheet: Worksheet, row: int, index: int, value: Value, body: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, index, value, body)
    elif isinstance(value, str):
        held = value if len(value) <= MAX_CELL else value[: MAX_CELL - 1] + "…"
        sheet.write_string(row, index, held, body)
    elif value == value and abs(value) != float("inf"):
        sheet.write_number(row, index, value, body)
    else:
        sheet.write_string(row, index, str(value), body)
