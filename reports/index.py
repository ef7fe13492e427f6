"""The page of an output folder: every run, newest first, with what changed; older ones folded by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from reports.rendering import render
from reports.wording import N_, Wording, wording

if TYPE_CHECKING:
    from reports.run_folder import Run


IN_FULL = 14
"""Runs that stand in full: two weeks of nights. What is older is folded by week."""

KINDS = {
    "new": N_("New topics"),
    "split": N_("Split off"),
    "merged": N_("Merged"),
    "returned": N_("Returned"),
    "shown": N_("Shown again"),
    "hidden": N_("Hidden by analysts"),
    "vanished": N_("Vanished"),
}


@dataclass(frozen=True)
class RunLine:
    """A run in one line; counts are None where an older run did not record them."""

    href: str
    run_id: str
    name: str
    moment: str
    n_statements: int | None
    n_topics: int | None
    changes: list[str]
    """What is different from the run before, in a few words each."""
    is_first: bool
    is_final: bool


@dataclass(frozen=True)
class Week:
    """The older runs of one week, newest first, and what changed over all of them."""

    title: str
    runs: list[RunLine]
    changes: list[str]


def render_index(runs: Sequence[Run], language: str) -> str:
    """The list of runs as HTML; `runs` come newest first."""
    words = wording(language)
    return render(
        "index.html",
        words,
        runs=[_line(run, words) for run in runs[:IN_FULL]],
        weeks=[
            Week(title, [_line(run, words) for run in held], _changes(held, words))
            for title, held in _by_week(runs[IN_FULL:], words).items()
        ],
    )


def _by_week(runs: Sequence[Run], words: Wording) -> dict[str, list[Run]]:
    """Runs by the week in which they were made, which begins on a Monday; those without a date apart."""
    weeks: dict[str, list[Run]] = {}
    for run in runs:
        made = _made(run)
        monday = made and made - timedelta(days=made.weekday())
        title = words.gettext("Week of %(day)s", day=words.day(monday)) if monday else words.gettext("Without a date")
        weeks.setdefault(title, []).append(run)
    return weeks


def _line(run: Run, words: Wording) -> RunLine:
    counts: dict[str, Any] = run.manifest.get("counts") or {}
    made = _made(run)
    return RunLine(
        href=f"runs/{run.run_id}/report/index.html",
        run_id=run.run_id,
        name=str(run.manifest.get("name", "")),
        moment=words.minute(made) if made else run.run_id,
        n_statements=counts.get("statements"),
        n_topics=counts.get("topics"),
        changes=_changes([run], words),
        is_first=not run.changes.get("previous_run_id"),
        is_final=bool(run.manifest.get("final")),
    )


def _changes(runs: Sequence[Run], words: Wording) -> list[str]:
    """What changed in these runs together: statements that came and went, and topics by kind of change."""
    topics = {kind: sum(len((run.changes.get("topics") or {}).get(kind) or []) for run in runs) for kind in KINDS}
    n_added, n_removed = (
        sum(_size(run.changes.get(name)) for run in runs if run.changes.get("previous_run_id"))
        for name in ("statements_added", "statements_removed")
    )
    return [
        *([words.gettext("%(statements)s added", statements=words.statements(n_added))] if n_added else []),
        *([words.gettext("%(statements)s removed", statements=words.statements(n_removed))] if n_removed else []),
        *(f"{words.gettext(name)}: {words.number(topics[kind])}" for kind, name in KINDS.items() if topics[kind]),
    ]


def _size(value: object) -> int:
    """A count, whether the record gives the number or the ids."""
    return len(value) if isinstance(value, list) else int(str(value or 0))


def _made(run: Run) -> datetime | None:
    """When the run was made, in UTC; None where an older one does not say."""
    try:
        return datetime.fromisoformat(str(run.manifest.get("created_at"))).astimezone(UTC)
    except ValueError:
        return None
