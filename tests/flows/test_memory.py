"""The topics before analysts' merges reach the next run, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from flows.memory import forget_unmerged, keep_unmerged, read_unmerged
from flows.refresh import _match
from flows.settings import load_settings
from models.curation import Decision
from models.schemas import OUTLIER
from reports.run_folder import Run
from tests.flows.conftest import DEMO

MERGED = pd.DataFrame(
    {
        "statement_id": ["ა", "ب", "в", "d"],
        "topic_id": [0, 0, 0, OUTLIER],
        "unmerged_topic_id": [0, 1, 1, OUTLIER],
        "map_x": 0.5,
    }
)
"""Topic 1 was merged into topic 0."""


def _run(output: Path, number: int, assignments: pd.DataFrame = MERGED) -> Run:
    """A finished run with the published part of its statements, as the flow leaves it."""
    run_id = f"202207{number + 1:02d}T020000Z-a1b2"
    path = output / "runs" / run_id
    path.mkdir(parents=True)
    assignments[["statement_id", "topic_id"]].to_parquet(path / "statements.parquet", index=False)
    next_topic_id = int(assignments["unmerged_topic_id"].max()) + 1
    return Run(run_id, path, {"run_id": run_id, "next_topic_id": next_topic_id}, {})


def _topics(frame: pd.DataFrame) -> dict[str, int]:
    return dict(zip(frame["statement_id"], frame["topic_id"], strict=True))


def test_a_run_is_remembered_as_it_was_before_merges(tmp_path: Path) -> None:
    run, before = _run(tmp_path, 0), MERGED.copy(deep=True)
    keep_unmerged(tmp_path, run.run_id, MERGED)
    remembered = read_unmerged(tmp_path, run)
    assert remembered.columns.tolist() == ["statement_id", "topic_id"]
    assert _topics(remembered) == {"ა": 0, "ب": 1, "в": 1, "d": OUTLIER}
    pd.testing.assert_frame_equal(MERGED, before)


def test_what_is_remembered_lies_in_the_store_and_not_in_the_published_run(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    keep_unmerged(tmp_path, run.run_id, MERGED)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != run.path]
    assert kept == [tmp_path / "store" / "topics" / f"{run.run_id}.parquet"]
    assert [path.name for path in run.path.iterdir()] == ["statements.parquet"]


def test_no_words_and_no_other_column_are_remembered(tmp_path: Path) -> None:
    keep_unmerged(tmp_path, "run", MERGED.assign(text="in confidence"))
    kept = pd.read_parquet(tmp_path / "store" / "topics" / "run.parquet")
    assert kept.columns.tolist() == ["statement_id", "topic_id"]


def test_a_run_that_left_nothing_is_read_as_it_was_published(tmp_path: Path) -> None:
    keep_unmerged(tmp_path, _run(tmp_path, 0).run_id, MERGED)
    other = _run(tmp_path, 1)
    found = read_unmerged(tmp_path, other)
    assert found.columns.tolist() == ["statement_id", "topic_id"]
    assert _topics(found) == {"ა": 0, "ب": 0, "в": 0, "d": OUTLIER}


def test_runs_that_failed_are_forgotten_and_those_that_are_there_are_not(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    keep_unmerged(tmp_path, run.run_id, MERGED)
    for failed in range(20):
        keep_unmerged(tmp_path, f"failed-{failed}", MERGED)
    assert _topics(read_unmerged(tmp_path, run))["ب"] == 1
    forget_unmerged(tmp_path, {run.run_id})
    assert [path.stem for path in (tmp_path / "store" / "topics").iterdir()] == [run.run_id]
    forget_unmerged(tmp_path / "elsewhere", set())  # nothing kept yet is no error


def test_remembering_a_run_again_puts_it_in_the_place_of_the_first(tmp_path: Path) -> None:
    run = _run(tmp_path, 0)
    keep_unmerged(tmp_path, run.run_id, MERGED)
    keep_unmerged(tmp_path, run.run_id, MERGED.assign(unmerged_topic_id=[5, 6, 6, OUTLIER]))
    assert _topics(read_unmerged(tmp_path, run)) == {"ა": 5, "ب": 6, "в": 6, "d": OUTLIER}


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_next_run_is_matched_against_what_was_remembered(tmp_path: Path, is_kept: bool) -> None:
    letters = "abcdefghij"
    found = [0] * 6 + [1] * 4
    fitted = pd.DataFrame(
        {
            "statement_id": list(letters),
            "topic_id": found,
            "unmerged_topic_id": found,
            "topic_probability": 1.0,
            "is_clustered": True,
            "map_x": 0.0,
            "map_y": 0.0,
        }
    )
    settings = load_settings(DEMO / "consultation.yaml").model_copy(update={"curation": {1: Decision(merge_into=0)}})
    first, _ = _match(settings, fitted, None, tmp_path)
    assert _topics(first) == dict.fromkeys(letters, 0)
    run = _run(tmp_path, 0, first)
    if is_kept:
        keep_unmerged(tmp_path, run.run_id, first)

    again, lineage = _match(settings, fitted, run, tmp_path)
    continued = lineage.set_index("topic_id")["lineage"].eq("continued")
    if is_kept:
        assert _topics(again) == dict.fromkeys(letters, 0)
        assert again["unmerged_topic_id"].tolist() == found
        assert continued.to_dict() == {0: True, 1: True}
    else:  # matched against the merged topic, the smaller one is a new one and the merge is lost
        assert set(again["topic_id"]) == {0, 2}
