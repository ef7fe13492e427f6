"""Which statements of a group say what others do not, with an estimate of how many of them do so by chance only.

A statement is *close* to a group where much of what lies around it, in other sessions, is the group's. The closest ones
are examples from which a classifier learns what sets the group apart; it is never asked about a session it has learnt
from, so that a note-taker's manner does not pass for the group's concern. Where to draw the line is told by everybody
else's statements: as far as a group says the same as others, its statements score like theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import rankdata

from models.encoder import Vectors, unit
from models.neighbours import nearest

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

    Classifiers = list[LogisticRegression | None]

N_CLOSE = 30
N_LOOKED_AT = 100
"""Neighbours from other sessions that are counted, and neighbours among which they are looked for."""

N_SMOOTHED = 15
"""A statement's score leans half on its nearest neighbours, which say the same in other words."""

SEED_SHARE = 0.3
"""Of a group's statements, those that are closest are the first examples."""

N_ROUNDS = 2
N_FOLDS = 8
REGULARISATION = 0.5
"""Inverse strength `C`: examples are few and dimensions many."""

THEME_WEIGHT = 0.2
"""What the log-odds that no theme is carried add to a score."""

CLIPPED = (0.01, 0.99)
"""Probabilities of themes that are believed: none is certain."""

FALSE_SHARE = 0.2
"""Of the statements told apart, at most this share is expected to be there by chance."""

MIN_UNITS = 2
MIN_SEEDS = 5
"""Sessions and examples below which nothing can be learnt."""

MAX_REFERENCE = 10_000
"""Statements that are compared, a sample where there are more: half of it the groups', to equal parts."""

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Distinct:
    """`scores` is higher the more a statement is the group's own concern, NaN for others' and where nothing is told.

    `is_distinct` marks those above the line; all that was asked about where `is_told` is False: the group was heard too
    little to tell it from its sessions.
    """

    scores: Floats
    is_distinct: Flags
    is_told: bool


@dataclass(frozen=True)
class Reference:
    """What all groups of a corpus are compared by; everything but for a sample of a large one."""

    vectors: Vectors
    """Of all statements, shape (n_statements, n_dims), unit length."""
    codes: NDArray[np.int64]
    """The sampling unit of each."""
    folds: NDArray[np.int64]
    """The part of the corpus that each is in; a unit is in one part as a whole."""
    middle: Vectors
    """Mean of the vectors, shape (n_dims,)."""
    rows: NDArray[np.int64]
    """The statements that are compared, ascending."""
    points: Vectors
    """Where they lie from the middle, unit length."""
    around: NDArray[np.int64]
    """Of each of `rows` itself and its nearest among them, as places in `rows`, shape (n_rows, n_neighbours)."""


def reference(vectors: Vectors, units: NDArray[np.object_], groups: Sequence[Flags], *, seed: int) -> Reference:
    """Neighbours and parts of the corpus, found once for all groups.

    Args:
        vectors: Neutral, shape (n_statements, n_dims), unit length.
        units: What each statement was drawn with (`models.sampling.sampling_units`), shape (n_statements,).
        groups: Which statements are whose, flags of shape (n_statements,) a group.
        seed: For the sample of a large corpus.
    """
    codes = np.unique(units.astype(str), return_inverse=True)[1]
    middle = vectors.mean(axis=0)
    rows = _reference_rows(len(vectors), groups, np.random.default_rng(seed))
    points = unit(vectors[rows] - middle)
    return Reference(
        vectors, codes, _folds(codes), middle, rows, points, around=nearest(points, points, N_LOOKED_AT + 1)[0]
    )


def _reference_rows(n: int, groups: Sequence[Flags], rng: np.random.Generator) -> NDArray[np.int64]:
    if n <= MAX_REFERENCE:
        return np.arange(n)
    of_groups = [np.flatnonzero(is_member) for is_member in groups]
    quota = MAX_REFERENCE // (2 * len(groups))
    drawn = np.unique(np.concatenate([rng.permutation(members)[:quota] for members in of_groups]))
    rest = np.setdiff1d(np.arange(n), drawn, assume_unique=True)
    return np.sort(np.concatenate([drawn, rng.choice(rest, MAX_REFERENCE - len(drawn), replace=False)]))


