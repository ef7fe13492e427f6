"""Seconds and peak memory of each stage of a whole run, from ten thousand statements to a million.

Texts and vectors are invented; the vectors are put into the store before, so that a run embeds only what it takes from
texts (words of topics) and the themes. All else is the flow as users run it, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.growth import exponent
from benchmarks.invented_words import VOCABULARY, texts_of
from benchmarks.large_consultation import GROUPS
from benchmarks.tree_peak import tree_peak
from benchmarks.worker import peak_bytes
from corpus.store.embeddings import EmbeddingStore, embedding_key
from flows.calibration import Calibration
from models.encoder import Vectors, unit

SIZES = (10_000, 100_000, 1_000_000)
WORDS = (10, 0.5)
"""Median and spread (of the logarithm) of the words of a statement: short ones."""
STATEMENTS_A_TOPIC = 400
MOST_TOPICS = 300
STATEMENTS_A_SESSION = 250
STATEMENTS_AN_AUTHOR = 5
N_THEMES = 15
NEUTRAL_LENGTH = 0.4
"""Of what is a statement's own in its raw vector, beside what all texts share, whose length is 1."""
JITTER = 0.8
"""Length of the step from a topic's centre, whose length is 1."""
ADDED_AT_ONCE = 50_000
BYTES_A_MIB = 2**20
LEAST_SECONDS = 1.0
"""Of processor time: the growth of what takes less is that of its start."""

_WRITTEN = re.compile(r"write report: (?P<seconds>[\d.]+) s \((?P<cpu>[\d.]+) CPU s\), (?P<megabytes>\d+) MB")
"""What the run's log says of the stage that the manifest cannot hold, because it writes it."""


@dataclass(frozen=True)
class RunStage:
    """One stage of a run over `n_statements`."""

    n_statements: int
    stage: str
    seconds: float
    cpu_seconds: float
    peak_mib: float
    """Of the process, while the stage ran."""


@dataclass(frozen=True)
class WholeRun:
    """A run over `n_statements`; peaks are from its start to its end."""

    n_statements: int
    n_topics: int
    seconds: float
    cpu_seconds: float
    peak_mib: float
    """Of the process."""
    tree_peak_mib: float
    """Of the process and its children (Prefect's server, readers of documents) together, sampled."""
    report_mib: float
    n_report_files: int
    stages: tuple[RunStage, ...]


def measure(sizes: Sequence[int] = SIZES, folder: Path | None = None) -> list[WholeRun]:
    """One run a size, each cold and in a process of its own; `folder` keeps what they leave."""
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as passing:
            place = (folder or Path(passing)) / str(size)
            _python("prepare", str(size), str(place))
            found.append(whole_run(json.loads(_python("run", str(size), str(place)))))
        sys.stderr.write(f"run over {size:,}: {found[-1].seconds:.0f} s, {found[-1].peak_mib:,.0f} MiB\n")
    return found


def _python(step: str, size: str, folder: str) -> str:
    command = [sys.executable, "-m", "benchmarks.speed_run", step, size, folder]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603


def whole_run(record: dict[str, Any]) -> WholeRun:
    """The run of a record, as it was kept."""
    return WholeRun(**{**record, "stages": tuple(RunStage(**stage) for stage in record["stages"])})


def ratios(runs: Sequence[WholeRun]) -> dict[str, float]:
    """Each stage's share of the seconds of its run, by size and stage: what a check compares."""
    return {
        f"the share of {stage.stage!r} at {run.n_statements:,} statements": round(
            stage.cpu_seconds / sum(each.cpu_seconds for each in run.stages), 3
        )
        for run in runs
        for stage in run.stages
    }


