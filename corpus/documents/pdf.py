"""PDF files as blocks, by geometry: a PDF says where letters stand, and only that tells lines, columns and headings.

Dropped: turned text, numbers of footnotes, form fields, comments. Headers, footers and footnotes come last, as
`meta`.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.documents.blocks import Document
from corpus.documents.pdf_blocks import pdf_blocks
from corpus.documents.pdf_glyphs import drawn_bullet, is_dot, page_glyphs
from corpus.documents.pdf_layout import page_regions
from corpus.documents.pdf_lines import Row, Rule, page_rows
from corpus.documents.pdf_order import is_right_to_left
from corpus.documents.pdf_paragraphs import PageText
from corpus.errors import UnreadableDocument

MAX_PAGES = 2000
MAX_LETTERS = 3_000_000
MAX_PAGE_LETTERS = 50_000
"""Ten times a page of small print; what has more is drawn with letters."""
MIN_LETTERS = 5
"""A page with fewer and a picture is a scan; scanners add a number, or specks that they take for letters."""
MAX_UNKNOWN_SHARE = 0.2
MARGIN_SHARE = 0.12
"""Share of a page's height, above and below, in which headers and footers stand."""
RULE_POINTS = 3.0
PAGE_NUMBER = re.compile(r"\D{0,14}(?P<number>\d{1,4})(?:\D{1,8}\d{1,4})?\D{0,6}")
RIGHT_TO_LEFT = (
    "its text is right-to-left; PDF files often mix the order of letters: prefer the original docx, and read a "
    "few of its statements in the report."
)

_PDFIUM = threading.Lock()
"""PDFium must not be used by two threads at once."""


@dataclass(frozen=True)
class _Page:
    number: int
    width: float
    height: float
    rows: list[Row]
    rules: list[Rule]
    walls: list[Rule]
    has_picture: bool
    n_letters: int
    n_unknown: int


def read_pdf(path: Path) -> Document:
    """The blocks of the PDF at `path`, numbered by their paragraph on each page.

    Raises:
        UnreadableDocument: protected by a password, damaged, a scan without text, fonts that do not say which
            letters they show, or too long.
    """
    with _PDFIUM:
        pages = _pages(path)
    scans = [page.number for page in pages if page.n_letters < MIN_LETTERS and page.has_picture]
    _check_letters(pages, scans)
    warnings = []
    if scans:
        warnings.append(
            f"{_listed(scans)} without text (scans or pictures) and not read. Run text recognition (OCR) over the "
            "file and replace it."
        )
    furniture = _furniture(pages)
    texts = [
        PageText(page.number, page.width, page_regions(_without(page, furniture), page.rules, page.walls))
        for page in pages
    ]
    outside = [(number, _text(row)) for number, rows in furniture.items() for row in rows]
    blocks = pdf_blocks(texts, outside)
    if is_right_to_left("".join(block.text for block in blocks)):
        warnings.append(RIGHT_TO_LEFT)
    return Document(tuple(blocks), warnings=tuple(warnings))


def _check_letters(pages: Sequence[_Page], scans: Sequence[int]) -> None:
    n_letters = sum(page.n_letters for page in pages)
    n_unknown = sum(page.n_unknown for page in pages)
    if scans and n_letters < MIN_LETTERS * len(pages):
        raise UnreadableDocument(
            "it is a scan without text: its pages are pictures. Run text recognition (OCR) over it and replace it, "
            "or type the notes."
        )
    if n_unknown > MAX_UNKNOWN_SHARE * (n_letters + n_unknown):
        raise UnreadableDocument(
            "its fonts do not say which letters they show, so that it cannot be read. Save the original as docx or "
            "run text recognition (OCR) over it."
        )


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10])) + (f" and {len(numbers) - 10} more" if len(numbers) > 10 else "")
    return f"page {shown} is" if len(numbers) == 1 else f"pages {shown} are"


# --- pages --------------------------------------------------------------------------------------------------


