"""Real forms of Word files: lists, tables, styles and changes as Word, Google Docs and LibreOffice write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents.docx import read_docx
from tests.corpus.documents.word_files import W, paragraph, word_file

STYLES = "word/styles.xml"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def styled(text: str, properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def bold(text: str) -> str:
    return f"<w:p>{run(text, '<w:b/>')}</w:p>"


def styles_part(*styles: str) -> dict[str, bytes]:
    return {STYLES: f"<w:styles {W}>{''.join(styles)}</w:styles>".encode()}


def style(style_id: str, content: str, *, kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{content}</w:style>'


def found(folder: Path, body: str, extra: dict[str, bytes] | None = None) -> list[tuple[str, int, str, str | None]]:
    blocks = read_docx(word_file(folder / "note.docx", body, extra=extra)).blocks
    return [(block.kind, block.level, block.text, block.column) for block in blocks]


def texts(folder: Path, body: str, extra: dict[str, bytes] | None = None) -> list[tuple[str, str]]:
    return [(kind, text) for kind, _, text, _ in found(folder, body, extra)]


# --- lists and headings -------------------------------------------------------------------------------------


def test_lists_nest_by_their_numbering_or_by_that_of_their_style(tmp_path: Path) -> None:
    extra = styles_part(
        style("a3", '<w:name w:val="Мой список"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'),
        style("ListParagraph", '<w:name w:val="List Paragraph"/>'),
        style("1", '<w:name w:val="heading 1"/>'),
    )
    body = (
        styled("როგორ", f'<w:pStyle w:val="ListParagraph"/>{numbered(0)}')
        + styled("глубже", numbered(2))
        + styled("من الأسلوب", '<w:pStyle w:val="a3"/>')
        + styled("set in, no list", '<w:pStyle w:val="ListParagraph"/><w:ind w:left="720"/>')
        + styled("Numbered heading", f'<w:pStyle w:val="1"/>{numbered(0)}')
    )
    assert found(tmp_path, body, extra) == [
        ("item", 0, "როგორ", None), ("item", 2, "глубже", None), ("item", 1, "من الأسلوب", None),
        ("paragraph", 0, "set in, no list", None), ("heading", 1, "Numbered heading", None),
    ]  # fmt: skip


def test_a_level_that_no_program_has_is_the_deepest(tmp_path: Path) -> None:
    assert found(tmp_path, styled("глубоко", numbered(10**9))) == [("item", 9, "глубоко", None)]


def test_bullets_typed_with_shift_and_enter_are_bullets_whatever_their_font(tmp_path: Path) -> None:
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:tab/></w:r>'
    body = f"<w:p>{run('We heard:')}<w:r><w:br/></w:r>{run('• один')}<w:r><w:br/></w:r>{symbol}{run('اثنان')}</w:p>"
    body += paragraph("\uf0a7 三")
    assert texts(tmp_path, body) == [
        ("paragraph", "We heard:"), ("item", "один"), ("item", "اثنان"), ("item", "三"),
    ]  # fmt: skip


def test_bold_by_a_style_is_bold_and_an_author_may_take_it_away(tmp_path: Path) -> None:
    extra = styles_part(
        style("Strong", '<w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>', kind="character"),
        style("Part", '<w:name w:val="Раздел"/><w:rPr><w:b/></w:rPr>'),
        style("Part2", '<w:name w:val="Раздел 2"/><w:basedOn w:val="Part"/>'),
        style("Off", '<w:name w:val="Off"/><w:basedOn w:val="Part"/><w:rPr><w:b w:val="0"/></w:rPr>'),
    )
    body = (
        "<w:p>"
        + run("Вода", '<w:rStyle w:val="Strong"/>')
        + "</w:p>"
        + styled("გზა", '<w:pStyle w:val="Part2"/>')
        + styled("plain", '<w:pStyle w:val="Off"/>')
        + f"<w:p>{run('ما سمعناه', '<w:bCs/><w:rtl/>')}</w:p>"
        + '<w:p><w:pPr><w:pStyle w:val="Part"/></w:pPr>'
        + run("not bold", '<w:b w:val="0"/>')
        + "</w:p>"
    )
    assert texts(tmp_path, body, extra) == [
        ("heading", "Вода"), ("heading", "გზა"), ("paragraph", "plain"), ("heading", "ما سمعناه"),
        ("paragraph", "not bold"),
    ]  # fmt: skip


# --- tables -------------------------------------------------------------------------------------------------


def test_merged_cells_come_once_and_stand_under_their_columns(tmp_path: Path) -> None:
    body = table(
        row(cell(bold("A")), cell(bold("Б")), cell(bold("ג"))),
        row(
            cell(paragraph("wide"), properties='<w:gridSpan w:val="2"/>'),
            cell(paragraph("tall"), properties='<w:vMerge w:val="restart"/>'),
        ),
        row(cell(paragraph("a")), cell(paragraph("б")), cell(paragraph("hidden"), properties="<w:vMerge/>")),
    )
    assert found(tmp_path, body) == [
        ("header", 0, "A", None), ("header", 0, "Б", None), ("header", 0, "ג", None),
        ("cell", 0, "wide", "A"), ("cell", 0, "tall", "ג"), ("cell", 0, "a", "A"), ("cell", 0, "б", "Б"),
    ]  # fmt: skip


def test_a_bold_first_column_names_its_rows(tmp_path: Path) -> None:
    body = table(
        row(cell(paragraph("")), cell(bold("Помогает")), cell(bold("Мешает"))),
        row(cell(bold("الشباب")), cell(paragraph("Данные")), cell(paragraph("Страх"))),
    ) + table(row(cell(bold("Roads")), cell(paragraph("mud"))), row(cell(bold("Water")), cell(paragraph("wells"))))
    assert found(tmp_path, body) == [
        ("header", 0, "Помогает", None), ("header", 0, "Мешает", None), ("header", 0, "الشباب", None),
        ("cell", 0, "Данные", "الشباب › Помогает"), ("cell", 0, "Страх", "الشباب › Мешает"),
        ("header", 0, "Roads", None), ("cell", 0, "mud", "Roads"),
        ("header", 0, "Water", None), ("cell", 0, "wells", "Water"),
    ]  # fmt: skip


def test_a_row_name_goes_on_beside_the_rows_it_is_merged_with(tmp_path: Path) -> None:
    body = table(
        row(cell(bold("Кто")), cell(bold("Что"))),
        row(cell(bold("青年"), properties='<w:vMerge w:val="restart"/>'), cell(paragraph("one"))),
        row(cell(paragraph(""), properties="<w:vMerge/>"), cell(paragraph("two"))),
    )
    assert found(tmp_path, body)[2:] == [
        ("header", 0, "青年", None), ("cell", 0, "one", "青年 › Что"), ("cell", 0, "two", "青年 › Что"),
    ]  # fmt: skip


def test_a_table_for_the_looks_is_no_table_and_a_bold_row_across_is_a_caption(tmp_path: Path) -> None:
    across = '<w:gridSpan w:val="2"/>'
    body = table(row(cell(bold("Часть"), paragraph("Сказали, что дороги нет.")))) + table(
        row(cell(bold("All answers"), properties=across)),
        row(cell(bold("A")), cell(bold("B"))),
        row(cell(paragraph("a")), cell(paragraph("b"))),
        row(cell(bold("Second day"), properties=across)),
        row(cell(paragraph("c")), cell(paragraph("d"))),
    )
    assert found(tmp_path, body) == [
        ("heading", 7, "Часть", None), ("paragraph", 0, "Сказали, что дороги нет.", None),
        ("caption", 0, "All answers", None), ("header", 0, "A", None), ("header", 0, "B", None),
        ("cell", 0, "a", "A"), ("cell", 0, "b", "B"), ("caption", 0, "Second day", None),
        ("cell", 0, "c", "A"), ("cell", 0, "d", "B"),
    ]  # fmt: skip


def test_a_table_in_a_cell_keeps_its_own_columns_and_bullets_stay_bullets(tmp_path: Path) -> None:
    inner = table(row(cell(bold("внутри")), cell(bold("тоже"))), row(cell(paragraph("x")), cell(paragraph("y"))))
    body = table(
        row(cell(bold("A")), cell(bold("B"))),
        row(cell(inner, paragraph("after")), cell(styled("bullet", numbered(0)))),
    )
    assert found(tmp_path, body) == [
        ("header", 0, "A", None), ("header", 0, "B", None), ("header", 0, "внутри", "A"), ("header", 0, "тоже", "A"),
        ("cell", 0, "x", "внутри"), ("cell", 0, "y", "тоже"), ("cell", 0, "after", "A"), ("item", 0, "bullet", "B"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("look", "is_header"), [('w:val="04A0"', True), ('w:val="0480"', False), ('w:firstRow="1" w:firstColumn="0"', True)]
)
def test_a_table_style_can_make_the_header_bold(tmp_path: Path, look: str, *, is_header: bool) -> None:
    grid = '<w:name w:val="Grid Table 4"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    extra = styles_part(style("Grid4", grid, kind="table"))
    rows = [row(cell(paragraph(left)), cell(paragraph(right))) for left, right in (("Да", "Нет"), ("вода", "свет"))]
    kinds = [
        kind
        for kind, _ in texts(
            tmp_path, table(*rows, properties=f'<w:tblStyle w:val="Grid4"/><w:tblLook {look}/>'), extra
        )
    ]
    assert kinds == (["header"] * 2 if is_header else ["cell"] * 2) + ["cell"] * 2


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    body = table(
        row(cell(paragraph("one")), cell(paragraph("two"))),
        row(cell(paragraph("gone")), cell(paragraph("gone")), properties="<w:del/>"),
        row(cell(paragraph("three")), cell(paragraph("four"))),
    )
    assert [text for _, text in texts(tmp_path, body)] == ["one", "two", "three", "four"]


# --- what hangs on the text ---------------------------------------------------------------------------------


def test_moves_comments_and_wrappers_leave_the_text_as_it_is_read(tmp_path: Path) -> None:
    body = (
        f"<w:p><w:commentRangeStart w:id='0'/>{run('Мы ')}<w:commentRangeEnd w:id='0'/><w:r>"
        f"<w:commentReference w:id='0'/></w:r><w:moveFrom>{run('gone ')}</w:moveFrom><w:smartTag>{run('хотим ')}"
        f"</w:smartTag><w:hyperlink>{run('воды')}</w:hyperlink><w:moveTo>{run(' и света')}</w:moveTo>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('.')}</w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{paragraph('Click here to enter text.')}</w:sdtContent></w:sdt>"
    )
    comments = {"word/comments.xml": f"<w:comments {W}>{paragraph('a comment')}</w:comments>".encode()}
    assert texts(tmp_path, body, comments) == [("paragraph", "Мы хотим воды и света.")]


def test_hyphens_tabs_and_signs_are_those_one_sees(tmp_path: Path) -> None:
    soft = "со\u00adрок"
    body = (
        f"<w:p>{run(soft)}<w:r><w:softHyphen/></w:r>{run('пять')}<w:r><w:tab/></w:r>{run('one')}"
        f"<w:r><w:noBreakHyphen/></w:r>{run('two')}<w:r><w:ptab/></w:r>{run('a')}"
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
        f"{run('ب')}</w:p>"
    )
    assert texts(tmp_path, body) == [("paragraph", "сорокпять one-two a→ب")]


def test_footnotes_come_last_as_no_text_and_a_file_inside_is_told(tmp_path: Path) -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator'>{paragraph('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('сноска')}</w:footnote></w:footnotes>"
    )
    body = f"{paragraph('Слово.')}<w:altChunk/>"
    document = read_docx(word_file(tmp_path / "note.docx", body, extra={"word/footnotes.xml": notes.encode()}))
    assert [(block.place, block.kind, block.text) for block in document.blocks] == [
        ("paragraph 1", "paragraph", "Слово."), ("footnotes, paragraph 1", "meta", "сноска"),
    ]  # fmt: skip
    assert ["another file" in warning for warning in document.warnings] == [True]


def test_a_file_in_the_strict_form_is_read_like_any_other(tmp_path: Path) -> None:
    path = word_file(tmp_path / "note.docx", bold("هام") + paragraph("Слово."))
    usual = read_docx(path)
    strict = word_file(tmp_path / "strict.docx", bold("هام") + paragraph("Слово."), is_strict=True)
    assert read_docx(strict) == usual
    assert [block.kind for block in usual.blocks] == ["heading", "paragraph"]
