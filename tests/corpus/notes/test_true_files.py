"""Statements found in true files, against those marked by hand. What this says of unseen notes is in their README."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.corpus.notes.extraction import Score, load_expectations, score_note

AIM = 0.95
LANGUAGE_AIM = 0.9
"""One language has some thirty statements in three notes, so a single line weighs more."""


@pytest.fixture(scope="module")
def by_language() -> dict[str, Score]:
    """The score over the notes of each language; `mx` are notes in several."""
    scores: dict[str, Score] = defaultdict(Score)
    for expected in load_expectations():
        scores[expected.language] += score_note(expected)
    return scores


def test_nearly_all_statements_are_found_and_little_else(by_language: dict[str, Score]) -> None:
    assert sum(by_language.values(), Score()).f1 >= AIM


def test_no_language_is_left_behind(by_language: dict[str, Score]) -> None:
    assert {language: score.f1 for language, score in by_language.items() if score.f1 < LANGUAGE_AIM} == {}
