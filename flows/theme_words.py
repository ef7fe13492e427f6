"""Words that groups use inside themes, taken from what is published and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from corpus.schemas import Group
from models.schemas import Findings
from models.theme_terms import theme_terms
from reports.protection import WITHHELD, is_sensitive, protect


def with_theme_terms(findings: Findings, groups: Sequence[Group], *, min_group_size: int) -> Findings:
    """The findings with their table of distinctive terms.

    Words, groups and cells are as `protect` leaves them, so that no term comes from withheld words, and no count tells
    which group a statement belongs to where that is not published.
    """
    published = protect(findings, groups, min_group_size=min_group_size)
    terms = theme_terms(
        _readable(findings, published, groups),
        published.statement_themes,
        published.representation,
        findings.sessions,
        groups,
        min_group_size=min_group_size,
    )
    return replace(findings, distinctive_terms=terms)


def _readable(findings: Findings, published: Findings, groups: Sequence[Group]) -> pd.DataFrame:
    """Statements that count and may be read: published words and groups beside who said them where, and is_sensitive.

    Who and where stay here: they tell how many people and sessions are behind a term.
    """
    statements = findings.statements.assign(is_sensitive=is_sensitive(findings.statements, findings.sessions, groups))
    told = published.statements.set_index("statement_id").loc[statements["statement_id"], ["text", "groups"]]
    seen = statements.assign(text=told["text"].to_numpy(), groups=told["groups"].to_numpy())
    return seen[seen["is_counted"].astype(bool) & (seen["text"] != WITHHELD)].reset_index(drop=True)
