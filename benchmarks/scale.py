"""How long topics take and how much memory, from ten thousand statements to a million: `underheard benchmark scale`.

The vectors are those of the benchmark's real statements, drawn again and again and each moved a little: as many
neighbours as a corpus of that size has, about as many topics as the real one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.quality import BYTES_A_MIB, bundled_bench
from benchmarks.scenarios import evaluation_sentences, polis
from benchmarks.worker import peak_bytes
from models.encoder import Vectors, unit
from models.floor import min_topic_size
from models.schemas import OUTLIER
from models.topics import MAX_FITTED, TopicSettings, fit_topics

RESULTS = Path(__file__).parent / "results" / "scale.json"
SIZES = (10_000, 100_000)
JITTER = 0.4
"""Length of the random step from a real statement's vector, whose length is 1: about as far as its neighbours are."""
DRAWN_AT_ONCE = 50_000
SEED = 0


@dataclass(frozen=True)
class Scale:
    """One corpus: what its size makes of the parameters, what was found, and what it took."""

    n_statements: int
    n_fitted: int
    floor: int
    """The fewest statements of a topic, among those that were fitted."""
    n_topics: int
    smallest_topic: int
    outlier_share: float
    seconds: float
    cpu_seconds: float
    vectors_mib: float
    """The statements' vectors alone, once."""
    peak_mib: float
    """The whole process."""
    machine: str
    date: str


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes asked for and keep those measured before; returns the exit code."""
    chosen = _parser().parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir() or not (chosen.data / "polis").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/ and polis/. Name the folder that does with --data.\n")
        return 1
    bench = bundled_bench(chosen.cache, peers_python=Path(sys.executable))
    samples = [evaluation_sentences(chosen.data / "sib200"), polis(chosen.data / "polis")]
    real = np.concatenate([bench.vectors(sample, "neutral") for sample in samples])
    for size in chosen.sizes:
        # A process for each, whose memory is its own; `spawn`, as a fork would start with this one's.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            measured = pool.submit(measure_scale, real, size).result()
        save_scales({measured.n_statements: measured}, chosen.save)
        sys.stderr.write(f"{size} done\n")
    sys.stdout.write(chosen.save.with_suffix(".md").read_text("utf-8"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="underheard benchmark scale")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/ and polis/")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements in each corpus")
    return parser


def measure_scale(real: Vectors, n_statements: int) -> Scale:
    """Topics of `n_statements` statements made from the vectors `real`, shape (n_real, n_dims); needs its own process.

    Raises:
        ValueError: Too few statements for topics.
    """
    vectors = multiplied(real, n_statements, SEED)
    statements = pd.DataFrame(
        {
            "statement_id": [f"s{number}" for number in range(n_statements)],
            "text": [f"statement {number}" for number in range(n_statements)],
            "language": "en",
        }
    )
    started, cpu_started = time.perf_counter(), time.process_time()
    topics = fit_topics(statements, vectors, TopicSettings(seed=SEED))["topic_id"].to_numpy()
    sizes = np.unique(topics[topics != OUTLIER], return_counts=True)[1]
    n_fitted = min(n_statements, MAX_FITTED)
    return Scale(
        n_statements=n_statements,
        n_fitted=n_fitted,
        floor=min_topic_size(n_fitted),
        n_topics=len(sizes),
        smallest_topic=int(sizes.min()) if len(sizes) else 0,
        outlier_share=round(float((topics == OUTLIER).mean()), 3),
        seconds=round(time.perf_counter() - started, 1),
        cpu_seconds=round(time.process_time() - cpu_started, 1),
        vectors_mib=round(vectors.nbytes / BYTES_A_MIB),
        peak_mib=round(peak_bytes() / BYTES_A_MIB),
        machine=machine(),
        date=datetime.now(UTC).date().isoformat(),
    )


def multiplied(real: Vectors, n: int, seed: int) -> Vectors:
    """`n` vectors of unit length, each a step of length `JITTER` away from one of `real`, shape (n, n_dims)."""
    rng = np.random.default_rng(seed)
    made = np.empty((n, real.shape[1]), dtype=np.float32)
    for start in range(0, n, DRAWN_AT_ONCE):
        part = made[start : start + DRAWN_AT_ONCE]
        step = unit(rng.standard_normal(part.shape, dtype=np.float32))
        part[:] = unit(real[rng.integers(len(real), size=len(part))] + JITTER * step)
    return made


def save_scales(measured: dict[int, Scale], path: Path) -> None:
    """Write `path` as JSON and a page beside it; sizes measured before stay."""
    kept = {row["n_statements"]: Scale(**row) for row in json.loads(path.read_text("utf-8"))} if path.exists() else {}
    rows = [scale for _, scale in sorted((kept | measured).items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    keep_results([asdict(row) for row in rows], _page(rows), path)


def _page(rows: Sequence[Scale]) -> str:
    columns = (
        "statements",
        "fitted",
        "floor",
        "topics",
        "smallest",
        "outliers",
        "seconds",
        "CPU s",
        "vectors MiB",
        "peak MiB",
    )
    lines = [
        "# Scale",
        "",
        "Made by `underheard benchmark scale`; do not edit by hand. Real vectors, drawn again and moved a little;",
        "topics alone, vectors given. *Fitted*: statements that topics are found among; the others join. *Peak* is the",
        "whole process, in which the vectors stand more than once. The machine did other work too: compare CPU time.",
        "",
        f"| {' | '.join(columns)} |",
        f"|{' ---: |' * len(columns)}",
        *(_line(row) for row in rows),
        "",
        f"Machine: {' · '.join(dict.fromkeys(row.machine for row in rows))}.",
        f"Measured {' and '.join(sorted({row.date for row in rows}))}.",
        "",
    ]
    return "\n".join(lines)


def _line(row: Scale) -> str:
    counts = f"{row.n_statements:,} | {row.n_fitted:,} | {row.floor} | {row.n_topics} | {row.smallest_topic:,}"
    taken = f"{row.seconds:.0f} | {row.cpu_seconds:.0f} | {row.vectors_mib:,.0f} | {row.peak_mib:,.0f}"
    return f"| {counts} | {row.outlier_share:.3f} | {taken} |"
