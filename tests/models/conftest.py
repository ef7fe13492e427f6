"""A corpus with planted topics, languages and groups, and an encoder that needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from models.encoder import Vectors, unit
from models.label_evidence import LabelCandidates, LabelTerms
from tests.models.nights import Nights

N_DIMS = 48
TOPIC_WORDS = {
    "river": {
        "en": "river water flood",
        "ru": "река вода паводок",
        "ar": "نهر مياه فيضان",
        "ka": "მდინარე წყალი წყალდიდობა",
    },
    "school": {
        "en": "school teacher lesson",
        "ru": "школа учитель урок",
        "ar": "مدرسة معلم درس",
        "ka": "სკოლა მასწავლებელი გაკვეთილი",
    },
    "train": {
        "en": "train ticket station",
        "ru": "поезд билет вокзал",
        "ar": "قطار تذكرة محطة",
        "ka": "მატარებელი ბილეთი სადგური",
    },
    "bread": {
        "en": "bread flour oven",
        "ru": "хлеб мука печь",
        "ar": "خبز طحين فرن",
        "ka": "პური ფქვილი ღუმელი",
    },
}


@dataclass(frozen=True)
class PlantedCorpus:
    """Statements with the topic each was made for, and vectors with and without their language's offset."""

    statements: pd.DataFrame
    topics: NDArray[np.object_]
    raw: Vectors
    neutral: Vectors
    reference: dict[str, Vectors]


class HashEncoder:
    """Each word has a direction of its own, drawn from its letters; a text is the mean of its words."""

    fingerprint = "hash-encoder"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 48), unit length."""
        return unit(np.stack([np.mean([self._word(word) for word in text.split() or ["-"]], axis=0) for text in texts]))

    @staticmethod
    def _word(word: str) -> NDArray[np.float64]:
        return np.random.default_rng([ord(letter) for letter in word]).standard_normal(N_DIMS)


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def nights(monkeypatch: pytest.MonkeyPatch) -> Nights:
    return Nights(monkeypatch)


@pytest.fixture(scope="session")
def planted() -> PlantedCorpus:
    """240 statements: four topics in four languages, thirty notes sessions, language clouds as in a real encoder."""
    rng = np.random.default_rng(7)
    languages = list(TOPIC_WORDS["river"])
    clouds = {language: rng.standard_normal(N_DIMS) * 2 for language in languages}
    centres = {topic: rng.standard_normal(N_DIMS) * 1.5 for topic in TOPIC_WORDS}
    rows: list[dict[str, object]] = []
    neutral, raw = [], []
    for number in range(240):
        topic = list(TOPIC_WORDS)[number % 4]
        language = languages[(number // 4) % 4]
        words = TOPIC_WORDS[topic][language].split()
        meaning = centres[topic] + 0.6 * rng.standard_normal(N_DIMS)
        neutral.append(meaning)
        raw.append(meaning + clouds[language])
        rows.append({"topic": topic, "language": language, "text": " ".join(rng.permutation(words)) + f" {number}"})
    meanings = 0.8 * rng.standard_normal((40, N_DIMS))
    return PlantedCorpus(
        statements=make_statements(rows),
        topics=np.asarray([row["topic"] for row in rows], dtype=object),
        raw=unit(np.stack(raw)),
        neutral=unit(np.stack(neutral)),
        reference={language: unit(meanings + cloud) for language, cloud in clouds.items()},
    )


def make_statements(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """A frame of notes with what the models read; `session_id`, `groups` and the rest may be given by row."""
    defaults: dict[str, object] = {
        "language": "en",
        "source": "notes",
        "source_type": "notes",
        "author_id": None,
        "groups": (),
        "is_clustered": True,
        "has_theme": False,
        "theme_score": 0.0,
        "topic_probability": 1.0,
        "topic_id": 0,
    }
    return pd.DataFrame(
        [
            {
                "statement_id": f"s{number}",
                "text": f"text {number}",
                "session_id": f"session-{number % 30}",
                **defaults,
                **row,
            }
            for number, row in enumerate(rows)
        ]
    )


def make_label_terms(
    terms: Sequence[str],
    vectors: Vectors,
    said: Sequence[Sequence[str]],
    *,
    is_spoken: Sequence[bool] | None = None,
    units: Sequence[int] | None = None,
) -> LabelTerms:
    """Candidates for labels, and the terms that each statement says; every statement has a unit of its own.

    Statements that say a term are in the labels' language, unless `is_spoken` tells which are.
    """
    uses = [[int(term in found) for term in terms] for found in said]
    return LabelTerms(
        LabelCandidates(
            terms=tuple(terms),
            language="en",
            uses=csr_matrix(np.asarray(uses, dtype=np.int64).reshape(len(said), len(terms))),
            is_spoken=np.asarray([bool(found) for found in said] if is_spoken is None else is_spoken),
            units=np.arange(len(said)) if units is None else np.asarray(units),
        ),
        vectors,
    )
