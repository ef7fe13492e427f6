from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr

from flows.phase import Phase, outside_sentence, phase_on, recurrence_rule
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


def test_a_cron_line_that_is_not_daily_has_no_rule() -> None:
    weekly = NightlySettings(start=SUMMER.start, end=SUMMER.end, cron="30 3 * * MON")
    assert recurrence_rule(weekly) is None
