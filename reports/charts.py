"""Charts as inline SVG: drawn when the report is made, so that they print and need no script."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import altair as alt
import pandas as pd
import vl_convert as vlc

from reports.safe_text import writable

INK, QUIET, ACCENT, ATTENTION = "#1b2733", "#5b6875", "#0b5a6b", "#8f4a00"
"""static/report.css gives each of these colours its dark counterpart by name; they occur in no other role."""

_WIDTH, _ROW, _LETTER = 430, 44, 6.6
# Fractions read alike in every language; decimals do not.
_TICKS = {0.125: "⅛", 0.25: "¼", 0.5: "½", 1: "1", 2: "2", 4: "4", 8: "8", 16: "16"}
_ROLES = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')


@dataclass(frozen=True)
class Bar:
    """A labelled value; `text` is the value as it is written."""

    label: str
    value: float
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Interval:
    """A labelled value between two ends; `text` is how it is written."""

    label: str
    value: float
    low: float
    high: float
    text: str


@dataclass(frozen=True)
class Line:
    """A labelled series; `text` says its first and last value."""

    label: str
    counts: Sequence[float]
    text: str


def bar_chart(bars: Sequence[Bar], *, title: str, description: str, whole: float | None = None) -> str:
    """Horizontal bars, each under its label, up to `whole` or the longest; marked ones stand out."""
    frame = _frame([(bar.label, bar.text, bar.value, bar.is_marked) for bar in bars], ["value", "is_marked"])
    longest = whole or max([1.0, *(bar.value for bar in bars)])
    base = alt.Chart(frame).encode(y=_rows(frame))
    drawn = base.mark_bar(height=10, yOffset=9).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, longest])),
        color=alt.condition("datum.is_marked", alt.value(ATTENTION), alt.value(ACCENT)),
    )
    return _svg(alt.layer(drawn, *_words(base)), len(bars), title, description)


def interval_chart(intervals: Sequence[Interval], *, title: str, description: str) -> str:
    """Points with their 95% intervals on a scale of times, and a dashed line at parity."""
    columns = ["value", "low", "high", "is_below", "is_above"]
    rows = [(i.label, i.text, *map(_within, (i.value, i.low, i.high)), i.high < 1, i.low > 1) for i in intervals]
    frame = _frame(rows, columns)
    base = alt.Chart(frame).encode(y=_rows(frame))
    ends = [bound for bound in (frame["low"].min(), frame["high"].max()) if pd.notna(bound)]
    domain = [min([0.5, *ends]), max([2.0, *ends])]
    ticks = [tick for tick in _TICKS if domain[0] <= tick <= domain[1]]
    scale = alt.Scale(type="log", domain=domain, nice=False)
    x = alt.X(
        "value:Q",
        scale=scale,
        axis=alt.Axis(title=None, values=ticks, grid=False, labelExpr=f"{json.dumps(_TICKS)}[datum.value] + ' ×'"),
    )
    colour = alt.condition("datum.is_below", alt.value(ATTENTION), alt.value(ACCENT))
    parity = alt.Chart(pd.DataFrame({"value": [1.0]})).mark_rule(strokeDash=[3, 3], color=QUIET).encode(x=x)
    span = base.mark_rule(strokeWidth=3, yOffset=9, y2Offset=9).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", color=colour
    )
    point = base.mark_point(filled=True, size=90, yOffset=9, opacity=1).encode(x=x, color=colour)
    return _svg(alt.layer(parity, span, point, *_words(base)), len(intervals), title, description)


def line_chart(lines: Sequence[Line], *, title: str, description: str) -> str:
    """One line under the other, each under its label and on a scale of its own from nought; values in time's order."""
    frame = _frame([(line.label, line.text) for line in lines], [])
    base = alt.Chart(frame).encode(y=_rows(frame))
    points = pd.DataFrame(
        [
            (row, at / max(len(line.counts) - 1, 1), row + 0.92 - 0.5 * value / max([1.0, *line.counts]))
            for row, line in enumerate(lines)
            for at, value in enumerate(line.counts)
        ],
        columns=["line", "at", "height"],
    )
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[0, len(lines)], reverse=True))
    drawn = alt.Chart(points).encode(x=x, y=y, detail="line:N")
    marks = (
        drawn.mark_line(color=ACCENT, strokeWidth=2),
        drawn.mark_point(color=ACCENT, filled=True, size=24, opacity=1),
    )
    layers = alt.layer(*marks, *_words(base, dy=-17)).resolve_scale(y="independent")
    return _svg(layers, len(lines), title, description, row=64)


def _within(value: float) -> float:
    """A lift that a log scale can show: 0 and infinity stand at its ends."""
    return min(max(value, 1 / 16), 16.0) if value == value else value


def _frame(rows: Sequence[tuple[object, ...]], columns: Sequence[str]) -> pd.DataFrame:
    # A character that XML cannot hold would end the whole program inside the drawing library, past any `except`.
    written = [(writable(str(label)), writable(str(text)), *rest) for label, text, *rest in rows]
    frame = pd.DataFrame(written, columns=["label", "text", *columns])
    return frame.assign(row=range(len(frame)))


def _rows(frame: pd.DataFrame) -> alt.Y:
    return alt.Y("row:O", axis=None, sort=list(frame["row"]), scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _words(base: alt.Chart, *, dy: int = -7) -> tuple[alt.Chart, alt.Chart]:
    """The label above each mark on the left, the value in words on the right."""
    longest = max([len(text) for text in base.data["text"]], default=0)
    room = max(_WIDTH // 2, _WIDTH - _LETTER * longest - 12)
    label = base.mark_text(align="left", dy=dy, color=INK, fontSize=13, limit=room)
    value = base.mark_text(align="right", dy=dy, color=QUIET, fontSize=12)
    return (
        label.encode(x=alt.value(0), text="label:N"),
        value.encode(x=alt.value(_WIDTH), text="text:N"),
    )


def _svg(chart: alt.LayerChart | alt.FacetChart, n_rows: int, title: str, description: str, *, row: int = _ROW) -> str:
    drawn = (
        chart.properties(width=_WIDTH, height=max(n_rows, 1) * row, background="transparent", padding=2)
        .configure(font="system-ui, sans-serif")
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(aria=False, domainColor=QUIET, tickColor=QUIET, labelColor=QUIET, labelFontSize=12)
    )
    return _with_title(vlc.vegalite_to_svg(drawn.to_json()), title, description)


def _with_title(svg: str, title: str, description: str) -> str:
    """The drawing as one image with a name and a description, in place of Vega's roles for every mark."""
    title, description = writable(title), writable(description)
    number = hashlib.sha256((title + svg).encode()).hexdigest()[:8]
    svg = _ROLES.sub("", svg)
    box = re.search(r'viewBox="[^"]+"', svg)
    inside = svg[svg.index(">", svg.index("<svg")) + 1 :]
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" {box.group(0) if box else ""} '
        f'aria-labelledby="chart-{number}-title" aria-describedby="chart-{number}-desc">'
        f'<title id="chart-{number}-title">{escape(title)}</title>'
        f'<desc id="chart-{number}-desc">{escape(description)}</desc>{inside}'
    )
