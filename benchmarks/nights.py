"""Seventy nights of a growing consultation, driven by a told time: `underheard benchmark nights`.

The nights are the deployed flow in a process that stays, with Prefect's server, the bundled encoder, publishing, gate,
alerts and retention as users have them; sources, times and what goes wrong are a script's (`nights_script`). Two nights
are killed with SIGKILL; the process is then started anew, as systemd would, and the next night goes on.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.nights_loopback import Loopback, loopback
from benchmarks.nights_page import as_page
from benchmarks.nights_script import (
    DECISIONS,
    EVENTS,
    KILLED_AFTER_TOPICS,
    KILLED_WHILE_WRITING,
    N_NIGHTS,
    Consultation,
    expected_texts,
    written_script,
)
from benchmarks.nights_told import Decided, NightRow, decided_on, held_at_the_end, summary
from flows.phase import recurrence_rule
from flows.settings import NightlySettings, load_settings, nightly_of
from reports.run_folder import Run, list_runs

RESULTS = Path(__file__).parent / "results" / "nights.json"
MIB = 2**20
POLL_SECONDS = 0.01


def main(arguments: Sequence[str]) -> int:
    """Live through the nights and keep what became of them; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark nights")
    parser.add_argument("--nights", type=int, default=N_NIGHTS, help="only the first so many; then nothing is kept")
    parser.add_argument("--folder", type=Path, help="where sources and runs are left (default: nowhere)")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    chosen = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as passing:
        found = simulate(chosen.folder or Path(passing), chosen.nights)
    page = as_page(found)
    if chosen.nights == N_NIGHTS:
        keep_results(found, page, chosen.save)
    sys.stdout.write(page)
    return 0


def simulate(folder: Path, n_nights: int) -> dict[str, Any]:
    """All nights in `folder`: a summary, what the analyst decided, and a row a night."""
    with loopback() as server:
        consultation = Consultation(folder / "phase", written_script(), server.report)
        consultation.arrive(0)
        nights = _Nights(consultation, server, folder / "state")
        due = due_times(nightly_of(load_settings(consultation.config)))
        try:
            for number, moment in enumerate([due[0] - timedelta(days=1), *due[:n_nights], due[-1] + timedelta(days=1)]):
                nights.live(number, moment)
        finally:
            nights.end()
        last = list_runs(consultation.output)[0]
        expected = Counter(expected_texts(_read_texts))
        held = held_at_the_end(last, load_settings(consultation.config), consultation.output, expected)
    return {
        "summary": summary(nights.rows, nights.decided, last) | held,
        "decided": nights.decided and asdict(nights.decided),
        "nights": [asdict(row) for row in nights.rows],
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
    }


def due_times(nightly: NightlySettings) -> list[datetime]:
    """When Prefect's own scheduler lets the deployment run, from the first night to the last."""
    from prefect.server.schemas.schedules import RRuleSchedule

    schedule = RRuleSchedule(rrule=recurrence_rule(nightly) or "", timezone=nightly.timezone)
    eve = datetime.combine(nightly.start - timedelta(days=1), datetime.min.time(), tzinfo=nightly.zone)
    return [
        datetime.fromisoformat(each.isoformat()) for each in asyncio.run(schedule.get_dates(n=2 * N_NIGHTS, start=eve))
    ]


def _read_texts(config: Path) -> Iterator[tuple[str, str]]:
    """The file and the text of each statement of a consultation, read at once."""
    from flows.reading import read_consultation

    with tempfile.TemporaryDirectory() as nowhere:
        statements = read_consultation(load_settings(config), Path(nowhere)).statements
    yield from zip(statements["source_ref"], statements["text"], strict=True)


class _Nights:
    """The nights so far, and the process that does them."""

    def __init__(self, consultation: Consultation, server: Loopback, state: Path) -> None:
        self.rows: list[NightRow] = []
        self.decided: Decided | None = None
        self._consultation = consultation
        self._server = server
        self._state = state
        self._process: subprocess.Popen[str] | None = None
        self._log = state / "underheard" / "underheard.log"

    def live(self, number: int, moment: datetime) -> None:
        """One night: let things arrive, let it run, look what came of it."""
        before = _published(self._consultation.output)
        if number == DECISIONS and before is not None:
            self.decided = decided_on(before, moment.date())
            self._consultation.decide(self.decided.as_curation())
        self._consultation.arrive(number)
        self._server.tables = lambda: self._consultation.polis_tables(number)
        n_told = len(self._server.received)
        killed_when = {KILLED_AFTER_TOPICS: self._topics_found(), KILLED_WHILE_WRITING: self._is_writing}.get(number)
        answer = self._ask(moment, killed_when)
        row = NightRow.of(
            number,
            moment,
            answer,
            event=EVENTS.get(number, ""),
            before=before,
            after=_published(self._consultation.output),
            merged=self.decided.merged if self.decided else {},
            alerts=[alert["title"].partition(": ")[2] for alert in self._server.received[n_told:]],
            output_mib=_size(self._consultation.output) / MIB,
        )
        self.rows.append(row)
        sys.stderr.write(f"{row.line()}\n")

    def end(self) -> None:
        """Let the process end."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(60)

    def _ask(self, moment: datetime, killed_when: Callable[[], bool] | None) -> dict[str, Any]:
        process = self._process = self._process or self._started()
        if process.stdin is None or process.stdout is None:
            raise TypeError("a process with pipes has them")
        process.stdin.write(f"{moment.isoformat()}\n")
        process.stdin.flush()
        if killed_when is None:
            return dict(json.loads(process.stdout.readline()))
        started = time.perf_counter()
        while not killed_when():
            if process.poll() is not None:
                raise ChildProcessError("the night ended before it could be killed")
            time.sleep(POLL_SECONDS)
        process.kill()
        process.wait()
        self._process = None
        return {"kind": "killed", "seconds": time.perf_counter() - started}

    def _started(self) -> subprocess.Popen[str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "UNDERHEARD"))}
        self._state.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(  # noqa: S603 - our own module
            [
                sys.executable,
                "-m",
                "benchmarks.nights_worker",
                str(self._consultation.config),
                str(self._consultation.output),
            ],
            cwd=Path(__file__).parents[1],
            env=own | {"XDG_STATE_HOME": str(self._state), "UNDERHEARD_NOTIFY": self._server.webhook},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _topics_found(self) -> Callable[[], bool]:
        start = self._log.stat().st_size if self._log.exists() else 0

        def found() -> bool:
            with self._log.open("rb") as log:
                log.seek(start)
                return b" settle topics:" in log.read()

        return found

    def _is_writing(self) -> bool:
        return any((self._consultation.output / "runs").glob(".*.partial"))


def _published(output: Path) -> Run | None:
    return next(iter(list_runs(output)), None)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
