"""Writing a Word document: real headings, lists, tables and pictures, in any script, the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import docx
import regex
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu

from reports.safe_text import is_right_to_left, writable
from reports.word_text import add_text, add_their_words, language_tag

Element = Any
"""An element of the document's XML, which lxml does not type."""

_STYLES = Path(__file__).parent / "static" / "summary_styles.xml"
_BULLETS = f"""<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
_UNUSED = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties")
"""Parts of python-docx's template that a document does without, by the ends of their relationship types."""

_FIGURE = regex.compile(r"[\d\s.,%<–∞]+")
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can tell; every part bears it."""
_PAGE, _MARGIN = (Cm(21), Cm(29.7)), Cm(2.3)
TEXT_WIDTH = _PAGE[0] - 2 * _MARGIN
_PICTURE_WIDTH = Cm(13.5)
"""At which the words of a chart are about as large as those of the text."""
_TALLEST = Cm(16)
"""Of a picture, so that a heading and a sentence have room on its page."""
_SHORT = 14
"""Letters up to which a cell of a table is not broken."""
_LETTERS = 84
"""Letters of a table's text that fit across the page."""


class WordDocument:
    """A document that grows from top to bottom; all text it takes may be hostile.

    Text becomes runs of plain text only: never a field, a link or a macro. What XML cannot hold is replaced.
    """

    def __init__(self, *, title: str, language: str, created_at: datetime) -> None:
        """Start an empty document in a report language ('en', 'fr', 'es')."""
        self._document = docx.Document()
        self._drop_unused()
        self._set_styles(language_tag(language))
        self._set_properties(title, language_tag(language), created_at)
        section = self._document.sections[0]
        section.page_width, section.page_height = _PAGE
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
        self._write_footer(title)

    def _drop_unused(self) -> None:
        part = self._document.part
        for relations in (part.package.rels, part.rels):
            for id_ in [id_ for id_, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
                del relations[id_]

    def _set_styles(self, tag: str) -> None:
        part = self._document.part
        styles = parse_xml(_STYLES.read_bytes())
        styles.find(".//" + qn("w:docDefaults")).find(".//" + qn("w:lang")).set(qn("w:val"), tag)
        for kind, content in ((RELATIONSHIP_TYPE.STYLES, styles), (RELATIONSHIP_TYPE.NUMBERING, parse_xml(_BULLETS))):
            cast(XmlPart, part.part_related_by(kind))._element = content
        self._set_settings(tag)

    def _set_settings(self, tag: str) -> None:
        settings = self._document.settings.element
        theme_language = settings.find(qn("w:themeFontLang"))
        theme_language.attrib.clear()
        for name, value in (("val", tag), ("eastAsia", "zh-CN"), ("bidi", "ar-SA")):
            theme_language.set(qn(f"w:{name}"), value)
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")  # else Word says that the file is an old one
        settings.find(qn("w:zoom")).attrib.clear()
        settings.find(qn("w:zoom")).set(qn("w:percent"), "100")

    def _set_properties(self, title: str, tag: str, created_at: datetime) -> None:
        properties = self._document.core_properties
        properties.title = writable(title)[:255]
        properties.author = properties.last_modified_by = "Underheard"
        properties.comments = ""
        properties.language = tag
        # As the core properties have it: UTC, without saying so.
        properties.created = properties.modified = created_at.replace(tzinfo=None)

    def _write_footer(self, title: str) -> None:
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, alignment=WD_TAB_ALIGNMENT.RIGHT)
        add_text(paragraph, title)
        paragraph.add_run("\t")
        for code in ("PAGE", "NUMPAGES"):
            if code == "NUMPAGES":
                paragraph.add_run(" / ")
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), code)
            run = OxmlElement("w:r")
            shown = OxmlElement("w:t")
            shown.text = "1"
            run.append(shown)
            field.append(run)
            paragraph._p.append(field)

    def paragraph(self, text: str, style: str = "Normal") -> None:
        """A paragraph of ours, which runs from left to right whatever label it begins with."""
        add_text(self._document.add_paragraph(style=style), text)

    def heading(self, text: str, level: int) -> None:
        """A heading of level 1 to 3; 0 is the title, in its own direction."""
        if level:
            self.paragraph(text, f"Heading {level}")
        else:
            add_their_words(self._document.add_paragraph(style="Title"), text)

    def named(self, name: str, text: str) -> None:
        """A bullet that begins with a name in bold."""
        paragraph = self._document.add_paragraph(style="List Bullet")
        add_text(paragraph, name, is_bold=True)
        add_text(paragraph, text)

    def bullets(self, items: Sequence[str]) -> None:
        """A list without order."""
        for item in items:
            self.paragraph(item, "List Bullet")

    def quote(self, text: str, *, language: str, source: str) -> None:
        """What somebody said, in its language and direction, and below it where it comes from."""
        said, below = (self._document.add_paragraph(style=style) for style in ("Quote", "Quote Source"))
        said.paragraph_format.keep_with_next = True
        add_their_words(said, text, language=language)
        add_text(below, source)
        if is_right_to_left(text):
            for paragraph in (said, below):
                paragraph._p.get_or_add_pPr().insert_element_before(_bar_on_the_right(), *_AFTER_BORDERS)
            below.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], *, title: str, is_titled: bool = True
    ) -> None:
        """A table with a title above; its header returns on every page, and figures stand on the right.

        Args:
            header: A text a column.
            rows: As many texts a row, or fewer: the last one then spans the columns that are left.
            title: Also the name that screen readers tell.
            is_titled: False where a heading says the title already.
        """
        if is_titled:
            self.paragraph(title, "Table Title")
        table = self._document.add_table(rows=0, cols=len(header), style="Figures")
        table.autofit = False
        widths = [int(TEXT_WIDTH * share) for share in _column_shares(header, rows)]
        numeric = [_is_numeric([row[at] for row in rows if len(row) == len(header)]) for at in range(len(header))]
        for texts in (header, *rows):
            cells = table.add_row().cells
            for cell, wide in zip(cells, widths, strict=True):
                cell.width = wide
            if len(texts) < len(cells):
                cells[len(texts) - 1].merge(cells[-1])
            for at, text in enumerate(texts):
                paragraph = cells[at].paragraphs[0]
                paragraph.style = "Table Text"
                add_text(paragraph, text)
                if numeric[at] and len(texts) == len(cells):
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = wide
        _finish_table(table._tbl, title, names_rows=not numeric[0])
        self.paragraph("", "Below Table")

    def picture(self, png: bytes, *, title: str, description: str, caption: str) -> None:
        """A picture, with a text for those who cannot see it, and a sentence that reads it."""
        paragraph = self._document.add_paragraph(style="Picture")
        drawn = paragraph.add_run().add_picture(io.BytesIO(png), width=_PICTURE_WIDTH)
        if drawn.height > _TALLEST:
            drawn.width, drawn.height = Emu(drawn.width * _TALLEST // drawn.height), _TALLEST
        shown = paragraph._p.find(".//" + qn("wp:docPr"))
        for side in "TBLR":
            shown.getparent().set(f"dist{side}", "0")
        shown.set("title", writable(title))
        shown.set("descr", writable(f"{title}. {description}"))
        self.paragraph(caption, "Caption")

    def to_bytes(self) -> bytes:
        """The file: parts in their order, with one time for all."""
        written, fixed = io.BytesIO(), io.BytesIO()
        self._document.save(written)
        with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in parts.namelist():
                part = zipfile.ZipInfo(name, _FIRST_TIME)
                part.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(part, parts.read(name))
        return fixed.getvalue()


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _bar_on_the_right() -> Element:
    return parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="nil"/>'
        '<w:right w:val="single" w:sz="18" w:space="10" w:color="9DBEC6"/></w:pBdr>'
    )


