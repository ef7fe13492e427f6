"""The figures of a group, region or language in every topic and theme, the corpus and the room: one row a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csc_array, hstack
from scipy.stats import binomtest
from statsmodels.stats.multitest import multipletests

from models.cells import flags_of, members_in, rows_of
from models.figure_schemas import COUNTS, ESTIMATES
from models.inference import MIN_STATEMENTS, MIN_UNITS, Sample, cell_lifts, sample_of
from models.presence import PARTICIPANTS, presence
from models.sampling import People, people_of, share_estimate, told_sessions
from models.schemas import OUTLIER

CORPUS = "corpus"
DTYPES = dict.fromkeys(COUNTS, "Int64") | dict.fromkeys(ESTIMATES, "float64")

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Said:
    """Statements with their sample, their sessions, and which topics and themes they are in."""

    statements: pd.DataFrame
    sample: Sample
    sessions: pd.DataFrame
    """Without those that repeat another."""
    units: list[tuple[str, str]]
    """Unit and unit_id of each topic and theme."""
    cells: csc_array
    """Which statements are in which of them, flags of shape (n_statements, n_units)."""
    people: People
    """Behind the statements."""
    told_people: People
    """The same in sessions that are told."""


def said_in(statements: pd.DataFrame, statement_themes: pd.DataFrame, sessions: pd.DataFrame) -> Said:
    """The statements that count, a session that came in twice once; arguments as of `representation`."""
    is_counted = sample_of(statements).is_counted
    counted = statements[is_counted].reset_index(drop=True)
    units, cells = _cells(counted, statement_themes)
    repeats = set(statements["session_id"].dropna()) - set(counted["session_id"].dropna())
    heard = sessions[~sessions["session_id"].isin(list(repeats))].reset_index(drop=True)
    participants = heard.set_index("session_id")["participants"]
    told = counted.assign(session_id=told_sessions(counted))
    return Said(
        counted,
        sample_of(counted),
        heard,
        units,
        cells,
        people_of(counted, participants),
        people_of(told, participants),
    )


def _cells(statements: pd.DataFrame, statement_themes: pd.DataFrame) -> tuple[list[tuple[str, str]], csc_array]:
    rows = pd.Index(statements["statement_id"])
    members = {
        ("topic", str(topic_id)): positions
        for topic_id, positions in statements.groupby("topic_id").indices.items()
        if topic_id != OUTLIER
    }
    carried = statement_themes[statement_themes["assigned"]]
    for theme_id in statement_themes["theme_id"].drop_duplicates():
        positions = rows.get_indexer(carried.loc[carried["theme_id"] == theme_id, "statement_id"])
        members["theme", theme_id] = np.sort(positions[positions >= 0])
    return list(members), flags_of(list(members.values()), len(statements))


def unit_figures(
    said: Said,
    is_member: Flags,
    is_declared: Flags,
    *,
    is_named: Flags | None = None,
    expected_share: float | None = None,
    is_strict: bool = False,
    seed: int,
) -> pd.DataFrame:
    """Counts and estimates of the members in every unit, one row a unit, without q-values and not yet protected.

    Args:
        said: What was said.
        is_member: Which statements are the members', one flag a row of `said.statements`.
        is_declared: Which sessions are theirs as a whole, one flag a row of `said.sessions`.
        is_named: Which statements say that they are the members'; None for all. Sessions and people are counted of
            these, and of sessions that are told, so that nothing can be told of the others but how many they are.
        expected_share: Their share of the corpus if everybody were heard alike, 0 to 1; None where nobody can say.
        is_strict: Whether they can be harmed (`count_people`).
        seed: For the permutations.
    """
    in_room = np.flatnonzero(_in_counted_sessions(said))
    beside = flags_of([np.arange(len(said.statements)), in_room], len(said.statements))
    theirs = members_in(hstack([said.cells, beside], format="csc"), is_member)
    named = theirs if is_named is None else members_in(theirs, is_named)
    sessions = said.told_people.sessions
    counts = pd.DataFrame(
        {
            "n_statements": theirs.sum(axis=0),
            "n_sessions": [len(np.unique(sessions[rows][sessions[rows] >= 0])) for rows in rows_of(named)],
            # Of what does not name them each statement may be another person's: a reader counts the same.
            "n_people": said.told_people.at_most(named, is_strict=is_strict) + theirs.sum(axis=0) - named.sum(axis=0),
            "n_behind": said.people.behind(theirs, is_strict=is_strict),
        }
    )
    rows = [
        *cell_lifts(said.sample, said.cells, is_member, seed=seed).drop(columns="n_statements").to_dict("records"),
        _in_corpus(said.sample, is_member, expected_share),
        presence(said.statements, said.sessions, is_member, is_declared, seed=seed),
    ]
    units = [*said.units, (CORPUS, CORPUS), (PARTICIPANTS, PARTICIPANTS)]
    table = (
        pd.concat([pd.DataFrame(units), counts, pd.DataFrame(rows)], axis=1)
        .rename(columns={0: "unit", 1: "unit_id"})
        .reindex(columns=["unit", "unit_id", *COUNTS, "n_behind", *ESTIMATES, "is_estimated"])
    )
    return table if len(in_room) else table.iloc[:-1]


def _in_counted_sessions(said: Said) -> Flags:
    counted = said.sessions.loc[said.sessions["participants"].fillna(0) > 0, "session_id"]
    return np.asarray(said.statements["session_id"].isin(list(counted)), dtype=bool)


def _in_corpus(sample: Sample, is_member: Flags, expected_share: float | None) -> dict[str, object]:
    """The members' share of everything said, against the share declared: whether they were heard at all.

    What is declared is no estimate, so the interval is that of the share. The p-value is binomial, with as many answers
    as the sessions are worth.
    """
    if not len(is_member):
        return {"is_estimated": False}
    row: dict[str, object] = {
        "share": is_member.mean(),
        "expected_share": expected_share or None,
        "is_estimated": False,
    }
    if len(is_member) < MIN_STATEMENTS or len(sample.kinds) < MIN_UNITS:
        return row
    estimate = share_estimate(is_member, sample.units)
    row |= {"share_low": estimate.low, "share_high": estimate.high, "is_estimated": True}
    if not expected_share:
        return row
    n = max(1, round(estimate.n_effective))
    ratios = (each / expected_share for each in (estimate.share, estimate.low, estimate.high))
    p_value = binomtest(round(estimate.share * n), n, expected_share).pvalue
    return row | dict(zip(("lift", "ci_low", "ci_high"), ratios, strict=True)) | {"p_value": p_value}


def protected(table: pd.DataFrame, min_group_size: int) -> pd.DataFrame:
    """The table without any figure of a cell that rests on somebody, but on fewer people than `min_group_size`."""
    is_small = (table["n_behind"] > 0) & (table["n_behind"] < min_group_size)
    figures = {column: table[column].mask(is_small) for column in (*COUNTS, *ESTIMATES)}
    return table.assign(suppressed=is_small, is_estimated=table["is_estimated"].astype(bool) & ~is_small, **figures)


def with_q_values(table: pd.DataFrame, family: Sequence[str]) -> pd.DataFrame:
    """The table with p-values corrected over each family: rows that agree in the columns `family`.

    Source: Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57(1).
    """
    q_values = pd.Series(np.nan, index=table.index)
    for _, rows in table[table["p_value"].notna()].groupby(list(family)):
        q_values[rows.index] = multipletests(rows["p_value"].astype(float), method="fdr_bh")[1]
    return table.assign(q_value=q_values)
