"""Finds topics: a consensus of UMAP and HDBSCAN inside BERTopic, with parameters that follow the corpus."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame

from models.consensus import (
    MIN_CLUSTER,
    N_REFITS,
    Clustering,
    agreed_clusters,
    agreement,
    cluster_sizes,
    project,
    rate,
    refits,
    remembered,
)
from models.encoder import Vectors, unit
from models.floor import group_rows, min_topic_size, without_chance
from models.keywords import tagged_documents
from models.neighbours import nearest
from models.schemas import OUTLIER, Assignments

MIN_STATEMENTS = 20
"""Different statements below which a neighbourhood says nothing; the caller refuses such a corpus."""

MAX_FITTED = 8_000
"""Different statements that topics are found among; the others of a larger corpus join what their neighbours are in."""

GROUP_REFITS = 2
GROUP_SIZE_FACTOR = 0.4
"""Each group is clustered by itself too, with smallest clusters that follow its own size, so that what is thin in the
whole corpus can still be dense among those who say it."""

FILLER = "- --"
"""Two terms at the end of every document: BERTopic's own word counting fails on texts without words."""

ASSIGNMENT_QUANTILE = 0.05
"""An outlier joins its nearest topic if it is as close to the topic's centre as 95% of the topics' own members are."""

JOINED_AT_ONCE = 50_000
"""Statements that vote at a time, so that the votes of a large corpus need little memory."""

N_JOINING = 10
"""Fitted neighbours that vote on the topic of a statement that was not among those fitted."""


@dataclass(frozen=True)
class TopicSettings:
    """`min_topic_size`: the fewest statements of a topic, `auto` to follow the corpus. `seed` makes runs repeatable."""

    min_topic_size: int | Literal["auto"] = "auto"
    seed: int = 42

    def __post_init__(self) -> None:
        if self.min_topic_size != "auto" and self.min_topic_size < 2:
            raise ValueError(f"min_topic_size must be at least 2 or auto, got {self.min_topic_size}")
        if not 0 <= self.seed < 2**32:
            raise ValueError(f"seed must be from 0 to {2**32 - 1}, got {self.seed}")


def fit_topics(
    statements: pd.DataFrame,
    vectors: Vectors,
    settings: TopicSettings,
    *,
    previous_topics: NDArray[np.int64] | None = None,
) -> DataFrame[Assignments]:
    """Topic of every statement; topics are numbered from 0 by size, outliers are -1.

    Statements with the same text are one point to the clustering, so that repetition alone makes no topic, and get the
    same topic. `is_clustered` tells members of a cluster from outliers that joined a topic afterwards.

    Args:
        statements: Columns statement_id, text and language; groups and session_id, where there are any, let smaller
            topics stand.
        vectors: Neutralised, shape (n_statements, n_dims), unit length.
        settings: Topic size and seed.
        previous_topics: Topic of every statement in the previous run (-1: none or unknown), one opinion more.

    Raises:
        ValueError: Fewer than `MIN_STATEMENTS` different texts.

    Source:
        Grootendorst 2022 (arXiv:2203.05794); McInnes et al. 2018 (arXiv:1802.03426); Campello et al. 2013; for the
        consensus see `models.consensus`.
    """
    inverse, first = _distinct(statements["text"])
    if len(first) < MIN_STATEMENTS:
        raise ValueError(f"{len(first)} different statements; topics need at least {MIN_STATEMENTS}")
    speakers = statements.iloc[first].reset_index(drop=True)
    points = vectors[first]  # a copy; of a million vectors there should be no more of them than must be
    points -= points.mean(axis=0)
    points = unit(points)
    previous = np.full(len(first), OUTLIER) if previous_topics is None else previous_topics[first]
    fitted = _fitted_rows(speakers, settings.seed)
    placed = _fit(speakers.iloc[fitted].reset_index(drop=True), points[fitted], previous[fitted], settings)
    if len(fitted) < len(first):
        placed = _join_fitted(placed, fitted, points)
    return DataFrame[Assignments](
        placed.iloc[inverse]
        .assign(
            statement_id=statements["statement_id"].tolist(),
            topic_id=lambda rows: _by_size(rows["topic_id"].to_numpy()),
            unmerged_topic_id=lambda rows: rows["topic_id"],
        )
        .reset_index(drop=True)[list(Assignments.to_schema().columns)]
    )


