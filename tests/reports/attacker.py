"""Somebody who reads the published tables and wants the counts that are left out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.protection import WITHHELD

Cell = tuple[str, str, str]
CORPUS = ("corpus", "corpus")


@dataclass
class Tables:
    """What is published of a run, as far as it counts groups."""

    statements: pd.DataFrame
    statement_themes: pd.DataFrame
    representation: pd.DataFrame
    sessions: pd.DataFrame
    voices: pd.DataFrame
    unthemed: pd.DataFrame
    """The report's shares of statements that carry no theme, by group."""
    by_region: pd.DataFrame
    """Breakdowns by region."""

    def __post_init__(self) -> None:
        self.counted = self.statements[self.statements["is_counted"]]
        rows = self.representation[self.representation["unit"].isin(["topic", "theme", "corpus"])]
        keys = zip(rows["unit"], rows["unit_id"].astype(str), rows["group"], strict=True)
        figures = zip(rows["n_statements"], rows["suppressed"], strict=True)
        self.cells = {key: None if hidden else int(n) for key, (n, hidden) in zip(keys, figures, strict=True)}


@dataclass
class Knowledge:
    """Whole numbers from 0 to a largest one each, and weighted sums of them that are known."""

    most: list[float] = field(default_factory=list)
    sums: list[tuple[Mapping[int, float], float, float]] = field(default_factory=list)
    by_cell: dict[Cell, list[int]] = field(default_factory=dict)

    def unknown(self, most: float, cells: Iterable[Cell] = ()) -> int:
        """One more unknown number, which is part of these cells."""
        self.most.append(most)
        for cell in cells:
            self.by_cell.setdefault(cell, []).append(len(self.most) - 1)
        return len(self.most) - 1

    def know(self, unknowns: Iterable[int], low: float, high: float) -> None:
        """That these add up to something between `low` and `high`."""
        self.sums.append((dict.fromkeys(unknowns, 1.0), low, high))

    def only_value(self, cell: Cell) -> int | None:
        """What the cell must hold; None where it may hold several numbers, or what is known contradicts itself."""
        if not self.by_cell.get(cell):
            return 0
        matrix = np.zeros((len(self.sums), len(self.most)))
        for row, (weights, _, _) in enumerate(self.sums):
            matrix[row, list(weights)] = list(weights.values())
        known = LinearConstraint(matrix, [low for _, low, _ in self.sums], [high for _, _, high in self.sums])
        ends = set()
        for sign in (1, -1):
            cost = np.zeros(len(self.most))
            cost[self.by_cell[cell]] = sign
            found = milp(cost, constraints=known, bounds=Bounds(0, self.most), integrality=np.ones(len(cost)))
            if found.x is None:
                return None
            ends.add(round(sign * found.fun))
        return ends.pop() if len(ends) == 1 else None


def worked_out(tables: Tables, *, at_least: int) -> dict[Cell, int]:
    """The suppressed cells of topics and themes that can hold only one number of statements, with that number.

    Taken for granted is that a suppressed cell holds `at_least` so many, and how the tables were made: what a group
    says in no topic may belong to a suppressed cell; a statement of a session held for a group is the group's; the
    evidence of a voice is of its groups; what names its author names its groups; a note without its session lost it for
    a group's sake.
    """
    knowledge = _knowledge(tables, at_least=at_least)
    hidden = [cell for cell, n in tables.cells.items() if n is None and cell[:2] != CORPUS]
    values = {cell: knowledge.only_value(cell) for cell in hidden}
    return {cell: value for cell, value in values.items() if value is not None}


