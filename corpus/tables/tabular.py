"""Files of rows and columns as text: CSV and TSV (tolerantly), XLSX, Parquet, recognised by content."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from corpus.errors import SourceError, UnreadableDocument
from corpus.files.packages import is_zip
from corpus.messages import listed, nearest, shown
from corpus.messages import rows as row_list
from corpus.tables.cells import column_name
from corpus.tables.delimited import Delimited
from corpus.tables.lines import open_text
from corpus.tables.parquet import ParquetTable, is_parquet
from corpus.tables.workbook import Workbook, open_workbook

HEAD_ROWS = 20
"""Reports put titles and notes above a header, but not more."""

OTHER_FORMATS = {
    b"\xd0\xcf\x11\xe0": "it is an old Excel file (.xls), or has a password. Save it as .xlsx without one, or as CSV.",
    b"%PDF": "it is a PDF. Export the table as CSV or .xlsx.",
    b"\x1f\x8b": "it is compressed (gzip). Unpack it.",
}
"""By their first bytes."""

Rows = Iterator[list[str] | None]


@dataclass(frozen=True, slots=True)
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
        require(self.path, self.columns, column, what_for, remedy)


@dataclass
class TableStream:
    """A table that is read row by row, once; what its fields say of rows is whole when all were read."""

    path: Path
    columns: tuple[str, ...]
    header_number: int
    _source: Delimited | Workbook | ParquetTable
    _rows: Rows
    malformed: list[int] = field(default_factory=list)
    """Rows that no reading makes fit the header."""
    short: list[int] = field(default_factory=list)
    """Rows whose last cells are missing."""
    repeated: list[int] = field(default_factory=list)
    """Rows that are the header again."""

    def records(self) -> Iterator[Record]:
        """Each row that is one; blank rows only count.

        Raises:
            SourceError: the file cannot be read to its end.
        """
        width = len(self.columns)
        is_delimited = isinstance(self._source, Delimited)
        for number, row in enumerate(self._rows, start=self.header_number + 1):
            # In a workbook, what has no header above it is a column without a name, not a broken row.
            if row is None or (is_delimited and any(cell.strip() for cell in row[width:])):
                self.malformed.append(number)
            elif not any(cell.strip() for cell in row):
                continue
            elif width > 1 and _columns(row) == self.columns:
                self.repeated.append(number)
            else:
                if is_delimited and len(row) < width:
                    self.short.append(number)
                cells = dict(zip(self.columns, row, strict=False))
                cells.update(dict.fromkeys(self.columns[len(row) :], ""))
                yield Record(number, cells)

    def warnings(self) -> list[str]:
        """What a person should look at, once all records were read; rows that are malformed are not among it."""
        warnings = self._source.warnings()
        if self.header_number > 1:
            warnings.append(f"{self.path}: the header is row {self.header_number}; what is above it is not read.")
        if self.short:
            warnings.append(
                f"{self.path}: cells are missing at the end of {row_list(self.short)} and count as empty. "
                "Look for line breaks outside quotation marks there."
            )
        if self.repeated:
            warnings.append(f"{self.path}: the header stands again in {row_list(self.repeated)}; it is no statement.")
        return warnings


def require(path: Path, columns: Collection[str], column: str, what_for: str, remedy: str) -> None:
    """Do nothing if `column` is one of `columns`.

    Raises:
        SourceError: it is not; the message names the columns there are, the nearest first.
    """
    if column not in columns:
        raise SourceError(
            f"{path}: there is no column {shown(column)} for {what_for}; "
            f"there are {listed(nearest(column, columns))}. {remedy}"
        )


def read_tabular(path: Path) -> Tabular:
    """The whole table at `path`, held in memory: for tables of sessions, participants or comments.

    Raises:
        SourceError: no such file, nothing in it, or nothing that can be read as a table.
    """
    table = open_table(path)
    records = list(table.records())
    return Tabular(table.path, table.columns, records, tuple(table.malformed), tuple(table.warnings()))


def open_table(path: Path, wanted: Collection[str] = ()) -> TableStream:
    """The table at `path`, its header read: a workbook's first sheet that holds something, or the whole file.

    The header is the first of the first rows that names all of `wanted`, else the first that is not blank.

    Raises:
        SourceError: no such file, nothing in it, or nothing that can be read as a table.
    """
    if not path.is_file():
        kind = "is a folder" if path.is_dir() else "does not exist"
        raise SourceError(f"{path}: the file {kind}. Correct the path.")
    try:
        if path.stat().st_size == 0:
            raise SourceError(f"{path}: the file is empty. Export it again, with its header.")
        source = _source(path)
    except UnreadableDocument as error:
        raise SourceError(f"{path}: the file cannot be read: {error}") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or 'the file cannot be opened'}. Check its permissions.") from error
    rows = _guarded(path, source.rows())
    head = list(islice(rows, HEAD_ROWS))
    number = _header_number(head, wanted)
    if number is None:
        raise SourceError(f"{path}: the file has no header. Export it again, with the column names in its first row.")
    header = head[number - 1] or []
    if isinstance(source, Delimited) and any(row for row in head[: number - 1]):
        # How wide rows are is known from the header alone, and decides how their quotes are read.
        source = Delimited(source.file, header_number=number)
        rows = _guarded(path, source.rows())
        head = list(islice(rows, number))
    return TableStream(path, _columns(header), number, source, chain(head[number:], rows))


def _source(path: Path) -> Delimited | Workbook | ParquetTable:
    with path.open("rb") as file:
        start = file.read(8)
    for magic, problem in OTHER_FORMATS.items():
        if start.startswith(magic):
            raise UnreadableDocument(problem)
    if is_parquet(path):
        return ParquetTable(path)
    return open_workbook(path) if is_zip(path) else Delimited(open_text(path))


def _guarded(path: Path, rows: Iterable[list[str] | None]) -> Rows:
    """The rows; what goes wrong on the way is said with the path."""
    try:
        yield from rows
    except UnreadableDocument as error:
        raise SourceError(f"{path}: the file cannot be read: {error}") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or 'the file cannot be read'}. Check its permissions.") from error


def _header_number(head: Iterable[list[str] | None], wanted: Collection[str]) -> int | None:
    first = None
    for number, row in enumerate(head, start=1):
        names = {column_name(cell) for cell in row or ()}
        if wanted and names.issuperset(wanted):
            return number
        if first is None and names - {""}:
            first = number
    return first


def _columns(header: Iterable[str]) -> tuple[str, ...]:
    columns: dict[str, None] = {}
    for position, cell in enumerate(header, start=1):
        name = column_name(cell) or f"column {position}"
        columns[f"{name} (column {position})" if name in columns else name] = None
    return tuple(columns)
