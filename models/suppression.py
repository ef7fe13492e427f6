"""Which figures on open groups are left out: those of few people, so that nobody can work them out again.

A group's figures are linked: what it says in the topics adds up to what it says in all, and so by theme. The table of
statements names the groups of each statement, so that anybody can count. So a statement in a cell that is left out does
not name the group, nor what the group follows from. Where the figures that remain would still tell the cell
(`models.audit`), what the group says there counts for no topic, or for no theme, at all: then nothing that is published
knows of it, and no other group's figures need be left out for its sake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.schemas import Group
from models.audit import Equations, Sum, told_counts
from models.cells import flags_of
from models.sampling import count_people, people_of
from models.schemas import OUTLIER, themes_of_each
from models.withholding import CORPUS_UNIT, FEW, ROOM_UNIT, Cell, Reason, Unit, members_of

NO_THEME, ANY_THEME = "", "*"
"""Stand for the theme of statements that carry none, and of all that are compared with themes: the report tells the
share of the former in the latter for each group."""

SESSION_FIELDS = frozenset({"region", "country", "session_id"})
"""What of a group's `match` follows from the session."""

Kind = Literal["named", "loose", "lost", "withheld"]
"""How a statement is seen: with its groups; among statements whose author or speaker is not told; without its session;
or without its words."""

Room = Literal["counted", "uncounted", "not seen"]
"""Where a statement is seen to be said: where people were counted (`models.presence`), elsewhere, or not at all."""

Unknown = tuple[frozenset[Unit], Kind, Room, str]
"""How many statements of this kind, with the same topic and themes, are a group's without naming it."""


@dataclass(frozen=True)
class Said:
    """A statement as far as groups are concerned."""

    place: str
    """Its session, else its source."""
    units: frozenset[Unit]
    """Its topic, unless it has none, its themes, and the corpus."""
    groups: frozenset[str]
    """Its open groups."""
    by_session: frozenset[str]
    """Those that follow from its session."""
    is_withheld: bool
    in_room: bool | None
    """Whether the people of its session were counted; None where it has no session."""


def said(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Iterable[Group],
    withheld: Collection[str],
) -> Counter[Said]:
    """The statements as `exposed_cells` needs them, equal ones counted.

    Args:
        statements: Schema `Statements` with the column topic_id.
        statement_themes: Schema `StatementThemes`, without those that are withheld.
        sessions: Schema `Sessions`.
        groups: The groups declared.
        withheld: Ids of the statements that are withheld.
    """
    open_groups = [group for group in groups if not group.sensitive]
    followed = groups_by_session(statements, sessions, open_groups)
    themes = themes_of_each(statement_themes)
    compared = set(statement_themes["statement_id"].unique())
    counted_rooms = set(sessions.loc[sessions["participants"].fillna(0) > 0, "session_id"])
    counted: Counter[Said] = Counter()
    columns = ["statement_id", "topic_id", "session_id", "source", "groups"]
    for row, by_session in zip(statements[columns].itertuples(), followed, strict=True):
        own = frozenset(row.groups).intersection(group.id for group in open_groups)
        session = row.session_id if isinstance(row.session_id, str) else None
        units = {CORPUS_UNIT}
        if row.statement_id in compared:
            units |= {("theme", theme) for theme in (ANY_THEME, *themes.get(row.statement_id, [NO_THEME]))}
        if row.topic_id != OUTLIER:
            units.add(("topic", str(row.topic_id)))
        place = f"session {session}" if session else f"source {row.source}"
        in_room = session in counted_rooms if session else None
        counted[Said(place, frozenset(units), own, by_session, row.statement_id in withheld, in_room)] += 1
    return counted


def groups_by_session(
    statements: pd.DataFrame, sessions: pd.DataFrame, groups: Iterable[Group]
) -> list[frozenset[str]]:
    """Those of each statement's groups, out of `groups`, that follow from its session."""
    groups = list(groups)
    ids = {group.id for group in groups}
    matched = {group.id for group in groups if not SESSION_FIELDS.isdisjoint(group.match)}
    declared = {
        session: ids.intersection(matched.union(held))
        for session, held in zip(sessions["session_id"], sessions["groups"], strict=True)
    }
    return [
        frozenset(own).intersection(declared.get(session, matched)) if isinstance(session, str) else frozenset()
        for session, own in zip(statements["session_id"], statements["groups"], strict=True)
    ]


