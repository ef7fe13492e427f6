"""What may be told of groups and topics, settled before anything is counted.

Whatever is counted afterwards, in whatever table, is counted from what is told. So a figure cannot give away what is
not told, and a new table needs no rules of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from corpus.schemas import Group
from models.schemas import OUTLIER
from models.suppression import exposed_cells, said, small_cells, told_of_each
from models.told_scores import betrayed_groups, compared
from models.withholding import (
    CORPUS_UNIT,
    FEW,
    GIVES_AWAY,
    N_EMPTY,
    Cell,
    Reason,
    Withheld,
    members_of,
    told_themes,
    withhold,
    without_topics,
)


@dataclass(frozen=True)
class Telling:
    """Assignments and scores as they may be told, and the cells whose figures are left out, with the reason."""

    statements: pd.DataFrame
    """Schema `Statements`, with the columns of `told_of_each`: no count of sessions or people knows of the rest."""
    assignments: pd.DataFrame
    """Schema `Assignments`."""
    statement_themes: pd.DataFrame
    """Schema `StatementThemes`, without what may not be told."""
    cells: dict[Cell, Reason]
    withheld: frozenset[str]
    """Ids of the statements of sensitive groups that are not told."""


def settle_telling(
    statements: pd.DataFrame,
    assignments: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    *,
    min_group_size: int,
) -> Telling:
    """Topics and themes as they may be told, so that no cell of few people can be worked out.

    Sensitive groups: see `withhold` and `told_themes`. Open groups: a cell on fewer people than `min_group_size` is
    left out, and its statements do not name the group. If the figures that remain tell it all the same, what the
    group says in that topic is counted in no topic, or what it says at all is not compared with that theme.

    Statements of people at risk that are taken out of their topic for the sake of an open group are withheld like all
    that are in none. Where nothing is left to tell of a topic, its cells hide no others. Either way, what is withheld
    is settled anew.

    Args:
        statements: Schema `Statements`, those that count.
        assignments: Schema `Assignments`, same order.
        statement_themes: Schema `StatementThemes`.
        sessions: Schema `Sessions`.
        groups: The groups declared.
        min_group_size: Fewest people behind a figure that is shown.
    """
    found = statements.assign(topic_id=assignments["topic_id"].to_numpy())
    sensitive = {group.id for group in groups if group.sensitive}
    at_risk = {
        id_ for id_, own in zip(statements["statement_id"], statements["groups"], strict=True) if sensitive & {*own}
    }
    untold: set[int] = set()
    moved: frozenset[str] = frozenset()
    left: dict[Cell, Reason] = {}
    while True:
        rest = found.assign(topic_id=found["topic_id"].mask(found["statement_id"].isin(list(moved)), OUTLIER))
        withheld = withhold(rest, sessions, groups, min_group_size=min_group_size, untold=untold)
        telling = _settled(
            found, assignments, statement_themes, sessions, groups, withheld, moved, left, min_group_size=min_group_size
        )
        in_none = telling.assignments["topic_id"] == OUTLIER
        moved |= set(statements.loc[in_none & (found["topic_id"] != OUTLIER), "statement_id"]) - withheld.statement_ids
        company = {int(unit_id) for unit, unit_id, _ in withheld.cells if unit == "topic"}
        gone = company - set(telling.assignments["topic_id"]) - untold
        if not gone and moved.isdisjoint(at_risk - withheld.statement_ids):
            return telling
        untold |= gone
        left = {cell: reason for cell, reason in telling.cells.items() if cell[2] not in sensitive}


def _settled(
    statements: pd.DataFrame,
    assignments: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    withheld: Withheld,
    moved: Collection[str],
    left: Mapping[Cell, Reason],
    *,
    min_group_size: int,
) -> Telling:
    """What may be told when these statements are withheld, others were `moved` to no topic, and cells `left` out."""
    placed = without_topics(assignments, {*withheld.statement_ids, *moved})
    readable, small_themes = told_themes(
        statement_themes, statements, sessions, groups, withheld, min_group_size=min_group_size
    )
    whole = [group for unit, _, group in withheld.cells if unit == CORPUS_UNIT[0]]
    every = product(statement_themes["theme_id"].unique(), whole)
    cells = {**withheld.cells, **small_themes, **left}
    cells |= {("theme", str(theme), group): GIVES_AWAY for theme, group in every}
    open_groups = [group for group in groups if not group.sensitive]
    names = [group.id for group in open_groups]
    found = statements.assign(topic_id=without_topics(assignments, withheld.statement_ids)["topic_id"].to_numpy())
    silent: set[str] = set()
    uncompared: set[Cell] = set()
    stuck: set[Cell] = set()
    while True:
        topical = statements.assign(topic_id=placed["topic_id"].to_numpy())
        scores = compared(readable, topical, sessions, open_groups, uncompared, cells)
        # What open groups are not compared with may leave too few people at risk who are.
        _, few = told_themes(scores, statements, sessions, groups, withheld, min_group_size=min_group_size)
        if few.keys() - cells.keys():
            cells |= few
            for _, theme, group in few:
                ids = statements.loc[members_of(statements, group), "statement_id"]
                readable = readable[~((readable["theme_id"] == theme) & readable["statement_id"].isin(ids))]
            continue
        small = small_cells(topical, scores, sessions, groups, min_group_size=min_group_size, silent=silent)
        if new := small.difference(cells):
            cells |= dict.fromkeys(new, FEW)
            continue
        if betrayed := betrayed_groups(topical, scores, sessions, open_groups, cells, withheld.statement_ids) - silent:
            silent |= betrayed
            continue
        hidden = {cell for cell in cells if cell[2] in names}
        exposed = exposed_cells(said(topical, scores, sessions, groups, withheld.statement_ids), hidden, names)
        leaving = dict.fromkeys(exposed - stuck, FEW) or _companions(found, topical, cells, set(names) - silent)
        if not leaving:
            told = told_of_each(topical, scores, sessions, open_groups, cells)
            return Telling(
                statements.drop(columns="topic_id").join(told),
                placed,
                scores.reset_index(drop=True),
                cells,
                withheld.statement_ids,
            )
        for cell, reason in leaving.items():
            unit, unit_id, group = cell
            if unit == CORPUS_UNIT[0]:
                silent.add(group)
                continue
            cells.setdefault(cell, reason)
            if unit == "topic":
                is_theirs = members_of(statements, group) & placed["topic_id"].eq(int(unit_id)).to_numpy()
                placed = without_topics(placed, frozenset(statements.loc[is_theirs, "statement_id"]))
            elif cell not in uncompared:
                uncompared.add(cell)
            elif group not in silent:
                silent.add(group)
            else:
                stuck.add(cell)


def _companions(
    found: pd.DataFrame, told: pd.DataFrame, cells: Iterable[Cell], groups: Iterable[str]
) -> dict[Cell, Reason]:
    """Topic cells to leave out with those whose statements were taken to no topic.

    Each of those holds at least one of the statements that the group has in no topic. Where these are as few as such
    cells, they would tell how many, unless a cell that is left out may be empty: so empty ones are left out, too. Where
    the group has none, it is its smallest cell of two statements or more; where there is no such cell, all that is told
    of the group.

    Args:
        found: The statements with their topics, but what is withheld.
        told: The same, but what was taken to no topic.
        cells: What is left out so far.
        groups: Ids of the open groups.
    """
    sizes = Counter(told["topic_id"])
    left_out = {(int(unit_id), group) for unit, unit_id, group in cells if unit == "topic"}
    companions: dict[Cell, Reason] = {}
    for group in sorted(groups):
        is_theirs = members_of(found, group)
        before, now = Counter(found.loc[is_theirs, "topic_id"]), Counter(told.loc[is_theirs, "topic_id"])
        hidden = [topic for topic, owner in left_out if owner == group]
        taken = [topic for topic in hidden if before[topic] and not now[topic]]
        has_company = any(sizes[topic] and not before[topic] for topic in hidden)
        if not taken or now[OUTLIER] > len(taken) or has_company:
            continue
        free = [topic for topic in sizes if topic != OUTLIER and topic not in hidden]
        empty = sorted((topic for topic in free if not now[topic]), key=lambda topic: (sizes[topic], topic))
        spoken = sorted((topic for topic in free if now[topic]), key=lambda topic: (now[topic] < 2, now[topic], topic))
        if not empty and not any(now[topic] > 1 for topic in spoken):
            companions[*CORPUS_UNIT, group] = GIVES_AWAY
            continue
        companions |= {("topic", str(topic), group): GIVES_AWAY for topic in empty[:N_EMPTY] or spoken[:1]}
    return companions
