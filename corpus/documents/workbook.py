"""Minutes in a workbook as blocks: the tables and lists of each visible sheet."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from corpus.documents.bare_tables import field_kinds, is_form, names_columns_of_people
from corpus.documents.blocks import Block, Document, Kind
from corpus.documents.marks import BULLET, ends_a_sentence, is_date, is_label, is_question, letters, turn
from corpus.errors import UnreadableDocument
from corpus.files.packages import BROKEN_ZIP, check_package

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_UNZIPPED_BYTES = 200_000_000
MAX_CELLS = 500_000
"""With words or numbers in them, over all sheets: five hundred times a long day's minutes."""
MAX_HEADER_WORDS = 10
MAX_ABBREVIATION_LETTERS = 5
"""Of a header such as "No." or "Tel.", its full stop included."""
MAX_HEADER_LETTERS = 80
COMPARED_ROWS = 50
SIGNS = ("#", "№", "N°", "%")
"""Short for the name of a column."""
MAX_NAME_LETTERS = 40
NOT_WORDS = re.compile(r"#[A-Z/0!?]+|TRUE|FALSE")
"""What stands for an error or a truth value; they are counted as cells without words."""
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAMAGED = (*BROKEN_ZIP, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, AssertionError)
"""openpyxl lets the errors of its XML parser (SyntaxError) and of half-read parts through."""


@dataclass(frozen=True)
class Row:
    """A row of a sheet: its number as the spreadsheet shows it, and the text of the filled cells by column, from 0."""

    number: int
    cells: dict[int, str]


@dataclass
class _Sheet:
    name: str
    rows: list[Row] = field(default_factory=list)
    n_hidden: int = 0


def read_workbook(path: Path) -> Document:
    """The minutes in the workbook at `path`; a formula gives what was last computed.

    Raises:
        UnreadableDocument: damaged, too large, or refused by the guard of `corpus.files.packages`.
    """
    if "xl/workbook.xml" not in check_package(path, max_bytes=MAX_UNZIPPED_BYTES):
        raise UnreadableDocument("it is no Excel workbook. Save it as .xlsx.")
    import openpyxl  # seldom, and not at once

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, about parts that are not read: drawings, validation
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
            hidden = [sheet for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
            sheets = list(_sheets([sheet for sheet in workbook.worksheets if sheet not in hidden]))
    except DAMAGED as error:
        raise UnreadableDocument("it is a damaged workbook. Open it, save it again and replace it.") from error
    blocks = tuple(block for sheet in sheets for block in sheet_blocks(sheet.rows, within=f"sheet {sheet.name}"))
    n_hidden = sum(sheet.n_hidden for sheet in sheets)
    left_out = [f"{len(hidden)} hidden sheets"] if hidden else []
    left_out += [f"{n_hidden} cells in hidden rows and columns"] if n_hidden else []
    remedy = f"{' and '.join(left_out)} are left out. Show them if they belong to the notes."
    return Document(blocks, warnings=(remedy,) if left_out else ())


# --- cells --------------------------------------------------------------------------------------------------


def _sheets(worksheets: Sequence[ReadOnlyWorksheet]) -> Iterator[_Sheet]:
    n_cells = 0
    for worksheet in worksheets:
        hidden_rows, hidden_columns = _hidden(worksheet)
        worksheet.reset_dimensions()  # the stated size is often wrong, and may be a million rows
        name = re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in worksheet.title)).strip()
        sheet = _Sheet(name[:MAX_NAME_LETTERS])
        for number, values in enumerate(worksheet.iter_rows(values_only=True), 1):
            cells = {column: text for column, value in enumerate(values) if (text := cell_text(value))}
            shown = {} if number in hidden_rows else {c: text for c, text in cells.items() if c not in hidden_columns}
            sheet.n_hidden += len(cells) - len(shown)
            n_cells += len(cells)
            if n_cells > MAX_CELLS:
                raise UnreadableDocument(
                    f"it has more than {MAX_CELLS:,} cells. List it as a source of the type table."
                )
            if shown:
                sheet.rows.append(Row(number, shown))
        yield sheet


