"""The workbook: what is in it, what its columns mean, and a formatted sheet a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.codebook import codebook, kind_text, row_meaning
from reports.column_formats import DAY, number_format, width
from reports.evidence import Evidence
from reports.safe_text import is_right_to_left, safe_text

Value = Any
"""What a flat cell can hold: text, a number, a truth value, a date or None."""

MAX_CELL = 32_767
"""Characters that a cell can hold."""
MAX_ROWS = 50_000
"""Rows below the header beyond which a table has no sheet: a workbook takes a million, but it takes minutes to write
and a strong machine to open."""

CONTENTS, CODEBOOK = "contents", "codebook"
_LINE, _MAX_LINES = 15, 8
"""Points of a line, and lines that a row shows at most: the cell holds the whole text all the same."""
_LETTERS = 1.1
"""Letters of running text that take the width of a figure."""
_WIDE_LETTER = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_FITS = 250
"""Width in characters up to which a sheet is printed on one page across."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_FONT = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets disagree on which day a number is."""


class Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.text = self._make({"text_wrap": True})
        self.right_to_left = self._make({"text_wrap": True, "reading_order": 2, "align": "right", "indent": 1})
        self.title = self._make({"bold": True, "font_size": 16, "font_color": "#0B5A6B"})
        self.quiet = self._make({"font_color": "#5B6875"})
        self.aside = self._make({"font_color": "#5B6875", "align": "left", "indent": 1})
        self.link = self._make({"font_color": "#0B5A6B", "underline": 1})
        header = {"bold": True, "bg_color": "#0B5A6B", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        self.header = self._make(header)
        self.number_header = self._make(header | {"align": "right"})

    def _make(self, look: Mapping[str, object]) -> Format:
        return self._book.add_format({**_FONT, **look})

    def number(self, look: str | None) -> Format:
        """Of numbers and days of this format; of texts where there is none."""
        if look is None:
            return self.text
        if look not in self._numbers:
            self._numbers[look] = self._make({"num_format": look} | ({"align": "left"} if look == DAY else {}))
        return self._numbers[look]


@dataclass(frozen=True)
class Column:
    """Of a sheet: what stands above it, how numbers in it look, how wide it is in characters."""

    title: str
    number: str | None
    width: float


def write_workbook(
    frames: Mapping[str, pd.DataFrame],
    path: Path,
    *,
    evidence: Evidence,
    flat_rows: Callable[[pd.DataFrame], Iterator[Sequence[Value]]],
) -> None:
    """Write the contents, the codebook and a sheet a table, each with frozen header and filters.

    `flat_rows` gives a table's rows with a flat cell each; one row is held in memory at a time. A table of more than
    `MAX_ROWS` rows has no sheet, and the contents say which files have it.
    """
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        # The clock would make two runs over the same input differ.
        created = datetime.fromisoformat(evidence.manifest["created_at"]).replace(tzinfo=None)
        book.set_properties({"title": safe_text(_name(evidence)), "created": created})
        formats = Formats(book)
        shown = {name: frame for name, frame in frames.items() if len(frame) <= MAX_ROWS}
        _write_contents(book.add_worksheet(CONTENTS), frames, shown, evidence, formats)
        _write_codebook(book.add_worksheet(CODEBOOK), evidence, formats)
        for name, frame in shown.items():
            columns = [Column(column, number_format(name, column), width(name, column)) for column in frame.columns]
            _write_table(book.add_worksheet(name), columns, flat_rows(frame), formats, n_rows=len(frame))


def _name(evidence: Evidence) -> str:
    return str(evidence.manifest.get("name", "Underheard"))


def _write_contents(
    sheet: Worksheet,
    frames: Mapping[str, pd.DataFrame],
    shown: Mapping[str, pd.DataFrame],
    evidence: Evidence,
    formats: Formats,
) -> None:
    words = evidence.words
    sheet.hide_gridlines(2)
    widths = (22, 96, 10, 10, 72)
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    _set_page(sheet, sum(widths))
    sheet.set_row(0, 26)
    sheet.set_row(3, 22)
    sheet.write_string(0, 0, safe_text(_name(evidence)), formats.title)
    moment = words.minute(datetime.fromisoformat(evidence.manifest["created_at"]))
    sheet.write_string(1, 0, words.gettext("Tables of the run of %(moment)s", moment=moment), formats.quiet)
    titles = (
        words.gettext("Sheet"),
        words.gettext("What a row is"),
        words.gettext("Rows"),
        words.gettext("Columns"),
        words.gettext("The same table as"),
    )
    for column, title in enumerate(titles):
        sheet.write_string(3, column, title, formats.number_header if column in (2, 3) else formats.header)
    about = words.gettext("A column of a table, and what it means.")
    book = codebook(words)
    lines = [(CODEBOOK, about, len(book), 4, "", True)] + [
        (name, row_meaning(name, words), len(frame), len(frame.columns), _files(name), name in shown)
        for name, frame in frames.items()
    ]
    for row, (name, meaning, n_rows, n_columns, files, has_sheet) in enumerate(lines, start=4):
        if has_sheet:
            sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        else:
            sheet.write_string(row, 0, name, formats.text)
            meaning += " " + words.gettext("Too long for a sheet: open one of its files.")
        sheet.write_string(row, 1, meaning, formats.text)
        sheet.write_number(row, 2, n_rows, formats.number("#,##0"))
        sheet.write_number(row, 3, n_columns, formats.number("#,##0"))
        sheet.write_string(row, 4, files, formats.aside)
    for row, note in enumerate(_notes(evidence), start=len(lines) + 5):
        sheet.write_string(row, 0, note, formats.quiet)


def _files(table: str) -> str:
    return f"{table}.csv, {table}.json, ../{table}.parquet"


def _notes(evidence: Evidence) -> list[str]:
    words = evidence.words
    return [
        words.gettext(
            "An empty cell: not known, not estimated, or left out because %(few)s stand behind it.",
            few=words.fewer_than(evidence.min_group_size),
        ),
        words.gettext("An apostrophe before a text keeps programs from taking it for a formula; it was not said."),
    ]


def _write_codebook(sheet: Worksheet, evidence: Evidence, formats: Formats) -> None:
    words = evidence.words
    columns = [
        Column(words.gettext("Table"), None, 20),
        Column(words.gettext("Column"), None, 24),
        Column(words.gettext("Kind"), None, 22),
        Column(words.gettext("Meaning"), None, 100),
    ]
    book = codebook(words)
    rows = [(row.table, row.column, kind_text(row.kind, words), row.meaning) for row in book.itertuples()]
    _write_table(sheet, columns, rows, formats, n_rows=len(rows))


def _write_table(
    sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], formats: Formats, *, n_rows: int
) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(n_rows, 1), len(columns) - 1)
    sheet.set_row(0, 32)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    _set_page(sheet, sum(column.width for column in columns))
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.title, formats.header)
    numbers = [formats.number(column.number) for column in columns]
    widths = [column.width for column in columns]
    for row, values in enumerate(rows, start=1):
        n_lines = max(map(_n_lines, values, widths))
        if n_lines > 1:
            sheet.set_row(row, _LINE * min(n_lines, _MAX_LINES))
        for index, value in enumerate(values):
            if value is not None:
                _write_cell(sheet, row, index, value, numbers[index], formats)


