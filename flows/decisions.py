"""The table of what analysts decided: who, when, what, and whether it still fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from corpus.schemas import Theme
from flows.settings import Settings
from flows.side_by_side import Contradiction
from models.conflicts import Conflict
from models.curation import Decision, Signature
from models.schemas import Decisions
from models.theme_marks import STATEMENT_ID, latest_marks, with_marks

IN_THEMES = "themes"
"""The value of a mark that the list of themes makes, and no file of marks."""

Record = dict[str, Any]


def decision_table(settings: Settings, misfits: Sequence[Conflict], statement_ids: Collection[str]) -> pd.DataFrame:
    """Every decision that the configuration holds (schema `Decisions`): on topics by number, then marks by theme.

    Args:
        settings: With what analysts decided, contradictions settled.
        misfits: What could not be applied, or may mean something else by now.
        statement_ids: Of all statements that were read; marks on others are without effect.
    """
    records = [
        *_on_topics(settings.curation, misfits, settings.contradictions),
        *_marks(settings, set(statement_ids)),
    ]
    frame = pd.DataFrame(records, columns=list(Decisions.to_schema().columns))
    texts = dict.fromkeys(("theme_id", "statement_id", "value", "by", "doubt"), "str")
    frame = frame.astype({"kind": "str", "topic_id": "Int64", "is_applied": "bool", **texts})
    return Decisions.validate(frame.assign(date=pd.to_datetime(frame["date"], utc=True).astype("datetime64[us, UTC]")))


def _on_topics(
    curation: Mapping[int, Decision], misfits: Sequence[Conflict], contradictions: Sequence[Contradiction]
) -> Iterator[Record]:
    for topic_id, decision in sorted(curation.items()):
        for name in decision.decided:
            unfit = [each for each in misfits if each.topic_id == topic_id and name in each.what]
            told = [each.sentence for each in unfit]
            told += [each.sentence for each in contradictions if each.about == (topic_id, name)]
            yield {
                "kind": name,
                "topic_id": topic_id,
                "value": _value(name, decision),
                **_signed(decision.signature(name)),
                "is_applied": all(each.is_applied for each in unfit),
                "doubt": " ".join(told) or None,
            }


def _value(name: str, decision: Decision) -> str | None:
    """The decision in itself; which statements were split out is told by no table of decisions."""
    if name in ("label", "note", "merge_into"):
        return str(getattr(decision, name))
    return None


def _marks(settings: Settings, statement_ids: Collection[str]) -> Iterator[Record]:
    latest = latest_marks(settings.marks)
    by_whom = {(mark.theme, mark.statement): Signature(mark.by, mark.date) for mark in latest}
    doubts = {each.about: each.sentence for each in settings.contradictions}
    for theme in with_marks(settings.themes, latest, {}):
        for kind, statement_id in _marked(theme):
            about = (theme.id, statement_id)
            yield {
                "kind": kind,
                "value": None if about in by_whom else IN_THEMES,
                "theme_id": theme.id,
                "statement_id": statement_id,
                **_signed(by_whom.get(about, Signature())),
                "is_applied": statement_id in statement_ids,
                "doubt": doubts.get(about),
            }


def _marked(theme: Theme) -> Iterator[tuple[str, str]]:
    """What is marked by a statement's id, as example or as counterexample; sentences of the theme's own are no mark."""
    for kind, sentences in (("example", theme.examples), ("counterexample", theme.counterexamples)):
        yield from ((kind, sentence) for sentence in dict.fromkeys(sentences) if STATEMENT_ID.fullmatch(sentence))


def _signed(signature: Signature) -> Record:
    return {"by": signature.by, "date": signature.date}
