"""What is left out of a note."""

from __future__ import annotations

import pytest

from corpus.notes.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Date: 12 July 2022", "Присутствовали: 12 человек, из них 7 женщин", "الحضور: ٢٣", "Lieu : Dakar",
        "30 июня 2022 г.",
        "Santiago, 3 de agosto de 2022", "2022年7月3日", "<https://example.org/a>", "(laughter)", "[ضحك]",
    ],
)  # fmt: skip
def test_dates_attendance_links_and_stage_directions_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "We started in 2016",
        "Time: we have none of it left",
        "(We have had no water in the village since March.)",
        "Participants: we all want to hear what became of it.",
        "Since 12 July 2022 nobody wrote back",
        "2016",
    ],
)
def test_statements_with_dates_and_labels_are_not(line: str) -> None:
    assert not is_boilerplate(line)
