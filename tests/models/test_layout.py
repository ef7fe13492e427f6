"""UMAP's layout: what hangs together lies together, and a seed decides all."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import coo_array
from sklearn.manifold import trustworthiness

from models.encoder import Vectors, unit
from models.layout import fuzzy_graph, layout
from models.neighbours import neighbours


@pytest.fixture(scope="module")
def points() -> Vectors:
    rng = np.random.default_rng(0)
    return unit(
        (3 * rng.standard_normal((5, 16))[np.arange(150) % 5] + rng.standard_normal((150, 16))).astype(np.float32)
    )


@pytest.fixture(scope="module")
def graph(points: Vectors) -> coo_array:
    return fuzzy_graph(neighbours(points, 15))


def test_the_graph_is_symmetric_and_each_point_is_sure_of_its_nearest(graph: coo_array) -> None:
    dense = graph.toarray()
    assert dense == pytest.approx(dense.T)
    assert dense.min() >= 0
    assert dense.max() <= 1
    assert dense.max(axis=1) == pytest.approx(1)


def test_neighbours_stay_neighbours(points: Vectors, graph: coo_array) -> None:
    placed = layout(graph, n_components=5, min_dist=0.0, n_epochs=150, seed=1)
    chance = trustworthiness(points, np.random.default_rng(0).standard_normal((150, 5)), metric="cosine")
    assert trustworthiness(points, placed, metric="cosine") > 0.8 > 0.6 > chance


def test_parts_that_do_not_hang_together_lie_apart() -> None:
    rng = np.random.default_rng(0)
    points = unit((8 * np.eye(3, 16)[np.arange(120) % 3] + rng.standard_normal((120, 16))).astype(np.float32))
    placed = layout(fuzzy_graph(neighbours(points, 10)), n_components=2, min_dist=0.1, n_epochs=150, seed=0)
    centres = np.stack([placed[part::3].mean(axis=0) for part in range(3)])
    widest = max(np.linalg.norm(placed[part::3] - centres[part], axis=1).max() for part in range(3))
    apart = np.linalg.norm(centres[:, None] - centres, axis=2)[np.triu_indices(3, 1)]
    assert apart.min() > widest


def test_a_seed_gives_the_same_layout_again_and_another_one_another(graph: coo_array) -> None:
    once, again, other = (layout(graph, n_components=2, min_dist=0.1, n_epochs=20, seed=seed) for seed in (3, 3, 4))
    assert (once == again).all()
    assert not np.allclose(once, other)
