"""Word files: a small walker that keeps what common readers lose and drops what the author deleted.

Kept: tracked insertions, content controls, text boxes, table cells. Dropped: tracked deletions, comments,
field codes, footnotes, headers and footers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.documents.blocks import Block
from corpus.documents.styled import (
    MAX_UNZIPPED_BYTES,
    Cell,
    Group,
    Style,
    TableRow,
    named_style,
    numbered,
    paragraph_blocks,
    table_groups,
)
from corpus.errors import UnreadableDocument
from corpus.files.guarded_xml import parsed
from corpus.files.packages import check_package, read_part

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DROPPED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rt", f"{MC}Fallback"))
"""Deleted or moved away; field codes; the reading aid above ruby text; the second copy of a text box for old
Word."""
BREAKS = frozenset((f"{W}br", f"{W}cr"))


def read_docx(path: Path) -> Iterator[Block]:
    """The blocks of the Word file at `path`, numbered by their paragraph among those that are not empty.

    Raises:
        UnreadableDocument: no Word file, damaged, or refused by the guard of `corpus.files.packages`.
    """
    names = check_package(path, max_bytes=MAX_UNZIPPED_BYTES)
    if DOCUMENT not in names:
        raise UnreadableDocument("it is a zip file without a Word document in it. Save the notes as .docx.")
    body = parsed(read_part(path, DOCUMENT)).find(f"{W}body")
    styles = _styles(parsed(read_part(path, STYLES))) if STYLES in names else {}
    return numbered(() if body is None else _groups(body, styles))


# --- styles -------------------------------------------------------------------------------------------------


def _styles(root: etree._Element) -> dict[str, Style]:
    """Styles by id; names are English in every language's Word, ids are not."""
    elements = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    return {style_id: _style(style_id, elements) for style_id in elements}


def _style(style_id: str, elements: dict[str, etree._Element]) -> Style:
    """The first thing that the style or one of the styles it is based on says."""
    seen: set[str] = set()
    while style_id in elements and style_id not in seen:
        seen.add(style_id)
        element = elements[style_id]
        named = named_style(_value(element, "name"))
        if named is not None:
            return named
        properties = element.find(f"{W}pPr")
        if properties is not None and (outline := _value(properties, "outlineLvl")).isdigit() and int(outline) < 9:
            return Style("heading", int(outline) + 1)
        if properties is not None and properties.find(f"{W}numPr") is not None:
            return Style("item")
        style_id = _value(element, "basedOn")
    return Style()


def _value(element: etree._Element, tag: str) -> str:
    """The `w:val` of the child `tag`; empty where it is missing."""
    child = element.find(f"{W}{tag}")
    return "" if child is None else str(child.get(f"{W}val", ""))


# --- paragraphs and tables ----------------------------------------------------------------------------------


def _groups(parent: etree._Element, styles: dict[str, Style]) -> Iterator[Group]:
    """The blocks of each paragraph below `parent`; a text box follows the paragraph it hangs on."""
    for child in parent:
        if child.tag in DROPPED:
            continue
        if child.tag == f"{W}p":
            yield _blocks(child, styles)
            for box in _text_boxes(child):
                yield from _groups(box, styles)
        elif child.tag == f"{W}tbl":
            yield from table_groups(_rows(child, styles))
        else:
            yield from _groups(child, styles)  # content controls, custom XML, tracked insertions of paragraphs


def _blocks(paragraph: etree._Element, styles: dict[str, Style]) -> Group:
    return paragraph_blocks(
        _text(paragraph),
        _paragraph_style(paragraph, styles),
        is_bold=_is_all(paragraph, "b"),
        is_italic=_is_all(paragraph, "i"),
    )


def _paragraph_style(paragraph: etree._Element, styles: dict[str, Style]) -> Style:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return Style()
    style = styles.get(_value(properties, "pStyle"), Style())
    if (outline := _value(properties, "outlineLvl")).isdigit() and int(outline) < 9:
        return Style("heading", int(outline) + 1)
    numbering = properties.find(f"{W}numPr")
    if numbering is None or style.kind not in ("paragraph", "item"):
        return style
    if _value(numbering, "numId") == "0":  # a list style whose number was taken away
        return Style()
    level = _value(numbering, "ilvl")
    return Style("item", max(style.level, int(level) if level.isdigit() else 0))


def _text(element: etree._Element) -> str:
    """The words of a paragraph, with its line breaks, without those of text boxes inside it."""
    pieces: list[str] = []
    for child in element:
        if child.tag in DROPPED or child.tag in (f"{W}txbxContent", f"{W}pPr"):
            continue
        if child.tag == f"{W}t":
            pieces.append(child.text or "")
        elif child.tag in BREAKS:
            pieces.append("\n")
        elif child.tag == f"{W}tab":
            pieces.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            pieces.append("-")
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _is_all(paragraph: etree._Element, mark: str) -> bool:
    """Whether every run with words in it is bold ("b") or italic ("i")."""
    runs = [run for run in paragraph.iter(f"{W}r") if _text(run).strip()]
    return bool(runs) and all(_has_mark(run, mark) for run in runs)


def _has_mark(run: etree._Element, mark: str) -> bool:
    properties = run.find(f"{W}rPr")
    return (
        properties is not None
        and properties.find(f"{W}{mark}") is not None
        and _value(properties, mark) not in ("0", "false", "off")
    )


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


def _rows(table: etree._Element, styles: dict[str, Style]) -> list[TableRow]:
    """The rows of the table itself; one inside a cell comes with its cell."""
    return [
        TableRow(_cells(row, styles), is_header=row.find(f"{W}trPr/{W}tblHeader") is not None)
        for row in table.iter(f"{W}tr")
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None
    ]


def _cells(row: etree._Element, styles: dict[str, Style]) -> list[Cell]:
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
        is_bold = bool(groups) and all(_is_all(paragraph, "b") for paragraph in paragraphs)
        cells.append(Cell(groups, column, n_columns, is_bold, is_continued))
        column += n_columns
    return cells


def _number(element: etree._Element | None, default: int) -> int:
    value = "" if element is None else element.get(f"{W}val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else default
