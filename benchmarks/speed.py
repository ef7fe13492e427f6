"""How fast everything is: `underheard benchmark speed`, as JSON, a page and plots, and whether it got slower.

Each part is a module of its own, which measures and tells the ratios that may be compared across machines: seconds of
one machine say nothing on another, and little beside other work; the ratio of two things measured in turns does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import vl_convert as vlc

from benchmarks import speed_run, speed_startup
from benchmarks.keep import keep_results
from benchmarks.machine import machine

RESULTS = Path(__file__).parent / "results" / "speed.json"
PARTS = ("startup", "run")
TOLERANCE = 1.25
"""A ratio may be so many times that of record. Ratios of processor time in turns differed by up to a fifth between
repetitions on a busy machine."""
SHARE_TOLERANCE = 0.1
"""A stage's share of a run's seconds may grow by so much: a small stage doubles by chance, and costs nobody much."""


def main(arguments: Sequence[str]) -> int:
    """Measure the parts asked for and keep the others, or check them against the record; returns the exit code."""
    chosen = _parser().parse_args(list(arguments))
    kept = json.loads(chosen.save.read_text("utf-8")) if chosen.save.exists() else {}
    measured = {part: _record(part, chosen) for part in chosen.only}
    if chosen.check:
        problems = [
            problem
            for part, record in measured.items()
            for problem in slower(part, record["ratios"], kept.get(part, {}).get("ratios", {}))
        ]
        sys.stdout.write("\n".join(problems or ["Nothing got slower than its record."]) + "\n")
        return int(bool(problems))
    results = {part: found for part in PARTS if (found := (kept | measured).get(part))}
    keep_results(results, as_page(results), chosen.save)
    _plots(results, chosen.save)
    sys.stdout.write(chosen.save.with_suffix(".md").read_text("utf-8"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="underheard benchmark speed")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="only these; others keep their results")
    parser.add_argument("--sizes", type=int, nargs="+", default=speed_run.SIZES, help="statements of the runs")
    parser.add_argument("--repeats", type=int, default=speed_startup.REPEATS, help="of each way to start")
    parser.add_argument("--check", action="store_true", help="compare with the record and keep nothing; 1 if slower")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go, or are")
    return parser


def _record(part: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """What a part measured, as it is kept: its rows, its ratios, where and when."""
    about = {"machine": machine(), "date": datetime.now(UTC).date().isoformat()}
    if part == "startup":
        starts = speed_startup.measure(chosen.repeats)
        rows, ratios = [asdict(row) for row in starts], speed_startup.ratios(starts)
    else:
        runs = speed_run.measure(chosen.sizes)
        rows, ratios = [asdict(row) for row in runs], speed_run.ratios(runs)
    return {**about, "rows": rows, "ratios": ratios}


def slower(part: str, found: Mapping[str, float], of_record: Mapping[str, float]) -> list[str]:
    """A sentence for each ratio that is beyond its tolerance; what has no record is passed over."""
    return [
        f"{part}: {name} is {found[name]:.3g}, and was {was:.3g}: more than the tolerance allows."
        for name, was in of_record.items()
        if name in found and found[name] > _allowed(part, was)
    ]


def _allowed(part: str, was: float) -> float:
    return was + SHARE_TOLERANCE if part == "run" else was * TOLERANCE


def as_page(results: Mapping[str, Any]) -> str:
    """All parts in Markdown."""
    pages = []
    if "startup" in results:
        pages.append(speed_startup.as_page([speed_startup.Start(**row) for row in results["startup"]["rows"]]))
    if "run" in results:
        pages.append(speed_run.as_page([speed_run.whole_run(row) for row in results["run"]["rows"]]))
    machines = dict.fromkeys(f"{found['machine']}, {found['date']}" for found in results.values())
    about = [
        "# Speed",
        "",
        "Made by `underheard benchmark speed`; do not edit by hand. What it measures, and how it is checked:",
        "[docs/method.md](../../docs/method.md#speed). The machine did other work too: compare processor time and",
        "ratios.",
        "",
    ]
    return "\n\n".join(["\n".join(about).rstrip(), *pages, f"Machine: {'; '.join(machines)}."]) + "\n"


def _plots(results: Mapping[str, Any], path: Path) -> None:
    """Growth of the runs, on logarithmic scales, beside the results."""
    if "run" not in results:
        return
    rows = results["run"]["rows"]
    points = pd.DataFrame(
        [
            {"statements": row["n_statements"], "value": row[column], "figure": figure}
            for row in rows
            for column, figure in (("cpu_seconds", "processor seconds"), ("peak_mib", "peak MiB"))
        ]
    )
    stages = pd.DataFrame([stage for row in rows for stage in row["stages"]])
    longest = stages.groupby("stage")["seconds"].max().nlargest(8).index
    stages = stages[stages["stage"].isin(longest) & (stages["seconds"] > 0)]
    totals = _lines(points, "value", "figure", "Whole run")
    by_stage = _lines(stages.rename(columns={"n_statements": "statements"}), "seconds", "stage", "Longest stages")
    drawn = alt.hconcat(totals, by_stage).resolve_scale(color="independent")
    path.with_name(f"{path.stem}-run.svg").write_text(vlc.vegalite_to_svg(drawn.to_json()), "utf-8")


def _lines(points: pd.DataFrame, value: str, what: str, title: str) -> alt.Chart:
    chart: alt.Chart = alt.Chart(points, title=title, width=320, height=260).mark_line(point=True)
    log = alt.Scale(type="log")
    encoded: alt.Chart = chart.encode(
        x=alt.X("statements:Q", scale=log),
        y=alt.Y(f"{value}:Q", scale=log),
        color=alt.Color(f"{what}:N", title=None),
    )
    return encoded
