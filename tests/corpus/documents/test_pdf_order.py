"""Reading order of letters that stand on a line."""

from __future__ import annotations

import pytest

from corpus.documents.pdf_order import is_right_to_left, plain_letters, reading_order, with_paired_brackets


def read(line: str, *, is_rtl: bool) -> str:
    return "".join(line[place] for place in reading_order(line, is_rtl=is_rtl))


@pytest.mark.parametrize(
    ("standing", "meant"),
    [
        ("םולש", "שלום"),
        (".2024 ماع يف", "في عام 2024."),
        ("Wi-Fi ىلع دمتعن", "نعتمد على Wi-Fi"),
        ("?ןודנול New York הז המ", "מה זה New York לונדון?"),
        ("12:30 ةعاسلا", "الساعة 12:30"),
        ("٢٠٢٤ ماع", "عام ٢٠٢٤"),
    ],
)
def test_a_line_from_the_right_keeps_its_latin_words_and_numbers(standing: str, meant: str) -> None:
    assert read(standing, is_rtl=True) == meant


@pytest.mark.parametrize(
    ("standing", "meant"),
    [
        ("The word םולש means peace", "The word שלום means peace"),
        ("Слово 25 и 30, (2024).", "Слово 25 и 30, (2024)."),
        ("We say مكيلع مالس here", "We say سلام عليكم here"),
        ("數字 3", "數字 3"),
    ],
)
def test_a_line_from_the_left_turns_only_its_words_from_the_right(standing: str, meant: str) -> None:
    assert read(standing, is_rtl=False) == meant


def test_direction_is_that_of_most_letters() -> None:
    assert is_right_to_left("نعتمد على Wi-Fi 2024")
    assert is_right_to_left("שלום a")
    assert not is_right_to_left("Слово עם")
    assert not is_right_to_left("12. (3)")


def test_forms_become_letters() -> None:
    assert plain_letters("ﻻ ﷲ ﬁn ⼈ שׁ") == "لا الله fin 人 שׁ"


@pytest.mark.parametrize(
    ("written", "paired"),
    [
        (")في عام 2024( بعد", "(في عام 2024) بعد"),
        ("بعد )أ) ثم )ب)", "بعد (أ) ثم (ب)"),
        ("(صحيح)", "(صحيح)"),
        ("1) واحد", "1) واحد"),
        ("»قالت« نعم", "«قالت» نعم"),
    ],
)
def test_brackets_open_before_they_close(written: str, paired: str) -> None:
    assert with_paired_brackets(written) == paired
