"""What counts as growth over many refreshes."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.soak import Refresh, as_page, growth


def held(rss_mib: Callable[[int], float], n_handles: Callable[[int], int]) -> list[Refresh]:
    return [
        Refresh(number, True, 1.0, rss_mib=rss_mib(number), n_handles=n_handles(number), n_threads=9, n_children=1)
        for number in range(1, 101)
    ]


def test_what_only_warms_up_or_wavers_is_flat() -> None:
    found = growth(held(lambda number: 300 + min(number, 20) + number % 3, lambda number: 40 + number % 2))
    assert all(each["is_flat"] for each in found.values())


def test_a_handle_lost_every_tenth_refresh_and_memory_that_creeps_are_growth() -> None:
    found = growth(held(lambda number: 300 + number / 5 + number % 3, lambda number: 40 + number // 10))
    assert {name for name, each in found.items() if not each["is_flat"]} == {"rss_mib", "n_handles"}
    assert found["rss_mib"]["ci_low"] <= 20 <= found["rss_mib"]["ci_high"]
    assert found["n_handles"]["a_hundred_add"] > 5


def test_the_page_names_what_grows() -> None:
    refreshes = held(lambda number: 300 + number, lambda _: 40)
    rows = [vars(each) for each in refreshes]
    page = as_page({"growth": growth(refreshes), "refreshes": rows, "machine": "m", "date": "2026-11-28"})
    assert "| rss_mib | 326 | 400 | 100 | 100 to 100 | **no** |" in page
    assert "| n_handles | 40 | 40 | 0 | 0 to 0 | yes |" in page
