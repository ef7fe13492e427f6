"""What every command costs before it has done anything: starting, checking, a night with nothing new, Prefect, UMAP.

Each is a process as users start it, the ways of one kind in turns, so that what else the machine does meets all alike.
The middle of the repetitions is kept, with the processor's time beside the clock's and their spread.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPEATS = 5
DEMO = Path(__file__).parents[1] / "corpus" / "demo" / "consultation.yaml"

BARE = "python -c pass"
"""The least that a process costs: what the others are compared with."""
FLOW = """
from benchmarks.speed_startup import some_work
from flows.runtime import prefect_server
with prefect_server():
    from prefect import flow
    from flows.stages import Stages
    from flows.tasks import measured_task
    def refresh():
        stages = Stages()
        for at in range(25):
            measured_task(f"stage {at}", stages, some_work)()
    flow(name="stages")(refresh)()
"""
PLAIN = """
from benchmarks.speed_startup import some_work
from flows.stages import Stages
stages = Stages()
for at in range(25):
    with stages.stage(f"stage {at}"):
        some_work()
"""
"""As many stages as a refresh has, with Prefect and without."""
LAYOUT = """
import numpy as np
from flows.compiled import keep_compiled
keep_compiled()
from models.encoder import unit
from models.layout import fuzzy_graph, layout
from models.neighbours import neighbours
points = unit(np.random.default_rng(0).standard_normal((400, 16), dtype=np.float32))
layout(fuzzy_graph(neighbours(points, 15)), n_components=5, min_dist=0.0, n_epochs=20, seed=0)
"""


@dataclass(frozen=True)
class Start:
    """One way to start; `times_bare` is its processor time as a multiple of that of `python -c pass`."""

    name: str
    seconds: float
    cpu_seconds: float
    """Of the process and of those that it started."""
    spread: float
    """Largest over smallest processor time of the repetitions."""
    times_bare: float


def measure(repeats: int = REPEATS) -> list[Start]:
    """All ways to start, each `repeats` times."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        run = ("-m", "flows.cli", "run", str(DEMO), "--output", str(output))
        _timed(run)  # makes the run of which there is nothing new afterwards
        ways: dict[str, Sequence[str]] = {
            BARE: ("-c", "pass"),
            "underheard --help": ("-m", "flows.cli", "--help"),
            "underheard check, of the demo": ("-m", "flows.cli", "check", str(DEMO)),
            "a night with nothing new": run,
            "25 empty stages": ("-c", PLAIN),
            "25 empty stages, with Prefect": ("-c", FLOW),
            "first layout of a process": ("-c", LAYOUT),
        }
        taken = _in_turns(ways, repeats)
        cold = [_timed(ways["first layout of a process"], NUMBA_CACHE_DIR=str(Path(folder) / "empty"))]
    taken["first layout on a new machine"] = cold
    bare = statistics.median(cpu for _, cpu in taken[BARE])
    return [
        Start(
            name,
            seconds=round(statistics.median(seconds for seconds, _ in times), 3),
            cpu_seconds=round(statistics.median(cpu for _, cpu in times), 3),
            spread=round(max(cpu for _, cpu in times) / min(cpu for _, cpu in times), 2),
            times_bare=round(statistics.median(cpu for _, cpu in times) / bare, 1),
        )
        for name, times in taken.items()
    ]


def _in_turns(ways: Mapping[str, Sequence[str]], repeats: int) -> dict[str, list[tuple[float, float]]]:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for at in range(repeats + 1):
        for name, arguments in ways.items():
            times = _timed(arguments)
            if at > 0:  # the first time fills caches of the disk and of Numba
                taken[name].append(times)
    return taken


def _timed(arguments: Sequence[str], **environment: str) -> tuple[float, float]:
    """Seconds and processor seconds of one process; it must end well."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        check=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def some_work() -> None:
    """What a stage does here: nothing."""


def as_page(rows: Sequence[Start]) -> str:
    """The results in Markdown."""
    lines = [
        "## Start-up",
        "",
        "The middle of several processes, in turns; *times bare* is processor time as a multiple of that of",
        "`python -c pass`, *spread* the largest over the smallest.",
        "",
        "| what | seconds | CPU s | times bare | spread |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {row.name} | {row.seconds:.2f} | {row.cpu_seconds:.2f} | {row.times_bare:,.0f} | {row.spread:.2f} |"
            for row in rows
        ),
    ]
    return "\n".join(lines)


def ratios(rows: Sequence[Start]) -> dict[str, float]:
    """Processor time of each way by its name, as a multiple of that of a bare process: what a check compares."""
    return {row.name: row.times_bare for row in rows if row.name != BARE}
