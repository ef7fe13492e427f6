"""What participants of Pol.is think of a topic's comments: evidence of its own, never added to counts of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame
from scipy.sparse import csr_array
from scipy.stats import beta, norm
from scipy.stats import t as student_t
from statsmodels.stats.proportion import proportion_confint

from corpus.schemas import EVERYBODY
from models.figure_schemas import TopicVotes
from models.sampling import CONFIDENCE
from models.schemas import OUTLIER

AGREE = 1
Floats = NDArray[np.float64]
Figures = dict[str, Any]
"""Columns of `TopicVotes`."""


def topic_votes(statements: pd.DataFrame, votes: pd.DataFrame, ballots: pd.DataFrame) -> DataFrame[TopicVotes]:
    """Support, consensus and divisiveness of the comments of each topic in each conversation, each comment once.

    Every figure is a mean over the topic's comments, so a comment that was shown to many does not outweigh the others.
    Somebody who voted on several comments is one person: intervals add up what each participant moves a figure by
    (linearised variance, participants as units). They say how sure the figure is of these comments, not of others that
    might have been written.

    Args:
        statements: Columns statement_id, topic_id, source; rows without votes are passed over.
        votes: Schema `Votes`, as it may be published: comments of which everybody's votes are left out count nowhere,
            those of which consensus is left out not in consensus and divisiveness.
        ballots: Schema `Ballots`.
    """
    overall = votes[votes["opinion_group"] == EVERYBODY]
    topics = statements.loc[statements["topic_id"] != OUTLIER, ["statement_id", "topic_id", "source"]]
    voted = topics.merge(overall, on="statement_id", validate="one_to_one")
    voted = voted[voted["suppressed"].astype(bool) | (voted[["n_agree", "n_disagree", "n_pass"]].sum(axis=1) > 0)]
    rows = [
        {"topic_id": topic_id, "source": source, **_figures(comments, ballots)}
        for (topic_id, source), comments in voted.groupby(["topic_id", "source"])
    ]
    if not rows:
        return TopicVotes.empty()
    columns = TopicVotes.to_schema().columns
    whole = {name: "Int64" for name in columns if name.startswith("n_")}
    real = {name: "float64" for name, column in columns.items() if column.dtype.type == np.float64}
    return TopicVotes.validate(pd.DataFrame(rows, columns=list(columns)).astype(whole | real | {"topic_id": "int64"}))


def _figures(comments: pd.DataFrame, ballots: pd.DataFrame) -> Figures:
    shown = comments[~comments["suppressed"].astype(bool)]
    if shown.empty:
        return {"suppressed": True}
    cast, group_of = _cast(shown, ballots)
    is_compared = shown["consensus"].notna().to_numpy()
    names = sorted({name for name in group_of if name is not None})
    figures: Figures = {"suppressed": False, "n_comments": len(shown), **_support(cast)}
    if len(names) < 2 or not is_compared.any():
        return figures
    groups = [_Cast(cast.has_voted[group_of == name], cast.agrees[group_of == name]).on(is_compared) for name in names]
    n_divided = int((shown.loc[is_compared, "divisiveness_low"] > 0).sum())
    return {
        **figures,
        "n_opinion_groups": len(names),
        "n_compared": int(is_compared.sum()),
        "n_divided": n_divided,
        **_consensus(groups),
        **_divisiveness(groups),
    }


@dataclass(frozen=True)
class _Cast:
    """Votes of some participants on a topic's comments, each of shape (n_people, n_comments), ones and zeros."""

    has_voted: csr_array
    agrees: csr_array

    @property
    def n_people(self) -> int:
        """Participants who voted on any comment of the topic."""
        return int(self.has_voted.shape[0])

    @property
    def n_voters(self) -> Floats:
        """Participants who voted on each comment, shape (n_comments,)."""
        return np.asarray(self.has_voted.sum(axis=0), dtype=float)

    @property
    def n_agree(self) -> Floats:
        """Those of them who agree, shape (n_comments,)."""
        return np.asarray(self.agrees.sum(axis=0), dtype=float)

    def variance(self, gradient: Floats, shares: Floats) -> float:
        """Of the sum over comments of `gradient` times what the votes there differ from `shares`, by participant."""
        moved = self.agrees @ gradient - self.has_voted @ (gradient * shares)
        return float(self.n_people / max(self.n_people - 1, 1) * (moved**2).sum())

    def of(self, people: NDArray[np.bool_]) -> _Cast:
        """The votes of some of the participants."""
        return _Cast(self.has_voted[people], self.agrees[people])

    def on(self, comments: NDArray[np.bool_]) -> _Cast:
        """The votes on some of the comments."""
        return _Cast(self.has_voted[:, comments], self.agrees[:, comments])


