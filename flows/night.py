"""One night: whether it is due, the refresh, and what people are told. Nothing here knows Prefect."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from corpus.errors import HeldBack, OutputLocked, UnderheardError
from flows import clock
from flows.held import held_run
from flows.lock import hold_output
from flows.log import crash_sentence, log_file
from flows.notify import Alert, Trouble, due, keep_told, read_told, send
from flows.outcome import Asked, Outcome
from flows.phase import is_last_day, outside_sentence
from flows.settings import Settings, nightly_of
from flows.unchanged import refreshed
from flows.working_copy import published_place, working_copy
from reports.run_folder import Run, load_run

logger = logging.getLogger(__name__)

WAIT_SECONDS = 900
"""How long a night waits for a refresh that somebody started by hand."""
LATE = timedelta(hours=6)
"""A night that starts so long after it was due still counts as that night: one due at 23:55 may start tomorrow."""
LAST_NIGHT = "It was the last night of the phase: write the final report with `underheard run CONFIG --final`."


@dataclass(frozen=True)
class Night:
    """What a night came to, in sentences without anybody's words. `run` is the run that it made, held or published."""

    kind: Literal["skipped", "busy", "unchanged", "changed", "held", "failed"]
    sentences: tuple[str, ...]
    run: Run | None = None
    report: str | None = None
    """Where its report is."""
    stale: tuple[str, ...] = ()
    """Since when each source is stale that could not be read; in no order that tells which."""
    n_unread: int = 0
    """Files that were left out because they cannot be read."""
    error: UnderheardError | None = None


def one_night(settings: Settings, output: str | Path, *, due: datetime | None = None) -> Night:
    """Refresh within the phase, and tell people what came of it; outside the phase do nothing and say so.

    `output` may be the address of a remote folder. A night belongs to the day on which it was `due`, unless it comes
    more than `LATE` after that. People are told when everything is in its place.
    """
    nightly = nightly_of(settings)
    now = clock.now()
    is_near = due is not None and timedelta() <= now - due <= LATE
    today = (due if due is not None and is_near else now).astimezone(nightly.zone).date()
    if reason := outside_sentence(today, nightly):
        logger.info("%s", reason)
        return Night("skipped", (reason,))
    night: Night | None = None
    alerts: list[Alert] = []
    try:
        with working_copy(output, wait_seconds=WAIT_SECONDS) as folder:
            night = _refreshed(settings, folder, final=is_last_day(today, nightly))
            place = published_place(night.run.path / "report" / "index.html", folder, output) if night.run else None
            night = replace(night, report=None if place is None else str(place))
            alerts = _alerts(settings, folder / "store", night, now)
            if night.error is not None:
                raise night.error
    except OutputLocked as error:
        night = Night("busy", (f"{error} This night steps aside.",))
        if is_last_day(today, nightly):
            night = Night("failed", (f"{error} {LAST_NIGHT}",), error=error)
            alerts = _alerts(settings, None, night, now)
    except Exception as error:
        if night is None or night.error is not error:  # the folder itself cannot be fetched, or sent
            night = _failed(error)
            alerts = _alerts(settings, None, night, now)
    if settings.notify is not None:
        send(alerts, settings.notify)
    logger.log(logging.ERROR if night.error else logging.INFO, "night %s: %s", night.kind, " ".join(night.sentences))
    return night


def _refreshed(settings: Settings, output: Path, *, final: bool) -> Night:
    try:
        with hold_output(output, wait_seconds=WAIT_SECONDS):
            outcome = refreshed(settings, output, Asked(final=final))
    except OutputLocked:
        raise
    except HeldBack as error:
        return Night("held", error.problems, held_run(output), error=error)
    except Exception as error:
        return _failed(error)
    return _made(outcome)


def _failed(error: Exception) -> Night:
    """A failure that nobody foresaw is told like any other: nobody is there to see it."""
    known = error if isinstance(error, UnderheardError) else UnderheardError(crash_sentence(error, "night"))
    return Night("failed", known.problems, error=known)


def _made(outcome: Outcome) -> Night:
    stale = tuple(sorted(f"{since:%Y-%m-%d %H:%M} UTC" for since in outcome.stale_since))
    if outcome.nothing_new or outcome.report is None:
        return Night("unchanged", (f"Nothing new since {outcome.run_id}.",), stale=stale, n_unread=outcome.n_unread)
    run = load_run(outcome.report.parents[1])
    return Night("changed", (counted(run),), run, stale=stale, n_unread=outcome.n_unread)


def counted(run: Run) -> str:
    """What changed with a run, in counts."""
    counts, changes = run.manifest["counts"], run.changes
    topics = {kind: len(ids) for kind, ids in changes.get("topics", {}).items() if ids and kind != "continued"}
    told = "".join(f", {n} {kind}" for kind, n in topics.items())
    return (
        f"Run {run.run_id}: {counts['statements']} statements ({changes.get('statements_added') or 0} added, "
        f"{changes.get('statements_removed') or 0} removed), {counts['topics']} topics{told}."
    )


def _alerts(settings: Settings, store: Path | None, night: Night, now: datetime) -> list[Alert]:
    """The alerts that are due, of which the store keeps account; without the key `notify` there are none."""
    if settings.notify is None:
        return []
    unknown: tuple[Trouble, ...] = ("stale", "unread") if night.kind in {"failed", "held"} else ()
    before = read_told(store) if store else {}
    alerts, told = due(_troubles(settings.name, night), before, now, name=settings.name, unknown=unknown)
    if night.kind == "changed" and night.run is not None:
        final = "\nThis is the final report." if night.run.manifest.get("final") else ""
        body = f"{night.sentences[0]}\n{night.report}{final}"
        alerts.append(Alert("changed", f"{settings.name}: new report", body))
    if store:
        keep_told(store, told)
    return alerts


def _troubles(name: str, night: Night) -> dict[Trouble, tuple[str, Alert]]:
    """Tonight's troubles by kind. Sentences of errors name files, which may be named after people: none is told."""
    found: dict[Trouble, tuple[str, Alert]] = {}
    what = hashlib.sha256("\n".join(night.sentences).encode()).hexdigest()
    n = len(night.sentences)
    if night.kind == "failed":
        body = (
            f"The night failed ({type(night.error).__name__}, {n} problem{'' if n == 1 else 's'}). The last good "
            f"report stays. Details: {log_file()}, or `underheard check`."
        )
        found["failed"] = (what, Alert("failed", f"{name}: the night failed", body))
    if night.kind == "held" and night.run is not None:
        reasons = len(night.run.manifest["held"])
        body = (
            f"A run looks wrong for {reasons} reason{'' if reasons == 1 else 's'} and is not published; the last good "
            f"report stays. Look at {night.report}, then mend the sources or run with "
            "--publish-anyway."
        )
        found["held"] = (what, Alert("held", f"{name}: a run is held back", body))
    if night.stale:
        n_stale = len(night.stale)
        body = (
            f"{n_stale} source{'' if n_stale == 1 else 's'} could not be read; what was read before stands for "
            f"{'it' if n_stale == 1 else 'them'}, the oldest of {night.stale[0]}. `underheard check` says why."
        )
        found["stale"] = ("|".join(night.stale), Alert("stale", f"{name}: a source could not be read", body))
    if night.n_unread:
        files = "1 file" if night.n_unread == 1 else f"{night.n_unread} files"
        body = f"{files} could not be read, and what stands there is not in the report. `underheard check` says why."
        found["unread"] = (str(night.n_unread), Alert("stale", f"{name}: a file could not be read", body))
    return found
