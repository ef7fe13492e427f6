"""What a statement costs on a cluster, and a hundred million would: `python -m benchmarks.speed_cluster --data ...`.

Embedding is measured with a scheduler and one worker, and with two, of one thread each, in turns. The other stages that
are done in parts are measured by the functions that workers call, and the machine that hands out the parts by what it
does for each. The projection multiplies; its figures for more than two workers are no measurement.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import psutil

from benchmarks.keep import keep_results
from benchmarks.local_cluster import TEXTS, Cluster, embed_on_cluster, encoder_here
from benchmarks.machine import machine
from benchmarks.speed_encoder import texts_in_twenty_languages
from corpus import harvest
from corpus.privacy.redact import Redactor
from corpus.privacy.rows import Words
from corpus.read import read_sources
from corpus.screening import Screening, screen
from corpus.sources import TableColumns, TableSource
from corpus.store.embeddings import EmbeddingStore
from flows.cluster import ClusterSettings, task_runner
from flows.embedding import SAVE_EVERY
from flows.encoders import SentenceEncoder
from flows.runtime import prefect_server
from flows.shards import IN, OUT, open_shards, shard_key
from models import large_corpus
from models.encoder import Vectors, unit

RESULTS = Path(__file__).parent / "results" / "speed_cluster.json"
N_STATEMENTS = 4_096
ROUNDS = 3
N_JOINING = 20_000
TARGET = 100_000_000
CORES = 16
"""Of one machine of the projection."""
HOURS = (24, 8)
"""Times that the parts may take in it."""


@dataclass(frozen=True)
class Embedding:
    """One way to embed the statements, in all rounds."""

    n_workers: int
    seconds: list[float]
    worker_cpu_seconds: list[float]
    driver_cpu_seconds: list[float]


@dataclass(frozen=True)
class Costs:
    """CPU microseconds and bytes a statement."""

    read: float
    screen: float
    embed: float
    join: float
    hand_out: float
    """By the machine that hands out: keys, files written and read, vectors put into the store, for all four."""
    stored_bytes: float
    """Vectors in the store, which stay."""
    passing_bytes: float
    """Parts and what came out of them, which are deleted at the end of the refresh."""
    driver_bytes: float
    """Memory of the machine that hands out: the statement's row and its vector."""


@dataclass(frozen=True)
class Result:
    """What was measured, where and when."""

    n_statements: int
    embeddings: list[Embedding]
    costs: Costs
    load: float
    """Processes that wanted a core at the beginning, a mean over the minute before."""
    machine: str
    date: str

    @property
    def speed_up(self) -> float:
        """Of two workers over one: the median over rounds."""
        one, two = (each.seconds for each in self.embeddings)
        return float(np.median(np.array(one) / np.array(two)))


