"""Suggested labels from earlier runs: a topic keeps its label while it still is what the label was made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd
from pydantic import BaseModel, TypeAdapter, ValidationError

from reports.durable import replace_file

FILE = "llm-labels.json"

KEPT_SHARE = 0.5
"""A suggestion holds while at least this part of the statements that it was made from is still in the topic ..."""

MAX_GROWTH = 2.0
"""... and while the topic is at most this many times as large as it was then, or as small."""


class Suggestion(BaseModel, frozen=True, extra="forbid"):
    """A label and what it was made from; no words of a statement."""

    label: str
    request_sha256: str
    """Of the model's name and of all that was sent."""
    model: str
    language: str
    statement_ids: tuple[str, ...]
    size: int
    """Statements in the topic at that time."""


_Stored = TypeAdapter(dict[int, Suggestion])


def read_suggestions(store: Path) -> dict[int, Suggestion]:
    """What the store keeps, by topic id; nothing where there is no file or a damaged one: all is asked again then."""
    try:
        return _Stored.validate_json((store / FILE).read_bytes())
    except (OSError, ValidationError):
        return {}


def keep_suggestions(store: Path, suggestions: Mapping[int, Suggestion]) -> None:
    """Keep these and forget all others, in one step."""
    store.mkdir(parents=True, exist_ok=True)
    replace_file(store / FILE, _Stored.dump_json(dict(suggestions), indent=1).decode() + "\n")


def forget_statements(store: Path, statement_ids: Collection[str]) -> None:
    """Forget every suggestion that was made from one of these statements: its words could be in the label."""
    suggestions = read_suggestions(store)
    gone = set(statement_ids)
    kept = {topic_id: each for topic_id, each in suggestions.items() if gone.isdisjoint(each.statement_ids)}
    if len(kept) < len(suggestions):
        keep_suggestions(store, kept)


def held(
    suggestions: Mapping[int, Suggestion], statements: pd.DataFrame, sendable: pd.DataFrame
) -> dict[int, Suggestion]:
    """Those that still fit their topic, by topic id.

    None holds that was made from a statement which may not be sent any more: its words could be in the label.

    Args:
        suggestions: As `read_suggestions` gives them.
        statements: All of the run, columns statement_id and topic_id.
        sendable: Those of them that may be sent today.
    """
    made_from = {statement_id for each in suggestions.values() for statement_id in each.statement_ids}
    topic_of = (
        statements.loc[statements["statement_id"].isin(made_from)].set_index("statement_id")["topic_id"].to_dict()
    )
    allowed = made_from.intersection(sendable["statement_id"])
    sizes = statements["topic_id"].value_counts().to_dict()
    found = {}
    for topic_id, suggestion in suggestions.items():
        known = [statement_id for statement_id in suggestion.statement_ids if statement_id in topic_of]
        n_still = sum(topic_of[statement_id] == topic_id for statement_id in known)
        growth = sizes.get(topic_id, 0) / max(1, suggestion.size)
        if (
            allowed.issuperset(known)
            and n_still >= KEPT_SHARE * len(suggestion.statement_ids)
            and 1 / MAX_GROWTH <= growth <= MAX_GROWTH
        ):
            found[topic_id] = suggestion
    return found
