"""What every step of one refresh goes by, and what it works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import pandas as pd

from corpus.schemas import Reading
from corpus.shards import MapShards, one_by_one
from flows import clock
from flows.outcome import JUST_REFRESH, Asked
from flows.settings import Settings
from flows.stages import Stages
from flows.tasks import measured_task
from models.encoder import Vectors
from reports.run_folder import Run, list_runs

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Context:
    """The configuration, the output folder with its last run, the time, and the stages so far."""

    settings: Settings
    folder: Path
    previous: Run | None
    asked: Asked = JUST_REFRESH
    now: datetime = field(default_factory=lambda: clock.now())
    stages: Stages = field(default_factory=Stages)
    each: MapShards = one_by_one
    """How large work is gone through, in parts."""

    @property
    def store(self) -> Path:
        """Where statements, embeddings and memory are kept from run to run."""
        return self.folder / "store"

    def stage(self, name: str, function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        """`function` as a task of the flow, measured under `name`."""
        return measured_task(name, self.stages, function)


@dataclass(frozen=True)
class Heard:
    """What was read, and the vectors of what of it counts."""

    reading: Reading
    """Everything."""
    counted_as: pd.Series[str]
    """The id of the statement as which each statement of `reading` counts."""
    said: Reading
    """What counts."""
    vectors: Vectors
    """Neutral, shape (n_statements, n_dims), in the order of `said`."""

    @property
    def words(self) -> dict[str, str]:
        """The words of every statement by its id."""
        return dict(zip(self.reading.statements["statement_id"], self.reading.statements["text"], strict=True))


def latest_run(output: Path) -> Run | None:
    """The last run in the folder, if there is one."""
    return next(iter(list_runs(output)), None)
