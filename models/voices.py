"""The answer to "what are we missing": what a group raises beyond its share, and the themes hardly name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame
from scipy.sparse import csc_array
from statsmodels.stats.multitest import multipletests

from corpus.schemas import Group
from models.cells import flags_of, rows_of
from models.distinct import Distinct, distinct_statements, reference
from models.encoder import Vectors
from models.floor import MIN_SESSIONS, min_topic_size
from models.inference import Sample, cell_lifts, sample_of
from models.parts import WHOLE, topic_parts
from models.representatives import representatives
from models.sampling import names_group, people_of, sampling_units, told_sessions
from models.schemas import OUTLIER, Voices

MIN_EVIDENCE = 3
"""Distinct statements of a group that make a voice."""

MIN_NOVELTY = 0.25
"""Below, the themes say nearly all of it: the evidence carries one with a probability of three quarters and more."""

PART_GAIN = 1.1
"""A topic is named in parts only where one part scores higher than the whole by this factor: what is one concern stays
one voice."""

CERTAIN_Q = 0.05
MIN_REST = 0.5
"""Share of what all others say that must be left when other groups that are listened to are set aside."""

UNKNOWN_STABILITY = 0.5
"""Counts for a topic that was not rated, such as one of statements that joined later."""

UNKNOWN_PROBABILITY = 0.5
"""Counts for a statement of which it is not told whether it carries a theme."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """Where voices are looked for: every topic, and every part of a topic; `members` are flags (n_statements, n_cells).

    `is_testable` is False for topics that stand only because of who speaks: a small one exists because one group
    speaks for it, so that this group is found in it is no surprise.
    """

    topic_ids: NDArray[np.int64]
    parts: NDArray[np.int64]
    members: csc_array
    is_testable: Flags


def rank_voices(
    statements: pd.DataFrame,
    vectors: Vectors,
    sessions: pd.DataFrame,
    representation: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
    seed: int,
) -> DataFrame[Voices]:
    """What groups that are not over-represented raise beyond their share and the themes hardly name, best first.

    Looked at are topics and parts of topics. Evidence is what a group says there and others do not
    (`models.distinct`). `novelty` is the mean probability that the evidence carries no theme. The score is
    novelty * log2(lift) * (1 - p_value) * stability: it grows with novelty, lift and certainty, and does not reward
    size. A topic is named as a whole, or in parts where one part scores clearly higher. Where several groups raise the
    same it is ranked by the one with the highest score; another is named where it is surely beyond its share, or says
    enough of it that groups named before did not. Where a group was heard too little to estimate a lift there is a
    voice without one, ranked last. Evidence is what says that it is the group's, where not
    all may (`models.telling`). Labels are left empty (`models.voice_labels`).

    Args:
        statements: Columns statement_id, topic_id, groups, any_theme_score, stability, is_clustered, and those of
            `models.inference.sample_of`.
        vectors: Neutral, shape (n_statements, n_dims), same order.
        sessions: Schema `Sessions`.
        representation: Schema `Representation`; its corpus rows say who is over-represented.
        groups: The groups declared.
        min_group_size: Fewest people behind a voice.
        seed: For permutations and samples.
    """
    by_id = {group.id: group for group in groups if group.id in listened_groups(representation, groups)}
    statements = statements.reset_index(drop=True)
    cells = _cells(statements, vectors, seed=seed)
    if not by_id or not len(cells.topic_ids):
        return empty_voices()
    sample = sample_of(statements)
    people = people_of(statements, sessions.set_index("session_id")["participants"])
    any_score = _any_score(statements)
    members = {name: statements["groups"].map(lambda ids, g=name: g in ids).to_numpy(dtype=bool) for name in by_id}
    corpus = reference(vectors, sampling_units(statements).to_numpy(), list(members.values()), seed=seed)
    tables = []
    for group in by_id.values():
        is_member = members[group.id]
        is_other = _others(is_member, np.logical_or.reduce(list(members.values())))
        told = distinct_statements(corpus, is_member, is_other, any_score)
        table = _raised(sample, cells, is_member, told, statements, any_score, seed=seed).assign(group=group.id)
        is_named = names_group(statements, group.id)
        table["evidence"] = [[row for row in rows if is_named[row]] for rows in table["evidence"]]
        said = flags_of([np.sort(np.asarray(rows, dtype=np.int64)) for rows in table["evidence"]], len(statements))
        table["n_people"] = people.behind(said, is_strict=group.sensitive)
        tables.append(table)
    raised = _with_q_values(pd.concat(tables, ignore_index=True))
    is_beyond = raised["share"] > raised["expected_share"]
    enough = (raised["evidence"].map(len) >= MIN_EVIDENCE) & (raised["n_people"] >= min_group_size)
    scored = _scored(raised[is_beyond & enough & (raised["novelty"] > MIN_NOVELTY)])
    if scored.empty:
        return empty_voices()
    best = _parts_or_whole(scored)
    rows = [
        _voice(_named(raising), statements, vectors) for _, raising in best.groupby(["topic_id", "part"], sort=False)
    ]
    voices = pd.DataFrame(rows).assign(rank=range(1, len(rows) + 1)).astype({"subtopic": "Int64"})
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


def _cells(statements: pd.DataFrame, vectors: Vectors, *, seed: int) -> Cells:
    topic_ids = statements["topic_id"].to_numpy()
    parts = topic_parts(vectors, topic_ids, seed=seed)
    placed = pd.DataFrame({"topic_id": topic_ids, "part": parts})[topic_ids != OUTLIER]
    members = dict(placed.groupby(["topic_id", "part"]).indices)
    members |= {(topic_id, WHOLE): rows for topic_id, rows in placed.groupby("topic_id").indices.items()}
    names, places = sorted(members), placed.index.to_numpy()
    floor = min_topic_size(len(statements))
    n_sessions = statements.groupby("topic_id")["session_id"].nunique()
    sizes = placed["topic_id"].value_counts()
    return Cells(
        topic_ids=np.asarray([topic_id for topic_id, _ in names], dtype=np.int64),
        parts=np.asarray([part for _, part in names], dtype=np.int64),
        members=flags_of([places[members[name]] for name in names], len(statements)),
        is_testable=np.asarray([sizes[t] >= floor or n_sessions[t] >= MIN_SESSIONS for t, _ in names], dtype=bool),
    )


def _raised(
    sample: Sample,
    cells: Cells,
    is_member: Flags,
    told: Distinct,
    statements: pd.DataFrame,
    any_score: NDArray[np.float64],
    *,
    seed: int,
) -> pd.DataFrame:
    """One group's figures in every cell, with the positions of its evidence, most telling first."""
    table = cell_lifts(sample, cells.members, is_member, seed=seed)
    is_shown = told.is_distinct & is_member
    score = told.scores if told.is_told else -any_score
    said = rows_of(cells.members)
    places = _places(score, statements)
    evidence = [shown[np.argsort(places[shown])] for shown in (rows[is_shown[rows]] for rows in said)]
    stability = statements["stability"].astype(float)
    return table.assign(
        topic_id=cells.topic_ids,
        part=cells.parts,
        p_value=table["p_value"].where(cells.is_testable),
        evidence=evidence,
        novelty=[1 - any_score[rows].mean() if len(rows) else 0.0 for rows in evidence],
        stability=[stability.iloc[rows].mean() for rows in said],
    )


