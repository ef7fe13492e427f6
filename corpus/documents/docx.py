"""Word files: a small walker that keeps what common readers lose and drops what the author deleted.

Kept: tracked insertions, content controls, text boxes, table cells. Dropped: tracked deletions, comments,
field codes, what a form asks one to type, headers and footers. Footnotes come last, as `meta`.
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
from corpus.files.packages import check_package, read_part

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DROPPED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rt", f"{MC}Fallback"))
"""Deleted or moved away; field codes; the reading aid above ruby text; the second copy of a text box for old
Word."""
TABS = frozenset((f"{W}tab", f"{W}ptab"))
ARROWS = {"E0": "→", "DF": "←", "E8": "→", "E7": "←", "F0": "⇨", "F3": "⇔"}
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = W[1:-1].encode()
EMBEDDED = "it holds another file in itself, which is not read. Open it in Word, save it again and replace it."
BREAKS = frozenset((f"{W}br", f"{W}cr"))


def read_docx(path: Path) -> Document:
    """The blocks of the Word file at `path`, numbered by their paragraph among those that are not empty.

    Raises:
        UnreadableDocument: no Word file, damaged, or refused by the guard of `corpus.files.packages`.
    """
    names = check_package(path, max_bytes=MAX_UNZIPPED_BYTES)
    if DOCUMENT not in names:
        raise UnreadableDocument("it is a zip file without a Word document in it. Save the notes as .docx.")
    body = _part(path, DOCUMENT).find(f"{W}body")
    styles = _styles(_part(path, STYLES)) if STYLES in names else Styles()
    blocks = [] if body is None else list(numbered(_groups(body, styles)))
    notes = [note for name in NOTES if name in names for note in _part(path, name) if f"{W}type" not in note.attrib]
    blocks += as_notes(group for note in notes for group in _groups(note, styles))
    has_chunk = body is not None and next(body.iter(f"{W}altChunk"), None) is not None
    return Document(tuple(blocks), warnings=(EMBEDDED,) if has_chunk else ())


def _part(path: Path, name: str) -> etree._Element:
    """A part's root, in the namespace that most files use."""
    return parsed(read_part(path, name).replace(STRICT, TRANSITIONAL))


# --- styles -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Styles:
    """What styles say by their id: about paragraphs, and which make type bold or italic."""

    paragraphs: dict[str, Style] = field(default_factory=dict)
    marked: dict[str, frozenset[str]] = field(default_factory=dict)
    """The styles that set "b" and those that set "i"."""
    bold_parts: dict[str, frozenset[str]] = field(default_factory=dict)
    """The parts of a table ("firstRow", "firstCol") that its style makes bold."""


def _styles(root: etree._Element) -> Styles:
    """Styles by id; names are English in every language's Word, ids are not."""
    elements = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    marked = {
        mark: frozenset(style_id for style_id in elements if _sets(style_id, mark, elements)) for mark in ("b", "i")
    }
    parts = {
        style_id: frozenset(
            part.get(f"{W}type", "")
            for element in _line(style_id, elements)
            for part in element.findall(f"{W}tblStylePr")
            if _says(part, "b")
        )
        for style_id in elements
    }
    return Styles({style_id: _style(style_id, elements) for style_id in elements}, marked, parts)


