"""Finds topics: a consensus of UMAP and HDBSCAN inside BERTopic, with parameters that follow the corpus."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame

from corpus.shards import MapShards, one_by_one
from models.backends import BackendName, backend_of
from models.consensus import (
    MIN_CLUSTER,
    N_NEIGHBOURS,
    N_REFITS,
    Clustering,
    agreed_clusters,
    agreement,
    cluster_sizes,
    rate,
    refits,
    remembered,
    search_graph,
)
from models.encoder import Vectors, unit
from models.floor import group_rows, min_topic_size, without_chance
from models.keywords import tagged_documents
from models.large_corpus import Points, fitted_rows, join_rest
from models.neighbours import Neighbours
from models.schemas import OUTLIER, Assignments

MIN_STATEMENTS = 20
"""Different statements below which a neighbourhood says nothing; the caller refuses such a corpus."""

GROUP_REFITS = 2
GROUP_SIZE_FACTOR = 0.4
"""Each group is clustered by itself too, with smallest clusters that follow its own size, so that what is thin in the
whole corpus can still be dense among those who say it."""

MAP_MIN_DIST = 0.1
MAP_EPOCHS = 200
"""The map is UMAP in two dimensions with its default distance between points, and its epochs for large corpora."""

FILLER = "- --"
"""Two terms at the end of every document: BERTopic's own word counting fails on texts without words."""

ASSIGNMENT_QUANTILE = 0.05
"""An outlier joins its nearest topic if it is as close to the topic's centre as 95% of the topics' own members are."""

MAX_OUTLIER_SHARE = 0.1
"""Where more than this share of the statements would be left, the nearest of them join too, until it is not."""


@dataclass(frozen=True)
class TopicSettings:
    """How topics are found.

    `min_topic_size` is the fewest statements of a topic, `auto` to follow the corpus. `seed` makes runs repeatable.
    `backend` says who computes the layouts and their clusters.
    """

    min_topic_size: int | Literal["auto"] = "auto"
    seed: int = 42
    backend: BackendName = "cpu"

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
    each: MapShards = one_by_one,
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
        each: How what a large corpus has besides its sample is gone through.

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
    points = Points(vectors, first)
    previous = np.full(len(first), OUTLIER) if previous_topics is None else previous_topics[first]
    fitted = fitted_rows(speakers, settings.seed)
    among = points.at(fitted)
    placed = _fit(speakers.iloc[fitted].reset_index(drop=True), among, previous[fitted], settings)
    placed = join_rest(placed, among, fitted, points, each=each)
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
    graph = search_graph(points)
    found = _cluster(statements, points, graph, previous, settings)
    topics = _join_outliers(statements, points, found.clusters)
    is_clustered = found.clusters != OUTLIER
    similarity = _similarity_to_topic(points, topics).clip(0, 1)
    positions = _map(graph, settings)
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


def _map(graph: Neighbours, settings: TopicSettings) -> Vectors:
    n_points = len(graph.positions)
    near = graph.among(np.arange(n_points), min(N_NEIGHBOURS, n_points - 1))
    backend = backend_of(settings.backend)
    return backend.layout(
        backend.graph(near), n_components=2, min_dist=MAP_MIN_DIST, n_epochs=MAP_EPOCHS, seed=settings.seed
    )


def _cluster(
    statements: pd.DataFrame,
    points: Vectors,
    graph: Neighbours,
    previous: NDArray[np.int64],
    settings: TopicSettings,
) -> Clustering:
    """What refits on the corpus, refits on single groups and the previous run agree on."""
    everybody = np.arange(len(points))
    fixed = _fixed(settings)
    sizes = [fixed] if fixed else cluster_sizes(len(points))
    backend = backend_of(settings.backend)
    opinions = refits(graph, everybody, sizes, n_refits=N_REFITS, seed=settings.seed, backend=backend)
    n_others = len(opinions)
    for number, rows in enumerate(group_rows(statements)):
        size = fixed or max(MIN_CLUSTER, round(GROUP_SIZE_FACTOR * math.sqrt(len(rows))))
        # Each group draws seeds of its own, and none of those that the whole corpus has.
        seed = settings.seed + (number + 1) * 2**32
        near = search_graph(points[rows])
        opinions += refits(near, rows, [size], n_refits=GROUP_REFITS, seed=seed, backend=backend)
    agreed = agreement(opinions, len(points))
    lowest = fixed or MIN_CLUSTER
    yesterday = remembered(previous, n_others)
    with_previous = agreement([*opinions, *yesterday], len(points)) if yesterday else agreed
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
    joined = model.reduce_outliers(
        documents,
        topics.tolist(),
        strategy="embeddings",
        embeddings=points,
        threshold=_least_similarity(points, topics),
    )
    return np.asarray(joined, dtype=np.int64)


def _least_similarity(points: Vectors, topics: NDArray[np.int64]) -> float:
    """Cosine with the nearest topic's centre from which on an outlier joins it."""
    own = _similarity_to_topic(points, topics)[topics != OUTLIER]
    usual = float(np.quantile(own, ASSIGNMENT_QUANTILE))
    nearest = np.sort((points[topics == OUTLIER] @ _centres(points, topics).T).max(axis=1))
    n_left = int(MAX_OUTLIER_SHARE * len(points))
    return min(usual, float(nearest[n_left])) if len(nearest) > n_left else usual


def _centres(points: Vectors, topics: NDArray[np.int64]) -> Vectors:
    """The unit mean of each topic's points, topics ascending."""
    ids = np.unique(topics[topics != OUTLIER])
    return unit(np.stack([points[topics == topic_id].mean(axis=0) for topic_id in ids]))


def _fixed(settings: TopicSettings) -> int | None:
    return None if settings.min_topic_size == "auto" else settings.min_topic_size


def _similarity_to_topic(points: Vectors, topics: NDArray[np.int64]) -> NDArray[np.float32]:
    ids = np.unique(topics[topics != OUTLIER])
    if len(ids) == 0:
        return np.zeros(len(points), dtype=np.float32)
    own = np.searchsorted(ids, topics).clip(0, len(ids) - 1)
    return np.asarray(np.einsum("ij,ij->i", points, _centres(points, topics)[own]), dtype=np.float32)


def _by_size(topics: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same topics numbered from 0, the largest first; outliers stay -1."""
    ids, numbers, sizes = np.unique(topics, return_inverse=True, return_counts=True)
    sizes[ids == OUTLIER] = len(topics) + 1  # first of all, so that the largest topic comes next
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[np.argsort(-sizes, kind="stable")] = np.arange(len(ids))
    return ranks[numbers] - (OUTLIER in ids)