def _column_shares(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column's share of the page, 0 to 1: no word is broken if that can be, and long texts get what is left."""
    columns = [[header[at], *(row[at] for row in rows if len(row) == len(header))] for at in range(len(header))]
    least = [2.2 + min(max(len(part) for text in texts for part in _whole(text)), 22) for texts in columns]
    wanted = [2.2 + min(max(map(len, texts)), 90) for texts in columns]
    free, more = max(_LETTERS - sum(least), 0), [want - need for want, need in zip(wanted, least, strict=True)]
    grown = min(free / max(sum(more), 1), 1)
    widths = [need + grown * extra for need, extra in zip(least, more, strict=True)]
    return [width / max(sum(widths), _LETTERS) for width in widths]


def _whole(text: str) -> list[str]:
    """What of a cell should stand on one line: a short text, else each of its words."""
    return text.split() if len(text) > _SHORT else [text]


def _is_numeric(texts: Sequence[str]) -> bool:
    return all(_FIGURE.fullmatch(text) for text in texts) and any(regex.search(r"\d", text) for text in texts)


def _finish_table(table: Element, title: str, *, names_rows: bool) -> None:
    look = table.tblPr.find(qn("w:tblLook"))
    marked = {"firstRow": True, "firstColumn": names_rows, "lastRow": False, "noHBand": True, "noVBand": True}
    for name, is_marked in marked.items():
        look.set(qn(f"w:{name}"), str(int(is_marked)))
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), writable(title))
    look.addnext(named)
    for number, row in enumerate(table.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
