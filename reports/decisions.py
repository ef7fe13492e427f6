"""What analysts decided, as it may be published: nothing in it tells what a withheld statement is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from models.schemas import Findings

Value = Any
"""What a cell of a frame can hold."""

_MARKS = ("examples", "counterexamples")


def readable_decisions(decisions: pd.DataFrame, readable: Collection[str]) -> pd.DataFrame:
    """The decisions without marks on statements other than the `readable` ones."""
    is_told = decisions["statement_id"].isna() | decisions["statement_id"].isin(list(readable))
    return decisions[is_told].reset_index(drop=True)


def with_decisions(manifest: Mapping[str, Any], findings: Findings, withheld: str) -> dict[str, Any]:
    """What the manifest has to say anew: `decisions`, and a `configuration` without ids of withheld statements.

    Args:
        manifest: The record of the run.
        findings: Protected.
        withheld: What stands for words that are not shown.
    """
    statements = findings.statements
    hidden = set(statements.loc[statements["text"] == withheld, "statement_id"])
    changed: dict[str, Any] = {"decisions": _records(findings.decisions)}
    if isinstance(configuration := manifest.get("configuration"), Mapping):
        changed["configuration"] = _without_ids(configuration, hidden)
    return changed


def _records(decisions: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON values, without what is empty in them."""
    dates = decisions["date"].dt.strftime("%Y-%m-%d")
    rows = decisions.assign(date=dates).astype(object).to_dict("records")
    return [{str(key): _plain(value) for key, value in row.items() if not pd.isna(value)} for row in rows]


def _plain(value: Value) -> Value:
    return value.item() if hasattr(value, "item") else value


def _without_ids(configuration: Mapping[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """The configuration without the ids that themes, marks and splits name, where the statement is withheld."""
    changed = dict(configuration)
    if isinstance(themes := configuration.get("themes"), list):
        changed["themes"] = [
            {**theme, **{key: _shown(theme[key], hidden) for key in _MARKS if key in theme}} for theme in themes
        ]
    if isinstance(marks := configuration.get("marks"), list):
        changed["marks"] = [mark for mark in marks if mark["statement"] not in hidden]
    if isinstance(curation := configuration.get("curation"), Mapping):
        changed["curation"] = {topic: _split_shown(decision, hidden) for topic, decision in curation.items()}
    return changed


def _split_shown(decision: Mapping[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    splits = [{**split, "statements": _shown(split["statements"], hidden)} for split in decision.get("split_out") or []]
    return {**decision, "split_out": splits}


def _shown(statement_ids: Collection[str], hidden: Collection[str]) -> list[str]:
    return [each for each in statement_ids if each not in hidden]
