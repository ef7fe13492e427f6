"""What analysts decided about topics, so that it holds through every later run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

DECISIONS = ("label", "merge_into", "note", "hide", "split_out")
"""What can be decided about a topic, by the names of the fields of `Decision`."""


@dataclass(frozen=True)
class Signature:
    """Who decided something, and when; None where it was not written down."""

    by: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True)
class SplitOut:
    """Statements of a topic that shall be a topic of their own, and how to call it."""

    statements: tuple[str, ...]
    """Their ids, at least one."""
    label: str | None = None

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError("there is no statement to split out. List the statements' ids, or remove split_out.")


@dataclass(frozen=True)
class Decision:
    """An analyst's decision about one topic; what is None stays as the model has it."""

    label: str | None = None
    merge_into: int | None = None
    """`topic_id` of the topic that takes this one's statements."""
    note: str | None = None
    hide: bool = False
    """Leave the topic out of the report's lists; its statements still count."""
    split_out: tuple[SplitOut, ...] = ()
    by: str | None = None
    """Who decided it, and on what `date`: kept, and told where the decision does not fit any more. Where several people
    decided, all of their names, and the earliest date, or none if one of them gave none."""
    date: dt.date | None = None
    signed: Mapping[str, Signature] = field(default_factory=dict)
    """Who decided what, by the names in `DECISIONS`, where that differs; else `by` and `date` hold for everything."""

    @property
    def decided(self) -> tuple[str, ...]:
        """What was decided, by the names in `DECISIONS`; a merge into topic 0 is a decision too."""
        values = {name: getattr(self, name) for name in DECISIONS}
        return tuple(name for name, value in values.items() if value is not None and value is not False and value != ())

    def signature(self, name: str) -> Signature:
        """Who decided `name`, and when."""
        return self.signed.get(name, Signature(self.by, self.date))


@dataclass(frozen=True)
class Entry:
    """A decision as somebody wrote it down, and what of it is written there at all.

    What is written and empty takes an earlier decision back; what is not written says nothing.
    """

    decision: Decision
    written: frozenset[str]


def join_entries(entries: Sequence[Entry]) -> Decision:
    """All that was decided about one topic; of two words on the same thing the later one holds.

    Args:
        entries: At least one. Those without a date count as the earliest, those of one date in the order given.
    """
    if len(entries) == 1:
        return entries[0].decision
    latest = {
        name: entry.decision
        for entry in sorted(entries, key=lambda entry: entry.decision.date or dt.date.min)
        for name in DECISIONS
        if name in entry.written
    }
    joined = Decision(**{name: getattr(decision, name) for name, decision in latest.items()})
    signed = {name: Signature(latest[name].by, latest[name].date) for name in joined.decided}
    if len(set(signed.values())) <= 1:
        whole = next(iter(signed.values()), Signature())
        return replace(joined, by=whole.by, date=whole.date)
    names = dict.fromkeys(signature.by for signature in signed.values() if signature.by)
    dates = [signature.date for signature in signed.values()]
    known = [date for date in dates if date is not None]
    earliest = min(known) if len(known) == len(dates) else None
    return replace(joined, by=", ".join(names) or None, date=earliest, signed=signed)


def merge_topics(assignments: pd.DataFrame, decisions: Mapping[int, Decision]) -> pd.DataFrame:
    """The assignments with every topic that analysts merged into another existing one moved there."""
    existing = set(assignments["topic_id"])
    decisions = {topic_id: decision for topic_id, decision in decisions.items() if decision.merge_into in existing}
    targets = {topic_id: _final_target(topic_id, decisions) for topic_id in decisions}
    return assignments.assign(topic_id=assignments["topic_id"].map(lambda topic_id: targets.get(topic_id, topic_id)))


def with_split_labels(decisions: Mapping[int, Decision], labels: Mapping[int, str]) -> dict[int, Decision]:
    """The decisions, with `labels` of split-out topics for those that were not named under their own number since."""
    named = {
        topic_id: replace(decisions.get(topic_id, Decision()), label=label)
        for topic_id, label in labels.items()
        if decisions.get(topic_id, Decision()).label is None
    }
    return {**decisions, **named}


def apply_decisions(topics: pd.DataFrame, decisions: Mapping[int, Decision]) -> pd.DataFrame:
    """The topics with analysts' labels and notes (column `note`) and the topics they hid (column `is_hidden`).

    Uses and returns label_source, so that an analyst's label can be told from the others.
    """

    def decided(name: str) -> list[object]:
        return [getattr(decisions.get(topic_id, Decision()), name) for topic_id in topics["topic_id"]]

    labels = pd.Series(decided("label"), index=topics.index, dtype="str")
    notes = pd.Series(decided("note"), index=topics.index, dtype="str")
    hidden = pd.Series(decided("hide"), index=topics.index, dtype=bool)
    return topics.assign(
        label=labels.fillna(topics["label"]),
        label_source=topics["label_source"].mask(labels.notna(), "curation"),
        note=notes,
        is_hidden=hidden,
    )


def _final_target(topic_id: int, decisions: Mapping[int, Decision]) -> int:
    """Where a topic ends after all merges; a circle of merges ends where it is entered, so its topics stay."""
    seen = [topic_id]
    while (decision := decisions.get(seen[-1])) and decision.merge_into is not None:
        if decision.merge_into in seen:
            return decision.merge_into
        seen.append(decision.merge_into)
    return seen[-1]


def n_shown(topics: pd.DataFrame) -> int:
    """How many topics there are for readers: those that analysts hid are not counted (column is_hidden)."""
    return int((~topics["is_hidden"].astype(bool)).sum())
