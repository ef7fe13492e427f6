"""Paragraphs and tables of word processors as blocks: what styles, lists and bold type say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.documents.bare_tables import field_kinds, is_form, names_columns, names_rows
from corpus.documents.blocks import MAX_HEADING_WORDS, Block, Kind
from corpus.documents.columns import SEPARATOR
from corpus.documents.marks import BULLET, ends_a_sentence, is_question, turn

MAX_UNZIPPED_BYTES = 50_000_000
SOFT_HYPHEN = "\u00ad"
SYMBOL_BULLET = re.compile("^[\uf000-\uf0ff](?=\\s)")
"""A bullet in the fonts Symbol and Wingdings, whose signs have no code of their own."""
MAX_NUMBERED_WORDS = 8
BOLD_LEVEL = 7
"""The level of a heading that only bold type makes: below every heading by style."""
MAX_LEVEL = 9
"""Word processors have no more levels; a file that names more is damaged or hostile."""

Group = list[Block]
"""The blocks of one paragraph: its lines."""


@dataclass(frozen=True)
class Style:
    """What a paragraph's style says about it, its parents' say included."""

    kind: Kind = "paragraph"
    level: int = 0


def named_style(name: str) -> Style | None:
    """What a style means that word processors bring along, by its English name; None for any other."""
    name = name.lower()
    digits = re.search(r"(\d)$", name)
    level = int(digits[1]) if digits else 1
    if name in ("title", "subtitle"):
        return Style("title" if name == "title" else "meta")
    if name.startswith("heading"):
        return Style("heading", level)
    if name.startswith(("list", "numbering")) and name != "list paragraph":
        return Style("item", level - 1)
    if "quot" in name:
        return Style("quote")
    if name.startswith(("toc", "contents")):
        return Style("meta")
    return Style("caption") if name == "caption" else None


def paragraph_blocks(text: str, style: Style, *, is_bold: bool, is_italic: bool) -> Group:
    """The paragraph's lines as blocks: people who press Shift and Enter write one statement a line.

    Their numbers are set by `numbered`.
    """
    text = unicodedata.normalize("NFC", text.replace(SOFT_HYPHEN, ""))
    lines = [SYMBOL_BULLET.sub("•", re.sub(r"[ \t]+", " ", line).strip()) for line in text.split("\n")]
    return [_line_block(line, style, is_bold=is_bold, is_italic=is_italic) for line in lines if line]


def _line_block(line: str, style: Style, *, is_bold: bool, is_italic: bool) -> Block:
    if style.kind != "paragraph":
        return Block(0, style.kind, line, min(style.level, MAX_LEVEL))
    bullet = BULLET.fullmatch(line)
    is_numbered = bullet is not None and any(map(str.isdigit, bullet["mark"]))
    is_short = bullet is not None and len(bullet["words"].split()) <= MAX_NUMBERED_WORDS
    if is_bold_headline(line) and ((is_bold and (bullet is None or is_numbered)) or (is_numbered and is_short)):
        return Block(0, "heading", line, BOLD_LEVEL)
    if bullet is not None:
        return Block(0, "item", bullet["words"])
    return Block(0, "quote" if is_italic and turn(line) is None else "paragraph", line)


def is_bold_headline(line: str) -> bool:
    """Whether a line in bold type is a heading: short, a question or no sentence, and nobody's turn."""
    is_title = is_question(line) or not ends_a_sentence(line)
    return len(line.split()) <= MAX_HEADING_WORDS and is_title and turn(line) is None


def numbered(groups: Iterable[Group], within: str | None = None) -> Iterator[Block]:
    """The blocks with their paragraph's number among those that are not empty, from 1, `within` a part or the text.

    Short numbered lines right below one another, or at the end, are a list, and not headings of nothing.
    """
    counted = list(enumerate(filter(None, groups), 1))
    blocks = [
        replace(block, number=number, unit="paragraph", within=within) for number, group in counted for block in group
    ]
    for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        is_beside = _is_numbered_heading(before) or _is_numbered_heading(after) or after is None
        is_listed = _is_numbered_heading(block) and is_beside
        yield replace(block, kind="item", text=BULLET.sub(r"\g<words>", block.text), level=0) if is_listed else block


def _is_numbered_heading(block: Block | None) -> bool:
    """Whether a heading is one by its bold type and has a number."""
    return (
        block is not None
        and block.kind == "heading"
        and block.level == BOLD_LEVEL
        and BULLET.fullmatch(block.text) is not None
    )


def as_notes(groups: Iterable[Group]) -> Iterator[Block]:
    """What stands in foot- and endnotes: no statements, but counted."""
    return numbered((with_kind(group, "meta") for group in groups), within="footnotes")


# --- tables -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A cell with its paragraphs; `column` is its first column, from 0, and `n_columns` how many it spans."""

    groups: list[Group]
    column: int
    n_columns: int = 1
    is_bold: bool = False
    """Every paragraph with words in it is bold; so False where there are none."""
    is_continued: bool = False
    """Its words are those of the cell above, which it is merged with."""


