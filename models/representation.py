"""Who raises what: each group's share of each topic and theme, against what would be expected, and how sure it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandera.typing import DataFrame

from corpus.schemas import Group
from models.figure_schemas import Representation
from models.sampling import names_group
from models.suppression import with_suppressed
from models.unit_figures import DTYPES, protected, said_in, unit_figures, with_q_values
from models.withholding import Cell


def representation(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
    seed: int,
    left_out: Collection[Cell] = (),
) -> DataFrame[Representation]:
    """Share, lift, interval and corrected p-value of every group in every topic and theme, the corpus and the room.

    Everything counts sessions and not lines, and a session that came in twice once (`models.inference`). q-values are
    Benjamini and Hochberg's over all topics, over all themes, over the groups in the corpus, and over those in the
    room. Cells with fewer people than `min_group_size` are suppressed.

    Args:
        statements: Schema `Statements` with the column topic_id.
        statement_themes: Schema `StatementThemes`.
        sessions: Schema `Sessions`; `participants` says how many people were there.
        groups: The groups declared.
        min_group_size: Fewest people behind a figure that is shown.
        seed: For the permutations.
        left_out: Cells that are suppressed whatever their size (`models.telling`).
    """
    said = said_in(statements, statement_themes, sessions)
    tables = [
        unit_figures(
            said,
            _is_of(group, said.statements),
            _is_of(group, said.sessions),
            is_named=names_group(said.statements, group.id),
            expected_share=group.expected_share,
            is_strict=group.sensitive,
            seed=seed,
        ).assign(group=group.id)
        for group in groups
    ]
    if not tables:
        return Representation.empty()
    by_unit = pd.concat(tables).sort_index(kind="stable").reset_index(drop=True)
    table = with_q_values(with_suppressed(protected(by_unit, min_group_size), left_out), ["unit"])
    return DataFrame[Representation](table[list(Representation.to_schema().columns)].astype(DTYPES))


def _is_of(group: Group, rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Which statements, or sessions, name the group."""
    return np.asarray([group.id in named for named in rows["groups"]], dtype=bool)
