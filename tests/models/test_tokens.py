"""Words of any script are found, and stop words of the text's own language are left out."""

from __future__ import annotations

import pytest

from models.tokens import stop_words, terms


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The water of the River", "en", ["water", "river"]),
        ("L'eau de l'école n'est pas gratuite", "fr", ["eau", "école", "gratuite"]),
        ("Дорога к реке и не только", "ru", ["дорога", "реке"]),
        ("მდინარე და წყალი", "ka", ["მდინარე", "წყალი"]),
        ("جودة المياه في النهر", "ar", ["جودة", "المياه", "النهر"]),
        ("Ջուրը և գետը", "hy", ["ջուրը", "գետը"]),
        ("Don't tell me it isn't open-data", "en", ["tell", "open-data"]),
    ],
)
def test_words_of_every_script_are_kept_and_its_stop_words_are_not(
    text: str, language: str, expected: list[str]
) -> None:
    assert terms(text, language) == expected


def test_a_script_without_spaces_is_cut_into_overlapping_pairs() -> None:
    assert terms("環境汙染", "zh") == ["環境", "境汙", "汙染"]


def test_figures_and_punctuation_are_no_words() -> None:
    assert terms("2023-2028: 45% !!! --", "en") == []


def test_a_language_without_a_list_has_no_stop_words() -> None:
    assert stop_words("und") == frozenset()
    assert terms("the water", "und") == ["the", "water"]
