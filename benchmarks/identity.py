"""How well topics keep their numbers: from night to night by the rule, with a new fit, and with another seed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from models.continuity import SettledTopics, find_topics, settle_topics
from models.encoder import Vectors
from models.schemas import OUTLIER
from models.topics import TopicSettings

Change = Literal["removed", "added", "none"]

MADE_WITH = {"encoder": "same", "neutralise": "same"}
DAY = dt.date(2022, 7, 1)


@dataclass(frozen=True)
class Identity:
    """One pair of nights: what changed between them, and how many statements kept the number of their topic."""

    change: Change
    is_fitted: bool
    seed: int
    kept_share: float
    """Of the statements that were in a topic in the first night and are there in the second; an outlier is not kept."""
    n_topics: int
    n_topics_before: int


def measure_identity(
    statements: pd.DataFrame,
    vectors: Vectors,
    settings: TopicSettings,
    *,
    share: float = 0.01,
    seeds: tuple[int, ...] = (0, 1, 2),
) -> list[Identity]:
    """Pairs of nights: `share` of the statements removed or added, by the rule and with a new fit; another seed.

    Args:
        statements: Columns statement_id, text and language.
        vectors: Neutralised, shape (n_statements, n_dims), unit length.
        settings: Of the first night.
        share: Part of the statements that comes or goes, above 0 and below 1.
        seeds: One repetition each: for which statements change, and for the other seed of the fit.
    """
    everything = np.ones(len(statements), dtype=bool)
    whole = _night(statements, vectors, settings, everything, None)
    measured = []
    for seed in seeds:
        most = np.random.default_rng(seed).random(len(statements)) >= share
        part = _night(statements, vectors, settings, most, None)
        for is_fitted in (False, True):
            fewer = _night(statements, vectors, settings, most, whole, is_asked=is_fitted)
            more = _night(statements, vectors, settings, everything, part, is_asked=is_fitted)
            measured += [
                _compared("removed", whole, fewer, is_fitted=is_fitted, seed=seed),
                _compared("added", part, more, is_fitted=is_fitted, seed=seed),
            ]
        reseeded = replace(settings, seed=settings.seed + 1 + seed)
        other = _night(statements, vectors, reseeded, everything, whole, is_asked=True)
        measured.append(_compared("none", whole, other, is_fitted=True, seed=seed))
    return measured


def as_rows(measured: list[Identity]) -> list[dict[str, object]]:
    """One row for each kind of change: the least and the median share that was kept."""
    kinds: dict[tuple[Change, bool], list[float]] = {}
    for pair in measured:
        kinds.setdefault((pair.change, pair.is_fitted), []).append(pair.kept_share)
    return [
        {
            "change": change,
            "fit": "new fit" if is_fitted else "by the rule",
            "least_kept": round(min(kept), 3),
            "median_kept": round(float(np.median(kept)), 3),
        }
        for (change, is_fitted), kept in kinds.items()
    ]


def _night(
    statements: pd.DataFrame,
    vectors: Vectors,
    settings: TopicSettings,
    present: np.ndarray[tuple[int], np.dtype[np.bool_]],
    before: SettledTopics | None,
    *,
    is_asked: bool = False,
) -> SettledTopics:
    found = find_topics(
        statements[present],
        vectors[present],
        settings,
        before.remembered if before else None,
        made_with=MADE_WITH,
        is_asked=is_asked,
        first_free=before.next_topic_id if before else 0,
    )
    return settle_topics(found, vectors[present], {}, today=DAY, first_free=before.next_topic_id if before else 0)


def _compared(change: Change, before: SettledTopics, after: SettledTopics, *, is_fitted: bool, seed: int) -> Identity:
    old, new = (run.assignments.set_index("statement_id")["topic_id"] for run in (before, after))
    both = old[(old != OUTLIER) & old.index.isin(new.index)]
    kept = float((both == new.reindex(both.index)).mean()) if len(both) else float("nan")
    n_before, n_after = (topics[topics != OUTLIER].nunique() for topics in (old, new))
    return Identity(change, is_fitted, seed, kept, n_topics=n_after, n_topics_before=n_before)
