"""When the nightly refresh is due: the phase of a consultation and the schedule within it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal

from cronsim import CronSim

from flows.cron import daily_time
from flows.settings import NightlySettings

Phase = Literal["before", "within", "after"]


def phase_on(today: date, nightly: NightlySettings) -> Phase:
    """Where `today`, in the nightly run's own time zone, lies; the phase's first and last day are within."""
    if today < nightly.start:
        return "before"
    return "within" if today <= nightly.end else "after"


def outside_sentence(today: date, nightly: NightlySettings) -> str | None:
    """Why nothing runs on `today`, or None where it is within the phase."""
    phase = phase_on(today, nightly)
    if phase == "before":
        return f"Nothing to do on {today}: the phase begins on {nightly.start}."
    if phase == "after":
        return (
            f"Nothing to do on {today}: the phase ended on {nightly.end}. "
            "Use `underheard run` to refresh once more, or set a later nightly.end."
        )
    return None


def is_last_day(today: date, nightly: NightlySettings) -> bool:
    """Whether the schedule has no further night within the phase on a later day than `today`."""
    end_of_day = datetime.combine(today, time.max, tzinfo=nightly.zone)
    later = next(CronSim(nightly.cron, end_of_day), None)
    return later is None or later.date() > nightly.end


def end_of_phase(nightly: NightlySettings) -> datetime:
    """The first moment after the phase."""
    return datetime.combine(nightly.end + timedelta(days=1), time(), tzinfo=nightly.zone)


def recurrence_rule(nightly: NightlySettings) -> str | None:
    """A rule from the first to the last night for a cron line that fires daily, None for any other line.

    Both ends are local times without a zone: Prefect rejects or misreads every other form.
    """
    daily = daily_time(nightly.cron)
    if daily is None:
        return None
    hour, minute = daily
    return f"DTSTART:{nightly.start:%Y%m%d}T{hour:02}{minute:02}00\nRRULE:FREQ=DAILY;UNTIL={nightly.end:%Y%m%d}T235959"
