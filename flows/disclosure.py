"""The disclosure report: what a run withheld, and why, for the data team alone.

It names counts that the published tables leave out. So it lies in the store, which is never shared, is readable by its
owner only, and goes with its run. It holds no participant's words: groups, topics and themes by id, and counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pandas as pd

from corpus.errors import OutputError
from corpus.files.private import write_private_csv
from corpus.schemas import Group, Reading
from models.sampling import count_people
from models.schemas import OUTLIER, Findings
from models.telling import Telling
from models.withholding import CORPUS_UNIT, Cell, members_of

FOLDER = "disclosure"
COLUMNS = ("withheld", "unit", "unit_id", "group", "reason", "n_statements", "n_people")

Line = tuple[str, str, str, str, str, int, int | None]


def disclosure_file(store: Path, run_id: str) -> Path:
    """Where the report on a run lies in the store."""
    return store / FOLDER / f"{run_id}.csv"


def write_disclosure(store: Path, run_id: str, lines: Iterable[Line]) -> Path:
    """Write the report on a run; returns its path.

    Raises:
        OutputError: the folder cannot be written to.
    """
    path = disclosure_file(store, run_id)
    try:
        write_private_csv(path, COLUMNS, (["" if cell is None else str(cell) for cell in line] for line in lines))
    except OSError as error:
        raise OutputError(
            f"The disclosure report in {path.parent} cannot be written ({error.strerror}). Check rights and space."
        ) from error
    return path


def forget_disclosures(store: Path, kept: Collection[str]) -> None:
    """Remove the reports on runs that are not among `kept`.

    Raises:
        OutputError: one cannot be removed.
    """
    try:
        for path in (store / FOLDER).glob("*.csv"):
            if path.stem not in kept:
                path.unlink()
    except OSError as error:
        raise OutputError(f"{store / FOLDER}: a report cannot be removed ({error.strerror}). Check rights.") from error


def disclosure_lines(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    findings: Findings,
    reading: Reading,
    groups: Collection[Group],
    telling: Telling,
) -> Iterator[Line]:
    """What is withheld, one line a rule and place.

    Args:
        statements: Schema `Statements` with the column topic_id as it was found, those that count.
        statement_themes: All scores, schema `StatementThemes`.
        findings: As they may be told, before protection.
        reading: What was read.
        groups: The groups declared.
        telling: What may be told.
    """
    participants = reading.sessions.set_index("session_id")["participants"]
    for group_id, n in reading.left_out.items():
        yield "everything", *CORPUS_UNIT, group_id, "few people in all", n, None
    is_withheld = statements["statement_id"].isin(list(telling.withheld))
    for group in groups:
        if not group.sensitive:
            continue
        theirs = members_of(statements, group.id) & is_withheld.to_numpy()
        outliers = theirs & (statements["topic_id"] == OUTLIER).to_numpy()
        for reason, said in (("in no topic", outliers), ("few people in the topic", theirs & ~outliers)):
            if said.any():
                n_people = count_people(statements[said], participants, is_strict=True)
                yield "words and topic", *CORPUS_UNIT, group.id, reason, int(said.sum()), n_people
    yield from _cell_lines(statements, statement_themes, groups, telling, participants, is_withheld)
    few_votes = findings.votes[findings.votes["suppressed"].astype(bool)] if len(findings.votes) else findings.votes
    if len(few_votes):
        yield "votes", *CORPUS_UNIT, "", "few people voted", few_votes["statement_id"].nunique(), None


def _cell_lines(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    groups: Collection[Group],
    telling: Telling,
    participants: pd.Series[int],
    is_withheld: pd.Series[bool],
) -> Iterator[Line]:
    """A line a cell whose figures are left out, and one where its statements left their topic for it."""
    sensitive = {group.id for group in groups if group.sensitive}
    carried = statement_themes[statement_themes["assigned"]]
    moved = (telling.assignments["topic_id"] != statements["topic_id"]).to_numpy() & ~is_withheld.to_numpy()

    members = {
        group_id: pd.Series(members_of(statements, group_id), index=statements.index)
        for group_id in {group_id for _, _, group_id in telling.cells}
    }

    def said(cell: Cell) -> pd.Series[bool]:
        unit, unit_id, group_id = cell
        is_theirs = members[group_id]
        if unit == "topic":
            return is_theirs & (statements["topic_id"] == int(unit_id))
        if unit == "theme":
            return is_theirs & statements["statement_id"].isin(
                carried.loc[carried["theme_id"] == unit_id, "statement_id"]
            )
        return is_theirs

    for cell, reason in sorted(telling.cells.items()):
        mask = said(cell)
        n_people = count_people(statements[mask], participants, is_strict=cell[2] in sensitive)
        yield "figures", *cell, reason, int(mask.sum()), n_people
        if cell[0] == "topic" and (left := mask & moved).any():
            yield "topic", *cell, "the other figures would tell it", int(left.sum()), n_people
