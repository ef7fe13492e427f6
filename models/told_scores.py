"""Which statements may be compared with which theme: a score that is missing tells something, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import pandas as pd

from corpus.schemas import Group
from models.suppression import told_of_each
from models.withholding import CORPUS_UNIT, Cell, Unit, members_of


def compared(
    scores: pd.DataFrame,
    topical: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    uncompared: Collection[Cell],
    cells: Collection[Cell],
) -> pd.DataFrame:
    """The scores without those that would tell the theme cells `uncompared`.

    A group's statements are not compared with such a theme where they name the group: a missing score would tell the
    others. Of a group that is left out whole none do, but what loses its session for such a group is known to be of
    one. So nothing that loses its session, for whatever group, is compared with the theme, lest the missing scores tell
    of which it is; nor is what would keep its session then.

    Args:
        scores: Schema `StatementThemes`.
        topical: Schema `Statements` with the column topic_id.
        sessions: Schema `Sessions`.
        groups: The open groups.
        uncompared: Theme cells of open groups.
        cells: All cells that are left out.
    """
    whole = {group for unit, unit_id, group in cells if (unit, unit_id) == CORPUS_UNIT}
    of_whole = {theme for _, theme, group in uncompared if group in whole}
    dropped: dict[str, set[str]] = {
        group.id: {theme for unit, theme, owner in cells if unit == "theme" and owner == group.id}.intersection(
            of_whole.union(theme for _, theme, owner in uncompared if owner == group.id)
        )
        for group in groups
        if group.id not in whole
    }
    n_before = -1
    while len(scores) != n_before:  # what loses a score for one group may name another again
        n_before = len(scores)
        for group, themes in dropped.items():
            if themes:
                rest = {(u, i) for u, i, owner in cells if owner == group and not (u == "theme" and i in themes)}
                ids = _ids_outside(topical[members_of(topical, group)], scores, rest)
                scores = scores[~(scores["theme_id"].isin(list(themes)) & scores["statement_id"].isin(ids))]
    if of_whole:
        is_told = told_of_each(topical, scores, sessions, groups, cells)["session_told"]
        ids = topical.loc[~is_told, "statement_id"].tolist()
        scores = scores[~(scores["theme_id"].isin(list(of_whole)) & scores["statement_id"].isin(ids))]
    return scores


def betrayed_groups(
    topical: pd.DataFrame,
    scores: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    cells: Collection[Cell],
    withheld: Collection[str],
) -> set[str]:
    """Open groups of which a single statement names them and lacks the score of a theme cell that is left out.

    Whoever takes for granted that the cell holds something knows then that it holds this one. Arguments as of
    `compared`, `scores` what is left of them; `withheld` are the ids of statements that name nobody.
    """
    names = {group.id for group in groups}
    is_withheld = topical["statement_id"].isin(list(withheld))
    named = told_of_each(topical, scores, sessions, groups, cells)["groups_told"]
    betrayed: set[str] = set()
    for theme in {unit_id for unit, unit_id, group in cells if unit == "theme" and group in names}:
        compared = scores.loc[scores["theme_id"] == theme, "statement_id"]
        lacks = ~is_withheld & ~topical["statement_id"].isin(compared)
        n_lacking = Counter(group for own in named[lacks] for group in own)
        betrayed |= {group for group, n in n_lacking.items() if n == 1 and ("theme", theme, group) in cells}
    return betrayed


def _ids_outside(statements: pd.DataFrame, scores: pd.DataFrame, units: Collection[Unit]) -> list[str]:
    """Ids of the statements that are in none of these topics and carry none of these themes."""
    assigned = scores[scores["assigned"]]
    themes = {unit_id for unit, unit_id in units if unit == "theme"}
    carrying = set(assigned.loc[assigned["theme_id"].isin(themes), "statement_id"])
    return [
        id_
        for id_, topic in zip(statements["statement_id"], statements["topic_id"], strict=True)
        if ("topic", str(topic)) not in units and id_ not in carrying
    ]
