"""The letters of a PDF page with their places, as one sees them: pages and their text may be turned."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as pdfium

MIN_SPACE_POINTS = 0.1
DOT_POINTS = (1.5, 8.0)
UPRIGHT = 0.1
"""How far type may lean from the line, as a tangent."""
BOLD_NAME = re.compile(r"bold|black|heavy|demi|semib", re.IGNORECASE)
ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
FORCE_BOLD = 1 << 18
FONT_NAME_BYTES = 128
LINE_END_HYPHENS = ("\x02", "\ufffe")
"""How PDFium gives a hyphen at the end of a line."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge in points."""


@dataclass(frozen=True, slots=True)
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
class Turn:
    """By how many quarters, against the clock, a page's text is turned, and the page's size before turning it back."""

    quarters: int
    width: float
    height: float

    def upright(self, box: Box) -> Box:
        """Where the box is once the page is turned so that its text stands upright."""
        left, bottom, right, top = box
        if self.quarters == 1:
            return bottom, self.width - right, top, self.width - left
        if self.quarters == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.quarters == 3:
            return self.height - top, left, self.height - bottom, right
        return box

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page once its text stands upright."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def page_glyphs(page: pypdfium2.PdfPage) -> tuple[list[Glyph], int, Turn]:
    """The letters and spaces of a page that stand as most do, how many mean nothing in its fonts, and the turn.

    Text that is turned otherwise is a watermark or the label of a chart's axis, and left out.
    """
    text = page.get_textpage()
    width, height = page.get_size()[:: -1 if page.get_rotation() % 180 else 1]
    try:
        letters: list[tuple[int, str, pdfium.FS_MATRIX]] = []
        n_quarters: Counter[int] = Counter()
        n_unknown = 0
        for index in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            letter = chr(pdfium.FPDFText_GetUnicode(text, index))
            if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or letter in "\0\ufffd":
                n_unknown += 1
                continue
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            quarters = _quarters(matrix)
            if quarters is not None and not letter.isspace():
                n_quarters[quarters] += 1
            letters.append((index, letter, matrix))
        turn = Turn(n_quarters.most_common(1)[0][0] if n_quarters else 0, width, height)
        glyphs = [
            _glyph(text, index, letter, matrix, turn)
            for index, letter, matrix in letters
            if _quarters(matrix) == turn.quarters
        ]
        return [glyph for glyph in glyphs if glyph is not None], n_unknown, turn
    finally:
        text.close()


def _quarters(matrix: pdfium.FS_MATRIX) -> int | None:
    """By how many quarters the letter is turned; None where it stands aslant."""
    if abs(matrix.b) <= UPRIGHT * abs(matrix.a):
        return 0 if matrix.a >= 0 else 2
    if abs(matrix.a) <= UPRIGHT * abs(matrix.b):
        return 1 if matrix.b > 0 else 3
    return None


def _glyph(text: pypdfium2.PdfTextPage, index: int, letter: str, matrix: pdfium.FS_MATRIX, turn: Turn) -> Glyph | None:
    if letter in LINE_END_HYPHENS:
        letter = "-"
    is_space = letter == "\t" or unicodedata.category(letter) == "Zs"
    if unicodedata.category(letter) in ("Cc", "Cs", "Cn") and not is_space:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    left, _, right, _ = turn.upright(text.get_charbox(index, loose=True))
    _, baseline, _, _ = turn.upright((x.value, y.value, x.value, y.value))
    if is_space and right - left < MIN_SPACE_POINTS:
        return None  # a guess of PDFium's; spaces without a place are found by the gap
    name, flags = ctypes.create_string_buffer(FONT_NAME_BYTES), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, FONT_NAME_BYTES, flags)
    is_bold, is_italic = _looks_of_font(name.value, flags.value)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    return Glyph(" " if is_space else letter, left, right, baseline, size, is_bold, is_italic, index)


@lru_cache(maxsize=1000)
def _looks_of_font(name: bytes, flags: int) -> tuple[bool, bool]:
    """Whether a font is bold and whether it is italic, by its name.

    PDFium's weight is no help: it is guessed from the stems, and light fonts come out bold.
    """
    text = name.decode("utf-8", "replace")
    return BOLD_NAME.search(text) is not None or bool(flags & FORCE_BOLD), ITALIC_NAME.search(text) is not None


def is_dot(left: float, bottom: float, right: float, top: float) -> bool:
    """Whether a drawing with these edges is as small and square as a bullet; browsers draw them."""
    width, height = right - left, top - bottom
    return DOT_POINTS[0] < width < DOT_POINTS[1] and abs(width - height) < 1


def drawn_bullet(left: float, bottom: float, right: float) -> Glyph:
    """A bullet as the letter that it stands for; it hangs a little above the line."""
    size = 3 * (right - left)
    return Glyph("•", left, right, bottom - 0.15 * size, size, is_bold=False, is_italic=False, index=-1)
