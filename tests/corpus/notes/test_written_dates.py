"""Days as people write them."""

from __future__ import annotations

import pytest

from corpus.notes.written_dates import parse_written


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 July 2022", "2022-07-03"),
        ("Sunday, July 3rd, 2022, 18:00", "2022-07-03"),
        ("1er juin 2022", "2022-06-01"),
        ("3 de agosto de 2022", "2022-08-03"),
        ("30 июня 2022 г.", "2022-06-30"),
        ("7 липня 2022", "2022-07-07"),
        ("3 ліпеня 2022", "2022-07-03"),
        ("12 юни 2022 г.", "2022-06-12"),
        ("3 lipca 2022", "2022-07-03"),
        ("13 iyun 2022", "2022-06-13"),
        ("3 iulie 2022", "2022-07-03"),
        ("2022 წლის 24 ივნისი", "2022-06-24"),
        ("2022 թ. հունիսի 8", "2022-06-08"),
        ("٣ جويلية ٢٠٢٢", "2022-07-03"),
        ("3 تموز 2022", "2022-07-03"),
        ("3 يوليو 2022", "2022-07-03"),
        ("11 Juni 2022", "2022-06-11"),
        ("2022年7月3日", "2022-07-03"),
        ("13.06.2022", "2022-06-13"),
        ("2022/7/3", "2022-07-03"),
    ],
)
def test_a_day_is_read_where_it_can_mean_one_only(text: str, day: str) -> None:
    found = parse_written(text)
    assert found is not None
    assert found.date().isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2022",
        "3-4 July 2022",
        "July 2022",
        "3 July",
        "31 June 2022",
        "ሰኔ 14 ቀን 2014",
        "4 April and 5 May 2022",
        "2022",
        "",
    ],
)
def test_several_days_none_and_other_calendars_are_not_guessed(text: str) -> None:
    assert parse_written(text) is None
