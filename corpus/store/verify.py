"""Whether a store is sound: layout, keys, vectors, and that each statement has its vector."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.errors import OutputError
from corpus.store.database import VERSION, Database
from corpus.store.embeddings import erase_vectors, vector_tables
from corpus.store.prepare import leftovers
from corpus.store.statements import kept_statements

if TYPE_CHECKING:
    import lancedb

MAX_LENGTH_ERROR = 0.01
"""Vectors have unit length; half precision on the way costs less than this."""
BATCH_ROWS = 50_000


@dataclass(frozen=True)
class Damage:
    """What is wrong, in a sentence with the remedy, and the keys of vectors that are not to be trusted."""

    sentence: str
    keys: frozenset[str] = frozenset()


def verify_store(folder: Path) -> list[Damage]:
    """Everything that is wrong with the store at `folder`; nothing where there is no store yet.

    Every vector is read once, in batches.
    """
    if not folder.exists():
        return []
    database = Database(folder)
    try:
        found = _layout(database)
        held: set[str] = set()
        for name in vector_tables(database):
            found += _vectors(name, database.table(name), held)
        found += _statements(folder, held)
    except OutputError as error:
        return [Damage(sentence) for sentence in error.problems]
    except (RuntimeError, OSError, ValueError) as error:
        return [
            Damage(
                f"The store in {folder} cannot be read ({type(error).__name__}). "
                "Delete that folder and run again: every statement is then embedded anew."
            )
        ]
    return [*found, *_litter(folder)]


def repair_store(folder: Path, damages: list[Damage]) -> None:
    """Remove what `verify_store` found to be left over or broken; the next refresh embeds again what it needs.

    Raises:
        OutputError: the store cannot be written.
    """
    broken = pa.array(sorted({key for damage in damages for key in damage.keys}), pa.string())
    database = Database(folder)
    with database.mending(), database.locked():
        erase_vectors(database, lambda keys: pc.is_in(keys, value_set=broken))
        for path in leftovers(folder):
            path.unlink()


def _layout(database: Database) -> list[Damage]:
    version = database.version()
    if version < VERSION and database.names():
        return [Damage(f"The store has layout {version}; the next refresh brings it to layout {VERSION}.")]
    if version > VERSION:
        return [Damage(f"The store has layout {version}, which is newer than this program's. Upgrade Underheard.")]
    return []


def _vectors(name: str, table: lancedb.table.Table | None, held: set[str]) -> list[Damage]:
    """What is wrong with one encoder's vectors; their keys are added to `held`."""
    if table is None:
        return []
    doubled, broken = set[str](), set[str]()
    for batch in table.search().to_batches(batch_size=BATCH_ROWS):
        keys: list[str] = batch["key"].to_pylist()
        vectors = batch["vector"].flatten().to_numpy(zero_copy_only=False).reshape(len(keys), -1)
        length = np.linalg.norm(vectors, axis=1)
        sound = np.isfinite(length) & (np.abs(length - 1) <= MAX_LENGTH_ERROR)
        broken.update(key for key, is_sound in zip(keys, sound, strict=True) if not is_sound)
        doubled.update(key for key in keys if key in held)
        held.update(keys)
    found = []
    if doubled:
        found.append(_damage(f"{len(doubled)} keys of {name} stand there more than once", doubled))
    if broken:
        found.append(_damage(f"{len(broken)} vectors of {name} are not finite or not of unit length", broken))
    return found


def _damage(what: str, keys: set[str]) -> Damage:
    return Damage(f"{what}. `--repair` removes them; the next refresh embeds them again.", frozenset(keys))


def _statements(folder: Path, held: set[str]) -> list[Damage]:
    missing = sum(key not in held for key in kept_statements(folder)["embedding_key"])
    if not missing:
        return []
    sentence = f"{missing} statements of the last refreshes have no vector. Run a refresh with --refit to embed them."
    return [Damage(sentence)]


def _litter(folder: Path) -> list[Damage]:
    names = sorted(path.name for path in leftovers(folder))
    return [Damage(f"{name} was left by a process that was killed. `--repair` removes it.") for name in names]
