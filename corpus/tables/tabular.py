"""Files of rows and columns as text: CSV and TSV (tolerantly), XLSX, Parquet, recognised by content."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from corpus.errors import SourceError, UnreadableDocument
from corpus.files.decode import decode
from corpus.files.packages import BROKEN_ZIP, check_package, is_zip
from corpus.messages import listed, nearest, shown

DELIMITERS = ",;\t|"
MAX_RECORD_LINES = 500
"""A quoted field over more lines is taken for a quote that somebody forgot to close."""
MAX_SHEET_BYTES = 1_000_000_000
SEPARATOR_LINE = "sep="
"""Excel's own first line, which it never shows."""


@dataclass(frozen=True)
class Record:
    """One row; `number` is its number in a spreadsheet, where the header is row 1."""

    number: int
    cells: dict[str, str]

    def get(self, column: str | None) -> str:
        """The trimmed value in `column`; empty where there is no such column."""
        return self.cells.get(column, "").strip() if column else ""


@dataclass(frozen=True)
class Tabular:
    """A table as text; `malformed` are the rows that no reading of the quotes makes fit the header."""

    path: Path
    columns: tuple[str, ...]
    records: list[Record]
    malformed: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    def require(self, column: str, what_for: str, remedy: str) -> None:
        """Do nothing if `column` exists.

        Raises:
            SourceError: it does not; the message names the columns there are, the nearest first.
        """
        if column not in self.columns:
            raise SourceError(
                f"{self.path}: there is no column {shown(column)} for {what_for}; "
                f"there are {listed(nearest(column, self.columns))}. {remedy}"
            )


def read_tabular(path: Path) -> Tabular:
    """The table at `path`: the first sheet of a workbook, or the whole file.

    Raises:
        SourceError: no such file, nothing in it, or nothing that can be read as a table.
    """
    if not path.is_file():
        kind = "is a folder" if path.is_dir() else "does not exist"
        raise SourceError(f"{path}: the file {kind}. Correct the path.")
    if path.stat().st_size == 0:
        raise SourceError(f"{path}: the file is empty. Export it again, with its header.")
    try:
        if _is_parquet(path):
            return _read_parquet(path)
        return _read_workbook(path) if is_zip(path) else _read_delimited(path)
    except UnreadableDocument as error:
        raise SourceError(f"{path}: the file cannot be read: {error}") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or 'the file cannot be opened'}. Check its permissions.") from error


def parse_date(value: str) -> datetime | None:
    """The moment that an ISO date (and time) names, in UTC; None for an empty value.

    A value without a time zone is taken as UTC, a date as its first moment.

    Raises:
        ValueError: not an ISO date. Forms such as 03/04/2022 mean two days, so they are not guessed.
    """
    if not value.strip():
        return None
    moment = datetime.fromisoformat(value.strip())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def split_values(value: str) -> tuple[str, ...]:
    """The values of a cell, which ";" separates, sorted and without repeats."""
    return tuple(sorted({part.strip() for part in value.split(";") if part.strip()}))


def _table(path: Path, rows: Iterable[Sequence[str] | None], warnings: tuple[str, ...] = ()) -> Tabular:
    """The table whose first row is the header; None stands for a malformed row, blank rows only count."""
    numbered = enumerate(rows, start=1)
    header = next((row for _, row in numbered if row and any(cell.strip() for cell in row)), None)
    if header is None:
        raise SourceError(f"{path}: the file has no header. Export it again, with the column names in its first row.")
    columns = _columns(header)
    records: list[Record] = []
    malformed: list[int] = []
    for number, row in numbered:
        values = None if row is None else _fitted(row, len(columns))
        if values is None:
            malformed.append(number)
        elif any(value.strip() for value in values):
            records.append(Record(number, dict(zip(columns, values, strict=True))))
    return Tabular(path, columns, records, tuple(malformed), warnings)


def _columns(header: Sequence[str]) -> tuple[str, ...]:
    columns: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = cell.strip() or f"column {position}"
        columns.append(f"{name} (column {position})" if name in columns else name)
    return tuple(columns)


def _fitted(row: Sequence[str], width: int) -> list[str] | None:
    """The row at the header's width, but for empty cells at its end; None where words are left over."""
    if any(cell.strip() for cell in row[width:]):
        return None
    return [*row[:width], *[""] * (width - len(row))]


# --- delimited text -----------------------------------------------------------------------------------------


