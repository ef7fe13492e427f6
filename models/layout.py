"""UMAP's layout, made for many at once: its graph and its curve, started and optimised in a fraction of the time.

The graph and the low-dimensional curve are umap-learn's. Its start (a spectral decomposition, which takes most of the
time where a corpus falls into parts) is replaced by a random one that diffuses along the graph, and its loop by one
that computes in single precision and holds no lock, so that several layouts are made side by side. The result for a
seed is the same on any number of cores (docs/decisions/0031).

Source:
    McInnes et al. 2018, arXiv:1802.03426, sections 3.2 and 4; negative sampling as in umap-learn's `layouts`.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.sparse import coo_array, diags_array

from models.compiled import umap_module
from models.encoder import Vectors
from models.neighbours import Neighbours

EXTENT = 10.0
"""Width of the start in every direction, as in umap-learn: the curve's scale is 1."""

N_DIFFUSIONS = 50
"""Steps along the graph that smooth the random start: neighbours begin side by side, and parts that hang together
begin together."""

N_NEGATIVES = 5
"""Random points that each end of an edge is pushed away from when the edge is drawn; umap-learn's default."""


def fuzzy_graph(near: Neighbours) -> coo_array:
    """UMAP's graph of points whose nearest are `near`: symmetric, weights above 0 and up to 1.

    Not for several threads at a time: umap-learn computes it with all cores.
    """
    n_points, n_neighbours = near.positions.shape
    graph, _, _ = umap_module().umap_.fuzzy_simplicial_set(
        np.empty((n_points, 0), dtype=np.float32),  # only its length is read where the neighbours are given
        n_neighbours,
        None,
        "cosine",
        knn_indices=near.positions,
        knn_dists=near.distances,
    )
    return coo_array(graph)


def layout(graph: coo_array, *, n_components: int, min_dist: float, n_epochs: int, seed: int) -> Vectors:
    """UMAP of the points of a graph, shape (n_points, n_components); any number of threads may make one each.

    Args:
        graph: As `fuzzy_graph` gives it.
        n_components: Dimensions of the layout.
        min_dist: How close points may lie, in units of the curve.
        n_epochs: Passes over the graph.
        seed: Of the start and of what is pushed away.
    """
    from models.kernels import optimise  # numba is slow to import

    placed = _start(graph, n_components, np.random.default_rng(seed))
    strengths = graph.data / graph.data.max()
    is_drawn = strengths >= 1 / n_epochs
    a, b = _curve(min_dist)
    optimise(
        placed,
        graph.row[is_drawn],
        graph.col[is_drawn],
        (1 / strengths[is_drawn]).astype(np.float32),
        n_epochs,
        np.float32(a),
        np.float32(b),
        N_NEGATIVES,
        seed,
    )
    return placed


@cache
def _curve(min_dist: float) -> tuple[float, float]:
    """Parameters of UMAP's curve 1 / (1 + a·d^2b) for points that may lie `min_dist` apart."""
    a, b = umap_module().umap_.find_ab_params(1.0, min_dist)
    return float(a), float(b)


def _start(graph: coo_array, n_components: int, rng: np.random.Generator) -> Vectors:
    """Random positions that have wandered along the graph, each direction from 0 to `EXTENT`.

    This is the subspace iteration of a spectral start, stopped early: seeds differ, and parts of the graph that do not
    hang together need no treatment of their own.
    """
    degrees = graph.sum(axis=1)
    walk = (diags_array(1 / degrees) @ graph.tocsr()).astype(np.float32)
    placed = rng.standard_normal((graph.shape[0], n_components), dtype=np.float32)
    for _ in range(N_DIFFUSIONS):
        placed = walk @ placed
        placed -= degrees @ placed / degrees.sum()
        placed /= np.abs(placed).max(axis=0)
    placed, _ = np.linalg.qr(placed)
    placed -= placed.min(axis=0)
    return np.ascontiguousarray(EXTENT * placed / placed.max(axis=0), dtype=np.float32)
