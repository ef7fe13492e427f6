"""How long a report takes to write and to open, how large it is and how fast it answers: `underheard benchmark report`.

Consultations are invented (`large_consultation`); each is written in a process of its own, then opened in Chromium.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.browse import Opened, chromium, open_report
from benchmarks.keep import keep_results
from benchmarks.large_consultation import Size, large_consultation
from benchmarks.large_figures import MIN_GROUP_SIZE
from benchmarks.machine import machine
from benchmarks.worker import peak_bytes

RESULTS = Path(__file__).parent / "results" / "report.json"
SIZES = (1_000, 10_000, 100_000)
BYTES_A_MIB = 2**20
STATEMENTS_A_TOPIC = 100
"""Of the smaller consultations; none has more topics than the largest."""
STEPS = ("protect", "tables", "exports", "report")
OPENED = ("first paint s", "interactive s", "all here s", "search ms", "first ms", "map ms", "messages")


@dataclass(frozen=True)
class Written:
    """A report as it was written: seconds and processor seconds of each step, and what came of it."""

    name: str
    n_statements: int
    seconds: dict[str, float]
    cpu_seconds: dict[str, float]
    peak_mib: float
    """The whole process."""
    before_mib: float
    """Of which before the first step: the invented consultation and the libraries."""
    entry_mib: float
    """`index.html`."""
    report_mib: float
    """The folder `report/`."""
    n_files: int


@dataclass(frozen=True)
class Measured:
    """A report written and opened; `opened` is None where there is no browser."""

    written: Written
    opened: Opened | None
    machine: str = field(default_factory=machine)
    date: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes asked for, and a finished run if one is named; rows of before stay. Returns the exit code."""
    chosen = _parser().parse_args(list(arguments))
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            # A process for each, whose memory is its own; `spawn`, as a fork would start with this one's.
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                written = pool.submit(write_large, size, Path(folder) / "run").result()
            save_row(Measured(written, _opened(Path(folder) / "run" / "report")), chosen.save)
        sys.stderr.write(f"{size} done\n")
    if chosen.run:
        save_row(Measured(finished(chosen.run), _opened(chosen.run / "report")), chosen.save)
    sys.stdout.write(chosen.save.with_suffix(".md").read_text("utf-8"))
    return 0


def save_row(measured: Measured, path: Path) -> None:
    """Write `path` as JSON and a page beside it; a row of the same consultation and size is replaced."""
    rows = [_row(kept) for kept in json.loads(path.read_text("utf-8"))] if path.exists() else []
    kept = {(row.written.name, row.written.n_statements): row for row in [*rows, measured]}
    ordered = [kept[key] for key in sorted(kept, key=lambda key: key[1])]
    keep_results([asdict(row) for row in ordered], as_page(ordered), path)


def _row(record: dict[str, Any]) -> Measured:
    opened = Opened(**record["opened"]) if record["opened"] else None
    return Measured(Written(**record["written"]), opened, record["machine"], record["date"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="underheard benchmark report")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="statements in each invented consultation")
    parser.add_argument("--run", type=Path, help="folder of a finished run to open too, such as the demo's")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    return parser


def _opened(report: Path) -> Opened | None:
    return open_report(report / "index.html") if chromium() else None


