"""What a run knows about its topics reaches the next run, and nobody else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from corpus.errors import OutputError
from flows.memory import first_free_topic_id, forget_memory, keep_memory, keep_numbers, read_memory
from models.remembered import STATEMENT_COLUMNS, Fit, Remembered, TopicEvent
from models.schemas import OUTLIER
from reports.run_folder import Run

STATEMENTS = pd.DataFrame(
    {
        "statement_id": ["ა", "ب", "в", "d"],
        "text_sha256": ["aa", "bb", "cc", "dd"],
        "topic_id": [0, 1, 5, OUTLIER],
        "found_topic_id": [0, 1, 1, OUTLIER],
        "topic_probability": [1.0, 0.4, 0.7, 0.0],
        "is_clustered": [True, False, True, False],
        "stability": [0.9, np.nan, 0.2, np.nan],
        "map_x": 0.5,
        "map_y": -0.5,
        "is_fitted": [True, True, False, True],
    }
).astype(STATEMENT_COLUMNS)
TOPICS = pd.DataFrame(
    {
        "topic_id": [0, 1, 5, 3],
        "is_present": [True, True, True, False],
        "centre": [[0.6, 0.8], [1.0, 0.0], [0.0, 1.0], None],
        "exemplars": [["aa"], ["bb"], ["cc"], []],
        "split_from": pd.array([None, None, 1, None], dtype="Int64"),
    }
)
FIT = Fit({"encoder": "e-1", "topics": "{}"}, 3, {0: 1, 1: 1})
HISTORY = (
    TopicEvent(dt.date(2022, 7, 1), 1, "merged", (3,)),
    TopicEvent(dt.date(2022, 7, 1), 3, "vanished", (1,)),
)
MEMORY = Remembered(STATEMENTS, TOPICS, FIT, HISTORY)


def _run(output: Path, number: int, *, next_topic_id: int = 6) -> Run:
    """A finished run with the published part of its statements, topic 1 merged into topic 0."""
    run_id = f"202207{number + 1:02d}T020000Z-a1b2"
    path = output / "runs" / run_id
    path.mkdir(parents=True)
    STATEMENTS.assign(topic_id=[0, 0, 5, OUTLIER])[["statement_id", "topic_id"]].to_parquet(
        path / "statements.parquet", index=False
    )
    return Run(run_id, path, {"run_id": run_id, "next_topic_id": next_topic_id}, {})


def _keep(output: Path, run_id: str, memory: Remembered = MEMORY) -> None:
    keep_memory(output, run_id, memory)
    keep_numbers(output, 6)


def test_a_run_is_remembered_as_it_was_and_knows_itself_as_the_fit(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    _keep(tmp_path, run.run_id)
    remembered = read_memory(tmp_path, run)
    assert remembered is not None
    pd.testing.assert_frame_equal(remembered.statements, STATEMENTS)
    assert remembered.topics["split_from"].tolist() == [pd.NA, pd.NA, 1, pd.NA]
    assert [None if each is None else list(each) for each in remembered.topics["centre"]] == TOPICS["centre"].tolist()
    assert [list(each) for each in remembered.topics["exemplars"]] == TOPICS["exemplars"].tolist()
    assert remembered.history == HISTORY
    assert remembered.fit == Fit(FIT.made_with, 3, {0: 1, 1: 1}, run_id=run.run_id)
    assert remembered.fit.outlier_share == pytest.approx(1 / 3)


def test_the_fit_of_an_earlier_run_is_remembered_as_that_runs(tmp_path: Path) -> None:
    first, second = _run(tmp_path, 0), _run(tmp_path, 1)
    _keep(tmp_path, first.run_id)
    kept = read_memory(tmp_path, first)
    assert kept is not None
    _keep(tmp_path, second.run_id, kept)
    remembered = read_memory(tmp_path, second)
    assert remembered is not None
    assert remembered.fit is not None
    assert remembered.fit.run_id == first.run_id


def test_what_is_remembered_lies_in_the_store_and_not_in_the_published_run(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    _keep(tmp_path, run.run_id)
    kept = {path for path in tmp_path.rglob("*") if path.is_file() and path.parent != run.path}
    assert {path.parent for path in kept} == {tmp_path / "store" / "topics"}
    assert [path.name for path in run.path.iterdir()] == ["statements.parquet"]


def test_a_first_run_remembers_nothing(tmp_path: Path) -> None:
    assert read_memory(tmp_path, None) is None
    assert first_free_topic_id(tmp_path, None) == 0


def test_a_run_that_left_nothing_is_read_as_it_was_published(tmp_path: Path) -> None:
    remembered = read_memory(tmp_path, _run(tmp_path, 1))
    assert remembered is not None
    assert remembered.fit is None
    assert remembered.statements["topic_id"].tolist() == [0, 0, 5, OUTLIER]
    assert remembered.topics["topic_id"].tolist() == [0, 5]


def test_what_version_0_1_left_still_tells_the_topics_before_merges(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    folder = tmp_path / "store" / "topics"
    folder.mkdir(parents=True)
    STATEMENTS[["statement_id", "topic_id"]].to_parquet(folder / f"{run.run_id}.parquet", index=False)
    remembered = read_memory(tmp_path, run)
    assert remembered is not None
    assert remembered.fit is None
    assert remembered.statements["topic_id"].tolist() == [0, 1, 5, OUTLIER]


@pytest.mark.parametrize("damaged", [".parquet", ".topics.parquet", ".json"])
def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path, damaged: str) -> None:
    run = _run(tmp_path, 0)
    _keep(tmp_path, run.run_id)
    (tmp_path / "store" / "topics" / f"{run.run_id}{damaged}").write_text("{", "utf-8")
    with pytest.raises(OutputError, match=r"Delete the files of that name in store/topics"):
        read_memory(tmp_path, run)


def test_runs_that_failed_are_forgotten_and_those_that_are_there_are_not(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    _keep(tmp_path, run.run_id)
    for failed in range(20):
        _keep(tmp_path, f"failed-{failed}")
    forget_memory(tmp_path, {run.run_id})
    left = {path.name for path in (tmp_path / "store" / "topics").iterdir()}
    assert left == {f"{run.run_id}{end}" for end in (".parquet", ".topics.parquet", ".json")} | {"next_topic_id"}
    assert read_memory(tmp_path, run) is not None
    forget_memory(tmp_path / "elsewhere", set())  # nothing kept yet is no error


def test_a_number_stays_used_when_its_run_was_removed(tmp_path: Path) -> None:
    keep_memory(tmp_path, "removed", MEMORY)
    keep_numbers(tmp_path, 9)
    forget_memory(tmp_path, set())
    assert first_free_topic_id(tmp_path, _run(tmp_path, 0, next_topic_id=6)) == 9
    assert first_free_topic_id(tmp_path, _run(tmp_path, 1, next_topic_id=12)) == 12
