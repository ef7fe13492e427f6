"""How long topics take and how much memory, beside BERTopic with its defaults: `underheard benchmark speed-topics`.

The vectors are those of the benchmark's real statements, drawn again and again and each moved a little: as many
neighbours as a corpus of that size has, about as many topics as the real one. Both methods get the same ones, and the
same documents. Each fit has a process of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import normalized_mutual_info_score

from benchmarks.growth import Curve, growth_chart
from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.quality import BYTES_A_MIB, bundled_bench
from benchmarks.scenarios import evaluation_sentences, polis
from benchmarks.worker import peak_bytes
from models.encoder import Vectors, unit
from models.large_corpus import Points, fitted_rows, join_rest
from models.schemas import OUTLIER
from models.topics import TopicSettings, fit_topics

RESULTS = Path(__file__).parent / "results" / "speed_topics.json"
SIZES = (10_000, 100_000)
PEERS_UP_TO = 100_000
"""BERTopic fits every statement; what a million of them take was not waited for."""

JITTER = 0.4
"""Length of the random step from a real statement's vector, whose length is 1: about as far as its neighbours are."""

DRAWN_AT_ONCE = 50_000
HELD_OUT_SHARE = 0.1
SEED = 0


@dataclass(frozen=True)
class Real:
    """Statements that corpora are made from: vectors, shape (n_real, n_dims), and for each a text and a label."""

    vectors: Vectors
    texts: NDArray[np.object_]
    labels: NDArray[np.object_]


@dataclass(frozen=True)
class TopicsSpeed:
    """One fit of one corpus. Agreement is None where every statement is fitted."""

    method: str
    n_statements: int
    n_fitted: int
    n_topics: int
    outlier_share: float
    seconds: float
    cpu_seconds: float
    vectors_mib: float
    """The statements' vectors alone, once."""
    peak_mib: float
    """The whole process."""
    nmi_fitted: float
    """Normalised mutual information of the real statements' labels and topics, over the statements that were fitted."""
    nmi_joined: float | None
    """The same over those that joined."""
    held_out_agreement: float | None
    """A tenth of the fitted statements joined by the votes of the others: the share that got the topic of the fit."""
    machine: str
    date: str


def measure(data: Path, cache: Path, sizes: Sequence[int] = SIZES, *, save: Path = RESULTS) -> list[TopicsSpeed]:
    """Both methods at each of `sizes`, the smallest first; each fit is kept in `save` as soon as it is done."""
    real = _real(data, cache)
    measured: list[TopicsSpeed] = []
    for size in sorted(sizes):
        for method in METHODS if size <= PEERS_UP_TO else ("Underheard",):
            # A process for each, whose memory is its own; `spawn`, as a fork would start with this one's.
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                measured.append(pool.submit(measure_fit, method, real, size).result())
            save_speeds(measured, save)
            sys.stderr.write(f"{method}, {size:,}: done\n")
    return measured


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes asked for and keep those measured before; returns the exit code."""
    chosen = _parser().parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir() or not (chosen.data / "polis").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/ and polis/. Name the folder that does with --data.\n")
        return 1
    measure(chosen.data, chosen.cache, chosen.sizes, save=chosen.save)
    sys.stdout.write(chosen.save.with_suffix(".md").read_text("utf-8"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="underheard benchmark speed-topics")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/ and polis/")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements in each corpus")
    return parser


def _real(data: Path, cache: Path) -> Real:
    bench = bundled_bench(cache, peers_python=Path(sys.executable))
    samples = [evaluation_sentences(data / "sib200"), polis(data / "polis")]
    together = pd.concat(samples, ignore_index=True)
    return Real(
        np.concatenate([bench.vectors(sample, "neutral") for sample in samples]),
        together["text"].to_numpy(dtype=object),
        together["label"].to_numpy(dtype=object),
    )


def measure_fit(method: str, real: Real, n_statements: int) -> TopicsSpeed:
    """Topics of `n_statements` statements made from `real` by one of `METHODS`; needs its own process.

    Raises:
        ValueError: Too few statements for topics.
    """
    vectors, drawn = multiplied(real.vectors, n_statements, SEED)
    documents = [f"{text} {number}" for number, text in enumerate(real.texts[drawn])]
    started, cpu_started = time.perf_counter(), time.process_time()
    topics = METHODS[method](documents, vectors)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
    peak_mib = peak_bytes() / BYTES_A_MIB
    labels = real.labels[drawn]
    fitted = fitted_rows(pd.DataFrame(index=range(n_statements)), SEED)
    if method == "BERTopic":
        fitted = np.arange(n_statements)
    others = np.setdiff1d(np.arange(n_statements), fitted)
    return TopicsSpeed(
        method=method,
        n_statements=n_statements,
        n_fitted=len(fitted),
        n_topics=len(np.unique(topics[topics != OUTLIER])),
        outlier_share=round(float((topics == OUTLIER).mean()), 3),
        seconds=round(seconds, 1),
        cpu_seconds=round(cpu_seconds, 1),
        vectors_mib=round(vectors.nbytes / BYTES_A_MIB),
        peak_mib=round(peak_mib),
        nmi_fitted=round(float(normalized_mutual_info_score(labels[fitted], topics[fitted])), 3),
        nmi_joined=round(float(normalized_mutual_info_score(labels[others], topics[others])), 3)
        if len(others)
        else None,
        held_out_agreement=round(_held_out_agreement(vectors, topics, fitted), 3) if len(others) else None,
        machine=machine(),
        date=datetime.now(UTC).date().isoformat(),
    )


def _underheard(documents: list[str], vectors: Vectors) -> NDArray[np.int64]:
    statements = pd.DataFrame(
        {"statement_id": [f"s{number}" for number in range(len(documents))], "text": documents, "language": "und"}
    )
    return np.asarray(fit_topics(statements, vectors, TopicSettings(seed=SEED))["topic_id"])


def _bertopic(documents: list[str], vectors: Vectors) -> NDArray[np.int64]:
    """Without a seed, as its defaults are, so that it uses all cores."""
    from bertopic import BERTopic

    topics, _ = BERTopic(language="multilingual").fit_transform(documents, embeddings=vectors)
    return np.asarray(topics)


METHODS: dict[str, Callable[[list[str], Vectors], NDArray[np.int64]]] = {
    "Underheard": _underheard,
    "BERTopic": _bertopic,
}


def _held_out_agreement(vectors: Vectors, topics: NDArray[np.int64], fitted: NDArray[np.int64]) -> float:
    """Share of the held-out fitted statements with a topic that the others' votes put into it."""
    kept = np.flatnonzero(np.random.default_rng(SEED).random(len(fitted)) >= HELD_OUT_SHARE)
    points = Points(vectors, fitted)
    placed = pd.DataFrame({"topic_id": topics[fitted[kept]], "map_x": 0.0, "map_y": 0.0})
    voted = join_rest(placed, points.at(kept), kept, points)["topic_id"].to_numpy()
    held_out = np.setdiff1d(np.arange(len(fitted)), kept)
    held_out = held_out[topics[fitted[held_out]] != OUTLIER]
    return float((voted[held_out] == topics[fitted[held_out]]).mean())


