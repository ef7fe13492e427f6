"""What analysts decided about topics, so that it holds through every later run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Decision:
    """An analyst's decision about one topic; what is None stays as the model has it."""

    label: str | None = None
    merge_into: int | None = None
    """`topic_id` of the topic that takes this one's statements."""
    note: str | None = None
    hide: bool = False
    """Leave the topic out of the report's lists; its statements still count."""


def merge_topics(assignments: pd.DataFrame, decisions: Mapping[int, Decision]) -> pd.DataFrame:
    """The assignments with every topic that analysts merged into another existing one moved there."""
    existing = set(assignments["topic_id"])
    decisions = {topic_id: decision for topic_id, decision in decisions.items() if decision.merge_into in existing}
    targets = {topic_id: _final_target(topic_id, decisions) for topic_id in decisions}
    return assignments.assign(topic_id=assignments["topic_id"].map(lambda topic_id: targets.get(topic_id, topic_id)))


def apply_decisions(topics: pd.DataFrame, decisions: Mapping[int, Decision]) -> pd.DataFrame:
    """The topics with analysts' labels and notes (column `note`) and the topics they hid (column `is_hidden`)."""

    def decided(name: str) -> list[object]:
        return [getattr(decisions.get(topic_id, Decision()), name) for topic_id in topics["topic_id"]]

    labels = pd.Series(decided("label"), index=topics.index, dtype="str")
    notes = pd.Series(decided("note"), index=topics.index, dtype="str")
    hidden = pd.Series(decided("hide"), index=topics.index, dtype=bool)
    return topics.assign(label=labels.fillna(topics["label"]), note=notes, is_hidden=hidden)


def conflicts(topic_ids: Collection[int], decisions: Mapping[int, Decision]) -> list[str]:
    """One sentence for every decision about a topic that this run does not have."""
    found = [
        f"curation: topic {topic_id} was decided on but does not exist in this run. "
        "Look up what became of it, or remove the decision."
        for topic_id in decisions
        if topic_id not in topic_ids
    ]
    return found + [
        f"curation: topic {topic_id} was to be merged into {decision.merge_into}, which does not exist in this run."
        for topic_id, decision in decisions.items()
        if decision.merge_into is not None and decision.merge_into not in topic_ids
    ]


def _final_target(topic_id: int, decisions: Mapping[int, Decision]) -> int:
    """Where a topic ends after all merges; a circle of merges ends where it is entered, so its topics stay."""
    seen = [topic_id]
    while (decision := decisions.get(seen[-1])) and decision.merge_into is not None:
        if decision.merge_into in seen:
            return decision.merge_into
        seen.append(decision.merge_into)
    return seen[-1]
