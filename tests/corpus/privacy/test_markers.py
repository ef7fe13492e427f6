"""A marker is nobody's word: texts read without it, and are keyed and embedded so."""

from __future__ import annotations

import pytest

from corpus.privacy.markers import KINDS, marker, without_markers
from corpus.store.embeddings import embedding_key


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("[name] told us that the pump was stolen.", "told us that the pump was stolen."),
        ("Call [phone], or write to [email].", "Call, or write to."),
        ("[name]: the lift is broken", "the lift is broken"),
        ("قال [name]، إن الماء ينقطع", "قال، إن الماء ينقطع"),
        ("كلموا [phone]؟", "كلموا؟"),
        ("Телефонуйте [phone]!", "Телефонуйте!"),
        ("ბიუჯეტი არ გამოქვეყნდა, თქვა [name].", "ბიუჯეტი არ გამოქვეყნდა, თქვა."),
        ("Կամուրջը փակ է, զանգահարեք [phone]։", "Կամուրջը փակ է, զանգահարեք։"),
        ("መንገዱ ሲዘጋ ወደ [phone] ደውሉ።", "መንገዱ ሲዘጋ ወደ ደውሉ።"),
        ("如果又脏了，请打电话[phone]。", "如果又脏了，请打电话。"),
    ],
)
def test_a_text_reads_without_its_markers(text: str, bare: str) -> None:
    assert without_markers(text) == bare


@pytest.mark.parametrize(
    "text", ["The  road , floods", "write the [name of the mayor]", "، مرحبا", "[Name] of a place", ""]
)
def test_a_text_without_markers_stays_to_the_letter(text: str) -> None:
    assert without_markers(text) == text


@pytest.mark.parametrize("text", ["[name]", "[name] [phone]", "[email]!", "[name]، [phone]", *map(marker, KINDS)])
def test_a_text_of_markers_only_stays_so_that_it_can_be_embedded(text: str) -> None:
    assert without_markers(text) == text


def test_a_key_is_that_of_what_is_embedded() -> None:
    assert embedding_key("قال [name] إن الماء مقطوع", "model-1") == embedding_key("قال إن الماء مقطوع", "model-1")


def test_a_text_without_markers_has_the_key_that_it_always_had() -> None:
    assert embedding_key("ماء", "model-1") == "d7b0bd4f4da4e65dc02b4996aada7c69183670cf1be6e66e394aa4e7565b7ec1"
