"""How probable it is that a statement is about a theme, from vectors alone.

Two questions are asked one after the other, because different things answer them: is the statement about any theme at
all, and if so, about which? The first is told by how near the nearest theme lies, the second by how much nearer a theme
lies than the others. Both lean on the statement's neighbours and its topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.background import Background
from models.encoder import Vectors, unit
from models.large_corpus import shards
from models.neighbours import nearest
from models.schemas import OUTLIER

Scores = NDArray[np.float64]
"""Shape (n_statements, n_themes)."""

N_NEIGHBOURS = 15
"""A statement's scores lean on its nearest neighbours, which say the same in other words, and on its topic."""

EXACT_UP_TO = 32_000
"""Statements among which neighbours are compared one by one. That many take 15 seconds of processor time; the
approximate search takes one, but 35 to be compiled in each process, as part of it cannot be kept."""

ANY_WEIGHTS = (0.2, 0.4, 0.4)
"""Weights of the statement itself, its neighbours and its topic where it is asked whether any theme fits: one sentence
alone hardly shows it (AUC 0.78 on SIB-200's train split with some labels hidden), its surroundings do (0.86)."""

WHICH_WEIGHTS = (0.6, 0.3, 0.1)
"""The same where it is asked which: here the sentence itself says more."""

CORPUS_WEIGHT = 0.8
"""Nearness is seen from a point between the middle of the corpus and that of unrelated text. From the corpus's alone,
what everybody says is near to no theme; from unrelated text's alone, all that is said in a consultation is near to
every theme."""

ANY_INTERCEPT, ANY_SLOPE = -1.52, 30.5
WHICH_INTERCEPT, WHICH_SLOPE, LEAD_SLOPE = -0.79, 0.35, 1.4
"""Logistic regressions fitted by `python -m benchmarks.theme_fit` on SIB-200's train split in ten languages, a random
part of its seven labels as themes (docs/decisions/0007)."""

WORDING_WEIGHT = 6
"""A theme's wording counts like this many examples."""

TWIN_FROM, TWIN_WEIGHT = 0.3, 0.5
"""What lies nearer to a counterexample than this cosine counts as further from the theme, by this part of the rest."""


@dataclass(frozen=True)
class Marks:
    """What analysts marked for a theme: neutral vectors (n, n_dims), and which statements those are (n_statements,)."""

    examples: Vectors
    counterexamples: Vectors
    is_example: NDArray[np.bool_]
    is_counterexample: NDArray[np.bool_]


@dataclass(frozen=True)
class Probabilities:
    """`any_theme` (n_statements,): that some theme fits; `by_theme` (n_statements, n_themes): that this one does."""

    any_theme: NDArray[np.float64]
    by_theme: Scores


@dataclass(frozen=True)
class Surroundings:
    """Whom a statement leans on: positions of its neighbours (n_statements, k), and its topic's number."""

    neighbours: NDArray[np.int64]
    topic_ids: NDArray[np.int64]

    def smoothed(self, scores: Scores, weights: tuple[float, float, float]) -> Scores:
        """Scores of the statement, its neighbours' mean and its topic's, weighted.

        An outlier has no topic: its neighbours have the topic's weight too.
        """
        own, beside, topic = weights
        neighbours = scores[self.neighbours].mean(axis=1) if self.neighbours.shape[1] else scores
        means = np.where((self.topic_ids == OUTLIER)[:, None], neighbours, topic_means(scores, self.topic_ids))
        return np.asarray(own * scores + beside * neighbours + topic * means)


def surroundings(vectors: Vectors, topic_ids: NDArray[np.int64]) -> Surroundings:
    """The neighbours of neutral vectors, shape (n_statements, n_dims), and their topics."""
    return Surroundings(nearest_neighbours(vectors, N_NEIGHBOURS), topic_ids)


@dataclass(frozen=True)
class Evidence:
    """What the probabilities rest on, smoothed.

    `nearness` (n_statements,) is the cosine with the nearest theme, seen from the reference point. `contrast` and
    `lead` (n_statements, n_themes) say how much further a statement lies in the direction that tells the theme from
    the others, and how far it is ahead of the best other theme there, in standard deviations of unrelated text.
    """

    nearness: NDArray[np.float64]
    contrast: Scores
    lead: Scores