def as_page(runs: Sequence[WholeRun]) -> str:
    """The results in Markdown: the runs, and their stages side by side."""
    columns = [f"{run.n_statements:,}" for run in runs]
    stages = list(dict.fromkeys(stage.stage for run in runs for stage in run.stages))
    by_stage = [{stage.stage: stage for stage in run.stages} for run in runs]
    lines = [
        "## Whole runs",
        "",
        "Invented statements, vectors given; cold, each run a process of its own. Peaks are of the process, and with",
        "its children. In a stage: CPU seconds of the process, and its peak MiB meanwhile. Growth is the exponent",
        "between the two largest sizes, from stages of a CPU second on: 1 is in proportion, 1.1 about n log n.",
        "",
        "| statements | topics | seconds | CPU s | growth | peak MiB | with children | report MiB | files |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {run.n_statements:,} | {run.n_topics} | {run.seconds:,.0f} | {run.cpu_seconds:,.0f} "
            f"| {_growth(before, run)} | {run.peak_mib:,.0f} | {run.tree_peak_mib:,.0f} | {run.report_mib:,.0f} "
            f"| {run.n_report_files} |"
            for before, run in zip([None, *runs], runs, strict=False)
        ),
        "",
        f"| stage | {' | '.join(columns)} | growth |",
        f"| --- |{' ---: |' * (len(runs) + 1)}",
        *(
            f"| {name} | {' | '.join(_stage(found.get(name)) for found in by_stage)} "
            f"| {_growth(*(found.get(name) for found in ([{}, *by_stage])[-2:]))} |"
            for name in stages
        ),
    ]
    return "\n".join(lines)


def _stage(found: RunStage | None) -> str:
    return "–" if found is None else f"{found.cpu_seconds:,.1f} s, {found.peak_mib:,.0f}"


def _growth(smaller: RunStage | WholeRun | None, larger: RunStage | WholeRun | None) -> str:
    """The exponent of CPU seconds between two sizes; a dash where one is missing or over in no time."""
    if smaller is None or larger is None or smaller.cpu_seconds < LEAST_SECONDS:
        return "–"
    points = ((each.n_statements, each.cpu_seconds) for each in (smaller, larger))
    return f"{exponent(*points):.2f}"


# --- the consultation ---------------------------------------------------------------------------------------


def prepare(n_statements: int, folder: Path, *, seed: int = 0) -> None:
    """Write a consultation of `n_statements` into `folder`, and their vectors into the store of its output."""
    from flows.encoders import EncoderSettings, load_encoder

    rng = np.random.default_rng(seed)
    topic = _topics(n_statements, rng)
    texts = _texts(topic, rng)
    write_consultation(texts, folder, rng)
    encoder = load_encoder(EncoderSettings())
    store = EmbeddingStore(folder / "output" / "store", encoder.fingerprint)
    keys = [embedding_key(text, encoder.fingerprint) for text in texts]
    for start, vectors in _vectors(topic, rng):
        store.add(keys[start : start + ADDED_AT_ONCE], vectors)
    store.compact()


