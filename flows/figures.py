"""Figures beside those of groups: of regions, languages and session types, of what no theme took up, and of votes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import pandas as pd

from corpus.schemas import Group
from flows.settings import Settings
from models.breakdowns import breakdowns
from models.repeated_sessions import repeated_sessions
from models.schemas import Findings
from models.silences import silences
from models.topic_votes import topic_votes
from models.withholding import Cell
from reports.protection import is_sensitive
from reports.vote_protection import protect_votes


def parts_and_silences(
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    sessions: pd.DataFrame,
    settings: Settings,
    left_out: Collection[Cell],
) -> dict[str, pd.DataFrame]:
    """The tables `breakdowns` and `silences`, by name; `left_out` are the cells that are not told."""
    said = (statements, statement_themes, sessions, settings.groups)
    few, seed = settings.privacy.min_group_size, settings.topics.seed
    return {
        "breakdowns": breakdowns(*said, min_group_size=few, seed=seed),
        "silences": silences(*said, min_group_size=few, seed=seed, left_out=left_out),
    }


def with_topic_votes(
    findings: Findings, ballots: pd.DataFrame, groups: Sequence[Group], *, min_group_size: int
) -> Findings:
    """The findings with what participants think of each topic's comments, from votes that may be published.

    Comments of people at risk take no part, whether or not their words are withheld in the end.
    """
    at_risk = is_sensitive(findings.statements, findings.sessions, groups)
    open_ids = findings.statements.loc[~at_risk, "statement_id"].tolist()
    votes = protect_votes(findings.votes, open_ids, min_group_size=min_group_size)
    return replace(findings, topic_votes=topic_votes(findings.statements, votes, ballots))


def repeated_sessions_warnings(statements: pd.DataFrame) -> tuple[str, ...]:
    """A sentence for each session that another one repeats."""
    return tuple(
        f"{_session(copy)}: the note says the same as {_session(original)}, so it does not count again in figures on "
        "groups. If it is the same session, leave one of the two out."
        for copy, original in sorted(repeated_sessions(statements).items())
    )


def _session(unit: str) -> str:
    """The session in the name of a sampling unit."""
    return unit.partition("/")[2]
