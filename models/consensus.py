"""Clusters that many refits agree on: one clustering is a throw of dice, what most throws share is there.

A refit is UMAP with a seed of its own on a resample of the points, and HDBSCAN on the result at several granularities,
each of which is an opinion on which points belong together. Two points agree in the share of opinions, among those that
heard both, that put them into the same cluster. Average linkage on that agreement gives the clusters, and how far a
point agrees with its cluster says how stable its place is.

Source:
    Evidence accumulation: Fred and Jain 2005, doi:10.1109/TPAMI.2005.113; resampling: Monti et al. 2003,
    doi:10.1023/A:1023949509487. New here: opinions from UMAP and HDBSCAN, and from yesterday and from single groups.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.backends import Backend
from models.branches import branch_clusters
from models.encoder import Vectors
from models.neighbours import Neighbours, neighbours
from models.schemas import OUTLIER

N_REFITS = 16
"""From the sixth on the clusters hardly change; eight make the agreement fine enough to be read as a share."""

RESAMPLE_SHARE = 0.85
"""Part of the points that a refit sees: enough for small topics to stay whole, few enough to shake weak ones."""

GRANULARITIES = (0.2, 0.4, 0.7)
"""Smallest clusters of a refit's opinions, as multiples of the root of the number of points."""

MIN_CLUSTER = 5

PREVIOUS_SHARE = 0.5
"""The previous run's topics are worth this share of the number of new opinions: enough to decide what is open, too few
to keep together what has come apart."""

N_NEIGHBOURS = 15
"""UMAP's neighbourhood, its default (docs/decisions/0005)."""

SPARE_NEIGHBOURS = 3
"""Neighbours searched for, as a multiple of UMAP's: of 45 others at least 15 are in each resample, all but surely."""

N_COMPONENTS = 5

N_EPOCHS = 150
"""UMAP's own choice is 500 for small corpora; as one of many opinions a layout need not be as smooth as that."""

MIN_SAMPLES = 2
"""HDBSCAN's density is that of the second neighbour: fewer outliers than its default, which is the topic size."""

LARGEST_CLUSTER_SHARE = 0.4
"""HDBSCAN may not select a cluster that holds more than this share of a corpus: without the bound it now and then finds
one giant and one tiny topic and nothing else."""


@dataclass(frozen=True)
class Opinion:
    """Which of the points at `rows` belong together: `clusters` (-1: none) has one entry a row.

    `weight`: how many opinions it is worth.
    """

    rows: NDArray[np.int64]
    clusters: NDArray[np.int64]
    weight: float = 1.0


@dataclass(frozen=True)
class Clustering:
    """Where every point is: its cluster, or -1.

    `stability` is that of its place there, `probabilities` how firmly it belongs there and not elsewhere; NaN outside
    clusters.
    """

    clusters: NDArray[np.int64]
    stability: NDArray[np.float64]
    probabilities: NDArray[np.float64]


def refits(
    graph: Neighbours,
    rows: NDArray[np.int64],
    sizes: Sequence[int],
    *,
    n_refits: int,
    seed: int,
    backend: Backend[Any],
) -> list[Opinion]:
    """The opinions of `n_refits` refits on the points at `rows`, one for every smallest cluster size in `sizes`.

    Args:
        graph: Of those points alone, as `search_graph` gives it; it serves all refits.
        rows: Which points they are; too few of them for a neighbourhood give no opinion.
        sizes: Smallest clusters, in points.
        n_refits: How many.
        seed: That all refits' own seeds and resamples are drawn from.
        backend: Who computes them.
    """
    from joblib import cpu_count

    n_kept = math.ceil(RESAMPLE_SHARE * len(rows))
    if n_kept < N_COMPONENTS + 2:
        return []

    def samples() -> Iterator[tuple[NDArray[np.int64], Any, int]]:
        for refit in range(n_refits):
            rng = np.random.default_rng((seed, refit))
            kept = np.sort(rng.choice(len(rows), n_kept, replace=False))
            part = backend.graph(graph.among(kept, min(N_NEIGHBOURS, n_kept - 1)))
            yield kept, part, int(rng.integers(2**31))

    def opinions(kept: NDArray[np.int64], part: Any, own_seed: int) -> list[Opinion]:  # noqa: ANN401 - the backend's
        placed = backend.layout(part, n_components=N_COMPONENTS, min_dist=0.0, n_epochs=N_EPOCHS, seed=own_seed)
        largest = int(LARGEST_CLUSTER_SHARE * len(placed))
        regions = backend.dense_regions(placed, sizes, min_samples=MIN_SAMPLES, largest=largest)
        return [Opinion(rows[kept], clusters) for clusters in regions]

    with ThreadPoolExecutor(backend.n_at_once or cpu_count()) as pool:
        return [opinion for some in pool.map(lambda sample: opinions(*sample), samples()) for opinion in some]


