"""Every figure of every table looks like what it is."""

from __future__ import annotations

import pytest

from reports.column_formats import CHANCE, COUNT, DAY, FIGURE, ID, SHARE, number_format, width
from reports.tables import COLUMNS

SHARES = {
    "topics": "main_language_share main_language_expected covered_share covered_low covered_high",
    "themes": "share",
    "representation": "share expected_share share_low share_high",
    "votes": "agree_share ci_low ci_high consensus divisiveness",
    "breakdowns": "share share_low share_high expected_share",
    "silences": "unthemed_share unthemed_low unthemed_high expected_share",
    "topic_votes": "agree_share ci_low ci_high consensus_low divisiveness_high",
}


@pytest.mark.parametrize("table", SHARES)
def test_shares_are_percentages(table: str) -> None:
    assert {number_format(table, column) for column in SHARES[table].split()} == {SHARE}


@pytest.mark.parametrize(
    ("table", "column", "look"),
    [
        ("representation", "ci_low", FIGURE),
        ("voices", "ci_high", FIGURE),
        ("voices", "score", FIGURE),
        ("statements", "theme_score", FIGURE),
        ("topics", "main_language_p", CHANCE),
        ("silences", "q_value", CHANCE),
        ("statements", "n_agree", COUNT),
        ("voices", "rank", ID),
        ("statements", "date", DAY),
        ("statements", "is_counted", None),
        ("topics", "theme_shares", None),
        ("statements", "text", None),
    ],
)
def test_other_columns_have_their_looks(table: str, column: str, look: str | None) -> None:
    assert number_format(table, column) == look


def test_every_column_has_a_width_that_a_screen_can_show() -> None:
    assert all(10 <= width(table, column) <= 80 for table, columns in COLUMNS.items() for column in columns)
