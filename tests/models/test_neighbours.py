"""The nearest of points, and of the points of a part, against a search done the long way."""

from __future__ import annotations

import numpy as np
import pytest

from models.encoder import Vectors, unit
from models.neighbours import nearest, neighbours


@pytest.fixture(scope="module")
def points() -> Vectors:
    return unit(np.random.default_rng(0).standard_normal((60, 8)).astype(np.float32))


def by_hand(points: Vectors, n: int) -> tuple[list[list[int]], Vectors]:
    distances = 1 - points @ points.T
    np.fill_diagonal(distances, -1)
    order = np.argsort(distances, axis=1)[:, :n]
    return order.tolist(), np.take_along_axis(distances, order, axis=1).clip(0)


def test_each_point_comes_first_and_then_the_nearest_others(points: Vectors) -> None:
    found = neighbours(points, 5)
    positions, distances = by_hand(points, 5)
    assert found.positions.tolist() == positions
    assert found.distances == pytest.approx(distances, abs=1e-5)
    assert (found.distances[:, 0] == 0).all()


def test_points_in_one_place_are_neighbours_and_each_is_its_own_first(points: Vectors) -> None:
    found = neighbours(np.repeat(points[:4], 10, axis=0), 5)
    assert found.positions[:, 0].tolist() == list(range(40))
    assert (found.positions // 10 == (np.arange(40) // 10)[:, None]).all()
    assert all(len(set(row)) == 5 for row in found.positions.tolist())
    assert found.distances == pytest.approx(0, abs=1e-5)


def test_a_part_has_the_neighbours_that_a_search_in_it_finds(points: Vectors) -> None:
    kept = np.flatnonzero(np.random.default_rng(1).random(60) < 0.8)
    found = neighbours(points, 40).among(kept, 6)
    positions, distances = by_hand(points[kept], 6)
    assert found.positions.tolist() == positions
    assert found.distances == pytest.approx(distances, abs=1e-5)


def test_a_part_of_which_too_few_neighbours_are_known_is_refused(points: Vectors) -> None:
    with pytest.raises(ValueError, match="fewer than 6 neighbours"):
        neighbours(points, 6).among(np.arange(0, 60, 2), 6)


def test_a_point_asked_for_more_neighbours_than_there_are_gets_all(points: Vectors) -> None:
    assert neighbours(points[:4], 9).positions.shape == (4, 4)


def test_the_nearest_are_told_in_order_with_their_cosines() -> None:
    points = unit(np.asarray([[1, 0], [1, 1], [0, 1]], dtype=np.float32))
    positions, cosines = nearest(points[:1], points, 5)
    assert positions.tolist() == [[0, 1, 2]]
    assert cosines[0].tolist() == pytest.approx([1, 0.5**0.5, 0], abs=1e-6)
    assert nearest(points[:0], points, 2)[0].shape == (0, 2)
    assert nearest(points, points[:0], 2)[1].shape == (3, 0)
