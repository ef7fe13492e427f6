"""What a method is given and what it hands back; needs numpy only, so that any environment can import it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

OUTLIER = -1
"""As `models.schemas.OUTLIER`, which an environment of peers cannot import."""

Matrix = NDArray[np.floating]


@dataclass(frozen=True)
class Task:
    """One corpus and one seed. `vectors` has shape (n_statements, n_dims), unit length, float32.

    `columns` holds what else is known of each statement, by column; `encoder` is a sentence-transformers folder.
    """

    texts: list[str]
    terms: list[list[str]]
    """Each statement's words as this project counts them."""
    vectors: NDArray[np.float32]
    seed: int
    columns: dict[str, list[Any]]
    encoder: str
    training: tuple[NDArray[np.float32], list[str]] | None = None
    """Vectors and labels of statements of no scenario, for a ceiling."""

    def encode(self, texts: Sequence[str], **_: object) -> NDArray[np.float32]:
        """Vectors of `texts`, shape (len(texts), n_dims): known ones for statements, new ones for a tool's vocabulary.

        Takes and ignores what sentence-transformers' own method is called with, and stands in for it.
        """
        known = self._positions
        new = list(dict.fromkeys(text for text in texts if text not in known))
        made = dict(zip(new, self._model(new), strict=True)) if new else {}
        return np.stack([made[text] if text in made else self.vectors[known[text]] for text in texts])

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {text: position for position, text in enumerate(self.texts)}

    @cached_property
    def _model(self) -> Callable[[list[str]], NDArray[np.float32]]:
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(self.encoder, device="cpu", local_files_only=True)
        return lambda texts: np.asarray(
            model.encode(texts, normalize_embeddings=True, show_progress_bar=False), dtype=np.float32
        )


@dataclass(frozen=True)
class Found:
    """Topic of every statement, -1 for outliers, and the first words of each topic; no words where a tool has none."""

    topics: NDArray[np.integer]
    words: list[list[str]]


def most_likely(weights: Matrix) -> NDArray[np.int64]:
    """Topic of highest weight for every row of shape (n_statements, n_topics); an outlier where all are zero."""
    return np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), OUTLIER).astype(np.int64)