def _distinct(texts: pd.Series[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every row the number of its text, and for every text the position of its first row."""
    numbers, _ = pd.factorize(texts)
    _, first = np.unique(numbers, return_index=True)
    return numbers, first


def _fit(
    statements: pd.DataFrame, points: Vectors, previous: NDArray[np.int64], settings: TopicSettings
) -> pd.DataFrame:
    """The columns of `Assignments` but ids, for different statements that are few enough to be fitted."""
    found = _cluster(statements, points, previous, settings)
    topics = _join_outliers(statements, points, found.clusters)
    is_clustered = found.clusters != OUTLIER
    similarity = _similarity_to_topic(points, topics).clip(0, 1)
    positions = project(points, n_components=2, min_dist=0.1, n_epochs=None, seed=settings.seed)
    return pd.DataFrame(
        {
            "topic_id": topics,
            "topic_probability": np.where(
                is_clustered, found.probabilities, np.where(topics != OUTLIER, similarity, 0.0)
            ),
            "is_clustered": is_clustered,
            "stability": found.stability,
            "map_x": positions[:, 0].astype(float),
            "map_y": positions[:, 1].astype(float),
        }
    )


def _cluster(
    statements: pd.DataFrame, points: Vectors, previous: NDArray[np.int64], settings: TopicSettings
) -> Clustering:
    """What refits on the corpus, refits on single groups and the previous run agree on."""
    everybody = np.arange(len(points))
    fixed = _fixed(settings)
    sizes = [fixed] if fixed else cluster_sizes(len(points))
    opinions = list(refits(points, everybody, sizes, n_refits=N_REFITS, seed=settings.seed))
    n_others = len(opinions)
    for number, rows in enumerate(group_rows(statements)):
        size = fixed or max(MIN_CLUSTER, round(GROUP_SIZE_FACTOR * math.sqrt(len(rows))))
        # Each group draws seeds of its own, and none of those that the whole corpus has.
        seed = settings.seed + (number + 1) * 2**32
        opinions += refits(points, rows, [size], n_refits=GROUP_REFITS, seed=seed)
    agreed = agreement(opinions, len(points))
    lowest = fixed or MIN_CLUSTER
    with_previous = agreement([*opinions, *remembered(previous, n_others)], len(points))
    clusters = agreed_clusters(with_previous, min_size=lowest)
    clusters = without_chance(clusters, statements, fixed or min_topic_size(len(points)), lowest)
    return rate(agreed, clusters)


def _join_outliers(statements: pd.DataFrame, points: Vectors, clusters: NDArray[np.int64]) -> NDArray[np.int64]:
    """Topics: clusters, and those outliers in them that are as close to a centre as clustered statements are.

    BERTopic numbers them by size and lets the outliers join.
    """
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from sklearn.feature_extraction.text import CountVectorizer

    if (clusters == OUTLIER).all():
        return clusters
    documents = [f"{document} {FILLER}" for document in tagged_documents(statements)]
    model = BERTopic(
        language="multilingual",
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(analyzer=str.split),
        calculate_probabilities=False,
    )
    numbers, _ = model.fit_transform(documents, embeddings=points, y=clusters)
    topics = np.asarray(numbers)
    if (topics != OUTLIER).all():
        return topics
    own = _similarity_to_topic(points, topics)[topics != OUTLIER]
    joined = model.reduce_outliers(
        documents,
        topics.tolist(),
        strategy="embeddings",
        embeddings=points,
        threshold=float(np.quantile(own, ASSIGNMENT_QUANTILE)),
    )
    return np.asarray(joined, dtype=np.int64)


def _fixed(settings: TopicSettings) -> int | None:
    return None if settings.min_topic_size == "auto" else settings.min_topic_size


def _fitted_rows(statements: pd.DataFrame, seed: int) -> NDArray[np.int64]:
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


def _join_fitted(placed: pd.DataFrame, fitted: NDArray[np.int64], points: Vectors) -> pd.DataFrame:
    """`placed` for all points: those not fitted are where most of their nearest fitted neighbours are."""
    others = np.setdiff1d(np.arange(len(points)), fitted)
    joined = [
        _joined(placed, points[fitted], points[rows]).set_axis(rows)
        for rows in np.split(others, range(JOINED_AT_ONCE, len(others), JOINED_AT_ONCE))
    ]
    return pd.concat([placed.set_axis(fitted), *joined]).sort_index()


def _joined(placed: pd.DataFrame, among: Vectors, points: Vectors) -> pd.DataFrame:
    """Rows like those of `placed`, whose vectors are `among`, for points that join by their neighbours' votes."""
    positions, cosines = nearest(points, among, N_JOINING)
    topics = placed["topic_id"].to_numpy()[positions]
    weights = cosines.clip(1e-6)
    known = range(OUTLIER, placed["topic_id"].max() + 1)
    votes = np.stack([(weights * (topics == topic_id)).sum(axis=1) for topic_id in known], axis=1)
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


def _similarity_to_topic(points: Vectors, topics: NDArray[np.int64]) -> NDArray[np.float32]:
    ids = np.unique(topics[topics != OUTLIER])
    if len(ids) == 0:
        return np.zeros(len(points), dtype=np.float32)
    centres = unit(np.stack([points[topics == topic_id].mean(axis=0) for topic_id in ids]))
    own = np.searchsorted(ids, topics).clip(0, len(ids) - 1)
    return np.asarray(np.einsum("ij,ij->i", points, centres[own]), dtype=np.float32)


def _by_size(topics: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same topics numbered from 0, the largest first; outliers stay -1."""
    sizes = pd.Series(topics[topics != OUTLIER]).value_counts()
    ranks = {topic_id: rank for rank, topic_id in enumerate(sorted(sizes.index, key=lambda t: (-sizes[t], t)))}
    return np.asarray([ranks.get(topic_id, OUTLIER) for topic_id in topics], dtype=np.int64)
