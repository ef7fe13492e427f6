from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

import flows.embedding
from corpus.store.embeddings import EmbeddingStore
from flows.embedding import embed_once
from models.encoder import Vectors
from tests.flows.conftest import HashEncoder

TEXTS = ["water is scarce here", "الماء قليل", "წყალი ცოტაა", "visa", "Мало воды", "visa refused again"]


def store(folder: Path, encoder: HashEncoder) -> EmbeddingStore:
    """The store as a new run opens it."""
    return EmbeddingStore(folder / "store", encoder.fingerprint)


def test_row_i_is_the_vector_of_text_i(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    vectors = embed_once(TEXTS, hash_encoder, store(tmp_path, hash_encoder))
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, HashEncoder().encode(TEXTS), atol=1e-6)


def test_no_text_is_embedded_twice_over_two_openings_of_the_store(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    first = embed_once(TEXTS[:4], hash_encoder, store(tmp_path, hash_encoder))
    again = embed_once(list(reversed(TEXTS)), hash_encoder, store(tmp_path, hash_encoder))
    assert sorted(hash_encoder.embedded) == sorted(TEXTS)
    np.testing.assert_array_equal(again[::-1][:4], first)


def test_equal_texts_are_embedded_once_and_share_a_vector(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    vectors = embed_once(["ماء", "вода", "ماء", "ماء"], hash_encoder, store(tmp_path, hash_encoder))
    assert sorted(hash_encoder.embedded) == sorted(["ماء", "вода"])
    np.testing.assert_array_equal(vectors[[2, 3]], vectors[[0, 0]])
    assert not np.allclose(vectors[0], vectors[1])


def test_another_encoder_embeds_for_itself(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    wider = HashEncoder("hash-2", n_dims=24)
    assert embed_once(TEXTS, hash_encoder, store(tmp_path, hash_encoder)).shape == (6, 16)
    assert embed_once(TEXTS, wider, store(tmp_path, wider)).shape == (6, 24)
    assert len(wider.embedded) == len(TEXTS)


def test_what_was_embedded_before_a_crash_is_kept(
    tmp_path: Path, hash_encoder: HashEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flows.embedding, "SAVE_EVERY", 2)

    def interrupted(batches: Iterable[Vectors], n_batches: int) -> Iterable[Vectors]:
        assert n_batches == 3
        for number, batch in enumerate(batches):
            if number == 2:
                raise KeyboardInterrupt
            yield batch

    with pytest.raises(KeyboardInterrupt):
        embed_once(TEXTS, hash_encoder, store(tmp_path, hash_encoder), progress=interrupted)
    after = HashEncoder()
    vectors = embed_once(TEXTS, after, store(tmp_path, after))
    assert sorted(after.embedded, key=len) == sorted(TEXTS, key=len)[4:]
    np.testing.assert_allclose(vectors, HashEncoder().encode(TEXTS), atol=1e-6)


def test_the_store_holds_no_words(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    embed_once(TEXTS, hash_encoder, store(tmp_path, hash_encoder))
    files = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        assert not [text for text in TEXTS if text.encode() in content]


def test_markers_are_not_embedded_and_a_text_of_nothing_else_is(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    texts = ["[name] said: visa refused", "قال [name] الماء قليل", "[name] [phone]", "الماء قليل"]
    vectors = embed_once(texts, hash_encoder, store(tmp_path, hash_encoder))
    assert sorted(hash_encoder.embedded) == sorted(
        ["said: visa refused", "قال الماء قليل", "[name] [phone]", "الماء قليل"]
    )
    np.testing.assert_allclose(vectors[1], HashEncoder().encode(["قال الماء قليل"])[0], atol=1e-6)
    assert np.isfinite(vectors).all()


def test_a_text_and_the_same_with_a_marker_share_a_vector(tmp_path: Path, hash_encoder: HashEncoder) -> None:
    vectors = embed_once(["[name] visa", "visa [phone]", "visa"], hash_encoder, store(tmp_path, hash_encoder))
    assert hash_encoder.embedded == ["visa"]
    np.testing.assert_array_equal(vectors[[1, 2]], vectors[[0, 0]])
