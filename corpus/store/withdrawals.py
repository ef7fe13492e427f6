"""Who withdrew: what later refreshes leave out although the sources still hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

import pandas as pd
import pyarrow as pa

from corpus.store.database import Database

By = Literal["source", "session_id", "author_id", "statement_id"]
"""The columns of `Statements` by which something can be withdrawn."""

TABLE = "withdrawals"
SCHEMA = pa.schema(
    [
        pa.field("by", pa.string(), nullable=False),
        pa.field("value", pa.string(), nullable=False),
        pa.field("withdrawn_at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("held_by", pa.list_(pa.string()), nullable=False),
    ]
)


@dataclass(frozen=True)
class Withdrawal:
    """Everything whose column `by` has this value, withdrawn at this moment.

    `held_by` are the runs that held the words then: nothing else tells later, because ids are forgotten too.
    """

    by: By
    value: str
    withdrawn_at: datetime
    held_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.by not in get_args(By):
            raise ValueError(f"statements cannot be withdrawn by {self.by!r}")


def make_table(database: Database) -> None:
    """The step from layout 1, in which nobody could withdraw."""
    database.made_table(TABLE, SCHEMA)


def read_withdrawals(folder: Path) -> list[Withdrawal]:
    """The withdrawals that the store at `folder` keeps, the first ones first; none where there is no store.

    Raises:
        OutputError: the store cannot be read.
    """
    database = Database(folder)
    with database.mending():
        table = database.table(TABLE)
        rows = [] if table is None else table.to_arrow().to_pylist()
    found = [
        Withdrawal(row["by"], row["value"], row["withdrawn_at"].astimezone(UTC), tuple(row["held_by"])) for row in rows
    ]
    return sorted(found, key=lambda each: (each.withdrawn_at, each.by, each.value))


def keep_withdrawals(folder: Path, asked: Sequence[Withdrawal]) -> None:
    """Add `asked` to what the store keeps, in one step; what was withdrawn before keeps its date.

    Raises:
        OutputError: the store cannot be written.
    """
    database = Database(folder)
    with database.locked():
        kept = {(each.by, each.value): each for each in (*asked, *read_withdrawals(folder))}
        rows = pa.Table.from_pylist([asdict(each) for each in kept.values()], schema=SCHEMA)
        with database.mending():
            database.rewrite(TABLE, rows)


def is_withdrawn(statements: pd.DataFrame, withdrawals: Sequence[Withdrawal]) -> pd.Series[bool]:
    """Whether each statement was withdrawn, aligned with `statements`, which has the columns of `By`."""
    gone = pd.Series(data=False, index=statements.index)
    for column in get_args(By):
        values = {each.value for each in withdrawals if each.by == column}
        gone |= statements[column].isin(values)
    return gone


def sessions_without_statements(
    statements: pd.DataFrame, gone: pd.Series[bool], withdrawals: Sequence[Withdrawal]
) -> set[str]:
    """The sessions that are withdrawn, or of which nothing is left when the statements in `gone` are taken out."""
    emptied = set(statements.loc[gone, "session_id"].dropna()) - set(statements.loc[~gone, "session_id"].dropna())
    return emptied | {each.value for each in withdrawals if each.by == "session_id"}
