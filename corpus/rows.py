"""What every reader hands on: rows as found in the source, before redaction, language and identity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd
from pydantic import ConfigDict

from corpus.schemas import Fate, SkippedFile


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as read, in the source's own words; with slots, as a table may have a million."""

    text: str
    source_ref: str
    place: str
    key: str | None = None
    """The source's own id of this statement, where it has one: identity then does not depend on the words."""
    session_id: str | None = None
    author_id: str | None = None
    date: datetime | None = None
    language: str | None = None
    """As declared, normalised; None where it must be identified."""
    context: str | None = None
    speaker: str | None = None
    groups: tuple[str, ...] = ()
    is_seed: bool = False
    is_meta: bool = False
    n_agree: int | None = None
    n_disagree: int | None = None
    n_pass: int | None = None


@dataclass(frozen=True)
class Session:
    """One consultation event; `is_declared` says whether it has a row in a table of sessions."""

    session_id: str
    file: str | None = None
    date: datetime | None = None
    title: str | None = None
    region: str | None = None
    country: str | None = None
    type: str | None = None
    languages: tuple[str, ...] = ()
    participants: int | None = None
    groups: tuple[str, ...] = ()
    is_declared: bool = False


@dataclass
class Harvest:
    """What one source yields: `fates` counts the rows that became no statement."""

    __pydantic_config__ = ConfigDict(arbitrary_types_allowed=True)
    """It is kept as JSON, but for its frames (corpus.store.last_read)."""

    rows: list[Row] = field(default_factory=list)
    fates: Counter[Fate] = field(default_factory=Counter)
    sessions: list[Session] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    group_mentions: dict[str, str] = field(default_factory=dict)
    """Each group id that the source names, with the file and row that named it first."""
    loose_groups: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    """By session id, groups that a line of text in a note names, with its place: they count only where declared."""
    votes: pd.DataFrame | None = None
    """Schema: `Votes`, with the rows' `key` as `comment_id` in place of the statement."""
    ballots: pd.DataFrame | None = None
    """Schema: `Ballots`, likewise."""
    stale_since: datetime | None = None
    """When this was read, where the source could not be read now."""
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """People on each session's attendance list, by session id: to be replaced, never shown."""

    def mention_groups(self, groups: tuple[str, ...], where: str) -> None:
        """Remember where each group id was first named."""
        for group in groups:
            self.group_mentions.setdefault(group, where)
