"""Says what became of each topic since the previous run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from models.remembered import Remembered, TopicEvent
from models.schemas import OUTLIER

MIN_PART = 0.5
"""A topic comes from another where at least half of either lies in the other."""

GROWTH = 1.25
"""Size relative to the previous run from which a topic has grown, or by whose inverse it has shrunk."""

SUCCESSOR_SHARE = 0.2
"""Part of a vanished topic's statements that a topic has to hold to be what became of it."""

KINDS = ("new", "continued", "grown", "shrunk", "split", "merged", "returned", "shown", "hidden", "vanished")
"""What a topic may have become, as `changes.json` has it; all but the last two are of topics that are shown."""


def trace_lineage(assignments: pd.DataFrame, recalled: pd.DataFrame, remembered: Remembered | None) -> pd.DataFrame:
    """One row a topic: topic_id, lineage, parents (sorted list of previous topic ids).

    A topic that was away and shares no topic's statements has itself as its parent.

    Args:
        assignments: Schema `Assignments`, numbered as in the previous run, before analysts' merges.
        recalled: What `recall` remembers of the same statements, in the same order.
        remembered: What the last run left; None without one.
    """
    sizes = _sizes(assignments["unmerged_topic_id"])
    if remembered is None:
        rows: list[tuple[int, str, list[int]]] = [(topic_id, "new", []) for topic_id in sizes]
    else:
        shared = shared_statements(assignments, recalled)
        old_sizes = _sizes(remembered.statements["topic_id"])
        known = set(remembered.topics["topic_id"])
        rows = [(topic_id, *_lineage(topic_id, n, shared, old_sizes, known)) for topic_id, n in sizes.items()]
    return pd.DataFrame(rows, columns=["topic_id", "lineage", "parents"]).astype(
        {"topic_id": "int64", "lineage": "str"}
    )


def _sizes(topic_ids: pd.Series[int]) -> dict[int, int]:
    sizes = topic_ids[topic_ids != OUTLIER].value_counts().sort_index()
    return {int(topic_id): int(n) for topic_id, n in sizes.items()}


def shared_statements(assignments: pd.DataFrame, recalled: pd.DataFrame) -> pd.DataFrame:
    """Known statements of every topic (rows) and previous topic (columns), outliers of either run left out."""
    now, before = assignments["unmerged_topic_id"].to_numpy(), recalled["topic_id"].to_numpy()
    placed = (now != OUTLIER) & (before != OUTLIER)
    return pd.crosstab(now[placed], before[placed])


def _lineage(
    topic_id: int, size: int, shared: pd.DataFrame, old_sizes: Mapping[int, int], known: Collection[int]
) -> tuple[str, list[int]]:
    """What became of a topic and the previous topics it comes from."""
    held = shared.loc[topic_id] if topic_id in shared.index else pd.Series(dtype="int64")
    swallowed = [int(old) for old in held.index if held[old] >= MIN_PART * shared[old].sum()]
    origins = [int(old) for old in held.index if held[old] >= MIN_PART * held.sum()]
    if len(swallowed) > 1:
        return "merged", sorted({*swallowed, *origins})
    if topic_id not in old_sizes:
        if origins:
            return "split", sorted({*swallowed, *origins})
        return ("continued", [topic_id]) if topic_id in known else ("new", [])
    return growth(size, old_sizes[topic_id]), [topic_id]


def growth(size: int, size_before: int) -> str:
    """Whether a topic of this size has grown, shrunk or continued."""
    ratio = size / size_before
    if ratio >= GROWTH:
        return "grown"
    return "shrunk" if ratio <= 1 / GROWTH else "continued"


