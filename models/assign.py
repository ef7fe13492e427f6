"""Joins new statements to the topics that there are, without a fit: by the votes of their nearest neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.shards import MapShards, one_by_one
from models.encoder import Vectors, unit
from models.large_corpus import shards
from models.neighbours import nearest
from models.schemas import OUTLIER

N_VOTERS = 10
"""Neighbours that vote on a statement's topic: more of them let large topics outvote small ones."""

VOTE_POWER = 4
"""A vote weighs the neighbour's similarity to this power: the nearest decide, the others where those disagree."""

MIN_LEFT_OUT = 0.02
MAX_LEFT_OUT = 0.1
"""New statements are left out as often as the fit left statements out, but as often as this at least and at most."""

N_BASELINE = 2000
"""Fitted statements that the threshold is learnt from; more would not move its second digit."""


@dataclass(frozen=True)
class Votes:
    """What the neighbours say of each statement, shape (n_statements,) each."""

    topic_ids: NDArray[np.int64]
    shares: NDArray[np.float64]
    """Share of the votes that the topic has, above 0 and at most 1."""
    nearness: NDArray[np.float64]
    """Mean cosine, from the corpus's mean, to the `N_VOTERS` nearest statements that are clustered."""
    places: NDArray[np.float64]
    """Mean place on the map of those voters that are in the topic, weighted by their votes, shape (n_statements, 2)."""

    def of(self, chosen: NDArray[np.bool_]) -> Votes:
        """The votes on the chosen statements only."""
        return Votes(self.topic_ids[chosen], self.shares[chosen], self.nearness[chosen], self.places[chosen])


@dataclass(frozen=True)
class Joined:
    """Today's statements in the topics of the last fit, new ones included.

    `assignments` has all columns of schema `Assignments`. `nearness`, of every statement since the last fit, and
    `usual_nearness`, of a sample of fitted ones, each without its own vote, say whether what is new is like what is
    known; `left_out_share` is the share of new statements that is left out if it is.
    """

    assignments: pd.DataFrame
    nearness: NDArray[np.float64]
    usual_nearness: NDArray[np.float64]
    left_out_share: float


def join_topics(
    recalled: pd.DataFrame,
    vectors: Vectors,
    *,
    fit_outlier_share: float,
    seed: int,
    each: MapShards = one_by_one,
) -> Joined:
    """Known statements where they were, and each new one in the topic that its nearest neighbours vote for.

    Only members of clusters vote, one for each text. A new statement further from its voters than all but a few fitted
    statements are from theirs is an outlier.

    Args:
        recalled: What `recall` remembers of today's statements.
        vectors: Neutralised, shape (n_statements, n_dims), same order.
        fit_outlier_share: Share of outliers that the fit left.
        seed: For the sample that the threshold is learnt from.
        each: How the shards of what came since the fit are gone through.
    """
    is_new = ~recalled["is_known"].to_numpy()
    voters = _voters(recalled)
    left_out_share = float(np.clip(fit_outlier_share, MIN_LEFT_OUT, MAX_LEFT_OUT))
    if len(voters) == 0:
        nothing = np.zeros(0)
        return Joined(_as_outliers(recalled, is_new), nothing, nothing, left_out_share)
    points = unit(vectors - vectors.mean(axis=0))  # as a fit sees them: a small encoder's vectors lie in one cone
    usual = _votes(recalled, points, voters, _sample(recalled, seed), one_by_one).nearness
    threshold = float(np.quantile(usual, left_out_share))
    since_fit = np.flatnonzero(~recalled["is_fitted"].to_numpy())
    votes = _votes(recalled, points, voters, since_fit, each)
    placed = _placed(recalled, since_fit[is_new[since_fit]], votes.of(is_new[since_fit]), threshold)
    return Joined(placed, votes.nearness, usual, left_out_share)


def _voters(recalled: pd.DataFrame) -> NDArray[np.int64]:
    """Positions of the clustered statements, of equal texts one."""
    clustered = recalled[recalled["is_clustered"] & (recalled["found_topic_id"] != OUTLIER)]
    return _one_a_text(clustered)


