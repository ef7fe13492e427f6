"""Regions, languages and session types as the page shows them: who was heard, and what stands out."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reports.evidence import Evidence, Row
from reports.figures import CERTAIN_Q, LiftFigure, known, known_sessions, row_lift
from reports.topic_views import topic_label
from reports.wording import N_

DIMENSIONS = {"region": N_("Regions"), "language": N_("Languages"), "session_type": N_("Types of session")}
N_STANDING_OUT = 12
"""Cells shown of each dimension, beyond which breakdowns.csv goes on."""


@dataclass(frozen=True)
class ValueView:
    """A region, language or session type: how much was heard of it, against the people who were there."""

    label: str
    is_suppressed: bool
    n_statements: int | None
    n_sessions: int | None
    n_people: int | None
    share: float | None
    present: LiftFigure | None


@dataclass(frozen=True)
class StandingOut:
    """A topic that a value raises more, or less, than it raises other things, and surely so."""

    value: str
    topic_id: int
    topic: str
    lift: LiftFigure
    n_statements: int
    n_sessions: int | None


@dataclass(frozen=True)
class BreakdownView:
    """One dimension."""

    title: str
    parts: list[ValueView]
    standing_out: list[StandingOut]


def breakdown_views(evidence: Evidence) -> list[BreakdownView]:
    """The dimensions of which two values and more are known."""
    table = evidence.findings.breakdowns
    views = []
    for dimension, title in DIMENSIONS.items():
        rows = table[table["dimension"] == dimension]
        if rows.empty:
            continue
        present = {row.value: row for row in rows[rows["unit"] == "participants"].itertuples()}
        corpus = [
            _value_view(row, present.get(row.value), evidence) for row in rows[rows["unit"] == "corpus"].itertuples()
        ]
        views.append(
            BreakdownView(
                evidence.words.gettext(title),
                sorted(corpus, key=lambda view: (view.is_suppressed, -(view.n_statements or 0), view.label)),
                _standing_out(rows, evidence),
            )
        )
    return views


def _value_label(row: Row, evidence: Evidence) -> str:
    return evidence.words.language_name(row.value) if row.dimension == "language" else str(row.value)


def _value_view(row: Row, present: Row | None, evidence: Evidence) -> ValueView:
    return ValueView(
        label=_value_label(row, evidence),
        is_suppressed=bool(row.suppressed),
        n_statements=known(row.n_statements),
        n_sessions=known_sessions(row),
        n_people=known(row.n_people),
        share=None if pd.isna(row.share) else float(row.share),
        present=None if present is None else row_lift(present, evidence.words),
    )


def _standing_out(rows: pd.DataFrame, evidence: Evidence) -> list[StandingOut]:
    """Cells of topics that are shown with q at most 0.05 and an interval that leaves parity out, farthest first."""
    shown = {id_ for id_, topic in evidence.topics_by_id.items() if not topic.is_hidden}
    cells = rows[(rows["unit"] == "topic") & (rows["q_value"] <= CERTAIN_Q)]
    found = []
    for row in cells.itertuples():
        lift = row_lift(row, evidence.words)
        if lift is None or lift.reading == "unclear" or int(row.unit_id) not in shown:
            continue
        found.append(
            StandingOut(
                value=_value_label(row, evidence),
                topic_id=int(row.unit_id),
                topic=topic_label(int(row.unit_id), evidence),
                lift=lift,
                n_statements=int(row.n_statements),
                n_sessions=known_sessions(row),
            )
        )
    return sorted(found, key=lambda cell: (-cell.lift.distance, cell.topic_id, cell.value))[:N_STANDING_OUT]
