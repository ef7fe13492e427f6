"""The page of an output folder: every run, newest first, with what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reports.rendering import render
from reports.wording import Wording, wording

if TYPE_CHECKING:
    from reports.run_folder import Run


@dataclass(frozen=True)
class RunLine:
    """A run in one line; counts are None where an older run did not record them."""

    href: str
    run_id: str
    name: str
    moment: str
    n_statements: int | None
    n_topics: int | None
    changes: list[tuple[str, int]]
    is_first: bool


def render_index(runs: Sequence[Run], language: str) -> str:
    """The list of runs as HTML; `runs` come newest first."""
    words = wording(language)
    return render("index.html", words, runs=[_line(run, words) for run in runs])


def _line(run: Run, words: Wording) -> RunLine:
    counts: dict[str, Any] = run.manifest.get("counts") or {}
    topics: dict[str, Any] = run.changes.get("topics") or {}
    named = {
        "new": words.gettext("New topics"),
        "split": words.gettext("Split off"),
        "merged": words.gettext("Merged"),
        "vanished": words.gettext("Vanished"),
    }
    return RunLine(
        href=f"runs/{run.run_id}/report/index.html",
        run_id=run.run_id,
        name=str(run.manifest.get("name", "")),
        moment=_moment(run.manifest.get("created_at"), words) or run.run_id,
        n_statements=counts.get("statements"),
        n_topics=counts.get("topics"),
        changes=[(label, len(topics.get(kind) or [])) for kind, label in named.items() if topics.get(kind)],
        is_first=not run.changes.get("previous_run_id"),
    )


def _moment(created_at: object, words: Wording) -> str:
    try:
        return words.minute(datetime.fromisoformat(str(created_at)).astimezone(UTC))
    except ValueError:
        return ""
