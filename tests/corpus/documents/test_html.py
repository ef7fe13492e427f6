"""Web pages, and what Word and Google Docs save as such, as blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents.blocks import Block, Document
from corpus.documents.html import html_document
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument


def blocks(page: str) -> tuple[Block, ...]:
    return html_document(page).blocks


def parts(page: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(page)]


def read(tmp_path: Path, content: bytes) -> Document:
    (tmp_path / "note").write_bytes(content)
    return read_document(tmp_path / "note")


def test_headings_paragraphs_quotes_and_lists_keep_their_kind_and_number() -> None:
    page = """<!doctype html><html><head><title>Site</title><style>p {}</style></head><body>
    <nav>Home</nav><h1>Talk</h1><p>First
    paragraph.</p><h2>عن الماء</h2><ul><li>نريد ماءً<ol><li>deeper</li></ol></li><li>Вода далеко</li></ul>
    <blockquote><p>An aside</p></blockquote><script>alert()</script><footer>(c)</footer></body></html>"""
    assert [(block.place, block.kind, block.text, block.level) for block in blocks(page)] == [
        ("paragraph 1", "heading", "Talk", 1),
        ("paragraph 2", "paragraph", "First paragraph.", 0),
        ("paragraph 3", "heading", "عن الماء", 2),
        ("paragraph 4", "item", "نريد ماءً", 0),
        ("paragraph 5", "item", "deeper", 1),
        ("paragraph 6", "item", "Вода далеко", 0),
        ("paragraph 7", "quote", "An aside", 0),
    ]


def test_divs_and_breaks_are_paragraphs_and_lines() -> None:
    page = (
        "<div>one<div>two <span>more</span></div>three<br>four<p>- five</div><div><b>A part</b></div>"
        "<div><i>aside</i></div>"
    )
    assert [(block.number, block.kind, block.text) for block in blocks(page)] == [
        (1, "paragraph", "one"),
        (2, "paragraph", "two more"),
        (3, "paragraph", "three"),
        (3, "paragraph", "four"),
        (4, "item", "five"),
        (5, "heading", "A part"),
        (6, "quote", "aside"),
    ]


def test_words_around_inline_tags_and_dropped_ones_stay_whole() -> None:
    page = "<p>wo<b>r</b>d<del>old</del> and <!-- note -->more&nbsp;&amp; <script>x</script>more<sup>2</sup></p>tail"
    assert parts(page) == [("paragraph", "word and more & more2"), ("paragraph", "tail")]


def test_hidden_words_are_dropped_with_a_warning() -> None:
    page = (
        "<p>seen</p><p hidden>a</p><p style='DISPLAY : none'>б</p><div style='visibility:hidden'><p>ג</p></div>"
        "<p style='mso-hide:all'>d</p><p style='display:none'> </p><p>more</p>"
    )
    document = html_document(page)
    assert [block.text for block in document.blocks] == ["seen", "more"]
    assert "4 hidden passages" in document.warnings[0]


def test_cells_stand_under_the_header_of_their_column() -> None:
    page = """<table><caption>Talks</caption><tr><th>Кто</th><th colspan=2>What</th><th>أين</th></tr>
    <tr><td>Anna</td><td>more</td><td>water</td><td>هنا</td></tr><tr><td></td><td><ul><li>first</li><li>second</li></ul>
    </td></tr></table>"""
    found = blocks(page)
    assert [(block.kind, block.text, block.column) for block in found] == [
        ("caption", "Talks", None),
        ("header", "Кто", None),
        ("header", "What", None),
        ("header", "أين", None),
        ("cell", "Anna", "Кто"),
        ("cell", "more", "What"),
        ("cell", "water", "What"),
        ("cell", "هنا", "أين"),
        ("item", "first", "What"),
        ("item", "second", "What"),
    ]


def test_a_cell_over_several_rows_leaves_the_others_under_their_columns() -> None:
    page = """<table><tr><th>Кто</th><th>What</th></tr><tr><td rowspan=2>Anna</td><td>one</td></tr>
    <tr><td>two</td></tr></table>"""
    assert [(block.text, block.column) for block in blocks(page)[2:]] == [
        ("Anna", "Кто"),
        ("one", "What"),
        ("two", "What"),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><table><tr><td>слово</td></tr></table></td></tr></table>",
        "<table><tr><td>слово</td></tr></table>",
        "<table role=presentation><tr><td>слово</td><td></td></tr></table>",
        "<td>слово</td>",
    ],
)
def test_a_table_that_only_arranges_the_page_makes_no_cells(page: str) -> None:
    assert parts(page) == [("paragraph", "слово")]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>a<tr><td>b</table>c",
        "<table><td>a<td>b</table>c",
        "<table>a<tr>b<td>c",
        "<table><tr><td>a</td><tr><td><tr><td>b</td></tr></td></tr></table></td>c<td>",
        "<ul><p>a<li>b</ul></li><td>c",
        "<table><tr><td>a</td><td><table><tr><td>b</table>c",
        "<h1>a<h2>b</h1>c</h2>",
        "<li>a<li><p>b<ul>c",
    ],
)
def test_no_words_of_a_broken_page_are_lost(page: str) -> None:
    assert "".join(text for _, text in parts(page)) == "abc"


def test_a_page_of_word_keeps_its_lists_and_drops_its_marks() -> None:
    page = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8></head><body lang=RU>
    <div class=WordSection1><p class=MsoTitle>Встреча<o:p></o:p></p><p class=MsoToc1>Часть 1</p>
    <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>Нужна вода</p>
    <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>Рядом</p>
    <p class=MsoNormal><s>kept</s> <del>gone</del></p></div>
    <div style='mso-element:comment-list'><p>A comment</p></div></body></html>"""
    assert [(block.kind, block.text, block.level) for block in blocks(page)] == [
        ("title", "Встреча", 0),
        ("meta", "Часть 1", 0),
        ("item", "Нужна вода", 0),
        ("item", "Рядом", 1),
        ("paragraph", "kept", 0),
    ]


