"""The report: one HTML file that opens from disk, asks nobody for anything and runs nobody's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup

from reports.answer_view import answer_view, basis, lede
from reports.breakdown_views import breakdown_views
from reports.broad_views import broad_views
from reports.changes_view import changes
from reports.chart_views import history_chart, static_charts
from reports.decision_views import decide_data, decided, review_items
from reports.downloads import Downloads
from reports.evidence import Evidence
from reports.glossary import glossary
from reports.group_views import group_views, partly_named, silences_in_words
from reports.history_view import history_view, topic_histories
from reports.inline_data import data_record, inline_json, row_columns
from reports.method_view import caveats, duplicates_text, part_text, refit_text, stale_texts
from reports.raised_views import raised_views
from reports.readings import readings
from reports.rendering import render
from reports.stages_view import stages_view
from reports.summary_views import ledger, overview, session_views
from reports.theme_views import theme_views
from reports.topic_views import topic_views, voice_views

DECIDING = ("yaml.js", "drafts.js", "hands.js", "decide.js", "marks.js", "tray.js")
"""What the main page and a topic's need so that analysts can decide."""

SCRIPTS = (
    "data.js",
    "core.js",
    "contents.js",
    "text.js",
    "view.js",
    "lists.js",
    "pages.js",
    "downloads.js",
    "clipboard.js",
    "map_marks.js",
    "map_picture.js",
    "map.js",
    "quotes.js",
    "print.js",
    *DECIDING,
    "start.js",
)
"""Of the main page, in the order in which they run; each uses only what stands before it."""


def render_page(evidence: Evidence) -> str:
    """The whole report as one HTML file."""
    values = page_values(evidence)
    record = data_record(evidence, values["topics"]) | {"rows": row_columns(evidence, values["topics"])}
    return render_main(evidence, values, record, is_one_file=True)


def render_main(evidence: Evidence, values: Mapping[str, Any], record: object, *, is_one_file: bool = True) -> str:
    """The report's main page, with the record for its scripts.

    Where it is not the one file, its topics have pages of their own, and its scripts may load statements from beside.
    """
    data = Markup(inline_json(record))  # noqa: S704 - escaped there
    return render("report.html", evidence.words, scripts=SCRIPTS, data=data, is_one_file=is_one_file, **values)


def page_values(evidence: Evidence, downloads: Downloads | None = None) -> dict[str, Any]:
    """All that the templates show, by the names that they know it by."""
    topics = topic_views(evidence)
    voices = voice_views(evidence, topics)
    themes = theme_views(evidence, voices)
    groups = group_views(evidence)
    sessions = session_views(evidence)
    read = overview(evidence)
    history = history_view(evidence)
    return {
        "name": evidence.manifest.get("name", "Underheard"),
        "manifest": evidence.manifest,
        "created_at": datetime.fromisoformat(evidence.manifest["created_at"]),
        "n_people": evidence.n_people,
        "min_group_size": evidence.min_group_size,
        "topics": topics,
        "broad_topics": broad_views(topics, evidence.words),
        "findings": [voice for voice in voices if voice.is_certain],
        "hints": [voice for voice in voices if not voice.is_certain],
        "lede": lede(voices, evidence.words),
        "basis": basis(read, evidence),
        "answer": answer_view(voices, themes, topics, groups, read, evidence.words),
        "readings": readings(topics, themes, groups, sessions, read, evidence.words),
        "themes": themes,
        "review": review_items(evidence),
        "decided": decided(evidence),
        "decide_data": Markup(decide_data(evidence)),  # noqa: S704 - escaped there
        "groups": groups,
        "silences": silences_in_words(groups),
        "partly_named": partly_named(groups, evidence),
        "breakdowns": breakdown_views(evidence),
        "sessions": sessions,
        "raised": raised_views(evidence, topics),
        "history": history,
        "topic_histories": topic_histories(evidence),
        "glossary": glossary(evidence.words),
        "stages": stages_view(evidence),
        "ledger": ledger(evidence),
        "downloads": downloads,
        "changes": changes(evidence),
        "refit_text": refit_text(evidence),
        "duplicates_text": duplicates_text(evidence),
        "stale_texts": stale_texts(evidence),
        "caveats": caveats(evidence),
        "part_text": part_text(evidence),
        "read": read,
        "charts": _drawn(
            static_charts(themes, groups, read, evidence.words) | {"history": history_chart(history, evidence.words)}
        ),
    }


def _drawn(charts: Mapping[str, str]) -> dict[str, Markup]:
    return {name: Markup(svg) for name, svg in charts.items()}  # noqa: S704 - Vega escapes what it draws
