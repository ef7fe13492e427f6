"""What a language model may see of each topic: some keywords and statements, and nothing of people at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from models.tokens import terms

N_STATEMENTS = 6
"""Statements shown of a topic: as many as stand for it in the report."""

MIN_STATEMENTS = 3
"""With fewer that may be sent, a label would retell one or two people instead of naming what many have in common."""

MAX_LETTERS = 500
"""A longer statement is cut: the first sentences say what it is about, and a prompt has limits."""


@dataclass(frozen=True)
class TopicEvidence:
    """What may be shown of one topic; `statement_ids` and `texts` belong together, in the order of showing."""

    topic_id: int
    keywords: tuple[str, ...]
    statement_ids: tuple[str, ...]
    texts: tuple[str, ...]


def topic_evidence(topics: pd.DataFrame, statements: pd.DataFrame) -> dict[int, TopicEvidence]:
    """What may be shown of each topic, by topic id; a topic with fewer than `MIN_STATEMENTS` to show has none.

    A topic's representatives come first, then the statements that sit most firmly in it; each text once.

    Args:
        topics: Columns topic_id, keywords and representative_ids.
        statements: Those that may be sent and no other, redacted: columns statement_id, text, language, topic_id and
            topic_probability.
    """
    by_topic = dict(list(statements.groupby("topic_id")))
    found = {}
    for topic in topics.itertuples():
        said = by_topic.get(topic.topic_id)
        if said is None:
            continue
        chosen = _most_telling(said, topic.representative_ids)
        if len(chosen) < MIN_STATEMENTS:
            continue
        found[int(topic.topic_id)] = TopicEvidence(
            topic_id=int(topic.topic_id),
            keywords=_spoken(topic.keywords, said),
            statement_ids=tuple(chosen["statement_id"]),
            texts=tuple(_cut(text) for text in chosen["text"]),
        )
    return found


def _most_telling(said: pd.DataFrame, representatives: Sequence[str]) -> pd.DataFrame:
    rank = {statement_id: position for position, statement_id in enumerate(representatives)}
    order = said.assign(rank=said["statement_id"].map(rank).fillna(len(rank)))
    ranked = order.sort_values(["rank", "topic_probability", "statement_id"], ascending=[True, False, True])
    return ranked.drop_duplicates("text").head(N_STATEMENTS)


def _spoken(keywords: Sequence[str], said: pd.DataFrame) -> tuple[str, ...]:
    """The keywords that one of these statements uses; one that only others use could tell what they said."""
    missing = {keyword: set(keyword.lower().split()) for keyword in keywords}
    found: set[str] = set()
    for text, language in zip(said["text"], said["language"], strict=True):
        if not missing:
            break  # most topics are done after a few statements
        words = set(terms(text, language))
        found |= {keyword for keyword, parts in missing.items() if parts <= words}
        missing = {keyword: parts for keyword, parts in missing.items() if keyword not in found}
    return tuple(keyword for keyword in keywords if keyword in found)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_LETTERS else f"{text[:MAX_LETTERS]}…"
