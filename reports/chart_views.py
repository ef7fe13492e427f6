"""The static charts that page and summary show, drawn from their views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reports import charts
from reports.group_views import GroupView
from reports.history_view import HistoryView
from reports.summary_views import Overview
from reports.theme_views import ThemeView
from reports.wording import Wording

# Page and summary show the same charts, and drawing one takes a third of a second.
_bar_chart, _interval_chart = (lru_cache(maxsize=32)(draw) for draw in (charts.bar_chart, charts.interval_chart))
_MOST_LANGUAGES = 12
"""Languages in the chart; the table beside it has them all."""


def static_charts(
    themes: Sequence[ThemeView], groups: Sequence[GroupView], read: Overview, words: Wording
) -> dict[str, str]:
    """The static charts by name, as SVG, empty where there is nothing to show: no theme, no group, no date."""
    in_room = [
        charts.Interval(g.label, g.lift.value, *_ends(g), f"{g.lift.text} ({g.lift.interval})")
        for g in groups
        if g.lift
    ]
    silent = [
        charts.Bar(
            g.label,
            g.unthemed.value,
            f"{g.unthemed.text} ({g.unthemed.interval})" if g.unthemed.interval else g.unthemed.text,
        )
        for g in groups
        if g.unthemed
    ]
    support = [
        charts.Bar(
            t.label,
            t.n_statements,
            f"{words.number(t.n_statements)} · {t.support_text}",
            t.support in ("thin", "none"),
        )
        for t in themes
    ]
    languages = [charts.Bar(name, n, words.number(n)) for name, n in read.languages[:_MOST_LANGUAGES]]
    months = [charts.Bar(month, n, words.number(n)) for month, n in read.months]
    made = {
        "in_room": in_room
        and _interval_chart(
            tuple(in_room),
            title=words.gettext("Who was in the room"),
            description=words.gettext(
                "Share of statements against the share expected, by group; the table has the figures."
            ),
        ),
        "unthemed": silent
        and _bar_chart(
            tuple(silent),
            whole=1.0,
            title=words.gettext("In the room and not themed"),
            description=words.gettext(
                "Share of each group's statements that carry no theme; the table has the figures."
            ),
        ),
        "support": support
        and _bar_chart(
            tuple(support),
            title=words.gettext("Statements that carry each theme"),
            description=words.gettext("Number of statements by theme; the table has the figures."),
        ),
        "languages": languages
        and _bar_chart(
            tuple(languages),
            title=words.gettext("Statements by language"),
            description=words.gettext("Number of statements by language; the table has the figures."),
        ),
        "months": months
        and _bar_chart(
            tuple(months),
            title=words.gettext("Sessions by month"),
            description=words.gettext("Number of sessions by month; the table has the figures."),
        ),
    }
    return {name: svg or "" for name, svg in made.items()}


def history_chart(history: HistoryView, words: Wording) -> str:
    """Statements, topics, outliers and findings over the runs, as SVG; empty with one run."""
    runs = history.runs[::-1]
    if len(runs) < 2:
        return ""
    counts = {
        words.gettext("Statements"): [run.n_statements for run in runs],
        words.gettext("Topics"): [run.n_topics for run in runs],
        words.gettext("In no topic"): [run.n_outliers for run in runs],
        words.gettext("Findings"): [run.n_findings for run in runs],
    }
    lines = [
        charts.Line(
            name,
            values,
            words.gettext("%(before)s → %(now)s", before=words.number(values[0]), now=words.number(values[-1])),
        )
        for name, values in counts.items()
    ]
    return charts.line_chart(
        lines,
        title=words.gettext("Runs of the phase"),
        description=words.gettext("Counts by run, oldest first; the table has the figures."),
    )


def _ends(group: GroupView) -> tuple[float, float]:
    assert group.lift is not None  # noqa: S101 - the caller chose groups with a lift
    return group.lift.low, group.lift.high
