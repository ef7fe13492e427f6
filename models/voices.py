"""The answer to "what are we missing": topics that no theme covers and an under-represented group raises."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandera.typing import DataFrame

from corpus.schemas import Group
from models.schemas import OUTLIER, Voices
from models.themes import COVERED_FROM

MIN_NOVELTY = 1 - COVERED_FROM
"""What the group says in the topic is not covered: a topic is where 60% of its statements carry a theme."""

MIN_STATEMENTS = 3
CERTAIN_Q = 0.05


def rank_voices(statements: pd.DataFrame, representation: pd.DataFrame, groups: Sequence[Group]) -> DataFrame[Voices]:
    """Topics in which a group that is not over-represented speaks beyond its share of what the themes do not cover.

    `novelty` is the share of the group's statements in the topic that carry no theme: what a group says differently
    inside a topic that the themes otherwise cover counts too. The score is novelty * log2(lift) * (1 - q_value): it
    grows with novelty, lift and certainty and does not reward size. Where several groups raise a topic it is ranked
    by the one with the highest score, and all are named.

    Args:
        statements: Columns statement_id, topic_id, groups, has_theme, theme_score, topic_probability, is_clustered,
            session_id.
        representation: Schema `Representation`.
        groups: The groups declared.

    Returns:
        Schema `Voices`; evidence is what the named groups say in the topic, first what carries no theme.
    """
    listened = listened_groups(representation, groups)
    cells = representation[
        (representation["unit"] == "topic")
        & representation["group"].isin(listened)
        & ~representation["suppressed"]
        & (representation["lift"] > 1)
        & (representation["n_statements"] >= MIN_STATEMENTS)
    ]
    raised = []
    for cell in cells.to_dict("records"):
        said = _evidence(statements, int(cell["unit_id"]), cell["group"])
        raised.append({**cell, "evidence": said, "novelty": float((~said["has_theme"]).mean())})
    scored = pd.DataFrame([cell for cell in raised if cell["novelty"] > MIN_NOVELTY])
    if scored.empty:
        return empty_voices()
    q_values = scored["q_value"].fillna(1.0)
    scored = scored.assign(
        p_value=scored["p_value"].fillna(1.0),
        q_value=q_values,
        score=scored["novelty"] * np.log2(scored["lift"].astype(float)) * (1 - q_values),
    ).sort_values(["score", "novelty", "unit_id"], ascending=[False, False, True])
    rows = [_voice(cells) for _, cells in scored.groupby("unit_id", sort=False)]
    voices = pd.DataFrame(rows).assign(rank=range(1, len(rows) + 1))
    return DataFrame[Voices](voices[list(Voices.to_schema().columns)])


def empty_voices() -> DataFrame[Voices]:
    """No voice at all, in the schema's types."""
    return Voices.empty()


def listened_groups(representation: pd.DataFrame, groups: Sequence[Group]) -> list[str]:
    """Groups whose voices are looked for: those with an expected share that they are not shown to exceed.

    Sensitive groups always count. Where nothing is expected of any group all of them count.
    """
    if all(group.expected_share is None for group in groups):
        return [group.id for group in groups]
    corpus = representation[representation["unit"] == "corpus"].set_index("group")
    return [
        group.id
        for group in groups
        if group.sensitive or (group.expected_share is not None and not corpus["ci_low"].get(group.id, 0) > 1)
    ]


def _evidence(statements: pd.DataFrame, topic_id: int, group: str) -> pd.DataFrame:
    """What `group` says in the topic, most telling first: without a theme, clustered, and far from every theme."""
    in_topic = statements[statements["topic_id"] == topic_id]
    said = in_topic[in_topic["groups"].map(lambda ids: group in ids)]
    order = ["has_theme", "is_clustered", "theme_score", "statement_id"]
    return said.sort_values(order, ascending=[True, False, True, True])


def _voice(cells: pd.DataFrame) -> dict[str, object]:
    leading = cells.iloc[0]
    evidence = pd.concat(cells["evidence"].tolist()).drop_duplicates("statement_id")
    if (evidence["topic_id"] == OUTLIER).any():
        raise ValueError("an outlier cannot be evidence for a topic")
    return {
        "topic_id": int(leading["unit_id"]),
        "groups": cells["group"].tolist(),
        **{
            name: float(leading[name])
            for name in ("score", "novelty", "lift", "ci_low", "ci_high", "p_value", "q_value")
        },
        "n_statements": len(evidence),
        "n_sessions": int(evidence["session_id"].nunique()),
        "is_certain": bool(leading["q_value"] <= CERTAIN_Q and leading["ci_low"] > 1),
        "statement_ids": evidence["statement_id"].tolist(),
    }
