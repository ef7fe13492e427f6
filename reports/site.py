"""The files of a report: one that holds everything, or, for a large corpus, a page a topic and statements apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from reports.downloads import Downloads
from reports.evidence import Evidence
from reports.inline_data import data_record, inline_json, row_columns
from reports.page import DECIDING, page_values, render_main
from reports.rendering import render
from reports.site_form import Site, is_one_file
from reports.topic_views import TopicView

ROWS_IN_FILE = 5_000
"""Statements in a file of their own: about 2 MB, which a browser reads in less time than a reader notices."""

_TOPIC_SCRIPTS = (
    "data.js",
    "core.js",
    "text.js",
    "view.js",
    "lists.js",
    "downloads.js",
    "clipboard.js",
    "print.js",
    *DECIDING,
    "start.js",
)
"""What a topic's page needs of the scripts: to sort, copy, download, print and decide."""

_INNER_LINK = re.compile(r'href="#(?!main")')


def report_files(
    evidence: Evidence, *, site: Site = "auto", downloads: Downloads | None = None
) -> Iterator[tuple[str, str]]:
    """Path in the report's folder and content of each file. `index.html`, the entry, comes last."""
    values = page_values(evidence, downloads)
    topics: list[TopicView] = values["topics"]
    record, rows = data_record(evidence, topics), row_columns(evidence, topics)
    if is_one_file(len(rows["text"]), site):
        yield "index.html", render_main(evidence, values, record | {"rows": rows})
        return
    parts = dict(_parts(rows))
    yield from parts.items()
    no_rows: dict[str, list[Any]] = {name: [] for name in rows}
    for place, topic in enumerate(topics):
        own = record | {"topics": record["topics"][place : place + 1], "sessions": [], "rows": no_rows}
        neighbours = {
            "larger": topics[place - 1] if place else None,
            "smaller": topics[place + 1] if place + 1 < len(topics) else None,
        }
        yield page_of(topic), _topic_page(evidence, {**values, **neighbours, "topic": topic}, own)
    later = {"rows": no_rows, "total": len(rows["text"]), "files": list(parts)}
    yield "index.html", render_main(evidence, values, record | later, is_one_file=False)


def page_of(topic: TopicView) -> str:
    """Where the topic's own page lies in the report's folder."""
    return f"topics/{topic.topic_id}.html"


def _topic_page(evidence: Evidence, values: Mapping[str, Any], record: object) -> str:
    data = Markup(inline_json(record))  # noqa: S704 - escaped there
    html = render("topic.html", evidence.words, scripts=_TOPIC_SCRIPTS, data=data, **values)
    # What leads to another part of the report leads to the main page from here. No text of a participant can look like
    # such a link: its quotation marks are escaped.
    return _INNER_LINK.sub('href="../index.html#', html.replace('href="../', 'href="../../'))


def _parts(rows: Mapping[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """The rows in files that a page opened from disk can load: scripts that hand JSON over."""
    for part, start in enumerate(range(0, len(rows["text"]), ROWS_IN_FILE)):
        columns = {name: values[start : start + ROWS_IN_FILE] for name, values in rows.items()}
        yield f"data/statements-{part:03d}.js", f"arrived({_script_string(inline_json(columns))});\n"


def _script_string(text: str) -> str:
    """The text as a string of a script; JSON's own quotation marks stay as they are."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
