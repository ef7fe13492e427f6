"""OpenDocument texts as blocks."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus.documents.blocks import Block
from corpus.documents.odt import read_odt
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
BOLD = '<style:text-properties fo:font-weight="bold"/>'
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="normal"/></style:style>'
    '<style:style style:name="T3" style:family="text">'
    '<style:text-properties fo:font-style="normal" style:font-style-complex="italic"/></style:style>'
    f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">{BOLD}</style:style>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Титул"/>'
    '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Quotations"/>'
)
NAMED_STYLES = '<style:style style:name="Титул" style:family="paragraph" style:parent-style-name="Title"/>'


def content(body: str) -> str:
    return (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt_file(path: Path, body: str, *, extra: dict[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content(body))
        package.writestr(
            "styles.xml",
            f"<office:document-styles {NAMESPACES}><office:styles>{NAMED_STYLES}</office:styles>"
            '<office:automatic-styles><style:style style:name="P1" style:family="paragraph" '
            'style:parent-style-name="Footer"/></office:automatic-styles></office:document-styles>',
        )
        for name, text in (extra or {}).items():
            package.writestr(name, text)
    return path


def kinds(path: Path) -> list[tuple[int, str, str, int]]:
    return [(block.number, block.kind, block.text, block.level) for block in read_odt(path).blocks]


def read_body(folder: Path, body: str) -> list[tuple[int, str, str, int]]:
    return kinds(odt_file(folder / "note.odt", body))


def test_styles_and_bold_type_give_the_kinds_whatever_language_they_are_named_in(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="P2">შეხვედრა</text:p>'
        '<text:p text:style-name="Standard"/>'
        '<text:h text:style-name="Heading_20_2" text:outline-level="2">رأي الشباب</text:h>'
        '<text:p text:style-name="P3">Цитата.</text:p>'
        '<text:p text:style-name="P1">A bold line</text:p>'
        '<text:p text:style-name="Standard"><text:span text:style-name="T1">Жирная</text:span> нет</text:p>'
        '<text:p text:style-name="P1"><text:span text:style-name="T2">not bold after all</text:span></text:p>'
        '<text:p><text:span text:style-name="T3">ملاحظة جانبية</text:span></text:p>'
        '<text:p text:style-name="Subtitle">below</text:p>'
    )
    assert read_body(tmp_path, body) == [
        (1, "title", "შეხვედრა", 0),
        (2, "heading", "رأي الشباب", 2),
        (3, "quote", "Цитата.", 0),
        (4, "heading", "A bold line", 7),
        (5, "paragraph", "Жирная нет", 0),
        (6, "paragraph", "not bold after all", 0),
        (7, "quote", "ملاحظة جانبية", 0),
        (8, "meta", "below", 0),
    ]


def test_lists_nest_and_a_numbered_heading_in_a_list_is_a_heading(tmp_path: Path) -> None:
    body = (
        "<text:list><text:list-header><text:p>Введение:</text:p></text:list-header>"
        "<text:list-item><text:p>один</text:p><text:list><text:list-item><text:p>два</text:p></text:list-item>"
        "</text:list></text:list-item></text:list>"
        '<text:list><text:list-item><text:h text:outline-level="1">Part</text:h></text:list-item></text:list>'
        '<text:list><text:list-item><text:p text:style-name="List_20_Bullet_20_3">三</text:p></text:list-item>'
        '</text:list><text:numbered-paragraph text:level="2"><text:p>أربعة</text:p></text:numbered-paragraph>'
        "<text:p>• typed</text:p>"
    )
    assert read_body(tmp_path, body) == [
        (1, "paragraph", "Введение:", 0), (2, "item", "один", 0), (3, "item", "два", 1), (4, "heading", "Part", 1),
        (5, "item", "三", 2), (6, "item", "أربعة", 1), (7, "item", "typed", 0),
    ]  # fmt: skip


def test_deletions_comments_and_ruby_go_notes_come_last_and_insertions_boxes_and_sections_stay(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>kept <text:change-start text:change-id="c"/>inserted<text:change-end text:change-id="c"/>'
        "<office:annotation><text:p>a comment</text:p></office:annotation><text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>a note</text:p></text:note-body></text:note> on</text:p>"
        "<text:section><text:p>في قسم</text:p></text:section>"
        "<text:p>around<draw:frame><svg:title>a picture</svg:title><draw:text-box><text:p>in a box</text:p>"
        "</draw:text-box></draw:frame> it</text:p>"
        "<text:p><text:ruby><text:ruby-base>青年</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"
        "</text:p><text:table-of-content><text:index-body><text:p>Part 3</text:p></text:index-body>"
        "</text:table-of-content>"
    )
    assert read_body(tmp_path, body) == [
        (1, "paragraph", "kept inserted on", 0),
        (2, "paragraph", "في قسم", 0),
        (3, "paragraph", "around it", 0),
        (4, "paragraph", "in a box", 0),
        (5, "paragraph", "青年", 0),
        (6, "meta", "Part 3", 0),
        (1, "meta", "a note", 0),
    ]


def test_spaces_tabs_and_line_breaks_are_those_of_the_page_not_of_the_xml(tmp_path: Path) -> None:
    body = (
        '<text:p>one\n   two<text:s text:c="3"/>three<text:tab/>four<text:line-break/>'
        "<text:soft-page-break/>• пять<text:line-break/>  • со\u00adрок</text:p>"
    )
    assert read_body(tmp_path, body) == [
        (1, "paragraph", "one two three four", 0), (1, "item", "пять", 0), (1, "item", "сорок", 0),
    ]  # fmt: skip


def cells(path: Path) -> list[tuple[str, str, str | None]]:
    return [(block.kind, block.text, block.column) for block in read_odt(path).blocks]


def cell(text: str, style: str = "Standard", attributes: str = "") -> str:
    return f'<table:table-cell {attributes}><text:p text:style-name="{style}">{text}</text:p></table:table-cell>'


def test_a_marked_or_bold_row_names_the_columns_and_merged_cells_come_once(tmp_path: Path) -> None:
    marked = (
        f"<table:table><table:table-header-rows><table:table-row>{cell('Помогает')}{cell('Мешает')}"
        "</table:table-row></table:table-header-rows>"
        f"<table:table-row>{cell('Данные')}{cell('Страх')}</table:table-row></table:table>"
    )
    across = 'table:number-columns-spanned="2"'
    bold = (
        f"<table:table><table:table-row>{cell('يساعد', 'P1')}{cell('يعيق', 'P1')}{cell('c', 'P1')}</table:table-row>"
        f"<table:table-row>{cell('أ', attributes=across)}<table:covered-table-cell><text:p>hidden</text:p>"
        f"</table:covered-table-cell>{cell('ب')}</table:table-row></table:table>"
    )
    assert cells(odt_file(tmp_path / "note.odt", marked + bold)) == [
        ("header", "Помогает", None), ("header", "Мешает", None), ("cell", "Данные", "Помогает"),
        ("cell", "Страх", "Мешает"), ("header", "يساعد", None), ("header", "يعيق", None), ("header", "c", None),
        ("cell", "أ", "يساعد"), ("cell", "ب", "c"),
    ]  # fmt: skip


def test_a_flat_file_is_read_like_a_packed_one(tmp_path: Path) -> None:
    body = '<text:p text:style-name="P1">هامّ</text:p><text:p>Slova.</text:p>'
    mimetype = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    flat = content(body).replace("document-content", "document").replace(">", f" {mimetype}>", 1)
    (tmp_path / "note.txt").write_text(f'<?xml version="1.0" encoding="UTF-8"?>{flat}', encoding="utf-8")
    packed = odt_file(tmp_path / "note", body)
    assert kinds(tmp_path / "note.txt") == [(1, "heading", "هامّ", 7), (2, "paragraph", "Slova.", 0)]
    assert read_document(tmp_path / "note.txt") == read_document(packed) == read_odt(packed)


def test_a_flat_file_with_a_dtd_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.fodt").write_text(f'<!DOCTYPE x [<!ENTITY a "b">]>{content("<text:p>&a;</text:p>")}')
    with pytest.raises(UnreadableDocument, match="DTD"):
        read_odt(tmp_path / "note.fodt")


def test_another_zip_a_spreadsheet_and_a_password_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.odt", "w") as package:
        package.writestr("readme", "x")
    with pytest.raises(UnreadableDocument, match="without an OpenDocument text"):
        read_odt(tmp_path / "other.odt")
    with zipfile.ZipFile(tmp_path / "sheet.odt", "w") as package:
        package.writestr("content.xml", content("").replace("office:text", "office:spreadsheet"))
    with pytest.raises(UnreadableDocument, match="no OpenDocument text"):
        read_odt(tmp_path / "sheet.odt")
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    with pytest.raises(UnreadableDocument, match="password"):
        read_odt(odt_file(tmp_path / "locked.odt", "", extra=manifest))


def test_a_package_whose_names_are_damaged_is_refused(tmp_path: Path) -> None:
    path = odt_file(tmp_path / "note.odt", "<text:p>x</text:p>", extra={"Слово.xml": "<x/>"})
    path.write_bytes(path.read_bytes().replace("Слово".encode(), b"\xff" * 10))
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_odt(path)


def test_a_block_of_an_odt_says_its_paragraph(tmp_path: Path) -> None:
    assert read_odt(odt_file(tmp_path / "note.odt", "<text:p/><text:p>x</text:p>")).blocks == (
        Block(1, "paragraph", "x", unit="paragraph"),
    )