def search_graph(points: Vectors) -> Neighbours:
    """The neighbours that refits on resamples of the points (shape (n_points, n_dims), unit length) ask for."""
    return neighbours(points, SPARE_NEIGHBOURS * N_NEIGHBOURS)


def remembered(previous: NDArray[np.int64], n_opinions: int) -> list[Opinion]:
    """The previous topics of the points (-1: none) as one opinion beside `n_opinions` new ones; none without any."""
    known = np.flatnonzero(previous != OUTLIER)
    return [Opinion(known, previous[known], PREVIOUS_SHARE * n_opinions)] if len(known) else []


def cluster_sizes(n_points: int) -> list[int]:
    """Smallest clusters of the opinions on `n_points` points."""
    return sorted({max(MIN_CLUSTER, round(factor * math.sqrt(n_points))) for factor in GRANULARITIES})


def agreement(opinions: Sequence[Opinion], n_points: int) -> NDArray[np.float32]:
    """Share of the opinions, among those that heard both points, in which two points are together; 0 if none did.

    Shape (n_points, n_points), symmetric. Points that an opinion leaves out of all clusters are not heard by it: that
    HDBSCAN found a place too thin says nothing about where it belongs.
    """
    from models.kernels import pairwise_agreement  # numba is slow to import

    clusters = np.full((len(opinions), n_points), OUTLIER, dtype=np.int32)
    for number, opinion in enumerate(opinions):
        clusters[number, opinion.rows] = opinion.clusters
    return pairwise_agreement(clusters, np.asarray([opinion.weight for opinion in opinions], dtype=np.float32))


def agreed_clusters(agreed: NDArray[np.float32], *, min_size: int) -> NDArray[np.int64]:
    """Cluster of every point, numbered from 0; a point that nobody agrees with is a cluster of its own.

    Args:
        agreed: As `agreement` gives it.
        min_size: Points of the smallest cluster that a larger one may be parted into.
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    distances = 1 - squareform(agreed, checks=False)
    np.maximum(distances, 0, out=distances)  # rounding of weights can bring an agreement just above 1
    return branch_clusters(linkage(distances, method="average"), min_size=min_size)


def support(agreed: NDArray[np.float32], clusters: NDArray[np.int64]) -> NDArray[np.float64]:
    """Mean agreement of every point with the others of its cluster, 0 to 1; NaN outside clusters and for one alone."""
    values = np.full(len(clusters), np.nan)
    for cluster in np.unique(clusters[clusters != OUTLIER]):
        members = np.flatnonzero(clusters == cluster)
        if len(members) > 1:
            inside = agreed[np.ix_(members, members)]
            values[members] = (inside.sum(axis=1) - np.diag(inside)) / (len(members) - 1)
    return values


def rate(agreed: NDArray[np.float32], clusters: NDArray[np.int64]) -> Clustering:
    """The clusters with the stability and the probability of every point's place in them."""
    ids = np.unique(clusters[clusters != OUTLIER])
    if len(ids) == 0:
        nothing = np.full(len(clusters), np.nan)
        return Clustering(clusters, nothing, nothing)
    membership = (clusters[:, None] == ids).astype(np.float32)
    belonging = agreed @ (membership / membership.sum(axis=0))
    own = (belonging * membership).sum(axis=1)
    total = belonging.sum(axis=1)
    probabilities = np.divide(own, total, out=np.zeros_like(own), where=total > 0).astype(np.float64)
    stability = support(agreed, clusters).clip(0, 1)
    return Clustering(clusters, stability, np.where(clusters == OUTLIER, np.nan, probabilities.clip(0, 1)))
