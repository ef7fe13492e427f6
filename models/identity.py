"""Keeps a topic's number from one run to the next, and says what became of each topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from models.schemas import OUTLIER

MIN_OVERLAP = 0.3
"""Share of statements (Jaccard, among those in both runs) from which two topics may be the same one."""

MIN_PART = 0.5
"""A topic comes from another where at least half of either lies in the other."""

GROWTH = 1.25
"""Size relative to the previous run from which a topic has grown, or by whose inverse it has shrunk."""


def match_topics(
    assignments: pd.DataFrame, previous: pd.DataFrame | None, *, first_free: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The assignments with each topic numbered as in the previous run if it is the same, and each topic's lineage.

    Pairs are chosen together (Hungarian method on the Jaccard overlap of shared statements), so that one topic cannot
    take the number that fits another better. New topics get numbers never used before.

    Args:
        assignments: Schema `Assignments`.
        previous: Columns statement_id and topic_id (before analysts' merges) of the last published run, or None.
        first_free: The lowest number that no earlier run has used (`next_topic_id` of the last one).

    Returns:
        The assignments, and one row a topic: topic_id, lineage, parents (sorted list of previous topic ids).
    """
    sizes = assignments.loc[assignments["topic_id"] != OUTLIER, "topic_id"].value_counts().sort_index()
    if previous is None or previous.empty:
        return assignments, _lineage_frame((topic_id, "new", []) for topic_id in sizes.index)
    overlap, old_sizes = _overlap(assignments, previous)
    unused = max(first_free, int(previous["topic_id"].max()) + 1)
    numbers = _numbers(overlap, sizes.index.tolist(), first_free=unused)
    lineage = [
        (numbers[topic_id], *_lineage(topic_id, numbers[topic_id], overlap, sizes[topic_id], old_sizes))
        for topic_id in sizes.index
    ]
    renumbered = assignments["topic_id"].map(lambda topic_id: numbers.get(topic_id, OUTLIER)).astype("int64")
    return assignments.assign(topic_id=renumbered, unmerged_topic_id=renumbered), _lineage_frame(sorted(lineage))


def _lineage_frame(rows: Iterable[tuple[int, str, list[int]]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["topic_id", "lineage", "parents"]).astype(
        {"topic_id": "int64", "lineage": "str"}
    )


def _overlap(assignments: pd.DataFrame, previous: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[int]]:
    """Shared statements of every new topic (rows) and previous topic (columns), and the previous topics' sizes."""
    both = assignments[["statement_id", "topic_id"]].merge(
        previous[["statement_id", "topic_id"]],
        on="statement_id",
        suffixes=("", "_previous"),
        validate="one_to_one",
    )
    placed = both[(both["topic_id"] != OUTLIER) & (both["topic_id_previous"] != OUTLIER)]
    old_sizes = previous.loc[previous["topic_id"] != OUTLIER, "topic_id"].value_counts()
    return pd.crosstab(placed["topic_id"], placed["topic_id_previous"]), old_sizes


def _numbers(overlap: pd.DataFrame, topic_ids: list[int], *, first_free: int) -> dict[int, int]:
    """The number that each new topic gets."""
    shared = overlap.to_numpy(dtype=float)
    union = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    jaccard = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    rows, columns = linear_sum_assignment(-jaccard)
    kept = {
        int(overlap.index[row]): int(overlap.columns[column])
        for row, column in zip(rows, columns, strict=True)
        if jaccard[row, column] >= MIN_OVERLAP
    }
    fresh = iter(range(first_free, first_free + len(topic_ids)))
    return {topic_id: kept[topic_id] if topic_id in kept else next(fresh) for topic_id in topic_ids}


def _lineage(
    topic_id: int, number: int, overlap: pd.DataFrame, size: int, old_sizes: pd.Series[int]
) -> tuple[str, list[int]]:
    """What became of a topic and the previous topics it comes from."""
    if topic_id not in overlap.index:
        return "new", []
    shared = overlap.loc[topic_id]
    swallowed = [int(old) for old in shared.index if shared[old] >= MIN_PART * overlap[old].sum()]
    origins = [int(old) for old in shared.index if shared[old] >= MIN_PART * shared.sum()]
    parents = sorted({*swallowed, *origins})
    if len(swallowed) > 1:
        return "merged", parents
    if number not in old_sizes.index:
        return ("split", parents) if origins else ("new", [])
    ratio = size / old_sizes[number]
    if ratio >= GROWTH:
        return "grown", [number]
    return ("shrunk" if ratio <= 1 / GROWTH else "continued"), [number]


def describe_changes(
    topics: pd.DataFrame,
    statement_ids: pd.Series[str],
    previous: dict[str, pd.DataFrame] | None,
    previous_run_id: str | None,
) -> dict[str, Any]:
    """What changed since the previous run, in the shape of `changes.json`.

    Args:
        topics: Columns topic_id, lineage, parents.
        statement_ids: Of this run.
        previous: The frames `topics` (topic_id, label) and `statements` (statement_id) of the previous run, or None.
        previous_run_id: Its run id.
    """
    by_lineage = {lineage: topics[topics["lineage"] == lineage] for lineage in ("split", "merged")}
    changes: dict[str, Any] = {
        name: topics.loc[topics["lineage"] == name, "topic_id"].astype(int).tolist()
        for name in ("new", "continued", "grown", "shrunk")
    }
    for name, rows in by_lineage.items():
        changes[name] = [
            {"topic_id": int(row.topic_id), "parents": list(row.parents)} for row in rows.itertuples(index=False)
        ]
    old_ids = set() if previous is None else set(previous["statements"]["statement_id"])
    new_ids = set(statement_ids)
    changes["vanished"] = [] if previous is None else _vanished(topics, previous["topics"])
    return {
        "previous_run_id": previous_run_id,
        "topics": changes,
        "statements_added": len(new_ids - old_ids),
        "statements_removed": len(old_ids - new_ids),
    }


def _vanished(topics: pd.DataFrame, previous: pd.DataFrame) -> list[dict[str, object]]:
    gone = previous[~previous["topic_id"].isin(topics["topic_id"])]
    return [{"topic_id": int(row.topic_id), "label": row.label} for row in gone.itertuples(index=False)]
