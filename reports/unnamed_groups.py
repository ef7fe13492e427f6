"""Statements that may not name a group, because they stand in a cell whose figures are left out.

What the group follows from goes too, or one could name it again: a session that was held for the group, the author or
speaker whose other statements name it. It goes wherever a reader could otherwise see which statements lost something.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from corpus.schemas import Group
from models.schemas import Findings, themes_of_each

NAMED_PLACE = r"(?s)^(?!page \d+, \w+ \d+).*?, (?=(?:page \d+, )?(?:line|paragraph|row) \d+(?:, sentence \d+)?$)"
"""What stands before page and paragraph where a note has parts with names: "sheet Youth club, row 3"."""

SESSION_FIELDS = frozenset({"region", "country", "session_id"})
"""What of a group's `match` follows from the session."""


def month(dates: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    """The first of each month, in the column's own type."""
    return (dates - pd.to_timedelta(dates.dt.day - 1, unit="D")).dt.normalize().astype(dates.dtype)


def unname(findings: Findings, groups: Sequence[Group]) -> pd.DataFrame:
    """The statements, which do not name a group in whose suppressed topic, theme or corpus cell they stand.

    - Where the group follows from the session, the statement also loses session, reference, context, speaker, author
      and the day.
    - Elsewhere, all statements of that session, or all without a session of that source, lose author and speaker.
    """
    statements = findings.statements
    hidden = _untold_groups(findings)
    by_session = _follows_from_session(findings.sessions, groups)
    declared = [by_session.get(session, frozenset()) for session in statements["session_id"]]
    is_lost = pd.Series(
        [not untold.isdisjoint(followed) for untold, followed in zip(hidden, declared, strict=True)],
        index=statements.index,
        dtype=bool,
    )
    place = statements["session_id"].fillna("source " + statements["source"])
    is_untold = pd.Series([bool(untold) for untold in hidden], index=statements.index, dtype=bool)
    is_loose = is_lost | place.isin(place[is_untold & ~is_lost])
    named = [
        tuple(group for group in groups_ if group not in untold)
        for groups_, untold in zip(statements["groups"], hidden, strict=True)
    ]
    return statements.assign(
        groups=pd.Series(named, index=statements.index, dtype=object),
        author_id=statements["author_id"].mask(is_loose, None),
        speaker=statements["speaker"].mask(is_loose, None),
        context=statements["context"].mask(is_lost, None),
        session_id=statements["session_id"].mask(is_lost, None),
        source_ref=statements["source_ref"].mask(is_lost, ""),
        place=statements["place"].mask(is_lost, statements["place"].str.replace(NAMED_PLACE, "", regex=True)),
        date=statements["date"].mask(is_lost, month(statements["date"])),
    )


def _untold_groups(findings: Findings) -> list[frozenset[str]]:
    """The groups that each statement may not name."""
    rows = findings.representation[findings.representation["suppressed"].astype(bool)]
    cells = {(row.unit, str(row.unit_id), row.group) for row in rows.itertuples()}
    themes = themes_of_each(findings.statement_themes)
    statements = findings.statements
    untold = []
    for id_, topic, groups in zip(
        statements["statement_id"], statements["topic_id"], statements["groups"], strict=True
    ):
        units = [("topic", str(topic)), ("corpus", "corpus"), *(("theme", theme) for theme in themes.get(id_, []))]
        untold.append(frozenset(group for group in groups if any((*unit, group) in cells for unit in units)))
    return untold


def _follows_from_session(sessions: pd.DataFrame, groups: Sequence[Group]) -> dict[object, frozenset[str]]:
    """The groups that a reader knows from the session, by its id."""
    matched = {group.id for group in groups if not SESSION_FIELDS.isdisjoint(group.match)}
    return {
        session: frozenset(matched.union(held))
        for session, held in zip(sessions["session_id"], sessions["groups"], strict=True)
    }
