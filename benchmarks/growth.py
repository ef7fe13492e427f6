"""Plots of how a cost grows, both axes logarithmic: what grows in proportion is a line of slope 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
import vl_convert as vlc


@dataclass(frozen=True)
class Curve:
    """A named series of (size, cost), both above 0."""

    name: str
    points: Sequence[tuple[float, float]]


def exponent(smaller: tuple[float, float], larger: tuple[float, float]) -> float:
    """Slope between two points (size, cost) on such a plot: 1 in proportion, 2 with the square; NaN without cost."""
    (size, cost), (next_size, next_cost) = smaller, larger
    return math.log(next_cost / cost) / math.log(next_size / size) if cost > 0 and next_cost > 0 else math.nan


def growth_chart(curves: Sequence[Curve], size: str, cost: str) -> str:
    """SVG of the curves on log-log axes titled `size` and `cost`."""
    frame = pd.DataFrame(
        [(curve.name, *point) for curve in curves for point in curve.points], columns=["method", "size", "cost"]
    )
    chart = (
        alt.Chart(frame, width=480, height=320)
        .mark_line(point=True)
        .encode(
            x=alt.X("size", type="quantitative", scale=alt.Scale(type="log"), title=size),
            y=alt.Y("cost", type="quantitative", scale=alt.Scale(type="log"), title=cost),
            color=alt.Color("method", type="nominal", sort=[curve.name for curve in curves], title=None),
        )
    )
    return str(vlc.vegalite_to_svg(chart.to_json()))
