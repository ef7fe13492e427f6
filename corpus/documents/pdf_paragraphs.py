"""Lines of PDF pages to paragraphs: what goes on in the next line, column or page, and what is set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.documents.marks import BULLET, ends_a_sentence, is_answer, is_facilitator, turn
from corpus.documents.pdf_layout import Column, Region
from corpus.documents.pdf_lines import UNSPACED, Line
from corpus.documents.pdf_order import with_paired_brackets
from corpus.documents.pdf_tables import Table

SAME_SIZE = 0.08
USUAL_PITCH = 1.4
"""Type sizes from one line to the next, where a file has too few lines to tell."""
PITCH_SLACK = 1.15
LEAST_SPACE = 0.2
"""Type sizes of the space before a word that would have to fit, squeezed as far as it goes."""
INDENT = 0.8
"""Type sizes by which the first line of a paragraph is set in at least."""
MIN_TEXT_SHARE = 0.6
"""Share of the page's width that text fills at least; a page of shorter lines has its margin elsewhere."""
MAX_RAGGED = 0.35
"""Share of the column that may stay empty behind a line which goes on in the next."""
LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class PageText:
    """A page's regions in reading order; `number` counts from 1, `width` is in points."""

    number: int
    width: float
    regions: list[Region]


@dataclass
class Paragraph:
    """Lines that belong together, and the page on which they begin."""

    page: int
    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of its type in points."""
        return self.lines[0].size

    @property
    def is_bold(self) -> bool:
        """Whether every line is bold throughout."""
        return all(line.is_bold for line in self.lines)

    @property
    def is_italic(self) -> bool:
        """Whether every line is italic throughout."""
        return all(line.is_italic for line in self.lines)

    @property
    def is_item(self) -> bool:
        """Whether it begins with a bullet or number."""
        return BULLET.fullmatch(self.lines[0].text) is not None


@dataclass(frozen=True)
class Usual:
    """What is usual in a file: the size of its type, the distance of its lines in sizes, and all its words."""

    size: float
    pitch: float
    words: frozenset[str]


def usual(pages: Sequence[PageText]) -> Usual:
    """The size most letters have, the distance most lines have, and the words in lower case."""
    lines = [line for page in pages for region in page.regions for line in _lines(region)]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 1.0
    pitches = [
        (above.y - below.y) / size
        for page in pages
        for region in page.regions
        if isinstance(region, Column)
        for above, below in pairwise(region.lines)
        if above.size == below.size == size and _is_full(above, below, region) and 0 < above.y - below.y < 3 * size
    ]
    words = frozenset(word for line in lines for word in WORD.findall(line.text.lower()))
    return Usual(size, median(pitches) if pitches else USUAL_PITCH, words)


def _lines(region: Region) -> Iterable[Line]:
    if isinstance(region, Column):
        return region.lines
    return [line for row in region.rows for cell in row for line in cell]


def paragraphs(pages: Sequence[PageText], habits: Usual) -> Iterator[Paragraph | tuple[int, Table]]:
    """The paragraphs in reading order, and each table with its page."""
    paragraph: Paragraph | None = None
    previous: Column | None = None
    for page in pages:
        for at, region in enumerate(page.regions):
            if paragraph is not None and not _may_go_on(previous, region, is_new_page=at == 0):
                yield paragraph
                paragraph = None
            if isinstance(region, Table):
                yield page.number, region
                continue
            column = _with_margins(region, page.width)
            for place, line in enumerate(column.lines):
                is_on_top = place == 0
                within = previous if is_on_top and previous is not None else column
                if paragraph is not None and _goes_on(paragraph, line, within, habits, is_on_top=is_on_top):
                    paragraph.lines.append(line)
                    continue
                if paragraph is not None:
                    yield paragraph
                paragraph = Paragraph(page.number, [line])
            previous = column
    if paragraph is not None:
        yield paragraph


def _may_go_on(previous: Column | None, region: Region, *, is_new_page: bool) -> bool:
    """Whether a paragraph can go on in the region: on the next page, or in the column beside."""
    if isinstance(region, Table) or previous is None:
        return False
    return is_new_page or (previous.is_part and region.is_part)


def _with_margins(column: Column, page_width: float) -> Column:
    """The column with the edges its lines could fill, where all of them are too short to tell."""
    if column.is_part or column.right - column.left >= MIN_TEXT_SHARE * page_width:
        return column
    if sum(line.is_rtl for line in column.lines) * 2 > len(column.lines):
        return replace(column, left=min(column.left, page_width - column.right))
    return replace(column, right=max(column.right, page_width - column.left))


def _goes_on(paragraph: Paragraph, line: Line, column: Column, habits: Usual, *, is_on_top: bool) -> bool:
    """Whether the line goes on where the paragraph's last line broke off for want of room."""
    last = paragraph.lines[-1]
    if BULLET.fullmatch(line.text) or _asks_or_answers(line.text) or abs(line.size - last.size) > SAME_SIZE * last.size:
        return False
    if is_on_top and ends_a_sentence(last.text):
        return False
    distance = last.y - line.y
    if not is_on_top and not 0 < distance <= PITCH_SLACK * habits.pitch * last.size + 0.5:
        return False
    is_full = _is_full(last, line, column)
    is_mid_sentence = _begins_small(line.text) and not ends_a_sentence(last.text)
    if line.is_bold != last.is_bold and not (is_full and is_mid_sentence):
        return False
    if not is_on_top and _is_set_in(paragraph, line):
        return False
    room = 1 - (last.x1 - last.x0) / max(column.right - column.left, 1.0)
    return is_full or (is_mid_sentence and room < MAX_RAGGED)


