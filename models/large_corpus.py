"""A corpus of any size at the price of a small one: topics are found among a sample, and the rest joins in shards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.shards import MapShards, one_by_one
from models.encoder import Vectors, unit
from models.floor import group_rows
from models.neighbours import nearest
from models.schemas import OUTLIER

MAX_FITTED = 8_000
"""Different statements that topics are found among; the others of a larger corpus join what their neighbours are in."""

AT_ONCE = 50_000
"""Statements whose points are in memory at a time; of a million vectors there is never a second copy."""

N_JOINING = 10
"""Fitted neighbours that vote on the topic of a statement that was not among those fitted."""


class Points:
    """The points that topics are found among: vectors seen from their common mean, unit length, made when asked for."""

    def __init__(self, vectors: Vectors, rows: NDArray[np.int64]) -> None:
        """`vectors`, shape (n_statements, n_dims), are not copied; point i is that of `rows[i]`."""
        self._vectors = vectors
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, positions: NDArray[np.int64]) -> Vectors:
        """The points at `positions`, shape (n_positions, n_dims)."""
        return unit(self._vectors[self._rows[positions]] - self._mean)

    @cached_property
    def _mean(self) -> Vectors:
        total = np.zeros(self._vectors.shape[1])
        for rows in shards(self._rows):
            total += self._vectors[rows].sum(axis=0, dtype=np.float64)
        return (total / len(self._rows)).astype(np.float32)


def shards(rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The rows in their order, at most `AT_ONCE` at a time; of no rows there is one empty shard."""
    for start in range(0, max(len(rows), 1), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def fitted_rows(statements: pd.DataFrame, seed: int) -> NDArray[np.int64]:
    """Positions of the statements that topics are found among: all, or a sample in which small groups are whole.

    Half of a sample is shared out among the groups, the smallest served first; the rest is drawn from everybody.
    """
    rng = np.random.default_rng(seed)
    if len(statements) <= MAX_FITTED:
        return np.arange(len(statements))
    chosen: set[int] = set()
    groups = sorted(group_rows(statements), key=len)
    for position, rows in enumerate(groups):
        quota = (MAX_FITTED // 2 - len(chosen)) // (len(groups) - position)
        chosen.update(rng.permutation(rows)[: max(quota, 0)].tolist())
    others = np.setdiff1d(np.arange(len(statements)), np.fromiter(chosen, dtype=np.int64))
    drawn = rng.choice(others, MAX_FITTED - len(chosen), replace=False)
    return np.sort(np.concatenate([np.fromiter(chosen, dtype=np.int64), drawn]))


def join_rest(
    placed: pd.DataFrame,
    among: Vectors,
    fitted: NDArray[np.int64],
    points: Points,
    *,
    each: MapShards = one_by_one,
) -> pd.DataFrame:
    """`placed` for all points: those not fitted are where most of their nearest fitted neighbours are.

    Args:
        placed: Columns topic_id, map_x and map_y of the fitted points, and others.
        among: The fitted points, same order.
        fitted: Their positions among all, ascending.
        points: All of them.
        each: How the shards of the others are gone through.
    """
    others = np.setdiff1d(np.arange(len(points)), fitted)
    if len(others) == 0:
        return placed
    joined = pd.concat(each(_joined, (placed, among), map(points.at, shards(others))))
    return pd.concat([placed.set_axis(fitted), joined.set_axis(others)]).sort_index()


def _joined(fit: tuple[pd.DataFrame, Vectors], points: Vectors) -> pd.DataFrame:
    """Rows like those placed by the fit, whose points come second, for points that join by their neighbours' votes."""
    placed, among = fit
    positions, cosines = nearest(points, among, N_JOINING)
    topics = placed["topic_id"].to_numpy()[positions]
    weights = cosines.clip(1e-6)
    votes = np.zeros((len(points), placed["topic_id"].max() - OUTLIER + 1))
    np.add.at(votes, (np.arange(len(points))[:, None], topics - OUTLIER), weights)
    winners = votes.argmax(axis=1) + OUTLIER
    shares = votes.max(axis=1) / votes.sum(axis=1)
    weights = weights * (topics == winners[:, None])
    return pd.DataFrame(
        {
            "topic_id": winners,
            "topic_probability": np.where(winners == OUTLIER, 0.0, shares),
            "is_clustered": False,
            "stability": np.nan,
            **{
                axis: (weights * placed[axis].to_numpy()[positions]).sum(axis=1) / weights.sum(axis=1)
                for axis in ("map_x", "map_y")
            },
        }
    )
