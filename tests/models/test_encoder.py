"""Vectors come out a batch at a time, in order, at unit length; a broken encoder is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from models.encoder import (
    Precision,
    Vectors,
    embed_batches,
    exact_fingerprint,
    precision_of,
    unit,
    with_precision,
)
from tests.models.conftest import HashEncoder

TEXTS = ["river flood", "נהר ומים", "მდინარე წყალი", "نهر", "река"]


@dataclass
class ScriptedEncoder:
    """Gives the vectors that a test wants and remembers what it was asked."""

    vectors: Vectors
    asked: list[list[str]] = field(default_factory=list)
    fingerprint: str = "scripted-encoder"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Whatever the test wants, however many texts there are."""
        self.asked.append(list(texts))
        return self.vectors


def test_batches_hold_every_text_once_and_in_order(encoder: HashEncoder) -> None:
    batches = list(embed_batches(TEXTS, encoder, batch_size=2))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    np.testing.assert_allclose(np.concatenate(batches), encoder.encode(TEXTS), atol=1e-6)


def test_a_vector_does_not_depend_on_the_size_of_its_batch(encoder: HashEncoder) -> None:
    alone = np.concatenate(list(embed_batches(TEXTS, encoder, batch_size=1)))
    together = np.concatenate(list(embed_batches(TEXTS, encoder, batch_size=100)))
    np.testing.assert_array_equal(alone, together)


def test_the_next_batch_is_embedded_only_when_asked_for() -> None:
    encoder = ScriptedEncoder(np.ones((2, 3), dtype=np.float32))
    batches = embed_batches(TEXTS[:4], encoder, batch_size=2)
    next(batches)
    assert encoder.asked == [TEXTS[:2]]


def test_no_text_makes_no_batch() -> None:
    encoder = ScriptedEncoder(np.ones((1, 3), dtype=np.float32))
    assert list(embed_batches([], encoder, batch_size=2)) == []
    assert encoder.asked == []


def test_an_encoder_that_does_not_normalise_is_normalised() -> None:
    encoder = ScriptedEncoder(np.asarray([[3, 4], [0, -2]], dtype=np.float32))
    (batch,) = embed_batches(TEXTS[:2], encoder, batch_size=2)
    np.testing.assert_allclose(batch, np.asarray([[0.6, 0.8], [0, -1]]), atol=1e-6)


def test_an_encoder_that_loses_a_text_is_named() -> None:
    encoder = ScriptedEncoder(np.ones((1, 3), dtype=np.float32))
    with pytest.raises(ValueError, match="encoder scripted-encoder gave 1 vectors for 2 texts"):
        list(embed_batches(TEXTS[:2], encoder, batch_size=2))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_vector_that_is_not_finite_is_refused_and_no_text_is_quoted(bad: float) -> None:
    encoder = ScriptedEncoder(np.asarray([[1, bad]], dtype=np.float32))
    with pytest.raises(ValueError, match=r"^encoder scripted-encoder gave a vector that is not finite$"):
        list(embed_batches(TEXTS[:1], encoder, batch_size=2))


def test_unit_keeps_the_direction_and_the_zero_vector() -> None:
    vectors = np.asarray([[3.0, 4.0], [0.0, 0.0], [-5.0, 0.0]])
    before = vectors.copy()
    scaled = unit(vectors)
    np.testing.assert_allclose(scaled, np.asarray([[0.6, 0.8], [0, 0], [-1, 0]]), atol=1e-7)
    assert scaled.dtype == np.float32
    np.testing.assert_array_equal(vectors, before)


def test_unit_takes_a_single_vector() -> None:
    np.testing.assert_allclose(unit(np.asarray([0.0, 2.0])), np.asarray([0, 1]))


@pytest.mark.parametrize("precision", ["float32", "int8", "bfloat16"])
def test_a_fingerprint_tells_the_precision_and_the_encoder(precision: Precision) -> None:
    fingerprint = with_precision("bundled-12ab", precision)
    assert precision_of(fingerprint) == precision
    assert exact_fingerprint(fingerprint) == "bundled-12ab"


def test_exact_vectors_keep_the_fingerprint_that_they_always_had() -> None:
    assert with_precision("bundled-12ab", "float32") == "bundled-12ab"
    assert precision_of("int8-12ab") == "float32"
