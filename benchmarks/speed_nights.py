"""What a night costs beside the first run: `underheard benchmark speed-nights`.

A first run over invented statements, a night with one in a hundred more, and a night with nothing new, each the command
as users start it, in a process of its own; the bundled encoder embeds what is new.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.invented_words import VOCABULARY, texts_of
from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.speed_run import STATEMENTS_A_TOPIC, write_consultation
from reports.run_folder import list_runs

RESULTS = Path(__file__).parent / "results" / "speed_nights.json"
N_STATEMENTS = 20_000
NEW_SHARE = 0.01
WORDS = (18, 0.34)
"""Median and spread (of the logarithm) of the words of a statement: those of the demo, whose texts people wrote."""


@dataclass(frozen=True)
class Start:
    """One start of the command: its whole seconds, from the first to the last of the process."""

    name: str
    n_statements: int
    seconds: float
    cpu_seconds: float
    refit: str
    """Why topics were found anew; empty where they were kept, or nothing was computed."""
    stages: dict[str, float]
    """Seconds of each; none where nothing was computed."""


def main(arguments: Sequence[str]) -> int:
    """Measure the three and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark speed-nights")
    parser.add_argument("--statements", type=int, default=N_STATEMENTS, help="of the first run")
    parser.add_argument("--folder", type=Path, help="where the consultation is left (default: nowhere)")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    chosen = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as passing:
        starts = measure(chosen.statements, (chosen.folder or Path(passing)) / "invented")
    found = {
        "starts": [asdict(start) for start in starts],
        "shares": shares(starts),
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
    }
    keep_results(found, as_page(found), chosen.save)
    sys.stdout.write(as_page(found))
    return 0


def measure(n_statements: int, folder: Path, *, seed: int = 0) -> list[Start]:
    """The first run over `n_statements`, a night with a hundredth more, and one with nothing new."""
    rng = np.random.default_rng(seed)
    n_all = n_statements + round(NEW_SHARE * n_statements)
    language = rng.integers(0, len(VOCABULARY), n_all)
    topic = rng.integers(0, max(4, n_statements // STATEMENTS_A_TOPIC), n_all)
    write_consultation(texts_of(language, topic, rng, words_of_a_statement=WORDS), folder, rng)
    table = folder / "statements.parquet"
    everything = pd.read_parquet(table)
    everything.head(n_statements).to_parquet(table, index=False)
    first = _started("first run", folder)
    everything.to_parquet(table, index=False)
    return [first, _started("a night with 1% new", folder), _started("a night with nothing new", folder)]


def _started(name: str, folder: Path) -> Start:
    runs = {run.run_id for run in list_runs(folder / "output")}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "flows.cli", "run", str(folder / "consultation.yaml")],
        check=True,
        cwd=Path(__file__).parents[1],
        env=os.environ | {"XDG_STATE_HOME": str(folder / "state")},
        stdout=subprocess.DEVNULL,
    )
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    last = list_runs(folder / "output")[0]
    is_new = last.run_id not in runs
    refit = last.manifest["refit"]
    start = Start(
        name,
        last.manifest["counts"]["statements"],
        round(seconds, 1),
        round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        refit["reason"] if is_new and refit["refit"] else "",
        {stage["stage"]: stage["seconds"] for stage in last.manifest["stages"]} if is_new else {},
    )
    sys.stderr.write(f"{start}\n")
    return start


def shares(starts: Sequence[Start]) -> dict[str, dict[str, float]]:
    """Seconds and processor seconds of each night as a share of the first run's."""
    first, *nights = starts
    return {
        night.name: {
            "seconds": round(night.seconds / first.seconds, 3),
            "cpu_seconds": round(night.cpu_seconds / first.cpu_seconds, 3),
        }
        for night in nights
    }


def as_page(found: Mapping[str, Any]) -> str:
    """The starts, and their stages side by side, in Markdown."""
    starts, of_first = found["starts"], found["shares"]
    stages = list(dict.fromkeys(stage for start in starts for stage in start["stages"]))
    computed = [start for start in starts if start["stages"]]
    lines = [
        "# Nights beside the first run",
        "",
        "Made by `underheard benchmark speed-nights`; do not edit by hand. Invented statements as long as those of the",
        "demo, the bundled encoder, each the command in a process of its own. *Share*: of the first run. Compare CPU",
        "seconds: other work may have run beside it.",
        "",
        "| start | statements | topics | seconds | CPU s | share of seconds | of CPU s |",
        "| --- | ---: | --- | ---: | ---: | ---: | ---: |",
        *(_row(start, of_first.get(start["name"])) for start in starts),
        "",
        f"| stage, seconds | {' | '.join(start['name'] for start in computed)} |",
        f"| --- |{' ---: |' * len(computed)}",
        *(f"| {stage} | {' | '.join(str(start['stages'].get(stage, '')) for start in computed)} |" for stage in stages),
        "",
        f"Machine: {found['machine']}. Measured {found['date']}.",
        "",
    ]
    return "\n".join(lines)


def _row(start: Mapping[str, Any], share: Mapping[str, float] | None) -> str:
    topics = f"found anew ({start['refit']})" if start["refit"] else "kept"
    shown = ["", ""] if share is None else [f"{share['seconds']:.1%}", f"{share['cpu_seconds']:.1%}"]
    cells = (start["name"], f"{start['n_statements']:,}", topics, start["seconds"], start["cpu_seconds"], *shown)
    return f"| {' | '.join(map(str, cells))} |"
