"""Which runs are kept: the last nights, one a week for ever, and what must not go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

if TYPE_CHECKING:
    from reports.run_folder import Run


@dataclass(frozen=True)
class RetentionSettings:
    """The newest runs of the last `nights` days with runs are kept, and the last run of every week (`all`) or not."""

    nights: Annotated[int, Field(ge=2)]
    weekly: Literal["all", "none"] = "all"


def expired(runs: Sequence[Run], retention: RetentionSettings) -> list[str]:
    """The ids of runs that are kept no longer; `runs` come newest first.

    Kept are every run of the last nights, final reports, the newest run and the one before it, with which it is
    compared; weeks are ISO weeks, and days are UTC's.
    """
    days = list(dict.fromkeys(run.run_id[:8] for run in runs))[: retention.nights]
    kept = {run.run_id for run in runs[:2]} | {run.run_id for run in runs if run.manifest.get("final")}
    kept |= {run.run_id for run in runs if run.run_id[:8] in days}
    if retention.weekly == "all":
        last_of_week = {_week(run): run.run_id for run in reversed(runs)}
        kept |= set(last_of_week.values())
    return [run.run_id for run in runs if run.run_id not in kept]


def _week(run: Run) -> tuple[int, int]:
    made = datetime.strptime(run.run_id[:8], "%Y%m%d").isocalendar()  # noqa: DTZ007 - a day
    return made.year, made.week