def _knowledge(tables: Tables, *, at_least: int) -> Knowledge:
    knowledge, named, placeless = Knowledge(), Counter[Cell](), []
    groups = sorted({group for _, _, group in tables.cells})
    told = _told_groups(tables)
    unnamed: dict[str, dict[str, int]] = {}
    units_of = _units(tables)
    for row in tables.counted.itertuples():
        units = units_of[row.statement_id]
        named.update((*unit, group) for unit in units for group in told[row.statement_id])
        if isinstance(row.author_id, str):
            continue
        own = {
            group: knowledge.unknown(1, [(*unit, group) for unit in units])
            for group in groups
            if group not in told[row.statement_id]
        }
        unnamed[row.statement_id] = own
        if row.topic_id == -1:
            placeless.append(own)
        if row.text != WITHHELD and row.source_type == "notes" and not isinstance(row.session_id, str):
            knowledge.know(own.values(), 1, np.inf)
    is_outlier = tables.counted["topic_id"] == -1
    for group in groups:
        spare = sum(group in said for said in tables.counted.loc[is_outlier, "groups"])
        _add_moved(tables, knowledge, group, spare, [own[group] for own in placeless if group in own])
    for cell, n in tables.cells.items():
        keys = knowledge.by_cell.get(cell, [])
        if n is None:
            # Where all of a group is left out, that says nothing about one cell.
            is_whole = tables.cells.get((*CORPUS, cell[2])) is None
            knowledge.know(keys, 0 if is_whole else at_least, np.inf)
        else:
            knowledge.know(keys, n - named[cell], n - named[cell])
    for row in tables.unthemed.itertuples():
        for theme, n in (("(none)", row.n_unthemed), ("(any)", row.n_statements)):
            cell = ("theme", theme, row.group)
            knowledge.know(knowledge.by_cell.get(cell, []), n - named[cell], n - named[cell])
    _add_rooms(tables, knowledge, told, unnamed)
    return knowledge


def _add_rooms(
    tables: Tables, knowledge: Knowledge, told: Mapping[str, set[str]], unnamed: Mapping[str, Mapping[str, int]]
) -> None:
    """What groups said where people were counted: in sessions with participants, and maybe where that is not seen."""
    participants = tables.sessions.set_index("session_id")["participants"]
    notes = tables.counted[tables.counted["source_type"] == "notes"]
    n_there = notes["session_id"].map(participants)
    sure = notes.loc[n_there > 0, "statement_id"].tolist()
    maybe = notes.loc[n_there.isna(), "statement_id"].tolist()
    rows = tables.representation
    rows = rows[(rows["unit"] == "participants") & ~rows["suppressed"]]
    for group, n in zip(rows["group"], rows["n_statements"], strict=True):
        n_sure, n_maybe = (sum(group in told[id_] for id_ in ids) for ids in (sure, maybe))
        surely, perhaps = ([unnamed[i][group] for i in ids if group in unnamed.get(i, {})] for ids in (sure, maybe))
        knowledge.know(surely, -np.inf, n - n_sure)
        knowledge.know([*surely, *perhaps], n - n_sure - n_maybe, np.inf)


def _add_moved(tables: Tables, knowledge: Knowledge, group: str, spare: int, placeless: list[int]) -> None:
    """What a suppressed cell may hold beside what is seen in it: some of `spare` statements, and `placeless` ones."""
    scores = tables.statement_themes
    theirs = {row.statement_id for row in tables.counted.itertuples() if group in row.groups}
    moved = []
    for cell in [each for each, n in tables.cells.items() if n is None and each[2] == group]:
        if cell[0] == "topic":
            moved.append(knowledge.unknown(spare + len(placeless), [cell]))
        if cell[0] == "theme" and not scores.loc[scores["theme_id"] == cell[1], "statement_id"].isin(theirs).any():
            knowledge.unknown(len(theirs), [cell])
    knowledge.sums.append((dict.fromkeys(moved, 1.0) | dict.fromkeys(placeless, -1.0), -np.inf, spare))


def _units(tables: Tables) -> dict[str, list[tuple[str, str]]]:
    """Where each statement is seen to count."""
    scores = tables.statement_themes
    themes = scores[scores["assigned"]].groupby("statement_id")["theme_id"].agg(list).to_dict()
    compared = set(scores["statement_id"])
    units = {}
    for id_, topic in zip(tables.counted["statement_id"], tables.counted["topic_id"], strict=True):
        units[id_] = [CORPUS]
        if topic != -1:
            units[id_].append(("topic", str(topic)))
        if id_ in compared:
            units[id_] += [("theme", theme) for theme in (*themes.get(id_, ["(none)"]), "(any)")]
    return units


def _told_groups(tables: Tables) -> dict[str, set[str]]:
    """The groups that each statement is seen to be of."""
    held = dict(zip(tables.sessions["session_id"], tables.sessions["groups"], strict=True))
    told = {
        row.statement_id: {*row.groups, *held.get(row.session_id, ())}
        for row in tables.counted[["statement_id", "groups", "session_id"]].itertuples()
    }
    for groups, ids in zip(tables.voices["groups"], tables.voices["statement_ids"], strict=True):
        for id_ in ids if len(groups) == 1 else ():
            told[id_].add(groups[0])
    return told
