"""Names are compared without case, accents and vowel marks, and in the forms that a sentence gives them."""

from __future__ import annotations

import pytest

from corpus.privacy.words import fold, forms, has_case, words_of


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("PÉREZ", "perez"),
        ("Ёлкин", "елкин"),
        ("مُحَمَّد", "محمد"),
        ("أمل", "امل"),
        ("İsmayıl", "ismayil"),
        ("Ṣadé", "sade"),
    ],
)
def test_case_accents_and_vowel_marks_do_not_matter(written: str, other: str) -> None:
    assert fold(written) == fold(other)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Осмонова", "Осмоновой"),
        ("Мария", "Марией"),
        ("Гнатюк", "Гнатюкові"),
        ("Ольга", "Ользі"),
        ("Павел", "Павла"),
        ("გიორგი", "გიორგიმ"),
        ("ბერიძე", "ბერიძის"),
        ("Գրիգորյան", "Գրիգորյանին"),
        ("Məmmədova", "Məmmədovanın"),
        ("منصور", "ومنصور"),
        ("الخطيب", "للخطيب"),
        ("ከበደ", "ለከበደ"),
        ("Kowalski", "Kowalskiego"),
        ("Vogt", "Vogts"),
    ],
)
def test_a_name_is_known_with_its_endings_and_prefixes(name: str, form: str) -> None:
    assert fold(form) in forms(fold(name))


def test_a_short_name_takes_no_endings() -> None:
    assert forms("ana") == {"ana"}


def test_georgian_and_arabic_have_no_capitals_at_the_beginning_of_a_name() -> None:
    assert [has_case(word) for word in ("Ana", "анна", "Աննա", "ანა", "آنا", "安娜", "አና")] == [True] * 3 + [False] * 4


def test_hyphens_apostrophes_and_underscores_part_words_but_marks_do_not() -> None:
    assert [word.folded for word in words_of("Jean-Luc O’Neil_2 राम")] == ["jean", "luc", "o", "neil", "2", "राम"]