def _one_a_text(statements: pd.DataFrame) -> NDArray[np.int64]:
    ordered = statements.sort_values("statement_id").drop_duplicates("text_sha256")
    return np.asarray(np.sort(ordered.index.to_numpy()), dtype=np.int64)


def _sample(recalled: pd.DataFrame, seed: int) -> NDArray[np.int64]:
    """Positions of fitted statements; which ones does not depend on the order of rows."""
    fitted = recalled[recalled["is_fitted"]].sort_values("statement_id")
    sample = fitted.sample(min(N_BASELINE, len(fitted)), random_state=seed)
    return np.asarray(sample.index, dtype=np.int64)


def _votes(
    recalled: pd.DataFrame, points: Vectors, voters: NDArray[np.int64], asking: NDArray[np.int64], each: MapShards
) -> Votes:
    """Votes of the statements at `voters` on those at `asking`, none of which votes on its own text."""
    found = each(_nearest_voters, points[voters], (points[rows] for rows in shards(asking)))
    positions, cosines = map(np.concatenate, zip(*found, strict=True))
    words = recalled["text_sha256"].to_numpy(dtype=object)
    is_self = words[voters][positions] == words[asking][:, None]
    # Itself, or else the furthest, makes room: everybody has the same number of voters.
    order = np.argsort(is_self, axis=1, kind="stable")[:, :N_VOTERS]
    positions, cosines = np.take_along_axis(positions, order, 1), np.take_along_axis(cosines, order, 1)
    topic_ids = recalled["found_topic_id"].to_numpy()[voters]
    known, numbers, sizes = np.unique(topic_ids, return_inverse=True, return_counts=True)
    chosen = numbers[positions]
    weights = cosines.clip(1e-6) ** VOTE_POWER / np.sqrt(sizes)[chosen]
    totals = np.zeros((len(asking), len(known)))
    np.add.at(totals, (np.arange(len(asking))[:, None], chosen), weights)
    winners = totals.argmax(axis=1)
    shares = totals.max(axis=1) / totals.sum(axis=1)
    weights = np.where(chosen == winners[:, None], weights, 0)
    map_places = recalled[["map_x", "map_y"]].to_numpy()[voters][positions]
    places = np.einsum("ij,ijk->ik", weights, map_places) / weights.sum(axis=1, keepdims=True)
    return Votes(known[winners], shares, cosines.mean(axis=1), places)


def _nearest_voters(voters: Vectors, asking: Vectors) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    return nearest(asking, voters, N_VOTERS + 1)


def _placed(recalled: pd.DataFrame, positions: NDArray[np.int64], votes: Votes, threshold: float) -> pd.DataFrame:
    """Assignments of all statements, with those at `positions` where their votes put them."""
    joins = votes.nearness >= threshold
    placed = recalled[["statement_id", "topic_probability", "is_clustered", "stability", "map_x", "map_y"]].copy()
    topic_ids = recalled["found_topic_id"].to_numpy().copy()
    topic_ids[positions] = np.where(joins, votes.topic_ids, OUTLIER)
    placed.loc[positions, "topic_probability"] = np.where(joins, votes.shares, 0.0)
    placed.loc[positions, ["map_x", "map_y"]] = votes.places
    return placed.assign(topic_id=topic_ids, unmerged_topic_id=topic_ids)


def _as_outliers(recalled: pd.DataFrame, is_new: NDArray[np.bool_]) -> pd.DataFrame:
    """Assignments where nobody can vote: what is new is an outlier in the middle of the map."""
    placed = recalled[["statement_id", "topic_probability", "is_clustered", "stability", "map_x", "map_y"]].copy()
    placed.loc[is_new, ["map_x", "map_y"]] = placed[["map_x", "map_y"]].mean().fillna(0.0).to_numpy()
    return placed.assign(topic_id=recalled["found_topic_id"], unmerged_topic_id=recalled["found_topic_id"])