def _others(is_member: Flags, is_listened: Flags) -> Flags:
    """With whom a group is compared: with those who are not listened to themselves, where they say enough.

    A concern that two groups share, and nobody else raises, is still one that the others do not.
    """
    rest = ~is_listened
    return rest if rest.sum() >= MIN_REST * (~is_member).sum() else ~is_member


def _any_score(statements: pd.DataFrame) -> NDArray[np.float64]:
    """Probability that each statement carries any theme: 0 where there are no themes, unknown where it is not told."""
    known = statements["any_theme_score"].astype(float)
    return np.zeros(len(known)) if known.isna().all() else known.fillna(UNKNOWN_PROBABILITY).to_numpy()


def _places(score: NDArray[np.float64], statements: pd.DataFrame) -> NDArray[np.int64]:
    """Place of each statement as evidence: the clustered first, then the most distinct."""
    ids, is_clustered = statements["statement_id"].to_numpy(object), statements["is_clustered"].to_numpy(bool)
    return np.argsort(np.lexsort((ids, -score.round(6), ~is_clustered)))


def _with_q_values(raised: pd.DataFrame) -> pd.DataFrame:
    """All cells of all groups were looked at, so all are corrected together, voice or not."""
    tested = raised["p_value"].notna()
    q_values = pd.Series(np.nan, index=raised.index)
    if tested.any():
        q_values[tested] = multipletests(raised.loc[tested, "p_value"], method="fdr_bh")[1]
    return raised.assign(q_value=q_values)


