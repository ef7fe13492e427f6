"""What map and quote table need, as JSON: inside the page, or its rows in files beside it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports.evidence import Evidence, Quote, Row, quote, session_title
from reports.topic_views import TopicView
from reports.wording import Wording


def inline_json(record: object) -> str:
    """JSON that cannot end its script element, nor open a comment in it; letters of every script stay."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    escaped = written.replace("</", "<\\/").replace("<!--", "<\\u0021--").replace("<script", "<\\u0073cript")
    # Half characters cannot be written as UTF-8; the other two end a line in older script engines.
    return escaped.encode("utf-8", "replace").decode().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def data_record(evidence: Evidence, topics: Sequence[TopicView]) -> dict[str, Any]:
    """All but the rows: what their numbers stand for, and the words of the scripts."""
    names = _names(evidence)
    return {
        "topics": [_topic(topic) for topic in topics],
        "languages": [[code, evidence.words.language_name(code)] for code in names.languages],
        "sessions": names.sessions,
        "groups": [[group, evidence.group_labels.get(group, group)] for group in names.groups],
        "themes": [[theme, evidence.theme_labels[theme]] for theme in names.themes],
        "sources": names.sources,
        "interface": evidence.words.language,
        "run": {
            "name": evidence.manifest.get("name", "Underheard"),
            "id": evidence.manifest["run_id"],
            "date": evidence.manifest["created_at"][:10],
        },
        "words": _words(evidence.words, is_part=evidence.selection.is_part),
    }


def row_columns(evidence: Evidence, topics: Sequence[TopicView]) -> dict[str, list[Any]]:
    """The statements by columns, in their order: texts, and everything else as numbers into short lists."""
    statements = evidence.statement_rows
    shown = [quote(row, evidence) for row in statements]
    names = _names(evidence)
    language, session, group = _places(names.languages), _places(names.sessions), _places(names.groups)
    source, theme = _places(names.sources), _places(names.themes)
    carried = evidence.themes_by_statement
    known = {topic.topic_id for topic in topics}
    return {
        "id": ["" if item.is_withheld else item.statement_id for item in shown],
        "text": [item.text for item in shown],
        "language": [language[row.language] for row in statements],
        "topic": [int(row.topic_id) if int(row.topic_id) in known else -1 for row in statements],
        "session": [session.get(session_title(row.session_id, evidence), -1) for row in statements],
        "groups": [[group[name] for name in row.groups] for row in statements],
        "source": [source.get(row.source, -1) for row in statements],
        "themes": [[theme[id_] for id_ in carried.get(row.statement_id, ())] for row in statements],
        "origin": [_origin(row, item, evidence) for row, item in zip(statements, shown, strict=True)],
        "x": [_place(row.map_x) for row in statements],
        "y": [_place(row.map_y) for row in statements],
        "withheld": [int(item.is_withheld) for item in shown],
    }


@dataclass(frozen=True)
class _Names:
    """What the numbers in the rows stand for, by their places."""

    languages: list[str]
    sessions: list[str]
    groups: list[str]
    sources: list[str]
    themes: list[str]


def _names(evidence: Evidence) -> _Names:
    statements = evidence.statement_rows
    return _Names(
        languages=sorted({row.language for row in statements}),
        sessions=_unique(session_title(row.session_id, evidence) for row in statements),
        groups=_unique(group for row in statements for group in row.groups),
        sources=_unique(row.source for row in statements),
        themes=list(evidence.theme_labels),
    )


def _places(values: Sequence[str]) -> dict[str, int]:
    return {value: place for place, value in enumerate(values)}


def _topic(topic: TopicView) -> dict[str, Any]:
    return {
        "id": topic.topic_id,
        "label": topic.label,
        "coverage": topic.coverage,
        "coverageText": topic.coverage_text,
        "x": round(topic.map_x, 3),
        "y": round(topic.map_y, 3),
        "size": topic.size,
        **({"weak": 1} if topic.is_weak else {}),
    }


def _place(coordinate: float) -> float | None:
    """A place on the map; None for what is not on it, because its topic is not told."""
    return None if math.isnan(coordinate) else round(float(coordinate), 3)


def _unique(values: Iterable[str]) -> list[str]:
    """Each text once, in the order in which it occurs first; empty ones left out."""
    return [value for value in dict.fromkeys(values) if value]


def _origin(row: Row, item: Quote, evidence: Evidence) -> str:
    """Provenance without session and language, which stand in columns of their own."""
    apart = {session_title(row.session_id, evidence), evidence.words.language_name(row.language)}
    return " · ".join(part for part in item.provenance if part not in apart)


def _words(words: Wording, *, is_part: bool) -> dict[str, str]:
    """What the scripts say; `{n}` and the like are filled there."""
    return {
        "outlier": words.gettext("no topic"),
        "none": words.gettext("Nothing matches. Remove a filter or a word."),
        "shown": words.gettext("{from} to {to} of {n} statements"),
        "points": words.gettext("{n} statements on the map"),
        "topic": words.gettext("Topic {id}: {label}, {n} statements, {coverage}"),
        "weak": words.gettext("weak topic"),
        "unthemed": words.gettext("no theme"),
        "panel": words.gettext("More about it"),
        "quotes": words.gettext("Its quotes") if is_part else words.gettext("All its quotes"),
        "language": words.gettext("Language"),
        "copy": words.gettext("Copy"),
        "copy_link": words.gettext("Copy link to this view"),
        "copied": words.gettext("Copied"),
        "copy_by_hand": words.gettext("The browser does not let a page copy. Copy from here:"),
        "reference": words.gettext("“{text}” ({provenance}). {name}, Underheard, run {run}"),
        "downloaded": words.gettext("Saved as {name}"),
    }
