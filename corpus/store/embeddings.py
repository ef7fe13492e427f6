"""Embeddings that were made before, kept from run to run. A row is a hash and a vector: no text is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import lancedb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from filelock import FileLock
from numpy.typing import NDArray

from corpus.errors import OutputError

LOCK_TIMEOUT_SECONDS = 600
"""Longer than any write: who waits longer waits for a process that hangs."""

KEEP_VERSIONS = timedelta(days=7)
"""Old versions that a reader might still have open are kept for this long."""

_PRIMARY_KEY = {"lance-schema:unenforced-primary-key": "true"}
"""Makes LanceDB itself notice that another writer has added a key in the meantime."""


def embedding_key(text: str, fingerprint: str) -> str:
    """The key of `text` as embedded by the encoder with this fingerprint."""
    return hashlib.sha256(f"{fingerprint}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


class EmbeddingStore:
    """The vectors of one encoder in the store at `folder`, which is made at the first `add`.

    Each fingerprint has a table of its own, because encoders differ in dimensions.

    Raises:
        OutputError: the store cannot be read or written; the message says what to do.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._name = f"embeddings-{hashlib.sha256(fingerprint.encode()).hexdigest()[:12]}"

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` that have a vector."""
        with self._mending():
            return set(self._rows(self._table(), keys)["key"].to_pylist())

    def vectors(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `keys`, shape (len(keys), n_dims), row i belongs to key i.

        Raises:
            KeyError: a key has no vector.
        """
        with self._mending():
            table = self._table()
            rows = self._rows(table, keys)
            if table is None or not len(rows):
                if keys:
                    raise KeyError(f"none of {len(keys)} embeddings is in the store")
                return np.empty((0, 0), np.float32)
            found = table.take_row_ids(rows["_rowid"].to_pylist()).select(["key", "vector"]).to_arrow()
        positions = {key: position for position, key in enumerate(found["key"].to_pylist())}
        missing = sum(key not in positions for key in keys)
        if missing:
            raise KeyError(f"{missing} of {len(keys)} embeddings are not in the store")
        stored = found["vector"].combine_chunks()
        vectors = stored.flatten().to_numpy().reshape(len(stored), -1)
        return np.asarray(vectors[[positions[key] for key in keys]], dtype=np.float32)

    def add(self, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep `vectors`, shape (len(keys), n_dims), under `keys`; what is there already stays.

        Raises:
            ValueError: numbers of keys and vectors differ, or a vector is not finite.
        """
        if vectors.ndim != 2 or len(keys) != len(vectors):
            raise ValueError(f"{len(keys)} keys do not fit vectors of shape {vectors.shape}")
        if not np.isfinite(vectors).all():
            raise ValueError("a vector is not finite")
        if not keys:
            return
        first = {key: position for position, key in reversed(list(enumerate(keys)))}
        with self._mending(), self._lock():
            table = self._made_table(vectors.shape[1])
            flat = pa.array(np.ascontiguousarray(vectors[list(first.values())], dtype=np.float32).ravel())
            columns = [pa.array(list(first)), pa.FixedSizeListArray.from_arrays(flat, vectors.shape[1])]
            batch = pa.Table.from_arrays(columns, names=["key", "vector"]).cast(table.schema)
            table.merge_insert("key").when_not_matched_insert_all().execute(batch)

    def compact(self) -> None:
        """Merge the small files that many writes leave, and drop versions older than a week."""
        with self._mending(), self._lock():
            if (table := self._table()) is not None:
                table.optimize(cleanup_older_than=KEEP_VERSIONS)

    def _table(self) -> lancedb.table.Table | None:
        """The table at its latest version, None where nothing was added yet."""
        if not (self._folder / f"{self._name}.lance").exists():
            return None
        return lancedb.connect(self._folder).open_table(self._name)

    def _made_table(self, n_dims: int) -> lancedb.table.Table:
        fields = [
            pa.field("key", pa.string(), nullable=False, metadata=_PRIMARY_KEY),
            pa.field("vector", pa.list_(pa.float32(), n_dims)),
        ]
        schema = pa.schema(fields, metadata={"fingerprint": self._fingerprint})
        return lancedb.connect(self._folder).create_table(self._name, schema=schema, exist_ok=True)

    def _rows(self, table: lancedb.table.Table | None, keys: Sequence[str]) -> pa.Table:
        """Keys and row ids of the rows that hold `keys`.

        Reads the whole column of keys (0.01 s for 60,000 rows): a filter with as many literals takes longer.
        """
        if table is None:
            return pa.table({"key": pa.array([], pa.string()), "_rowid": pa.array([], pa.uint64())})
        rows = table.search().select(["key"]).with_row_id(True).to_arrow()
        return rows.filter(pc.is_in(rows["key"], value_set=pa.array(keys, pa.string())))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        # Without it two writers of the same new keys have made duplicates; the primary key alone is known to
        # prevent them on local disks only.
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / ".lock", timeout=LOCK_TIMEOUT_SECONDS):
            yield

    @contextmanager
    def _mending(self) -> Iterator[None]:
        """Say what to do when LanceDB, which raises these three for anything, cannot go on."""
        try:
            yield
        except (RuntimeError, OSError, ValueError) as error:
            raise OutputError(
                f"The store in {self._folder} cannot be read or written. "
                "Check its rights and the disk's space; if it is damaged, delete that folder and run again: "
                "every statement is then embedded anew."
            ) from error
