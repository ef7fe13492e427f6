"""The frames and small records that leave the reading stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd

from corpus.light_imports import hidden

with hidden("dask", "hypothesis"):  # Pandera imports them for frames and examples that are never made here: 0.6 s
    import pandera.pandas as pa
    import pandera.strategies.pandas_strategies
    import pandera.typing.dask  # noqa: F401
    from pandera.typing import Series

SourceType = Literal["notes", "polis", "table"]
Moderation = Literal["accepted", "not-rejected", "all"]

UNKNOWN_LANGUAGE = "und"
"""ISO 639-2 code of a statement whose language is not known."""


class Statements(pa.DataFrameModel):
    """One row a statement: one thing said, with its place in a source. Order is the order of reading."""

    statement_id: Series[str] = pa.Field(unique=True)
    text: Series[str]
    language: Series[str]
    """ISO 639-1 code where there is one, else 639-3; `und` where unknown."""
    language_confidence: Series[float] = pa.Field(ge=0, le=1)
    """1.0 where the source declares the language."""
    second_language: Series[str] = pa.Field(nullable=True)
    """A second language, where at least three tenths of the words are surely in it; empty for nearly all."""
    source: Series[str]
    source_type: Series[str] = pa.Field(isin=["notes", "polis", "table"])
    session_id: Series[str] = pa.Field(nullable=True)
    author_id: Series[str] = pa.Field(nullable=True)
    """Unique across sources: two conversations may share participants' ids without sharing people."""
    date: Series[Annotated[pd.DatetimeTZDtype, "us", "UTC"]] = pa.Field(nullable=True)
    source_ref: Series[str]
    """Comment id, table id or file."""
    place: Series[str]
    """Page, paragraph or row, for people."""
    context: Series[str] = pa.Field(nullable=True)
    """Heading or question above the statement."""
    speaker: Series[str] = pa.Field(nullable=True)
    """Role tag of a speaker turn, as written in the note."""
    groups: Series[object]
    """Sorted tuple of group ids, as declared; empty where nothing is declared."""
    is_seed: Series[bool]
    is_meta: Series[bool]
    n_agree: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_disagree: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_pass: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    duplicate_of: Series[str] = pa.Field(nullable=True)
    """The first statement, in order of reading, that says the same; empty for the first one, and for people at risk."""
    duplicate_kind: Series[str] = pa.Field(nullable=True, isin=["exact", "normalised", "near"])
    """exact (the same words), normalised (but for case, punctuation and forms of letters and digits) or near (but for
    light words such as articles, accents, spaces, or one slip of the pen)."""

    class Config:
        """Unknown columns are a mistake."""

        strict = True
        ordered = True


EVERYBODY = "all"
"""Stands for the opinion group in figures of all participants together."""


class Votes(pa.DataFrameModel):
    """One row a Pol.is comment and opinion group, the first of each comment for everybody. Order is that of statements.

    Each participant counts once, with the latest vote. Opinion groups count only participants with seven votes or more.
    """

    statement_id: Series[str]
    opinion_group: Series[str]
    """all for everybody, else the number that Pol.is gave the group in this conversation."""
    is_computed: Series[bool]
    """Whether the opinion groups were computed from the votes, because the export did not name them."""
    n_agree: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_disagree: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_pass: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    agree_share: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Share of those who voted that agrees, passes counted as votes, 0 to 1."""
    ci_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of the share that agrees."""
    ci_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of the share that agrees."""
    consensus: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """How far every opinion group agrees: the product of their shares, as Pol.is computes it. In rows of all only."""
    consensus_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of consensus."""
    consensus_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of consensus."""
    divisiveness: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """The largest difference between two opinion groups' shares that agree. In rows of all only."""
    divisiveness_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of divisiveness; above 0 where the groups differ for sure."""
    divisiveness_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of divisiveness."""
    suppressed: Series[bool]
    """Whether the figures are left out, because too few people stand behind them or behind another group's."""

    class Config:
        """Unknown columns are a mistake."""

        strict = True
        ordered = True


def no_votes() -> pd.DataFrame:
    """The votes of a corpus without Pol.is: no rows, all columns (`Votes`)."""
    columns = Votes.to_schema().columns
    return pd.DataFrame({name: pd.Series([], dtype=column.dtype.type) for name, column in columns.items()})


class Ballots(pa.DataFrameModel):
    """One row a Pol.is comment and participant: the latest vote. Never published: many votes are a fingerprint."""

    statement_id: Series[str]
    voter: Series[int] = pa.Field(ge=0)
    """A number for the participant, in this reading only; two conversations may share people, and never numbers."""
    opinion_group: Series[str] = pa.Field(nullable=True)
    """As in `Votes`; empty for those who voted on too little to be placed."""
    vote: Series[int] = pa.Field(isin=[-1, 0, 1])
    """1 agree, 0 pass, -1 disagree."""

    class Config:
        """A participant votes once."""

        strict = True
        unique = ["statement_id", "voter"]


