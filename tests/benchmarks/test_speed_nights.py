"""What is told of nights beside the first run."""

from __future__ import annotations

from dataclasses import asdict

from benchmarks.speed_nights import Start, as_page, shares

STARTS = [
    Start("first run", 20_000, 200.0, 300.0, "no-fit", {"read sources": 20.0, "find topics": 80.0}),
    Start("a night with 1% new", 20_200, 18.0, 24.0, "", {"read sources": 18.0}),
    Start("a night with nothing new", 20_200, 2.0, 1.5, "", {}),
]


def test_nights_are_shares_of_the_first_run() -> None:
    assert shares(STARTS) == {
        "a night with 1% new": {"seconds": 0.09, "cpu_seconds": 0.08},
        "a night with nothing new": {"seconds": 0.01, "cpu_seconds": 0.005},
    }


def test_the_page_sets_stages_side_by_side_where_anything_was_computed() -> None:
    starts = [asdict(start) for start in STARTS]
    page = as_page({"starts": starts, "shares": shares(STARTS), "machine": "m", "date": "2026-11-28"})
    assert "| first run | 20,000 | found anew (no-fit) | 200.0 | 300.0 |  |  |" in page
    assert "| a night with 1% new | 20,200 | kept | 18.0 | 24.0 | 9.0% | 8.0% |" in page
    assert "| stage, seconds | first run | a night with 1% new |" in page
    assert "| find topics | 80.0 |  |" in page
