from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import OutputError
from corpus.store.embeddings import EmbeddingStore, embedding_key

ROOT = Path(__file__).parents[3]

WRITER = """
import sys, numpy as np
from pathlib import Path
from corpus.store.embeddings import EmbeddingStore, embedding_key
store = EmbeddingStore(Path(sys.argv[1]), "model-1")
for start in range(0, 400, 50):
    texts = [f"text {n}" for n in range(start, start + 50)]
    store.add([embedding_key(t, "model-1") for t in texts], np.full((50, 4), int(sys.argv[2]), np.float32))
"""


def vectors_of(n: int, n_dims: int = 4) -> NDArray[np.float32]:
    return np.random.default_rng(n).normal(size=(n, n_dims)).astype(np.float32)


def test_what_was_added_comes_back_in_the_order_of_the_keys(tmp_path: Path) -> None:
    keys = [embedding_key(text, "model-1") for text in ("გამარჯობა", "مرحبا", "hello", "привет")]
    vectors = vectors_of(4)
    EmbeddingStore(tmp_path / "store", "model-1").add(keys, vectors)
    reopened = EmbeddingStore(tmp_path / "store", "model-1")
    assert reopened.known([*keys, "absent"]) == set(keys)
    back = reopened.vectors([keys[2], keys[0], keys[2]])
    assert back.dtype == np.float32
    np.testing.assert_array_equal(back, vectors[[2, 0, 2]])


def test_a_store_that_is_not_there_yet_knows_nothing_and_is_not_made_by_asking(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "store", "model-1")
    assert store.known(["a"]) == set()
    assert len(store.vectors([])) == 0
    store.compact()
    assert not (tmp_path / "store" / "embeddings").exists()
    with pytest.raises(KeyError, match="1 embeddings"):
        store.vectors(["a"])


def test_a_key_that_is_there_keeps_its_first_vector(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "store", "model-1")
    store.add(["a", "b", "a"], np.array([[1], [2], [3]], np.float32))
    store.add(["b", "c"], np.array([[4], [5]], np.float32))
    np.testing.assert_array_equal(store.vectors(["a", "b", "c"]), [[1], [2], [5]])


def test_a_missing_key_among_others_is_told_by_number_only(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "store", "model-1")
    store.add(["a"], vectors_of(1))
    with pytest.raises(KeyError, match="1 of 2 embeddings"):
        store.vectors(["a", "b"])


def test_two_encoders_of_different_size_share_a_store_and_never_mix(tmp_path: Path) -> None:
    small, large = (EmbeddingStore(tmp_path / "store", name) for name in ("small", "org/large"))
    small.add(["a"], vectors_of(1, 4))
    large.add(["b"], vectors_of(1, 8))
    assert small.known(["a", "b"]) == {"a"}
    assert large.vectors(["b"]).shape == (1, 8)
    assert embedding_key("hello", "small") != embedding_key("hello", "org/large")


def test_vectors_survive_compaction_of_many_small_writes(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "store", "model-1")
    vectors = vectors_of(20)
    keys = [f"key {n}" for n in range(20)]
    for start in range(0, 20, 5):
        store.add(keys[start : start + 5], vectors[start : start + 5])
    store.compact()
    np.testing.assert_array_equal(store.vectors(keys), vectors)


def test_two_processes_that_write_the_same_keys_leave_each_once(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "store"), str(n)], cwd=ROOT) for n in (1, 2)
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    store = EmbeddingStore(tmp_path / "store", "model-1")
    keys = [embedding_key(f"text {n}", "model-1") for n in range(400)]
    table = store._table()
    assert table is not None
    assert table.count_rows() == 400
    vectors = store.vectors(keys)
    assert set(vectors.ravel()) <= {1.0, 2.0}


def test_no_text_is_left_in_the_store(tmp_path: Path) -> None:
    words = "a sentence that only one person says"
    EmbeddingStore(tmp_path / "store", "model-1").add([embedding_key(words, "model-1")], vectors_of(1))
    files = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert files
    assert not any(b"only one person" in path.read_bytes() for path in files)


@pytest.mark.parametrize("suffix", ["*.lance", "*.manifest"])
def test_a_damaged_store_is_told_with_what_to_do(tmp_path: Path, suffix: str) -> None:
    store = EmbeddingStore(tmp_path / "store", "model-1")
    store.add(["a"], vectors_of(1))
    for path in (tmp_path / "store").rglob(suffix):
        if path.is_file():
            path.write_bytes(b"junk")
    with pytest.raises(OutputError, match="delete that folder and run again"):
        store.vectors(["a"])


def test_vectors_that_do_not_fit_their_keys_are_a_wrong_call(tmp_path: Path) -> None:
    store = EmbeddingStore(tmp_path / "store", "model-1")
    with pytest.raises(ValueError, match="2 keys do not fit"):
        store.add(["a", "b"], vectors_of(1))
    with pytest.raises(ValueError, match="not finite"):
        store.add(["a"], np.array([[np.nan]], np.float32))
