"""The report: one HTML file that opens from disk, asks nobody for anything and runs nobody's words."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports import charts
from reports.breakdown_views import breakdown_views
from reports.broad_views import broad_views
from reports.decision_views import decide_data, decided, review_items
from reports.evidence import Evidence
from reports.group_views import GroupView, group_views, silences_in_words
from reports.inline_data import inline_data
from reports.method_view import duplicates_text, refit_text, uncovered_text
from reports.summary_views import (
    Overview,
    ThemeView,
    changes,
    ledger,
    overview,
    session_views,
    theme_views,
)
from reports.topic_views import VoiceView, topic_views, voice_views
from reports.wording import Wording

_HERE = Path(__file__).parent
_SCRIPTS = ("core.js", "lists.js", "map.js", "quotes.js", "yaml.js", "drafts.js", "decide.js")
_MOST_LANGUAGES = 12
"""Languages in the chart; the table beside it has them all."""


def render_page(evidence: Evidence) -> str:
    """The whole report as HTML."""
    topics = topic_views(evidence)
    voices = voice_views(evidence, topics)
    themes = theme_views(evidence)
    groups = group_views(evidence)
    read = overview(evidence)
    return render(
        "report.html",
        evidence.words,
        scripts=_SCRIPTS,
        name=evidence.manifest.get("name", "Underheard"),
        manifest=evidence.manifest,
        created_at=datetime.fromisoformat(evidence.manifest["created_at"]),
        n_people=evidence.n_people,
        min_group_size=evidence.min_group_size,
        topics=topics,
        broad_topics=broad_views(topics, evidence.words),
        findings=[voice for voice in voices if voice.is_certain],
        hints=[voice for voice in voices if not voice.is_certain],
        headline_groups=_headline_groups(voices, evidence.words),
        themes=themes,
        review=review_items(evidence),
        decided=decided(evidence),
        decide_data=Markup(decide_data(evidence)),  # noqa: S704 - escaped there
        groups=groups,
        silences=silences_in_words(groups),
        breakdowns=breakdown_views(evidence),
        sessions=session_views(evidence),
        ledger=ledger(evidence),
        changes=changes(evidence),
        refit_text=refit_text(evidence),
        duplicates_text=duplicates_text(evidence),
        uncovered_text=uncovered_text(evidence),
        read=read,
        charts=_charts(themes, groups, read, evidence.words),
        data=Markup(inline_data(evidence, topics)),  # noqa: S704 - escaped there
    )


def _headline_groups(voices: Sequence[VoiceView], words: Wording) -> str:
    """The groups behind the findings, in words, the first four at most."""
    strongest = [label for voice in voices if voice.is_certain for label in voice.groups[:1]]
    return words.join(list(dict.fromkeys(strongest))[:4])


def render(template: str, words: Wording, *, scripts: Sequence[str] = (), **values: object) -> str:
    """A template of ours with style and script inside, allowed by their hashes alone."""
    style = _asset("report.css")
    script = "\n".join(['"use strict";', "(() => {", *map(_asset, scripts), "})();"]) if scripts else ""
    return (
        _environment(words)
        .get_template(template)
        .render(
            w=words,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own files
            style_hash=_hash(style),
            script_hash=_hash(script),
            **values,
        )
    )


def _environment(words: Wording) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters["settings"] = _settings
    install: Any = environment
    install.install_gettext_callables(words.translations.gettext, words.translations.ngettext, newstyle=True)
    return environment


def _settings(manifest: dict[str, Any]) -> str:
    """What of the manifest tells how the run was made, for reading; the template escapes it."""
    kept = ("run_id", "configuration", "encoder", "offsets", "refit", "seeds", "versions", "stages")
    return json.dumps({key: manifest.get(key) for key in kept}, ensure_ascii=False, indent=2, default=str)


@lru_cache
def _asset(name: str) -> str:
    return (_HERE / "static" / name).read_text("utf-8")


def _hash(content: str) -> str:
    """The source expression by which a content security policy allows exactly this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _charts(
    themes: Sequence[ThemeView], groups: Sequence[GroupView], read: Overview, words: Wording
) -> dict[str, Markup]:
    """The page's static charts by name, empty where there is nothing to show: no theme, no group, no date."""
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
        and charts.interval_chart(
            in_room,
            title=words.gettext("Who was in the room"),
            description=words.gettext(
                "Share of statements against the share expected, by group; the table has the figures."
            ),
        ),
        "unthemed": silent
        and charts.bar_chart(
            silent,
            whole=1.0,
            title=words.gettext("In the room and not themed"),
            description=words.gettext(
                "Share of each group's statements that carry no theme; the table has the figures."
            ),
        ),
        "support": support
        and charts.bar_chart(
            support,
            title=words.gettext("Statements that carry each theme"),
            description=words.gettext("Number of statements by theme; the table has the figures."),
        ),
        "languages": languages
        and charts.bar_chart(
            languages,
            title=words.gettext("Statements by language"),
            description=words.gettext("Number of statements by language; the table has the figures."),
        ),
        "months": months
        and charts.bar_chart(
            months,
            title=words.gettext("Sessions by month"),
            description=words.gettext("Number of sessions by month; the table has the figures."),
        ),
    }
    return {name: Markup(svg or "") for name, svg in made.items()}  # noqa: S704 - Vega escapes what it draws


def _ends(group: GroupView) -> tuple[float, float]:
    assert group.lift is not None  # noqa: S101 - the caller chose groups with a lift
    return group.lift.low, group.lift.high