def _line(style_id: str, elements: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """The style and those it is based on, the nearest first."""
    seen: set[str] = set()
    while style_id in elements and style_id not in seen:
        seen.add(style_id)
        yield elements[style_id]
        style_id = _value(elements[style_id], "basedOn")


def _sets(style_id: str, mark: str, elements: dict[str, etree._Element]) -> bool:
    said = (_says(element, mark) for element in _line(style_id, elements))
    return next((is_set for is_set in said if is_set is not None), False)


def _style(style_id: str, elements: dict[str, etree._Element]) -> Style:
    """The first thing that the style or one of the styles it is based on says."""
    for element in _line(style_id, elements):
        named = named_style(_value(element, "name"))
        if named is not None:
            return named
        properties = element.find(f"{W}pPr")
        if properties is not None and (outline := _value(properties, "outlineLvl")).isdecimal() and int(outline) < 9:
            return Style("heading", int(outline) + 1)
        if properties is not None and (numbering := properties.find(f"{W}numPr")) is not None:
            return Style("item", _number(numbering.find(f"{W}ilvl"), 0))
    return Style()


def _value(element: etree._Element, tag: str) -> str:
    """The `w:val` of the child `tag`; empty where it is missing."""
    child = element.find(f"{W}{tag}")
    return "" if child is None else str(child.get(f"{W}val", ""))


def _says(element: etree._Element, mark: str) -> bool | None:
    """Whether a run or style makes its words bold ("b") or italic ("i"), in any script; None where it is silent."""
    properties = element.find(f"{W}rPr")
    if properties is None:
        return None
    names = [name for name in (mark, f"{mark}Cs") if properties.find(f"{W}{name}") is not None]
    return any(_value(properties, name) not in ("0", "false", "off") for name in names) if names else None


# --- paragraphs and tables ----------------------------------------------------------------------------------


def _groups(parent: etree._Element, styles: Styles) -> Iterator[Group]:
    """The blocks of each paragraph below `parent`; a text box follows the paragraph it hangs on."""
    for child in parent:
        if child.tag in DROPPED or _is_prompt(child):
            continue
        if child.tag == f"{W}p":
            yield _blocks(child, styles)
            for box in _text_boxes(child):
                yield from _groups(box, styles)
        elif child.tag == f"{W}tbl":
            yield from table_groups(_rows(child, styles))
        else:
            yield from _groups(child, styles)  # content controls, custom XML, tracked insertions of paragraphs


def _blocks(paragraph: etree._Element, styles: Styles) -> Group:
    return paragraph_blocks(
        _text(paragraph),
        _paragraph_style(paragraph, styles),
        is_bold=_is_all(paragraph, "b", styles),
        is_italic=_is_all(paragraph, "i", styles),
    )


def _paragraph_style(paragraph: etree._Element, styles: Styles) -> Style:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return Style()
    style = styles.paragraphs.get(_value(properties, "pStyle"), Style())
    if (outline := _value(properties, "outlineLvl")).isdecimal() and int(outline) < 9:
        return Style("heading", int(outline) + 1)
    numbering = properties.find(f"{W}numPr")
    if numbering is None or style.kind not in ("paragraph", "item"):
        return style
    if _value(numbering, "numId") == "0":  # a list style whose number was taken away
        return Style()
    level = _value(numbering, "ilvl")
    return Style("item", max(style.level, int(level) if level.isdecimal() else 0))


def _text(element: etree._Element) -> str:
    """The words of a paragraph, with its line breaks, without those of text boxes inside it."""
    pieces: list[str] = []
    for child in element:
        if child.tag in DROPPED or child.tag in (f"{W}txbxContent", f"{W}pPr") or _is_prompt(child):
            continue
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in BREAKS:
            pieces.append("\n")
        elif child.tag in TABS:
            pieces.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif child.tag == f"{W}sym":
            pieces.append(_symbol(child))
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _symbol(element: etree._Element) -> str:
    """A sign of a font for signs: an arrow, which Word makes of "-->", else a bullet."""
    code = element.get(f"{W}char", "").upper()
    if code[-2:] in ARROWS and element.get(f"{W}font", "").startswith("Wingdings"):
        return ARROWS[code[-2:]]
    is_private = re.fullmatch(r"F0[0-9A-F]{2}", code) is not None
    return "•" if is_private or not re.fullmatch(r"[0-9A-F]{4}", code) else chr(int(code, 16))


def _is_prompt(element: etree._Element) -> bool:
    """Whether it is a field of a form that nobody filled in ("Click here to enter text")."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _is_all(paragraph: etree._Element, mark: str, styles: Styles) -> bool:
    """Whether every run with words in it is bold ("b") or italic ("i"), by itself or by its style."""
    marked = styles.marked.get(mark, frozenset())
    properties = paragraph.find(f"{W}pPr")
    is_usual = properties is not None and _value(properties, "pStyle") in marked
    runs = [run for run in paragraph.iter(f"{W}r") if _text(run).strip()]
    return bool(runs) and all(_is_marked(run, mark, marked, is_usual=is_usual) for run in runs)


def _is_marked(run: etree._Element, mark: str, marked: frozenset[str], *, is_usual: bool) -> bool:
    said = _says(run, mark)
    if said is not None:
        return said
    properties = run.find(f"{W}rPr")
    return is_usual or (properties is not None and _value(properties, "rStyle") in marked)


def _text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    """The text boxes that hang on the paragraph itself, not those inside another box."""
    return [box for box in paragraph.iter(f"{W}txbxContent") if _is_direct(box, paragraph)]


def _is_direct(box: etree._Element, paragraph: etree._Element) -> bool:
    for parent in box.iterancestors():
        if parent is paragraph:
            return True
        if parent.tag in DROPPED or parent.tag == f"{W}txbxContent":
            return False
    return False


# --- tables -------------------------------------------------------------------------------------------------


def _rows(table: etree._Element, styles: Styles) -> list[TableRow]:
    """The rows of the table itself; one inside a cell comes with its cell."""
    rows = [
        row
        for row in table.iter(f"{W}tr")
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None
    ]
    bold_parts = _bold_parts(table, styles)
    return [
        TableRow(
            _cells(row, styles, is_first_bold="firstCol" in bold_parts),
            is_header=row.find(f"{W}trPr/{W}tblHeader") is not None or (place == 0 and "firstRow" in bold_parts),
        )
        for place, row in enumerate(rows)
    ]


def _bold_parts(table: etree._Element, styles: Styles) -> set[str]:
    """The parts that the table's style makes bold, and that the author has not switched off."""
    properties = table.find(f"{W}tblPr")
    look = None if properties is None else properties.find(f"{W}tblLook")
    if properties is None or look is None:
        return set()
    bits = look.get(f"{W}val", "0")
    chosen = int(bits, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", bits) else 0
    is_on = {
        name: look.get(f"{W}{attribute}", "") in ("1", "true", "on") or bool(chosen & bit)
        for name, attribute, bit in (("firstRow", "firstRow", 0x20), ("firstCol", "firstColumn", 0x80))
    }
    bold = styles.bold_parts.get(_value(properties, "tblStyle"), frozenset())
    return {name for name in bold if is_on.get(name)}


def _cells(row: etree._Element, styles: Styles, *, is_first_bold: bool) -> list[Cell]:
    cells: list[Cell] = []
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        n_columns = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        is_continued = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        # Word hides what a merged cell holds below its first one.
        groups = [] if is_continued else [group for group in _groups(cell, styles) if group]
        paragraphs = [paragraph for paragraph in cell.iter(f"{W}p") if _text(paragraph).strip()]
        is_bold = (is_first_bold and column == 0) or all(_is_all(paragraph, "b", styles) for paragraph in paragraphs)
        cells.append(Cell(groups, column, n_columns, bool(groups) and is_bold, is_continued))
        column += n_columns
    return cells


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else default
