"""A refresh's own log, as JSON lines: in the folder of its run, or in `logs/` where it made none.

It holds what the log of all commands holds: counts, places and seconds, and no participant's words.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import UnderheardError
from flows import clock
from flows.log import PACKAGES
from reports.publishable import publishable

logger = logging.getLogger(__name__)

FILE = "run.log"
FOLDER = "logs"
KEPT = 30
"""Logs of refreshes that made no run, the newest: a month of failing nights."""


class JsonLines(logging.Formatter):
    """One JSON object a line, without the machine's paths: a run's folder is handed on."""

    def format(self, record: logging.LogRecord) -> str:
        """When, how grave, where in the code, and what."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": publishable(record.getMessage()),
        }
        return json.dumps(line, ensure_ascii=False)


@dataclass
class RunLog:
    """The log of a refresh that goes on, and the run's folder that it will be moved to."""

    path: Path
    run_folder: Path | None = None
    is_needless: bool = False

    def belongs_to(self, report: Path | None) -> None:
        """Let the log lie in the folder of the run with this report; a run that has one already was made before."""
        folder = report.parents[1] if report else None
        self.is_needless = folder is None or (folder / FILE).exists()
        self.run_folder = folder


@contextmanager
def run_log(output: Path) -> Iterator[RunLog]:
    """Log what happens inside to a file of its own. The caller holds the output's lock."""
    folder = output / FOLDER
    folder.mkdir(exist_ok=True)
    log = RunLog(folder / f"{clock.now():%Y%m%dT%H%M%S%fZ}.log")
    handler = logging.FileHandler(log.path, encoding="utf-8", delay=True)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(package) for package in PACKAGES]
    for each in loggers:
        each.addHandler(handler)
    try:
        yield log
    except UnderheardError as error:
        logger.error("%s", " ".join(error.problems))
        raise
    finally:
        for each in loggers:
            each.removeHandler(handler)
        handler.close()
        _put_away(log)


def _put_away(log: RunLog) -> None:
    if log.is_needless:
        log.path.unlink(missing_ok=True)
    elif log.run_folder is not None and log.path.exists():
        log.path.replace(log.run_folder / FILE)
    for old in sorted(log.path.parent.glob("*.log"), reverse=True)[KEPT:]:
        old.unlink()
    if not any(log.path.parent.iterdir()):
        log.path.parent.rmdir()
