"""What each group says differently inside a theme that others carry too."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame

from corpus.schemas import Group
from models.distinctive import N_TERMS, compare_terms, count_terms, most_distinctive
from models.figure_schemas import DistinctiveTerms
from models.sampling import count_people
from models.unit_figures import with_q_values

CERTAIN_Q = 0.05


def theme_terms(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    representation: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
    n: int = N_TERMS,
) -> DataFrame[DistinctiveTerms]:
    """Terms that a group uses more than everybody else who carries a theme, the surest first: up to `n` for each pair.

    A theme and group is compared where its figures are published. A term is named if at least `min_group_size` people
    of the group may have used it (`count_people`; strictly for a sensitive group, and where a sensitive statement is
    among those that use it). q-values are Benjamini and Hochberg's over all terms of all themes and groups.

    Args:
        statements: Those that may be read, with words and groups as they are published (schema `Statements`), and the
            flag is_sensitive; authors and sessions as they were read, by which people and sampling units are counted.
        statement_themes: Schema `StatementThemes`.
        representation: Schema `Representation`, as it is published.
        sessions: Schema `Sessions`.
        groups: The groups declared.
        min_group_size: Fewest people behind a term that is named.
        n: Terms of a theme and group at most.
    """
    counts = count_terms(statements)
    cells = _published_cells(representation)
    carries = _carriers(statements, statement_themes, {theme_id for theme_id, _ in cells})
    is_sensitive = statements["is_sensitive"].to_numpy(dtype=bool)
    participants = sessions.set_index("session_id")["participants"]
    members = {group.id: _is_of(group, statements) for group in groups}
    strict = {group.id for group in groups if group.sensitive}
    focal, compared = {}, []
    for theme_id, group in cells:
        focal[theme_id, group] = carries[theme_id] & members[group]
        compared.append(
            compare_terms(counts, focal[theme_id, group], carries[theme_id] & ~members[group]).assign(
                theme_id=theme_id, group=group, family=""
            )
        )
    if not compared:
        return DistinctiveTerms.empty()
    tested = with_q_values(pd.concat(compared).reset_index(names="column"), ["family"]).set_index("column")

    def may_be_told(group: str, rows: NDArray[np.int64]) -> bool:
        is_strict = group in strict or bool(is_sensitive[rows].any())
        return count_people(statements.iloc[rows], participants, is_strict=is_strict) >= min_group_size

    named = [
        most_distinctive(found, counts, focal[theme_id, group], n=n, is_told=partial(may_be_told, group))
        for (theme_id, group), found in tested.groupby(["theme_id", "group"], sort=False)
    ]
    table = pd.concat(named, ignore_index=True) if named else tested
    table = table.rename(columns={"low": "ci_low", "high": "ci_high"}).assign(is_certain=table["q_value"] <= CERTAIN_Q)
    return DataFrame[DistinctiveTerms](table[list(DistinctiveTerms.to_schema().columns)].reset_index(drop=True))


def _carriers(
    statements: pd.DataFrame, statement_themes: pd.DataFrame, theme_ids: Collection[str]
) -> dict[str, NDArray[np.bool_]]:
    """Which statements carry each of the themes, one flag a statement."""
    ids, carried = pd.Index(statements["statement_id"]), statement_themes[statement_themes["assigned"]]
    found = {}
    for theme_id in theme_ids:
        own = carried.loc[carried["theme_id"] == theme_id, "statement_id"]
        rows = ids.get_indexer(pd.Index(own.astype("str")))
        found[theme_id] = np.zeros(len(ids), dtype=bool)
        found[theme_id][rows[rows >= 0]] = True
    return found


def _published_cells(representation: pd.DataFrame) -> list[tuple[str, str]]:
    is_shown = (representation["unit"] == "theme") & ~representation["suppressed"].astype(bool)
    rows = representation[is_shown]
    return list(zip(rows["unit_id"], rows["group"], strict=True))


def _is_of(group: Group, statements: pd.DataFrame) -> NDArray[np.bool_]:
    return np.asarray([group.id in named for named in statements["groups"]], dtype=bool)
