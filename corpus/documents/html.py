"""Web pages, and what Word and Google Docs save as such, as blocks.

Kept: what a reader of the page sees. Dropped: scripts, styles, navigation, page feet, hidden parts, tracked
deletions and comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

import lxml.html
from lxml import etree

from corpus.documents.blocks import Document, Kind
from corpus.documents.html_marks import (
    BLOCKS,
    DROPPED,
    GOOGLE_LIST,
    HIDING,
    KINDS,
    WORD_ASIDE,
    WORD_LIST,
    is_bold,
    is_google_comment,
    is_italic,
    is_layout,
)
from corpus.documents.marks import letters
from corpus.documents.styled import Cell, Group, Style, TableRow, numbered, paragraph_blocks, table_groups
from corpus.errors import UnreadableDocument
from corpus.files.decode import decode

CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|encoding=[\"']([\w.:-]{2,40})", re.IGNORECASE
)
CHARSET_BYTES = 4096
MAX_PARAGRAPHS = 200_000
SPACE = re.compile(r"[ \t\f\u00a0]+")
SPACES_AND_BREAKS = re.compile(r"[ \t\r\n\f\u00a0]+")


def read_html(path: Path) -> Document:
    """The note in the page at `path`, its blocks numbered as paragraphs.

    Raises:
        UnreadableDocument: no text, or nested deeper than any page that people write.
    """
    raw = path.read_bytes()
    declared = CHARSET.search(raw[:CHARSET_BYTES])
    name = (declared[1] or declared[2]).decode("ascii") if declared else None
    decoded = decode(raw, name)
    return replace(html_document(decoded.text), guessed_encoding=decoded.encoding if decoded.is_guess else None)


def html_document(text: str) -> Document:
    """The blocks of a page, and a warning where hidden words were left out.

    Raises:
        UnreadableDocument: nested deeper than any page that people write.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing in it but comments
        return Document(())
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableDocument("its page is nested too deep to be read safely. Save it again as docx or txt.")
    walk = _Walk()
    for event, element in (walker := etree.iterwalk(root, events=("start", "end"))):
        if event == "end":
            walk.leave(element)
        elif not walk.enter(element):
            walker.skip_subtree()
    walk.flush()
    hidden = f"{walk.n_hidden} hidden passages are left out. Look whether they belong to the notes."
    return Document(tuple(numbered(walk.groups)), warnings=(hidden,) if walk.n_hidden else ())


# --- the walk -----------------------------------------------------------------------------------------------


@dataclass
class _OpenCell:
    """A cell as it is read."""

    element: etree._Element
    column: int
    n_columns: int
    groups: list[Group] = field(default_factory=list)
    is_bold: bool = True


@dataclass
class _OpenRow:
    element: etree._Element
    is_header: bool
    cells: list[Cell] = field(default_factory=list)
    column: int = 0


@dataclass
class _Table:
    rows: list[TableRow] = field(default_factory=list)
    open_rows: list[_OpenRow] = field(default_factory=list)
    """Several where a broken page opens one inside another."""
    n_rows_taken: dict[int, int] = field(default_factory=dict)
    """For each column, how many of the next rows a cell from above reaches into."""


@dataclass
class _Piece:
    text: str
    is_bold: bool
    is_italic: bool


