"""Which runs stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.retention import RetentionSettings, expired
from reports.run_folder import Run

FIRST = datetime(2026, 12, 14, 2, 0, tzinfo=UTC)
"""A Monday; the third week holds New Year."""


def runs(n_nights: int, *, final: int | None = None) -> list[Run]:
    """One run a night, newest first."""
    days = [FIRST + timedelta(days=day) for day in range(n_nights)]
    found = [
        Run(f"{day:%Y%m%dT%H%M%SZ}-a1b2", Path(), {"final": number == final}, {}) for number, day in enumerate(days)
    ]
    return found[::-1]


def kept(found: list[Run], retention: RetentionSettings) -> list[str]:
    gone = set(expired(found, retention))
    return [run.run_id[:8] for run in reversed(found) if run.run_id not in gone]


def test_the_last_nights_are_kept_and_the_last_run_of_every_week_for_ever() -> None:
    assert kept(runs(28), RetentionSettings(nights=3)) == [
        "20261220",
        "20261227",
        "20270103",  # of ISO week 53 of 2026
        "20270108",
        "20270109",
        "20270110",
    ]


@pytest.mark.parametrize("n_runs", [1, 2, 3])
def test_the_newest_and_the_one_before_always_stay(n_runs: int) -> None:
    found = runs(n_runs)
    assert expired(found, RetentionSettings(nights=3, weekly="none")) == []


def test_without_weeks_only_the_nights_stay_and_a_final_report_stays_for_ever() -> None:
    retention = RetentionSettings(nights=2, weekly="none")
    assert kept(runs(20), retention) == ["20270101", "20270102"]
    assert kept(runs(20, final=4), retention) == ["20261218", "20270101", "20270102"]


def test_several_runs_of_one_day_are_one_night() -> None:
    found = [Run(f"20270110T{hour:02}0000Z-a1b2", Path(), {}, {}) for hour in range(9, 0, -1)]
    assert expired(found, RetentionSettings(nights=2)) == []
