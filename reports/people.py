"""How many people took part, as far as the sources tell."""

from __future__ import annotations

from models.schemas import Findings


def count_people(findings: Findings) -> int | None:
    """At most this many people are behind the statements; None where no source says.

    Participants of the sessions where they are declared, else the authors of the session's statements.
    Somebody who came twice counts twice.
    """
    participants = findings.sessions.set_index("session_id")["participants"].dropna()
    heard = set(findings.statements["session_id"].dropna())
    n_participants = int(participants[participants.index.isin(list(heard))].sum())
    elsewhere = findings.statements[~findings.statements["session_id"].isin(list(participants.index))]
    n_authors = elsewhere.loc[~elsewhere["is_seed"].astype(bool), "author_id"].nunique()
    return n_participants + int(n_authors) or None
