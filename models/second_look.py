"""Looks again into large clusters: what lies together in the space of a whole corpus may be apart in its own.

The personal stories of several groups are one cluster among policy statements; among themselves they are about
different things.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.consensus import Clustering, agreed_clusters, agreement, cluster_sizes, concord, rate, refits, remembered
from models.encoder import Vectors, unit
from models.floor import min_topic_size
from models.schemas import OUTLIER

LARGE_SHARE = 0.08
MIN_LARGE = 80
"""A cluster above this share of a corpus (and this size) is looked at again by itself."""

N_LOOKS = 4
"""Refits inside a large cluster."""

CONCORD_FROM = 0.5
"""A large cluster is replaced by those inside it if refits find the same ones to this extent (adjusted Rand index):
they cut a homogeneous cluster up as well, but each of them in another way (0.34 to 0.46 for a normal cloud)."""


def look_inside_large(
    points: Vectors, found: Clustering, previous: NDArray[np.int64], *, min_size: int | None, seed: int
) -> Clustering:
    """The clustering, with each large cluster replaced by the stable ones found inside it, and those looked at too.

    What the second look leaves over is in no cluster.

    Args:
        points: Shape (n_points, n_dims), unit length.
        found: Their clusters.
        previous: Their topics in the previous run, -1 for none.
        min_size: Points of the smallest cluster; None to follow the corpus.
        seed: Makes the refits repeatable.
    """
    clusters, stability, probabilities = found.clusters.copy(), found.stability.copy(), found.probabilities.copy()
    limit = max(MIN_LARGE, LARGE_SHARE * len(points))
    waiting = np.unique(clusters[clusters != OUTLIER]).tolist()
    while waiting:
        members = np.flatnonzero(clusters == waiting.pop())
        if len(members) <= limit:
            continue
        inside = _cluster_inside(
            points[members], previous[members], min_size, min_size or min_topic_size(len(points)), seed
        )
        ids = np.unique(inside.clusters[inside.clusters != OUTLIER])
        if len(ids) < 2:
            continue
        first_free = clusters.max() + 1
        is_placed = inside.clusters != OUTLIER
        clusters[members] = np.where(is_placed, first_free + np.searchsorted(ids, inside.clusters), OUTLIER)
        stability[members], probabilities[members] = inside.stability, inside.probabilities
        waiting.extend(range(first_free, first_free + len(ids)))
    return Clustering(clusters, stability, probabilities)


def _cluster_inside(
    members: Vectors, previous: NDArray[np.int64], min_size: int | None, floor: int, seed: int
) -> Clustering:
    """Clusters among the members of one, without the finest granularity; none where refits do not find them alike."""
    points = unit(members - members.mean(axis=0))
    sizes = [min_size] if min_size else cluster_sizes(len(points))[1:]
    opinions = list(refits(points, np.arange(len(points)), sizes, n_refits=N_LOOKS, seed=seed))
    found_alike = max(concord(opinions[size :: len(sizes)], len(points)) for size in range(len(sizes)))
    if found_alike < CONCORD_FROM:
        nothing = np.full(len(points), np.nan)
        return Clustering(np.full(len(points), OUTLIER), nothing, nothing)
    agreed = agreement(opinions, len(points))
    clusters = agreed_clusters(
        agreement([*opinions, *remembered(previous, len(opinions))], len(points)), min_size=floor
    )
    counts = pd.Series(clusters).value_counts()
    return rate(agreed, np.where(np.isin(clusters, counts[counts < floor].index), OUTLIER, clusters))