def told_of_each(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Iterable[Group],
    hidden: Collection[Cell],
) -> pd.DataFrame:
    """What is told of where each statement comes from: groups_told, those it names, and session_told, a flag.

    A statement does not name a group of which it stands in a cell that is left out. Where such a group follows from its
    session, that is not told either.

    Args:
        statements: Schema `Statements` with the column topic_id.
        statement_themes: Schema `StatementThemes`.
        sessions: Schema `Sessions`.
        groups: The groups declared.
        hidden: The cells that are left out.
    """
    themes = themes_of_each(statement_themes)
    followed = groups_by_session(statements, sessions, [group for group in groups if not group.sensitive])
    named, sessions_told = [], []
    keys = zip(statements["statement_id"], statements["topic_id"], statements["groups"], followed, strict=True)
    for id_, topic, own, known in keys:
        units = [CORPUS_UNIT, ("topic", str(topic)), *(("theme", str(theme)) for theme in themes.get(id_, []))]
        untold = {group for group in own if any((*unit, group) in hidden for unit in units)}
        named.append(tuple(group for group in own if group not in untold))
        sessions_told.append(untold.isdisjoint(known))
    told = {"groups_told": pd.Series(named, dtype=object), "session_told": pd.Series(sessions_told, dtype=bool)}
    return pd.DataFrame({name: column.set_axis(statements.index) for name, column in told.items()})


def small_cells(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    groups: Iterable[Group],
    *,
    min_group_size: int,
    silent: Collection[str] = (),
) -> set[Cell]:
    """Cells of open groups on fewer people than `min_group_size`, but at least one.

    Of a group of so few people in all, and of groups that are `silent`, every cell.
    """
    participants = sessions.set_index("session_id")["participants"]
    assigned = statement_themes.loc[statement_themes["assigned"], ["statement_id", "theme_id"]]
    statements = statements[["statement_id", "session_id", "author_id", "topic_id", "groups"]]
    every: list[Unit] = [("topic", str(id_)) for id_ in statements["topic_id"].unique() if id_ != OUTLIER]
    every += [CORPUS_UNIT, ROOM_UNIT, *(("theme", str(id_)) for id_ in statement_themes["theme_id"].unique())]
    found: set[Cell] = set()
    for group in (each for each in groups if not each.sensitive):
        theirs = statements[members_of(statements, group.id)]
        if group.id in silent or 0 < count_people(theirs, participants) < min_group_size:
            found |= {(*unit, group.id) for unit in every}
            continue
        rows = pd.Index(theirs["statement_id"]).get_indexer(assigned["statement_id"])
        themed = pd.Series(rows[rows >= 0]).groupby(assigned["theme_id"].to_numpy()[rows >= 0])
        spoken: dict[Unit, NDArray[np.int64]] = {
            **{("topic", str(id_)): own for id_, own in theirs.groupby("topic_id").indices.items() if id_ != OUTLIER},
            **{("theme", str(id_)): np.sort(own.to_numpy()) for id_, own in themed},
        }
        n_people = people_of(theirs, participants).behind(flags_of(list(spoken.values()), len(theirs)))
        found |= {(*unit, group.id) for unit, n in zip(spoken, n_people, strict=True) if n < min_group_size}
    return found


def exposed_cells(statements: Mapping[Said, int], hidden: Collection[Cell], groups: Sequence[str]) -> set[Cell]:
    """Those of the `hidden` topic and theme cells that the figures which are left tell.

    Args:
        statements: As `said` gives it, those that count.
        hidden: The cells that are left out; a group's cell of the corpus only with all others of the group.
        groups: Ids of the open groups.
    """
    seen = _Seen(statements, frozenset(hidden), groups)
    equations, unknowns = seen.equations()
    at_risk = {cell: unknowns[cell] for cell in hidden if cell[:2] != CORPUS_UNIT and seen.count[cell]}
    return told_counts(equations, at_risk, seen.count)


