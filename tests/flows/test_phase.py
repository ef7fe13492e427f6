from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

from flows.cron import check_cron
from flows.phase import Phase, end_of_phase, is_last_day, outside_sentence, phase_on, recurrence_rule
from flows.settings import NightlySettings

SUMMER = NightlySettings(start=date(2022, 6, 23), end=date(2022, 8, 31), cron="30 3 * * *", timezone="Europe/Brussels")


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        (date(2022, 6, 22), "before"),
        (date(2022, 6, 23), "within"),
        (date(2022, 8, 31), "within"),
        (date(2022, 9, 1), "after"),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_phase(today: date, phase: Phase) -> None:
    assert phase_on(today, SUMMER) == phase
    assert (outside_sentence(today, SUMMER) is None) == (phase == "within")


def test_outside_the_phase_it_says_when_the_phase_was_and_what_to_do() -> None:
    sentence = outside_sentence(date(2022, 9, 1), SUMMER)
    assert sentence is not None
    assert "ended on 2022-08-31" in sentence
    assert "underheard run" in sentence


def test_a_daily_cron_line_becomes_a_rule_that_ends_with_the_phase() -> None:
    rule = recurrence_rule(SUMMER)
    assert rule is not None
    nights = list(rrulestr(rule))
    assert (nights[0], nights[-1]) == (datetime(2022, 6, 23, 3, 30), datetime(2022, 8, 31, 3, 30))  # noqa: DTZ001
    assert len(nights) == 70


@pytest.mark.parametrize(
    ("start", "end", "nights"),
    [
        # At 02:30 on the night when summer time begins there is no such time: it fires when the hour before ends.
        (date(2027, 3, 27), date(2027, 3, 29), ["27T01:30", "28T00:30", "29T00:30"]),
        # On the night when it ends, 02:30 comes twice.
        (date(2027, 10, 30), date(2027, 11, 1), ["30T00:30", "31T00:30", "01T01:30"]),
    ],
)
def test_no_night_is_missed_or_doubled_when_clocks_are_changed(
    start: date, end: date, nights: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    from prefect.server.schemas.schedules import RRuleSchedule

    nightly = NightlySettings(start=start, end=end, cron="30 2 * * *", timezone="Europe/Brussels")
    schedule = RRuleSchedule(rrule=recurrence_rule(nightly) or "", timezone=nightly.timezone)
    fired = asyncio.run(schedule.get_dates(n=10, start=datetime(2027, 1, 1, tzinfo=UTC)))
    assert [f"{moment.astimezone(UTC):%dT%H:%M}" for moment in fired] == nights
    assert all(outside_sentence(moment.astimezone(nightly.zone).date(), nightly) is None for moment in fired)


@pytest.mark.parametrize(
    ("cron", "today", "is_last"),
    [
        ("30 3 * * *", date(2022, 8, 30), False),
        ("30 3 * * *", date(2022, 8, 31), True),
        ("30 3 * * MON", date(2022, 8, 22), False),
        ("30 3 * * MON", date(2022, 8, 29), True),  # a Monday; the phase ends on the Wednesday
        ("0 */6 * * *", date(2022, 8, 31), True),  # each of that day's
    ],
)
def test_the_last_day_is_the_last_one_on_which_the_schedule_is_due(cron: str, today: date, is_last: bool) -> None:
    assert is_last_day(today, replace(SUMMER, cron=cron)) == is_last


def test_a_cron_line_that_is_never_due_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="'0 0 30 2 \\*' is never due"):
        check_cron("0 0 30 2 *")


def test_the_phase_is_over_at_midnight_of_its_own_zone() -> None:
    assert end_of_phase(SUMMER).astimezone(UTC) == datetime(2022, 8, 31, 22, 0, tzinfo=UTC)


def test_a_cron_line_that_is_not_daily_has_no_rule() -> None:
    weekly = NightlySettings(start=SUMMER.start, end=SUMMER.end, cron="30 3 * * MON")
    assert recurrence_rule(weekly) is None
