"""Counts of a large invented consultation by group and language, with invented estimates beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from models.figure_schemas import Breakdowns, Representation, Silences
from models.schemas import OUTLIER

MIN_GROUP_SIZE = 5


def cells_of(statements: pd.DataFrame) -> pd.DataFrame:
    """Statements of each group: in each topic, in each theme (those nearest to it) and in all."""
    said = statements[["topic_id", "theme_id", "groups", "session_id"]].explode("groups").dropna(subset=["groups"])
    units = {
        "topic": said.loc[said["topic_id"] != OUTLIER].assign(unit_id=lambda rows: rows["topic_id"].astype(str)),
        "theme": said.assign(unit_id=said["theme_id"]),
        "corpus": said.assign(unit_id="corpus"),
        "participants": said.assign(unit_id="participants"),
    }
    counted = [
        rows.groupby(["unit_id", "groups"])
        .agg(n_statements=("groups", "size"), n_sessions=("session_id", "nunique"))
        .reset_index()
        .assign(unit=unit)
        for unit, rows in units.items()
    ]
    return pd.concat(counted, ignore_index=True).rename(columns={"groups": "group"})


def representation_of(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Of each group in each topic, theme and in all."""
    return Representation.validate(_figures(cells, rng)[list(Representation.to_schema().columns)])


def _figures(counts: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Counts with invented estimates; what too few people are behind has none."""
    few = counts["n_statements"] < MIN_GROUP_SIZE
    lift = pd.Series(rng.lognormal(0, 0.5, len(counts)), index=counts.index)
    q_value = pd.Series(rng.random(len(counts)) ** 3, index=counts.index)
    made = counts.assign(
        n_people=counts["n_statements"],
        share=0.2,
        share_low=0.1,
        share_high=0.3,
        expected_share=0.2,
        lift=lift,
        ci_low=lift * 0.8,
        ci_high=lift * 1.25,
        p_value=q_value / 2,
        q_value=q_value,
    )
    figures = [name for name in made if name not in counts or name.startswith("n_")]
    whole = dict.fromkeys((name for name in figures if name.startswith("n_")), "Int64")
    made = made.astype(whole)
    return made.assign(**{name: made[name].mask(few) for name in figures}, suppressed=few, is_estimated=~few)


def breakdowns_of(statements: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Of each language in each topic and in all."""
    placed = statements[statements["topic_id"] != OUTLIER].assign(unit="topic")
    by_topic = placed.assign(unit_id=placed["topic_id"].astype(str), value=placed["language"])
    everything = statements.assign(unit="corpus", unit_id="corpus", value=statements["language"])
    counts = pd.concat(
        [
            rows.groupby(["unit", "unit_id", "value"])
            .agg(n_statements=("value", "size"), n_sessions=("session_id", "nunique"))
            .reset_index()
            for rows in (by_topic, everything)
        ],
        ignore_index=True,
    ).assign(dimension="language")
    return Breakdowns.validate(_figures(counts, rng)[list(Breakdowns.to_schema().columns)])


def silences_of(cells: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Of each group, half of what it said without a theme."""
    corpus = cells[cells["unit"] == "corpus"].reset_index(drop=True)
    made = _figures(corpus, rng)
    made = made.assign(n_unthemed=made["n_statements"] // 2, unthemed_share=0.5, unthemed_low=0.4, unthemed_high=0.6)
    return Silences.validate(made[list(Silences.to_schema().columns)])


def voices_of(cells: pd.DataFrame, statements: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """One voice in ten topics, of a group that is told there."""
    told = cells[(cells["unit"] == "topic") & (cells["n_statements"] >= MIN_GROUP_SIZE)]
    first = told.groupby("unit_id", sort=False).head(1).iloc[::10].reset_index(drop=True)
    by_topic = dict(iter(statements.groupby("topic_id")))
    rows = []
    for at, cell in enumerate(first.itertuples()):
        members = by_topic[int(cell.unit_id)]
        said = members[[cell.group in groups for groups in members["groups"]]]
        rows.append(
            {
                "rank": at + 1,
                "topic_id": int(cell.unit_id),
                "groups": [cell.group],
                "score": 0.9,
                "novelty": 0.9,
                "lift": 2.0 + float(rng.random()),
                "ci_low": 1.2 if at % 2 == 0 else 0.8,
                "ci_high": 4.0,
                "p_value": 0.01,
                "q_value": 0.02 if at % 2 == 0 else 0.3,
                "n_statements": int(cell.n_statements),
                "n_sessions": int(cell.n_sessions),
                "is_certain": at % 2 == 0,
                "statement_ids": list(said["statement_id"].head(8)),
                "subtopic": None,
                "label": "",
                "stability": 0.7,
            }
        )
    return pd.DataFrame(rows).astype({"subtopic": "Int64"})
