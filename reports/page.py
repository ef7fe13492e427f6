"""The report: one HTML file that opens from disk, asks nobody for anything and runs nobody's words."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.answer_view import answer_view, basis, lede
from reports.breakdown_views import breakdown_views
from reports.broad_views import broad_views
from reports.changes_view import changes
from reports.chart_views import history_chart, static_charts
from reports.evidence import Evidence
from reports.glossary import glossary
from reports.group_views import group_views, silences_in_words
from reports.history_view import history_view, topic_histories
from reports.inline_data import inline_data
from reports.method_view import caveats, duplicates_text, refit_text
from reports.raised_views import raised_views
from reports.readings import readings
from reports.stages_view import stages_view
from reports.summary_views import ledger, overview, session_views
from reports.theme_views import theme_views
from reports.topic_views import topic_views, voice_views
from reports.wording import Wording

_HERE = Path(__file__).parent
_SCRIPTS = ("core.js", "contents.js", "lists.js", "map.js", "quotes.js")


def render_page(evidence: Evidence) -> str:
    """The whole report as HTML."""
    topics = topic_views(evidence)
    voices = voice_views(evidence, topics)
    themes = theme_views(evidence, voices)
    groups = group_views(evidence)
    sessions = session_views(evidence)
    read = overview(evidence)
    history = history_view(evidence)
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
        lede=lede(voices, evidence.words),
        basis=basis(read, evidence),
        answer=answer_view(voices, themes, topics, groups, read, evidence.words),
        readings=readings(topics, themes, groups, sessions, read, evidence.words),
        themes=themes,
        n_review=len(evidence.findings.review),
        groups=groups,
        silences=silences_in_words(groups),
        breakdowns=breakdown_views(evidence),
        sessions=sessions,
        raised=raised_views(evidence, topics),
        history=history,
        topic_histories=topic_histories(evidence),
        glossary=glossary(evidence.words),
        stages=stages_view(evidence),
        ledger=ledger(evidence),
        changes=changes(evidence),
        refit_text=refit_text(evidence),
        duplicates_text=duplicates_text(evidence),
        caveats=caveats(evidence),
        read=read,
        charts=_drawn(
            static_charts(themes, groups, read, evidence.words) | {"history": history_chart(history, evidence.words)}
        ),
        data=Markup(inline_data(evidence, topics)),  # noqa: S704 - escaped there
    )


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


def _drawn(charts: Mapping[str, str]) -> dict[str, Markup]:
    return {name: Markup(svg) for name, svg in charts.items()}  # noqa: S704 - Vega escapes what it draws
