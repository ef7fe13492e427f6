"""How fast texts become vectors, and how near the fast ones are: `python -m benchmarks.speed_encoder --data ...`.

The bundled encoder, in every precision that the machine has, beside `SentenceTransformer.encode` as everybody calls it.
All embed the same statements, part by part in turns, so that what else the machine does hits all alike.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from sklearn.metrics import adjusted_rand_score

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.scenarios import polis
from corpus.parallel import read_parallel
from flows.calibration import calibration_for
from flows.encoders import EncoderSettings, SentenceEncoder, load_encoder
from models.encoder import Precision, Vectors, unit
from models.neutralise import neutralise
from models.topics import TopicSettings, fit_topics

RESULTS = Path(__file__).parent / "results" / "speed_encoder.json"
LANGUAGES = (
    "amh_Ethi",
    "arb_Arab",
    "azj_Latn",
    "bel_Cyrl",
    "bul_Cyrl",
    "deu_Latn",
    "eng_Latn",
    "spa_Latn",
    "fra_Latn",
    "hau_Latn",
    "hye_Armn",
    "kat_Geor",
    "pol_Latn",
    "por_Latn",
    "ron_Latn",
    "rus_Cyrl",
    "swh_Latn",
    "ukr_Cyrl",
    "yor_Latn",
    "zho_Hans",
)
"""The twenty of the project."""
OTHER_SHARE = 0.2
"""Of the statements that are comments of Pol.is; the others are sentences of SIB-200, as many in each language."""
N_STATEMENTS = 5_000
N_PARTS = 5
SEEDS = (0, 1, 2)
PEAK_SIZE = 2_048
PEAK_SECONDS = 2.0
BASELINE = "SentenceTransformer.encode"


@dataclass(frozen=True)
class EncoderSpeed:
    """One way to embed the statements. Cosines and topics are compared with those of the baseline's vectors."""

    way: str
    device: str
    n_statements: int
    n_tokens: int
    seconds: float
    cpu_seconds: float
    times_baseline: float
    """Statements a second over the baseline's; the median over parts, as are the two below."""
    worst_times_baseline: float
    """In the part where it was least."""
    times_baseline_cpu: float
    """Statements a CPU second over the baseline's."""
    peak_gops: float
    """Operations a second, in 10^9, of a large matrix product in the same precision, all cores."""
    share_of_peak: float
    """Of that, what the linear layers' products alone make in the fastest part; attention is left out."""
    cosine_mean: float
    cosine_worst: float
    cosine_worst_by_language: dict[str, float]
    topic_agreement: float
    """Adjusted Rand index with the topics of the baseline's vectors and the same seed, mean over seeds."""
    seed_agreement: float
    """The same between the baseline's own seeds."""
    machine: str
    date: str