def _read_delimited(path: Path) -> Tabular:
    decoded = decode(path.read_bytes())
    lines = list(io.StringIO(decoded.text, newline=""))
    if lines and lines[0].lower().startswith(SEPARATOR_LINE):
        delimiter = lines.pop(0)[len(SEPARATOR_LINE) :].strip() or ","
    else:
        delimiter = _delimiter(lines[0]) if lines else ","
    warnings = (f"{path}: read as {decoded.encoding}; save it as UTF-8 to be sure of every letter.",)
    return _table(path, _delimited_rows(lines, delimiter), warnings if decoded.is_guess else ())


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _delimited_rows(lines: list[str], delimiter: str) -> list[list[str] | None]:
    """All rows: read strictly where the quoting allows it, else so that a bad row costs no other."""
    try:
        rows: list[list[str] | None] = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return list(_salvaged_rows(lines, delimiter))
    return rows


def _salvaged_rows(lines: list[str], delimiter: str) -> Iterator[list[str] | None]:
    """Rows of a file with broken quotes; None for each line that belongs to no row of the header's width.

    A row ends at the first line where its quotes are closed. Where no such line makes a row as wide as the
    header, the quote is taken for a stray one, its line is read on its own, and the next line starts afresh.
    """
    width = len(next(csv.reader(lines[:1], delimiter=delimiter)))
    start = 0
    while start < len(lines):
        end, row = _closed_row(lines, start, delimiter, width)
        if row is None:
            end, row = start + 1, _parsed(lines[start], delimiter, is_strict=False)
            if row is not None and len(row) != width:
                row = None
        start = end
        yield row


def _closed_row(lines: list[str], start: int, delimiter: str, width: int) -> tuple[int, list[str] | None]:
    n_quotes = 0
    for end in range(start, min(start + MAX_RECORD_LINES, len(lines))):
        n_quotes += lines[end].count('"')
        if n_quotes % 2:
            continue
        row = _parsed("".join(lines[start : end + 1]), delimiter, is_strict=True)
        if row is not None and (end == start or len(row) == width):
            return end + 1, row
    return start, None


def _parsed(text: str, delimiter: str, *, is_strict: bool) -> list[str] | None:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=is_strict))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


# --- workbooks and Parquet ----------------------------------------------------------------------------------


def _read_workbook(path: Path) -> Tabular:
    """The first sheet. A formula gives its stored result, or its own text where nothing is stored.

    Text such as `=cmd()` that a program wrote into a cell is a formula to Excel: it must not be lost.
    """
    if "xl/workbook.xml" not in check_package(path, max_bytes=MAX_SHEET_BYTES):
        raise UnreadableDocument("it is no Excel workbook. Save it as .xlsx or CSV.")
    try:
        formulas, n_sheets = _sheet(path, is_stored=False)
        has_formula = any(isinstance(cell, str) and cell.startswith("=") for row in formulas for cell in row)
        stored = _sheet(path, is_stored=True)[0] if has_formula else formulas
    except (*BROKEN_ZIP, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        # openpyxl lets the errors of its XML parser (SyntaxError) and of half-read parts through.
        raise UnreadableDocument("it is a damaged workbook. Open it, save it again and replace it.") from error
    rows = [
        [cell_text(formula if value is None else value) for value, formula in zip(*pair, strict=True)]
        for pair in zip(stored, formulas, strict=True)
    ]
    warning = f"{path}: only the first of {n_sheets} sheets is read. Save the others as files of their own."
    return _table(path, rows, (warning,) if n_sheets > 1 else ())


def _sheet(path: Path, *, is_stored: bool) -> tuple[list[tuple[Any, ...]], int]:
    with path.open("rb") as file:  # a path would be refused unless it ends in .xlsx
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=is_stored)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # the stated size is often wrong; without it all rows are read
        return list(sheet.iter_rows(values_only=True)), len(workbook.worksheets)


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def _read_parquet(path: Path) -> Tabular:
    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableDocument("it is a damaged Parquet file. Write it again.") from error
    columns = [[cell_text(value) for value in column.to_pylist()] for column in table.columns]
    return _table(path, [table.column_names, *map(list, zip(*columns, strict=True))])


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without ".0", ISO dates, lists joined by ";", nothing as empty."""
    if value is None or value != value:  # NaN is the only value that differs from itself
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(cell_text(item) for item in value)
    return unicodedata.normalize("NFC", str(value))
