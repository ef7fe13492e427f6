"""Removes what a language adds to a vector, so that topics and not languages lie close together.

Multilingual encoders put each language into a cloud of its own. The centres of those clouds, measured on a parallel
reference (the same sentences in every language), differ by language and by nothing else. The main directions between
them span the language part of the space; damping it mixes languages and keeps a topic that only one language voices,
which centring on the corpus's own means would erase.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors, unit

ROWS_AT_ONCE = 50_000
"""A million vectors are in memory twice, as given and neutral, and not once more for each step between."""
DEFAULT_KEPT = 0.2
"""Share of the language part that stays: some of it is meaning, most of it makes topics follow languages
(docs/decisions/0004)."""

MAX_DIRECTIONS = 30
"""The first 30 directions hold about 90% of the variance between 205 languages; more take meaning along."""


@dataclass(frozen=True)
class Offsets:
    """An encoder's language offsets.

    `mean` has shape (n_dims,); `directions` has shape (n_directions, n_dims), orthonormal rows, the strongest first.
    `encoder` is the fingerprint of the encoder that they were measured on. `languages` names what was covered.
    """

    mean: NDArray[np.float32]
    directions: NDArray[np.float32]
    encoder: str
    languages: tuple[str, ...]
    provenance: dict[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Identifies the figures in a manifest."""
        return hashlib.sha256(self.mean.tobytes() + self.directions.tobytes()).hexdigest()


def measure_offsets(
    vectors_by_language: Mapping[str, Vectors],
    *,
    encoder: str,
    max_directions: int = MAX_DIRECTIONS,
    provenance: dict[str, str] | None = None,
) -> Offsets:
    """Offsets from a parallel reference: a language has shape (n_sentences, n_dims), row i the same sentence.

    Raises:
        ValueError: Fewer than two languages, or languages with different numbers of sentences.

    Source:
        The idea of a language-agnostic space by removing language means is that of Libovický et al. 2020
        (arXiv:2004.05160) and Yang et al. 2021 (arXiv:2109.04727); here the means come from outside the corpus.
    """
    if len(vectors_by_language) < 2:
        raise ValueError("offsets need at least two languages")
    n_sentences = {len(vectors) for vectors in vectors_by_language.values()}
    if len(n_sentences) != 1:
        raise ValueError(
            f"a parallel reference has the same sentences in every language, got {sorted(n_sentences)} sentences"
        )
    means = np.stack([vectors.mean(axis=0) for vectors in vectors_by_language.values()]).astype(np.float64)
    mean = means.mean(axis=0)
    _, _, directions = np.linalg.svd(means - mean, full_matrices=False)
    n_directions = min(max_directions, len(means) - 1)
    return Offsets(
        mean=mean.astype(np.float32),
        directions=directions[:n_directions].astype(np.float32),
        encoder=encoder,
        languages=tuple(vectors_by_language),
        provenance=provenance or {},
    )


def neutralise(vectors: Vectors, offsets: Offsets, *, kept: float = DEFAULT_KEPT) -> Vectors:
    """Vectors with their language part damped to the share `kept` (0 to 1), shape as given, unit length."""
    neutral = np.empty(vectors.shape, dtype=np.float32)
    for start in range(0, len(vectors), ROWS_AT_ONCE):
        centred = unit(vectors[start : start + ROWS_AT_ONCE] - offsets.mean)
        along = centred @ offsets.directions.T
        neutral[start : start + ROWS_AT_ONCE] = unit(centred - (1 - kept) * (along @ offsets.directions))
    return neutral
