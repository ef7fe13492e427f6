"""Which branches of a tree of agreement are clusters, chosen as HDBSCAN chooses among its own.

One cut through a whole tree is too coarse for one part of a corpus and too fine for another. Here a branch is one
cluster if it stays whole over a longer stretch of agreement than its parts do, each stretch times the points: that is
its excess of mass. Two bounds keep to what agreement means: points that hardly agree are never together, and points
that mostly do are never parted.

Source:
    Campello et al. 2013, doi:10.1007/978-3-642-37456-2_14. Here on a tree of average linkage, and with bounds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

APART = 0.3
"""Agreement below which two branches are never one cluster."""

TOGETHER = 0.6
"""Agreement from which on a branch is never parted."""


def branch_clusters(tree: NDArray[np.float64], *, min_size: int) -> NDArray[np.int64]:
    """Cluster of every point, numbered from 0; points that are part of no large branch are clusters of a few or one.

    Args:
        tree: As scipy's `linkage` gives it, of distances that are 1 less the agreement, shape (n_points - 1, 4).
        min_size: Points of the smallest part that counts as one; a branch that loses fewer is still itself.
    """
    n_points = len(tree) + 1
    children = tree[:, :2].astype(np.int64)
    sizes = np.concatenate([np.ones(n_points), tree[:, 3]])
    agreed = np.concatenate([np.ones(n_points), 1 - tree[:, 2]])
    levels = agreed.clip(APART, TOGETHER)
    mass, parts_mass = _masses(children, sizes, levels, min_size)

    clusters = np.full(len(sizes), -1)
    is_top = np.ones(len(sizes), dtype=bool)
    parents = np.arange(len(sizes))
    n_clusters = 0
    for node in range(len(sizes) - 1, -1, -1):
        if clusters[node] < 0 and is_top[node] and agreed[node] >= APART:
            above = APART if parents[node] == node else levels[parents[node]]
            if mass[node] + sizes[node] * (levels[node] - above) >= parts_mass[node]:
                clusters[node] = n_clusters
                n_clusters += 1
        if node < n_points:
            continue
        both = children[node - n_points]
        clusters[both] = clusters[node]
        parents[both] = node
        # A branch that is parted, but not here, goes on in its one large child: that it is parted is settled.
        is_settled = clusters[node] < 0 and agreed[node] >= APART and (sizes[both] >= min_size).sum() == 1
        is_top[both] = ~((sizes[both] >= min_size) & is_settled)
    return clusters[:n_points]


def _masses(
    children: NDArray[np.int64], sizes: NDArray[np.float64], levels: NDArray[np.float64], min_size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For every node the excess of mass of its branch whole, down to the node's level, and of the best of its parts."""
    mass, parts_mass = np.zeros(len(sizes)), np.zeros(len(sizes))
    n_points = len(children) + 1
    for node, both in enumerate(children, start=n_points):
        large = both[sizes[both] >= min_size]
        whole = mass[large] + sizes[large] * (levels[large] - levels[node])
        if len(large) == 2:
            parts_mass[node] = np.maximum(whole, parts_mass[large]).sum()
        elif len(large) == 1:
            mass[node], parts_mass[node] = whole[0], parts_mass[large[0]]
    return mass, parts_mass