def main(arguments: Sequence[str]) -> int:
    """Measure and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed_cluster")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/ and polis/")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    parser.add_argument("--statements", type=int, default=N_STATEMENTS, help="how many to embed")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often")
    chosen = parser.parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir() or not (chosen.data / "polis").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/ and polis/. Name the folder that does with --data.\n")
        return 1
    result = measure(chosen.data, n_statements=chosen.statements, rounds=chosen.rounds)
    keep_results(asdict(result), as_page(result), chosen.save)
    sys.stdout.write(as_page(result))
    return 0


def measure(data: Path, *, n_statements: int, rounds: int) -> Result:
    """All figures; the statements are of SIB-200 and Pol.is."""
    load = os.getloadavg()[0]
    statements = texts_in_twenty_languages(data, n_statements)
    texts = statements["text"].tolist()
    encoder = encoder_here()
    with tempfile.TemporaryDirectory() as name, prefect_server(), ExitStack() as stack:
        folder = Path(name)
        clusters = {n: stack.enter_context(_cluster(folder / f"workers-{n}", n)) for n in (1, 2)}
        taken: dict[int, list[tuple[float, float, float]]] = {n: [] for n in clusters}
        for n, cluster in clusters.items():  # the first parts load the encoder
            _embed(cluster, [f"{number}" for number in range(3 * SAVE_EVERY)], folder / f"warm-{n}")
        for number in range(rounds):
            for n, cluster in clusters.items():
                taken[n].append(_embed(cluster, texts, folder / f"round-{number}-{n}"))
                sys.stderr.write(f"round {number + 1}, {n} workers: {taken[n][-1][0]:.1f} s\n")
        embeddings = [Embedding(n, *(list(column) for column in zip(*rows, strict=True))) for n, rows in taken.items()]
        embed = min(embeddings[0].worker_cpu_seconds) / len(texts)
        costs = _costs(statements, encoder, folder, embed)
    return Result(len(texts), embeddings, costs, round(load, 1), machine(), datetime.now(UTC).date().isoformat())


@contextmanager
def _cluster(folder: Path, n_workers: int) -> Iterator[Cluster]:
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        cluster.start_workers(n_workers)
        yield cluster
    finally:
        cluster.stop()


def _embed(cluster: Cluster, texts: list[str], folder: Path) -> tuple[float, float, float]:
    """Seconds, CPU seconds of the workers, and those of this process, to embed the texts into a new store."""
    from prefect import flow

    folder.mkdir()
    (folder / TEXTS).write_text(json.dumps(texts), "utf-8")
    runner = task_runner(ClusterSettings(cluster.address))
    run = flow(name="embed", task_runner=runner, persist_result=False)(embed_on_cluster)  # type: ignore[arg-type]
    cpu = _cpu_seconds(cluster)
    seconds, own = run(cluster.address, str(folder))
    return round(seconds, 2), round(_cpu_seconds(cluster) - cpu, 2), round(own, 2)


def _cpu_seconds(cluster: Cluster) -> float:
    times = [psutil.Process(worker.pid).cpu_times() for worker in cluster.workers]
    return float(sum(each.user + each.system for each in times))


def _costs(statements: pd.DataFrame, encoder: SentenceEncoder, folder: Path, embed: float) -> Costs:
    table = folder / "statements.csv"
    statements.to_csv(table, index=False)
    files = harvest._Files(TableSource(table, TableColumns("text", id="statement_id", language="language")), "s")
    read_seconds, read = _cpu(lambda: harvest._tried(None, files))
    words = [Words(text) for text in statements["text"]]
    screening = Screening(Redactor())
    screen(screening, words[:100])  # loads what identifies languages
    screen_seconds, screened = _cpu(lambda: screen(screening, words))
    rng = np.random.default_rng(0)
    n_dims = encoder.encode(["?"]).shape[1]
    among, points = (_points(rng, n, n_dims) for n in (large_corpus.MAX_FITTED, N_JOINING))
    axes = rng.standard_normal((2, len(among)))
    placed = pd.DataFrame(
        {"topic_id": rng.integers(0, 100, len(among)), "map_x": axes[0], "map_y": axes[1], "stability": 1.0}
    )
    large_corpus._joined((placed, among), points[:100])
    join_seconds, joined = _cpu(lambda: large_corpus._joined((placed, among), points))
    vectors = points[: len(words)]
    handed = [
        _handed_out(folder, len(words), files, read),
        _handed_out(folder, len(words), words, screened),
        _handed_out(folder, len(words), statements["text"].tolist(), vectors),
        _handed_out(folder, len(points), points, joined),
    ]
    store = EmbeddingStore(folder / "costs", encoder.fingerprint)
    keys = [f"{number:064x}" for number in range(len(vectors))]
    stored_seconds, _ = _cpu(lambda: store.add(keys, vectors))
    size = sum(path.stat().st_size for path in (folder / "costs").rglob("*") if path.is_file())
    rows = read_sources([files.source], redaction=None).statements
    n, row_bytes = len(words), rows.memory_usage(deep=True, index=False).sum()
    return Costs(
        read=_micro(read_seconds / n),
        screen=_micro(screen_seconds / n),
        embed=_micro(embed),
        join=_micro(join_seconds / len(points)),
        hand_out=_micro(sum(seconds for seconds, _ in handed) + stored_seconds / n),
        stored_bytes=round(size / n),
        passing_bytes=round(sum(passing for _, passing in handed)),
        driver_bytes=round(row_bytes / n + vectors[0].nbytes),
    )


def _points(rng: np.random.Generator, n: int, n_dims: int) -> Vectors:
    return unit(rng.standard_normal((n, n_dims)))


def _handed_out(folder: Path, n: int, part: object, done: object) -> tuple[float, float]:
    """CPU seconds a statement that a part and what came out of it cost who hands it out, and their bytes."""
    shards, key = open_shards(str(folder / "handed")), shard_key("part", part)
    shards.write(key + OUT, done)  # by a worker

    def hand_out() -> object:
        shard_key("part", part)
        shards.write(key + IN, part)
        return shards.read(key + OUT)

    seconds, _ = _cpu(hand_out)
    return seconds / n, sum((folder / "handed" / f"{key}{end}").stat().st_size for end in (IN, OUT)) / n


def _cpu(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds of this process for the work, the least of three, and what came out."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        done = work()
        seconds.append(time.process_time() - started)
    return min(seconds), done


def _micro(seconds: float) -> float:
    return round(1e6 * seconds, 1)


PAGE = """\
# Past one machine

