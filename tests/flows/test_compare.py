from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import flows.compare
from corpus.errors import OutputError
from flows.compare import TopicChange, compare, two_runs
from models.lineage import describe_changes
from reports.run_folder import Run


class FakeRun(Run):
    """A run whose tables are given."""

    tables: dict[str, pd.DataFrame]

    def table(self, name: str) -> pd.DataFrame:
        return self.tables[name]


def run(name: str, topics: dict[int, tuple[str, int, str]], ids: str, previous: FakeRun | None = None) -> FakeRun:
    """A run as it is left: what changed since `previous` is what its own report tells."""
    rows: list[dict[str, Any]] = [
        {"topic_id": topic, "label": label, "size": size, "lineage": lineage, "is_hidden": label == "hidden"}
        for topic, (label, size, lineage) in topics.items()
    ]
    tables = {"topics": pd.DataFrame(rows), "statements": pd.DataFrame({"statement_id": list(ids)})}
    changes = describe_changes(
        tables["topics"].assign(parents=[[]] * len(rows)),
        tables["statements"]["statement_id"],
        previous.tables if previous else None,
        previous.run_id if previous else None,
    )
    made = FakeRun(name, Path(name), {}, changes)
    object.__setattr__(made, "tables", tables)
    return made


OLD = run("old", {1: ("jobs", 10, "new"), 2: ("visas", 8, "new"), 3: ("roads", 5, "new")}, "abc")
NEW = run(
    "new",
    {
        1: ("jobs", 13, "grown"),
        3: ("roads", 5, "continued"),
        4: ("banks", 4, "split"),
        5: ("hidden", 9, "new"),
    },
    "bcde",
    previous=OLD,
)


def test_topics_that_came_went_and_changed_are_told_largest_change_first() -> None:
    difference = compare(OLD, NEW)
    assert (difference.statements_added, difference.statements_removed) == (2, 1)
    assert difference.topics == (
        TopicChange(2, "visas", "vanished", 8, None),
        TopicChange(4, "banks", "split", None, 4),
        TopicChange(1, "jobs", "grown", 10, 13),
    )


def test_between_runs_that_do_not_follow_each_other_a_split_is_just_new() -> None:
    later = run("later", {4: ("banks", 4, "split")}, "a", previous=NEW)
    assert [topic.change for topic in compare(OLD, later).topics] == [
        "vanished",
        "vanished",
        "vanished",
        "new",
    ]


def test_a_size_that_hardly_changed_is_no_change_whether_the_runs_follow_each_other_or_not() -> None:
    slightly = {1: ("jobs", 9, "continued"), 2: ("visas", 8, "continued"), 3: ("roads", 5, "continued")}
    assert compare(OLD, run("next", slightly, "abc", previous=OLD)).topics == ()
    assert compare(OLD, run("later", slightly, "abc", previous=NEW)).topics == ()


def test_a_topic_that_analysts_hid_is_hidden_and_not_vanished() -> None:
    topics = {1: ("jobs", 10, "continued"), 2: ("hidden", 7, "continued"), 3: ("roads", 5, "continued")}
    hiding = run("hiding", topics, "abc", previous=OLD)
    assert compare(OLD, hiding).topics == (TopicChange(2, "hidden", "hidden", 8, 7),)
    assert compare(hiding, run("then", topics, "abc", previous=hiding)).topics == ()
    assert compare(hiding, run("again", {**topics, 2: ("visas", 7, "continued")}, "abc", previous=hiding)).topics == (
        TopicChange(2, "visas", "shown", 7, 7),
    )


def test_two_runs_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputError, match="holds 0 finished run"):
        two_runs(tmp_path, [])
    monkeypatch.setattr(flows.compare, "list_runs", lambda _: [NEW, OLD])
    assert two_runs(tmp_path, []) == (OLD, NEW)


def test_a_run_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="absent holds no finished run"):
        two_runs(tmp_path, ["absent", "absent"])
