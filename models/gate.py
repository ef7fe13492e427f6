"""Whether a run looks so unlike the last one published that somebody should look before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Gt, Interval

MIN_OUTLIER_SHARE = 0.3
"""Outliers below this share hold nothing back: where few statements are in no topic, twice as many are few."""


@dataclass(frozen=True)
class GateSettings:
    """What holds a run back: a share of the statements gone, outliers grown, or statements of no known language."""

    drop: Annotated[float, Interval(gt=0, le=1)] = 1 / 3
    outlier_growth: Annotated[float, Gt(1)] = 2.0
    unknown_language: Annotated[float, Interval(gt=0, le=1)] = 0.2


@dataclass(frozen=True)
class RunFigures:
    """What of a run is compared: statements by source, and shares from 0 to 1."""

    n_by_source: Mapping[str, int]
    outlier_share: float
    unknown_language_share: float


def reasons_to_hold(now: RunFigures, before: RunFigures, gate: GateSettings) -> tuple[str, ...]:
    """Why this run should not be published before somebody has looked; empty where nothing is strange.

    Only sources that both runs have are compared: to take one out of the configuration, or add one, is a decision.
    """
    shared = [source for source in before.n_by_source if source in now.n_by_source]
    n_before, n_now = (sum(run.n_by_source[source] for source in shared) for run in (before, now))
    reasons = []
    if n_now <= n_before * (1 - gate.drop) and n_now < n_before:
        reasons.append(f"The sources hold {n_now} statements; in the last published run they held {n_before}.")
    reasons += [
        f"The source {source} holds no statement any more; it held {before.n_by_source[source]}."
        for source in shared
        if before.n_by_source[source] and not now.n_by_source[source]
    ]
    if now.outlier_share >= max(MIN_OUTLIER_SHARE, before.outlier_share * gate.outlier_growth):
        reasons.append(
            f"{now.outlier_share:.0%} of the statements are in no topic; in the last published run it was "
            f"{before.outlier_share:.0%}."
        )
    if now.unknown_language_share >= gate.unknown_language > before.unknown_language_share:
        reasons.append(
            f"The language of {now.unknown_language_share:.0%} of the statements is not known; in the last published "
            f"run it was {before.unknown_language_share:.0%}."
        )
    return tuple(reasons)
