"""Takes the statements that analysts split out of a topic into a topic of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.curation import Decision
from models.remembered import Remembered


@dataclass(frozen=True)
class Split:
    """A topic that analysts split out, and what became of the statements they listed."""

    topic_id: int | None
    """Its number; None where no listed statement is in the topic, so that nothing was split out."""
    split_from: int
    label: str | None
    n_listed: int
    """Statements listed, but those of people at risk, of which nothing may be told."""
    n_gone: int
    """Listed statements that the sources do not have any more."""
    elsewhere: Mapping[int, int]
    """Listed statements that were left where they are, by topic: they were not in the topic to split."""
    kept_from: Mapping[int, int]
    """Listed statements that were held, by topic: they were split out before and would be in another one now."""
    lists_at_risk: bool = False
    """Whether statements of people at risk are listed. No count here knows of them."""


def split_topics(
    assignments: pd.DataFrame,
    recalled: pd.DataFrame,
    remembered: Remembered | None,
    decisions: Mapping[int, Decision],
    *,
    first_free: int,
    at_risk: Collection[str] = (),
) -> tuple[pd.DataFrame, list[Split]]:
    """The assignments with split-out statements in topics of their own, and one `Split` for each that was asked for.

    A split-out topic holds the listed statements and no other. It keeps its number from run to run, and a statement
    that it once held it keeps, wherever a later fit would put it. A listed statement that never was in the topic to
    split stays where it is.

    Args:
        assignments: Schema `Assignments`, numbered as in the previous run, before analysts' merges.
        recalled: What `recall` remembers of the same statements, in the same order.
        remembered: What the last run left; None without one.
        decisions: Analysts' decisions by topic.
        first_free: The lowest number that no run has used, this one included.
        at_risk: Ids of statements of people at risk: a count of them by topic would tell where they are.
    """
    topic_ids = assignments["topic_id"].to_numpy().copy()
    position = {statement_id: row for row, statement_id in enumerate(assignments["statement_id"])}
    splits: list[Split] = []
    # By number: a topic that is split out of a split-out one has the higher number, and comes after it.
    for origin in sorted(decisions):
        for asked in decisions[origin].split_out:
            listed = list(dict.fromkeys(asked.statements))
            rows = [position[each] for each in listed if each in position]
            taken = {split.topic_id for split in splits}
            earlier = _earlier_number(recalled.iloc[rows], origin, remembered, taken)
            now = topic_ids[rows]
            is_held = np.zeros(len(rows), dtype=bool) if earlier is None else _is_held(recalled, rows, now, earlier)
            moves = (now == origin) | is_held
            number = None
            if moves.any():
                number = first_free if earlier is None else earlier
                first_free += earlier is None
                topic_ids[np.asarray(rows)[moves]] = number
            may_tell = ~assignments["statement_id"].iloc[rows].isin(list(at_risk)).to_numpy()
            kept_from = now[moves & may_tell & (now != origin) & (now != number)]
            splits.append(
                Split(
                    number,
                    origin,
                    asked.label,
                    n_listed=len(listed) - int((~may_tell).sum()),
                    n_gone=len(listed) - len(rows),
                    elsewhere=_counted(now[~moves & may_tell]),
                    kept_from=_counted(kept_from),
                    lists_at_risk=bool((~may_tell).any()),
                )
            )
    return assignments.assign(topic_id=topic_ids, unmerged_topic_id=topic_ids), splits


def _is_held(recalled: pd.DataFrame, rows: list[int], now: NDArray[np.int64], earlier: int) -> NDArray[np.bool_]:
    """Which statements were in the split-out topic in the last run, or are found in it now."""
    return np.asarray((recalled["topic_id"].to_numpy()[rows] == earlier) | (now == earlier))


def _earlier_number(
    before: pd.DataFrame, origin: int, remembered: Remembered | None, taken: Collection[int | None]
) -> int | None:
    """Number of the topic split out of `origin` that held most of these statements when it was last there."""
    if remembered is None:
        return None
    known = remembered.topics
    words = set(before["text_sha256"])
    held = {
        int(row.topic_id): int((before["topic_id"] == row.topic_id).sum())
        if row.is_present
        else len(words.intersection(row.exemplars))
        for row in known[known["split_from"].eq(origin).fillna(False)].itertuples(index=False)
        if row.topic_id not in taken
    }
    best = max(sorted(held), key=held.__getitem__, default=None)
    return best if best is not None and held[best] > 0 else None


def _counted(topic_ids: NDArray[np.int64]) -> dict[int, int]:
    """How often each topic occurs."""
    known, counts = np.unique(topic_ids, return_counts=True)
    return dict(zip(known.tolist(), counts.tolist(), strict=True))