def _pages(path: Path) -> list[_Page]:
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            if len(pdf) > MAX_PAGES:
                raise UnreadableDocument(f"it has {len(pdf):,} pages; at most {MAX_PAGES:,} are read. Split it.")
            pages: list[_Page] = []
            n_letters = 0
            for index in range(len(pdf)):
                pages.append(_page(pdf[index], index + 1))
                n_letters += pages[-1].n_letters
                if n_letters > MAX_LETTERS:
                    raise UnreadableDocument(f"it has more than {MAX_LETTERS:,} letters. Split it.")
            return pages
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableDocument("it is protected by a password. Save it without one.") from error
        raise UnreadableDocument("it is damaged or no PDF file. Save or export it again.") from error


def _page(page: pypdfium2.PdfPage, number: int) -> _Page:
    try:
        glyphs, n_unknown, turn = page_glyphs(page)
        if len(glyphs) > MAX_PAGE_LETTERS:
            raise UnreadableDocument(f"its page {number} has more than {MAX_PAGE_LETTERS:,} letters. Split it.")
        rules: list[Rule] = []
        walls: list[Rule] = []
        has_picture = False
        for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)):
            has_picture |= thing.type == pdfium.FPDF_PAGEOBJ_IMAGE
            left, bottom, right, top = turn.upright(thing.get_bounds())
            if top - bottom < RULE_POINTS < right - left:
                rules.append(Rule((top + bottom) / 2, left, right))
            elif right - left < RULE_POINTS < top - bottom:
                walls.append(Rule((left + right) / 2, bottom, top))
            elif thing.type == pdfium.FPDF_PAGEOBJ_PATH and is_dot(left, bottom, right, top):
                glyphs.append(drawn_bullet(left, bottom, right))
        n_letters = sum(glyph.text != " " for glyph in glyphs)
        width, height = turn.size
        return _Page(number, width, height, page_rows(glyphs, walls), rules, walls, has_picture, n_letters, n_unknown)
    finally:
        page.close()


def _furniture(pages: Sequence[_Page]) -> dict[int, list[Row]]:
    """The headers, footers and page numbers of each page: rows near its edge that return on half of the pages.

    A number may change; a lone page number needs no second page. What stands further in than a row of text is
    text.
    """
    n_pages: Counter[str] = Counter()
    for page in pages:
        n_pages.update({_without_digits(_text(row)) for rows in _edge_rows(page) for row in rows})
    n_least = max(2, sum(bool(page.rows) for page in pages) // 2)

    furniture: dict[int, list[Row]] = {}
    for page in pages:
        furniture[page.number] = []
        for rows in _edge_rows(page):
            for row in rows:
                returns = n_pages[_without_digits(_text(row))] >= n_least
                if not returns and not _is_page_number(_text(row), page.number):
                    break
                furniture[page.number].append(row)
    return furniture


def _edge_rows(page: _Page) -> tuple[list[Row], list[Row]]:
    """The rows in the upper margin and those in the lower one, each from the edge inwards."""
    margin = MARGIN_SHARE * page.height
    above = [row for row in page.rows if row[0].y > page.height - margin]
    below = [row for row in reversed(page.rows) if row[0].y < margin]
    return above, below


def _text(row: Row) -> str:
    return " ".join(line.text for line in row)


def _without_digits(text: str) -> str:
    return "".join("0" if letter.isdigit() else letter for letter in text)


def _is_page_number(text: str, number: int) -> bool:
    found = PAGE_NUMBER.fullmatch(text)
    return found is not None and int(found["number"]) == number


def _without(page: _Page, furniture: dict[int, list[Row]]) -> list[Row]:
    """The page's rows of text; what has neither letter nor digit is decoration."""
    dropped = {id(row) for row in furniture[page.number]}
    kept = [[line for line in row if any(map(str.isalnum, line.text))] for row in page.rows if id(row) not in dropped]
    return [row for row in kept if row]
