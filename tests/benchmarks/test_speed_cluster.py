from __future__ import annotations

import pytest

from benchmarks.speed_cluster import Costs, Embedding, Result, as_page


def result(one: list[float], two: list[float]) -> Result:
    costs = Costs(100.0, 200.0, 3_000.0, 300.0, 36.0, stored_bytes=1_600, passing_bytes=2_000, driver_bytes=2_500)
    embeddings = [Embedding(1, one, one, one), Embedding(2, two, two, two)]
    return Result(6_000, embeddings, costs, 0.5, "a machine", "2026-11-28")


def test_the_speed_up_is_the_median_of_the_rounds() -> None:
    assert result([10, 12, 30], [5, 8, 10]).speed_up == pytest.approx(2)


def test_the_projection_multiplies_what_was_measured() -> None:
    page = as_page(result([18.0], [10.0]))  # 0.9 of twice the cores
    assert "3,600 µs × 100,000,000 / 0.90 = 111 h" in page
    assert "| 8 h | 1 |" in page
    assert "| hand out, take in, store | one machine | 36.0 | 1.0 h |" in page
    assert "| vectors in the store | 1,600 B | 160 GB |" in page
