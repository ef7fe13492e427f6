"""What analysts marked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from corpus.schemas import Theme
from models.encoder import Vectors
from models.theme_marks import Mark, latest_marks, marked_words, marks, unknown_ids, with_marks, with_words

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


def test_the_latest_mark_on_a_theme_and_statement_holds() -> None:
    july = [dt.date(2022, 7, day) for day in range(1, 4)]
    ids = list(TEXTS)
    marks_made = [
        Mark(ids[0], "water", False, "Ana", july[2]),
        Mark(ids[0], "water", True, "Nino", july[1]),
        Mark(ids[0], "bread", True, "Nino"),
        Mark(ids[1], "bread", True, "Nino", july[0]),
        Mark(ids[1], "bread", None, "Ana", july[1]),
    ]
    held = {(mark.theme, mark.statement): mark.belongs for mark in latest_marks(marks_made)}
    assert held == {("water", ids[0]): False, ("bread", ids[0]): True, ("bread", ids[1]): None}


def test_marks_outweigh_the_lists_of_the_theme() -> None:
    ids = list(TEXTS)
    latest = [Mark(ids[0], "water", False), Mark(ids[1], "water", None), Mark(ids[1], "bread", True)]
    water, bread = with_marks([WATER, BREAD], latest, TEXTS)
    assert (water.examples, water.counterexamples) == (("The well is dry.",), (ids[0],))
    assert (bread.examples, bread.counterexamples) == ((ids[1],), BREAD.counterexamples)


def test_a_mark_on_a_statement_outweighs_its_very_words_in_the_list_of_the_theme() -> None:
    ((id_, words), *_) = TEXTS.items()
    (water,) = with_marks([replace(WATER, examples=(words,))], [Mark(id_, "water", False)], TEXTS)
    assert (water.examples, water.counterexamples) == ((), ("fedcba9876543210", id_))


def test_where_a_mark_is_written_is_no_part_of_what_was_decided() -> None:
    mark = Mark("b" * 16, "water", True, place="marks.yaml, line 3")
    assert mark == replace(mark, place="marks.yaml, line 4")


def test_a_mark_on_a_statement_that_is_gone_is_told_with_its_place() -> None:
    gone = Mark("b" * 16, "water", True, place="marks.yaml, line 3")
    (told,) = unknown_ids([], TEXTS, [gone, replace(gone, belongs=None), Mark(next(iter(TEXTS)), "water", True)])
    assert told.startswith(f"marks.yaml, line 3: statement {'b' * 16} is not in the sources")
