"""A large cluster that is two is taken apart; one that is one stays whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from models.consensus import Clustering
from models.encoder import Vectors, unit
from models.schemas import OUTLIER
from models.second_look import look_inside_large


def cloud(rng: np.random.Generator, centre: NDArray[np.floating], n_points: int) -> Vectors:
    return unit(centre + 0.5 * rng.standard_normal((n_points, 16)))


def looked_at(points: Vectors, clusters: NDArray[np.int64]) -> NDArray[np.int64]:
    values = np.ones(len(points))
    return look_inside_large(
        points, Clustering(clusters, values, values), np.full(len(points), OUTLIER), min_size=None, seed=0
    ).clusters


def test_a_large_cluster_made_of_three_is_replaced_by_them_and_small_ones_stay() -> None:
    rng = np.random.default_rng(0)
    parts = [cloud(rng, 3 * rng.standard_normal(16), 50) for _ in range(3)]
    small = cloud(rng, -3 * np.ones(16), 70)
    found = looked_at(np.concatenate([*parts, small]), np.repeat([0, 1], [150, 70]))
    assert adjusted_rand_score(np.repeat([0, 1, 2], 50), found[:150]) > 0.9
    assert set(found[150:].tolist()) == {1}
    assert 0 not in found


def test_a_large_cluster_of_one_kind_stays_whole() -> None:
    rng = np.random.default_rng(1)
    found = looked_at(cloud(rng, 3 * rng.standard_normal(16), 200), np.zeros(200, dtype=np.int64))
    assert set(found.tolist()) == {0}


def test_outliers_are_no_cluster_to_look_into() -> None:
    points = cloud(np.random.default_rng(2), np.ones(16), 120)
    assert (looked_at(points, np.full(120, OUTLIER)) == OUTLIER).all()
