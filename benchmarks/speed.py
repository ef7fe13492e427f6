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

from benchmarks import speed_encoder, speed_run, speed_startup, speed_topics
from benchmarks.keep import keep_results
from benchmarks.machine import machine

RESULTS = Path(__file__).parent / "results" / "speed.json"
PARTS = ("encoder", "topics", "startup", "run")
OWN_PAGES = {"encoder": "speed_encoder.md", "topics": speed_topics.RESULTS.with_suffix(".md").name}
SHOWN = {
    "encoder": ("way", "device", "n_statements", "seconds", "cpu_seconds", "times_baseline", "share_of_peak"),
    "topics": ("method", "n_statements", "n_topics", "seconds", "cpu_seconds", "peak_mib"),
}
"""Columns of the parts whose own pages say more."""
TOLERANCE = 1.25
"""A ratio may be so many times that of record: a judgement, until spreads of many repetitions are on record."""
SHARE_TOLERANCE = 0.1
"""A stage's share of a run's seconds may grow by so much: a small stage doubles by chance, and costs nobody much."""


def main(arguments: Sequence[str]) -> int:
    """Measure the parts asked for and keep the others, or check them against the record; returns the exit code."""
    chosen = _parser().parse_args(list(arguments))
    if chosen.data is None and not {"encoder", "topics"}.isdisjoint(chosen.only):
        sys.stderr.write("Encoder and topics need --data, the folder that holds sib200/ and polis/; or name --only.\n")
        return 2
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
    if "run" in measured and "run" in kept:
        measured["run"] = _with_other_sizes(measured["run"], kept["run"])
    results = {part: found for part in PARTS if (found := (kept | measured).get(part))}
    keep_results(results, as_page(results), chosen.save)
    _plots(results, chosen.save)
    sys.stdout.write(chosen.save.with_suffix(".md").read_text("utf-8"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="underheard benchmark speed")
    parser.add_argument("--data", type=Path, help="folder that holds sib200/ and polis/, for encoder and topics")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="only these; others keep their results")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=speed_run.SIZES, help="statements of runs, and for topics"
    )
    parser.add_argument("--repeats", type=int, default=speed_startup.REPEATS, help="of each way to start")
    parser.add_argument("--check", action="store_true", help="compare with the record and keep nothing; 1 if slower")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go, or are")
    return parser


def _record(part: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """What a part measured, as it is kept: its rows, its ratios, where and when."""
    about = {"machine": machine(), "date": datetime.now(UTC).date().isoformat()}
    if part == "encoder":
        ways = speed_encoder.measure(chosen.data, chosen.cache)
        rows = [asdict(row) for row in ways]
        ratios = {row.way: round(1 / row.times_baseline_cpu, 3) for row in ways}
    elif part == "topics":
        fits = speed_topics.measure(chosen.data, chosen.cache, chosen.sizes)
        rows, ratios = [asdict(row) for row in fits], _beside_peer(fits)
    elif part == "startup":
        starts = speed_startup.measure(chosen.repeats)
        rows, ratios = [asdict(row) for row in starts], speed_startup.ratios(starts)
    else:
        runs = speed_run.measure(chosen.sizes)
        rows, ratios = [asdict(row) for row in runs], speed_run.ratios(runs)
    return {**about, "rows": rows, "ratios": ratios}


def _with_other_sizes(measured: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """The record of runs with those of other sizes that were measured before: a million take hours."""
    by_size = {row["n_statements"]: row for row in (*kept["rows"], *measured["rows"])}
    rows = [by_size[size] for size in sorted(by_size)]
    return measured | {"rows": rows, "ratios": kept["ratios"] | measured["ratios"]}


def _beside_peer(fits: Sequence[speed_topics.TopicsSpeed]) -> dict[str, float]:
    """Processor time of topics over the other method's, at each size that both were measured at."""
    taken = {(row.method, row.n_statements): row.cpu_seconds for row in fits}
    return {
        f"{method} over {other} at {size:,} statements": round(own / taken[other, size], 3)
        for (method, size), own in taken.items()
        for other in speed_topics.METHODS
        if method == "Underheard" != other and (other, size) in taken
    }


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
    pages = [_table(part, results[part]["rows"]) for part in SHOWN if part in results]
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


def _table(part: str, rows: Sequence[Mapping[str, Any]]) -> str:
    columns = SHOWN[part]
    lines = [
        f"## {part.capitalize()}",
        "",
        f"More: [{OWN_PAGES[part]}]({OWN_PAGES[part]}).",
        "",
        f"| {' | '.join(name.replace('_', ' ') for name in columns)} |",
        f"|{' --- |' * len(columns)}",
        *(f"| {' | '.join(_cell(row[name]) for name in columns)} |" for row in rows),
    ]
    return "\n".join(lines)


def _cell(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def _plots(results: Mapping[str, Any], path: Path) -> None:
    """Growth of the runs, on logarithmic scales, beside the results."""
    if "run" not in results:
        return
    rows = results["run"]["rows"]
    points = pd.DataFrame(
        [
            {"statements": row["n_statements"], "value": row[column], "figure": figure}
            for row in rows
            for column, figure in (("cpu_seconds", "processor seconds"), ("tree_peak_mib", "peak MiB"))
        ]
    )
    stages = pd.DataFrame([stage for row in rows for stage in row["stages"]])
    longest = stages.groupby("stage")["cpu_seconds"].max().nlargest(8).index
    stages = stages[stages["stage"].isin(longest) & (stages["cpu_seconds"] > 0)]
    totals = _lines(points, "value", "figure", "Whole run")
    by_stage = _lines(stages.rename(columns={"n_statements": "statements"}), "cpu_seconds", "stage", "Longest stages")
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
