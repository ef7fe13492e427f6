"""Stability as a figure: a mean by hand, and a word for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.schemas import OUTLIER
from models.stability import FAIR_FROM, FIRM_FROM, firmness, rate_stability


def assigned(topic_ids: list[int], stabilities: list[float]) -> pd.DataFrame:
    """What of `Assignments` the figure is made of."""
    return pd.DataFrame({"topic_id": topic_ids, "stability": stabilities})


def test_a_topics_stability_is_the_mean_of_its_statements() -> None:
    assignments = assigned([0, 0, 0, 1, 1, OUTLIER], [0.9, 0.8, 0.7, 0.2, 0.4, np.nan])
    rated = rate_stability(pd.DataFrame({"topic_id": [1, 0]}), assignments)
    assert rated["stability"].tolist() == pytest.approx([0.3, 0.8])
    assert rated["firmness"].tolist() == ["weak", "firm"]


def test_a_statement_that_joined_without_a_fit_does_not_count() -> None:
    rated = rate_stability(pd.DataFrame({"topic_id": [0]}), assigned([0, 0], [0.6, np.nan]))
    assert rated["stability"].tolist() == [0.6]
    assert rated["firmness"].tolist() == ["fair"]


def test_a_topic_that_nobody_rated_has_no_stability() -> None:
    rated = rate_stability(pd.DataFrame({"topic_id": [0]}), assigned([0, 0], [np.nan, np.nan]))
    assert rated[["stability", "firmness"]].isna().all(axis=None)
    assert rated["firmness"].dtype == "str"


def test_a_merged_topic_has_the_stability_of_its_parts_by_their_size() -> None:
    merged = assigned([5] * 4, [1.0, 1.0, 1.0, 0.2])  # three statements of one topic, one of another
    assert rate_stability(pd.DataFrame({"topic_id": [5]}), merged)["stability"].tolist() == [0.8]


def test_the_topics_given_are_left_alone() -> None:
    topics = pd.DataFrame({"topic_id": [0]}, index=[7])
    rated = rate_stability(topics, assigned([0], [0.5]))
    assert list(topics.columns) == ["topic_id"]
    assert rated.index.tolist() == [7]


@pytest.mark.parametrize(
    ("stability", "word"),
    [(1.0, "firm"), (FIRM_FROM, "firm"), (0.749, "fair"), (FAIR_FROM, "fair"), (0.499, "weak"), (0.0, "weak")],
)
def test_the_words_begin_where_the_documents_say(stability: float, word: str) -> None:
    assert firmness(stability) == word
