"""The simulated nights as a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXPLAINED = """\
# Seventy nights

Made by `underheard benchmark nights`; do not edit by hand. The demo arrives over a phase of seventy nights, most of it
held back at first; the nights are the deployed flow with Prefect, the bundled encoder, publishing, gate, alerts to a
webhook and retention, in a process that stays; only the time is told to it. The night before the phase and the one
after it are in the table, too. A killed night ends with SIGKILL, and the process is started anew.

*Ids kept*: of the statements that were in a topic in the run before and are in one now, those whose topic has the same
number; a decided merge counts as kept. *Refit*: why topics were found anew. *Told*: what came to the webhook. CPU
seconds are of the process and Prefect's server together; other work ran beside it.
"""


def as_page(found: Mapping[str, Any]) -> str:
    """Summary and nights in Markdown."""
    total = found["summary"]
    lines = [
        EXPLAINED,
        *(f"{note}\n" for note in found.get("notes", ())),
        "| what | |",
        "| --- | --- |",
        *(f"| {_words(name)} | {_value(value)} |" for name, value in total.items()),
        "",
        (
            "| night | due | outcome | statements | new | gone | topics | refit | ids kept | s | CPU s | disk MiB "
            "| RSS MiB | handles | told | what happened |"
        ),
        f"| ---: | --- | --- |{' ---: |' * 4} --- |{' ---: |' * 6} --- | --- |",
        *(_row(row) for row in found["nights"]),
        "",
        f"Machine: {found['machine']}. Measured {found['date']}.",
        "",
    ]
    return "\n".join(lines)


def _row(row: Mapping[str, Any]) -> str:
    kept = f"{row['n_kept'] / row['n_compared']:.1%}" if row["n_compared"] else None
    cells = [
        *(row[name] for name in ("number", "date", "kind", "n_statements", "n_added", "n_removed", "n_topics")),
        row["refit"],
        kept,
        *(row[name] for name in ("seconds", "cpu_seconds", "output_mib", "rss_mib", "n_handles")),
        ", ".join(row["alerts"]),
        row["event"],
    ]
    return f"| {' | '.join('' if cell is None else str(cell) for cell in cells)} |"


def _words(name: str) -> str:
    return name.removeprefix("n_").removeprefix("is_").replace("_", " ")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "**no**"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {each}" for key, each in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
