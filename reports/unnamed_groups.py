"""Statements that may not name a group, because they stand in a cell whose figures are left out.

What the group follows from goes too, or one could name it again: a session that was held for the group, the author or
speaker whose other statements name it. It goes wherever a reader could otherwise see which statements lost something.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from corpus.schemas import Group
from models.schemas import Findings
from models.suppression import groups_by_session, untold_groups

NAMED_PLACE = r"(?s)^(?!page \d+, \w+ \d+).*?, (?=(?:page \d+, )?(?:line|paragraph|row) \d+(?:, sentence \d+)?$)"
"""What stands before page and paragraph where a note has parts with names: "sheet Youth club, row 3"."""


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
    figures = findings.representation[findings.representation["suppressed"].astype(bool)]
    hidden = set(zip(figures["unit"], figures["unit_id"].astype("str"), figures["group"], strict=True))
    untold = untold_groups(statements, findings.statement_themes, hidden)
    followed = groups_by_session(statements, findings.sessions, groups)
    is_lost = pd.Series(
        [not own.isdisjoint(known) for own, known in zip(untold, followed, strict=True)],
        index=statements.index,
        dtype=bool,
    )
    place = statements["session_id"].fillna("source " + statements["source"])
    is_untold = pd.Series([bool(own) for own in untold], index=statements.index, dtype=bool)
    is_loose = is_lost | place.isin(place[is_untold & ~is_lost])
    named = [
        tuple(group for group in groups_ if group not in own)
        for groups_, own in zip(statements["groups"], untold, strict=True)
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
