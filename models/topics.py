"""Finds topics: BERTopic assembled from UMAP, HDBSCAN and ready vectors, with parameters that follow the corpus."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame

from models.encoder import Vectors, unit
from models.keywords import tagged_documents
from models.schemas import OUTLIER, Assignments

if TYPE_CHECKING:
    from hdbscan import HDBSCAN
    from umap import UMAP

MIN_STATEMENTS = 20
"""Different statements below which a neighbourhood says nothing; the caller refuses such a corpus."""

N_NEIGHBOURS = 15
"""UMAP's neighbourhood, its default (docs/decisions/0005)."""

EXACT_NEIGHBOURS_UP_TO = 4096

N_COMPONENTS = 5

MIN_SAMPLES = 2
"""HDBSCAN's density is that of the second neighbour: fewer outliers than its default, which is the topic size."""

LARGEST_TOPIC_SHARE = 0.4
"""HDBSCAN may not select a cluster that holds more than this share of a corpus: without the bound it now and then finds
one giant and one tiny topic and nothing else."""

LARGE_TOPIC_SHARE = 0.08
MIN_LARGE_TOPIC = 80
"""A topic above this share of a corpus (and this size) is looked at again by itself: in the whole corpus's space the
personal stories of several groups lie together, which among themselves are about different things."""

SPLIT_SIZE_FACTOR = 0.6
LARGEST_SPLIT_SHARE = 0.6

FILLER = "- --"
"""Two terms at the end of every document: BERTopic's own word counting fails on texts without words."""

ASSIGNMENT_QUANTILE = 0.05
"""An outlier joins its nearest topic if it is as close to the topic's centre as 95% of the topics' own members are."""


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


def min_topic_size(n_statements: int) -> int:
    """The fewest statements that make a topic in a corpus of `n_statements`: 0.4 times its root, at least 5.

    That is 7 of 300, 13 of 1,000 and 69 of 30,000: large enough that chance neighbours seldom make a topic, small
    enough that the concern of one first conversation does.
    """
    return max(5, round(0.4 * math.sqrt(n_statements)))


def fit_topics(statements: pd.DataFrame, vectors: Vectors, settings: TopicSettings) -> DataFrame[Assignments]:
    """Topic of every statement; topics are numbered from 0 by size, outliers are -1.

    Statements with the same text are one point to the clustering, so that repetition alone makes no topic, and get the
    same topic. `is_clustered` tells members of a cluster from outliers that joined a topic afterwards.

    Args:
        statements: Columns statement_id, text and language.
        vectors: Neutralised, shape (n_statements, n_dims), unit length.
        settings: Topic size and seed.

    Raises:
        ValueError: Fewer than `MIN_STATEMENTS` different texts.

    Source:
        Grootendorst 2022 (arXiv:2203.05794); McInnes et al. 2018 (arXiv:1802.03426); Campello et al. 2013.
    """
    inverse, first = _distinct(statements["text"])
    if len(first) < MIN_STATEMENTS:
        raise ValueError(f"{len(first)} different statements; topics need at least {MIN_STATEMENTS}")
    points = vectors[first]
    neighbours = _nearest_neighbours(points, settings.seed)
    documents = [f"{document} {FILLER}" for document in tagged_documents(statements.iloc[first])]
    clusters, strengths = _cluster(documents, points, neighbours, settings)
    topics, is_clustered = _split_large_topics(
        points, _assign_outliers(points, clusters), clusters != OUTLIER, settings
    )
    similarity = _similarity_to_topic(points, topics).clip(0, 1)
    probabilities = np.where(is_clustered, strengths, np.where(topics != OUTLIER, similarity, 0.0))
    positions = _project(points, neighbours, n_components=2, seed=settings.seed)
    numbered = _by_size(topics[inverse])
    return DataFrame[Assignments](
        {
            "statement_id": statements["statement_id"].tolist(),
            "topic_id": numbered,
            "unmerged_topic_id": numbered,
            "topic_probability": probabilities[inverse],
            "is_clustered": is_clustered[inverse],
            "map_x": positions[inverse, 0].astype(float),
            "map_y": positions[inverse, 1].astype(float),
        }
    )