@dataclass(frozen=True)
class TableRow:
    """A row of a table; `is_header` where the author marked it as one."""

    cells: list[Cell]
    is_header: bool = False


def table_groups(rows: Sequence[TableRow]) -> Iterator[Group]:
    """The cells row by row, each under the names of its column and row.

    A first row that is marked as header, or bold throughout, names the columns; a first column that is bold in
    every row below, or stands under an empty name, names the rows. A bold row of one cell across the table is a
    caption of what follows. A table of one row is there for the looks: its paragraphs are none of a table.
    """
    rows = [row for row in rows if any(cell.groups or cell.is_continued for cell in row.cells)]
    if len(rows) == 1 and not rows[0].is_header:
        yield from (group for cell in rows[0].cells for group in cell.groups)
        return
    n_columns = max((cell.column + cell.n_columns for row in rows for cell in row.cells), default=0)
    while rows and _is_across(rows[0], n_columns):
        yield from (with_kind(group, "caption") for group in rows[0].cells[0].groups)
        rows = rows[1:]
    if is_form(_texts(rows)):
        yield from _form(rows)
        return
    is_headed = bool(rows) and (rows[0].is_header or _is_bold(rows[0]) or names_columns(_texts(rows)))
    header = rows[0] if is_headed else None
    if header is not None:
        yield from (with_kind(group, "header") for cell in header.cells for group in cell.groups)
        rows = rows[1:]
    yield from _body(rows, header, n_columns)


def _body(rows: Sequence[TableRow], header: TableRow | None, n_columns: int) -> Iterator[Group]:
    has_row_names = n_columns > 1 and _has_row_names(rows, header, n_columns)
    has_row_names = has_row_names or (header is None and n_columns == 2 and names_rows(_texts(rows)))
    row_name = ""
    for row in rows:
        if _is_across(row, n_columns):
            yield from (with_kind(group, "caption") for group in row.cells[0].groups)
            continue
        for cell in row.cells:
            if has_row_names and cell.column == 0:
                row_name = row_name if cell.is_continued else _words(cell)
                yield from (with_kind(group, "header") for group in cell.groups)
                continue
            above = _words(_covering(header, cell.column)) if header is not None else ""
            column = SEPARATOR.join(filter(None, (row_name, above))) or None
            for group in cell.groups:
                yield [_as_cell(block, column) for block in group]


def _form(rows: Sequence[TableRow]) -> Iterator[Group]:
    """The fields of a form as lines such as "Date: 3 July 2022", its other rows each under its first cell."""
    lines = _texts(rows)
    for row, texts, kind in zip(rows, lines, field_kinds(lines), strict=True):
        if kind is not None:
            yield [Block(0, kind, f"{texts[0].rstrip(' :：')}: {texts[1]}")]
            continue
        yield from (with_kind(group, "header") for group in row.cells[0].groups)
        for cell in row.cells[1:]:
            yield from ([_as_cell(block, texts[0] or None) for block in group] for group in cell.groups)


def _texts(rows: Sequence[TableRow]) -> list[list[str]]:
    return [[_words(cell) for cell in row.cells] for row in rows]


def _as_cell(block: Block, column: str | None) -> Block:
    """The block under its column; a bullet stays one, and a table inside the cell keeps its own header."""
    kind: Kind = block.kind if block.kind in ("item", "header", "caption") else "cell"
    return replace(block, kind=kind, column=block.column or column)


def with_kind(group: Group, kind: Kind) -> Group:
    """The lines of a paragraph as something else than they look like."""
    return [replace(block, kind=kind, level=0) for block in group]


def _is_bold(row: TableRow) -> bool:
    return all(cell.is_bold for cell in row.cells if cell.groups)


def _is_across(row: TableRow, n_columns: int) -> bool:
    """Whether the row is one bold cell over several columns."""
    return len(row.cells) == 1 and row.cells[0].n_columns == n_columns > 1 and row.cells[0].is_bold


def _has_row_names(rows: Sequence[TableRow], header: TableRow | None, n_columns: int) -> bool:
    first = [row.cells[0] for row in rows if row.cells and not _is_across(row, n_columns)]
    named = [cell for cell in first if cell.groups]
    others = [cell for row in rows for cell in row.cells[1:]]
    if not named or not others or not all(cell.column == 0 and cell.n_columns == 1 for cell in first):
        return False
    is_corner_empty = header is not None and not _words(_covering(header, 0))
    is_contrast = all(cell.is_bold for cell in named) and not all(cell.is_bold for cell in others if cell.groups)
    return is_corner_empty or is_contrast


def _covering(row: TableRow, column: int) -> Cell:
    found = (cell for cell in row.cells if cell.column <= column < cell.column + cell.n_columns)
    return next(found, Cell([], column))


def _words(cell: Cell) -> str:
    return " ".join(block.text for group in cell.groups for block in group)
