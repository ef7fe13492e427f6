"""What staff write in the files of a configuration, entry by entry, and what is made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema, field_validator
from pydantic_core import core_schema

from corpus.schemas import UNKNOWN_LANGUAGE, Group, Theme
from models.curation import Decision, Entry, SplitOut, join_entries
from models.theme_marks import STATEMENT_ID, Mark

Form = Any
"""A type, plain or annotated, that pydantic can validate."""

Text = Annotated[str, Field(min_length=1)]
Wording = Text | Annotated[dict[str, Text], Field(min_length=1)]


@dataclass(frozen=True)
class ThemeEntry:
    """A theme as staff write it in YAML."""

    id: Text
    label: Wording
    description: Wording
    examples: tuple[Text, ...] = ()
    counterexamples: tuple[Text, ...] = ()

    def theme(self) -> Theme:
        """The theme itself."""
        wordings = _by_language(self.label), _by_language(self.description)
        return Theme(self.id, *wordings, self.examples, self.counterexamples)


def _by_language(wording: Wording) -> dict[str, str]:
    return {UNKNOWN_LANGUAGE: wording} if isinstance(wording, str) else wording


def as_list(value: object) -> object:
    """A value that may stand without brackets, as a list."""
    return value if isinstance(value, list | tuple | dict) or value is None else (value,)


@dataclass(frozen=True)
class GroupEntry:
    """A group as staff write it in YAML."""

    id: Text
    label: Text
    expected_share: Annotated[float, Field(gt=0, le=1)] | None = None
    sensitive: bool = False
    match: dict[
        Literal["region", "country", "session_id", "speaker"],
        Annotated[tuple[str, ...], BeforeValidator(as_list)],
    ] = field(default_factory=dict)

    def group(self) -> Group:
        """The group itself."""
        return Group(self.id, self.label, self.expected_share, self.sensitive, dict(self.match.items()))


class DecisionEntry(BaseModel):
    """A decision on a topic as analysts write it in YAML, or the report for them."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    label: str | None = None
    merge_into: int | None = None
    note: str | None = None
    hide: bool = False
    split_out: tuple[SplitOut, ...] = ()
    by: str | None = None
    date: dt.date | None = None

    def entry(self) -> Entry:
        """The decision, and what of it is written."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return Entry(Decision(**values), frozenset(self.model_fields_set))


def _as_entries(written: object) -> object:
    """What is decided on a topic as a list of entries, each with a list of splits."""
    return [_with_splits(each) for each in (written if isinstance(written, list) else [written])]


def _with_splits(decision: object) -> object:
    """The decision with a list of splits where one stands without brackets, or as the statements' ids alone."""
    asked = decision.get("split_out") if isinstance(decision, dict) else None
    if not isinstance(decision, dict) or asked is None:
        return decision
    if isinstance(asked, dict):
        return {**decision, "split_out": [asked]}
    if isinstance(asked, list) and not any(isinstance(each, dict) for each in asked):
        return {**decision, "split_out": [{"statements": asked}] if asked else []}
    return decision


def _joined(entries: tuple[DecisionEntry, ...]) -> Decision:
    return join_entries([entry.entry() for entry in entries])


class MarkEntry(BaseModel):
    """A mark as the report writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    statement: str
    theme: Text
    belongs: bool | None
    by: str | None = None
    date: dt.date | None = None

    @field_validator("statement", mode="before")
    @classmethod
    def _is_an_id(cls, statement: object) -> object:
        if isinstance(statement, str) and not STATEMENT_ID.fullmatch(statement):
            raise ValueError("this is no statement's id. Copy it from the report or from the table of statements.")
        return statement

    def mark(self) -> Mark:
        """The mark itself, without its place."""
        return Mark(self.statement, self.theme, self.belongs, self.by, self.date)


def _written_as(entry: Form, convert: Callable[[Any], Any]) -> GetPydanticSchema:
    """Validate as `entry`, which is how people write it, and keep what `convert` makes of it."""
    return GetPydanticSchema(lambda _, handler: core_schema.no_info_after_validator_function(convert, handler(entry)))


AsTheme = Annotated[Theme, _written_as(ThemeEntry, ThemeEntry.theme)]
AsGroup = Annotated[Group, _written_as(GroupEntry, GroupEntry.group)]
AsMark = Annotated[Mark, _written_as(MarkEntry, MarkEntry.mark)]
AsDecision = Annotated[
    Decision,
    _written_as(
        Annotated[tuple[DecisionEntry, ...], BeforeValidator(_as_entries), Field(min_length=1)],
        _joined,
    ),
]
"""A topic's decision, written as one entry or as a list of them, which are joined."""
