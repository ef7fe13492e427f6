"""Statements found in true files, against those marked by hand."""

from __future__ import annotations

import pytest

from tests.corpus.notes.extraction import Score, load_expectations, score_note

AIM = 0.95
HELD_OUT_FLOOR = 0.87
"""The half held out gave 0.884 when it was last measured; the aim is not reached there."""


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """The score over each half: the one that rules were tuned on, and the one that was held out."""
    halves = {"tuning": Score(), "held out": Score()}
    for expected in load_expectations():
        half = "held out" if expected.is_held_out else "tuning"
        halves[half] += score_note(expected)
    return halves


def test_nearly_all_statements_are_found_and_little_else_in_the_half_for_tuning(scores: dict[str, Score]) -> None:
    assert scores["tuning"].f1 >= AIM


def test_what_is_found_in_the_half_held_out_does_not_get_worse(scores: dict[str, Score]) -> None:
    assert scores["held out"].f1 >= HELD_OUT_FLOOR