def _cast(comments: pd.DataFrame, ballots: pd.DataFrame) -> tuple[_Cast, NDArray[np.object_]]:
    """The votes on these comments, and the opinion group of each participant, None for those who have none."""
    place = pd.Series(range(len(comments)), index=comments["statement_id"].to_numpy())
    here = ballots[ballots["statement_id"].isin(place.index)]
    voters, numbers = np.unique(here["voter"], return_inverse=True)
    at = numbers, here["statement_id"].map(place).to_numpy(dtype=int)
    shape = (len(voters), len(comments))
    has_voted = csr_array((np.ones(len(here)), at), shape=shape)
    agrees = csr_array(((here["vote"] == AGREE).to_numpy(dtype=float), at), shape=shape)
    groups = np.full(len(voters), None, dtype=object)
    groups[numbers] = here["opinion_group"].astype(object).where(here["opinion_group"].notna(), None)
    return _Cast(has_voted, agrees), groups


def _support(cast: _Cast) -> Figures:
    share, low, high = _mean_share(cast, CONFIDENCE)
    return {"n_voters": cast.n_people, "agree_share": share, "ci_low": low, "ci_high": high}


def _mean_share(cast: _Cast, confidence: float) -> tuple[float, float, float]:
    """Mean over the comments of the share that agrees, and Wilson's interval with as many answers as it is worth."""
    shares = cast.n_agree / cast.n_voters
    share, n_people = float(shares.mean()), cast.n_people
    variance = cast.variance(1 / (len(shares) * cast.n_voters), shares)
    if share in (0.0, 1.0):
        worth = float(n_people)
    elif variance == 0:
        worth = float(cast.n_voters.sum())
    else:
        few = (norm.ppf((1 + confidence) / 2) / student_t.ppf((1 + confidence) / 2, max(n_people - 1, 1))) ** 2
        worth = min(max(share * (1 - share) / variance * few, 1.0), float(cast.n_voters.sum()))
    low, high = proportion_confint(share * worth, worth, alpha=1 - confidence, method="wilson")
    return share, float(low), float(high)


def _consensus(groups: Sequence[_Cast]) -> Figures:
    """Mean over the comments of the group-aware consensus: the product over groups of (agree + 1) / (voters + 2).

    The interval is that of the Beta distribution with this mean and the variance by participant, as for one comment.
    """
    shares = np.stack([(group.n_agree + 1) / (group.n_voters + 2) for group in groups])
    products = shares.prod(axis=0)
    mean = float(products.mean())
    variance = sum(
        group.variance(products / own / (group.n_voters + 2) / len(products), own)
        for group, own in zip(groups, shares, strict=True)
    )
    size = max(mean * (1 - mean) / variance - 1, 1.0)
    tails = (1 - CONFIDENCE) / 2
    low, high = beta.ppf([tails, 1 - tails], mean * size, (1 - mean) * size)
    return {"consensus": mean, "consensus_low": float(low), "consensus_high": float(high)}


def _divisiveness(groups: Sequence[_Cast]) -> Figures:
    """The largest difference between two groups' mean agreement, over the comments on which all groups voted.

    Source: Newcombe 1998, Statistics in Medicine 17, method 10, from the ends of the two shares, at a level corrected
    for the number of pairs (Bonferroni), because the largest of several differences is large by chance.
    """
    by_all = np.all([group.n_voters > 0 for group in groups], axis=0)
    if not by_all.any():
        return {}
    pairs = list(combinations(range(len(groups)), 2))
    ends = [_mean_share(group.on(by_all), 1 - (1 - CONFIDENCE) / len(pairs)) for group in groups]
    above, below = max(
        ((one, other) if ends[one][0] >= ends[other][0] else (other, one) for one, other in pairs),
        key=lambda pair: ends[pair[0]][0] - ends[pair[1]][0],
    )
    (upper, upper_low, upper_high), (lower, lower_low, lower_high) = ends[above], ends[below]
    difference = upper - lower
    return {
        "divisiveness": difference,
        "divisiveness_low": max(0.0, difference - np.hypot(upper - upper_low, lower_high - lower)),
        "divisiveness_high": min(1.0, difference + np.hypot(upper_high - upper, lower - lower_low)),
    }
