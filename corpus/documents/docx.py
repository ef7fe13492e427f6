"""Word files: a small walker that keeps what common readers lose and drops what the author deleted.

Kept: tracked insertions, content controls, text boxes, table cells. Dropped: tracked deletions, comments,
field codes, footnotes, headers and footers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from corpus.documents.blocks import Block, Kind
from corpus.documents.marks import BULLET, ends_a_sentence, turn
from corpus.errors import UnreadableDocument
from corpus.files.packages import check_package, read_part

MAX_UNZIPPED_BYTES = 50_000_000
MAX_HEADING_WORDS = 12
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DROPPED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}rt", f"{MC}Fallback"))
"""Deleted or moved away; field codes; the reading aid above ruby text; the second copy of a text box for old
Word."""
BREAKS = frozenset((f"{W}br", f"{W}cr"))


@dataclass(frozen=True)
class Style:
    """What a paragraph's style says about it, its parents' say included."""

    kind: Kind = "paragraph"
    level: int = 0


def read_docx(path: Path) -> Iterator[Block]:
    """The blocks of the Word file at `path`, numbered by their paragraph among those that are not empty.

    Raises:
        UnreadableDocument: no Word file, damaged, or refused by the guard of `corpus.files.packages`.
    """
    names = check_package(path, max_bytes=MAX_UNZIPPED_BYTES)
    if DOCUMENT not in names:
        raise UnreadableDocument("it is a zip file without a Word document in it. Save the notes as .docx.")
    body = _parsed(read_part(path, DOCUMENT)).find(f"{W}body")
    styles = _styles(_parsed(read_part(path, STYLES))) if STYLES in names else {}
    paragraphs = [] if body is None else _paragraphs(body, styles)
    number, last = 0, None
    for paragraph, block in paragraphs:
        if paragraph is not last:
            number, last = number + 1, paragraph
        yield replace(block, number=number, unit="paragraph")


def _parsed(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("its XML is damaged. Open it in Word, save it again and replace it.") from error


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
        named = _named_style(_value(element, "name").lower())
        if named is not None:
            return named
        properties = element.find(f"{W}pPr")
        if properties is not None and (outline := _value(properties, "outlineLvl")).isdigit() and int(outline) < 9:
            return Style("heading", int(outline) + 1)
        if properties is not None and properties.find(f"{W}numPr") is not None:
            return Style("item")
        style_id = _value(element, "basedOn")
    return Style()


def _named_style(name: str) -> Style | None:
    digits = re.search(r"(\d)$", name)
    level = int(digits[1]) if digits else 1
    if name in ("title", "subtitle"):
        return Style("title" if name == "title" else "meta")
    if name.startswith("heading"):
        return Style("heading", level)
    if name.startswith("list"):
        return Style("item", level - 1)
    if "quote" in name:
        return Style("quote")
    if name.startswith("toc"):
        return Style("meta")
    return Style("caption") if name == "caption" else None


def _value(element: etree._Element, tag: str) -> str:
    """The `w:val` of the child `tag`; empty where it is missing."""
    child = element.find(f"{W}{tag}")
    return "" if child is None else str(child.get(f"{W}val", ""))


# --- paragraphs and tables ----------------------------------------------------------------------------------


def _paragraphs(parent: etree._Element, styles: dict[str, Style]) -> Iterator[tuple[etree._Element, Block]]:
    """Each paragraph below `parent` with its blocks; a text box follows the paragraph it hangs on."""
    for child in parent:
        if child.tag in DROPPED:
            continue
        if child.tag == f"{W}p":
            for block in _blocks(child, styles):
                yield child, block
            for box in _text_boxes(child):
                yield from _paragraphs(box, styles)
        elif child.tag == f"{W}tbl":
            yield from _cells(child, styles)
        else:
            yield from _paragraphs(child, styles)  # content controls, custom XML, tracked insertions of paragraphs


def _blocks(paragraph: etree._Element, styles: dict[str, Style]) -> list[Block]:
    """The paragraph's lines as blocks: people who press Shift and Enter write one statement a line."""
    style = _paragraph_style(paragraph, styles)
    texts = [re.sub(r"[ \t]+", " ", line).strip() for line in _text(paragraph).split("\n")]
    blocks: list[Block] = []
    for text in filter(None, texts):
        bullet = BULLET.fullmatch(text)
        if style.kind == "paragraph" and bullet is not None:
            blocks.append(Block(0, "item", bullet["words"]))
        elif style.kind == "paragraph" and _is_all(paragraph, "b") and _is_headline(text):
            blocks.append(Block(0, "heading", text, 7))
        elif style.kind == "paragraph" and _is_all(paragraph, "i") and turn(text) is None:
            blocks.append(Block(0, "quote", text))
        else:
            blocks.append(Block(0, style.kind, text, style.level))
    return blocks


def _is_headline(text: str) -> bool:
    return len(text.split()) <= MAX_HEADING_WORDS and not ends_a_sentence(text) and turn(text) is None


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
    return unicodedata.normalize("NFC", "".join(pieces))


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


def _cells(table: etree._Element, styles: dict[str, Style]) -> Iterator[tuple[etree._Element, Block]]:
    """The cells row by row; a first row that is marked as header, or bold throughout, names the columns."""
    columns: list[str] | None = None
    for number, row in enumerate(table.iter(f"{W}tr")):
        if next(row.iterancestors(f"{W}tbl")) is not table:
            continue  # a row of a table inside a cell: it comes with its cell
        cells = [
            list(_paragraphs(cell, styles)) for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row
        ]
        if number == 0 and _is_header(row, cells):
            columns = [" ".join(block.text for _, block in cell) for cell in cells]
            yield from ((paragraph, replace(block, kind="header")) for cell in cells for paragraph, block in cell)
            continue
        for place, cell in enumerate(cells):
            column = columns[place] if columns and place < len(columns) else None
            for paragraph, block in cell:
                kind: Kind = block.kind if block.kind == "item" else "cell"
                yield paragraph, replace(block, kind=kind, column=column or None)


def _is_header(row: etree._Element, cells: list[list[tuple[etree._Element, Block]]]) -> bool:
    properties = row.find(f"{W}trPr")
    if properties is not None and properties.find(f"{W}tblHeader") is not None:
        return True
    paragraphs = [paragraph for cell in cells for paragraph, _ in cell]
    return bool(paragraphs) and all(_is_all(paragraph, "b") for paragraph in paragraphs)
