"""OpenDocument texts (LibreOffice, OpenOffice): a walker with the same rules as that for Word files.

Kept: tracked insertions, sections, text boxes, table cells. Dropped: tracked deletions, comments, headers and
footers, the reading aid above ruby text, descriptions of pictures. Footnotes come last, as `meta`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from corpus.documents.blocks import Document
from corpus.documents.styled import (
    MAX_UNZIPPED_BYTES,
    Cell,
    Group,
    Style,
    TableRow,
    as_notes,
    named_style,
    numbered,
    paragraph_blocks,
    table_groups,
)
from corpus.errors import UnreadableDocument
from corpus.files.guarded_xml import parsed
from corpus.files.packages import PROLOGUE_BYTES, check_package, is_zip, read_part

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{OASIS}office:1.0}}", f"{OASIS}text:1.0}}", f"{OASIS}table:1.0}}"
DRAW, STYLE, SVG = f"{OASIS}drawing:1.0}}", f"{OASIS}style:1.0}}", f"{OASIS}svg-compatible:1.0}}"
FO = f"{OASIS}xsl-fo-compatible:1.0}}"
DROPPED = frozenset((
    f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}note", f"{TEXT}ruby-text",
    f"{OFFICE}forms", f"{SVG}title", f"{SVG}desc",
))  # fmt: skip
"""Tracked changes are where deleted text is kept; insertions stand in the text itself."""
INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
        "bibliography",
    )
)  # fmt: skip
PARAGRAPHS = frozenset((f"{TEXT}p", f"{TEXT}h"))
WEIGHTS = (f"{FO}font-weight", f"{STYLE}font-weight-asian", f"{STYLE}font-weight-complex")
POSTURES = (f"{FO}font-style", f"{STYLE}font-style-asian", f"{STYLE}font-style-complex")
MAX_REPEATED = 200
"""More repeated spaces or cells than this are layout."""


def read_odt(path: Path) -> Document:
    """The blocks of the OpenDocument text at `path`, packed (.odt) or flat (.fodt), numbered as in Word files.

    Raises:
        UnreadableDocument: no OpenDocument text, damaged, protected by a password, or refused by the guard of
            `corpus.files.packages`.
    """
    roots = _packed_roots(path) if is_zip(path) else [_flat_root(path)]
    body = roots[-1].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise UnreadableDocument("it is no OpenDocument text. Save the notes as .odt or .docx.")
    styles = _styles(roots)
    notes = (group for note in body.iter(f"{TEXT}note-body") for group in _groups(note, styles, Style()))
    return Document((*numbered(_groups(body, styles, Style())), *as_notes(notes)))


def _packed_roots(path: Path) -> list[etree._Element]:
    """The roots of the styles, where there are any, and of the content."""
    names = check_package(path, max_bytes=MAX_UNZIPPED_BYTES)
    if CONTENT not in names:
        raise UnreadableDocument("it is a zip file without an OpenDocument text in it. Save the notes as .odt.")
    if MANIFEST in names and b"encryption-data" in read_part(path, MANIFEST):
        raise UnreadableDocument("it is protected by a password. Save it without one.")
    return [parsed(read_part(path, name)) for name in (STYLES, CONTENT) if name in names]


def _flat_root(path: Path) -> etree._Element:
    xml = path.read_bytes()
    if b"<!DOCTYPE" in xml[:PROLOGUE_BYTES].replace(b"\0", b"").upper():
        raise UnreadableDocument("it declares a DTD, which is not read for safety. Save it again with LibreOffice.")
    return parsed(xml)


# --- styles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _TextStyle:
    """A style and those it comes from: what it makes of a paragraph, and whether its type is bold or italic."""

    style: Style = field(default_factory=Style)
    is_bold: bool | None = None
    """None where it says nothing, so that what is around decides."""
    is_italic: bool | None = None

    def within(self, around: _TextStyle) -> _TextStyle:
        """The type of words that have this style inside text of the style `around`."""
        return _TextStyle(
            around.style,
            around.is_bold if self.is_bold is None else self.is_bold,
            around.is_italic if self.is_italic is None else self.is_italic,
        )


Styles = dict[tuple[str, str], _TextStyle]
"""By family ("paragraph" or "text") and name."""


def _styles(roots: list[etree._Element]) -> Styles:
    elements = {
        (element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")): element
        for root in roots
        for element in root.iter(f"{STYLE}style")
        # Styles of headers and footers may have the same names as those of the text.
        if not (element.getparent().tag == f"{OFFICE}automatic-styles" and root.tag == f"{OFFICE}document-styles")
    }
    return {key: _resolved(key, elements) for key in elements}


def _resolved(key: tuple[str, str], elements: dict[tuple[str, str], etree._Element]) -> _TextStyle:
    """The first thing said about kind, weight and posture by the style or one that it comes from."""
    family, name = key
    style: Style | None = None
    weight = posture = ""
    seen: set[str] = set()
    while (family, name) in elements and name not in seen:
        seen.add(name)
        element = elements[family, name]
        style = style or _own_style(element, name)
        properties = element.find(f"{STYLE}text-properties")
        if properties is not None:
            weight = weight or _first(properties, WEIGHTS, "normal")
            posture = posture or _first(properties, POSTURES, "normal")
        name = element.get(f"{STYLE}parent-style-name", "")
    style = style or named_style(_readable(name)) or Style()
    return _TextStyle(
        style,
        weight in ("bold", "600", "700", "800", "900") if weight else None,
        posture in ("italic", "oblique") if posture else None,
    )


def _style_of(element: etree._Element, family: str, styles: Styles) -> _TextStyle:
    """The style of a paragraph or span; one that comes with the program need not be in the file."""
    name = element.get(f"{TEXT}style-name", "")
    return styles.get((family, name)) or _TextStyle(named_style(_readable(name)) or Style())


def _own_style(element: etree._Element, name: str) -> Style | None:
    named = named_style(_readable(name)) or named_style(element.get(f"{STYLE}display-name", ""))
    outline = element.get(f"{STYLE}default-outline-level", "")
    return named or (Style("heading", int(outline)) if outline.isdecimal() else None)


def _first(properties: etree._Element, names: tuple[str, ...], usual: str) -> str:
    """The first unusual value among Western, Asian and complex scripts; the usual one if there is only that."""
    values = [properties.get(name, "") for name in names]
    return next((value for value in values if value not in ("", usual)), next(filter(None, values), ""))


def _readable(name: str) -> str:
    """The name of a style as its author saw it: "Heading_20_1" is "Heading 1"."""
    return re.sub(r"_([0-9a-f]{2,4})_", lambda code: chr(int(code[1], 16)), name)


# --- paragraphs and tables ----------------------------------------------------------------------------------


def _groups(parent: etree._Element, styles: Styles, around: Style) -> Iterator[Group]:
    """The blocks of each paragraph below `parent`; `around` is the list or index it stands in."""
    for child in parent:
        if child.tag in DROPPED or not isinstance(child.tag, str):
            continue
        if child.tag in PARAGRAPHS:
            yield _blocks(child, styles, around)
            for box in _outermost_boxes(child):
                yield from _groups(box, styles, Style())
        elif child.tag == f"{TABLE}table":
            yield from table_groups(_rows(child, styles))
        elif child.tag == f"{TEXT}list":
            yield from _groups(child, styles, Style("item", around.level + 1 if around.kind == "item" else 0))
        elif child.tag == f"{TEXT}list-header":
            yield from _groups(child, styles, Style())
        elif child.tag == f"{TEXT}numbered-paragraph":
            level = child.get(f"{TEXT}level", "1")
            yield from _groups(child, styles, Style("item", int(level) - 1 if level.isdecimal() else 0))
        elif child.tag in INDEXES:
            yield from _groups(child, styles, Style("meta"))
        else:
            yield from _groups(child, styles, around)  # sections, list items, frames and shapes


def _blocks(paragraph: etree._Element, styles: Styles, around: Style) -> Group:
    own = _style_of(paragraph, "paragraph", styles)
    runs = list(_runs(paragraph, own, styles))
    words = [style for text, style in runs if text.strip()]
    return paragraph_blocks(
        "".join(text for text, _ in runs),
        _paragraph_style(paragraph, own.style, around),
        is_bold=bool(words) and all(style.is_bold for style in words),
        is_italic=bool(words) and all(style.is_italic for style in words),
    )


def _paragraph_style(paragraph: etree._Element, own: Style, around: Style) -> Style:
    if around.kind == "meta":
        return around
    if paragraph.tag == f"{TEXT}h":
        level = paragraph.get(f"{TEXT}outline-level", "1")
        return own if own.kind == "title" else Style("heading", int(level) if level.isdecimal() else 1)
    if around.kind == "item" and own.kind in ("paragraph", "item"):
        return Style("item", max(around.level, own.level))
    return own


def _runs(element: etree._Element, style: _TextStyle, styles: Styles) -> Iterator[tuple[str, _TextStyle]]:
    """The words of a paragraph with their type, line breaks included, without those of boxes inside it."""
    yield _collapsed(element.text), style
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(_count(child, f"{TEXT}c"), MAX_REPEATED), style
        elif child.tag == f"{TEXT}tab":
            yield " ", style
        elif child.tag == f"{TEXT}line-break":
            yield "\n", style
        elif child.tag == f"{TEXT}span":
            yield from _runs(child, _style_of(child, "text", styles).within(style), styles)
        elif isinstance(child.tag, str) and child.tag not in DROPPED and not child.tag.startswith(DRAW):
            yield from _runs(child, style, styles)
        yield _collapsed(child.tail), style


def _collapsed(text: str | None) -> str:
    """The text with runs of white space as one space, which is all they mean in this format."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _count(element: etree._Element, name: str) -> int:
    count = element.get(name, "1")
    return int(count) if count.isdecimal() and len(count) < 6 else 1


