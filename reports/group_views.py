"""The two silences as the page shows them: who was hardly in the room, and whom the themes left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from reports.evidence import Evidence, Row
from reports.figures import LiftFigure, ShareFigure, known, known_sessions, row_lift, share_figure


@dataclass(frozen=True)
class GroupView:
    """A group's two silences: how much it was in the room, and how much of what it said no theme took up."""

    number: int
    """Its place among the declared groups, from 1; names the panel of what it raised."""
    label: str
    is_sensitive: bool
    is_suppressed: bool
    n_statements: int | None
    n_sessions: int | None
    n_people: int | None
    share: float | None
    expected_share: float | None
    lift: LiftFigure | None
    """Its share of what was said over the share declared as fair."""
    present: LiftFigure | None
    """Its share of what was said over its share of the people there."""
    unthemed: ShareFigure | None
    unthemed_lift: LiftFigure | None
    """The share of it that carries no theme over that of all statements."""


@dataclass(frozen=True)
class SilencesInWords:
    """Labels of the groups of which a silence is sure, each kind apart; empty where none is."""

    hardly_in_the_room: list[str]
    there_and_quiet: list[str]
    not_themed: list[str]


def group_views(evidence: Evidence) -> list[GroupView]:
    """Groups with a row for the corpus, least in the room first."""
    silences = {row.group: row for row in evidence.findings.silences.itertuples()}
    present = {row.group: row for row in _rows("participants", evidence)}
    views = [
        _group_view(row, present.get(row.group), silences.get(row.group), evidence) for row in _rows("corpus", evidence)
    ]
    return sorted(views, key=lambda view: (view.is_suppressed, view.lift is None, view.lift.value if view.lift else 0))


def _rows(unit: str, evidence: Evidence) -> list[Row]:
    return evidence.representation.get((unit, unit), [])


def _group_view(row: Row, present: Row | None, silence: Row | None, evidence: Evidence) -> GroupView:
    unthemed = unthemed_lift = None
    if silence is not None and not silence.suppressed and not pd.isna(silence.unthemed_share):
        ends = (float(silence.unthemed_low), float(silence.unthemed_high))
        unthemed = share_figure(float(silence.unthemed_share), *ends, evidence.words)
        unthemed_lift = row_lift(silence, evidence.words)
    return GroupView(
        number=evidence.group_number(row.group),
        label=evidence.group_labels[row.group],
        is_sensitive=row.group in evidence.sensitive,
        is_suppressed=bool(row.suppressed),
        n_statements=known(row.n_statements),
        n_sessions=known_sessions(row),
        n_people=known(row.n_people),
        share=None if pd.isna(row.share) else float(row.share),
        expected_share=None if pd.isna(row.expected_share) else float(row.expected_share),
        lift=row_lift(row, evidence.words),
        present=None if present is None else row_lift(present, evidence.words),
        unthemed=unthemed,
        unthemed_lift=unthemed_lift,
    )


def partly_named(groups: Sequence[GroupView], evidence: Evidence) -> str:
    """Why the list of quotes has fewer statements of some groups than count; empty where it has all.

    It tells what anybody can count in the tables, and no number.
    """
    named = Counter(chain.from_iterable(evidence.counted["groups"]))
    ids = list(evidence.group_labels)
    fewer = [group.label for group in groups if (group.n_statements or 0) > named[ids[group.number - 1]]]
    if not fewer:
        return ""
    return evidence.words.gettext(
        "To protect people, some of these statements name no group where they are quoted: the list of quotes has fewer "
        "of %(groups)s. Here each of them counts as one more person's, and in no session.",
        groups=evidence.words.join(fewer),
    )


def silences_in_words(groups: Sequence[GroupView]) -> SilencesInWords:
    """The groups whose silence is sure: q at most 0.05 and the whole interval on one side of parity."""
    return SilencesInWords(
        hardly_in_the_room=[group.label for group in groups if group.lift and group.lift.is_sure("below")],
        there_and_quiet=[group.label for group in groups if group.present and group.present.is_sure("below")],
        not_themed=[group.label for group in groups if group.unthemed_lift and group.unthemed_lift.is_sure("above")],
    )
