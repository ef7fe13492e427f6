"""The LanceDB database in a store's folder: its version, its lock, and erasing rows so that no file holds them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from filelock import FileLock

from corpus.errors import OutputError

if TYPE_CHECKING:
    import lancedb

VERSION = 2
"""What this program writes. 1: vectors only (version 0.1.0); 2: whose they are, and who withdrew."""

LOCK = ".lock"
LOCK_TIMEOUT_SECONDS = 600
"""Longer than any write: who waits longer waits for a process that hangs."""

_VERSION_TABLE = "store"
_VERSION_SCHEMA = pa.schema([pa.field("version", pa.int32(), nullable=False)])


class Database:
    """The tables of the store at `folder`, which is made when something is first written.

    Raises:
        OutputError: the store cannot be read or written; the message says what to do.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The tables that there are, sorted."""
        return sorted(path.stem for path in self.folder.glob("*.lance") if _is_made(path))

    def table(self, name: str) -> lancedb.table.Table | None:
        """The table at its latest version, None where there is none yet."""
        if not _is_made(self.folder / f"{name}.lance"):
            return None
        return self._connection().open_table(name)

    def made_table(self, name: str, schema: pa.Schema) -> lancedb.table.Table:
        """The table, made empty if need be."""
        return self._connection().create_table(name, schema=schema, exist_ok=True)

    def rewrite(self, name: str, rows: pa.Table) -> None:
        """Let the table hold these rows and no others, in one step; no file keeps what it held before.

        Deleting would only mark rows, and older versions would still have them.
        """
        # Overwriting what is not there is told on stderr, past all logging.
        mode = "overwrite" if self.table(name) is not None else "create"
        self._connection().create_table(name, data=rows, mode=mode)
        self.forget_versions(name)

    def forget_versions(self, name: str) -> None:
        """Delete the files of what the table held before, a rewriting that was killed included."""
        if (table := self.table(name)) is None:
            return
        with warnings.catch_warnings():
            # It warns that who still reads an older version will fail: the output's lock keeps others away.
            warnings.simplefilter("ignore", UserWarning)
            table.optimize(cleanup_older_than=timedelta(0), delete_unverified=True)

    def _connection(self) -> lancedb.DBConnection:
        import lancedb  # takes a second, and a store that is not there yet need not be asked

        return lancedb.connect(self.folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store's lock.

        Without it two writers of the same new keys have made duplicates; the primary key alone is known to
        prevent them on local disks only.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / LOCK, timeout=LOCK_TIMEOUT_SECONDS):
            yield

    @contextmanager
    def mending(self) -> Iterator[None]:
        """Say what to do when LanceDB, which raises these three for anything, cannot go on."""
        try:
            yield
        except (RuntimeError, OSError, ValueError) as error:
            raise OutputError(
                f"The store in {self.folder} cannot be read or written. "
                "Check its rights and the disk's space; if it is damaged, delete that folder and run again: "
                "every statement is then embedded anew, and withdrawals have to be repeated."
            ) from error

    def version(self) -> int:
        """The layout that the store has; that of version 0.1.0 where none is written down."""
        with self.mending():
            table = self.table(_VERSION_TABLE)
            return 1 if table is None else int(table.to_arrow()["version"][0].as_py())


def _is_made(folder: Path) -> bool:
    """Whether the table there was ever published: who is killed while making it leaves a folder without a manifest."""
    return any(folder.glob("_versions/*.manifest"))


def migrate(database: Database, migrations: Sequence[Callable[[Database], None]]) -> int:
    """Bring the store to the layout of this program; returns the layout it had.

    Migration `i` leads from version `i + 1` to the next. Each may be interrupted and run again.

    Raises:
        OutputError: a newer program made the store.
    """
    with database.locked():
        found = database.version()
        if found > VERSION:
            raise OutputError(
                f"The store in {database.folder} has layout {found}, and this version of Underheard knows {VERSION}. "
                "Upgrade Underheard, or give another folder with --output."
            )
        with database.mending():
            for step in migrations[found - 1 :]:
                step(database)
            if database.table(_VERSION_TABLE) is None or found < VERSION:
                rows = pa.Table.from_pylist([{"version": VERSION}], schema=_VERSION_SCHEMA)
                database.rewrite(_VERSION_TABLE, rows)
    return found
