"""The neutral space of a run: texts in, vectors out that were embedded once for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from babel import Locale

from corpus.schemas import Theme
from corpus.shards import MapShards, one_by_one
from corpus.store.embeddings import EmbeddingStore
from flows.calibration import Calibration, calibration_for
from flows.embedding import embed_once
from flows.encoders import load_encoder
from flows.settings import Settings
from flows.stages import Stages
from models.encoder import Encoder, Vectors
from models.keywords import KeywordTerms, keyword_candidates, term_weights
from models.label_evidence import LabelTerms
from models.labels import label_candidates
from models.language_cover import uncovered_languages
from models.neutralise import neutralise
from models.theme_marks import marked_words, marks
from models.theme_scores import Marks
from models.themes import theme_vectors, theme_wordings

NOT_NEUTRAL = (
    "Language is not taken out of the vectors: topics may follow languages, and probabilities of themes are rough. "
    "Measure the encoder's language offsets with `underheard calibrate` and name the file under neutralise."
)

OFF = (
    "Language is not taken out of the vectors, because the configuration says neutralise: off. Topics may follow "
    "languages, and probabilities of themes are rough."
)


@dataclass(frozen=True)
class Space:
    """An encoder, what it embedded before, and the figures that take language out of its vectors, if there are any."""

    encoder: Encoder
    store: EmbeddingStore
    calibration: Calibration | None
    stages: Stages
    each: MapShards = one_by_one
    """How batches of texts are gone through."""

    def vectors(self, texts: list[str]) -> Vectors:
        """Neutral vectors of `texts`, shape (len(texts), n_dims), unit length; without texts shape (0, 0)."""
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        raw = embed_once(
            texts,
            self.encoder,
            self.store,
            progress=lambda batches, n_batches: self.stages.track(batches, total=n_batches),
            each=self.each,
        )
        return neutralise(raw, self.calibration.offsets) if self.calibration else raw

    def label_terms(self, statements: pd.DataFrame, themes: Sequence[Theme], *, language: str) -> LabelTerms:
        """What topic labels may be made of, with its vectors."""
        candidates = label_candidates(statements, themes, language=language)
        return LabelTerms(candidates, self.vectors(list(candidates.terms)))

    def keyword_terms(self, statements: pd.DataFrame, assignments: pd.DataFrame) -> KeywordTerms:
        """The words of each topic by weight, with the vectors by which translations of one another are known."""
        weights = term_weights(statements, assignments["topic_id"].tolist())
        columns = keyword_candidates(weights)
        return KeywordTerms(weights, columns, self.vectors([weights.terms[column] for column in columns]))

    def theme_vectors(self, themes: Sequence[Theme]) -> dict[str, Vectors]:
        """One vector a theme, from all its wordings."""
        wordings = theme_wordings(themes)
        return theme_vectors(wordings, self.vectors([text for _, text in wordings]))

    def theme_marks(self, themes: Sequence[Theme], statements: pd.DataFrame) -> dict[str, Marks]:
        """What analysts marked, by theme; `themes` name sentences by their words (`models.theme_marks.with_words`)."""
        return marks(themes, statements["text"].tolist(), self.vectors(marked_words(themes)))


def open_space(settings: Settings, store: Path, stages: Stages, each: MapShards = one_by_one) -> Space:
    """The space of the configured encoder, with what the store holds of it.

    Raises:
        EncoderError: The model cannot be had or loaded.
        ConfigError: The figures of its languages cannot be read.
    """
    encoder = load_encoder(settings.encoder)
    return Space(
        encoder,
        EmbeddingStore(store, encoder.fingerprint),
        calibration_for(encoder, settings.neutralise),
        stages,
        each,
    )


def language_warnings(
    languages: pd.Series[str], calibration: Calibration | None, setting: Literal["auto", "off"] | Path
) -> tuple[str, ...]:
    """What a reader must know about language in the vectors: that it was left in, or for which languages it may be.

    `languages` has the language of each statement; `calibration` the figures for the setting `neutralise`, if any.
    """
    if setting == "off":
        return (OFF,)
    if calibration is None:
        return (NOT_NEUTRAL,)
    missing = uncovered_languages(languages, calibration.offsets.languages)
    if not missing:
        return ()
    named = ", ".join(f"{_english_name(code)} ({_percent(share)} of the statements)" for code, share in missing.items())
    sentence = (
        f"The language offsets were not measured on {named}. Topics there may follow languages: read them before you "
        "rely on them, or measure the offsets with these languages too."
    )
    return (sentence,)


def _english_name(code: str) -> str:
    """A language by its name and code; warnings are in English, like all messages of the program."""
    name = Locale("en").languages.get(code)
    return f"{name} [{code}]" if name else code


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "under 1%"
