"""How firmly a topic holds together when the corpus is resampled and the topics are found anew."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from models.schemas import OUTLIER, Firmness

FIRM_FROM = 0.75
"""From here on at least three of four companions stay: another sample would show the same topic."""

FAIR_FROM = 0.5
"""Below, a statement more often loses its company than keeps it: another sample would show another topic."""


def rate_stability(topics: pd.DataFrame, assignments: pd.DataFrame) -> pd.DataFrame:
    """The topics with `stability`, the mean of their statements' (NaN where none was rated), and `firmness`.

    A topic that analysts merged has the stability of the topics that it is made of, weighted by their statements.

    Args:
        topics: One row a topic, with the column `topic_id`.
        assignments: Schema `Assignments`; a statement that joined without a fit has no stability and is left out.
    """
    placed = assignments[assignments["topic_id"] != OUTLIER]
    means: Mapping[int, float] = placed.groupby("topic_id")["stability"].mean().to_dict()
    stability = pd.Series([means.get(topic_id, np.nan) for topic_id in topics["topic_id"]], topics.index, dtype=float)
    words = pd.Series([firmness(value) for value in stability], topics.index, dtype="str")
    return topics.assign(stability=stability, firmness=words)


def firmness(stability: float) -> Firmness | None:
    """A stability from 0 to 1 in a word; None where it is not known (NaN)."""
    if np.isnan(stability):
        return None
    if stability >= FIRM_FROM:
        return "firm"
    return "fair" if stability >= FAIR_FROM else "weak"