Made by `python -m benchmarks.speed_cluster`; do not edit by hand.
{n:,} statements in twenty languages, the bundled encoder, workers of one thread on one machine, {rounds} rounds in
turns.

| workers | seconds | workers' CPU s | CPU s of who hands out |
| ---: | --- | --- | --- |
{embeddings}

Two workers embed {speed_up:.2f} times as fast as one, the median of the rounds; who hands out the parts ran on the same
cores.

What a statement costs, in CPU microseconds of one thread:

| stage | where | a statement | a hundred million |
| --- | --- | ---: | ---: |
{stages}

## A hundred million statements: a projection

Core hours of the workers: {work:,.0f} µs × 100,000,000 / {efficiency:.2f} = {core_hours:,.0f} h, where {efficiency:.2f}
is what two workers made of twice the cores. Machines have {cores} cores; hours are those of the parts alone.

| time for the parts | machines |
| ---: | ---: |
{machines}

| what | a statement | a hundred million |
| --- | ---: | ---: |
{bytes}

The model is linear in statements, as the parts are. It leaves out what stays on one machine besides: finding topics
among the sample (the same for any corpus), themes, figures and the report. Nothing beyond two workers and beyond a
million statements was run.

Machine: {machine}, load {load} at the beginning. Measured {date}.
"""


def as_page(result: Result) -> str:
    """The result as a Markdown page."""
    costs = result.costs
    work = costs.read + costs.screen + costs.embed + costs.join
    efficiency = min(1.0, result.speed_up / 2)
    core_hours = _hours(work) / efficiency
    stages = (
        ("read a row of a table", "workers", costs.read),
        ("redact, identify the language", "workers", costs.screen),
        ("embed", "workers", costs.embed),
        ("assign to a topic", "workers", costs.join),
        ("hand out, take in, store", "one machine", costs.hand_out),
    )
    sizes = (
        ("vectors in the store", costs.stored_bytes),
        ("parts, until the refresh ends", costs.passing_bytes),
        ("memory of who hands out: rows and vectors, at least", costs.driver_bytes),
    )
    return PAGE.format(
        n=result.n_statements,
        rounds=len(result.embeddings[0].seconds),
        embeddings=_rows(
            (each.n_workers, *map(_list, (each.seconds, each.worker_cpu_seconds, each.driver_cpu_seconds)))
            for each in result.embeddings
        ),
        speed_up=result.speed_up,
        stages=_rows((stage, where, f"{cost:,.1f}", f"{_hours(cost):,.1f} h") for stage, where, cost in stages),
        work=work,
        efficiency=efficiency,
        core_hours=core_hours,
        cores=CORES,
        machines=_rows((f"{hours} h", math.ceil(core_hours / CORES / hours)) for hours in HOURS),
        bytes=_rows((what, f"{size:,.0f} B", f"{TARGET * size / 1e9:,.0f} GB") for what, size in sizes),
        machine=result.machine,
        load=result.load,
        date=result.date,
    )


def _hours(microseconds: float) -> float:
    """Hours of one core for the target."""
    return TARGET * microseconds / 1e6 / 3600


def _rows(rows: Iterable[Sequence[object]]) -> str:
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)


def _list(seconds: Sequence[float]) -> str:
    return ", ".join(f"{each:.1f}" for each in seconds)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
