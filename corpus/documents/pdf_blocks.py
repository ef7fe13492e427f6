"""Paragraphs and tables of a PDF as blocks: headings by their type, bullets by their mark, places by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.documents.blocks import MAX_HEADING_WORDS, Block
from corpus.documents.marks import BULLET, ends_a_sentence, is_question, is_section, turn
from corpus.documents.pdf_lines import Line
from corpus.documents.pdf_paragraphs import PageText, Paragraph, Usual, joined_text, paragraphs, usual
from corpus.documents.pdf_tables import Table
from corpus.documents.styled import BOLD_LEVEL, Cell, Group, TableRow, is_bold_headline, table_groups

LARGE = 1.12
"""Times the usual size from which type is that of a heading."""
SMALL = 0.88
MAX_HEADING_LETTERS = 160
"""For scripts without spaces, whose words cannot be counted so."""
MAX_LEVEL = 6
LEVEL_POINTS = 3.0
"""A bullet that stands further in by this much is one level deeper."""
NOTE_MARK = re.compile(r"[\d*†‡]{1,3}[.)]?\s?\S")
CELL_GAP = 1.3
"""Times the usual distance of lines from which a cell has a new paragraph."""

Found = Paragraph | tuple[int, Table]
"""A paragraph, or a table with its page."""
Placed = tuple[int, Group]
"""A page, from 1, and a paragraph on it."""


@dataclass(frozen=True)
class _Looks:
    """What the type of a file means: sizes of headings from the largest, and whether bold and italic set apart."""

    usual: Usual
    sizes: list[float]
    is_bold_rare: bool
    is_italic_rare: bool


def pdf_blocks(pages: Sequence[PageText], outside: Sequence[tuple[int, str]]) -> list[Block]:
    """The blocks of the pages, numbered by paragraph on each, then what stands `outside` the text on its page."""
    habits = usual(pages)
    found = list(paragraphs(pages, habits))
    footnotes = _footnotes(found, habits)
    body = [each for place, each in enumerate(found) if place not in footnotes]
    placed = list(_placed(body, _looks(body, habits)))
    for place in sorted(footnotes):
        note = found[place]
        if isinstance(note, Paragraph):
            placed.append((note.page, [Block(0, "meta", joined_text(note.lines, habits))]))
    placed += [(page, [Block(0, "meta", text)]) for page, text in outside]
    n_paragraphs: Counter[int] = Counter()
    blocks: list[Block] = []
    for page, group in placed:
        n_paragraphs[page] += 1
        blocks += [
            replace(block, number=n_paragraphs[page], unit="paragraph", within=f"page {page}") for block in group
        ]
    return blocks


def _looks(found: Sequence[Found], habits: Usual) -> _Looks:
    plain = [each for each in found if isinstance(each, Paragraph)]
    n_letters = sum(len(line.text) for each in plain for line in each.lines)
    n_bold = sum(len(line.text) for each in plain for line in each.lines if line.is_bold)
    n_italic = sum(len(line.text) for each in plain for line in each.lines if line.is_italic)
    sizes = sorted({each.size for each in plain if each.size >= LARGE * habits.size}, reverse=True)
    return _Looks(habits, sizes, 2 * n_bold < n_letters, 2 * n_italic < n_letters)


def _placed(found: Sequence[Found], looks: _Looks) -> Iterator[Placed]:
    sizes = [each.size for each in found if isinstance(each, Paragraph)]
    indents: list[float] = []
    for place, each in enumerate(found):
        if not isinstance(each, Paragraph):
            indents.clear()
            yield from ((each[0], group) for group in _table_groups(each[1], looks))
            continue
        block = _block(each, looks)
        if block.kind == "item":
            block = replace(block, level=_level(each.lines[0], indents))
        else:
            indents.clear()
        if place == 0 and block.kind == "heading" and all(size < each.size for size in sizes[1:]):
            block = replace(block, kind="title", level=0)
            looks = replace(looks, sizes=looks.sizes[1:])
        yield each.page, [block]


def _block(paragraph: Paragraph, looks: _Looks) -> Block:
    text = joined_text(paragraph.lines, looks.usual)
    is_short = len(text) <= MAX_HEADING_LETTERS
    if paragraph.size >= LARGE * looks.usual.size and is_short and _is_large_headline(text):
        return Block(0, "heading", text, min(looks.sizes.index(paragraph.size) + 1, MAX_LEVEL))
    bullet = BULLET.fullmatch(text)
    is_numbered = bullet is not None and any(map(str.isdigit, bullet["mark"]))
    is_bold = paragraph.is_bold and looks.is_bold_rare and is_short and (bullet is None or is_numbered)
    if is_bold and is_bold_headline(bullet["words"] if bullet else text):
        return Block(0, "heading", text, BOLD_LEVEL)
    if bullet is not None:
        return Block(0, "item", bullet["words"])
    if paragraph.is_italic and looks.is_italic_rare and turn(text) is None:
        return Block(0, "quote", text)
    return Block(0, "paragraph", text)


def _is_large_headline(text: str) -> bool:
    """Whether a line in large type is a heading: no long sentence and nobody's turn; it may ask a question."""
    found = turn(text)
    if len(text.split()) > 2 * MAX_HEADING_WORDS or (found is not None and not is_section(found.tag)):
        return False
    return is_question(text) or not ends_a_sentence(text)


