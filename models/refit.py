"""Whether tonight's new statements can join the topics that there are, or the topics have to be found anew."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import binomtest, mannwhitneyu

from models.assign import Joined
from models.encoder import Vectors
from models.neighbours import nearest
from models.remembered import Fit
from models.schemas import OUTLIER

MAX_CHANGED_SHARE = 0.15
"""Share of the statements of then and now that are in one of the two only, above which topics are found anew."""

MIN_KEPT_SHARE = 0.5
"""A topic of which less is left than this is not the topic any more that was found."""

MAX_OUTLIER_SHARE = 0.1
"""Share of statements in no topic that is bearable, unless the fit itself could not do better."""

OUTLIER_EXCESS = 0.1
"""So much larger than expected the share of outliers among new statements has to be, whatever its p-value."""

DRIFT_FROM = 0.75
"""Chance that a new statement lies further from the topics than a fitted one does, from which the corpus has moved;
0.5 is no difference. On the demo most sessions have below 0.65, those in a language that nothing else is in 0.9."""

SURE_P = 0.01
"""A share or a drift that chance gives more often than this on its own proves nothing."""

MIN_NEW_TO_TEST = 10
"""Of fewer new statements nothing can be said but that they keep to their own."""

N_COMPANIONS = 8
MIN_COMPANIONS_SHARE = 0.375
"""A new statement keeps to its own where at least 3 of its 8 nearest are new as well, or outliers."""

COMPANIONS_EXCESS = 3
"""The same as a multiple of the share that these have of everything: where much is new, new ones meet by chance."""

CORE_SHARE = 0.6
"""Part of the smallest topic that has to keep to its own: the rest of a topic lies between it and other topics."""

MIN_CORE = 4

Reason = Literal[
    "no-fit",
    "asked",
    "settings",
    "changed",
    "topic-lost",
    "outliers",
    "new-outliers",
    "drift",
    "new-concern",
    "like-before",
]


@dataclass(frozen=True)
class SinceFit:
    """What happened since the last fit; None where there was nothing to measure, or no need to."""

    n_new: int = 0
    n_removed: int = 0
    changed_share: float = 0.0
    n_topics_lost: int = 0
    outlier_share: float | None = None
    fit_outlier_share: float | None = None
    new_outlier_share: float | None = None
    expected_outlier_share: float | None = None
    new_outlier_p_value: float | None = None
    drift: float | None = None
    drift_p_value: float | None = None
    n_together: int | None = None
    """New statements in the largest group that keeps to its own."""
    n_together_needed: int | None = None


@dataclass(frozen=True)
class RefitDecision:
    """Whether to find the topics anew, why, and the figures that decided it."""

    refit: bool
    reason: Reason
    since_fit: SinceFit = SinceFit()
    changed_settings: tuple[str, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """Plain JSON values, for the manifest."""
        record = {"refit": self.refit, "reason": self.reason, "sentence": self.sentence()}
        return record | {"changed_settings": list(self.changed_settings)} | asdict(self.since_fit)

    def sentence(self) -> str:
        """The decision in a sentence, for the log."""
        figures = self.since_fit
        if not self.refit:
            came = f"{figures.n_new} statement{'' if figures.n_new == 1 else 's'} came, and joined them"
            return f"The topics of the last fit were kept: since then {came}, and {figures.n_removed} went."
        return f"The topics were found anew: {_because(self.reason, figures, self.changed_settings)}."


def _because(reason: Reason, since: SinceFit, changed_settings: tuple[str, ...]) -> str:
    if reason == "settings":
        return f"since the last fit this changed: {', '.join(changed_settings)}"
    if reason == "changed":
        return f"{since.changed_share:.0%} of the statements came or went since the last fit"
    if reason == "outliers":
        return f"{since.outlier_share or 0:.0%} of the statements are in no topic"
    if reason == "new-outliers":
        return (
            f"{since.new_outlier_share or 0:.0%} of the new statements are in no topic, "
            f"{since.expected_outlier_share or 0:.0%} were to be expected"
        )
    if reason == "drift":
        return f"new statements lie further from the topics than before ({since.drift or 0:.2f}, 0.5 is no difference)"
    return {
        "no-fit": "there is no earlier fit",
        "asked": "it was asked for",
        "topic-lost": f"topics of which less than half is left: {since.n_topics_lost}",
        "new-concern": f"{since.n_together} new statements keep to their own",
    }[reason]


def decide_early(
    fit: Fit | None, recalled: pd.DataFrame | None, made_with: Mapping[str, str], *, is_asked: bool
) -> RefitDecision:
    """The decision as far as it can be taken without looking at vectors.

    Args:
        fit: The fit that the last run's topics come from, None where there is none.
        recalled: What `recall` remembers of today's statements; None without a fit.
        made_with: Fingerprints of what a fit depends on besides the statements, by name.
        is_asked: Somebody wants the topics found anew.
    """
    if fit is None or recalled is None:
        return RefitDecision(True, "asked" if is_asked else "no-fit")
    since = count_changes(fit, recalled)
    changed = tuple(sorted(key for key in {*made_with, *fit.made_with} if made_with.get(key) != fit.made_with.get(key)))
    if is_asked:
        return RefitDecision(True, "asked", since, changed)
    if changed:
        return RefitDecision(True, "settings", since, changed)
    if since.changed_share > MAX_CHANGED_SHARE:
        return RefitDecision(True, "changed", since)
    if since.n_topics_lost:
        return RefitDecision(True, "topic-lost", since)
    return RefitDecision(False, "like-before", since)


def count_changes(fit: Fit, recalled: pd.DataFrame) -> SinceFit:
    """What came and went since the fit; an edited statement did both."""
    kept = recalled[recalled["is_fitted"]]
    n_new, n_removed = len(recalled) - len(kept), fit.n_statements - len(kept)
    left = kept["found_topic_id"].value_counts()
    return SinceFit(
        n_new=n_new,
        n_removed=n_removed,
        changed_share=(n_new + n_removed) / (fit.n_statements + n_new),
        n_topics_lost=sum(int(left.get(each, 0)) < MIN_KEPT_SHARE * n for each, n in fit.topic_sizes.items()),
    )


def decide_after_joining(
    early: RefitDecision, fit: Fit, recalled: pd.DataFrame, joined: Joined, vectors: Vectors, *, min_topic_size: int
) -> RefitDecision:
    """The decision once new statements have joined the topics that there are.

    Args:
        early: What `decide_early` said: no refit so far.
        fit: The fit that the topics come from.
        recalled: What `recall` remembers of today's statements.
        joined: What `join_topics` made of them.
        vectors: Neutralised, shape (n_statements, n_dims), same order.
        min_topic_size: The fewest statements that make a topic.
    """
    since = _measure(early.since_fit, fit, recalled, joined, vectors, min_topic_size)
    reason = _reason(since)
    return RefitDecision(reason != "like-before", reason, since)


def _measure(
    counts: SinceFit, fit: Fit, recalled: pd.DataFrame, joined: Joined, vectors: Vectors, min_topic_size: int
) -> SinceFit:
    is_outlier = (joined.assignments["topic_id"] == OUTLIER).to_numpy()
    is_new = ~recalled["is_fitted"].to_numpy()
    drift, drift_p = _drift(joined)
    return replace(
        counts,
        outlier_share=float(is_outlier.mean()),
        fit_outlier_share=fit.outlier_share,
        new_outlier_share=float(is_outlier[is_new].mean()) if is_new.any() else None,
        expected_outlier_share=joined.left_out_share,
        new_outlier_p_value=_more_than(joined.left_out_share, is_outlier[is_new]),
        drift=drift,
        drift_p_value=drift_p,
        n_together=_largest_concern(recalled["text_sha256"], vectors, is_new, is_outlier),
        n_together_needed=max(MIN_CORE, math.ceil(CORE_SHARE * min_topic_size)),
    )


def _reason(since: SinceFit) -> Reason:
    """The first sign, in order of how plainly it speaks, that the topics are not those of the corpus any more."""

    def is_sure(p_value: float | None) -> bool:
        return p_value is not None and p_value < SURE_P

    if (since.n_together or 0) >= (since.n_together_needed or math.inf):
        return "new-concern"
    excess = (since.new_outlier_share or 0) - (since.expected_outlier_share or 0)
    if excess >= OUTLIER_EXCESS and is_sure(since.new_outlier_p_value):
        return "new-outliers"
    if (since.drift or 0) >= DRIFT_FROM and is_sure(since.drift_p_value):
        return "drift"
    # A fit that left more outliers than this itself would be repeated every night, in vain.
    if (since.fit_outlier_share or 0) <= MAX_OUTLIER_SHARE < (since.outlier_share or 0):
        return "outliers"
    return "like-before"


def _more_than(expected: float, is_outlier: NDArray[np.bool_]) -> float | None:
    """p-value of so many outliers or more where `expected` is their share; None where too few are new."""
    if len(is_outlier) < MIN_NEW_TO_TEST:
        return None
    return float(binomtest(int(is_outlier.sum()), len(is_outlier), expected, alternative="greater").pvalue)


def _drift(joined: Joined) -> tuple[float | None, float | None]:
    """Chance that a new statement lies further from the topics than a fitted one, and its one-sided p-value.

    Source: Mann and Whitney 1947; the chance is their U over the number of pairs, a tie counting half.
    """
    new, usual = joined.nearness, joined.usual_nearness
    if len(new) < MIN_NEW_TO_TEST or len(usual) == 0:
        return None, None
    test = mannwhitneyu(usual, new, alternative="greater")
    return float(test.statistic / (len(new) * len(usual))), float(test.pvalue)


def _largest_concern(
    texts: pd.Series[str], vectors: Vectors, is_new: NDArray[np.bool_], is_outlier: NDArray[np.bool_]
) -> int:
    """New statements in the largest group that keeps to its own, each text counted once.

    A statement keeps to its own where many of its nearest neighbours are new too or in no topic, and a group hangs
    together by such neighbours. It is told by its neighbours and not by being an outlier: a new concern near an old
    topic joins that topic by vote, and would be lost there until the next fit.
    """
    distinct = np.flatnonzero(~texts.duplicated().to_numpy())
    is_apart = (is_new | is_outlier)[distinct]
    asking = np.flatnonzero(is_new[distinct])
    if len(asking) < MIN_CORE:
        return 0
    points = vectors[distinct]
    neighbours, _ = nearest(points[asking], points, N_COMPANIONS + 1)
    others = np.argsort(neighbours == asking[:, None], axis=1, kind="stable")[:, :N_COMPANIONS]
    neighbours = np.take_along_axis(neighbours, others, 1)
    needed = max(MIN_COMPANIONS_SHARE, COMPANIONS_EXCESS * float(is_apart.mean()))
    is_core = np.zeros(len(points), dtype=bool)
    is_core[asking] = is_apart[neighbours].mean(axis=1) >= needed
    starts, ends = np.repeat(asking, neighbours.shape[1]), neighbours.ravel()
    linked = is_core[starts] & is_core[ends]
    links = coo_array((np.ones(linked.sum()), (starts[linked], ends[linked])), shape=(len(points), len(points)))
    groups = connected_components(links, directed=False)[1][is_core]
    return int(np.bincount(groups).max()) if len(groups) else 0
