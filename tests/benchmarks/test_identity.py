"""The measure of identity counts what kept its number, on fits that are told what to find."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.identity import Identity, as_rows, measure_identity
from models import continuity
from models.schemas import OUTLIER
from models.topics import TopicSettings
from tests.models.nights import around, placed_in_order

CORPUS = around("ماء", 60) | around("хлеб", 60) | around("სკოლა", 60)
TOPICS = {each: number // 60 for number, each in enumerate(CORPUS)}


def _measure(monkeypatch: pytest.MonkeyPatch, *, moved_by_a_fit: int, outliers: int = 0) -> list[Identity]:
    """Measured where every fit but that of the first seed moves a few statements of the first topic to the second."""
    ids = list(CORPUS)

    def fit(statements: pd.DataFrame, _: object, settings: TopicSettings, **__: object) -> pd.DataFrame:
        topics = dict(TOPICS)
        if settings.seed != 1:
            topics |= dict.fromkeys(ids[:moved_by_a_fit], 1) | dict.fromkeys(
                ids[-outliers:] if outliers else [], OUTLIER
            )
        return placed_in_order(statements["statement_id"], topics)

    monkeypatch.setattr(continuity, "fit_topics", fit)
    statements = pd.DataFrame({"statement_id": ids, "text": ids, "language": "und"})
    return measure_identity(
        statements, np.stack(list(CORPUS.values())), TopicSettings(5, seed=1), share=0.02, seeds=(3, 4)
    )


def test_topics_that_are_found_again_keep_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = _measure(monkeypatch, moved_by_a_fit=0)
    assert len(measured) == 2 * 5
    assert {pair.kept_share for pair in measured if pair.is_fitted} == {1.0}
    assert min(pair.kept_share for pair in measured) > 0.98
    assert {(pair.n_topics, pair.n_topics_before) for pair in measured} == {(3, 3)}


def test_what_moves_or_becomes_an_outlier_was_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = _measure(monkeypatch, moved_by_a_fit=18, outliers=9)
    other_seed = [pair.kept_share for pair in measured if pair.change == "none"]
    assert other_seed == pytest.approx([1 - 27 / 180] * 2)


def test_the_rows_of_a_table_say_the_least_and_the_median() -> None:
    pairs = [
        Identity("added", is_fitted, 0, kept, 3, 3) for is_fitted, kept in ((True, 0.9), (True, 1.0), (False, 1.0))
    ]
    assert as_rows(pairs) == [
        {"change": "added", "fit": "new fit", "least_kept": 0.9, "median_kept": 0.95},
        {"change": "added", "fit": "by the rule", "least_kept": 1.0, "median_kept": 1.0},
    ]