def topic_events(
    lineage: pd.DataFrame,
    assignments: pd.DataFrame,
    recalled: pd.DataFrame,
    remembered: Remembered | None,
    today: dt.date,
    *,
    split_out: Mapping[int, int],
) -> list[TopicEvent]:
    """Topics that split, merged, vanished or returned since the last run: what decisions may have to follow.

    Args:
        lineage: As `trace_lineage` gives it.
        assignments: As given there.
        recalled: As given there.
        remembered: As given there.
        today: The day of this run.
        split_out: Topics that analysts split out, now or before, and the topic that each was split out of.
    """
    if remembered is None:
        return []
    own = set(split_out.items())
    events = [
        TopicEvent(today, int(row.topic_id), row.lineage, others)
        for row in lineage.itertuples(index=False)
        if row.lineage in ("split", "merged")
        # What analysts split out and put back is no news to them.
        and (others := tuple(each for each in row.parents if each != row.topic_id and (each, row.topic_id) not in own))
        and not any((row.topic_id, each) in own for each in others)
    ]
    present, known = set(lineage["topic_id"]), remembered.topics
    was_present = set(known.loc[known["is_present"], "topic_id"])
    away = set(known["topic_id"]) - was_present
    events += [TopicEvent(today, int(topic_id), "returned") for topic_id in sorted(away & present)]
    shared = shared_statements(assignments, recalled)
    for topic_id in sorted(was_present - present):
        went = shared[topic_id] if topic_id in shared.columns else pd.Series(dtype="int64")
        heirs = went[went >= SUCCESSOR_SHARE * went.sum()].index if len(went) else []
        events.append(TopicEvent(today, int(topic_id), "vanished", tuple(int(heir) for heir in heirs)))
    return events


def describe_changes(
    topics: pd.DataFrame,
    statement_ids: pd.Series[str],
    previous: dict[str, pd.DataFrame] | None,
    previous_run_id: str | None,
    *,
    events: Collection[TopicEvent] = (),
) -> dict[str, Any]:
    """What changed since the previous run, in the shape of `changes.json`.

    Every topic that is shown now is of exactly one kind, so that the kinds add up to the topics. A topic that analysts
    hid is told once, as hidden; then it is in no list until it is shown again, and its end is nobody's news.

    Args:
        topics: Columns topic_id, lineage, parents, is_hidden.
        statement_ids: Of this run.
        previous: The frames `topics` (topic_id, label, is_hidden) and `statements` (statement_id) of the previous run,
            or None.
        previous_run_id: Its run id.
        events: Of this run, as `topic_events` gives them.
    """
    kinds: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    before = {} if previous is None else _hiding(previous["topics"])
    for row in topics.itertuples(index=False):
        topic_id, was_hidden = int(row.topic_id), before.get(int(row.topic_id))
        if row.is_hidden:
            if was_hidden is False:
                kinds["hidden"].append(topic_id)
        elif was_hidden:
            kinds["shown"].append(topic_id)
        elif row.lineage in ("split", "merged"):
            kinds[row.lineage].append({"topic_id": topic_id, "parents": list(row.parents)})
        else:
            is_back = row.lineage != "new" and was_hidden is None
            kinds["returned" if is_back else row.lineage].append(topic_id)
    if previous is not None:
        kinds["vanished"] = _vanished(topics, previous["topics"], events)
    old_ids = set() if previous is None else set(previous["statements"]["statement_id"])
    new_ids = set(statement_ids)
    return {
        "previous_run_id": previous_run_id,
        "topics": kinds,
        "statements_added": len(new_ids - old_ids),
        "statements_removed": len(old_ids - new_ids),
    }


def _hiding(topics: pd.DataFrame) -> dict[int, bool]:
    return dict(zip(topics["topic_id"].astype(int), topics["is_hidden"].astype(bool), strict=True))


def _vanished(topics: pd.DataFrame, previous: pd.DataFrame, events: Collection[TopicEvent]) -> list[dict[str, object]]:
    """Topics that the previous run showed and this one does not have; a merge by analysts is no event."""
    heirs = {event.topic_id: list(event.others) for event in events if event.became == "vanished"}
    gone = previous[~previous["topic_id"].isin(topics["topic_id"]) & ~previous["is_hidden"].astype(bool)]
    return [
        {"topic_id": int(row.topic_id), "label": row.label, "successors": heirs.get(int(row.topic_id), [])}
        for row in gone.itertuples(index=False)
    ]