def _scored(raised: pd.DataFrame) -> pd.DataFrame:
    stability = raised["stability"].fillna(UNKNOWN_STABILITY)
    beyond = np.log2(raised["lift"].astype(float)).clip(lower=0).fillna(0)
    score = raised["novelty"] * beyond * (1 - raised["p_value"].fillna(1.0)) * stability
    return raised.assign(score=score)


def _parts_or_whole(scored: pd.DataFrame) -> pd.DataFrame:
    """Of each topic the whole, or its parts if the best of them scores clearly higher (`PART_GAIN`); by score."""
    is_whole = scored["part"] == WHOLE
    best = scored["score"].groupby([scored["topic_id"], is_whole]).transform("max")
    best_whole = best.where(is_whole).groupby(scored["topic_id"]).transform("max").fillna(-np.inf)
    best_part = best.where(~is_whole).groupby(scored["topic_id"]).transform("max").fillna(-np.inf)
    kept = scored[is_whole == (PART_GAIN * best_whole >= best_part)]
    order = ["score", "novelty", "topic_id", "part"]
    return kept.sort_values(order, ascending=[False, False, True, True], kind="stable")


def _named(raising: pd.DataFrame) -> pd.DataFrame:
    """The groups that a voice names: the strongest, and each that raises it by evidence of its own.

    All of them have more than their share. But who is in two groups lends one the share of the other: a group whose
    interval does not leave parity is named only where it has as many statements as a voice needs (`MIN_EVIDENCE`)
    beyond those of the groups named before it.
    """
    kept, heard = [], set[int]()
    for place, (evidence, low) in enumerate(zip(raising["evidence"], raising["ci_low"], strict=True)):
        own = set(evidence) - heard
        if place == 0 or low > 1 or len(own) >= MIN_EVIDENCE:
            kept.append(place)
            heard |= own
    return raising.iloc[kept]


def _voice(raising: pd.DataFrame, statements: pd.DataFrame, vectors: Vectors) -> dict[str, object]:
    """One voice, from the figures of the groups that raise it, strongest first."""
    leading = raising.iloc[0]
    rows = list(dict.fromkeys(row for evidence in raising["evidence"] for row in evidence))
    said = statements.iloc[rows]
    first = representatives(said, vectors[rows], said["is_clustered"].to_numpy())
    figures = ("score", "novelty", "lift", "ci_low", "ci_high", "p_value", "q_value", "stability")
    return {
        "topic_id": int(leading["topic_id"]),
        "subtopic": None if leading["part"] == WHOLE else int(leading["part"]),
        "label": "",
        "groups": raising["group"].tolist(),
        **{name: float(leading[name]) for name in figures},
        "n_statements": len(said),
        "n_sessions": int(told_sessions(said).nunique()),
        "is_certain": bool(leading["q_value"] <= CERTAIN_Q and leading["ci_low"] > 1),
        "statement_ids": list(dict.fromkeys([*first, *said["statement_id"]])),
    }