def _hidden(worksheet: ReadOnlyWorksheet) -> tuple[set[int], set[int]]:
    """The numbers of hidden rows, from 1, and of hidden columns, from 0; openpyxl passes them over when it streams."""
    rows: set[int] = set()
    columns: set[int] = set()
    with worksheet._get_source() as source:
        events = etree.iterparse(
            source, tag=(f"{S}row", f"{S}col"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        number = 0
        for _, element in events:
            if element.tag == f"{S}row":
                number = int(element.get("r", number + 1))
            if element.get("hidden") in ("1", "true"):
                if element.tag == f"{S}row":
                    rows.add(number)
                else:
                    columns.update(range(int(element.get("min")) - 1, min(int(element.get("max")), 16384)))
            element.clear(keep_tail=True)
            while element.getprevious() is not None:
                del element.getparent()[0]
    return rows, columns


def cell_text(value: object) -> str:
    """A cell as text with its line breaks; numbers, dates, errors and truth values as text without letters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes").removesuffix(" 00:00")
    text = unicodedata.normalize("NFC", str(value).replace("_x000D_", "")).strip()
    return "#" if isinstance(value, str) and NOT_WORDS.fullmatch(text) else text


# --- tables -------------------------------------------------------------------------------------------------


def sheet_blocks(rows: Sequence[Row], *, within: str) -> Iterator[Block]:
    """The sheet's cells as blocks, numbered by row, each under the name of its column.

    An empty row ends a table. The next one may have a header of its own; else that of the table before holds.
    """
    columns: dict[int, str] = {}
    regions = list(_regions(rows))
    for index, region in enumerate(regions):
        n_lead = _n_lead(region, is_last=index == len(regions) - 1)
        for row in region[:n_lead]:
            for text in row.cells.values():
                yield _block(row, text, "heading" if _is_label(text) else "paragraph", within, level=2)
        body = region[n_lead:]
        if is_form([list(row.cells.values()) for row in body]):
            yield from _form(body, within)
            continue
        if _is_header(body):
            columns = {column: " ".join(text.split()) for column, text in body[0].cells.items()}
            yield from (_block(body[0], text, "header", within) for text in columns.values())
            body = body[1:]
        for row in body:
            for column, text in row.cells.items():
                for line in filter(None, map(str.strip, text.splitlines())):
                    bullet = BULLET.fullmatch(line)
                    words, kind = (bullet["words"], "item") if bullet else (line, "cell")
                    yield _block(row, words, kind, within, column=columns.get(column))  # type: ignore[arg-type]


def _form(rows: Sequence[Row], within: str) -> Iterator[Block]:
    """The fields of a form as lines such as "Date: 3 July 2022", its other rows each under its first cell."""
    lines = [list(row.cells.values()) for row in rows]
    for row, texts, kind in zip(rows, lines, field_kinds(lines), strict=True):
        if kind is not None:
            yield _block(row, f"{texts[0].rstrip(' :：')}: {texts[1]}", kind, within)
        else:
            yield _block(row, texts[0], "header" if len(texts) > 1 else "cell", within)
            yield from (_block(row, text, "cell", within, column=texts[0]) for text in texts[1:])


def _block(row: Row, text: str, kind: Kind, within: str, *, column: str | None = None, level: int = 0) -> Block:
    return Block(row.number, kind, " ".join(text.split()), level, column, unit="row", within=within)


def _regions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Runs of rows without an empty one between."""
    region: list[Row] = []
    for row in rows:
        if region and row.number != region[-1].number + 1:
            yield region
            region = []
        region.append(row)
    if region:
        yield region


def _n_lead(region: Sequence[Row], *, is_last: bool) -> int:
    """How many rows stand above a table as its title and remarks: one cell each, above rows of several.

    Or they stand above an empty row: a title, with nothing below it but fields such as "Date: 3 July".
    """
    first = next((index for index, row in enumerate(region) if len(row.cells) > 1), None)
    if first is not None:
        return first
    texts = [text for row in region for text in row.cells.values()]
    return len(region) if not is_last and _is_label(texts[0]) and all(map(_is_field, texts[1:])) else 0


def _is_field(text: str) -> bool:
    found = turn(text)
    return is_date(text) or (found is not None and bool(found.words) and is_label(found.tag))


def _is_header(rows: Sequence[Row]) -> bool:
    """Whether the first row names the columns: short and different words above longer or other things, or all known."""
    if len(rows) < 2:
        return False
    names = list(rows[0].cells.values())
    if not all(map(_is_label, names)) or len({name.casefold() for name in names}) < len(names):
        return False
    if names_columns_of_people(names):
        return True
    below = [text for row in rows[1:COMPARED_ROWS] for text in row.cells.values()]
    longest = max(len(name.split()) for name in names)
    return any(ends_a_sentence(text) or not letters([text]) or len(text.split()) > longest for text in below)


def _is_label(text: str) -> bool:
    """Whether the text could name a column or a table: short words, no sentence; a question may name one."""
    is_short = len(text.split()) <= MAX_HEADER_WORDS and len(text) <= MAX_HEADER_LETTERS
    is_no_sentence = is_question(text) or not ends_a_sentence(text) or len(text) <= MAX_ABBREVIATION_LETTERS
    return is_short and (letters([text]) > 0 or text in SIGNS) and is_no_sentence
