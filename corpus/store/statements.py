"""Whose each vector is: the statements of the refreshes so far, without a word of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from corpus.store.database import Database
from corpus.store.embeddings import embedding_key, erase_vectors

TABLE = "statements"
KEEP_UNSEEN = timedelta(days=30)
"""A statement that no refresh has read for this long is forgotten, and so is its vector: a source can be away for a
while, but what was taken out for good is not kept without need."""

_MOMENT = pa.timestamp("us", tz="UTC")
SCHEMA = pa.schema(
    [
        pa.field("statement_id", pa.string(), nullable=False),
        pa.field("embedding_key", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("session_id", pa.string()),
        pa.field("author_id", pa.string()),
        pa.field("source_ref", pa.string(), nullable=False),
        pa.field("first_seen", _MOMENT, nullable=False),
        pa.field("last_seen", _MOMENT, nullable=False),
    ]
)


def make_table(database: Database) -> None:
    """The step from layout 1: nothing is known yet of the vectors that are there; the next refresh tells."""
    database.made_table(TABLE, SCHEMA)


def kept_statements(folder: Path) -> pd.DataFrame:
    """What the store at `folder` knows of: one row a statement, columns as in `SCHEMA`, in no particular order.

    Raises:
        OutputError: the store cannot be read.
    """
    return _read(Database(folder))


def record_statements(folder: Path, statements: pd.DataFrame, fingerprint: str, *, now: datetime) -> None:
    """Note that a refresh read these statements; forget those unseen for `KEEP_UNSEEN`, with their vectors.

    Uses the columns statement_id, text, source, session_id, author_id and source_ref; `fingerprint` is the
    encoder's.

    Raises:
        OutputError: the store cannot be read or written.
    """
    database = Database(folder)
    with database.mending(), database.locked():
        known = _read(database)
        seen = _seen(statements, known, fingerprint, pd.Timestamp(now))
        away = known[~known["statement_id"].isin(seen["statement_id"])]
        is_recent = away["last_seen"] >= pd.Timestamp(now - KEEP_UNSEEN)
        kept = pd.concat([away[is_recent], seen], ignore_index=True)
        unused = set(away.loc[~is_recent, "embedding_key"]) - set(kept["embedding_key"])
        if unused:  # before the statements are forgotten: nobody knows of a vector without an owner
            dropped = pa.array(sorted(unused), pa.string())
            erase_vectors(database, lambda keys: pc.is_in(keys, value_set=dropped))
        _write(database, kept)


def erase_statements(folder: Path, statement_ids: Sequence[str]) -> int:
    """Forget these statements, and erase every vector but those of the others; returns how many vectors went.

    Vectors of single words, for labels and keywords, go too: nobody knows whose words they were. The next refresh
    embeds again what it needs.

    Raises:
        OutputError: the store cannot be read or written.
    """
    database = Database(folder)
    with database.mending(), database.locked():
        known = _read(database)
        kept = known[~known["statement_id"].isin(statement_ids)]
        used = pa.array(sorted(set(kept["embedding_key"])), pa.string())
        n_erased = erase_vectors(database, lambda keys: pc.invert(pc.is_in(keys, value_set=used)))
        _write(database, kept)
        return n_erased


def _seen(statements: pd.DataFrame, known: pd.DataFrame, fingerprint: str, now: pd.Timestamp) -> pd.DataFrame:
    ids = statements["statement_id"]
    first_seen = known.set_index("statement_id")["first_seen"].reindex(ids).fillna(now)
    owners = statements[["source", "session_id", "author_id", "source_ref"]]
    keys = [embedding_key(text, fingerprint) for text in statements["text"]]
    return owners.assign(statement_id=ids, embedding_key=keys, first_seen=first_seen.array, last_seen=now)


def _read(database: Database) -> pd.DataFrame:
    with database.mending():
        table = database.table(TABLE)
        rows = SCHEMA.empty_table() if table is None else table.to_arrow().select(SCHEMA.names)
    return rows.to_pandas()


def _write(database: Database, frame: pd.DataFrame) -> None:
    rows = pa.Table.from_pandas(frame[SCHEMA.names], schema=SCHEMA, preserve_index=False)
    database.rewrite(TABLE, rows.replace_schema_metadata(None))  # pandas' own would make it another schema