def _topics(n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    n_topics = max(4, min(MOST_TOPICS, n // STATEMENTS_A_TOPIC))
    frequent = 1 / np.sqrt(np.arange(1, n_topics + 1))
    return rng.choice(n_topics, n, p=frequent / frequent.sum())


def _texts(topic: NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    frequent = 1 / np.arange(1, len(VOCABULARY) + 1)
    language = rng.choice(len(VOCABULARY), len(topic), p=frequent / frequent.sum())
    return texts_of(language, topic, rng, words_of_a_statement=WORDS)


def _vectors(topic: NDArray[np.int64], rng: np.random.Generator) -> Iterator[tuple[int, Vectors]]:
    """Raw vectors, from a place on: what all texts share, and near the centre of the topic."""
    shared = _calibration().offsets.mean
    shared = shared / np.linalg.norm(shared)
    centres = unit(rng.standard_normal((int(topic.max()) + 1, len(shared)), dtype=np.float32))
    for start in range(0, len(topic), ADDED_AT_ONCE):
        about = centres[topic[start : start + ADDED_AT_ONCE]]
        own = unit(about + JITTER * unit(rng.standard_normal(about.shape, dtype=np.float32)))
        yield start, unit(shared + NEUTRAL_LENGTH * own)


def _calibration() -> Calibration:
    from flows.calibration import expected_calibration
    from flows.encoders import BUNDLED

    shipped = expected_calibration(BUNDLED, "auto")
    if shipped is None:
        raise LookupError("the bundled encoder has no language offsets")
    return shipped


def write_consultation(texts: Sequence[str], folder: Path, rng: np.random.Generator) -> None:
    """A table of these texts with sessions, authors and groups but no languages, and its configuration."""
    n = len(texts)
    folder.mkdir(parents=True)
    group_ids = [group.id for group in GROUPS]
    named = rng.integers(0, 3 * len(group_ids), n)
    pd.DataFrame(
        {
            "text": texts,
            "session": [f"session-{at}" for at in rng.integers(0, max(40, n // STATEMENTS_A_SESSION), n)],
            "author": [f"p-{at}" for at in rng.integers(0, n // STATEMENTS_AN_AUTHOR + 1, n)],
            "groups": [group_ids[at] if at < len(group_ids) else "" for at in named],
            "date": [f"2022-06-{day:02}" for day in rng.integers(1, 31, n)],
        }
    ).to_parquet(folder / "statements.parquet", index=False)
    words = VOCABULARY["en"].split()
    themes = [
        {"id": f"theme-{at}", "label": word, "description": " ".join(words[at : at + 8])}
        for at, word in enumerate(words[-N_THEMES:], start=1)
    ]
    groups = [
        {"id": each.id, "label": each.label, "expected_share": each.expected_share, "sensitive": each.sensitive}
        for each in GROUPS
    ]
    columns = {"text": "text", "session": "session", "author": "author", "groups": "groups", "date": "date"}
    configuration = {
        "name": "invented",
        "sources": [{"type": "table", "path": "statements.parquet", "columns": columns}],
        "themes": "themes.yaml",
        "groups": "groups.yaml",
        "output": "output",
    }
    for name, content in (  # JSON is YAML
        ("themes", themes),
        ("groups", groups),
        ("consultation", configuration),
    ):
        (folder / f"{name}.yaml").write_text(json.dumps(content), "utf-8")


# --- the run ------------------------------------------------------------------------------------------------


def run(folder: Path) -> dict[str, Any]:
    """Refresh the consultation in `folder`: the record of a `WholeRun`. Needs its own process."""
    from flows.log import start_logging
    from flows.refresh import refresh_consultation
    from flows.settings import load_settings
    from reports.run_folder import list_runs

    start_logging()  # seconds of a long run, as it goes
    started, worked = time.perf_counter(), time.process_time()
    with tree_peak() as peak:
        outcome = refresh_consultation(load_settings(folder / "consultation.yaml"), folder / "output")
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
    finished = list_runs(folder / "output")[0]
    n_statements = outcome.n_statements
    report = [path for path in outcome.report.parent.rglob("*") if path.is_file()] if outcome.report else []
    return {
        "n_statements": n_statements,
        "n_topics": outcome.n_topics,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu_seconds, 1),
        "peak_mib": round(peak_bytes() / BYTES_A_MIB),
        "tree_peak_mib": round(peak[0] / BYTES_A_MIB),
        "report_mib": round(sum(path.stat().st_size for path in report) / BYTES_A_MIB, 1),
        "n_report_files": len(report),
        "stages": [
            {
                "n_statements": n_statements,
                "stage": stage["stage"],
                "seconds": stage["seconds"],
                "cpu_seconds": stage["cpu_seconds"],
                "peak_mib": round(stage["peak_memory_bytes"] / BYTES_A_MIB),
            }
            for stage in (*finished.manifest["stages"], _written(finished.path / "run.log"))
        ],
    }


def _written(log: Path) -> dict[str, Any]:
    """The stage that writes the report, as the manifest has the others."""
    found = _WRITTEN.search(log.read_text("utf-8"))
    if found is None:
        raise LookupError(f"{log} does not say how long the report took")
    return {
        "stage": "write report",
        "seconds": float(found["seconds"]),
        "cpu_seconds": float(found["cpu"]),
        "peak_memory_bytes": int(found["megabytes"]) * 1e6,
    }


def _step(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed_run")
    parser.add_argument("step", choices=["prepare", "run"])
    parser.add_argument("size", type=int)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args(list(arguments))
    if chosen.step == "prepare":
        prepare(chosen.size, chosen.folder)
    else:
        sys.stdout.write(json.dumps(run(chosen.folder)))
    return 0


if __name__ == "__main__":
    sys.exit(_step(sys.argv[1:]))