@dataclass
class _Walk:
    """Where the walk through a page stands: what is open, the words of the paragraph so far, its paragraphs."""

    groups: list[Group] = field(default_factory=list)
    kinds: list[tuple[Kind, int]] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    tables: list[_Table | None] = field(default_factory=list)
    open_cells: list[_OpenCell] = field(default_factory=list)
    skipped: etree._Element | None = None
    n_lists: int = 0
    n_bold: int = 0
    n_italic: int = 0
    n_pre: int = 0
    n_hidden: int = 0
    n_paragraphs: int = 0

    def enter(self, element: etree._Element) -> bool:
        """Take in the start of an element; False where nothing inside it is read."""
        tag, style = str(element.tag), element.get("style", "")
        if self._is_dropped(element, tag, style):
            self.skipped = element
            return False
        if tag in BLOCKS:
            self.flush()
        self.n_bold += is_bold(tag, style)
        self.n_italic += is_italic(tag, style)
        self.n_pre += tag == "pre"
        self.n_lists += tag in ("ul", "ol", "menu")
        if (kind := self._kind(element, tag, style)) is not None:
            self.kinds.append(kind)
        if tag == "table":
            self.tables.append(None if is_layout(element) else _Table())
        elif (table := self._table()) is not None and tag in ("tr", "td", "th"):
            self._enter_table_part(table, element, tag)
        self._add(element.text)
        return True

    def leave(self, element: etree._Element) -> None:
        """Take in the end of an element, and the words that follow it."""
        tag, style = str(element.tag), element.get("style", "")
        if self.skipped is not None and element is self.skipped:
            self.skipped = None
            if tag in BLOCKS:
                self.flush()
            self._add(element.tail)
            return
        if tag in BLOCKS:
            self.flush()
        elif tag == "br":
            self.pieces.append(_Piece("\n", is_bold=True, is_italic=True))
        if (table := self._table()) is not None and tag in ("tr", "td", "th"):
            self._leave_table_part(table, element)
        elif tag == "table" and (closed := self.tables.pop()) is not None:
            self._sink().extend(table_groups(closed.rows))
        if self._kind(element, tag, style) is not None:
            self.kinds.pop()
        self.n_bold -= is_bold(tag, style)
        self.n_italic -= is_italic(tag, style)
        self.n_pre -= tag == "pre"
        self.n_lists -= tag in ("ul", "ol", "menu")
        self._add(element.tail)

    def flush(self) -> None:
        """Close the paragraph: its lines become blocks."""
        pieces, self.pieces = self.pieces, []
        worded = [piece for piece in pieces if piece.text.strip()]
        if not worded:
            return
        is_bold, is_italic = all(piece.is_bold for piece in worded), all(piece.is_italic for piece in worded)
        if self.open_cells and not is_bold:
            self.open_cells[-1].is_bold = False
        self.n_paragraphs += 1
        if self.n_paragraphs > MAX_PARAGRAPHS:
            raise UnreadableDocument(
                f"it has more than {MAX_PARAGRAPHS:,} paragraphs. Split it, or list it as a table."
            )
        text = SPACE.sub(" ", "".join(piece.text for piece in pieces))
        style = Style(*self.kinds[-1]) if self.kinds else Style()
        self._sink().append(paragraph_blocks(text, style, is_bold=is_bold, is_italic=is_italic))

    def _add(self, text: str | None) -> None:
        if text:
            words = text if self.n_pre else SPACES_AND_BREAKS.sub(" ", text)
            self.pieces.append(_Piece(words, is_bold=self.n_bold > 0, is_italic=self.n_italic > 0))

    def _is_dropped(self, element: etree._Element, tag: str, style: str) -> bool:
        if tag in DROPPED or WORD_ASIDE.search(style) or element.get("role") == "navigation":
            return True
        if is_google_comment(element, tag):
            return True
        is_hidden = element.get("hidden") is not None or HIDING.search(style) is not None
        self.n_hidden += is_hidden and letters(element.itertext()) > 0
        return is_hidden

    def _kind(self, element: etree._Element, tag: str, style: str) -> tuple[Kind, int] | None:
        """What the element makes of the paragraphs in it; None where it says nothing."""
        if tag[:1] == "h" and tag[1:].isdigit():
            return ("heading", int(tag[1:]))
        if tag == "li":
            google = GOOGLE_LIST.search(
                (element.getparent().get("class") if element.getparent() is not None else "") or ""
            )
            return ("item", int(google[1]) if google else max(0, self.n_lists - 1))
        if tag in KINDS:
            is_cell_of_layout = tag in ("td", "th") and self._table() is None
            return None if is_cell_of_layout else (KINDS[tag], 0)
        if tag == "p":
            named = element.get("class", "").lower()
            if named in ("title", "msotitle"):
                return ("title", 0)
            if named.startswith("msotoc"):
                return ("meta", 0)
            if (listed := WORD_LIST.search(style)) is not None:
                return ("item", int(listed[1]) - 1)
        return None

    # --- tables

    def _table(self) -> _Table | None:
        return self.tables[-1] if self.tables else None

    def _sink(self) -> list[Group]:
        return self.open_cells[-1].groups if self.open_cells else self.groups

    def _enter_table_part(self, table: _Table, element: etree._Element, tag: str) -> None:
        if tag == "tr":
            parent = element.getparent()
            table.open_rows.append(_OpenRow(element, is_header=parent is not None and parent.tag == "thead"))
        elif table.open_rows:
            row = table.open_rows[-1]
            while table.n_rows_taken.get(row.column, 0) > 0:
                table.n_rows_taken[row.column] -= 1
                row.cells.append(Cell([], row.column, is_continued=True))
                row.column += 1
            n_columns = _span(element, "colspan")
            self.open_cells.append(_OpenCell(element, row.column, n_columns))
            table.n_rows_taken[row.column] = _span(element, "rowspan") - 1
            row.column += n_columns

    def _leave_table_part(self, table: _Table, element: etree._Element) -> None:
        if self.open_cells and self.open_cells[-1].element is element:
            cell = self.open_cells.pop()
            is_bold = cell.is_bold and bool(cell.groups)
            # Where a broken page closed the row before its cell, the words go to the row above it.
            rows = table.open_rows or [_OpenRow(element, is_header=False)]
            rows[-1].cells.append(Cell(cell.groups, cell.column, cell.n_columns, is_bold))
            if not table.open_rows:
                table.rows.append(TableRow(rows[-1].cells))
        elif table.open_rows and table.open_rows[-1].element is element:
            row = table.open_rows.pop()
            table.rows.append(TableRow(row.cells, row.is_header))


def _span(element: etree._Element, name: str) -> int:
    found = element.get(name, "1")
    return max(1, int(found)) if re.fullmatch(r"[0-9]{1,3}", found) else 1
