"""The smallest topics that stand: by the size of the corpus, or because a group or several sessions speak for them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.consensus import MIN_CLUSTER
from models.schemas import OUTLIER

FLOOR_FACTOR = 0.3
"""A cluster below this multiple of the root of the corpus's size is chance, unless a group or sessions speak for it."""

ONE_GROUP_SHARE = 2 / 3
MIN_SESSIONS = 5
"""A smaller cluster is a topic all the same where two thirds of it come from one group, or where it comes from five
sessions: nine people with one concern are not noise."""

MIN_GROUP_STATEMENTS = 20


def min_topic_size(n_statements: int) -> int:
    """The fewest statements that make a topic in a corpus of `n_statements`: 0.3 times its root, at least 5.

    That is 5 of 300, 9 of 1,000 and 30 of 10,000, where no group and no sessions speak for less.
    """
    return max(MIN_CLUSTER, round(FLOOR_FACTOR * math.sqrt(n_statements)))


def group_rows(statements: pd.DataFrame) -> Iterator[NDArray[np.int64]]:
    """Positions of each group's statements, for groups with enough of them to look at and not most of the corpus."""
    if "groups" not in statements:
        return
    members = statements["groups"].explode()
    for _, rows in sorted(members.dropna().groupby(members.dropna()).groups.items()):
        positions = np.unique(np.asarray(rows, dtype=np.int64))
        if MIN_GROUP_STATEMENTS <= len(positions) <= len(statements) / 2:
            yield positions


def without_chance(clusters: NDArray[np.int64], statements: pd.DataFrame, floor: int, lowest: int) -> NDArray[np.int64]:
    """Clusters of at least `floor` points, and of at least `lowest` where a group or sessions speak for them."""
    kept = np.full(len(clusters), OUTLIER)
    sizes = pd.Series(clusters).value_counts()
    for cluster in sizes[sizes >= lowest].index:
        members = np.flatnonzero(clusters == cluster)
        if len(members) >= floor or _is_spoken_for(statements.iloc[members]):
            kept[members] = cluster
    return kept


def _is_spoken_for(statements: pd.DataFrame) -> bool:
    """Whether most of the statements come from one group, or all together from several sessions."""
    if "session_id" in statements and statements["session_id"].nunique() >= MIN_SESSIONS:
        return True
    if "groups" not in statements:
        return False
    speakers = statements["groups"].explode().value_counts()
    return bool(len(speakers) and speakers.iloc[0] >= ONE_GROUP_SHARE * len(statements))
