"""How fast large tables are read and their languages identified, and how much memory that takes."""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from corpus.read import read_sources
from corpus.sources import TableColumns, TableSource

RESULTS = Path(__file__).parent / "results"
HEADER = ("id", "text", "session", "author", "date")
COLUMNS = TableColumns(text="text", id="id", session="session", author="author", date="date")
N_WORDS = (10, 20)
MOST_ROWS = 1_000_000
SIZES = {"csv": MOST_ROWS, "parquet": 200_000, "xlsx": 50_000}
"""A million rows once: what comes after parsing is the same for all formats."""

VOCABULARY = {
    "en": "we need more work for young people in the village because nobody answers our questions about the road and "
    "school after every meeting they promise water but nothing happens when will someone listen to women too",
    "fr": "nous voulons des emplois pour les jeunes du village car personne ne répond à nos questions sur la route et "
    "après chaque réunion on promet mais rien ne change quand est-ce que quelqu'un écoutera aussi les femmes",
    "ru": "нам нужна работа для молодёжи в деревне потому что никто не отвечает на наши вопросы о дороге и школе после "
    "каждой встречи обещают воду но ничего не меняется когда же кто-нибудь услышит женщин тоже",
    "ar": "نريد عملا للشباب في القرية لأن لا أحد يجيب على أسئلتنا عن الطريق والمدرسة بعد كل اجتماع يعدون بالماء لكن لا "
    "شيء يتغير متى سيسمع أحد النساء أيضا",
    "sw": "tunahitaji kazi kwa vijana wa kijiji kwa sababu hakuna anayejibu maswali yetu kuhusu barabara na shule "
    "baada ya kila mkutano wanaahidi maji lakini hakuna kinachobadilika lini mtu atawasikiliza wanawake pia",
}
"""Invented sentences; the statements are their words in random order."""


def rows(n_rows: int, *, seed: int = 0) -> Iterator[tuple[str, ...]]:
    """Invented statements of ten to twenty words, each language in turn, of a thousand sessions and many authors."""
    rng = random.Random(seed)  # noqa: S311  invented statements, no secret
    languages = [text.split() for text in VOCABULARY.values()]
    for number in range(n_rows):
        words = rng.choices(languages[number % len(languages)], k=rng.randint(*N_WORDS))
        session, author = f"session-{number % 1000}", f"p-{number % (n_rows // 5 + 1)}"
        yield f"row-{number}", " ".join(words), session, author, f"2022-06-{1 + number % 30:02}"


def write_table(path: Path, n_rows: int) -> None:
    """Write `n_rows` statements as the format that the name of `path` ends in."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(rows(n_rows))
    elif path.suffix == ".parquet":
        columns = zip(*rows(n_rows), strict=True)
        pq.write_table(pa.table({name: list(column) for name, column in zip(HEADER, columns, strict=True)}), path)
    else:
        workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        for number, row in enumerate(rows(n_rows), start=1):
            sheet.write_row(number, 0, row)
        workbook.close()


def read_and_report(path: Path) -> dict[str, Any]:
    """Read the table as a consultation; what came of it, the seconds it took and this process's peak memory."""
    before = _peak_mib()
    started, worked = time.perf_counter(), time.process_time()
    reading = read_sources([TableSource(path, COLUMNS)])
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
    return {
        "rows": len(reading.statements),
        "languages": dict(sorted(Counter(reading.statements["language"]).items(), key=lambda item: -item[1])[:8]),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "rows_a_cpu_second": round(len(reading.statements) / cpu_seconds),
        "peak_mib": round(_peak_mib()),
        "peak_mib_before": round(before),
        "file_mib": round(path.stat().st_size / 2**20, 1),
    }


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(sizes: dict[str, int]) -> dict[str, Any]:
    """Each format read in a process of its own."""
    formats: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, n_rows in sizes.items():
            path = Path(folder) / f"table.{name}"
            write_table(path, n_rows)
            command = [sys.executable, "-m", "benchmarks.tables", str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=RESULTS.parents[1])  # noqa: S603
            formats[name] = json.loads(done.stdout)
            path.unlink()
    return {"formats": formats, "machine": machine()}


def as_tables(results: dict[str, Any]) -> str:
    """The results in Markdown."""
    lines = [
        "# Tables",
        "",
        "Made by `underheard benchmark tables`; do not edit by hand. Invented statements of ten to twenty words",
        "in five languages, read as a consultation: parsed, redacted, identified, with ids and frames. Each in a",
        "process of its own; the peak is of the whole process, libraries and model of languages included. Other work",
        "ran beside it: compare processor time.",
        "",
        "| format | rows | file MiB | seconds | CPU s | rows a CPU s | peak MiB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {got['rows']:,} | {got['file_mib']} | {got['seconds']} | {got['cpu_seconds']} "
        f"| {got['rows_a_cpu_second']:,} | {got['peak_mib']:,} |"
        for name, got in results["formats"].items()
    ]
    return "\n".join([*lines, "", results["machine"]]) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Measure, show and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark tables")
    parser.add_argument(
        "--rows", type=int, help="rows of every format (default: a million as CSV, fewer of the others)"
    )
    parser.add_argument("--save", type=Path, default=RESULTS / "tables.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    results = measure(SIZES if chosen.rows is None else dict.fromkeys(SIZES, chosen.rows))
    keep_results(results, as_tables(results), chosen.save)
    sys.stdout.write(as_tables(results))
    return 0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_and_report(Path(sys.argv[1]))))