def _asks_or_answers(text: str) -> bool:
    """Whether a line begins with a mark such as "Q:" or "ج:", which a sentence never has within it."""
    found = turn(text)
    return found is not None and (is_answer(found.tag) or is_facilitator(found.tag))


def _is_full(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of `line` would not have fitted behind `last`."""
    before, behind = last.x0 - column.left, column.right - last.x1
    if last.is_rtl:
        before, behind = behind, before
    is_centred = before > last.size and abs(before - behind) < 0.5 * last.size
    room = before + behind if is_centred else behind
    return room < line.word_width + LEAST_SPACE * last.size


def _is_set_in(paragraph: Paragraph, line: Line) -> bool:
    """Whether the line begins further in than the one above it, or an item's line further out than its bullet."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    start, above, mark = (-line.x1, -last.x1, -first.x1) if first.is_rtl else (line.x0, last.x0, first.x0)
    if paragraph.is_item and start < mark - 0.5 * line.size:
        return True
    return len(paragraph.lines) > 1 and start > above + INDENT * line.size


def _begins_small(text: str) -> bool:
    """Whether the text begins with a small letter of a script that has capitals in use."""
    return text[:1].islower() and text[:1].upper() != text[:1] and not "\u10d0" <= text[:1] <= "\u10ff"


def joined_text(lines: Sequence[Line], habits: Usual) -> str:
    """The words of the lines as one line, hyphens at line ends mended, brackets in text from the right paired."""
    text = lines[0].text
    for line in lines[1:]:
        if LINE_END_HYPHEN.search(text) and (text.endswith("\u00ad") or _begins_small(line.text)):
            text = _mended(text, line.text, habits.words)
        elif UNSPACED.match(text[-1:]) and UNSPACED.match(line.text):
            text += line.text
        else:
            text += f" {line.text}"
    return with_paired_brackets(text) if lines[0].is_rtl else text


def _mended(text: str, following: str, words: frozenset[str]) -> str:
    """A word cut at the line's end; its hyphen stays if the file has the word with a hyphen elsewhere only."""
    stem = text[:-1]
    before, after = WORD.findall(stem.lower())[-1], WORD.match(following.lower())
    whole = after[0] if after else ""
    keeps_hyphen = f"{before}-{whole}" in words and before + whole not in words and text[-1] != "\u00ad"
    return f"{stem}-{following}" if keeps_hyphen else stem + following
