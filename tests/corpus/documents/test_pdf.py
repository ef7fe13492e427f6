"""PDF files as blocks."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from corpus.documents.pdf import MAX_PAGES, read_pdf
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument
from tests.corpus.documents.make_files import FILES
from tests.corpus.documents.pdf_pages import PdfPage, write_pdf

LEFT, RIGHT, PITCH = 60.0, 540.0, 14.0
"""Lines have room for 96 letters of 10 points."""


def blocks(path: Path) -> list[tuple[str, str, str]]:
    return [(block.place, block.kind, block.text) for block in read_pdf(path).blocks]


def texts(path: Path) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_pdf(path).blocks]


def page_of(*lines: str, top: float = 700, left: float = LEFT) -> PdfPage:
    page = PdfPage()
    for place, line in enumerate(lines):
        page.write(left, top - place * PITCH, line)
    return page


def from_the_right(page: PdfPage, y: float, text: str, *, right: float = RIGHT) -> None:
    """Text of a right-to-left script, its letters as they stand from left to right."""
    page.write(right - 5 * len(text), y, text[::-1])


FULL = "We were asked three times in the last two years whether the road should come, and what became of"
ENDS = "our answers nobody knows."


def test_lines_are_joined_where_the_next_word_had_no_room(tmp_path: Path) -> None:
    page = page_of(FULL, ENDS, "A short line.", "Another short line")
    assert blocks(write_pdf(tmp_path / "note.pdf", [page])) == [
        ("page 1, paragraph 1", "paragraph", f"{FULL} {ENDS}"),
        ("page 1, paragraph 2", "paragraph", "A short line."),
        ("page 1, paragraph 3", "paragraph", "Another short line"),
    ]


def test_a_mark_for_an_answer_begins_a_paragraph_where_its_line_would_have_gone_on(tmp_path: Path) -> None:
    full = "R: " + "mai multe autobuze seara spre satele de pe deal si inapoi dimineata devreme la targ"
    path = write_pdf(tmp_path / "raspunsuri.pdf", [page_of(full, "R: " + full[3:], "si un banc la statie")])
    found = [text for _, text in texts(path)]
    assert [text[:2] for text in found] == ["R:", "R:"]
    assert found[1].endswith("si un banc la statie")


def test_a_wider_gap_or_a_line_that_is_set_in_begins_a_paragraph(tmp_path: Path) -> None:
    page = page_of(FULL, FULL)
    page.write(LEFT + 15, 700 - 2 * PITCH, FULL[:90])
    page.write(LEFT, 700 - 3 * PITCH, "и так далее.")
    page.write(LEFT, 700 - 5 * PITCH, "وحدها")
    assert texts(write_pdf(tmp_path / "note.pdf", [page])) == [
        ("paragraph", f"{FULL} {FULL}"), ("paragraph", f"{FULL[:90]} и так далее."), ("paragraph", "اهدحو"),
    ]  # fmt: skip


def test_a_paragraph_goes_on_over_the_page_and_keeps_its_first_place(tmp_path: Path) -> None:
    pages = [page_of("Начало.", FULL), page_of(ENDS, "Дальше."), page_of("Конец.")]
    assert blocks(write_pdf(tmp_path / "note.pdf", pages)) == [
        ("page 1, paragraph 1", "paragraph", "Начало."),
        ("page 1, paragraph 2", "paragraph", f"{FULL} {ENDS}"),
        ("page 2, paragraph 1", "paragraph", "Дальше."),
        ("page 3, paragraph 1", "paragraph", "Конец."),
    ]


def test_large_or_bold_short_lines_are_headings_by_their_rank(tmp_path: Path) -> None:
    page = PdfPage()
    for y, text, size, font in (
        (740, "Собрание", 20, "Regular"), (700, "რა გავიგეთ", 14, "Regular"), (680, "What is missing?", 14, "Bold"),
        (660, "Bold line", 10, "Bold"), (640, "Bold words that are a whole sentence.", 10, "Bold"),
        (620, "Plain", 10, "Regular"), (600, "an aside", 10, "Italic"), (580, "Youth rep: we want work", 14, "Regular"),
        (560, FULL, 10, "Regular"), (546, ENDS, 10, "Regular"), (520, "2. Numbered part", 10, "Bold"),
    ):  # fmt: skip
        page.write(LEFT, y, text, size=size, font=font)
    found = [(block.kind, block.level, block.text) for block in read_pdf(write_pdf(tmp_path / "a.pdf", [page])).blocks]
    assert found == [
        ("title", 0, "Собрание"), ("heading", 1, "რა გავიგეთ"), ("heading", 1, "What is missing?"),
        ("heading", 7, "Bold line"), ("paragraph", 0, "Bold words that are a whole sentence."),
        ("paragraph", 0, "Plain"), ("quote", 0, "an aside"), ("paragraph", 0, "Youth rep: we want work"),
        ("paragraph", 0, f"{FULL} {ENDS}"), ("heading", 7, "2. Numbered part"),
    ]  # fmt: skip


def test_bullets_nest_by_where_they_stand_and_hold_their_further_lines(tmp_path: Path) -> None:
    page = PdfPage()
    long = FULL[:80]
    for place, (x, mark, text) in enumerate((
        (LEFT, "•", long + " в конце"), (LEFT + 20, "", "и дальше"), (LEFT + 20, "o", "глубже"),
        (LEFT, "3.", "數字"),
    )):  # fmt: skip
        page.write(x, 700 - place * PITCH, mark)
        page.write(x + (20 if mark else 0), 700 - place * PITCH, text)
    found = [(block.kind, block.level, block.text) for block in read_pdf(write_pdf(tmp_path / "a.pdf", [page])).blocks]
    assert found == [("item", 0, f"{long} в конце и дальше"), ("item", 1, "глубже"), ("item", 0, "數字")]


def test_headers_footers_and_page_numbers_come_last_as_no_text(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 4):
        page = page_of(f"Слово {number}.", top=600)
        page.write(LEFT, 760, f"Invented consultation, {number} of 3")
        page.write(300, 30, str(number))
        pages.append(page)
    assert blocks(write_pdf(tmp_path / "note.pdf", pages)) == [
        ("page 1, paragraph 1", "paragraph", "Слово 1."),
        ("page 2, paragraph 1", "paragraph", "Слово 2."),
        ("page 3, paragraph 1", "paragraph", "Слово 3."),
        ("page 1, paragraph 2", "meta", "Invented consultation, 1 of 3"),
        ("page 1, paragraph 3", "meta", "1"),
        ("page 2, paragraph 2", "meta", "Invented consultation, 2 of 3"),
        ("page 2, paragraph 3", "meta", "2"),
        ("page 3, paragraph 2", "meta", "Invented consultation, 3 of 3"),
        ("page 3, paragraph 3", "meta", "3"),
    ]


def test_footnotes_are_no_text_and_their_raised_numbers_go(tmp_path: Path) -> None:
    page = page_of("Nobody told us anything. It was 25 times", FULL)
    page.write(LEFT + 5 * 24, 704, "1", size=6)
    page.write(LEFT, 120, "1 Сноска внизу.", size=7)
    assert texts(write_pdf(tmp_path / "note.pdf", [page])) == [
        ("paragraph", "Nobody told us anything. It was 25 times"), ("paragraph", FULL), ("meta", "1 Сноска внизу."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("и никто не рассказал, что стало с предло-", "жениями.", "предложениями."),
        ("nobody knows what became of the pro\u00ad", "posals.", "proposals."),
        ("the road that goes from north-", "South was better.", "north- South was better."),
        ("nobody asks about well-", "being, though well-being matters.", "well-being, though well-being matters."),
    ],
)
def test_hyphens_at_line_ends_are_mended(tmp_path: Path, first: str, second: str, joined: str) -> None:
    line = FULL[: 95 - len(first)] + " " + first
    [block] = read_pdf(write_pdf(tmp_path / "note.pdf", [page_of(line, second)])).blocks
    assert block.text == f"{FULL[: 95 - len(first)]} {joined}" or block.text.endswith(joined)
    assert block.text.endswith(joined)


@pytest.mark.parametrize("letters", ["沒有人來告訴我們關於道路的決定", "ไม่มีใครมาบอกเรา"])
def test_lines_of_scripts_without_spaces_are_joined_without_one(tmp_path: Path, letters: str) -> None:
    line = (letters * 10)[:96]
    assert texts(write_pdf(tmp_path / "note.pdf", [page_of(line, letters)])) == [("paragraph", line + letters)]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = PdfPage()
    page.write(LEFT, 740, "Über alles", size=16)
    for place in range(8):
        page.write(LEFT, 700 - place * PITCH, f"левая строка {place} и ещё немного текста о дороге"[:44])
        page.write(320, 696 - place * PITCH, f"right line {place} and some more words on the road"[:44])
    page.write(LEFT, 560, FULL)
    found = [text for _, text in texts(write_pdf(tmp_path / "note.pdf", [page]))]
    assert found[0] == "Über alles"
    assert found[-1] == FULL
    whole = " ".join(found)
    order = [whole.index(f"левая строка {place}") for place in range(8)]
    order += [whole.index(f"right line {place}") for place in range(8)]
    assert order == sorted(order)


def test_columns_from_the_right_begin_on_the_right(tmp_path: Path) -> None:
    page = PdfPage()
    for place in range(8):
        from_the_right(page, 700 - place * PITCH, f"السطر {place} في العمود الأول من الصفحة هنا", right=540)
        from_the_right(page, 700 - place * PITCH, f"سطر {place} من العمود الثاني في هذه الصفحة", right=280)
    whole = " ".join(text for _, text in texts(write_pdf(tmp_path / "note.pdf", [page])))
    assert whole.index("العمود الأول") < whole.rindex("العمود الأول") < whole.index("العمود الثاني")


def drawn_table(page: PdfPage, heights: tuple[int, ...], sides: tuple[int, ...]) -> None:
    for y in heights:
        page.line(sides[0], y, sides[-1], y)
    for x in sides:
        page.line(x, heights[-1], x, heights[0])


def test_cells_of_a_drawn_table_are_whole_and_know_their_column(tmp_path: Path) -> None:
    page = page_of("Before.", top=740)
    drawn_table(page, (710, 690, 655, 635), (60, 200, 400))
    for x, y, text, font in (
        (65, 695, "Помогает", "Bold"), (205, 695, "Мешает", "Bold"),
        (65, 675, "Открытые", "Regular"), (65, 663, "данные", "Regular"), (205, 669, "Страх", "Regular"),
        (65, 640, "Суды", "Regular"),
    ):  # fmt: skip
        page.write(x, y, text, font=font)
    page.write(60, 600, FULL)
    found = [(b.kind, b.text, b.column) for b in read_pdf(write_pdf(tmp_path / "note.pdf", [page])).blocks]
    assert found == [
        ("paragraph", "Before.", None), ("header", "Помогает", None), ("header", "Мешает", None),
        ("cell", "Открытые данные", "Помогает"), ("cell", "Страх", "Мешает"), ("cell", "Суды", "Помогает"),
        ("paragraph", FULL, None),
    ]  # fmt: skip


def test_cells_without_lines_around_them_are_told_apart_and_labels_keep_their_words(tmp_path: Path) -> None:
    page = PdfPage()
    for place, (left, right) in enumerate((("Anna:", "We need a well."), ("ბექა:", "გზა გვინდა."))):
        page.write(LEFT, 700 - place * PITCH, left)
        page.write(200, 700 - place * PITCH, right)
    for place, (left, right) in enumerate((("a road", "a school"), ("light", "water"))):
        page.write(LEFT, 600 - place * PITCH, left)
        page.write(300, 600 - place * PITCH, right)
    assert texts(write_pdf(tmp_path / "note.pdf", [page])) == [
        ("paragraph", "Anna: We need a well."), ("paragraph", "ბექა: გზა გვინდა."),
        ("cell", "a road"), ("cell", "a school"), ("cell", "light"), ("cell", "water"),
    ]  # fmt: skip


def test_text_from_the_right_is_read_from_the_right_and_marked_for_checking(tmp_path: Path) -> None:
    page = PdfPage()
    page.write(RIGHT - 5 * 27, 700, "(2024 ماع يف) Wi-Fi ىلع دمتعن")
    page.write(RIGHT - 5 * 9, 660, "םולש")
    document = read_pdf(write_pdf(tmp_path / "note.pdf", [page]))
    assert [block.text for block in document.blocks] == ["نعتمد على Wi-Fi (في عام 2024)", "שלום"]
    assert [warning for warning in document.warnings if "right-to-left" in warning]
    assert not read_pdf(write_pdf(tmp_path / "b.pdf", [page_of("Слово.")])).warnings


def test_turned_text_and_decoration_are_left_out(tmp_path: Path) -> None:
    page = page_of("Слово.", "* * *")
    page.write(300, 300, "DRAFT", turn=True)
    assert texts(write_pdf(tmp_path / "note.pdf", [page])) == [("paragraph", "Слово.")]


@pytest.mark.parametrize("rotation", [90, 0])
def test_a_page_whose_text_is_turned_is_read_as_one_turns_it(tmp_path: Path, rotation: int) -> None:
    page = PdfPage(rotation=rotation)
    for place, line in enumerate((FULL, "и дальше.", "Конец.")):
        page.write(100 + place * PITCH, 60, line, turn=True)
    assert texts(write_pdf(tmp_path / "note.pdf", [page])) == [
        ("paragraph", f"{FULL} и дальше."), ("paragraph", "Конец."),
    ]  # fmt: skip


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_only_shown_turned_gives_the_same(tmp_path: Path, degrees: int) -> None:
    with pypdfium2.PdfDocument(FILES / "arabic.pdf") as pdf:
        pdf[0].set_rotation(degrees)
        pdf.save(tmp_path / "turned.pdf")
    assert read_pdf(tmp_path / "turned.pdf") == read_pdf(FILES / "arabic.pdf")


def scan() -> PdfPage:
    page = PdfPage()
    page.picture()
    return page


def test_a_scan_is_refused_and_scanned_pages_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"scan without text.*OCR"):
        read_pdf(write_pdf(tmp_path / "scan.pdf", [scan(), scan()]))
    partly = read_pdf(write_pdf(tmp_path / "partly.pdf", [page_of("Нам никто не рассказал."), scan(), scan()]))
    assert [block.text for block in partly.blocks] == ["Нам никто не рассказал."]
    assert [warning.split(" without")[0] for warning in partly.warnings] == ["pages 2, 3 are"]


def test_a_picture_beside_words_is_no_scan(tmp_path: Path) -> None:
    page = page_of("Slovo")
    page.picture()
    assert texts(write_pdf(tmp_path / "note.pdf", [page])) == [("paragraph", "Slovo")]


def test_a_file_without_pictures_and_words_is_empty(tmp_path: Path) -> None:
    assert read_pdf(write_pdf(tmp_path / "note.pdf", [PdfPage()])).blocks == ()


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        read_document(write_pdf(tmp_path / "locked.pdf", [page_of("x")], is_locked=True))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_document(tmp_path / "broken.pdf")
    with pytest.raises(UnreadableDocument, match="fonts do not say"):
        read_document(write_pdf(tmp_path / "dumb.pdf", [page_of(FULL)], knows_letters=False))
    with pytest.raises(UnreadableDocument, match="pages; at most"):
        read_document(write_pdf(tmp_path / "long.pdf", [PdfPage()] * (MAX_PAGES + 1)))