def _level(line: Line, indents: list[float]) -> int:
    """How deep the bullet stands; `indents` holds the edges of those around it and is brought up to date."""
    edge = -line.x1 if line.is_rtl else line.x0
    while indents and indents[-1] > edge - LEVEL_POINTS:
        indents.pop()
    indents.append(edge)
    return len(indents) - 1


def _footnotes(found: Sequence[Found], habits: Usual) -> set[int]:
    """The places of what stands at a page's end in small type and begins with a number or asterisk."""
    notes: set[int] = set()
    for place in reversed(range(len(found))):
        each = found[place]
        if not isinstance(each, Paragraph) or each.size > SMALL * habits.size:
            continue
        is_last = place + 1 in notes or place + 1 == len(found) or _page(found[place + 1]) != each.page
        if is_last and NOTE_MARK.match(each.lines[0].text):
            notes.add(place)
    return notes


def _page(found: Found) -> int:
    return found.page if isinstance(found, Paragraph) else found[0]


# --- tables -------------------------------------------------------------------------------------------------


def _table_groups(table: Table, looks: _Looks) -> Iterator[Group]:
    """The cells under their columns; names before colons in the first column are speakers or labels of lines."""
    firsts = [" ".join(line.text for line in row[0]) for row in table.rows if row and row[0]]
    if firsts and all(first.endswith((":", "：")) for first in firsts):
        for row in table.rows:
            text = " ".join(joined_text(cell, looks.usual) for cell in row if cell)
            yield [Block(0, "paragraph", text)]
        return
    yield from table_groups([TableRow(_cells(row, looks)) for row in table.rows])


def _cells(row: Sequence[Sequence[Line]], looks: _Looks) -> list[Cell]:
    return [
        Cell(
            [[_cell_block(lines, looks)] for lines in _cell_paragraphs(cell, looks.usual)],
            column,
            is_bold=bool(cell) and looks.is_bold_rare and all(line.is_bold for line in cell),
        )
        for column, cell in enumerate(row)
    ]


def _cell_paragraphs(cell: Sequence[Line], habits: Usual) -> list[list[Line]]:
    found: list[list[Line]] = []
    for line in cell:
        is_near = bool(found) and found[-1][-1].y - line.y <= CELL_GAP * habits.pitch * line.size
        if is_near and BULLET.fullmatch(line.text) is None:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _cell_block(lines: Sequence[Line], looks: _Looks) -> Block:
    text = joined_text(lines, looks.usual)
    bullet = BULLET.fullmatch(text)
    return Block(0, "item", bullet["words"]) if bullet else Block(0, "paragraph", text)