def main(arguments: Sequence[str]) -> int:
    """Measure and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed_encoder")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/ and polis/")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    parser.add_argument("--statements", type=int, default=N_STATEMENTS, help="how many to embed")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda ...")
    chosen = parser.parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir() or not (chosen.data / "polis").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/ and polis/. Name the folder that does with --data.\n")
        return 1
    rows = measure(chosen.data, n_statements=chosen.statements, device=chosen.device)
    chosen.save.parent.mkdir(parents=True, exist_ok=True)
    keep_results([asdict(row) for row in rows], as_page(rows), chosen.save)
    sys.stdout.write(as_page(rows))
    return 0


def measure(
    data: Path, cache: Path | None = None, *, n_statements: int = N_STATEMENTS, device: str = "auto"
) -> list[EncoderSpeed]:
    """The baseline's row, then one a precision. `cache` is not used: what was embedded before would not be measured."""
    statements = texts_in_twenty_languages(data, n_statements)
    exact = load_encoder(EncoderSettings(precision="float32", device=device))
    fast = load_encoder(EncoderSettings(device=device))
    ways: dict[str, tuple[Callable[[list[str]], Vectors], Precision]] = {
        BASELINE: (lambda texts: unit(exact.model.encode(texts)), "float32"),
        exact.precision: (exact.encode, exact.precision),
        fast.precision: (fast.encode, fast.precision),
    }
    n_tokens = int(exact.model.preprocess(statements["text"].tolist(), prompt=exact.prompt)["attention_mask"].sum())
    taken, vectors = _in_turns({name: way for name, (way, _) in ways.items()}, statements["text"].tolist())
    neutral = {name: _neutral(each, exact) for name, each in vectors.items()}
    topics = {name: [_topics(statements, each, seed) for seed in SEEDS] for name, each in neutral.items()}
    seed_agreement = np.mean([adjusted_rand_score(*pair) for pair in combinations(topics[BASELINE], 2)])
    operations = 2 * n_tokens * _n_linear_weights(exact.model) / len(statements)  # a statement, on average
    rows = []
    for name, (_, precision) in ways.items():
        cosines = pd.Series((vectors[name] * vectors[BASELINE]).sum(axis=1), index=statements["language"])
        ratios = taken[BASELINE] / taken[name]
        peak = peak_gops(precision, exact.model.device)
        rows.append(
            EncoderSpeed(
                way=name,
                device=_device_name(exact.model.device),
                n_statements=len(statements),
                n_tokens=n_tokens,
                seconds=round(float(taken[name][:, 0].sum()), 1),
                cpu_seconds=round(float(taken[name][:, 1].sum()), 1),
                times_baseline=round(float(np.median(ratios[:, 0])), 2),
                worst_times_baseline=round(float(ratios[:, 0].min()), 2),
                times_baseline_cpu=round(float(np.median(ratios[:, 1])), 2),
                peak_gops=round(peak),
                share_of_peak=round(
                    float(operations * len(statements) / N_PARTS / taken[name][:, 0].min() / peak / 1e9), 3
                ),
                cosine_mean=round(float(cosines.mean()), 5),
                cosine_worst=round(float(cosines.min()), 5),
                cosine_worst_by_language={
                    str(code): round(float(worst), 4) for code, worst in cosines.groupby(level=0).min().items()
                },
                topic_agreement=round(
                    float(np.mean(list(map(adjusted_rand_score, topics[name], topics[BASELINE])))), 3
                ),
                seed_agreement=round(float(seed_agreement), 3),
                machine=machine(),
                date=datetime.now(UTC).date().isoformat(),
            )
        )
    return rows