def _n_lines(value: Value, width: float) -> int:
    """Lines that a value takes in a column, as near as can be told without a font; wide letters count twice."""
    if not isinstance(value, str) or (len(value) * 2 <= width and "\n" not in value):
        return 1
    per_line = int(width * _LETTERS)
    return sum(max(-(-(len(line) + len(_WIDE_LETTER.findall(line))) // per_line), 1) for line in value.split("\n"))


def _set_page(sheet: Worksheet, width: float) -> None:
    """A4 across, as wide as the sheet where that can still be read."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_footer("&C&P / &N")
    if width <= _FITS:
        sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Worksheet, row: int, index: int, value: Value, number: Format, formats: Formats) -> None:
    if isinstance(value, str):
        held = value if len(value) <= MAX_CELL else value[: MAX_CELL - 1] + "…"
        sheet.write_string(row, index, held, formats.right_to_left if is_right_to_left(held) else formats.text)
    elif isinstance(value, bool):
        sheet.write_boolean(row, index, value, formats.text)
    elif isinstance(value, date):
        if value >= _FIRST_DAY:
            sheet.write_datetime(row, index, value, number)
        else:
            sheet.write_string(row, index, value.isoformat(), formats.text)
    elif value == value and abs(value) != float("inf"):
        sheet.write_number(row, index, value, number)
    else:
        sheet.write_string(row, index, str(value), formats.text)
