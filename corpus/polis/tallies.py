"""Votes on each comment, overall and by opinion group: shares, consensus and divisiveness, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from corpus.polis.votes import AGREE, DISAGREE, PASS
from corpus.schemas import EVERYBODY

ALPHA = 0.05
COUNTS = {"n_agree": AGREE, "n_disagree": DISAGREE, "n_pass": PASS}
PER_COMMENT = [f"{figure}{end}" for figure in ("consensus", "divisiveness") for end in ("", "_low", "_high")]
"""Figures that compare the groups: they stand in the row of everybody."""

Floats = NDArray[np.float64]


def tally_votes(votes: pd.DataFrame, opinion_groups: pd.Series[str]) -> pd.DataFrame:
    """One row a comment and opinion group, `all` first: counts, the share that agrees, and figures of the comment.

    `votes` has one row a participant and comment, `opinion_groups` the group of each participant who has one. Every
    group has a row for every comment, with zeros where none of it voted. Columns are those of
    `corpus.schemas.Votes` with `comment_id` in place of the statement, without what only the caller knows.
    """
    grouped = votes.assign(opinion_group=votes["participant"].map(opinion_groups)).dropna(subset="opinion_group")
    groups = sorted(opinion_groups.unique(), key=lambda group: (len(group), group))
    comments = votes["comment_id"].unique()
    everybody = _counts(votes.assign(opinion_group=EVERYBODY)).reindex(_index(comments, [EVERYBODY]))
    counts = _counts(grouped).reindex(_index(comments, groups), fill_value=0)
    compared = _compared(counts.to_numpy().reshape(len(comments), len(groups), len(COUNTS)))
    frame = pd.concat([everybody.assign(**compared), counts])
    return _with_shares(frame.loc[_index(comments, [EVERYBODY, *groups])]).reset_index()


def _index(comments: Sequence[str], groups: Sequence[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_product([comments, groups], names=["comment_id", "opinion_group"])


def _counts(votes: pd.DataFrame) -> pd.DataFrame:
    flags = votes.assign(**{name: votes["vote"].eq(value).astype("int64") for name, value in COUNTS.items()})
    return flags.groupby(["comment_id", "opinion_group"], sort=False)[list(COUNTS)].sum()


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Agreement among those who voted, passes included, with Wilson's interval; NaN where nobody voted."""
    n_voters = frame[list(COUNTS)].sum(axis=1).where(lambda total: total > 0).astype(float)
    low, high = wilson(frame["n_agree"].to_numpy(float), n_voters.to_numpy(), ALPHA)
    return frame.assign(agree_share=frame["n_agree"] / n_voters, ci_low=low, ci_high=high)


def _compared(counts: NDArray[np.int64]) -> dict[str, Floats]:
    """The figures that compare groups, a value a comment, for counts of shape (n_comments, n_groups, 3)."""
    n_agree, n_voters = counts[:, :, 0], counts.sum(axis=2)
    if counts.shape[1] < 2:
        return {name: np.full(len(counts), np.nan) for name in PER_COMMENT}
    values = (*consensus(n_agree, n_voters), *divisiveness(n_agree, n_voters))
    return dict(zip(PER_COMMENT, values, strict=True))


def consensus(n_agree: NDArray[np.int64], n_voters: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Group-aware consensus of each comment with a 95% interval, for counts of shape (n_comments, n_groups).

    The product over groups of (agree + 1) / (voters + 2): high only where every group agrees. The pseudo-counts are
    a uniform prior on each group's share, and the product its posterior mean. The interval is that of the Beta
    distribution with the posterior's mean and variance.

    Source: compdemocracy/polis, conversation.clj `:group-aware-consensus`; equal to the column
    group-informed-consensus of an export. Small et al. 2021, Recerca 26(2). The Beta for a product of Betas: Fan 1991,
    Communications in Statistics, Theory and Methods 20.
    """
    first, total = n_agree + 1.0, n_voters + 2.0
    mean = np.prod(first / total, axis=1)
    mean_of_square = np.prod(first * (first + 1) / (total * (total + 1)), axis=1)
    size = (mean - mean_of_square) / (mean_of_square - mean**2)
    low, high = betaincinv(mean * size, (1 - mean) * size, [[ALPHA / 2], [1 - ALPHA / 2]])
    return mean, low, high


def divisiveness(n_agree: NDArray[np.int64], n_voters: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """The largest difference between two groups' agreement, with a 95% interval, for shape (n_comments, n_groups).

    Groups of which nobody voted are passed over; NaN where fewer than two are left. The interval is Newcombe's for
    the difference of two proportions, at a level corrected for the number of pairs (Bonferroni), because the largest
    of several differences is large by chance; its lower end is not below 0.

    Source: Newcombe 1998, Statistics in Medicine 17, method 10.
    """
    n_comments, n_groups = n_agree.shape
    pairs = list(combinations(range(n_groups), 2))
    with np.errstate(invalid="ignore"):
        shares = n_agree / n_voters  # NaN where nobody voted
    differences = np.abs(np.stack([shares[:, one] - shares[:, other] for one, other in pairs], axis=1))
    largest = np.nan_to_num(differences, nan=-1.0).argmax(axis=1)
    rows = np.arange(n_comments)
    one, other = np.array(pairs)[largest].T
    above = np.where(shares[rows, one] >= shares[rows, other], one, other)
    below = one + other - above
    has_two = n_voters[rows, above].astype(bool) & n_voters[rows, below].astype(bool)
    first, second = ((n_agree[rows, group], n_voters[rows, group]) for group in (above, below))
    with np.errstate(invalid="ignore", divide="ignore"):
        share, other_share = first[0] / first[1], second[0] / second[1]
        (low, high), (other_low, other_high) = (wilson(*each, ALPHA / len(pairs)) for each in (first, second))
    value = np.where(has_two, differences[rows, largest], np.nan)
    lower = value - np.hypot(share - low, other_high - other_share)
    upper = value + np.hypot(high - share, other_share - other_low)
    return value, np.maximum(lower, 0.0), np.minimum(upper, 1.0)


def wilson(n_yes: NDArray[Any], n: NDArray[Any], alpha: float) -> tuple[Floats, Floats]:
    """Wilson's score interval of each share `n_yes` / `n`; NaN where `n` is 0 or NaN.

    By its formula, as all of scipy.stats would have to be loaded for that of statsmodels, with which it agrees.

    Source: Wilson 1927, Journal of the American Statistical Association 22.
    """
    z = -ndtri(alpha / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share, weight = n_yes / n, z**2 / n
        middle = (share + weight / 2) / (1 + weight)
        half = np.sqrt(share * (1 - share) * weight + weight**2 / 4) / (1 + weight)
    return middle - half, middle + half
