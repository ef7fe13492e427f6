"""Rows of CSV and TSV: strictly where the quoting allows it, else mended so that a bad row costs no other."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from corpus.messages import rows as row_list
from corpus.tables.lines import TextFile

DELIMITERS = ",;\t|"
MAX_RECORD_LINES = 500
"""A quoted field over more lines is taken for a quote that somebody forgot to close."""
MAX_CELL_LETTERS = 1_000_000
"""A cell of Excel holds 32,767 letters; no statement is a book."""
SEPARATOR_LINE = "sep="
"""Excel's own first line, which it never shows."""
BYTE_ORDER_MARK = "\ufeff"
"""Also in the middle, where files were put one behind the other."""

Cells = list[str]
_CURLY = "“”„‟«»"


@dataclass
class Delimited:
    """The rows of a text file, in order; `mended` fills with the numbers of those that were not as they should be.

    Rows above `header_number` are as wide as they are; without it, blank ones are above the header.
    """

    file: TextFile
    header_number: int | None = None
    mended: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[Cells | None]:
        """Each row, the header first; None for each line that belongs to no row of the header's width.

        A row ends at the first line where its quotes are closed. Where no such line makes a row as wide as the
        header, the quote is taken for a stray one, its line is mended on its own, and the next line starts afresh.
        """
        csv.field_size_limit(MAX_CELL_LETTERS)
        lines = _Lookahead(self.file.lines())
        delimiter = _delimiter(lines)
        width, number = 0, 0
        while lines.has_next():
            line = lines.take()
            number += 1
            row = None if line is None else _plain(line, delimiter) or _quoted(line, lines, delimiter, width)
            if line is not None and width and not _fits(row, width):
                mended = _mended(line, delimiter, width)
                if mended is not None:
                    self.mended.append(number)
                    row = mended
            if row is not None and not width and self._is_header(row, number):
                width = len(row)
            yield row

    def _is_header(self, row: Cells, number: int) -> bool:
        if self.header_number is None:
            return any(cell.strip() for cell in row)
        return number == self.header_number

    def warnings(self) -> list[str]:
        """What a person should look at, once all rows were read."""
        warnings: list[str] = []
        if self.file.is_guess:
            warnings.append(
                f"{self.file.path}: read as {self.file.encoding}; save it as UTF-8 to be sure of every letter."
            )
        if self.mended:
            warnings.append(
                f"{self.file.path}: {row_list(self.mended)} did not fit the header and could be mended: quotation "
                "marks or delimiters stand where they should not. Look at them, and mend the quoting."
            )
        return warnings


def _fits(row: Cells | None, width: int) -> bool:
    """Whether the row is as wide as the header, but for blank or missing cells at its end."""
    if row is None or any(cell.strip() for cell in row[width:]):
        return False
    return len(row) > 1 or width == 1 or not any(delimiter in row[0] for delimiter in DELIMITERS)


class _Lookahead:
    """Lines, of which the next ones can be looked at before they are taken."""

    def __init__(self, lines: Iterator[str | None]) -> None:
        self._lines = lines
        self._ahead: deque[str | None] = deque()

    def has_next(self) -> bool:
        return bool(self._ahead) or bool(self.ahead(1))

    def ahead(self, n: int) -> list[str | None]:
        """Up to `n` of the next lines, which stay to be taken."""
        self._ahead.extend(islice(self._lines, max(0, n - len(self._ahead))))
        return list(islice(self._ahead, n))

    def take(self, n: int = 1) -> str | None:
        """The next line; with `n`, the last of as many."""
        self.ahead(n)
        for _ in range(n):
            line = self._ahead.popleft()
        return line.removeprefix(BYTE_ORDER_MARK) if line else line


def _delimiter(lines: _Lookahead) -> str:
    first = (lines.ahead(1) or [None])[0] or ""
    first = first.removeprefix(BYTE_ORDER_MARK)
    if first.lower().startswith(SEPARATOR_LINE):
        lines.take()
        return first[len(SEPARATOR_LINE) :].strip("\r\n")[:1] or ","
    return max(DELIMITERS, key=first.count)


def _plain(line: str, delimiter: str) -> Cells | None:
    """The cells of a line without quotes; None where there are some."""
    if '"' in line:
        return None
    row = line.rstrip("\r\n").split(delimiter)
    return row if len(line) <= MAX_CELL_LETTERS or max(map(len, row)) <= MAX_CELL_LETTERS else None


