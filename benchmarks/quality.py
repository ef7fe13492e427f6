"""How well topics are found where the truth is known: one method on one corpus, over its seeds."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.corpora import Corpus
from benchmarks.machine import machine
from benchmarks.methods import Method, Space
from benchmarks.metrics import diversity, mean_coherence, quality
from corpus.store.embeddings import EmbeddingStore
from flows.bundled_encoder import bundled_model_folder
from flows.calibration import calibration_for
from flows.embedding import embed_once
from flows.encoders import EncoderSettings, load_encoder
from models.encoder import Encoder, Vectors, unit
from models.neutralise import Offsets, neutralise
from models.tokens import terms

ROOT = Path(__file__).parents[1]
COLUMNS = ("statement_id", "language", "source", "source_type", "session_id", "author_id")
LABELS = ("label", "sentence_id")
"""What only a ceiling is told, and nobody is told what is hidden."""

TIMEOUT_SECONDS = 3600
BYTES_A_MIB = 2**20


@dataclass(frozen=True)
class Row:
    """One method on one corpus. `figures` sums up `runs`, one a seed; either is empty where there is a `failure`."""

    corpus: str
    method: str
    label: str
    summary: str
    n_statements: int
    figures: dict[str, float | None]
    runs: list[dict[str, float | None]]
    failure: str | None
    versions: dict[str, str]
    date: str
    machine: str


@dataclass(frozen=True)
class Bench:
    """What all methods share. `peers_python` is the interpreter of the environment with the peers."""

    encoder: Encoder
    encoder_folder: Path
    offsets: Offsets
    store: EmbeddingStore
    peers_python: Path

    def measure(self, method: Method, corpus: Corpus) -> Row:
        """The row of `method` on `corpus`; a method that fails has a row that says so."""
        with tempfile.TemporaryDirectory() as folder:
            self._write_job(Path(folder), method, corpus)
            result = _run(Path(folder), Path(sys.executable) if method.is_ours else self.peers_python)
        runs, failures = [], [result["failure"]] if "failure" in result else []
        for sample, run in zip(corpus.samples, result.get("runs", ()), strict=False):
            if run["failure"]:
                failures.append(run["failure"])
            else:
                runs.append(_figures(sample, run, corpus) | {"peak_mib": result["peak_bytes"] / BYTES_A_MIB})
        table = pd.DataFrame(runs).astype(float)
        summed = (table.median() if corpus.summary == "median" else table.mean()).to_dict()
        return Row(
            corpus=corpus.name,
            method=method.name,
            label=method.label,
            summary=f"{corpus.summary} of {len(runs)} {'seeds' if corpus.summary == 'median' else 'hidden voices'}",
            n_statements=round(float(np.mean([len(sample) for sample in corpus.samples]))),
            figures=_rounded(summed),
            runs=[_rounded(run) for run in runs],
            failure="; ".join(dict.fromkeys(failures)) or None,
            versions=result.get("versions", {}),
            date=datetime.now(UTC).date().isoformat(),
            machine=machine(),
        )

    def _write_job(self, folder: Path, method: Method, corpus: Corpus) -> None:
        job = {
            "function": method.function,
            "seeds": corpus.seeds,
            "packages": method.packages,
            "encoder": str(self.encoder_folder),
            "training": None,
        }
        if method.is_trained and corpus.training is not None:
            np.save(folder / "training.npy", self.vectors(corpus.training, method.space))
            job["training"] = corpus.training["label"].tolist()
        (folder / "job.json").write_text(json.dumps(job), "utf-8")
        columns = (*COLUMNS, *LABELS) if method.reads_labels else COLUMNS
        for number, sample in enumerate(corpus.samples):
            (folder / str(number)).mkdir()
            np.save(folder / str(number) / "vectors.npy", self.vectors(sample, method.space))
            content = {
                "texts": sample["text"].tolist(),
                "terms": [terms(text, code) for text, code in zip(sample["text"], sample["language"], strict=True)],
                "columns": {name: sample[name].tolist() for name in columns if name in sample},
            }
            (folder / str(number) / "statements.json").write_text(json.dumps(content), "utf-8")

    def vectors(self, sample: pd.DataFrame, space: Space) -> Vectors:
        """Vectors of the sample's statements in `space`, shape (n_statements, n_dims), unit length."""
        raw = embed_once(sample["text"].tolist(), self.encoder, self.store)
        if space == "neutral":
            return neutralise(raw, self.offsets)
        return centred(raw, sample["language"]) if space == "centred" else raw


def bundled_bench(cache: Path, *, peers_python: Path) -> Bench:
    """The bundled encoder with its shipped offsets, and its vectors kept in `cache`.

    Raises:
        ValueError: The shipped offsets are not those of the bundled encoder.
    """
    encoder = load_encoder(EncoderSettings())
    calibration = calibration_for(encoder, "auto")
    if calibration is None:
        raise ValueError("the bundled encoder's own calibration does not fit it; measure it anew")
    store = EmbeddingStore(cache, encoder.fingerprint)
    return Bench(encoder, bundled_model_folder(), calibration.offsets, store, peers_python)


def centred(vectors: Vectors, languages: pd.Series[str]) -> Vectors:
    """Vectors less the mean of their language in this corpus, unit length: what needs no reference, and its price."""
    means = pd.DataFrame(vectors).groupby(languages.to_numpy()).transform("mean")
    return unit(vectors - means.to_numpy())


def _run(folder: Path, python: Path) -> dict[str, Any]:
    """What the worker left in `folder`, or a `failure`: a peer that dies must not end the benchmark."""
    command = [str(python), "-m", "benchmarks.worker", str(folder)]
    try:
        subprocess.run(  # noqa: S603 - our own module, and the interpreter that the user names
            command, cwd=ROOT, capture_output=True, timeout=TIMEOUT_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        return {"failure": f"not done after {TIMEOUT_SECONDS} seconds"}
    except subprocess.CalledProcessError as error:
        return {"failure": f"its process ended with code {error.returncode}"}
    except OSError as error:
        return {"failure": f"cannot be started: {error.strerror}"}
    result: dict[str, Any] = json.loads((folder / "result.json").read_text("utf-8"))
    return result


def _figures(sample: pd.DataFrame, run: dict[str, Any], corpus: Corpus) -> dict[str, float]:
    return {
        "seed": run["seed"],
        **asdict(quality(sample, np.asarray(run["topics"], dtype=np.int64))),
        "coherence": mean_coherence(run["words"], corpus.held_out),
        "diversity": diversity(run["words"]),
        "seconds": run["seconds"],
        "cpu_seconds": run["cpu_seconds"],
    }


def _rounded(figures: dict[str, float]) -> dict[str, float | None]:
    """Three decimals; JSON has no NaN, so what has no meaning is null."""
    return {name: None if np.isnan(value) else round(float(value), 3) for name, value in figures.items()}
