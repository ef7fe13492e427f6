"""Markdown, plain text and Word as blocks."""

from __future__ import annotations

import textwrap
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from corpus.documents.blocks import Block
from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument
from tests.corpus.documents.word_files import paragraph, word_file


def kinds(blocks: list[Block] | tuple[Block, ...]) -> list[tuple[int, str, str]]:
    return [(block.number, block.kind, block.text) for block in blocks]


# --- Markdown and text


def test_markdown_blocks_carry_their_kind_and_line() -> None:
    note = """# Title

> Notice line one
> and two

Setext
------

- first
  continued
  * nested
- [ ] **bold** and _not_snake_case_

Prose over
two lines.
**Youth rep:** a turn
```
code
```
1. numbered
<b>html</b> & <script>
---
**A bold heading**
*an aside*"""
    assert kinds(markdown_blocks(note.split("\n"))) == [
        (1, "heading", "Title"),
        (3, "quote", "Notice line one and two"),
        (6, "heading", "Setext"),
        (9, "item", "first continued"),
        (11, "item", "nested"),
        (12, "item", "bold and _not_snake_case_".replace("_not_snake_case_", "not_snake_case")),
        (14, "paragraph", "Prose over two lines."),
        (16, "paragraph", "Youth rep: a turn"),
        (18, "paragraph", "code"),
        (20, "item", "numbered <b>html</b> & <script>"),
        (23, "heading", "A bold heading"),
        (24, "quote", "an aside"),
    ]


def test_bullets_nest_by_their_indent() -> None:
    blocks = markdown_blocks(["- a", "    - b", "        - c", "  - d", "- e", "", "text", "  - f"])
    assert [(block.text, block.level) for block in blocks] == [
        ("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0), ("text", 0), ("f", 0),
    ]  # fmt: skip


def test_cells_of_a_markdown_table_know_their_column() -> None:
    blocks = markdown_blocks(["| მხარს უჭერს | يعيق |", "|---|:--|", "| ა | ب |", "| | ج |"])
    assert [(block.kind, block.text, block.column) for block in blocks] == [
        ("header", "მხარს უჭერს", None), ("header", "يعيق", None),
        ("cell", "ა", "მხარს უჭერს"), ("cell", "ب", "يعيق"), ("cell", "ج", "يعيق"),
    ]  # fmt: skip


def test_a_yaml_head_is_no_text() -> None:
    blocks = markdown_blocks(["---", "title: x", "---", "Words"])
    assert kinds(blocks) == [(2, "meta", "title: x"), (4, "paragraph", "Words")]


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "٢.", "3)", "(4)", "a)"])
@pytest.mark.parametrize("words", ["نريد عملًا", "Мы хотим работать", "年輕人"])
def test_every_usual_bullet_is_a_bullet_in_every_script(mark: str, words: str) -> None:
    for blocks in (markdown_blocks([f"{mark} {words}"]), text_blocks([f"{mark} {words}", "x y z."])):
        assert (blocks[0].kind, blocks[0].text) == ("item", words)


@pytest.mark.parametrize("words", ["نريد عملًا", "Мы хотим работать", "年輕人"])
def test_a_mark_that_only_bullets_have_may_touch_its_words(words: str) -> None:
    assert [block.kind for block in text_blocks([f"•{words}", f"▪{words}", f"-{words}"])] == [
        "item",
        "item",
        "paragraph",
    ]


def test_headings_of_plain_text_are_found_by_how_they_stand() -> None:
    note = """ЗАГОЛОВОК ПРОПИСНЫМИ

What we heard

- bullet

1. Participation

A sentence that ends.
A line
======
== Part two ==
Date: 12 July 2022

2. Money. It is all about money, and nobody says so.

Another loose remark

One more loose remark"""
    headings = [block.text for block in text_blocks(note.split("\n")) if block.kind == "heading"]
    assert headings == ["ЗАГОЛОВОК ПРОПИСНЫМИ", "What we heard", "1. Participation", "A line", "Part two"]


def test_only_a_text_wrapped_at_a_width_has_its_lines_joined() -> None:
    wrapped = [
        "We were asked three times in the last two years, and",
        "we never heard what became of our answers. Nobody did.",
        "A new line.",
        "- a bullet",
        "  that goes on",
    ]
    joined = [" ".join(wrapped[:2]), "A new line.", "a bullet that goes on"]
    assert [block.text for block in text_blocks(wrapped)] == joined
    loose = [
        "No network in the village",
        "Data costs more than bread, and it is gone before the meeting ends",
    ]
    assert [block.text for block in text_blocks(loose)] == loose


def test_in_a_text_wrapped_beyond_doubt_a_full_line_goes_on_even_behind_a_sentence() -> None:
    text = (
        "Nous avons attendu tout l'été que quelqu'un vienne au village réparer le puits. Personne n'est venu. Le "
        "maire a promis une réponse que nous attendons encore. Les jeunes sont partis vers la côte, où ils travaillent "
        "sur les bateaux, sans aucun contrat, et ne rentrent plus. L'école a fermé."
    )
    wrapped = textwrap.wrap(text, 53)
    assert any(line.endswith(".") for line in wrapped[:-1])
    assert [block.text for block in text_blocks(wrapped)] == [text]
    lines = [
        "Nobody came to mend the well this summer or the last.",
        "Somebody promised an answer that never came to us.",
    ]
    assert [block.text for block in text_blocks(lines)] == lines


