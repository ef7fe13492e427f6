"""Two silences: a group hardly in the room, and a group that spoke and whose words no theme took up."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from corpus.schemas import Group
from models.schemas import Findings


def unthemed(findings: Findings, groups: Sequence[Group]) -> pd.DataFrame:
    """How much of what each group said carries no theme.

    Columns: group, n_statements, n_unthemed, share, low, high. Counted before protection, on all statements
    of a group that count; groups suppressed in the corpus are left out. The interval is Wilson's at 95%, which takes
    statements as independent: those of one session are not, so it is on the narrow side.
    """
    themed = findings.statement_themes
    carried = set(themed.loc[themed["assigned"], "statement_id"])
    statements = findings.statements[findings.statements["is_counted"].astype(bool)]
    if len(themed):  # what is withheld is compared with no theme
        statements = statements[statements["statement_id"].isin(themed["statement_id"])]
    has_theme = statements["statement_id"].isin(list(carried))
    representation = findings.representation
    shown = representation[(representation["unit"] == "corpus") & ~representation["suppressed"].astype(bool)]
    counted = set(shown["group"])
    rows = []
    for group in groups:
        is_theirs = statements["groups"].map(lambda declared, id_=group.id: id_ in declared).astype(bool)
        n_statements = int(is_theirs.sum())
        if group.id not in counted or n_statements == 0:
            continue
        n_unthemed = int((is_theirs & ~has_theme).sum())
        low, high = proportion_confint(n_unthemed, n_statements, method="wilson")
        rows.append((group.id, n_statements, n_unthemed, n_unthemed / n_statements, float(low), float(high)))
    return pd.DataFrame(rows, columns=["group", "n_statements", "n_unthemed", "share", "low", "high"])


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