def no_ballots() -> pd.DataFrame:
    """The ballots of a corpus without Pol.is: no rows, all columns (`Ballots`)."""
    return Ballots.empty()


class Sessions(pa.DataFrameModel):
    """One row a session: one consultation event, as declared in `sessions.csv`, or a note without such a line."""

    session_id: Series[str] = pa.Field(unique=True)
    file: Series[str] = pa.Field(nullable=True)
    date: Series[Annotated[pd.DatetimeTZDtype, "us", "UTC"]] = pa.Field(nullable=True)
    title: Series[str] = pa.Field(nullable=True)
    region: Series[str] = pa.Field(nullable=True)
    country: Series[str] = pa.Field(nullable=True)
    type: Series[str] = pa.Field(nullable=True)
    """Kind of event, as its organisers call it: "regional dialogue", "first conversation"."""
    languages: Series[object]
    participants: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    groups: Series[object]

    class Config:
        """Unknown columns are a mistake."""

        strict = True


@dataclass(frozen=True)
class Group:
    """A group of people, as declared by those who run the consultation.

    `expected_share` is the share of statements this group would have if everybody were heard alike (0 to 1), or
    None where nobody can say. `sensitive` groups are people who can be harmed by what is published.
    `match` declares members by session field (`region`, `country`, `session_id`) or speaker tag (`speaker`); keys are
    joined by "and", the values of one key by "or".
    """

    id: str
    label: str
    expected_share: float | None = None
    sensitive: bool = False
    match: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Theme:
    """A theme written by staff. `labels` and `descriptions` map a language (`und` where none is named) to a wording.

    `examples` are sentences that belong to it and `counterexamples` such that do not, in words of their own or as ids
    of statements.
    """

    id: str
    labels: dict[str, str]
    descriptions: dict[str, str]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


Fate = Literal[
    "statement",  # became a statement
    "duplicate",  # the same words from the same people and place in one source, again
    "moderated-out",  # left out by the moderation that the configuration asks for
    "meta",  # about the conversation itself
    "context",  # heading, question or title: kept with the statements below it
    "empty",  # nothing to read
    "boilerplate",  # dates, attendance lists, links
    "unreadable",  # could not be decoded or parsed
    "withdrawn",  # somebody asked for it to be taken out
]


@dataclass
class Ledger:
    """Where every row that was read went, by source. The fates of a source add up to its rows."""

    fates: dict[str, Counter[str]] = field(default_factory=dict)

    def enter(self, source: str, fate: Fate, n_rows: int = 1) -> None:
        """Count `n_rows` rows of `source` under `fate`."""
        self.fates.setdefault(source, Counter())[fate] += n_rows

    def move(self, source: str, *, before: Fate, after: Fate, n_rows: int) -> None:
        """Count `n_rows` rows of `source` under `after` that were counted under `before`."""
        self.fates[source][before] -= n_rows
        self.enter(source, after, n_rows)

    def n_rows(self, source: str) -> int:
        """Rows read from `source`, whatever became of them."""
        return self.fates.get(source, Counter()).total()

    def as_records(self) -> list[dict[str, str | int]]:
        """One record a source and fate, in the order of reading."""
        return [
            {"source": source, "fate": fate, "n_rows": n_rows}
            for source, fates in self.fates.items()
            for fate, n_rows in fates.items()
        ]


@dataclass(frozen=True)
class SkippedFile:
    """A file that was not read, with the reason and the remedy in one sentence."""

    path: Path
    reason: str


@dataclass(frozen=True)
class StaleSource:
    """A source that could not be read now, and when what stands for it was read; in UTC."""

    source: str
    since: datetime


@dataclass(frozen=True)
class Replacement:
    """Something personal that was replaced by a marker, or only suspected: for the data team's review alone."""

    source: str
    file: str
    place: str
    field: str
    """`text`, `context`, `speaker`, `title`, `file`, `session` or `author`."""
    kind: str
    is_replaced: bool
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Reading:
    """All that was read: statements, the sessions they come from, and what became of everything else."""

    statements: pd.DataFrame
    """Schema: `Statements`."""
    sessions: pd.DataFrame
    """Schema: `Sessions`."""
    ledger: Ledger
    votes: pd.DataFrame = field(default_factory=no_votes)
    """Schema: `Votes`."""
    ballots: pd.DataFrame = field(default_factory=no_ballots, repr=False)
    """Schema: `Ballots`."""
    skipped: Sequence[SkippedFile] = ()
    warnings: Sequence[str] = ()
    stale: Sequence[StaleSource] = ()
    """Sources for which an earlier reading stands."""
    redactions: Counter[str] = field(default_factory=Counter)
    """What was replaced by a typed marker, counted by type."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Statements that were read and left out whole, by sensitive group, because the group has too few people; they are
    in no other part of the reading, and for the data team alone."""
    replacements: Sequence[Replacement] = field(default=(), repr=False)
    """Each of them in words, where the reader was asked for it; for the review alone."""

    def without_replacements(self) -> Reading:
        """The same reading, with nothing in it of what was replaced."""
        return replace(self, replacements=())