def _quoted(line: str, lines: _Lookahead, delimiter: str, width: int) -> Cells | None:
    """The row that begins with `line`, over as many lines as its quotes need; None where they never close rightly."""
    n_quotes = line.count('"')
    if n_quotes % 2 == 0:
        return _parsed(line, delimiter)
    parts = [line]
    size = 8
    while size <= 2 * MAX_RECORD_LINES:
        ahead = lines.ahead(min(size, MAX_RECORD_LINES))
        for part in ahead[len(parts) - 1 :]:
            if part is None:
                return None
            parts.append(part)
            n_quotes += part.count('"')
            if n_quotes % 2 == 0:
                row = _parsed("".join(parts), delimiter)
                if row is None or (width and len(row) != width):
                    return None
                lines.take(len(parts) - 1)
                return row
        if len(ahead) < min(size, MAX_RECORD_LINES):
            return None
        size *= 4
    return None


def _parsed(text: str, delimiter: str, **form: object) -> Cells | None:
    """The one row that `text` is, read strictly; None where it is none, or several."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, **form))  # type: ignore[arg-type]
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


# --- mending ------------------------------------------------------------------------------------------------


def _mended(line: str, delimiter: str, width: int) -> Cells | None:
    """The row that `line` was meant to be, as wide as the header; None where no mending gives one."""
    line = line.rstrip("\r\n")
    for mend in _MENDING:
        row = mend(line, delimiter)
        if row is not None and len(row) == width and max(map(len, row)) <= MAX_CELL_LETTERS:
            return row
    row = _with_end_quote(line, delimiter)
    return row if row is not None and 1 < len(row) < width else None


def _with_backslashes(line: str, delimiter: str) -> Cells | None:
    if "\\" not in line:
        return None
    return _parsed(line, delimiter, doublequote=False, escapechar="\\")


def _without_space_at_quotes(line: str, delimiter: str) -> Cells | None:
    mark = re.escape(delimiter)
    return _parsed(re.sub(rf'"[^\S{mark}]+(?={mark}|$)', '"', line), delimiter, skipinitialspace=True)


def _with_inner_quotes_doubled(line: str, delimiter: str) -> Cells | None:
    """Only a quote beside a delimiter opens or closes a cell."""
    mark = re.escape(delimiter)
    inside = re.sub(rf'(?<!^)(?<!{mark})"+(?!{mark}|$|")', '""', line)
    at_start = re.sub(rf'(^|{mark})""(?!"|{mark}|$)', r'\1"""', inside)
    at_end = re.sub(rf'(?<!^)(?<!{mark}|")""(?={mark}|$)', '"""', at_start)
    return _parsed(at_end, delimiter)


def _with_end_quote(line: str, delimiter: str) -> Cells | None:
    return _parsed(line + '"', delimiter) if line.count('"') % 2 else None


def _with_curly_quotes(line: str, delimiter: str) -> Cells | None:
    mark = re.escape(delimiter)
    straight = re.sub(rf"(^|{mark})[{_CURLY}]|[{_CURLY}](?={mark}|$)", r'\1"', line)
    return _parsed(straight, delimiter) if straight != line else None


def _with_single_quotes(line: str, delimiter: str) -> Cells | None:
    mark = re.escape(delimiter)
    is_quoted = re.search(rf"(^|{mark})'.*'({mark}|$)", line)
    return _parsed(line, delimiter, quotechar="'") if is_quoted else None


def _with_delimiters_in_text(line: str, delimiter: str) -> Cells | None:
    """A comma with a space behind it is one of the text's own."""
    if '"' in line or delimiter.isspace():
        return None
    return re.split(rf"{re.escape(delimiter)}(?! )", line)


def _with_literal_quotes(line: str, delimiter: str) -> Cells | None:
    return [cell.removeprefix('"') if cell.count('"') == 1 else cell for cell in line.split(delimiter)]


def _with_other_delimiter(line: str, delimiter: str) -> Cells | None:
    others = [other for other in DELIMITERS if other != delimiter and other in line]
    return _parsed(line, max(others, key=line.count)) if others and delimiter not in line else None


_MENDING: tuple[Callable[[str, str], Cells | None], ...] = (
    _with_backslashes,
    _without_space_at_quotes,
    _with_inner_quotes_doubled,
    _with_end_quote,
    _with_curly_quotes,
    _with_single_quotes,
    _with_delimiters_in_text,
    _with_literal_quotes,
    _with_other_delimiter,
)
"""From the one that changes least."""
