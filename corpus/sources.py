"""What the configuration says about a source; paths are absolute or relative to the working directory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from corpus.schemas import Moderation


@dataclass(frozen=True)
class NotesSource:
    """A folder, file or glob of session notes, and the table that describes the sessions."""

    path: Path
    sessions: Path | None = None
    name: str | None = None
    type: Literal["notes"] = "notes"


@dataclass(frozen=True)
class PolisSource:
    """A folder that holds a Pol.is export.

    `groups` declares who the participants are: a mapping from participant id, xid or opinion group (as `group-id:0`)
    to group ids, or a CSV file with the columns `participant` and `groups` (";" between values).
    """

    path: Path
    groups: dict[str, tuple[str, ...]] | Path = field(default_factory=dict)
    moderation: Moderation = "accepted"
    name: str | None = None
    type: Literal["polis"] = "polis"


@dataclass(frozen=True)
class TableColumns:
    """Which column of a table holds what; only `text` must be there."""

    text: str
    id: str | None = None
    language: str | None = None
    session: str | None = None
    author: str | None = None
    groups: str | None = None
    date: str | None = None


@dataclass(frozen=True)
class TableSource:
    """A CSV, TSV, XLSX or Parquet file with one statement a row."""

    path: Path
    columns: TableColumns
    name: str | None = None
    type: Literal["table"] = "table"


Source = NotesSource | PolisSource | TableSource
