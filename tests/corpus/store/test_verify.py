from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import lancedb
import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from corpus.store.database import Database
from corpus.store.embeddings import EmbeddingStore, embedding_key, vector_tables
from corpus.store.prepare import prepare_store
from corpus.store.statements import record_statements
from corpus.store.verify import repair_store, verify_store

ROOT = Path(__file__).parents[3]
BATCH = 20

WRITER = """
import sys, numpy as np
from datetime import UTC, datetime
from pathlib import Path
from corpus.store.embeddings import EmbeddingStore, embedding_key
from corpus.store.prepare import prepare_store
folder = Path(sys.argv[1])
prepare_store(folder)
store = EmbeddingStore(folder, "model-1")
print("ready", flush=True)
for start in range(int(sys.argv[2]), 100_000, 20):
    keys = [embedding_key(f"text {n}", "model-1") for n in range(start, start + 20)]
    store.add(keys, np.tile(np.float32([1, 0, 0, 0]), (20, 1)))
"""


def unit_vectors(n: int) -> NDArray[np.float32]:
    vectors = np.random.default_rng(n).normal(size=(n, 4))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def sentences(folder: Path) -> list[str]:
    return [damage.sentence for damage in verify_store(folder)]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    prepare_store(tmp_path)
    EmbeddingStore(tmp_path, "model-1").add(["a", "b"], unit_vectors(2))
    return tmp_path


def test_a_sound_store_has_nothing_wrong_with_it(store: Path) -> None:
    assert verify_store(store) == []
    assert verify_store(store / "not there") == []


def test_vectors_that_are_not_of_unit_length_are_counted_and_repaired(store: Path) -> None:
    EmbeddingStore(store, "model-1").add(["c"], np.full((1, 4), 3, np.float32))
    assert any("1 vectors" in sentence and "--repair" in sentence for sentence in sentences(store))
    repair_store(store, verify_store(store))
    assert verify_store(store) == []
    assert EmbeddingStore(store, "model-1").known(["a", "b", "c"]) == {"a", "b"}


def test_a_key_that_stands_twice_is_found_and_repaired(store: Path) -> None:
    name = vector_tables(Database(store))[0]
    table = lancedb.connect(store).open_table(name)
    table.add(table.to_arrow().slice(0, 1))
    assert any("1 keys" in sentence for sentence in sentences(store))
    repair_store(store, verify_store(store))
    assert verify_store(store) == []


def test_a_statement_without_its_vector_is_told(store: Path) -> None:
    frame = pd.DataFrame(
        {
            "statement_id": ["1"],
            "text": ["ماء"],
            "source": ["notes"],
            "session_id": pd.Series([None], dtype="str"),
            "author_id": pd.Series([None], dtype="str"),
            "source_ref": ["a.md"],
        }
    )
    record_statements(store, frame, "model-1", now=datetime(2022, 7, 1, tzinfo=UTC))
    assert sentences(store) == [
        "1 statements of the last refreshes have no vector. Run a refresh with --refit to embed them."
    ]


def test_what_a_killed_process_left_beside_is_named_and_removed(store: Path) -> None:
    (store / ".llm-labels.json.partial").write_text("{", "utf-8")
    assert any(".llm-labels.json.partial" in sentence for sentence in sentences(store))
    repair_store(store, verify_store(store))
    assert verify_store(store) == []


def test_a_damaged_table_is_told_with_what_to_do(store: Path) -> None:
    for path in store.rglob("*.manifest"):
        path.write_bytes(b"junk")
    assert any("delete that folder" in sentence.lower() for sentence in sentences(store))


def test_a_table_whose_maker_was_killed_before_it_had_a_version_is_made_again(tmp_path: Path) -> None:
    prepare_store(tmp_path)
    store = EmbeddingStore(tmp_path, "model-1")
    store.add([embedding_key("ماء", "model-1")], unit_vectors(1))
    (name,) = vector_tables(Database(tmp_path))
    for manifest in (tmp_path / f"{name}.lance" / "_versions").iterdir():
        manifest.unlink()
    (tmp_path / f"{name}.lance" / "_versions" / ".tmp_1.manifest_0").write_bytes(b"half")
    assert verify_store(tmp_path) == []
    assert store.known([embedding_key("ماء", "model-1")]) == set()
    store.add([embedding_key("ماء", "model-1")], unit_vectors(1))
    assert store.known([embedding_key("ماء", "model-1")]) != set()
    assert verify_store(tmp_path) == []


@pytest.mark.slow
def test_a_store_whose_writer_is_killed_at_any_moment_is_sound_and_holds_whole_batches(tmp_path: Path) -> None:
    moments = np.random.default_rng(7)
    for n_kills in range(6):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(n_kills * 10_000)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moments.uniform(0.02, 0.6))
            os.kill(writer.pid, signal.SIGKILL)
        assert verify_store(tmp_path) == []
        store = EmbeddingStore(tmp_path, "model-1")
        starts = range(n_kills * 10_000, n_kills * 10_000 + 400, BATCH)
        batches = [[embedding_key(f"text {n}", "model-1") for n in range(start, start + BATCH)] for start in starts]
        held = [len(store.known(batch)) for batch in batches]
        assert set(held) <= {0, BATCH}
    store.add([embedding_key("text last", "model-1")], unit_vectors(1))
    assert verify_store(tmp_path) == []
