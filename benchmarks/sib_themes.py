"""SIB-200's seven labels as hand-written themes, and corpora of its sentences with the topics that a run finds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.quality import Bench
from corpus.schemas import Theme
from flows.calibration import calibration_for
from flows.placed_yaml import read_yaml
from models.background import Background
from models.encoder import Vectors
from models.themes import theme_vectors, theme_wordings
from models.topics import TopicSettings, fit_topics

DESCRIPTIONS = Path(__file__).parent / "data" / "sib200-themes.yaml"


@dataclass(frozen=True)
class LabelledCorpus:
    """Statements with neutral vectors and topics, and whether each is about each theme, shape (n_statements, n_themes).

    `statements` has the columns text, language and sentence_id at least.
    """

    statements: pd.DataFrame
    vectors: Vectors
    topic_ids: NDArray[np.int64]
    is_about: NDArray[np.bool_]


def themes_of(path: Path) -> list[Theme]:
    """The themes of a YAML file with labels and descriptions by language."""
    return [Theme(entry["id"], dict(entry["label"]), dict(entry["description"])) for entry in read_yaml(path).content]


def prototypes(themes: list[Theme], bench: Bench) -> dict[str, Vectors]:
    """The neutral vector of each theme's wordings."""
    wordings = theme_wordings(themes)
    return theme_vectors(wordings, neutral([text for _, text in wordings], bench))


def raw_prototypes(themes: list[Theme], bench: Bench) -> Vectors:
    """The vector of each theme's label and descriptions as the encoder gives it, shape (n_themes, n_dims)."""
    wordings = [(theme.id, text) for theme in themes for text in (*theme.labels.values(), *theme.descriptions.values())]
    vectors = bench.vectors(pd.DataFrame({"text": [text for _, text in wordings]}), "raw")
    return np.stack(list(theme_vectors(wordings, vectors).values()))


def background_of(bench: Bench) -> Background:
    """The shipped spread of unrelated text.

    Raises:
        ValueError: There is none for the encoder.
    """
    calibration = calibration_for(bench.encoder, "auto")
    if calibration is None:
        raise ValueError("the encoder has no calibration of its own; measure it anew")
    return calibration.background


def neutral(texts: list[str], bench: Bench) -> Vectors:
    """Neutral vectors, shape (len(texts), n_dims)."""
    return bench.vectors(pd.DataFrame({"text": texts}), "neutral")


def one_language_each(sentences: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Each sentence in one language drawn at random, as a consultation has no translations of what was said."""
    drawn = sentences.groupby("sentence_id").sample(1, random_state=seed)
    return as_statements(drawn.sort_values("sentence_id", ignore_index=True))


def as_statements(sentences: pd.DataFrame) -> pd.DataFrame:
    """Sentences with the columns that topics are found by."""
    names = [f"{number}" for number in range(len(sentences))]
    return sentences.assign(
        statement_id=names,
        source="sib200",
        source_type="table",
        session_id=None,
        author_id=None,
        groups=[()] * len(names),
    )


def labelled(
    statements: pd.DataFrame, is_about: NDArray[np.bool_], bench: Bench, *, seed: int, cache: Path
) -> LabelledCorpus:
    """The statements with vectors and topics; topics take a minute of processor time and are kept in `cache`."""
    vectors = bench.vectors(statements, "neutral")
    key = sha256(json.dumps([seed, bench.encoder.fingerprint, statements["text"].tolist()]).encode()).hexdigest()[:16]
    kept = cache / f"topics-{key}.npy"
    if not kept.is_file():
        found = fit_topics(statements, vectors, TopicSettings(seed=seed))
        cache.mkdir(parents=True, exist_ok=True)
        np.save(kept, found["topic_id"].to_numpy())
    return LabelledCorpus(statements, vectors, np.load(kept), is_about)