def distinct_statements(corpus: Reference, is_member: Flags, is_other: Flags, any_score: Floats) -> Distinct:
    """Statements of a group that say what others do not, and what the themes say less of.

    Args:
        corpus: Of all statements, `reference`.
        is_member: Which statements are the group's.
        is_other: Which statements are those of the others it is compared with; none of the group's.
        any_score: Probability that a statement carries any theme, 0 to 1.

    Source:
        Learning from positive and unlabelled examples (Bekker and Davis 2020, Machine Learning 109), cross-fitted by
        session; the line is drawn as between target and decoy (Elias and Gygi 2007, Nature Methods 4).
    """
    rows, points, around, folds = corpus.rows, corpus.points, corpus.around, corpus.folds
    of_group, of_others, codes = is_member[rows], is_other[rows], corpus.codes[rows]
    n_examples = SEED_SHARE * of_group.sum()
    if len(np.unique(codes[of_group])) < MIN_UNITS or n_examples < MIN_SEEDS or not of_others.any():
        return Distinct(np.full(len(is_member), np.nan), is_member, is_told=False)
    ranks = start = _ranks(_closeness(around, codes, of_group), of_group)
    own, models = np.zeros(len(rows)), []
    for _ in range(N_ROUNDS):
        examples = of_group & (ranks >= np.quantile(ranks[of_group], 1 - SEED_SHARE))
        models = _learn(points, folds[rows], examples, of_others)
        own = _scored(models, points, folds[rows])
        ranks = _ranks(_smoothed(own, own, around[:, 1:]), of_group) + start
    novelty = THEME_WEIGHT * -logit(any_score.clip(*CLIPPED))
    scores = np.full(len(is_member), np.nan)
    scores[rows] = _smoothed(own, own, around[:, 1:]) + novelty[rows]
    line = _line(scores[rows][of_group], scores[rows][of_others])
    left = np.setdiff1d(np.flatnonzero(is_member), rows)
    theirs = unit(corpus.vectors[left] - corpus.middle)
    beside = nearest(theirs, points, N_SMOOTHED)[0]
    scores[left] = _smoothed(_scored(models, theirs, folds[left]), own, beside) + novelty[left]
    scores[~is_member] = np.nan
    return Distinct(scores, scores >= line, is_told=True)


def _folds(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Numbers of parts, from 0; one part where there is but one unit, of which nothing is learnt."""
    from sklearn.model_selection import GroupKFold

    folds = np.zeros(len(codes), dtype=np.int64)
    n_folds = min(N_FOLDS, len(np.unique(codes)))
    if n_folds >= MIN_UNITS:
        for number, (_, members) in enumerate(GroupKFold(n_folds).split(codes, groups=codes)):
            folds[members] = number
    return folds


def _closeness(around: NDArray[np.int64], codes: NDArray[np.int64], is_member: Flags) -> Floats:
    """The group's share of what lies around each statement in other sessions, over its share of all other sessions.

    Half of it is the mean over the statement's nearest neighbours. 1 is parity, and holds where nothing can be said.
    """
    is_other = codes[around] != codes[:, None]
    is_counted = is_other & (np.cumsum(is_other, axis=1) <= N_CLOSE)
    n_counted = is_counted.sum(axis=1)
    elsewhere = is_member.sum() - np.bincount(codes, weights=is_member)[codes]
    n_elsewhere = len(codes) - np.bincount(codes)[codes]
    with np.errstate(divide="ignore", invalid="ignore"):
        lift = ((is_member[around] & is_counted).sum(axis=1) / n_counted) / (elsewhere / n_elsewhere)
    lift = np.nan_to_num(lift, nan=1.0, posinf=1.0)
    return _smoothed(lift, lift, around[:, 1:])


def _ranks(scores: Floats, in_question: Flags) -> Floats:
    """Rank among the statements in question, up to 1; 0 for all others."""
    ranks = np.zeros(len(scores))
    ranks[in_question] = rankdata(scores[in_question]) / in_question.sum()
    return ranks


def _learn(points: Vectors, folds: NDArray[np.int64], examples: Flags, contrast: Flags) -> Classifiers:
    """For each part a classifier of examples against contrast that has not seen it."""
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    models: Classifiers = []
    with threadpool_limits(1, user_api="blas"):  # the matrices are small: threads wait for each other longer than work
        for fold in range(folds.max() + 1):
            used = (examples | contrast) & (folds != fold)
            classifier = LogisticRegression(C=REGULARISATION, class_weight="balanced", max_iter=1000)
            is_told = examples[used].any() and not examples[used].all()
            models.append(classifier.fit(points[used], examples[used]) if is_told else None)
    return models


def _scored(models: Classifiers, points: Vectors, folds: NDArray[np.int64]) -> Floats:
    """What the classifiers that have not seen a statement's part say of it; 0 where one had no example."""
    scores = np.zeros(len(points))
    for fold in np.unique(folds):
        if (model := models[fold]) is not None:
            scores[folds == fold] = model.decision_function(points[folds == fold])
    return scores


def _smoothed(own: Floats, theirs: Floats, beside: NDArray[np.int64]) -> Floats:
    """Half the statement's own score, half the mean of its nearest neighbours'."""
    return np.asarray((own + theirs[beside[:, :N_SMOOTHED]].mean(axis=1)) / 2)


def _line(asked: Floats, decoys: Floats) -> float:
    """The lowest score above which at most `FALSE_SHARE` of the group's statements are there by chance.

    By chance a group's statements reach a score as often as everybody else's do. Infinite where no score will do.
    """
    candidates = np.sort(asked)[::-1]
    n_beyond = len(decoys) - np.searchsorted(np.sort(decoys), candidates)
    by_chance = (n_beyond + 1) / (len(decoys) + 1)
    reached = np.arange(1, len(candidates) + 1) / len(candidates)
    will_do = by_chance <= FALSE_SHARE * reached
    return float(candidates[will_do][-1]) if will_do.any() else float("inf")
