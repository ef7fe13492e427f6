"""Words in Word keep their order, their language and their letters, whatever direction they run in."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from reports.word_text import add_text, add_their_words, language_tag

MARK = "\u200e"


@pytest.fixture
def paragraph() -> Paragraph:
    """An empty paragraph."""
    return docx.Document().add_paragraph()


def runs(paragraph: Paragraph) -> list[tuple[str, bool]]:
    """Its runs, each with whether it is marked to run from right to left."""
    return [(run.text, run._r.find(f".//{qn('w:rtl')}") is not None) for run in paragraph.runs]


def runs_from_right(paragraph: Paragraph) -> bool:
    """Whether the paragraph is marked to begin on the right."""
    return paragraph._p.find(f".//{qn('w:bidi')}") is not None


def test_a_sentence_of_ours_runs_from_the_left_though_an_arabic_label_begins_it(paragraph: Paragraph) -> None:
    add_text(paragraph, "عمل ورد (20), jobs")
    assert not runs_from_right(paragraph)
    assert runs(paragraph) == [("عمل ورد", True), (f"{MARK} (20), jobs", False)]


def test_labels_in_a_list_stay_in_its_order(paragraph: Paragraph) -> None:
    add_text(paragraph, "عمل (20), ماء (16)")
    assert runs(paragraph) == [("عمل", True), (f"{MARK} (20), ", False), ("ماء", True), (f"{MARK} (16)", False)]


def test_a_figure_behind_a_bold_arabic_name_stays_behind_it(paragraph: Paragraph) -> None:
    add_text(paragraph, "عمل", is_bold=True)
    add_text(paragraph, " – 3,1")
    assert "".join(run.text for run in paragraph.runs) == f"عمل{MARK} – 3,1"
    assert paragraph.runs[0].bold


def test_an_arabic_quote_begins_on_the_right_and_is_not_changed(paragraph: Paragraph) -> None:
    said = "نريد (عملاً) و OGP Summit في 2022."
    add_their_words(paragraph, said, language="ar")
    assert runs_from_right(paragraph)
    assert paragraph.text == said
    assert [part for part, is_right in runs(paragraph) if not is_right] == ["OGP Summit"]


def test_an_arabic_word_in_an_english_quote_is_marked_and_nothing_is_added(paragraph: Paragraph) -> None:
    add_their_words(paragraph, "They call it شورى here.", language="en")
    assert not runs_from_right(paragraph)
    assert runs(paragraph) == [("They call it ", False), ("شورى", True), (" here.", False)]


def test_what_xml_cannot_hold_is_replaced(paragraph: Paragraph) -> None:
    add_their_words(paragraph, "a\x00b\ud800")
    assert paragraph.text == "a\ufffdb\ufffd"


@pytest.mark.parametrize(
    ("code", "tag"),
    [("ka", "ka-GE"), ("sw", "sw-TZ"), ("zh", "zh-CN"), ("en", "en-GB"), ("und", "x-none"), ("qqx", "qqx")],
)
def test_languages_are_named_as_word_knows_them(code: str, tag: str, paragraph: Paragraph) -> None:
    assert language_tag(code) == tag
    add_their_words(paragraph, "words", language=code)
    assert paragraph.runs[0]._r.find(f".//{qn('w:lang')}").get(qn("w:val")) == tag
