"""Files for the data team alone: readable by their owner only, and there whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_private_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table for spreadsheets in the place of what is at `path`.

    Raises:
        OSError: the folder cannot be written to; what was there stays.
    """
    with _replacing(path, encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_as_text(cell) for cell in row] for row in rows)


def write_private_text(path: Path, text: str) -> None:
    """Write `text` in the place of what is at `path`.

    Raises:
        OSError: the folder cannot be written to; what was there stays.
    """
    with _replacing(path, encoding="utf-8") as file:
        file.write(text)


@contextmanager
def _replacing(path: Path, *, encoding: str) -> Iterator[IO[str]]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    # mkstemp makes the file readable by its owner only, before the first word is in it.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=".partial")
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _as_text(cell: str) -> str:
    """`cell` as no spreadsheet reads a formula into it: an apostrophe before what could begin one."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