def _distinct(texts: pd.Series[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For every row the number of its text, and for every text the position of its first row."""
    numbers, _ = pd.factorize(texts)
    _, first = np.unique(numbers, return_index=True)
    return numbers, first


Neighbours = tuple[NDArray[np.integer] | None, NDArray[np.floating] | None, object]


def _nearest_neighbours(points: Vectors, seed: int) -> Neighbours:
    """UMAP's neighbour graph, for clustering space and map; a small one UMAP finds itself, exactly and as fast."""
    if len(points) <= EXACT_NEIGHBOURS_UP_TO:
        return None, None, None
    from umap.umap_ import nearest_neighbors

    indices, distances, search_index = nearest_neighbors(
        points,
        n_neighbors=N_NEIGHBOURS,
        metric="cosine",
        metric_kwds=None,
        angular=False,
        random_state=np.random.RandomState(seed),
    )
    return indices, distances, search_index


def _umap(neighbours: Neighbours, *, n_components: int, seed: int, min_dist: float) -> UMAP:
    from umap import UMAP

    return UMAP(
        n_neighbors=N_NEIGHBOURS,
        n_components=n_components,
        min_dist=min_dist,
        metric="cosine",
        random_state=seed,
        n_jobs=1,
        precomputed_knn=neighbours,
    )


def _hdbscan(n_points: int, *, min_size: int, largest_share: float) -> HDBSCAN:
    from hdbscan import HDBSCAN

    return HDBSCAN(
        min_cluster_size=min_size,
        min_samples=MIN_SAMPLES,
        max_cluster_size=max(min_size, int(largest_share * n_points)),
        core_dist_n_jobs=1,
    )


def _project(points: Vectors, neighbours: Neighbours, *, n_components: int, seed: int) -> NDArray[np.float32]:
    """Positions on the topic map, shape (n_points, n_components)."""
    model = _umap(neighbours, n_components=n_components, seed=seed, min_dist=0.1)
    return np.asarray(model.fit_transform(points), dtype=np.float32)


def _cluster(
    documents: list[str], points: Vectors, neighbours: Neighbours, settings: TopicSettings
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Cluster of every point (-1 for none) and how firmly it sits there, 0 to 1."""
    from bertopic import BERTopic
    from sklearn.feature_extraction.text import CountVectorizer

    size = min_topic_size(len(points)) if settings.min_topic_size == "auto" else settings.min_topic_size
    hdbscan = _hdbscan(len(points), min_size=size, largest_share=LARGEST_TOPIC_SHARE)
    model = BERTopic(
        language="multilingual",
        umap_model=_umap(neighbours, n_components=N_COMPONENTS, seed=settings.seed, min_dist=0.0),
        hdbscan_model=hdbscan,
        vectorizer_model=CountVectorizer(analyzer=str.split),
        calculate_probabilities=False,
    )
    topics, _ = model.fit_transform(documents, embeddings=points)
    return np.asarray(topics), np.asarray(hdbscan.probabilities_)


def _assign_outliers(points: Vectors, clusters: NDArray[np.int64]) -> NDArray[np.int64]:
    """Clusters, with those outliers added that are as close to a centre as clustered statements are."""
    ids = np.unique(clusters[clusters != OUTLIER])
    if len(ids) == 0:
        return clusters
    similarity = points @ _centres(points, clusters, ids).T
    own = similarity[np.arange(len(points)), np.searchsorted(ids, clusters).clip(0, len(ids) - 1)]
    threshold = np.quantile(own[clusters != OUTLIER], ASSIGNMENT_QUANTILE)
    joins = (clusters == OUTLIER) & (similarity.max(axis=1) >= threshold)
    return np.where(joins, ids[similarity.argmax(axis=1)], clusters)


def _split_large_topics(
    points: Vectors, topics: NDArray[np.int64], is_clustered: NDArray[np.bool_], settings: TopicSettings
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Topics, with each large one replaced by the topics found inside it, and which statements were clustered.

    What the second look leaves over joins the nearest of the new topics; a topic in which it finds no two stays.
    """
    topics, is_clustered = topics.copy(), is_clustered.copy()
    limit = max(MIN_LARGE_TOPIC, LARGE_TOPIC_SHARE * len(points))
    least = 0 if settings.min_topic_size == "auto" else settings.min_topic_size
    waiting = np.unique(topics[topics != OUTLIER]).tolist()
    while waiting:
        members = np.flatnonzero(topics == waiting.pop())
        if len(members) <= limit or len(members) < 2 * least:
            continue
        found = _cluster_inside(points[members], settings)
        ids = np.unique(found[found != OUTLIER])
        if len(ids) < 2:
            continue
        nearest = ids[(points[members] @ _centres(points[members], found, ids).T).argmax(axis=1)]
        first_free = topics.max() + 1
        topics[members] = first_free + np.searchsorted(ids, np.where(found == OUTLIER, nearest, found))
        is_clustered[members] &= found != OUTLIER
        waiting.extend(range(first_free, first_free + len(ids)))
    return topics, is_clustered


def _cluster_inside(points: Vectors, settings: TopicSettings) -> NDArray[np.int64]:
    """Clusters among the members of one topic, in a space of their own; `auto` follows the size of that topic."""
    size = max(5, round(SPLIT_SIZE_FACTOR * math.sqrt(len(points))))
    if settings.min_topic_size != "auto":
        size = settings.min_topic_size
    neighbours = _nearest_neighbours(points, settings.seed)
    reduced = _umap(neighbours, n_components=N_COMPONENTS, seed=settings.seed, min_dist=0.0).fit_transform(points)
    found = _hdbscan(len(points), min_size=size, largest_share=LARGEST_SPLIT_SHARE).fit(reduced).labels_
    return np.asarray(found, dtype=np.int64)


def _similarity_to_topic(points: Vectors, topics: NDArray[np.int64]) -> NDArray[np.float32]:
    ids = np.unique(topics[topics != OUTLIER])
    if len(ids) == 0:
        return np.zeros(len(points), dtype=np.float32)
    centres = _centres(points, topics, ids)
    own = np.searchsorted(ids, topics).clip(0, len(ids) - 1)
    return np.asarray(np.einsum("ij,ij->i", points, centres[own]), dtype=np.float32)


def _centres(points: Vectors, topics: NDArray[np.int64], ids: NDArray[np.int64]) -> Vectors:
    """Centre of each topic in `ids`, shape (n_topics, n_dims), unit length."""
    return unit(np.stack([points[topics == topic_id].mean(axis=0) for topic_id in ids]))


def _by_size(topics: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same topics numbered from 0, the largest first; outliers stay -1."""
    sizes = pd.Series(topics[topics != OUTLIER]).value_counts()
    ranks = {topic_id: rank for rank, topic_id in enumerate(sorted(sizes.index, key=lambda t: (-sizes[t], t)))}
    return np.asarray([ranks.get(topic_id, OUTLIER) for topic_id in topics], dtype=np.int64)