def theme_evidence(
    vectors: Vectors, around: Surroundings, prototypes: Vectors, background: Background, marks: Sequence[Marks | None]
) -> Evidence:
    """What tells how far each statement is about each theme.

    Args:
        vectors: Neutral, shape (n_statements, n_dims), unit length.
        around: Of the same statements.
        prototypes: Neutral vectors of the themes' wordings, shape (n_themes, n_dims), unit length.
        background: Spread of unrelated text in the same space.
        marks: One a theme, or None.
    """
    reference = CORPUS_WEIGHT * vectors.mean(axis=0) + (1 - CORPUS_WEIGHT) * background.mean
    middle = (prototypes.sum(axis=0) + background.mean) / (len(prototypes) + 1)
    offsets = prototypes - middle
    towards, apart = unit(prototypes - reference), unit(offsets)
    if any(marks):
        # Halfway only: examples share the corpus's way of talking, and would draw what is about no theme nearer, too.
        towards = np.mean([towards, _with_examples(towards, marks, reference)], axis=0)
        apart = _with_examples(apart, marks, reference)
    lengths = np.linalg.norm(offsets, axis=1)
    nearness, contrast = (np.empty((len(vectors), len(prototypes))) for _ in range(2))
    for rows in shards(np.arange(len(vectors))):
        seen = vectors[rows] - reference
        placed = unit(seen)
        twins = _nearness_to_counterexamples(placed, marks, reference)
        nearness[rows] = placed @ towards.T - twins
        contrast[rows] = (seen @ apart.T - twins) * lengths / background.deviation
    contrast = around.smoothed(contrast, WHICH_WEIGHTS)
    return Evidence(
        nearness=around.smoothed(nearness, ANY_WEIGHTS).max(axis=1), contrast=contrast, lead=_lead(contrast)
    )


def _with_examples(directions: Vectors, marks: Sequence[Marks | None], reference: NDArray[np.float32]) -> Vectors:
    """Each theme's direction drawn towards its examples, as if the wording were some of them."""
    moved = [
        direction
        if mark is None or not len(mark.examples)
        else WORDING_WEIGHT * direction + unit(mark.examples - reference).sum(axis=0)
        for direction, mark in zip(directions, marks, strict=True)
    ]
    return unit(np.stack(moved))


def _nearness_to_counterexamples(
    placed: Vectors, marks: Sequence[Marks | None], reference: NDArray[np.float32]
) -> Scores:
    """How much is taken off each statement's nearness to each theme for lying beside one of its counterexamples."""
    taken = np.zeros((len(placed), len(marks)))
    for column, mark in enumerate(marks):
        if mark is not None and len(mark.counterexamples):
            nearest = (placed @ unit(mark.counterexamples - reference).T).max(axis=1)
            taken[:, column] = TWIN_WEIGHT * np.maximum(nearest - TWIN_FROM, 0)
    return taken


def _lead(scores: Scores) -> Scores:
    """How far each theme is ahead of the best other one, below 0 where another leads; 0 for a theme without others."""
    if scores.shape[1] == 1:
        return np.zeros_like(scores)
    in_order = np.sort(scores, axis=1)
    best, second = in_order[:, -1:], in_order[:, -2:-1]
    return np.asarray(np.where(scores == best, scores - second, scores - best))


def probabilities(evidence: Evidence, marks: Sequence[Marks | None]) -> Probabilities:
    """That any theme fits, and that each one does; what analysts marked is certain."""
    from scipy.special import expit  # every command loads the settings, and so this module

    any_theme = expit(ANY_INTERCEPT + ANY_SLOPE * evidence.nearness)
    which = expit(WHICH_INTERCEPT + WHICH_SLOPE * evidence.contrast + LEAD_SLOPE * evidence.lead)
    # Given that some theme fits, the chances of all add up to 1 at least; several may fit.
    which = which / np.minimum(which.sum(axis=1, keepdims=True), 1)
    by_theme = any_theme[:, None] * which
    for column, mark in enumerate(marks):
        if mark is not None:
            by_theme[mark.is_counterexample, column] = 0.0
            by_theme[mark.is_example, column] = 1.0
    has_example = (by_theme == 1.0).any(axis=1)
    return Probabilities(np.where(has_example, 1.0, any_theme), by_theme)


def topic_means(scores: Scores, topic_ids: NDArray[np.int64]) -> Scores:
    """For every statement the mean scores of its topic (of all outliers, for an outlier), shape as given."""
    numbers, n_members = np.unique(topic_ids, return_inverse=True, return_counts=True)[1:]
    sums = np.zeros((len(n_members), scores.shape[1]))
    np.add.at(sums, numbers, scores)
    return np.asarray((sums / n_members[:, None])[numbers])


def nearest_neighbours(vectors: Vectors, k: int) -> NDArray[np.int64]:
    """Positions of the `k` nearest other statements of each one, shape (n_statements, min(k, n_statements - 1)).

    Exact up to `EXACT_UP_TO` statements, approximate above (pynndescent, which UMAP brings).
    """
    k = min(k, len(vectors) - 1)
    if k < 1:
        return np.empty((len(vectors), 0), dtype=np.int64)
    if len(vectors) <= EXACT_UP_TO:
        return _without_self(nearest(vectors, vectors, k + 1)[0], k)
    from pynndescent import NNDescent

    indices, _ = NNDescent(vectors, metric="cosine", n_neighbors=k + 1, random_state=0, n_jobs=1).neighbor_graph
    return _without_self(np.asarray(indices), k)


def _without_self(indices: NDArray[np.int64], k: int) -> NDArray[np.int64]:
    """The first `k` neighbours that are not the row itself, which equal vectors may push from the first place."""
    others = indices != np.arange(len(indices))[:, None]
    order = np.argsort(~others, axis=1, kind="stable")
    return np.take_along_axis(indices, order, axis=1)[:, :k]