def multiplied(real: Vectors, n: int, seed: int) -> tuple[Vectors, NDArray[np.int64]]:
    """`n` vectors of unit length, each a step of length `JITTER` away from one of `real`, and the number of that one.

    Shapes (n, n_dims) and (n,).
    """
    rng = np.random.default_rng(seed)
    made, drawn = np.empty((n, real.shape[1]), dtype=np.float32), np.empty(n, dtype=np.int64)
    for start in range(0, n, DRAWN_AT_ONCE):
        part = slice(start, start + DRAWN_AT_ONCE)
        step = unit(rng.standard_normal(made[part].shape, dtype=np.float32))
        drawn[part] = rng.integers(len(real), size=len(step))
        made[part] = unit(real[drawn[part]] + JITTER * step)
    return made, drawn


def save_speeds(measured: Sequence[TopicsSpeed], path: Path) -> None:
    """Write `path` as JSON, and a page and a plot beside it; fits measured before stay."""
    before = [TopicsSpeed(**row) for row in json.loads(path.read_text("utf-8"))] if path.exists() else []
    kept = {(row.n_statements, row.method): row for row in (*before, *measured)}
    rows = [kept[key] for key in sorted(kept, key=lambda key: (key[0], list(METHODS).index(key[1])))]
    path.parent.mkdir(parents=True, exist_ok=True)
    keep_results([asdict(row) for row in rows], _page(rows, path), path)
    curves = [
        Curve(method, [(row.n_statements, row.seconds) for row in rows if row.method == method]) for method in METHODS
    ]
    path.with_suffix(".svg").write_text(growth_chart(curves, "statements", "seconds"), "utf-8")


def _page(rows: Sequence[TopicsSpeed], path: Path) -> str:
    columns = (
        "statements",
        "method",
        "fitted",
        "topics",
        "outliers",
        "seconds",
        "CPU s",
        "times as fast",
        "vectors MiB",
        "peak MiB",
        "NMI fitted",
        "NMI joined",
        "held out",
    )
    seconds = {(row.n_statements, row.method): row.seconds for row in rows}
    lines = [
        "# Speed of topics",
        "",
        "Made by `underheard benchmark speed-topics`; do not edit by hand. Real vectors, drawn again and moved a",
        'little; topics alone, vectors given. BERTopic has its defaults and `language="multilingual"`.',
        "",
        "- *Fitted*: statements that topics are found among; the others join by their neighbours' votes.",
        "- *Times as fast*: BERTopic's seconds over ours, in the same run. *Peak* is the whole process.",
        "- *NMI*: labels of the real statements (category or conversation) and topics, over the statements that were",
        "  fitted, and over those that joined. *Held out*: a tenth of the fitted statements joined by the votes of the",
        "  others; the share of them that got the topic which the fit gave them.",
        f"- BERTopic fits all statements and is measured up to {PEERS_UP_TO:,} only.",
        "",
        f"| {' | '.join(columns)} |",
        f"| ---: | --- |{' ---: |' * (len(columns) - 2)}",
        *(_line(row, seconds.get((row.n_statements, "BERTopic"))) for row in rows),
        "",
        f"![Seconds by statements, both axes logarithmic]({path.with_suffix('.svg').name})",
        "",
        f"Machine: {' · '.join(dict.fromkeys(row.machine for row in rows))}.",
        f"Measured {' and '.join(sorted({row.date for row in rows}))}.",
        "",
    ]
    return "\n".join(lines)


def _line(row: TopicsSpeed, peer_seconds: float | None) -> str:
    is_compared = row.method != "BERTopic" and peer_seconds is not None
    cells = (
        f"{row.n_statements:,}",
        row.method,
        f"{row.n_fitted:,}",
        f"{row.n_topics:,}",
        f"{row.outlier_share:.3f}",
        f"{row.seconds:.0f}",
        f"{row.cpu_seconds:.0f}",
        f"{peer_seconds / row.seconds:.1f}" if is_compared and peer_seconds else "–",
        f"{row.vectors_mib:,.0f}",
        f"{row.peak_mib:,.0f}",
        *(
            "–" if value is None else f"{value:.3f}"
            for value in (row.nmi_fitted, row.nmi_joined, row.held_out_agreement)
        ),
    )
    return f"| {' | '.join(cells)} |"