def texts_in_twenty_languages(data: Path, n: int) -> pd.DataFrame:
    """About `n` statements in random order, columns statement_id, text and language (`polis` for comments)."""
    sentences = read_parallel(data / "sib200")
    n_comments = round(OTHER_SHARE * n)
    a_language = -(-(n - n_comments) // len(LANGUAGES))
    chosen = pd.DataFrame(
        [
            (text, language)
            for position, language in enumerate(LANGUAGES)
            # Other sentences in each language, as far as they go: no statement is to be seen twenty times.
            for text in np.roll(sentences[language], -position * a_language)[:a_language].tolist()
        ],
        columns=["text", "language"],
    )
    comments = polis(data / "polis").sample(n_comments, random_state=0).assign(language="polis")
    mixed = pd.concat([chosen, comments[["text", "language"]]]).sample(frac=1, random_state=0, ignore_index=True)
    return mixed.assign(statement_id=[f"s{number}" for number in range(len(mixed))])


def _in_turns(
    ways: dict[str, Callable[[list[str]], Vectors]], texts: list[str]
) -> tuple[dict[str, np.ndarray], dict[str, Vectors]]:
    """Seconds and CPU seconds of each way, shape (N_PARTS, 2), and its vectors of all texts."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    made: dict[str, list[Vectors]] = {name: [] for name in ways}
    for way in ways.values():
        way(texts[:50])  # the first call makes what later ones use again
    size = -(-len(texts) // N_PARTS)
    for start in range(0, len(texts), size):
        for name, way in ways.items():
            started, cpu_started = time.perf_counter(), time.process_time()
            made[name].append(way(texts[start : start + size]))
            taken[name].append((time.perf_counter() - started, time.process_time() - cpu_started))
        sys.stderr.write(f"{min(start + size, len(texts))} of {len(texts)} embedded\n")
    return {name: np.array(each) for name, each in taken.items()}, {n: np.concatenate(v) for n, v in made.items()}


def _neutral(vectors: Vectors, encoder: SentenceEncoder) -> Vectors:
    calibration = calibration_for(encoder, "auto")
    return neutralise(vectors, calibration.offsets) if calibration else vectors


def _topics(statements: pd.DataFrame, vectors: Vectors, seed: int) -> list[int]:
    return [int(each) for each in fit_topics(statements, vectors, TopicSettings(seed=seed))["topic_id"]]


def _n_linear_weights(model: torch.nn.Module) -> int:
    return sum(module.weight.numel() for module in model.modules() if isinstance(module, torch.nn.Linear))


def peak_gops(precision: Precision, device: torch.device) -> float:
    """Operations a second, in 10^9, of a product of two square matrices, the best of what fits into two seconds."""
    if precision == "int8":
        left, right = (torch.randint(-127, 128, (PEAK_SIZE, PEAK_SIZE), dtype=torch.int8) for _ in range(2))
        product: Callable[[], torch.Tensor] = lambda: torch._int_mm(left, right)  # noqa: E731
    else:
        left, right = (torch.randn(PEAK_SIZE, PEAK_SIZE, device=device).to(getattr(torch, precision)) for _ in range(2))
        product = lambda: left @ right  # noqa: E731
    product()
    fastest, deadline = float("inf"), time.perf_counter() + PEAK_SECONDS
    while time.perf_counter() < deadline:
        started = time.perf_counter()
        product()
        if device.type == "cuda":
            torch.cuda.synchronize()
        fastest = min(fastest, time.perf_counter() - started)
    return 2 * PEAK_SIZE**3 / fastest / 1e9


def _device_name(device: torch.device) -> str:
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type


def as_page(rows: Sequence[EncoderSpeed]) -> str:
    """The rows as a Markdown page."""
    first = rows[0]
    columns = ("way", "seconds", "CPU s", "times", "least", "times by CPU", "peak GOPS", "share of peak")
    nearness = ("way", "cosine, mean", "worst", "language of the worst", "topics agree", "seeds agree")
    lines = [
        "# Encoder",
        "",
        "Made by `python -m benchmarks.speed_encoder`; do not edit by hand.",
        f"{first.n_statements:,} statements in {len(LANGUAGES)} languages and of Pol.is, {first.n_tokens:,} tokens,",
        f"embedded with the bundled encoder on {first.device}, in {N_PARTS} parts, all ways in turns.",
        "",
        "*Times*: statements a second over the baseline's, the median and the least of the parts. *Share of peak*:",
        "what the linear layers make of the operations a second of a large matrix product in the same precision.",
        "",
        f"| {' | '.join(columns)} |",
        f"| --- |{' ---: |' * (len(columns) - 1)}",
        *(
            f"| {row.way} | {row.seconds:.1f} | {row.cpu_seconds:.1f} | {row.times_baseline:.2f} | "
            f"{row.worst_times_baseline:.2f} | {row.times_baseline_cpu:.2f} | {row.peak_gops:.0f} | "
            f"{row.share_of_peak:.0%} |"
            for row in rows
        ),
        "",
        "*Topics agree*: adjusted Rand index with the topics of the baseline's vectors and the same seed. *Seeds",
        "agree*: of the baseline's topics with one seed and another.",
        "",
        f"| {' | '.join(nearness)} |",
        f"| --- |{' ---: |' * (len(nearness) - 1)}",
        *(
            f"| {row.way} | {row.cosine_mean:.4f} | {row.cosine_worst:.4f} | {_worst_language(row)} | "
            f"{row.topic_agreement:.3f} | {row.seed_agreement:.3f} |"
            for row in rows[1:]
        ),
        "",
        f"Machine: {first.machine}. Measured {first.date}.",
        "",
    ]
    return "\n".join(lines)


def _worst_language(row: EncoderSpeed) -> str:
    return min(row.cosine_worst_by_language, key=row.cosine_worst_by_language.__getitem__)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
