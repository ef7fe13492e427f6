"""How many people took part, as far as what is published tells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.schemas import Group
from models.schemas import Findings
from reports.protection import is_sensitive


def people_at_most(findings: Findings, groups: Sequence[Group]) -> int | None:
    """At most this many people are behind the statements that count; None where no source says.

    Counted as `n_people` in the tables (`models.sampling.most_people`, to which a test holds it): participants of the
    sessions where they were counted, elsewhere authors, and each unsigned statement as another person's; of people at
    risk a session has no more than spoke. Somebody who came twice counts twice.

    Args:
        findings: Protected, so that the number tells nothing that the tables do not.
        groups: The groups declared.
    """
    statements, sessions = findings.statements, findings.sessions
    said = statements[statements["is_counted"].astype(bool) & ~statements["is_seed"].astype(bool)]
    present = said["session_id"].map(sessions.set_index("session_id")["participants"]).astype(float)
    if said["author_id"].isna().all() and not (present > 0).any():
        return None
    speakers = said["author_id"].fillna(said["statement_id"])
    by_session = said.assign(
        speaker=speakers, present=present, at_risk=is_sensitive(said, sessions, groups).to_numpy()
    ).groupby(["session_id", "at_risk"])
    n_speakers, n_authors = by_session["speaker"].nunique(), by_session["author_id"].nunique()
    counted = by_session["present"].first()
    n_people = np.maximum(counted, n_authors).where(counted > 0, n_speakers)
    is_at_risk = n_people.index.get_level_values("at_risk")
    n_people = n_people.mask(is_at_risk, np.minimum(n_people, n_speakers))
    return int(n_people.sum()) + int(speakers[said["session_id"].isna()].nunique())
