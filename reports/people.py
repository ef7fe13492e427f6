"""How many people took part, as far as what is published tells."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.schemas import Group
from models.sampling import most_people
from models.schemas import Findings
from reports.protection import is_sensitive


def people_at_most(findings: Findings, groups: Sequence[Group]) -> int | None:
    """At most this many people are behind the statements that count; None where no source says.

    Participants of the sessions where they were counted, elsewhere authors, and each unsigned statement as another
    person's; strictly for groups at risk, as in their figures (`models.sampling.most_people`). Somebody who came twice
    counts twice.

    Args:
        findings: Protected, so that the number tells nothing that the tables do not.
        groups: The groups declared.
    """
    statements, sessions = findings.statements, findings.sessions
    said = statements[statements["is_counted"].astype(bool) & ~statements["is_seed"].astype(bool)]
    participants = sessions.set_index("session_id")["participants"]
    if said["author_id"].isna().all() and not (said["session_id"].map(participants) > 0).any():
        return None
    at_risk = is_sensitive(said, sessions, groups)
    return most_people(said[~at_risk], participants) + most_people(said[at_risk], participants, is_strict=True)
