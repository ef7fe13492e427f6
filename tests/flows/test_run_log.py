"""A refresh has a log of its own: in its run's folder, or apart where it made none."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from corpus.errors import SourceError
from flows.run_log import KEPT, run_log

logger = logging.getLogger("flows.refresh")


@pytest.fixture(autouse=True)
def _level() -> None:
    logging.getLogger("flows").setLevel(logging.INFO)


def lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_log_of_a_run_is_in_its_folder_without_the_machines_paths(tmp_path: Path) -> None:
    report = tmp_path / "runs" / "r" / "report" / "index.html"
    report.parent.mkdir(parents=True)
    with run_log(tmp_path) as log:
        logger.info("read %d statements from %s", 7, "/home/nino/საბუთები/notes.csv")
        log.belongs_to(report)
    logger.info("afterwards")
    (line,) = lines(tmp_path / "runs" / "r" / "run.log")
    assert (line["level"], line["logger"], line["message"]) == (
        "info",
        "flows.refresh",
        "read 7 statements from notes.csv",
    )
    assert line["at"].endswith("+00:00")
    assert not (tmp_path / "logs").exists()


def test_a_refresh_that_fails_leaves_its_log_and_old_ones_go(tmp_path: Path) -> None:
    for _ in range(KEPT + 3):
        with pytest.raises(SourceError), run_log(tmp_path):
            raise SourceError("notes: there are no notes here.", "table: locked.")
    left = sorted((tmp_path / "logs").iterdir())
    assert len(left) == KEPT
    assert lines(left[-1])[0]["message"] == "notes: there are no notes here. table: locked."


def test_a_refresh_with_nothing_new_leaves_no_log_and_the_runs_own_stays(tmp_path: Path) -> None:
    report = tmp_path / "runs" / "r" / "report" / "index.html"
    report.parent.mkdir(parents=True)
    for message in ("first", "nothing new"):
        with run_log(tmp_path) as log:
            logger.info(message)
            log.belongs_to(report)
    assert [line["message"] for line in lines(tmp_path / "runs" / "r" / "run.log")] == ["first"]
    assert not (tmp_path / "logs").exists()
