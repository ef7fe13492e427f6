"""What is not told of people at risk, decided before anything is counted, so that no figure can give it away.

A statement of a sensitive group behind which too few people stand is withheld: it counts for its group in the corpus,
and in no topic and for no theme. Every figure of a topic is then one of what is told, and nothing published knows
where the withheld statements belong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.schemas import Group
from models.sampling import count_people
from models.schemas import OUTLIER

Reason = Literal["few people", "would give away another"]
FEW: Reason = "few people"
GIVES_AWAY: Reason = "would give away another"

Unit = tuple[str, str]
"""Topic, theme or corpus, and its id."""

CORPUS_UNIT: Unit = ("corpus", "corpus")

ROOM_UNIT: Unit = ("participants", "participants")
"""What was said where people were counted (`models.presence`)."""

Cell = tuple[str, str, str]
"""A unit, its id, and a group."""

N_EMPTY = 2
"""Empty cells that are left out with others, so that nobody can tell which of them hold something."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Withheld:
    """Statements of sensitive groups that are not told, and the topic cells that are left out because of them."""

    statement_ids: frozenset[str] = frozenset()
    cells: dict[Cell, Reason] = field(default_factory=dict)


def members_of(statements: pd.DataFrame, group_id: str) -> Mask:
    """Whether each statement is the group's."""
    return np.asarray([group_id in groups for groups in statements["groups"]], dtype=bool)


def tiny_groups(
    statements: pd.DataFrame, sessions: pd.DataFrame, groups: Iterable[Group], *, min_group_size: int
) -> list[str]:
    """Sensitive groups behind whose statements altogether stand fewer people than `min_group_size`.

    That they are withheld would tell their number. So nothing of theirs may be read at all.
    """
    participants = sessions.set_index("session_id")["participants"]
    sizes = {
        group.id: count_people(statements[members_of(statements, group.id)], participants, is_strict=True)
        for group in groups
        if group.sensitive
    }
    return [group_id for group_id, n_people in sizes.items() if 0 < n_people < min_group_size]


def withhold(
    statements: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Iterable[Group],
    *,
    min_group_size: int,
    untold: Collection[int] = (),
) -> Withheld:
    """The statements of sensitive groups that may not be told.

    - What is in no topic: nobody can say how many people stand behind it.
    - What a group says in a topic where fewer people than `min_group_size` stand behind it.
    - Where the sum of what a group has withheld is so small that it nearly tells its parts, figures of the group in
      topics in which it says nothing are left out, too, so that no part need be above 0. Where there is no such topic,
      and the sum tells the parts, what it says in the topic with the next fewest people is withheld; where there is
      none of these either, the group's figures are left out altogether.

    Args:
        statements: Schema `Statements` with the column topic_id.
        sessions: Schema `Sessions`.
        groups: The groups declared.
        min_group_size: Fewest people behind what is told.
        untold: Topics of which nothing is told in the end, so that their cells can hide no other.
    """
    sensitive = [group.id for group in groups if group.sensitive]
    participants = sessions.set_index("session_id")["participants"]
    statements = statements[["statement_id", "session_id", "author_id", "topic_id", "groups"]]
    topic_ids = statements["topic_id"].to_numpy()
    topics = [int(topic) for topic in np.unique(topic_ids[topic_ids != OUTLIER])]
    members = {group_id: members_of(statements, group_id) for group_id in sensitive}
    hidden = (topic_ids == OUTLIER) & np.logical_or.reduce([np.zeros(len(statements), dtype=bool), *members.values()])
    cells: dict[Cell, Reason] = {}

    def people_in(group_id: str, topic: int) -> int:
        told = members[group_id] & ~hidden & (topic_ids == topic)
        return count_people(statements[told], participants, is_strict=True)

    def leave_out(group_id: str, topic: int, reason: Reason) -> None:
        nonlocal hidden
        hidden = hidden | (members[group_id] & (topic_ids == topic))
        cells["topic", str(topic), group_id] = reason

    while True:
        before = len(cells)
        for group_id in sensitive:
            for topic in topics:
                if 0 < people_in(group_id, topic) < min_group_size:
                    leave_out(group_id, topic, FEW)
        for group_id in sensitive:
            theirs = [topic for topic in topics if ("topic", str(topic), group_id) in cells]
            said_in = Counter(topic_ids[members[group_id]].tolist())
            n_most = int((members[group_id] & hidden).sum()) - (sum(said_in[topic] > 0 for topic in theirs) - 1)
            if not theirs or n_most >= min_group_size or not all(said_in[topic] for topic in theirs):
                continue
            sizes = Counter(topic_ids[~hidden].tolist())
            empty = sorted(
                (topic for topic in topics if sizes[topic] and not said_in[topic] and topic not in untold),
                key=lambda topic: (sizes[topic], topic),
            )
            told = [(n, topic) for topic in topics if (n := people_in(group_id, topic))]
            if empty:
                cells |= {("topic", str(topic), group_id): GIVES_AWAY for topic in empty[:N_EMPTY]}
            elif n_most == 1 and told:
                leave_out(group_id, min(told)[1], GIVES_AWAY)
            elif n_most == 1:
                units = (CORPUS_UNIT, ROOM_UNIT, *(("topic", str(topic)) for topic in topics))
                cells |= {(*unit, group_id): GIVES_AWAY for unit in units if (*unit, group_id) not in cells}
        if len(cells) == before:
            return Withheld(frozenset(statements.loc[hidden, "statement_id"]), cells)


