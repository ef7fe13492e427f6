"""What the commands show: sentences and tables on a terminal, the same without colour in a pipe."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from corpus.schemas import Reading
    from flows.compare import Difference
    from flows.outcome import Outcome
    from flows.search import Hit
    from reports.run_folder import Run

_STDOUT, _STDERR = 1, 2

PIPE_WIDTH = 200
"""Columns where there is no terminal: a table in a log or a file is not cut to 80."""


@contextmanager
def results_alone() -> Iterator[None]:
    """Send what native libraries write to standard output meanwhile (HiGHS does) to standard error."""
    sys.stdout.flush()
    kept = os.dup(_STDOUT)
    os.dup2(_STDERR, _STDOUT)
    try:
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)


def show_json(document: object) -> None:
    """One JSON document on standard output."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def show_outcome(outcome: Outcome, report: Path | str | None) -> None:
    """What a refresh came to, and where its report is."""
    for warning in outcome.warnings:
        typer.echo(f"Note: {warning}", err=True)
    if outcome.nothing_new:
        typer.echo(f"Nothing new in {outcome.n_statements} statements since the last run.")
    elif report is None:
        typer.echo(f"{outcome.n_statements} statements would be refreshed. Nothing was written.")
    else:
        typer.echo(f"{outcome.n_statements} statements, {outcome.n_topics} topics: run {outcome.run_id}.")
    if report is not None:
        typer.echo(f"Report: {report.absolute() if isinstance(report, Path) else report}")
        if isinstance(report, Path):
            typer.echo(f"Open it in any browser: {report.absolute().as_uri()}")


def outcome_document(outcome: Outcome, report: Path | str | None) -> dict[str, object]:
    """An outcome as plain JSON values."""
    return {
        "run_id": outcome.run_id,
        "report": None if report is None else str(report),
        "nothing_new": outcome.nothing_new,
        "n_statements": outcome.n_statements,
        "n_topics": outcome.n_topics,
        "warnings": list(outcome.warnings),
    }


def reading_problems(reading: Reading) -> list[str]:
    """What `check` finds although the reading goes on without it."""
    return [f"{skipped.path}: {skipped.reason}" for skipped in reading.skipped]


def reading_document(reading: Reading) -> dict[str, object]:
    """What was read, counted, as plain JSON values."""
    return {
        "n_statements": len(reading.statements),
        "n_sessions": len(reading.sessions),
        "sources": [
            {"source": source, "n_rows": fates.total(), "fates": dict(fates)}
            for source, fates in reading.ledger.fates.items()
        ],
        "languages": dict(Counter(reading.statements["language"]).most_common()),
        "redactions": dict(reading.redactions),
        "warnings": list(reading.warnings),
    }


def show_reading(reading: Reading) -> None:
    """What became of the rows of each source, the languages, and how much personal data of each type is replaced."""
    fates = list(dict.fromkeys(fate for counts in reading.ledger.fates.values() for fate in counts))
    table = _table("source", "rows", *fates)
    for source, counts in reading.ledger.fates.items():
        table.add_row(Text(source), str(counts.total()), *(str(counts[fate]) for fate in fates))
    _console().print(table)
    languages = Counter(reading.statements["language"]).most_common()
    counted = [
        _counted(len(reading.statements), "statement"),
        _counted(len(reading.sessions), "session"),
        _counted(len(languages), "language"),
    ]
    shares = ", ".join(f"{language} {n}" for language, n in languages)
    typer.echo(", ".join(counted) + (f": {shares}" if shares else ""))
    replaced = ", ".join(f"{kind} {n}" for kind, n in Counter(reading.redactions).most_common())
    typer.echo(f"Personal data replaced: {replaced or 'none'}")
    for warning in reading.warnings:
        typer.echo(f"Note: {warning}", err=True)


def run_documents(runs: Sequence[Run]) -> list[dict[str, object]]:
    """The runs as plain JSON values."""
    return [
        {
            "run_id": run.run_id,
            "created_at": run.manifest.get("created_at"),
            "n_statements": run.manifest.get("counts", {}).get("statements"),
            "n_topics": run.manifest.get("counts", {}).get("topics"),
            "statements_added": run.changes.get("statements_added"),
            "statements_removed": run.changes.get("statements_removed"),
            "report": str(run.path / "report" / "index.html"),
        }
        for run in runs
    ]


def show_runs(runs: Sequence[Run]) -> None:
    """The runs, newest first."""
    table = _table("run", "finished", "statements", "added", "removed", "topics", "new", "vanished")
    for run in runs:
        counts, topics = run.manifest.get("counts", {}), run.changes.get("topics", {})
        changed = [run.changes.get(f"statements_{what}", "") for what in ("added", "removed")]
        kinds = [len(topics.get(kind, ())) for kind in ("new", "vanished")]
        cells = (counts.get("statements", ""), *changed, counts.get("topics", ""), *kinds)
        table.add_row(run.run_id, str(run.manifest.get("created_at", "")), *map(str, cells))
    _console().print(table)


def show_difference(difference: Difference) -> None:
    """What changed from one run to another."""
    typer.echo(
        f"From {difference.before} to {difference.after}: {difference.statements_added} statements added, "
        f"{difference.statements_removed} removed, {len(difference.topics)} topics changed."
    )
    if difference.topics:
        table = _table("topic", "change", "before", "after", "label")
        for topic in difference.topics:
            sizes = ("" if size is None else str(size) for size in (topic.size_before, topic.size_after))
            table.add_row(str(topic.topic_id), topic.change, *sizes, Text(topic.label))
        _console().print(table)


def show_hits(hits: Sequence[Hit]) -> None:
    """Statements with their provenance, nearest first."""
    if not hits:
        typer.echo("No statement fits. Leave out --language or --group, or try other words.")
    for hit in hits:
        origin = (hit.source, hit.source_ref, hit.place, hit.session_id, hit.date, hit.language, *hit.groups)
        typer.echo(f"{hit.similarity:.2f}  {hit.text}")
        typer.echo("      " + " · ".join(dict.fromkeys(part for part in origin if part)))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _table(first: str, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(first)
    for column in columns:
        is_text = column in {"finished", "change", "label"}
        table.add_column(column, justify="left" if is_text else "right")
    return table


def _console() -> Console:
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, width=PIPE_WIDTH)
