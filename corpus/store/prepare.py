"""The one door to a store before anything is read from it or written to it."""

from __future__ import annotations

from pathlib import Path

from corpus.store import statements, withdrawals
from corpus.store.database import Database, migrate


def _know_whose_vectors_they_are(database: Database) -> None:
    statements.make_table(database)
    withdrawals.make_table(database)


MIGRATIONS = (_know_whose_vectors_they_are,)
"""One a layout: the first leads from layout 1 to 2."""


def prepare_store(folder: Path) -> None:
    """Make the store, or bring an older one to this program's layout; nothing is lost but what a kill left half.

    The caller holds the output's lock.

    Raises:
        OutputError: a newer program made it, or it cannot be written.
    """
    database = Database(folder)
    with database.mending():
        for path in leftovers(folder):
            path.unlink()  # maybe half a list of participants' words
    migrate(database, MIGRATIONS)


def leftovers(folder: Path) -> list[Path]:
    """Files that processes which were killed were about to put in a file's place."""
    return [path for path in folder.rglob(".*.partial") if path.is_file()]
