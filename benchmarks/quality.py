"""How well topics are found, on real data with known labels, beside BERTopic's defaults on the same embeddings.

Two parts, one run: SIB-200 (sentences in ten languages with one of seven categories; a topic should follow the
category and not the language) and seven Pol.is conversations (a topic should keep to one conversation).
"""

from __future__ import annotations

import csv
import json
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import homogeneity_score, normalized_mutual_info_score

from corpus.read import read_sources
from corpus.sources import PolisSource
from corpus.store import EmbeddingStore
from flows.calibration import calibration_for
from flows.embedding import embed_once
from flows.encoders import EncoderSettings, load_encoder
from models.encoder import Vectors
from models.neutralise import neutralise
from models.schemas import OUTLIER
from models.topics import TopicSettings, fit_topics

SEEDS = (0, 1, 2)
LANGUAGES_A_SENTENCE = 3


@dataclass(frozen=True)
class Result:
    """One method on one corpus: medians over the seeds. NMI over all statements, language over assigned ones."""

    corpus: str
    method: str
    n_statements: int
    n_topics: float
    outlier_share: float
    nmi_label: float
    nmi_language: float
    homogeneity: float
    seconds: float


Fit = Callable[[pd.DataFrame, Vectors, int], NDArray[np.int64]]


def ours(statements: pd.DataFrame, vectors: Vectors, seed: int) -> NDArray[np.int64]:
    """Topics as a run finds them."""
    return np.asarray(fit_topics(statements, vectors, TopicSettings(seed=seed))["topic_id"])


def bertopic_defaults(statements: pd.DataFrame, vectors: Vectors, seed: int) -> NDArray[np.int64]:
    """BERTopic with its defaults, seeded so that the run can be repeated."""
    from bertopic import BERTopic
    from umap import UMAP

    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=seed)
    topics, _ = BERTopic(language="multilingual", umap_model=reducer).fit_transform(
        statements["text"].tolist(), embeddings=vectors
    )
    return np.asarray(topics)


def run_quality(data: Path, cache: Path) -> list[Result]:
    """All results on the data folder `data` (with `sib200/` and `polis/`), embeddings kept in `cache`."""
    encoder = load_encoder(EncoderSettings())
    calibration = calibration_for(encoder, "auto")
    if calibration is None:
        raise ValueError("the bundled encoder's own calibration does not fit it; measure it anew")
    store = EmbeddingStore(cache, encoder.fingerprint)
    results = []
    for corpus, samples in (
        ("SIB-200", list(sib200_samples(data / "sib200"))),
        ("Pol.is", [polis(data / "polis")] * 3),
    ):
        raw = [embed_once(sample["text"].tolist(), encoder, store) for sample in samples]
        neutral = [neutralise(vectors, calibration.offsets) for vectors in raw]
        results += [
            _measure(corpus, "Underheard", ours, samples, neutral),
            _measure(corpus, "Underheard, not neutralised", ours, samples, raw),
            _measure(corpus, "BERTopic defaults, same embeddings", bertopic_defaults, samples, raw),
        ]
    return results


def _measure(corpus: str, method: str, fit: Fit, samples: list[pd.DataFrame], vectors: list[Vectors]) -> Result:
    runs = []
    for seed, sample, points in zip(SEEDS, samples, vectors, strict=True):
        started = time.perf_counter()
        topics = fit(sample, points, seed)
        seconds = time.perf_counter() - started
        placed = topics != OUTLIER
        runs.append(
            {
                "n_topics": len(np.unique(topics[placed])),
                "outlier_share": float((~placed).mean()),
                "nmi_label": normalized_mutual_info_score(sample["label"], topics),
                "nmi_language": normalized_mutual_info_score(sample["language"][placed], topics[placed]),
                "homogeneity": homogeneity_score(sample["label"], topics),
                "seconds": seconds,
            }
        )
    medians = pd.DataFrame(runs).median().to_dict()
    return Result(corpus, method, len(samples[0]), **{name: round(float(value), 3) for name, value in medians.items()})


def sib200_samples(folder: Path) -> Iterator[pd.DataFrame]:
    """For every seed each sentence of the evaluation splits in three of the ten languages, chosen at random."""
    splits = [
        pd.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, dtype=str).assign(language=path.parent.name)
        for name in ("dev.tsv", "test.tsv")
        for path in sorted(folder.glob(f"*/{name}"))
    ]
    sentences = pd.concat(splits, ignore_index=True).rename(columns={"category": "label"})
    for seed in SEEDS:
        sample = sentences.groupby("index_id").sample(LANGUAGES_A_SENTENCE, random_state=seed).sort_index()
        yield sample.assign(statement_id=[str(position) for position in sample.index]).reset_index(drop=True)


def polis(folder: Path) -> pd.DataFrame:
    """The accepted comments of every conversation, labelled by conversation."""
    sources = [PolisSource(path) for path in sorted(folder.iterdir()) if (path / "comments.csv").exists()]
    statements = read_sources(sources).statements
    return statements.assign(label=statements["source"])


def save_results(results: list[Result], path: Path) -> None:
    """Write the results as JSON, with the machine that they were measured on."""
    record = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "results": [asdict(r) for r in results],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def as_table(results: list[Result]) -> str:
    """The results as a Markdown table."""
    columns = list(asdict(results[0]))
    lines = [" | ".join(columns), " | ".join("---" for _ in columns)]
    lines += [" | ".join(str(value) for value in asdict(result).values()) for result in results]
    return "\n".join(f"| {line} |" for line in lines)
