"""The neutral space of a run: texts in, vectors out that were embedded once for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from corpus.schemas import Theme
from corpus.store import EmbeddingStore
from flows.calibration import Calibration
from flows.embedding import embed_once
from flows.encoders import SentenceEncoder
from flows.stages import Stages
from models.encoder import Vectors
from models.labels import LabelTerms, label_candidates
from models.neutralise import neutralise
from models.themes import theme_vectors, theme_wordings

NOT_NEUTRAL = (
    "Language is not taken out of the vectors: topics may follow languages, and scores for themes are relative to this "
    "corpus. Measure the encoder's language offsets with `underheard calibrate` and name the file under neutralise."
)


@dataclass(frozen=True)
class Space:
    """An encoder, what it embedded before, and the figures that take language out of its vectors, if there are any."""

    encoder: SentenceEncoder
    store: EmbeddingStore
    calibration: Calibration | None
    stages: Stages

    def vectors(self, texts: list[str]) -> Vectors:
        """Neutral vectors of `texts`, shape (len(texts), n_dims), unit length; without texts shape (0, 0)."""
        if not texts:
            return np.empty((0, 0), dtype=np.float32)
        raw = embed_once(
            texts,
            self.encoder,
            self.store,
            progress=lambda batches, n_batches: self.stages.track(batches, total=n_batches),
        )
        return neutralise(raw, self.calibration.offsets) if self.calibration else raw

    def label_terms(self, statements: pd.DataFrame, themes: Sequence[Theme], *, language: str) -> LabelTerms:
        """What topic labels may be made of, with its vectors."""
        candidates = label_candidates(statements, themes, language=language)
        return LabelTerms(tuple(candidates), self.vectors(candidates))

    def theme_vectors(self, themes: Sequence[Theme]) -> dict[str, Vectors]:
        """One vector a theme, from all its wordings."""
        wordings = theme_wordings(themes)
        return theme_vectors(wordings, self.vectors([text for _, text in wordings]))

    def warnings(self) -> tuple[str, ...]:
        """What a reader must know about the space."""
        return () if self.calibration else (NOT_NEUTRAL,)
