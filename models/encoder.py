"""Text to vectors, whatever the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from corpus.shards import MapShards, one_by_one

Vectors = NDArray[np.float32]
"""Shape (n_statements, n_dims), unit length, row i belongs to statement i."""


Precision = Literal["float32", "int8", "bfloat16"]
"""What an encoder computes in. Vectors in float32 are exact; those in the others are near them."""


class Encoder(Protocol):
    """Anything that turns texts into vectors; tests pass a fake one."""

    @property
    def fingerprint(self) -> str:
        """What vectors depend on besides the text: model, weights, prefix. Those of two fingerprints never mix."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, shape (len(texts), n_dims), unit length."""


def embed_batches(
    texts: Sequence[str], encoder: Encoder, *, batch_size: int, each: MapShards = one_by_one
) -> Iterator[Vectors]:
    """Vectors of `texts`, a batch at a time and in order, so that the caller can show progress and save what is done.

    Raises:
        ValueError: The encoder returned another number of vectors than texts, or a vector that is not finite.
    """
    return each(embed, encoder, (texts[start : start + batch_size] for start in range(0, len(texts), batch_size)))


def embed(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    """Vectors of one batch.

    Raises:
        ValueError: As above.
    """
    vectors = encoder.encode(texts)
    if len(vectors) != len(texts):
        raise ValueError(f"encoder {encoder.fingerprint} gave {len(vectors)} vectors for {len(texts)} texts")
    if not np.isfinite(vectors).all():
        raise ValueError(f"encoder {encoder.fingerprint} gave a vector that is not finite")
    return unit(vectors)


def unit(vectors: NDArray[np.floating]) -> Vectors:
    """The same directions at length 1, as float32; a zero vector stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def with_precision(exact: str, precision: Precision) -> str:
    """The fingerprint of an encoder's vectors in `precision`; `exact` is that of its vectors in float32."""
    return exact if precision == "float32" else f"{exact}-{precision}"


def precision_of(fingerprint: str) -> Precision:
    """The precision of vectors with this fingerprint."""
    return next((each for each in get_args(Precision) if fingerprint.endswith(f"-{each}")), "float32")


def exact_fingerprint(fingerprint: str) -> str:
    """The fingerprint of the same encoder's exact vectors: what was measured in one precision holds in all."""
    return fingerprint.removesuffix(f"-{precision_of(fingerprint)}")
