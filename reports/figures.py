"""Small figures of the page: where an interval or a share lies, in words and as places in a drawing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reports.wording import Wording, how_sure

Row = Any
"""A named tuple of a frame's row; its fields are the columns of the schema."""

CERTAIN_Q = 0.05
"""Of what is put in words as sure; the whole interval must lie on the same side of parity too."""

_LOWEST, _HIGHEST = 0.25, 8.0
"""Ends of the drawing of a lift, a quarter and eight times; what lies outside stands at the end."""


@dataclass(frozen=True)
class LiftFigure:
    """A lift with its interval: in words, and as places from 0 to 100 on a log scale."""

    value: float
    low: float
    high: float
    text: str
    interval: str
    sure: str
    q: str
    at: float
    start: float
    end: float
    parity: float
    reading: str
    """`above`, `below`, or `unclear` where the interval reaches parity."""
    q_value: float
    """NaN where the lift was not tested."""

    def is_sure(self, reading: str) -> bool:
        """Whether the whole interval lies `above` or `below` parity, and chance hardly explains it."""
        return self.reading == reading and self.q_value <= CERTAIN_Q

    @property
    def distance(self) -> float:
        """How far the lift is from parity, the same for twice and for half; also where the drawing ends before it."""
        return math.inf if self.value == 0 else abs(math.log(self.value))

    @property
    def is_tested(self) -> bool:
        """Whether there is a q-value."""
        return not math.isnan(self.q_value)


def lift_figure(value: float, low: float, high: float, q_value: float, words: Wording) -> LiftFigure | None:
    """The figure of a lift; None where there is none."""
    if math.isnan(value) or math.isnan(low) or math.isnan(high):
        return None
    return LiftFigure(
        value=value,
        low=low,
        high=high,
        text=words.gettext("%(times)s times", times=words.times(value)),
        interval=words.interval(low, high),
        sure=how_sure(q_value, words),
        q=words.q_value(q_value),
        at=_place(value),
        start=_place(low),
        end=max(_place(high), _place(low) + 1),
        parity=_place(1.0),
        reading="above" if low > 1 else "below" if high < 1 else "unclear",
        q_value=q_value,
    )


def known(count: Any) -> int | None:  # noqa: ANN401 - what a cell of a frame can hold
    """A count of a frame as the page has it: None where it is not known or not told."""
    return None if pd.isna(count) else int(count)


def known_sessions(row: Row) -> int | None:
    """The sessions of a row that are told; None where none is, because what was said there may have had some."""
    n_sessions = known(row.n_sessions)
    return None if n_sessions == 0 and row.n_statements else n_sessions


def row_lift(row: Row, words: Wording) -> LiftFigure | None:
    """The figure of a row with lift, ci_low, ci_high and q_value; None where there is none."""
    value, low, high, q_value = (
        math.nan if pd.isna(figure) else float(figure) for figure in (row.lift, row.ci_low, row.ci_high, row.q_value)
    )
    return lift_figure(value, low, high, q_value, words)


def _place(lift: float) -> float:
    bounded = min(max(lift, _LOWEST), _HIGHEST)
    return round(100 * math.log(bounded / _LOWEST) / math.log(_HIGHEST / _LOWEST), 1)


@dataclass(frozen=True)
class ShareFigure:
    """A share in words, with its interval where one is known, and as places from 0 to 100."""

    value: float
    text: str
    interval: str
    at: float
    start: float
    end: float


def share_figure(value: float, low: float, high: float, words: Wording) -> ShareFigure:
    """The figure of a share from 0 to 1."""
    interval = (
        ""
        if math.isnan(low)
        else words.gettext("%(low)s to %(high)s", low=words.percent(low), high=words.percent(high))
    )
    start, end = (value, value) if math.isnan(low) else (low, high)
    return ShareFigure(
        value,
        words.percent(value),
        interval,
        round(value * 100, 1),
        round(start * 100, 1),
        round(end * 100, 1),
    )


def spark(values: Sequence[float]) -> str:
    """Two values and more as the points of a line in a box of 100 by 20, from nought at its foot."""
    highest = max([1.0, *values])
    step = 100 / (len(values) - 1)
    return " ".join(f"{at * step:.1f},{19 - 18 * value / highest:.1f}" for at, value in enumerate(values))