def without_topics(assignments: pd.DataFrame, statement_ids: Collection[str]) -> pd.DataFrame:
    """The assignments (schema `Assignments`) in which these statements are in no topic."""
    is_untold = assignments["statement_id"].isin(list(statement_ids))
    return assignments.assign(
        topic_id=assignments["topic_id"].mask(is_untold, OUTLIER),
        unmerged_topic_id=assignments["unmerged_topic_id"].mask(is_untold, OUTLIER),
        topic_probability=assignments["topic_probability"].mask(is_untold, 0.0),
        is_clustered=assignments["is_clustered"] & ~is_untold,
        stability=assignments["stability"].mask(is_untold, np.nan),
    )


def told_themes(
    statement_themes: pd.DataFrame,
    statements: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Sequence[Group],
    withheld: Withheld,
    *,
    min_group_size: int,
) -> tuple[pd.DataFrame, dict[Cell, Reason]]:
    """The rows of `statement_themes` that may be told, and the theme cells that are left out with the others.

    Withheld statements have no rows. Where too few people of a sensitive group carry a theme, none of the group's
    statements has a row for it: one could count those that are missing.

    Args:
        statement_themes: Schema `StatementThemes`.
        statements: Schema `Statements`.
        sessions: Schema `Sessions`.
        groups: The groups declared.
        withheld: As `withhold` gives it.
        min_group_size: Fewest people behind what is told.
    """
    told = statement_themes[~statement_themes["statement_id"].isin(list(withheld.statement_ids))]
    participants = sessions.set_index("session_id")["participants"]
    cells: dict[Cell, Reason] = {}
    n_before = -1
    while len(cells) > n_before:
        n_before = len(cells)
        for group in (each for each in groups if each.sensitive):
            theirs = statements[members_of(statements, group.id)]
            is_theirs = told["statement_id"].isin(theirs["statement_id"])
            carried = told[is_theirs & told["assigned"]].groupby("theme_id")["statement_id"]
            for theme_id, statement_ids in carried:
                said = theirs[theirs["statement_id"].isin(statement_ids)]
                if count_people(said, participants, is_strict=True) < min_group_size:
                    told = told[~(is_theirs.reindex(told.index) & (told["theme_id"] == theme_id))]
                    cells["theme", str(theme_id), group.id] = FEW
    return told.reset_index(drop=True), cells


def without_small_rooms(sessions: pd.DataFrame, groups: Iterable[Group], *, min_group_size: int) -> pd.DataFrame:
    """The sessions, those held for a sensitive group as if nobody had counted fewer people than `min_group_size` there.

    Their number is published nowhere; but counts of people in other cells, and shares of those present, follow from it.
    """
    is_small = (_held_for_sensitive(sessions, groups) & (sessions["participants"] < min_group_size)).fillna(False)
    return sessions.assign(participants=sessions["participants"].mask(is_small.astype(bool)))


def without_places(sessions: pd.DataFrame, groups: Iterable[Group]) -> pd.DataFrame:
    """The sessions, those held for a sensitive group without region and country: a count by region would tell them."""
    is_at_risk = _held_for_sensitive(sessions, groups)
    return sessions.assign(region=sessions["region"].mask(is_at_risk), country=sessions["country"].mask(is_at_risk))


def _held_for_sensitive(sessions: pd.DataFrame, groups: Iterable[Group]) -> pd.Series[bool]:
    sensitive = {group.id for group in groups if group.sensitive}
    return pd.Series([not sensitive.isdisjoint(held) for held in sessions["groups"]], index=sessions.index, dtype=bool)
