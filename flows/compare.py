"""What changed between two runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from corpus.errors import OutputError
from reports.run_folder import Run, list_runs, load_run

INHERITED = ("split", "merged")
"""Kinds of change that only the run itself can know, against the run before it."""


@dataclass(frozen=True)
class TopicChange:
    """A topic that is not as it was; sizes are None where it is not there."""

    topic_id: int
    label: str
    change: str
    size_before: int | None
    size_after: int | None


@dataclass(frozen=True)
class Difference:
    """What changed from run `before` to run `after`; topics with the largest change first."""

    before: str
    after: str
    statements_added: int
    statements_removed: int
    topics: tuple[TopicChange, ...]

    def as_document(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


def two_runs(output: Path, names: Sequence[str]) -> tuple[Run, Run]:
    """The two named runs in the order given, or the last two.

    Raises:
        OutputError: there are not two runs, or a named one is not there.
    """
    if names:
        first, second = (load_run(output / "runs" / name) for name in names)
        return first, second
    runs = list_runs(output)
    if len(runs) < 2:
        raise OutputError(f"{output} holds {len(runs)} finished run(s), and two are compared. Run a refresh first.")
    return runs[1], runs[0]


def compare(before: Run, after: Run) -> Difference:
    """What changed from one run to another."""
    old, new = (_visible_topics(run) for run in (before, after))
    old_ids, new_ids = (set(run.table("statements")["statement_id"]) for run in (before, after))
    is_next = after.changes.get("previous_run_id") == before.run_id
    changes = [
        TopicChange(topic_id, label, change, size_before, size_after)
        for topic_id in sorted({*old.index, *new.index})
        for size_before, size_after in [(_size(old, topic_id), _size(new, topic_id))]
        for label in [str((new if size_after is not None else old).loc[topic_id, "label"])]
        for lineage in [str(new.loc[topic_id, "lineage"]) if is_next and size_after is not None else ""]
        if (change := _kind(size_before, size_after, lineage))
    ]
    return Difference(
        before=before.run_id,
        after=after.run_id,
        statements_added=len(new_ids - old_ids),
        statements_removed=len(old_ids - new_ids),
        topics=tuple(sorted(changes, key=_extent, reverse=True)),
    )


def _visible_topics(run: Run) -> pd.DataFrame:
    topics = run.table("topics").set_index("topic_id")
    return topics[~topics["is_hidden"].astype(bool)]


def _size(topics: pd.DataFrame, topic_id: int) -> int | None:
    return int(topics.loc[topic_id, "size"]) if topic_id in topics.index else None


def _kind(size_before: int | None, size_after: int | None, lineage: str) -> str | None:
    if size_after is None:
        return "vanished"
    if lineage in INHERITED:
        return lineage
    if size_before is None:
        return "new"
    if size_before == size_after:
        return None
    return "grown" if size_after > size_before else "shrunk"


def _extent(change: TopicChange) -> int:
    return abs((change.size_after or 0) - (change.size_before or 0))
