"""Broader topics: which topics lie near one another, so that a reader of many finds a way in."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from models.encoder import Vectors, unit
from models.label_evidence import LabelTerms
from models.labels import label_topics
from models.schemas import OUTLIER

MIN_TOPICS = 6
"""Fewer topics are read at a glance; gathering them would only hide them."""

LARGEST_BROAD_SHARE = 0.5
"""A broader topic holds at most this share of the topics: one that holds most of them says nothing."""

DISTANCE_DECIMALS = 6
"""Distances are compared to this precision, so that the order of rows, which moves the last digits, decides nothing."""


def broaden_topics(
    topics: pd.DataFrame, assignments: pd.DataFrame, vectors: Vectors, label_terms: LabelTerms
) -> pd.DataFrame:
    """The topics with `broad_topic_id` and `broad_label`, both missing where there are too few topics to gather.

    A topic that stands alone has its own id as `broad_topic_id` and no `broad_label`. Where no words can be had for a
    broader topic, the label of its first topic stands for it.

    Args:
        topics: One row a topic, largest first, with the columns `topic_id` and `label`.
        assignments: Schema `Assignments`, after analysts' merges.
        vectors: Neutralised, shape (n_statements, n_dims), in the order of `assignments`.
        label_terms: What labels may be made of.
    """
    topic_ids = assignments["topic_id"].to_numpy()
    broad = broad_topics(topic_ids, vectors)
    n_members: Counter[int | None] = Counter(broad.values())
    broad_ids = np.asarray([broad.get(topic_id, OUTLIER) for topic_id in topic_ids], dtype=np.int64)
    found = [broad.get(topic_id) for topic_id in topics["topic_id"]]
    first_labels = dict(reversed(list(zip(found, topics["label"], strict=True))))
    found_labels = label_topics(broad_ids, vectors, label_terms)
    labels = first_labels | {broad_id: label.text for broad_id, label in found_labels.items()}
    named = [labels[broad_id] if n_members[broad_id] > 1 else None for broad_id in found]
    return topics.assign(
        broad_topic_id=pd.array(found, dtype="Int64"), broad_label=pd.Series(named, topics.index, dtype="str")
    )


def broad_topics(topic_ids: NDArray[np.int64], vectors: Vectors) -> dict[int, int]:
    """The broader topic of each topic, empty below `MIN_TOPICS` topics.

    Average linkage of the cosines between the topics' centres, taken from the corpus's mean: a small encoder's vectors
    all lie in one narrow cone, so that only what sets a topic apart can tell which others it is near. Topics count
    alike whatever their size: a reader looks for topics, and large ones would draw the small ones in. The tree is cut
    into the square root of the number of topics. The silhouette is hardly higher at one cut than at another, so that
    the best of them would be another one every night (docs/method.md has the figures).

    A broader topic is named by the smallest `topic_id` in it, so that it keeps its number as topics keep theirs.

    Args:
        topic_ids: Topic of each statement, outliers included, shape (n_statements,).
        vectors: Neutralised, shape (n_statements, n_dims), same order.

    Source: Sokal and Michener 1958, on average linkage (UPGMA).
    """
    ids, apart = _set_apart(topic_ids, vectors)
    if len(ids) < MIN_TOPICS:
        return {}
    distances = (1 - apart @ apart.T).round(DISTANCE_DECIMALS).clip(0, 2)
    np.fill_diagonal(distances, 0)
    branches = _cut(distances)
    smallest = {branch: int(ids[branches == branch].min()) for branch in np.unique(branches)}
    return {int(topic_id): smallest[branch] for topic_id, branch in zip(ids, branches, strict=True)}


def _set_apart(topic_ids: NDArray[np.int64], vectors: Vectors) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Topics in ascending order, and the direction from the corpus's mean to each one's centre, a row a topic."""
    members = pd.Series(range(len(topic_ids))).groupby(topic_ids).indices
    ids = np.asarray(sorted(topic_id for topic_id in members if topic_id != OUTLIER), dtype=np.int64)
    if len(ids) == 0:
        return ids, np.empty((0, vectors.shape[1]))
    centres = np.stack([vectors[members[topic_id]].mean(axis=0, dtype=np.float64) for topic_id in ids])
    apart: NDArray[np.float64] = unit(centres - vectors.mean(axis=0, dtype=np.float64)).astype(np.float64)
    return ids, apart


def _cut(distances: NDArray[np.float64]) -> NDArray[np.int64]:
    """Branch of each topic, from 1: as many as the square root of the topics, more where one would hold too much."""
    n_topics = len(distances)
    tree = linkage(squareform(distances), method="average")
    for n_branches in range(round(math.sqrt(n_topics)), n_topics):
        branches: NDArray[np.int64] = fcluster(tree, n_branches, criterion="maxclust")
        if np.bincount(branches).max() <= LARGEST_BROAD_SHARE * n_topics:
            return branches
    return np.arange(1, n_topics + 1)