def _outermost_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The frames and shapes that hang on the paragraph, not those inside another one, a comment or a note."""
    boxes: list[etree._Element] = []
    for child in paragraph:
        if not isinstance(child.tag, str) or child.tag in DROPPED:
            continue
        boxes += [child] if child.tag.startswith(DRAW) else _outermost_boxes(child)
    return boxes


def _rows(table: etree._Element, styles: Styles) -> list[TableRow]:
    """The rows of the table itself; one inside a cell comes with its cell."""
    return [
        TableRow(_cells(row, styles), is_header=row.getparent().tag == f"{TABLE}table-header-rows")
        for row in table.iter(f"{TABLE}table-row")
        if next(row.iterancestors(f"{TABLE}table")) is table
    ]


def _cells(row: etree._Element, styles: Styles) -> list[Cell]:
    cells: list[Cell] = []
    column = 0
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        n_repeated = min(_count(cell, f"{TABLE}number-columns-repeated"), MAX_REPEATED)
        is_covered = cell.tag == f"{TABLE}covered-table-cell"
        # What a covered cell holds is hidden by the one that spans it.
        groups = [] if is_covered else [group for group in _groups(cell, styles, Style()) if group]
        n_columns = min(_count(cell, f"{TABLE}number-columns-spanned"), MAX_REPEATED)
        is_below_other = is_covered and not (cells and cells[-1].column + cells[-1].n_columns > column)
        if not is_covered or is_below_other:
            is_bold = bool(groups) and _is_bold(cell, styles)
            cells.append(Cell(groups, column, n_columns, is_bold, is_below_other))
        column += n_repeated
    return cells


def _is_bold(cell: etree._Element, styles: Styles) -> bool:
    words: list[_TextStyle] = []
    for paragraph in cell.iter(*PARAGRAPHS):
        own = _style_of(paragraph, "paragraph", styles)
        words += [style for text, style in _runs(paragraph, own, styles) if text.strip()]
    return bool(words) and all(style.is_bold for style in words)
