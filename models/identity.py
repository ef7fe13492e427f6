"""Keeps a topic's number from one run to the next, by the statements that it shares and by where its centre lies."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from models.encoder import Vectors, unit
from models.remembered import Remembered
from models.schemas import OUTLIER

MIN_SCORE = 0.3
"""Likeness from which two topics may be the same one: by shared statements alone, their Jaccard overlap."""

CENTRE_WEIGHT = 0.2
"""Part of the likeness that the centres have where all statements of the old topic are still there; as statements
leave the sources their centre speaks for them."""

CENTRE_FROM = 0.43
"""Cosine of two centres at which they begin to be alike. Centres of two halves of one topic of the demo, no statement
in common, have 0.5 to 0.6 in the middle; halves of different topics reach 0.43 in one case out of ten to twenty and
stay below 0.6, from which on the centre alone carries a number (0.43 + 0.3 * 0.57)."""

FRINGE_WEIGHT = 0.5
"""What a statement that joined a topic afterwards weighs, beside a member of the cluster."""

MIN_WEIGHT = 0.05
"""HDBSCAN gives the outermost members of a cluster a probability of 0; they still are members."""

N_EXEMPLARS = 30
"""Most central statements of each topic by which it is known again when it has been away."""

RETURN_CENTRE_WEIGHT = 0.5
MIN_RETURN_SCORE = 0.5
"""A topic that was away is known by its exemplars and its centre alike: they are fewer than its statements were."""


def match_topics(
    assignments: pd.DataFrame,
    recalled: pd.DataFrame,
    remembered: Remembered | None,
    *,
    vectors: Vectors | None = None,
    first_free: int = 0,
) -> pd.DataFrame:
    """The assignments with each topic numbered as in the previous run if it is the same one.

    All pairs are chosen together (Hungarian method), so that one topic cannot take the number that fits another
    better. Topics that then have none are compared with those of earlier runs that are away and with those that
    analysts split out. What is left gets numbers never used before.

    Args:
        assignments: Schema `Assignments`, as a fit made it.
        recalled: What `recall` remembers of the same statements, in the same order.
        remembered: What the last run left; None without one.
        vectors: Neutralised, shape (n_statements, n_dims), same order; without them centres do not count.
        first_free: The lowest number that no earlier run has used.
    """
    found = assignments["topic_id"].to_numpy()
    ids = np.unique(found[found != OUTLIER])
    if remembered is None:
        numbers = {int(topic_id): first_free + rank for rank, topic_id in enumerate(ids)}
    else:
        centres = None if vectors is None else topic_centres(assignments, vectors)
        numbers = _kept_numbers(ids, found, recalled, remembered, centres)
        numbers |= _returned_numbers(ids, found, recalled, remembered, centres, numbers)
        first_free = max(first_free, int(remembered.topics["topic_id"].max()) + 1 if len(remembered.topics) else 0)
        fresh = iter(range(first_free, first_free + len(ids)))
        numbers |= {int(topic_id): next(fresh) for topic_id in ids if topic_id not in numbers}
    renumbered = assignments["topic_id"].map(lambda topic_id: numbers.get(topic_id, OUTLIER)).astype("int64")
    return assignments.assign(topic_id=renumbered, unmerged_topic_id=renumbered)


def core_weights(statements: pd.DataFrame) -> NDArray[np.float64]:
    """What each statement weighs for the identity of its topic, above 0 and at most 1: the core more than the fringe.

    Uses topic_probability and is_clustered.
    """
    weights = statements["topic_probability"].to_numpy(dtype=float).clip(MIN_WEIGHT, 1)
    is_clustered = statements["is_clustered"].to_numpy(dtype=bool)
    return np.asarray(weights * np.where(is_clustered, 1.0, FRINGE_WEIGHT))


def topic_centres(assignments: pd.DataFrame, vectors: Vectors) -> dict[int, Vectors]:
    """Direction from the corpus's mean to each topic's centre, shape (n_dims,), unit length; core members weigh more.

    From the mean, because a small encoder's vectors all lie in one narrow cone.
    """
    weights, middle = core_weights(assignments), vectors.mean(axis=0)
    topic_ids = assignments["topic_id"].to_numpy()
    return {
        int(topic_id): unit(
            np.average(vectors[topic_ids == topic_id], axis=0, weights=weights[topic_ids == topic_id]) - middle
        )
        for topic_id in np.unique(topic_ids[topic_ids != OUTLIER])
    }


def exemplars(assignments: pd.DataFrame, texts: pd.Series[str], vectors: Vectors) -> dict[int, list[str]]:
    """Of each topic the hashes in `texts` of its most central statements, members of the cluster first."""
    centres = topic_centres(assignments, vectors)
    middle = vectors.mean(axis=0)
    found: dict[int, list[str]] = {}
    for topic_id, centre in centres.items():
        members = np.flatnonzero(assignments["topic_id"] == topic_id)
        nearness = (unit(vectors[members] - middle) @ centre).round(6)
        fringe = ~assignments["is_clustered"].to_numpy(dtype=bool)[members]
        words = texts.to_numpy(dtype=object)[members]
        ranked = pd.DataFrame({"fringe": fringe, "far": -nearness, "words": words}).sort_values(
            ["fringe", "far", "words"]
        )
        found[topic_id] = ranked["words"].drop_duplicates().head(N_EXEMPLARS).tolist()
    return found


def _kept_numbers(
    ids: NDArray[np.int64],
    found: NDArray[np.int64],
    recalled: pd.DataFrame,
    remembered: Remembered,
    centres: dict[int, Vectors] | None,
) -> dict[int, int]:
    """Numbers of the topics that the previous run had."""
    old = remembered.statements[remembered.statements["found_topic_id"] != OUTLIER]
    old_ids = np.unique(old["found_topic_id"])
    old_weights = pd.Series(core_weights(old)).groupby(old["found_topic_id"].to_numpy()).sum()
    weights = core_weights(recalled)
    placed = (found != OUTLIER) & (recalled["found_topic_id"] != OUTLIER).to_numpy()
    shared = _sums(found[placed], recalled["found_topic_id"].to_numpy()[placed], weights[placed], ids, old_ids)
    union = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    jaccard = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0)
    is_own = (recalled["is_known"] & (recalled["found_topic_id"] != OUTLIER)).to_numpy()
    present = pd.Series(weights[is_own]).groupby(recalled["found_topic_id"].to_numpy()[is_own]).sum()
    left = (present.reindex(old_ids).fillna(0) / old_weights.reindex(old_ids)).clip(upper=1).to_numpy()
    likeness, is_comparable = _centre_likeness(ids, old_ids, centres, remembered)
    centre_weight = np.where(is_comparable, np.maximum(CENTRE_WEIGHT, 1 - left), 0.0)
    score = (1 - centre_weight) * jaccard + centre_weight * likeness
    return _pairs(score, ids, old_ids, at_least=MIN_SCORE)


def _returned_numbers(
    ids: NDArray[np.int64],
    found: NDArray[np.int64],
    recalled: pd.DataFrame,
    remembered: Remembered,
    centres: dict[int, Vectors] | None,
    taken: dict[int, int],
) -> dict[int, int]:
    """Numbers of topics that were away, or that analysts split out, for topics that have none yet."""
    away = remembered.topics[~remembered.topics["topic_id"].isin(taken.values())]
    away = away[~away["is_present"] | away["split_from"].notna()]
    unnumbered = np.asarray([topic_id for topic_id in ids if topic_id not in taken], dtype=np.int64)
    away_ids = away["topic_id"].to_numpy(dtype=np.int64)
    topic_of_words = pd.Series(found, index=recalled["text_sha256"]).groupby(level=0).first()
    held, left = np.zeros((len(unnumbered), len(away_ids))), np.zeros(len(away_ids))
    for column, words in enumerate(away["exemplars"]):
        topics = topic_of_words.reindex(list(words)).dropna()
        left[column] = len(topics) / max(1, len(words))
        held[:, column] = [(topics == topic_id).mean() if len(topics) else 0.0 for topic_id in unnumbered]
    likeness, is_comparable = _centre_likeness(unnumbered, away_ids, centres, remembered)
    centre_weight = np.where(is_comparable, np.maximum(RETURN_CENTRE_WEIGHT, 1 - left), 0.0)
    score = (1 - centre_weight) * held + centre_weight * likeness
    return _pairs(score, unnumbered, away_ids, at_least=MIN_RETURN_SCORE)


def _sums(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    weights: NDArray[np.float64],
    row_ids: NDArray[np.int64],
    column_ids: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Weights by pair of ids, shape (n_row_ids, n_column_ids)."""
    sums = np.zeros((len(row_ids), len(column_ids)))
    np.add.at(sums, (np.searchsorted(row_ids, rows), np.searchsorted(column_ids, columns)), weights)
    return sums