def test_a_note_in_a_legacy_encoding_is_read_and_named(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes("Нам никто не рассказал, что стало с предложениями.".encode("cp1251"))
    document = read_document(tmp_path / "note.txt")
    assert document.blocks[0].text.startswith("Нам никто")
    assert document.guessed_encoding is not None


# --- Word


def test_word_styles_lists_and_bold_lines_give_the_kinds(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("შეხვედრა", style="Title")
    document.add_paragraph("Invented", style="Intense Quote")
    document.add_paragraph("")
    document.add_heading("رأي الشباب", level=2)
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet 2")
    document.add_paragraph("three", style="List Number")
    document.add_paragraph("• typed")
    document.add_paragraph().add_run("A bold line").bold = True
    document.add_paragraph().add_run("Facilitator: why?").italic = True
    document.add_paragraph().add_run("an aside").italic = True
    document.add_paragraph("under a table", style="Caption")
    document.save(str(tmp_path / "note.docx"))
    assert kinds(read_document(tmp_path / "note.docx").blocks) == [
        (1, "title", "შეხვედრა"),
        (2, "quote", "Invented"),
        (3, "heading", "رأي الشباب"),
        (4, "item", "one"),
        (5, "item", "two"),
        (6, "item", "three"),
        (7, "item", "typed"),
        (8, "heading", "A bold line"),
        (9, "paragraph", "Facilitator: why?"),
        (10, "quote", "an aside"),
        (11, "caption", "under a table"),
    ]
    assert [block.level for block in read_document(tmp_path / "note.docx").blocks[3:6]] == [0, 1, 0]


def test_lines_of_one_paragraph_are_blocks_with_one_number(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("Youth: first").runs[0]
    run.add_break(WD_BREAK.LINE)
    run.add_text("Elder: second")
    document.add_paragraph("third")
    document.save(str(tmp_path / "note.docx"))
    assert kinds(read_document(tmp_path / "note.docx").blocks) == [
        (1, "paragraph", "Youth: first"), (1, "paragraph", "Elder: second"), (2, "paragraph", "third"),
    ]  # fmt: skip


def test_table_cells_come_one_by_one_under_their_header(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table.rows[0].cells, ["Помогает", "Мешает"], strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    table.rows[1].cells[0].text = "Открытые данные"
    table.rows[1].cells[1].text = "Страх"
    table.rows[1].cells[1].add_paragraph("Суды")
    document.save(str(tmp_path / "note.docx"))
    blocks = read_document(tmp_path / "note.docx").blocks
    assert [(block.kind, block.text, block.column) for block in blocks] == [
        ("header", "Помогает", None), ("header", "Мешает", None),
        ("cell", "Открытые данные", "Помогает"), ("cell", "Страх", "Мешает"), ("cell", "Суды", "Мешает"),
    ]  # fmt: skip


def test_tracked_insertions_content_controls_and_text_boxes_stay_and_deletions_go(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('محتوى مضبوط')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>around it</w:t></w:r></w:p>"
        f"<w:moveFrom>{paragraph('moved away')}</w:moveFrom>"
    )
    path = word_file(tmp_path / "note.docx", body)
    assert kinds(read_document(path).blocks) == [
        (1, "paragraph", "kept inserted"),
        (2, "paragraph", "محتوى مضبوط"),
        (3, "paragraph", "around it"),
        (4, "paragraph", "in a box"),
    ]


def test_a_word_file_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = word_file(tmp_path / "note.txt", paragraph("slovo"))
    assert kinds(read_document(path).blocks) == [(1, "paragraph", "slovo")]


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = word_file(tmp_path / "b.docx", paragraph("x"), extra={"word/media.xml": b" " * 60_000_000})
    with pytest.raises(UnreadableDocument, match="for safety"):
        read_document(path)


def test_a_dtd_is_refused_even_in_utf_16(tmp_path: Path) -> None:
    dtd = '<!DOCTYPE lolz [<!ENTITY a "b">]>'
    with pytest.raises(UnreadableDocument, match="DTD"):
        read_document(word_file(tmp_path / "a.docx", paragraph("&a;"), prologue=dtd))
    hidden = f'<?xml version="1.0" encoding="utf-16"?>{dtd}<a/>'.encode("utf-16")
    with pytest.raises(UnreadableDocument, match="DTD"):
        read_document(word_file(tmp_path / "b.docx", paragraph("x"), extra={"word/styles.xml": hidden}))


def test_a_broken_zip_says_so(tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_bytes(b"PK\x03\x04truncated")
    with pytest.raises(UnreadableDocument, match="no Office file"):
        read_document(tmp_path / "note.docx")


def test_text_that_is_named_like_a_word_file_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "note.docx").write_text("# ملاحظات\n\n- пункт\n", encoding="utf-8")
    assert kinds(read_document(tmp_path / "note.docx").blocks) == [(1, "heading", "ملاحظات"), (3, "item", "пункт")]


def test_a_truncated_word_file_and_another_zip_say_so(tmp_path: Path) -> None:
    whole = word_file(tmp_path / "whole.docx", paragraph("x") * 100).read_bytes()
    (tmp_path / "half.docx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_document(tmp_path / "half.docx")
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as package:
        package.writestr("readme", "x")
    with pytest.raises(UnreadableDocument, match="without a Word document"):
        read_document(tmp_path / "other.docx")
    with pytest.raises(UnreadableDocument, match="XML is damaged"):
        read_document(word_file(tmp_path / "xml.docx", "<w:p>"))


def test_a_paragraph_as_long_as_a_book_is_cut_between_sentences(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Нужна вода рядом. " * 3000 + "\n" + "ماء" * 9000, encoding="utf-8")
    blocks = read_document(tmp_path / "long.txt").blocks
    assert {len(block.text) <= 10_000 for block in blocks} == {True}
    assert {block.text[-1] for block in blocks if block.number == 1} == {"."}
    assert "".join(block.text for block in blocks if block.number == 2) == "ماء" * 9000
