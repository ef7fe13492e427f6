"""What changed between two runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from corpus.errors import OutputError
from models.lineage import describe_changes, growth
from reports.run_folder import Run, list_runs, load_run


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
    """What changed from one run to another.

    Of a run and the one before it, what its own report tells; of others the same, without what only a run itself knows:
    a topic that split off is new there, and one that took another in has grown.
    """
    old, new = (run.table("topics").set_index("topic_id", drop=False) for run in (before, after))
    is_next = after.changes.get("previous_run_id") == before.run_id
    told = after.changes if is_next else _told_by_size(before, after)
    changes = [
        TopicChange(topic_id, label, kind, _size(old, topic_id), _size(new, topic_id))
        for kind, items in told["topics"].items()
        if kind != "continued"
        for topic_id in (int(item["topic_id"] if isinstance(item, dict) else item) for item in items)
        for label in [str((new if topic_id in new.index else old).loc[topic_id, "label"])]
    ]
    return Difference(
        before=before.run_id,
        after=after.run_id,
        statements_added=told["statements_added"],
        statements_removed=told["statements_removed"],
        topics=tuple(sorted(changes, key=_extent, reverse=True)),
    )


def _told_by_size(before: Run, after: Run) -> dict[str, Any]:
    """What `changes.json` would say if one run had followed the other, as far as sizes tell."""
    topics, statements = before.table("topics"), before.table("statements")
    sizes = dict(zip(topics["topic_id"], topics["size"], strict=True))
    now = after.table("topics")
    lineage = [
        growth(size, sizes[topic_id]) if topic_id in sizes else "new"
        for topic_id, size in zip(now["topic_id"], now["size"], strict=True)
    ]
    return describe_changes(
        now.assign(lineage=lineage, parents=[[]] * len(now)),
        after.table("statements")["statement_id"],
        {"topics": topics, "statements": statements},
        before.run_id,
    )


def _size(topics: pd.DataFrame, topic_id: int) -> int | None:
    return int(topics.loc[topic_id, "size"]) if topic_id in topics.index else None


def _extent(change: TopicChange) -> int:
    return abs((change.size_after or 0) - (change.size_before or 0))
