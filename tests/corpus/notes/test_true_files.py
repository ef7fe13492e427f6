"""Statements found in true files, against those marked by hand."""

from __future__ import annotations

import pytest

from tests.corpus.notes.extraction import Score, load_expectations, score_note

AIM = 0.95


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
