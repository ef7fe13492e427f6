"""What analysts marked."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.schemas import Theme
from models.encoder import Vectors
from models.theme_marks import marked_words, marks, unknown_ids, with_words

TEXTS = {"0123456789abcdef": "لا ماء في القرية", "fedcba9876543210": "მასწავლებელი არ მოდის"}
WATER = Theme("water", {"en": "Water"}, {}, ("0123456789abcdef", "The well is dry."), ("fedcba9876543210",))
BREAD = Theme("bread", {"en": "Bread"}, {}, (), ("The well is dry.", "aaaaaaaaaaaaaaaa"))


def test_ids_of_statements_stand_for_their_words() -> None:
    water, bread = with_words([WATER, BREAD], TEXTS)
    assert water.examples == ("لا ماء في القرية", "The well is dry.")
    assert water.counterexamples == ("მასწავლებელი არ მოდის",)
    assert bread.counterexamples == ("The well is dry.",)
    assert marked_words([water, bread]) == ["لا ماء في القرية", "The well is dry.", "მასწავლებელი არ მოდის"]


def test_a_mark_on_a_statement_that_there_is_not_is_told_without_words() -> None:
    (sentence,) = unknown_ids([WATER, BREAD], TEXTS)
    assert "'bread'" in sentence
    assert "aaaaaaaaaaaaaaaa" in sentence


def test_marks_are_vectors_and_the_statements_that_say_the_same() -> None:
    themes = with_words([WATER, BREAD, Theme("roads", {"en": "Roads"}, {})], TEXTS)
    vectors: Vectors = np.eye(3, dtype=np.float32)
    said = ["მასწავლებელი არ მოდის", "لا ماء في القرية", "something else", "لا ماء في القرية"]
    found = marks(themes, said, vectors)
    assert set(found) == {"water", "bread"}
    np.testing.assert_array_equal(found["water"].examples, vectors[:2])
    np.testing.assert_array_equal(found["water"].counterexamples, vectors[2:])
    assert found["water"].is_example.tolist() == [False, True, False, True]
    assert found["water"].is_counterexample.tolist() == [True, False, False, False]
    assert not found["bread"].is_example.any()
    assert found["bread"].counterexamples.shape == (1, 3)


@pytest.mark.parametrize("sentence", ["0123456789abcde", "0123456789ABCDEF", "0123456789abcdef.", "ماء"])
def test_only_what_has_the_form_of_an_id_is_one(sentence: str) -> None:
    theme = Theme("x", {"en": "X"}, {}, (sentence,))
    assert with_words([theme], {})[0].examples == (sentence,)
    assert unknown_ids([theme], {}) == []
