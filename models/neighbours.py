"""The nearest of many vectors, and a graph of them that serves every part of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors


def nearest(vectors: Vectors, among: Vectors, n: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Positions in `among` of the n nearest to each vector, nearest first, and their cosines, shape (n_vectors, n)."""
    from sklearn.neighbors import NearestNeighbors

    n = min(n, len(among))
    if len(vectors) == 0 or n == 0:
        return np.empty((len(vectors), n), dtype=np.int64), np.empty((len(vectors), n))
    # On unit vectors the Euclidean order is that of cosines, and scikit-learn has a kernel for it that needs no
    # matrix of all pairs.
    search = NearestNeighbors(n_neighbors=n, algorithm="brute", metric="euclidean").fit(among)
    distances, positions = search.kneighbors(vectors)
    return positions.astype(np.int64), 1 - distances.astype(np.float64) ** 2 / 2


@dataclass(frozen=True)
class Neighbours:
    """The nearest of each point among all points, itself first, as UMAP takes them: shape (n_points, n_neighbours).

    `distances` are cosine distances, in the order of `positions`.
    """

    positions: NDArray[np.int32]
    distances: NDArray[np.float32]

    def among(self, kept: NDArray[np.int64], n: int) -> Neighbours:
        """The `n` nearest of each of the points `kept` (in ascending order) among these alone, numbered as in `kept`.

        Raises:
            ValueError: A point has fewer than `n` of them in this graph.
        """
        numbers = np.full(len(self.positions), -1, dtype=np.int32)
        numbers[kept] = np.arange(len(kept), dtype=np.int32)
        renumbered = numbers[self.positions[kept]]
        is_gone = renumbered < 0
        if (is_gone.sum(axis=1) > is_gone.shape[1] - n).any():
            raise ValueError(f"a point has fewer than {n} neighbours in the part")
        order = np.argsort(is_gone, axis=1, kind="stable")[:, :n]
        return Neighbours(
            np.take_along_axis(renumbered, order, axis=1), np.take_along_axis(self.distances[kept], order, axis=1)
        )


def neighbours(points: Vectors, n: int) -> Neighbours:
    """Each point (unit length) and its n - 1 nearest others, or all others where there are not as many."""
    positions, cosines = nearest(points, points, n)
    own = np.arange(len(points))[:, None]
    # Of several points in one place another may come first; and rounding must not put a point apart from itself.
    is_self = positions == own
    is_self[~is_self.any(axis=1), -1] = True
    order = np.argsort(~is_self, axis=1, kind="stable")
    positions, cosines = np.take_along_axis(positions, order, axis=1), np.take_along_axis(cosines, order, axis=1)
    positions[:, 0], cosines[:, 0] = own[:, 0], 1.0
    return Neighbours(positions.astype(np.int32), (1 - cosines).clip(0).astype(np.float32))
