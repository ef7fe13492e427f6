from __future__ import annotations

from pathlib import Path

import lancedb
import numpy as np
import pyarrow as pa
import pytest

from corpus.errors import OutputError
from corpus.store.database import VERSION, Database
from corpus.store.embeddings import EmbeddingStore
from corpus.store.prepare import prepare_store
from corpus.store.statements import kept_statements
from corpus.store.withdrawals import read_withdrawals


def make_store_of_version_0_1_0(folder: Path) -> None:
    """As that version left it: a table of vectors an encoder, and nothing that names a layout."""
    key = pa.field("key", pa.string(), nullable=False, metadata={"lance-schema:unenforced-primary-key": "true"})
    schema = pa.schema([key, pa.field("vector", pa.list_(pa.float32(), 4))], metadata={"fingerprint": "model-1"})
    table = lancedb.connect(folder).create_table("embeddings-4f36ba0cb0e3", schema=schema)
    vectors = pa.FixedSizeListArray.from_arrays(pa.array(np.ones(8, np.float32)), 4)
    rows = pa.Table.from_arrays([pa.array(["a", "b"]), vectors], names=["key", "vector"]).cast(schema)
    table.merge_insert("key").when_not_matched_insert_all().execute(rows)


def test_a_store_of_version_0_1_0_is_taken_over_with_its_vectors(tmp_path: Path) -> None:
    name = EmbeddingStore(tmp_path, "model-1")._name
    make_store_of_version_0_1_0(tmp_path)
    (tmp_path / "embeddings-4f36ba0cb0e3.lance").rename(tmp_path / f"{name}.lance")
    assert Database(tmp_path).version() == 1
    prepare_store(tmp_path)
    assert Database(tmp_path).version() == VERSION
    np.testing.assert_array_equal(EmbeddingStore(tmp_path, "model-1").vectors(["a", "b"]), np.ones((2, 4)))
    assert kept_statements(tmp_path).empty
    assert read_withdrawals(tmp_path) == []


def test_an_interrupted_migration_is_done_by_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_store_of_version_0_1_0(tmp_path)

    def fails(_: Database) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpus.store.prepare.MIGRATIONS", (fails,))
    with pytest.raises(KeyboardInterrupt):
        prepare_store(tmp_path)
    assert Database(tmp_path).version() == 1
    monkeypatch.undo()
    prepare_store(tmp_path)
    prepare_store(tmp_path)
    assert Database(tmp_path).version() == VERSION


def test_a_store_of_a_newer_program_is_refused_with_what_to_do(tmp_path: Path) -> None:
    newer = pa.Table.from_pylist([{"version": VERSION + 1}])
    lancedb.connect(tmp_path).create_table("store", data=newer)
    with pytest.raises(OutputError, match=f"layout {VERSION + 1}.*Upgrade Underheard"):
        prepare_store(tmp_path)