def write_large(n_statements: int, folder: Path) -> Written:
    """Write what a run leaves of an invented consultation into `folder`; needs its own process."""
    from reports.downloads import downloads
    from reports.exports import write_exports
    from reports.run_folder import gather
    from reports.site import report_files
    from reports.tables import tables, write_parquet

    largest = Size()
    size = Size(n_statements, topics=max(4, min(largest.topics, n_statements // STATEMENTS_A_TOPIC)))
    made = large_consultation(size)
    folder.mkdir(parents=True)
    before = peak_bytes()
    clock = _Clock()
    evidence = clock.time(
        "protect",
        lambda: gather(
            made.findings,
            made.manifest,
            themes=made.themes,
            groups=made.groups,
            language="en",
            min_group_size=MIN_GROUP_SIZE,
        ),
    )
    clock.time("tables", lambda: write_parquet(tables(evidence.findings), folder))
    clock.time("exports", lambda: write_exports(evidence, folder / "export"))

    def write_report() -> None:
        for path, text in report_files(evidence, downloads=downloads(folder, evidence.words)):
            (folder / "report" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "report" / path).write_text(text, "utf-8")

    clock.time("report", write_report)
    return _written("invented", n_statements, clock.seconds, clock.cpu_seconds, (peak_bytes(), before), folder)


def finished(run: Path) -> Written:
    """A run that was written before, so that no step is timed; the peak is that of the whole run."""
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    peak = max(int(stage["peak_memory_bytes"]) for stage in manifest["stages"])
    return _written(manifest["name"], manifest["counts"]["statements"], {}, {}, (peak, peak), run)


def _written(
    name: str,
    n_statements: int,
    seconds: dict[str, float],
    cpu_seconds: dict[str, float],
    peaks: tuple[int, int],
    run: Path,
) -> Written:
    sizes = {path: path.stat().st_size for path in (run / "report").rglob("*") if path.is_file()}
    return Written(
        name=name,
        n_statements=n_statements,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        peak_mib=round(peaks[0] / BYTES_A_MIB),
        before_mib=round(peaks[1] / BYTES_A_MIB),
        entry_mib=round(sizes[run / "report" / "index.html"] / BYTES_A_MIB, 2),
        report_mib=round(sum(sizes.values()) / BYTES_A_MIB, 1),
        n_files=len(sizes),
    )


T = TypeVar("T")


class _Clock:
    """Seconds and processor seconds of steps by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu_seconds: dict[str, float] = {}

    def time(self, step: str, work: Callable[[], T]) -> T:
        started, cpu_started = time.perf_counter(), time.process_time()
        done = work()
        self.seconds[step] = round(time.perf_counter() - started, 2)
        self.cpu_seconds[step] = round(time.process_time() - cpu_started, 2)
        return done


def as_page(measured: Sequence[Measured]) -> str:
    """The results in Markdown."""
    columns = ("consultation", "statements", *STEPS, "all", "CPU s", "peak MiB", "entry MiB", "report MiB", "files")
    seen = ("consultation", "statements", *OPENED)
    lines = [
        "# Report",
        "",
        "Made by `underheard benchmark report`; do not edit by hand. Invented consultations of twelve languages, with",
        "300 topics in the largest, written as a run writes them, each in a process of its own.",
        "",
        "## Writing",
        "",
        "Seconds of each step, of all, and of the processor. *Peak* is the whole process, consultation and",
        "libraries included. *Entry* is `index.html`, *report* the whole folder.",
        "",
        f"| {' | '.join(columns)} |",
        f"| --- |{' ---: |' * (len(columns) - 1)}",
        *(_writing(row.written) for row in measured),
        "",
        "## Opening",
        "",
        "In headless Chromium, from disk, a window of 1366 by 850. *Interactive*: the scripts have run and the first",
        "frame after them is drawn, in seconds from the start of the visit. *All here*: the last statement is there.",
        "*Search*: milliseconds from a word typed to its answer, the slowest of four words in four scripts, with the",
        "moment that it waits for more letters; *first* is the first search of all. *Map*: to paint the map once,",
        "milliseconds, the middle of nine zooms.",
        "",
        f"| {' | '.join(seen)} |",
        f"| --- |{' ---: |' * (len(seen) - 1)}",
        *(_opening(row) for row in measured if row.opened),
        "",
        f"Machine: {' · '.join(dict.fromkeys(row.machine for row in measured))}; it did other work too.",
        f"Measured {' and '.join(sorted({row.date for row in measured}))}.",
        "",
    ]
    return "\n".join(lines)


def _writing(row: Written) -> str:
    steps = [f"{row.seconds[step]:.1f}" if step in row.seconds else "–" for step in STEPS]
    sums = [f"{sum(taken.values()):.1f}" if taken else "–" for taken in (row.seconds, row.cpu_seconds)]
    sizes = [f"{row.peak_mib:,.0f}", f"{row.entry_mib}", f"{row.report_mib}", f"{row.n_files}"]
    return f"| {row.name} | {row.n_statements:,} | {' | '.join([*steps, *sums, *sizes])} |"


def _opening(row: Measured) -> str:
    assert row.opened is not None  # noqa: S101 - the caller left those out
    opened = row.opened
    times = [f"{value:.1f}" for value in (opened.first_paint, opened.interactive, opened.all_here)]
    searches = [f"{max(opened.searches):,.0f}", f"{opened.first_search:,.0f}", f"{opened.map_paint:.0f}"]
    return " | ".join(
        [f"| {row.written.name}", f"{row.written.n_statements:,}", *times, *searches, f"{opened.n_messages} |"]
    )
