"""Rows of a Parquet file, one batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.errors import UnreadableDocument
from corpus.tables.cells import cell_text

BATCH_ROWS = 5_000
DAMAGED = "it is a damaged Parquet file. Write it again."


@dataclass(frozen=True)
class ParquetTable:
    """The rows of a Parquet file, the column names first."""

    path: Path

    def rows(self) -> Iterator[list[str] | None]:
        """Each row; None for one with a cell that is no text.

        Raises:
            UnreadableDocument: the file is damaged.
        """
        try:
            with pq.ParquetFile(self.path) as file:
                yield list(file.schema_arrow.names)
                for batch in file.iter_batches(BATCH_ROWS):
                    columns = [_cells(column) for column in batch.columns]
                    for row in zip(*columns, strict=True):
                        yield None if None in row else [str(cell) for cell in row]
        except (pa.ArrowException, OSError) as error:
            raise UnreadableDocument(DAMAGED) from error

    def warnings(self) -> list[str]:
        """Nothing: the format leaves no doubts."""
        return []


def _cells(column: pa.Array) -> list[str | None]:
    """The cells as text; None where the bytes are none."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())  # what calls itself text need not be valid
    cells: list[str | None] = []
    for value in column:
        try:
            cells.append(cell_text(value.as_py()))
        except (UnicodeDecodeError, ValueError, OverflowError):  # also a moment that Python cannot hold
            cells.append(None)
    return cells


def is_parquet(path: Path) -> bool:
    """Whether the file begins like Parquet, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"