class _Seen:
    """What an outsider sees of the statements when some cells are left out."""

    def __init__(self, statements: Mapping[Said, int], hidden: frozenset[Cell], groups: Sequence[str]) -> None:
        self.statements, self.hidden, self.groups = statements, hidden, groups
        self.count: Counter[Cell] = Counter()
        for row, n in statements.items():
            self.count.update({(*unit, group): n for unit in row.units for group in row.groups})

    def _untold(self, row: Said) -> frozenset[str]:
        """The groups that the statement does not name."""
        if row.is_withheld:
            return row.groups
        return frozenset(group for group in row.groups if any((*unit, group) in self.hidden for unit in row.units))

    def _kinds(self) -> dict[Said, Kind]:
        kinds: dict[Said, Kind] = {}
        loose = set()
        for row in self.statements:
            untold = self._untold(row)
            if row.is_withheld:
                kinds[row] = "withheld"
            elif not untold.isdisjoint(row.by_session):
                kinds[row] = "lost"
            elif untold:
                loose.add(row.place)
        return {row: kinds.get(row, "loose" if row.place in loose else "named") for row in self.statements}

    @staticmethod
    def _room(row: Said, kind: Kind) -> Room:
        if row.in_room is not None and kind in ("lost", "withheld"):
            return "not seen"
        return "counted" if row.in_room else "uncounted"

    def equations(self) -> tuple[Equations, dict[Cell, list[Unknown]]]:
        """All that can be known of which statements that do not name a group are the group's, and each cell's unknowns.

        What a cell holds is the sum of its unknowns and of the statements that name the group.
        """
        most: Counter[Unknown] = Counter()
        named: Counter[Cell] = Counter()
        named_in: Counter[tuple[Room, str]] = Counter()
        n_lost: Counter[frozenset[Unit]] = Counter()
        kinds = self._kinds()
        for row, n in self.statements.items():
            kind, shown = kinds[row], row.groups - self._untold(row)
            room = self._room(row, kind)
            named.update({(*unit, group): n for unit in row.units for group in shown})
            named_in.update({(room, group): n for group in shown})
            n_lost[row.units] += n if kind == "lost" else 0
            if kind != "named":
                most.update({(row.units, kind, room, group): n for group in self.groups if group not in shown})
        unknowns: dict[Cell, list[Unknown]] = {}
        for key in most:
            for unit in key[0]:
                unknowns.setdefault((*unit, key[3]), []).append(key)
        # Whoever lost the session has a group that is not told.
        sums = [
            Sum([key for group in self.groups if (key := (units, "lost", "not seen", group)) in most], n, np.inf)
            for units, n in n_lost.items()
            if n
        ]
        sums += [each for group in self.groups for each in self._room_sums(group, most, named_in)]
        for cell, keys in unknowns.items():
            if cell in self.hidden:  # where all of a group is left out, that says nothing
                is_whole = (*CORPUS_UNIT, cell[2]) in self.hidden
                sums.append(Sum(keys, 0 if is_whole else min(1, self.count[cell]), np.inf))
            elif (*CORPUS_UNIT, cell[2]) not in self.hidden:
                rest = self.count[cell] - named[cell]
                sums.append(Sum(keys, rest, rest))
        return Equations(dict(most), sums), unknowns

    def _room_sums(
        self, group: str, most: Collection[Unknown], named_in: Mapping[tuple[Room, str], int]
    ) -> Iterator[Sum]:
        """What is known from the count of what the group said where people were counted."""
        if not self.hidden.isdisjoint({(*ROOM_UNIT, group), (*CORPUS_UNIT, group)}):
            return
        total = sum(n for row, n in self.statements.items() if row.in_room and group in row.groups)
        surely = [key for key in most if key[2:] == ("counted", group)]
        maybe = [key for key in most if key[2:] == ("not seen", group)]
        rest = total - named_in["counted", group]
        yield Sum(surely, -np.inf, rest)
        yield Sum([*surely, *maybe], rest - named_in["not seen", group], np.inf)


def with_suppressed(table: pd.DataFrame, cells: Iterable[Cell], *, category: str = "group") -> pd.DataFrame:
    """The table without the figures of `cells`, and with `suppressed` set there; a flag is not set there.

    Args:
        table: Columns unit, unit_id, `category`, suppressed, and figures.
        cells: Units, their ids, and what stands in the column `category`.
        category: The column that says whose figures a row has.
    """
    left_out = set(cells)
    keys = zip(table["unit"], table["unit_id"].astype(str), table[category], strict=True)
    hidden = pd.Series([key in left_out for key in keys], index=table.index, dtype=bool) | table["suppressed"]
    figures = [name for name in table.columns if name not in ("unit", "unit_id", category, "suppressed")]
    emptied = {
        name: table[name] & ~hidden if table[name].dtype == bool else table[name].mask(hidden) for name in figures
    }
    return table.assign(suppressed=hidden, **emptied)


def cells_of(table: pd.DataFrame, groups: Iterable[str]) -> dict[Cell, Reason]:
    """Every cell of `groups` in `table` (schema `Representation`): of those too small to be told of at all."""
    rows = table[table["group"].isin(list(groups))]
    return dict.fromkeys(zip(rows["unit"], rows["unit_id"].astype(str), rows["group"], strict=True), FEW)
