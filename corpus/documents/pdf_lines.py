"""The lines of a PDF page, by where its letters stand: a PDF holds letters and places, and no words or lines."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.documents.marks import BULLET
from corpus.documents.pdf_glyphs import Glyph
from corpus.documents.pdf_order import is_right_to_left, plain_letters, reading_order

SAME_ROW = 0.45
"""Share of the type size by which letters of one row may stand higher or lower: footnote marks, for one."""
SPACE = 0.16
"""Share of the type size from which a gap between letters is a space; spaces are a quarter, or less if tight."""
FRAGMENT_GAP = 0.7
"""Type sizes from which a gap may part columns or cells, or set off what stands at a tab stop."""
RAISED_SIZE, RAISED_BY = 0.75, 0.15
"""Shares of the type size: raised numbers are so small at most, and so much higher."""
UNSPACED_WORD = 6
"""Letters of a usual word in a script that does not show where it ends."""
SYMBOL_BULLET = re.compile("[\uf000-\uf0ff]")
"""Bullets of the fonts Symbol and Wingdings have no code of their own."""
LONE_MARK = re.compile(r"[o§•‣⁃▪▫◦●○■□·–—►▶➢➤✓☐☑*-]|\(?\w{1,3}[.)]|[.)]\w{1,3}")
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Chinese and Japanese: lines break between any two letters, and numbers stand off by a gap that is no space."""
UNSPACED = re.compile(rf"{CJK.pattern}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts without spaces between words: besides these, Thai, Lao, Burmese and Khmer."""


@dataclass(frozen=True)
class Line:
    """A line, or the part of one in a column or cell, in reading order."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    is_italic: bool
    word_width: float
    """How wide its first word is."""

    @property
    def is_rtl(self) -> bool:
        """Whether it is read from the right."""
        return is_right_to_left(self.text)


@dataclass(frozen=True)
class Rule:
    """A line drawn along an axis: `at` is its place on the other one."""

    at: float
    start: float
    end: float


Row = list[Line]
"""What stands beside each other at one height, from left to right."""


def page_rows(glyphs: Iterable[Glyph], walls: Sequence[Rule] = ()) -> list[Row]:
    """The rows of a page from top to bottom, each cut at wide gaps and at the `walls` that are drawn upright."""
    glyphs = list(glyphs)
    rows: list[list[Glyph]] = []
    spaces = [glyph for glyph in glyphs if glyph.text == " "]
    for glyph in sorted((glyph for glyph in glyphs if glyph.text != " "), key=lambda glyph: -glyph.y):
        if rows and rows[-1][0].y - glyph.y <= SAME_ROW * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    # A space belongs to the row at its height; it may be set in another font or size.
    heights = [-row[0].y for row in rows]
    for space in spaces:
        place = bisect(heights, -space.y)
        near = min(rows[max(0, place - 1) : place + 1], key=lambda row: abs(row[0].y - space.y), default=None)
        if near is not None and abs(near[0].y - space.y) <= SAME_ROW * near[0].size:
            near.append(space)
    return [_with_marks_joined([_line(fragment) for fragment in _fragments(row, walls)]) for row in rows]


def _fragments(row: Sequence[Glyph], walls: Sequence[Rule]) -> Iterator[list[Glyph]]:
    """The glyphs of a row, cut at wide gaps and walls, each part with the spaces inside it."""
    here = sorted(wall.at for wall in walls if wall.start < row[0].y < wall.end)
    letters = sorted((glyph for glyph in row if glyph.text != " "), key=lambda glyph: glyph.x0)
    fragments: list[list[Glyph]] = []
    edge = -math.inf
    for glyph in letters:
        is_walled = any(edge - 1 < wall < glyph.x0 + 1 for wall in here)
        if glyph.x0 - edge > FRAGMENT_GAP * glyph.size or is_walled:
            fragments.append([])
        fragments[-1].append(glyph)
        edge = max(edge, glyph.x1)
    for fragment in fragments:
        left, right = fragment[0].x0, max(glyph.x1 for glyph in fragment)
        yield fragment + [space for space in row if space.text == " " and left < space.center < right]


def _line(fragment: Sequence[Glyph]) -> Line:
    glyphs = _without_note_numbers(fragment)
    clusters = _clusters(glyphs)
    is_rtl = is_right_to_left("".join(cluster.text for cluster in clusters))
    with_spaces: list[str] = []
    boxes: list[tuple[float, float]] = []
    edge = clusters[0].x0
    for cluster in clusters:
        last = with_spaces[-1] if with_spaces else " "
        is_gap = cluster.x0 - edge > SPACE * cluster.size and not (CJK.match(cluster.text) or CJK.match(last))
        if is_gap and last != " ":
            with_spaces.append(" ")
            boxes.append((cluster.x0, cluster.x0))
        with_spaces.append(cluster.text)
        boxes.append((cluster.x0, cluster.x1))
        edge = max(edge, cluster.x1)
    order = reading_order(with_spaces, is_rtl=is_rtl)
    text = "".join(with_spaces[place] for place in order)
    letters = [glyph for glyph in glyphs if glyph.text != " "]
    size = max(_most_common(round(2 * glyph.size) for glyph in letters) / 2, 1.0)
    return Line(
        unicodedata.normalize("NFC", re.sub(" +", " ", SYMBOL_BULLET.sub("•", plain_letters(text))).strip()),
        min(glyph.x0 for glyph in letters),
        max(glyph.x1 for glyph in letters),
        _most_common(round(glyph.y, 1) for glyph in letters),
        size,
        is_bold=all(glyph.is_bold for glyph in letters if glyph.text.isalnum()),
        is_italic=all(glyph.is_italic for glyph in letters if glyph.text.isalnum()),
        word_width=_first_word_width([with_spaces[place] for place in order], [boxes[place] for place in order]),
    )


def _first_word_width(pieces: Sequence[str], boxes: Sequence[tuple[float, float]]) -> float:
    """How wide the pieces up to the first space are, or up to where a line may break without one."""
    n_pieces = pieces.index(" ") if " " in pieces else len(pieces)
    if CJK.match(pieces[0]):
        n_pieces = min(n_pieces, 2)  # a full stop may not begin a line and takes a letter along
    elif UNSPACED.match(pieces[0]):
        n_pieces = min(n_pieces, UNSPACED_WORD)
    word = boxes[:n_pieces]
    return max((right for _, right in word), default=0.0) - min((left for left, _ in word), default=0.0)


def _without_note_numbers(fragment: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs without raised numbers, which point to notes; one that begins the line is that of the note."""
    letters = [glyph for glyph in fragment if glyph.text != " "]
    size = _most_common(glyph.size for glyph in letters)
    y = _most_common(glyph.y for glyph in letters if glyph.size == size)
    raised = {
        glyph.index
        for glyph in letters[1:]
        if glyph.text.isdigit() and glyph.size <= RAISED_SIZE * size and glyph.y - y > RAISED_BY * size
    }
    return [glyph for glyph in fragment if glyph.index not in raised]


def _clusters(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs from left to right, each with the letters of its ligature and the marks above and below it."""
    marks = [glyph for glyph in glyphs if unicodedata.category(glyph.text[0]) == "Mn"]
    bases: dict[tuple[float, float], list[Glyph]] = {}
    for glyph in sorted(glyphs, key=lambda glyph: glyph.index):
        if unicodedata.category(glyph.text[0]) != "Mn":
            bases.setdefault((round(glyph.x0, 1), round(glyph.x1, 1)), []).append(glyph)
    clusters = [_merged(same) for same in bases.values()]
    clusters.sort(key=lambda cluster: (cluster.center, cluster.index))
    for mark in marks:
        at = min(range(len(clusters)), key=lambda at: _distance(clusters[at], mark), default=None)
        if at is None:
            clusters.append(mark)
        else:
            base = clusters[at]
            # In fonts of one width marks take room, which must not look like a space.
            left, right = min(base.x0, mark.x0), max(base.x1, mark.x1)
            clusters[at] = replace(base, text=base.text + mark.text, x0=left, x1=right)
    return clusters


def _merged(same: Sequence[Glyph]) -> Glyph:
    """The letters of one ligature, which share one place, in reading order.

    PDFium turns runs from the right letter by letter, so that the lam and alef of one glyph come out swapped.
    Letters painted twice, to look bold, come once.
    """
    if len(same) == 1:
        return same[0]
    run = [glyph for at, glyph in enumerate(same) if at == 0 or glyph.index == same[at - 1].index + 1]
    text = "".join(glyph.text for glyph in run)
    is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return replace(same[0], text=text[::-1] if is_rtl else text)


def _distance(base: Glyph, mark: Glyph) -> float:
    """How far a mark is from the letter: nothing where its middle is above or below it."""
    if base.text == " ":
        return math.inf
    return max(base.x0 - mark.center, mark.center - base.x1, 0.0)


def _with_marks_joined(row: Row) -> Row:
    """The row with each bullet or number that stands at a tab stop joined to its text."""
    if len(row) < 2:
        return row
    if LONE_MARK.fullmatch(row[0].text) and not row[1].is_rtl:
        return [_joined(row[0], row[1]), *row[2:]]
    if LONE_MARK.fullmatch(row[-1].text) and row[-2].is_rtl:
        return [*row[:-2], _joined(row[-1], row[-2])]
    return row


def _joined(mark: Line, words: Line) -> Line:
    text = f"{mark.text} {words.text}"
    is_mark = BULLET.fullmatch(text) is not None
    return replace(
        words,
        text=text if is_mark else f"• {words.text}",
        x0=min(mark.x0, words.x0),
        x1=max(mark.x1, words.x1),
        word_width=mark.word_width,
    )


def _most_common(values: Iterable[float]) -> float:
    counts: dict[float, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda value: counts[value])