def test_a_page_of_google_docs_keeps_its_levels_and_drops_its_comments() -> None:
    page = """<html><body class="doc-content"><p class="title">Talk</p>
    <ul class="lst-kix_ab1-0 start"><li>نريد ماءً<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></li></ul>
    <ul class="lst-kix_ab1-1 start"><li>deeper</li></ul>
    <div style="margin:5px"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Check this</span></p></div></body></html>"""
    assert [(block.kind, block.text, block.level) for block in blocks(page)] == [
        ("title", "Talk", 0),
        ("item", "نريد ماءً", 0),
        ("item", "deeper", 1),
    ]


@pytest.mark.parametrize(
    ("charset", "encoding", "words"),
    [
        ("windows-1251", "cp1251", "Нужна вода"),
        ("iso-8859-1", "cp1252", "“l’été”"),
        ("windows-1256", "cp1256", "نريد ماء"),
        ("shift_jis", "cp932", "水が必要です"),
        ("iso-2022-jp", "iso2022_jp", "水が必要です"),
        ("gb2312", "gb18030", "我们需要水"),
    ],
)
def test_the_declared_encoding_is_believed(tmp_path: Path, charset: str, encoding: str, words: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><p>{words}</p>'
    document = read(tmp_path, page.encode(encoding))
    assert [block.text for block in document.blocks] == [words]
    assert document.guessed_encoding is None


@pytest.mark.parametrize("charset", ["windows-1251", "zip", "no-such-thing", ""])
def test_utf_8_and_a_mark_speak_louder_than_a_declaration(tmp_path: Path, charset: str) -> None:
    page = f"<html><meta charset='{charset}'><p>Нужна вода</p>"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert [block.text for block in read(tmp_path, page.encode(encoding)).blocks] == ["Нужна вода"]


def test_entities_are_letters_and_no_entity_can_grow_or_read_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("slovo", encoding="utf-8")
    page = f"""<!DOCTYPE html [<!ENTITY a "bbbb"><!ENTITY c "&a;&a;"><!ENTITY x SYSTEM "file://{tmp_path}/secret">]>
    <html><p>&c;&#x0645;&#1604;</p><p>&x;</p></html>"""
    text = " ".join(block.text for block in read(tmp_path, page.encode()).blocks)
    assert "مل" in text
    assert "bbbbbbbb" not in text
    assert "slovo" not in text


def test_a_page_nested_too_deep_is_refused_and_not_cut_short() -> None:
    with pytest.raises(UnreadableDocument, match="nested too deep"):
        html_document("<html>" + "<div>" * 100_000 + "слово" + "</div>" * 100_000)


@pytest.mark.parametrize("page", ["", "<!-- x -->", "<html></html>", "<script>x</script>"])
def test_a_page_without_words_has_no_blocks(page: str) -> None:
    assert html_document(page).blocks == ()
