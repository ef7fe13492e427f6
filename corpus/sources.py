"""What the configuration says about a source; paths are absolute or relative to the working directory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from corpus.schemas import Moderation


@dataclass(frozen=True)
class WebAddress:
    """An http or https address.

    Raises:
        ValueError: it is none, or it holds a login, which would end in a configuration, a log and a manifest.
    """

    address: str

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
            is_whole = bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_whole = False
        if not is_whole or not self.address.isascii():
            raise ValueError("this is no whole web address. Copy it from the browser's address bar.")
        if parts.scheme not in {"http", "https"}:
            raise ValueError(f"an address that begins with {parts.scheme}: is not read, only http: and https:.")
        if "@" in parts.netloc:
            raise ValueError("an address with a name or a password in it is not read. Take them out.")


@dataclass(frozen=True)
class NotesSource:
    """A folder, file or glob of session notes, and the table that describes the sessions."""

    path: Path
    sessions: Path | None = None
    name: str | None = None
    type: Literal["notes"] = "notes"


@dataclass(frozen=True)
class PolisSource:
    """An export of a Pol.is conversation (folder, zip or workbook), or the address of its report.

    `groups` declares who the participants are: a mapping from participant id, xid or opinion group (as `group-id:0`)
    to group ids, or a CSV file with the columns `participant` and `groups` (";" between values). `allow_hosts` are the
    hosts that an address may lead to although they lie in a private network or on this machine.
    """

    path: Path | WebAddress
    groups: dict[str, tuple[str, ...]] | Path = field(default_factory=dict)
    moderation: Moderation = "accepted"
    allow_hosts: tuple[str, ...] = ()
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
