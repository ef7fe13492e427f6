"""Which statements the pages of a report hold where there are more of them than a browser bears."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_ON_PAGES = 100_000
"""Statements that map, search and lists of quotes hold, as many as they were measured with; and what is quoted."""


@dataclass(frozen=True)
class Selection:
    """Statements by their positions among all, ascending."""

    positions: NDArray[np.int64]
    n_statements: int
    """All that there are."""
    most_of_topic: int
    """Of a topic with more statements there are so many, and those that are quoted; of any other all."""

    @property
    def is_part(self) -> bool:
        """Whether some statement is left out."""
        return len(self.positions) < self.n_statements


def select(topic_ids: NDArray[np.int64], is_quoted: NDArray[np.bool_], *, most: int) -> Selection:
    """About `most` statements, of each topic (and of all without one) as many as of any other, if it has them.

    So small topics are there as a whole: they are what a reader looks for. Of a larger one there are every second
    statement, every third and so on, in their order, and whatever is quoted.

    Args:
        topic_ids: Topic of each statement, shape (n_statements,).
        is_quoted: Whether a statement stands elsewhere on the pages, same shape.
        most: How many, without those that are quoted beside.
    """
    if len(topic_ids) <= most:
        return Selection(np.arange(len(topic_ids)), len(topic_ids), len(topic_ids))
    codes, sizes = np.unique(topic_ids, return_inverse=True, return_counts=True)[1:]
    most_of_topic = _level(sizes, most)
    rank = np.empty(len(codes), dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    rank[order] = np.arange(len(codes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # Evenly over the topic: the statements at which the running share of it passes a whole number.
    kept = np.minimum(sizes, most_of_topic)[codes]
    is_chosen = (rank + 1) * kept // sizes[codes] > rank * kept // sizes[codes]
    return Selection(np.flatnonzero(is_chosen | is_quoted), len(topic_ids), most_of_topic)


def _level(sizes: NDArray[np.int64], most: int) -> int:
    """The largest number of statements of a topic with which all topics together have `most` at most; at least 1."""
    ascending = np.sort(sizes)
    spent = np.cumsum(ascending) - ascending  # by all smaller topics
    shares = (most - spent) // np.arange(len(sizes), 0, -1)
    return max(1, int(shares[np.flatnonzero(shares < ascending)[0]]))
