"""The lines of a PDF page, by where its letters stand: a PDF holds letters and places, and no words or lines."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.documents.marks import BULLET
from corpus.documents.pdf_order import is_right_to_left, plain_letters, reading_order

SAME_ROW = 0.45
"""Share of the type size by which letters of one row may stand higher or lower: footnote marks, for one."""
SPACE = 0.16
"""Share of the type size from which a gap between letters is a space; spaces are a quarter, or less if tight."""
MIN_SPACE_POINTS = 0.1
FRAGMENT_GAP = 0.7
"""Type sizes from which a gap may part columns or cells, or set off what stands at a tab stop."""
RAISED_SIZE, RAISED_BY = 0.75, 0.15
"""Shares of the type size: raised numbers are so small at most, and so much higher."""
DOT_POINTS = (1.5, 8.0)
UPRIGHT_RADIANS = 0.1
BOLD_NAME = re.compile(r"bold|black|heavy|demi|semib", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
FORCE_BOLD = 1 << 18
FONT_NAME_BYTES = 128
LINE_END_HYPHENS = ("\x02", "\ufffe")
"""How PDFium gives a hyphen at the end of a line."""
SYMBOL_BULLET = re.compile("[\uf000-\uf0ff]")
"""Bullets of the fonts Symbol and Wingdings have no code of their own."""
LONE_MARK = re.compile(r"[o§•‣⁃▪▫◦●○■□·–—►▶➢➤✓☐☑*-]|\(?\w{1,3}[.)]|[.)]\w{1,3}")
CJK = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True)
class Glyph:
    """A letter on the page; lengths in points, from the page's lower left corner; `y` is the baseline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    is_italic: bool
    index: int

    @property
    def center(self) -> float:
        """The middle between its left and right edge."""
        return (self.x0 + self.x1) / 2


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


def page_glyphs(page: pypdfium2.PdfPage) -> tuple[list[Glyph], int]:
    """The upright letters and spaces of a page, and how many have no meaning in the file's fonts."""
    text = page.get_textpage()
    try:
        found: list[Glyph] = []
        n_unknown = 0
        for index in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            letter = chr(pdfium.FPDFText_GetUnicode(text, index))
            if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or letter in "\0\ufffd":
                n_unknown += 1
                continue
            glyph = _glyph(text, index, letter)
            if glyph is not None:
                found.append(glyph)
        return found, n_unknown
    finally:
        text.close()


def _glyph(text: pypdfium2.PdfTextPage, index: int, letter: str) -> Glyph | None:
    if letter in LINE_END_HYPHENS:
        letter = "-"
    is_space = letter == "\t" or unicodedata.category(letter) == "Zs"
    if unicodedata.category(letter) in ("Cc", "Cs", "Cn") and not is_space:
        return None
    # Turned text is a watermark or the label of a chart's axis.
    angle = pdfium.FPDFText_GetCharAngle(text, index) % (2 * math.pi)
    if UPRIGHT_RADIANS < angle < 2 * math.pi - UPRIGHT_RADIANS:
        return None
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    left, _, right, _ = text.get_charbox(index, loose=True)
    if is_space and right - left < MIN_SPACE_POINTS:
        return None  # a guess of PDFium's; spaces without a place are found by the gap
    name, flags = ctypes.create_string_buffer(FONT_NAME_BYTES), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, FONT_NAME_BYTES, flags)
    font = name.value.decode("utf-8", "replace")
    return Glyph(
        " " if is_space else letter,
        left,
        right,
        y.value,
        pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d),
        # PDFium's weight is no help: it is guessed from the stems, and light fonts come out bold.
        is_bold=BOLD_NAME.search(font) is not None or bool(flags.value & FORCE_BOLD),
        is_italic=ITALIC_NAME.search(font) is not None,
        index=index,
    )


def is_dot(left: float, bottom: float, right: float, top: float) -> bool:
    """Whether a drawing with these edges is as small and square as a bullet; browsers draw them."""
    width, height = right - left, top - bottom
    return DOT_POINTS[0] < width < DOT_POINTS[1] and abs(width - height) < 1


def drawn_bullet(left: float, bottom: float, right: float) -> Glyph:
    """A bullet as the letter that it stands for; it hangs a little above the line."""
    size = 3 * (right - left)
    return Glyph("•", left, right, bottom - 0.15 * size, size, is_bold=False, is_italic=False, index=-1)


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
    for space in spaces:
        row = min(rows, key=lambda row: abs(row[0].y - space.y), default=None)
        if row is not None and abs(row[0].y - space.y) <= SAME_ROW * row[0].size:
            row.append(space)
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
        is_gap = cluster.x0 - edge > SPACE * cluster.size and not (CJK.match(cluster.text) and CJK.match(last))
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
    """How wide the pieces up to the first space are, or up to where a Chinese or Japanese line may break."""
    word = [boxes[place] for place in range(len(pieces)) if " " not in pieces[: place + 1]]
    if CJK.match(pieces[0]):
        word = word[:2]  # a full stop may not begin a line and takes a letter along
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
            clusters[at] = replace(clusters[at], text=clusters[at].text + mark.text)
    return clusters


def _merged(same: Sequence[Glyph]) -> Glyph:
    """The letters of one ligature, which share one place, in reading order.

    PDFium turns runs from the right letter by letter, so that the lam and alef of one glyph come out swapped.
    Letters painted twice, to look bold, come once.
    """
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
