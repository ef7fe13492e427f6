"""Consultations of a few sessions, for what may be told of them."""

from __future__ import annotations

import pandas as pd

from corpus.schemas import Group
from models.schemas import OUTLIER
from tests.models.conftest import make_statements

Said = tuple[Group | None, int | None, str]
"""The group of a session (or nobody's), its participants, and a letter a statement: its topic, `.` for none."""


def room(*said: Said) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements with the columns of `Assignments`, and sessions."""
    rows: list[dict[str, object]] = [
        {
            "session_id": f"кімната {number}",
            "groups": () if group is None else (group.id,),
            "topic_id": OUTLIER if letter == "." else "abcdefgh".index(letter),
        }
        for number, (group, _, letters) in enumerate(said)
        for letter in letters
    ]
    statements = make_statements(rows).assign(stability=0.5, map_x=0.0, map_y=0.0)
    sessions = pd.DataFrame(
        {
            "session_id": [f"кімната {number}" for number in range(len(said))],
            "groups": pd.Series([() if group is None else (group.id,) for group, _, _ in said], dtype=object),
            "participants": pd.array([present for _, present, _ in said], dtype="Int64"),
            "region": "Europe",
            "country": "Georgia",
        }
    )
    return statements.assign(unmerged_topic_id=statements["topic_id"]), sessions


def scores(statements: pd.DataFrame, **carrying: list[int]) -> pd.DataFrame:
    """Schema `StatementThemes`: each theme with the rows of the statements that carry it."""
    rows = [
        (statement_id, theme_id, 0.0, row in rows)
        for row, statement_id in enumerate(statements["statement_id"])
        for theme_id, rows in carrying.items()
    ]
    return pd.DataFrame(rows, columns=["statement_id", "theme_id", "score", "assigned"])
