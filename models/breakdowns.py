"""Which regions, languages and types of session raise what: the figures of groups, for what a session declares."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from pandera.typing import DataFrame

from corpus.schemas import UNKNOWN_LANGUAGE, Group
from models.figure_schemas import Breakdowns
from models.presence import PARTICIPANTS
from models.sampling import told_sessions
from models.schemas import Dimension
from models.unit_figures import DTYPES, protected, said_in, unit_figures, with_q_values

SESSION_COLUMNS: dict[Dimension, str] = {"region": "region", "session_type": "type"}
"""Dimensions that a session declares, and the columns of `Sessions` that hold them."""


def breakdowns(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
    seed: int,
) -> DataFrame[Breakdowns]:
    """What `representation` says of groups, for every region, language and type of session; arguments as there.

    Statements of people at risk, and sessions declared for them, take no part in regions and session types: a count by
    region would tell, less what is published of other sessions, where they met. Nor do statements whose session is not
    told. The languages of both are published with their statements. A dimension of which fewer than two values are
    known is left out.
    """
    at_risk = {group.id for group in groups if group.sensitive}
    open_sessions = sessions[~_names_any(sessions, at_risk)]
    is_open = ~_names_any(statements, at_risk) & (
        statements["session_id"].isin(open_sessions["session_id"]) | statements["session_id"].isna()
    )
    tables = [
        _figures(dimension, statements[is_open], statement_themes, open_sessions, is_strict=False, seed=seed)
        for dimension in SESSION_COLUMNS
    ]
    tables.append(_figures("language", statements, statement_themes, sessions, is_strict=bool(at_risk), seed=seed))
    table = pd.concat(tables, ignore_index=True)
    if table.empty:
        return Breakdowns.empty()
    table = with_q_values(protected(table, min_group_size), ["dimension", "unit"])
    return DataFrame[Breakdowns](table[list(Breakdowns.to_schema().columns)].astype(DTYPES))


def _names_any(rows: pd.DataFrame, groups: set[str]) -> pd.Series[bool]:
    return pd.Series([not groups.isdisjoint(named) for named in rows["groups"]], index=rows.index, dtype=bool)


def _figures(
    dimension: Dimension,
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    *,
    is_strict: bool,
    seed: int,
) -> pd.DataFrame:
    """Figures of every value of one dimension among the statements of which it is known, sorted by unit and value."""
    in_session = _session_values(dimension, sessions)
    is_known = _values(dimension, statements, in_session).notna()
    said = said_in(statements[is_known], statement_themes, sessions[in_session.notna().to_numpy()])
    values = _values(dimension, said.statements, in_session)
    if values.nunique() < 2:
        return pd.DataFrame()
    declared = _session_values(dimension, said.sessions)
    tables = []
    for value in sorted(values.unique()):
        figures = unit_figures(
            said,
            np.asarray(values == value, dtype=bool),
            np.asarray(declared == value, dtype=bool),
            is_strict=is_strict,
            seed=seed,
        )
        tables.append(figures.assign(dimension=dimension, value=value))
    table = pd.concat(tables).sort_index(kind="stable")
    # Who was there is counted, but not in which language each of them speaks.
    return table[table["unit"] != PARTICIPANTS] if dimension == "language" else table


def _session_values(dimension: Dimension, sessions: pd.DataFrame) -> pd.Series[str]:
    """What each session declares, by its id; of languages, its id, so that every session takes part."""
    column = SESSION_COLUMNS.get(dimension, "session_id")
    return pd.Series(sessions[column].to_numpy(), index=sessions["session_id"], dtype=object)


def _values(dimension: Dimension, statements: pd.DataFrame, in_session: pd.Series[str]) -> pd.Series[str]:
    """The value of each statement, None where nobody knows it."""
    if dimension == "language":
        return statements["language"].astype(object).where(statements["language"] != UNKNOWN_LANGUAGE, None)
    return told_sessions(statements).map(in_session).astype(object)
