from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import flows.compare
from corpus.errors import OutputError
from flows.compare import TopicChange, compare, two_runs
from reports.run_folder import Run


class FakeRun(Run):
    """A run whose tables are given."""

    tables: dict[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        return self.tables[name]


def run(name: str, topics: dict[int, tuple[str, int, str]], ids: str, previous: str | None = None) -> FakeRun:
    rows: list[dict[str, Any]] = [
        {"topic_id": topic, "label": label, "size": size, "lineage": lineage, "is_hidden": label == "hidden"}
        for topic, (label, size, lineage) in topics.items()
    ]
    made = FakeRun(name, Path(name), {}, {"previous_run_id": previous})
    tables = {"topics": pd.DataFrame(rows), "statements": pd.DataFrame({"statement_id": list(ids)})}
    object.__setattr__(made, "tables", tables)
    return made


OLD = run("old", {1: ("jobs", 10, "new"), 2: ("visas", 8, "new"), 3: ("roads", 5, "new")}, "abc")
NEW = run(
    "new",
    {
        1: ("jobs", 12, "grown"),
        3: ("roads", 5, "continued"),
        4: ("banks", 4, "split"),
        5: ("hidden", 9, "new"),
    },
    "bcde",
    previous="old",
)


def test_topics_that_came_went_and_changed_are_told_largest_change_first() -> None:
    difference = compare(OLD, NEW)
    assert (difference.statements_added, difference.statements_removed) == (2, 1)
    assert difference.topics == (
        TopicChange(2, "visas", "vanished", 8, None),
        TopicChange(4, "banks", "split", None, 4),
        TopicChange(1, "jobs", "grown", 10, 12),
    )


def test_between_runs_that_do_not_follow_each_other_a_split_is_just_new() -> None:
    later = run("later", {4: ("banks", 4, "split")}, "a", previous="new")
    assert [topic.change for topic in compare(OLD, later).topics] == [
        "vanished",
        "vanished",
        "vanished",
        "new",
    ]


def test_two_runs_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputError, match="holds 0 finished run"):
        two_runs(tmp_path, [])
    monkeypatch.setattr(flows.compare, "list_runs", lambda _: [NEW, OLD])
    assert two_runs(tmp_path, []) == (OLD, NEW)


def test_a_run_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="absent holds no finished run"):
        two_runs(tmp_path, ["absent", "absent"])
