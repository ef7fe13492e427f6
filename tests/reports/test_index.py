"""The list of runs: newest first, what changed, and readable after five hundred nights."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from reports.index import IN_FULL, render_index
from reports.run_folder import Run
from reports.wording import LANGUAGES

NEWEST = datetime(2022, 8, 31, 2, tzinfo=UTC)  # a Wednesday


def run(night: int, **changes: object) -> Run:
    """The run `night` nights before the newest one."""
    made = NEWEST - timedelta(days=night)
    run_id = f"{made:%Y%m%dT%H%M%SZ}-a1b2"
    counts = {"statements": 1000 - night, "topics": 12}
    manifest = {"name": "Strategy", "created_at": made.isoformat(), "counts": counts}
    return Run(run_id, Path(run_id), manifest, {"previous_run_id": "before", "topics": {}} | changes)


def page(runs: list[Run], language: str = "en") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render_index(runs, language))


def test_a_run_says_what_changed_and_the_first_one_that_it_is_the_first() -> None:
    tree = page(
        [
            run(0, topics={"new": [3, 4], "vanished": [{"topic_id": 1}]}, statements_added=24, statements_removed=1),
            run(1, previous_run_id=None, statements_added=1000),
        ]
    )
    newest, first = (" ".join(item.text_content().split()) for item in tree.xpath("//li"))
    for told in ("1,000 statements", "24 statements added", "1 statement removed", "New topics: 2", "Vanished: 1"):
        assert told in newest
    assert "first run" in first
    assert "added" not in first


def test_two_weeks_stand_in_full_and_what_is_older_is_folded_by_week() -> None:
    tree = page([run(night, topics={"new": [1]}) for night in range(500)])
    links = tree.xpath("//main//li//a/@href")
    assert links == [f"runs/{run(night).run_id}/report/index.html" for night in range(500)]
    assert len(tree.xpath("//main/ol/li")) == IN_FULL
    weeks = tree.xpath("//details[not(@open)]")
    assert len(weeks) == 70
    # The newest fourteen nights end on Thursday 18 August: what is left of that week comes first.
    told = " ".join(weeks[0].find("summary").text_content().split())
    assert told == "Week of 15 August 2022 3 runs · New topics: 3"
    assert len(weeks[1].xpath(".//li")) == 7


def test_a_run_without_a_date_keeps_its_place_and_is_called_by_its_id() -> None:
    undated = Run("of-old", Path("of-old"), {"name": "Strategy"}, {})
    tree = page([*(run(night) for night in range(IN_FULL)), undated])
    [week] = tree.xpath("//details")
    assert week.find("summary").text_content().startswith("Without a date")
    assert week.xpath(".//a")[0].text == "of-old"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_come_in_order_in_every_language(language: str) -> None:
    levels = [int(heading.tag[1]) for heading in page([run(n) for n in range(30)], language).iter("h1", "h2", "h3")]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))