def _centre_likeness(
    ids: NDArray[np.int64], old_ids: NDArray[np.int64], centres: dict[int, Vectors] | None, remembered: Remembered
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """How alike centres are, 0 to 1, shape (n_ids, n_old_ids), and which old topics have a centre to compare."""
    likeness, is_comparable = np.zeros((len(ids), len(old_ids))), np.zeros(len(old_ids), dtype=bool)
    old_centres = remembered.topics.set_index("topic_id")["centre"]
    if centres is None or len(ids) == 0:
        return likeness, is_comparable
    own = np.stack([centres[int(topic_id)] for topic_id in ids])
    for column, old_id in enumerate(old_ids):
        centre = old_centres.get(old_id)
        if centre is not None and len(centre) == own.shape[1]:
            is_comparable[column] = True
            likeness[:, column] = ((own @ np.asarray(centre) - CENTRE_FROM) / (1 - CENTRE_FROM)).clip(0, 1)
    return likeness, is_comparable


def _pairs(
    score: NDArray[np.float64], ids: NDArray[np.int64], old_ids: NDArray[np.int64], *, at_least: float
) -> dict[int, int]:
    """The old id of each id in the pairs that together score most; pairs that score too little count nothing."""
    eligible = np.where(score >= at_least - 1e-9, score, 0.0)
    rows, columns = linear_sum_assignment(-eligible)
    return {
        int(ids[row]): int(old_ids[column])
        for row, column in zip(rows, columns, strict=True)
        if eligible[row, column] > 0
    }
