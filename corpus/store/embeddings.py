"""Embeddings that were made before, kept from run to run. A row is a hash and a vector: no text is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.privacy.markers import without_markers
from corpus.store.database import Database

if TYPE_CHECKING:
    import lancedb

PREFIX = "embeddings-"
"""Of the names of the tables that hold vectors, one an encoder."""
KEEP_VERSIONS = timedelta(days=7)
"""Old versions that a reader might still have open are kept for this long."""

TAKEN_AT_ONCE = 50_000

_PRIMARY_KEY = {"lance-schema:unenforced-primary-key": "true"}
"""Makes LanceDB itself notice that another writer has added a key in the meantime."""


def embedded_text(text: str) -> str:
    """What an encoder is given for `text`: the one place that says so."""
    return without_markers(text)


def embedding_key(text: str, fingerprint: str) -> str:
    """The key of `text` as embedded by the encoder with this fingerprint."""
    return hashlib.sha256(f"{fingerprint}\0{embedded_text(text)}".encode("utf-8", "surrogatepass")).hexdigest()


class EmbeddingStore:
    """The vectors of one encoder in the store at `folder`, which is made at the first `add`.

    Each fingerprint has a table of its own, because encoders differ in dimensions.

    Raises:
        OutputError: the store cannot be read or written; the message says what to do.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self._database = Database(folder)
        self._fingerprint = fingerprint
        self._name = f"{PREFIX}{hashlib.sha256(fingerprint.encode()).hexdigest()[:12]}"

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of `keys` that have a vector."""
        with self._database.mending():
            return set(self._rows(self._table(), keys)["key"].to_pylist())

    def vectors(self, keys: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of `keys`, shape (len(keys), n_dims), row i belongs to key i.

        Raises:
            KeyError: a key has no vector.
        """
        if not keys:
            return np.empty((0, 0), np.float32)
        positions = {key: position for position, key in enumerate(dict.fromkeys(keys))}
        with self._database.mending():
            table = self._table()
            rows = self._rows(table, list(positions))
            if table is None or len(rows) < len(positions):
                raise KeyError(f"{len(positions) - len(rows)} of {len(positions)} embeddings are not in the store")
            vectors = np.empty((len(positions), table.schema.field("vector").type.list_size), dtype=np.float32)
            # In parts, so that a million vectors are in memory once and not as often as they change hands.
            for start in range(0, len(rows), TAKEN_AT_ONCE):
                row_ids = rows["_rowid"][start : start + TAKEN_AT_ONCE].to_pylist()
                for batch in table.take_row_ids(row_ids).select(["key", "vector"]).to_arrow().to_batches():
                    stored = batch["vector"].flatten().to_numpy().reshape(len(batch), -1)
                    vectors[[positions[key] for key in batch["key"].to_pylist()]] = stored
        return vectors if len(positions) == len(keys) else vectors[[positions[key] for key in keys]]

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
        with self._database.mending(), self._database.locked():
            table = self._made_table(vectors.shape[1])
            flat = pa.array(np.ascontiguousarray(vectors[list(first.values())], dtype=np.float32).ravel())
            columns = [pa.array(list(first)), pa.FixedSizeListArray.from_arrays(flat, vectors.shape[1])]
            batch = pa.Table.from_arrays(columns, names=["key", "vector"]).cast(table.schema)
            table.merge_insert("key").when_not_matched_insert_all().execute(batch)

    def compact(self) -> None:
        """Merge the small files that many writes leave, and drop versions older than a week."""
        with self._database.mending(), self._database.locked():
            if (table := self._table()) is not None:
                table.optimize(cleanup_older_than=KEEP_VERSIONS)

    def _table(self) -> lancedb.table.Table | None:
        return self._database.table(self._name)

    def _made_table(self, n_dims: int) -> lancedb.table.Table:
        fields = [
            pa.field("key", pa.string(), nullable=False, metadata=_PRIMARY_KEY),
            pa.field("vector", pa.list_(pa.float32(), n_dims)),
        ]
        schema = pa.schema(fields, metadata={"fingerprint": self._fingerprint})
        return self._database.made_table(self._name, schema)

    def _rows(self, table: lancedb.table.Table | None, keys: Sequence[str]) -> pa.Table:
        """Keys and row ids of the rows that hold `keys`.

        Reads the whole column of keys (0.01 s for 60,000 rows): a filter with as many literals takes longer.
        """
        if table is None:
            return pa.table({"key": pa.array([], pa.string()), "_rowid": pa.array([], pa.uint64())})
        rows = table.search().select(["key"]).with_row_id(True).to_arrow()
        return rows.filter(pc.is_in(rows["key"], value_set=pa.array(keys, pa.string())))


def vector_tables(database: Database) -> list[str]:
    """The names of the tables that hold vectors."""
    return [name for name in database.names() if name.startswith(PREFIX)]


def erase_vectors(database: Database, is_gone: Callable[[pa.ChunkedArray], pa.Array]) -> int:
    """Erase the vectors, of any encoder, whose keys `is_gone` masks; returns how many. No file holds them afterwards.

    The caller holds the store's lock.
    """
    n_erased = 0
    for name in vector_tables(database):
        table = database.table(name)
        if table is None:
            continue
        gone = is_gone(table.search().select(["key"]).to_arrow()["key"])
        if n_gone := pc.sum(gone).as_py():
            rows = table.to_arrow()
            database.rewrite(name, rows.filter(pc.invert(is_gone(rows["key"]))))
            n_erased += n_gone
        else:
            database.forget_versions(name)  # whoever erased them before may have been killed before that
    return n_erased
