"""A second look inside topics: parts of a topic, found without looking at who speaks, so that groups can be tested."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors, unit
from models.neighbours import nearest
from models.schemas import OUTLIER

if TYPE_CHECKING:
    from scipy.cluster.hierarchy import ClusterNode

MIN_PART = 8
PART_FACTOR = 0.5
"""Parts have at least this many statements, or this multiple of the root of the corpus's size."""

MAX_DIVIDED = 2_000
"""Statements of one topic that are compared pair by pair; of a larger topic a sample is, and the others join it."""

WHOLE = 0
"""Number of the part where a topic is not divided."""


def min_part_size(n_statements: int) -> int:
    """The fewest statements of a part in a corpus of `n_statements`: 11 of 500, 16 of 1,000, 50 of 10,000."""
    return max(MIN_PART, round(PART_FACTOR * math.sqrt(n_statements)))


def topic_parts(vectors: Vectors, topic_ids: NDArray[np.int64], *, seed: int) -> NDArray[np.int64]:
    """The part of its topic that each statement is in, from 1; `WHOLE` for outliers and in topics without parts.

    A topic is divided, and its parts again, as long as both sides hold enough statements (`min_part_size`). A few that
    stand apart do not keep the rest from being divided: they join the part of the statement nearest to them.

    Args:
        vectors: Neutral, shape (n_statements, n_dims), unit length.
        topic_ids: Shape (n_statements,), outliers included.
        seed: For the samples of large topics.

    Source:
        Ward 1963, JASA 58(301), on vectors of unit length seen from the corpus's mean.
    """
    middle, size = vectors.mean(axis=0), min_part_size(len(vectors))
    rng = np.random.default_rng(seed)
    parts = np.full(len(vectors), WHOLE, dtype=np.int64)
    for topic_id in np.unique(topic_ids[topic_ids != OUTLIER]):
        rows = np.flatnonzero(topic_ids == topic_id)
        parts[rows] = _parts(unit(vectors[rows] - middle), size, rng)
    return parts


def _parts(points: Vectors, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    if len(points) < 2 * size:
        return np.full(len(points), WHOLE, dtype=np.int64)
    if len(points) <= MAX_DIVIDED:
        return _divided(points, size)
    drawn = np.sort(rng.choice(len(points), MAX_DIVIDED, replace=False))
    parts = _divided(points[drawn], max(MIN_PART, round(size * MAX_DIVIDED / len(points))))
    return parts[nearest(points, points[drawn], 1)[0][:, 0]]


def _divided(points: Vectors, size: int) -> NDArray[np.int64]:
    from scipy.cluster.hierarchy import linkage, to_tree
    from scipy.spatial.distance import squareform
    from sklearn.metrics import euclidean_distances  # by a product of matrices: SciPy's own takes ten times as long

    parts = np.full(len(points), WHOLE, dtype=np.int64)
    apart = squareform(euclidean_distances(points.astype(np.float64)), checks=False)
    branches, n_parts = [to_tree(linkage(apart, "ward"))], 0
    while branches:
        branch = branches.pop()
        fork = _fork(branch, size)
        if fork:
            branches += [fork.right, fork.left]
        elif branch.count < len(points):
            n_parts += 1
            parts[branch.pre_order()] = n_parts
    strays, placed = np.flatnonzero(parts == WHOLE), np.flatnonzero(parts != WHOLE)
    if n_parts and len(strays):
        parts[strays] = parts[placed[nearest(points[strays], points[placed], 1)[0][:, 0]]]
    return parts


def _fork(branch: ClusterNode, size: int) -> ClusterNode | None:
    """Where the branch, followed along its larger side, has two sides of `size` statements; None if nowhere."""
    while branch.count >= 2 * size:
        smaller, larger = sorted((branch.left, branch.right), key=lambda side: side.count)
        if smaller.count >= size:
            return branch
        branch = larger
    return None
