"""Whether many refreshes in one process leak memory, file handles, threads or children: `underheard benchmark soak`.

The consultation and its encoder are those of the tests (`tests.flows.small_nights`), so that a refresh takes seconds;
the stages, Prefect with its server, publishing and retention are real. Every second refresh has a new statement in the
place of the oldest, so that what grows is not the consultation. Objects that nobody holds are collected before
anything is measured.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
from scipy.stats import theilslopes

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.nights_worker import held_by_process

RESULTS = Path(__file__).parent / "results" / "soak.json"
N_REFRESHES = 200
N_LETTERS = 48
"""Statements of the one source that changes."""
WARM_UP = 0.25
"""Share of the refreshes before anything is judged: caches of libraries fill, and the allocator finds its size."""
MOST_GROWTH = {"rss_mib": 5.0, "n_handles": 0.5, "n_threads": 0.5, "n_children": 0.5}
"""What a hundred refreshes may add: less than a whole handle, and less memory than anybody notices in a year."""
RETENTION = "retention: {nights: 3, weekly: none}\n"


@dataclass(frozen=True)
class Refresh:
    """What the process held after a refresh."""

    number: int
    is_new: bool
    """Whether there was anything to compute."""
    seconds: float
    rss_mib: float
    n_handles: int
    n_threads: int
    n_children: int


def main(arguments: Sequence[str]) -> int:
    """Refresh many times and keep what was held after each; ends with 1 where something grows."""
    parser = argparse.ArgumentParser(prog="underheard benchmark soak")
    parser.add_argument("--refreshes", type=int, default=N_REFRESHES)
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    chosen = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as folder:
        refreshes = soak(chosen.refreshes, Path(folder))
    grown = growth(refreshes)
    found = {
        "growth": grown,
        "refreshes": [asdict(each) for each in refreshes],
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
    }
    keep_results(found, as_page(found), chosen.save)
    sys.stdout.write(as_page(found))
    return int(not all(each["is_flat"] for each in grown.values()))


def soak(n_refreshes: int, folder: Path) -> list[Refresh]:
    """So many refreshes in this process, a day apart by a told clock."""
    from flows import clock
    from flows.runtime import prefect_server
    from flows.settings import load_settings
    from flows.unchanged import refreshed
    from tests.flows.small_nights import SmallNights

    nights = SmallNights(folder / "small")
    nights.configure(RETENTION)
    settings = load_settings(nights.config)
    found = []
    with ExitStack() as during:
        during.enter_context(patch.dict(os.environ, {"XDG_STATE_HOME": str(folder / "state")}))
        during.enter_context(patch.object(clock, "now", lambda: nights.now))
        during.enter_context(patch("flows.space.load_encoder", lambda _: nights.encoder))
        during.enter_context(prefect_server())
        for number in range(1, n_refreshes + 1):
            nights.write("letters", range(number // 2, number // 2 + N_LETTERS))
            nights.encoder.embedded.clear()
            started = time.perf_counter()
            outcome = refreshed(settings, nights.output)
            seconds = round(time.perf_counter() - started, 2)
            nights.now += timedelta(days=1)
            gc.collect()  # left alone Python looks through what is old only when a quarter of it is new
            found.append(Refresh(number, not outcome.nothing_new, seconds, **held_by_process()))
            sys.stderr.write(f"{json.dumps(asdict(found[-1]))}\n")
    return found


def growth(refreshes: Sequence[Refresh]) -> dict[str, dict[str, Any]]:
    """What a hundred refreshes add to each thing held, after the warm-up: Theil and Sen's slope with its 95% interval.

    Flat is what adds no more than `MOST_GROWTH` even at the upper end of the interval.
    """
    frame = pd.DataFrame([asdict(each) for each in refreshes[int(len(refreshes) * WARM_UP) :]])
    found = {}
    for name, most in MOST_GROWTH.items():
        slope, _, low, high = theilslopes(frame[name], frame["number"])
        found[name] = {
            "least": float(frame[name].min()),
            "most": float(frame[name].max()),
            "a_hundred_add": round(100 * slope, 2),
            "ci_low": round(100 * low, 2),
            "ci_high": round(100 * high, 2),
            "is_flat": bool(100 * high <= most),
        }
    return found


def as_page(found: Mapping[str, Any]) -> str:
    """The verdicts and every tenth refresh in Markdown."""
    rows = found["refreshes"]
    kept = [row for row in rows if row["number"] == 1 or row["number"] % 10 == 0]
    names = tuple(MOST_GROWTH)
    lines = [
        "# Soak",
        "",
        "Made by `underheard benchmark soak`; do not edit by hand.",
        f"{len(rows)} refreshes in one process, {sum(row['is_new'] for row in rows)} of them with a new statement in",
        "the place of an old one, the others with nothing new; a small consultation with an invented encoder, all else",
        "real, Prefect's server too.",
        f"The first {WARM_UP:.0%} are warm-up. *A hundred add*: Theil and Sen's slope over the others, with its 95%",
        "interval; flat is what adds at most " + ", ".join(f"{most:g} ({name})" for name, most in MOST_GROWTH.items()),
        "even at the interval's upper end.",
        "",
        "| held | least | most | a hundred add | 95% interval | flat |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
        *(
            f"| {name} | {each['least']:g} | {each['most']:g} | {each['a_hundred_add']:g} "
            f"| {each['ci_low']:g} to {each['ci_high']:g} | {'yes' if each['is_flat'] else '**no**'} |"
            for name, each in found["growth"].items()
        ),
        "",
        f"| refresh | seconds | {' | '.join(names)} |",
        f"| ---: | ---: |{' ---: |' * len(names)}",
        *(f"| {row['number']} | {row['seconds']} | {' | '.join(str(row[name]) for name in names)} |" for row in kept),
        "",
        f"Machine: {found['machine']}. Measured {found['date']}.",
        "",
    ]
    return "\n".join(lines)
