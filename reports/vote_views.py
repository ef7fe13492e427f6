"""Votes on a topic's comments as the page shows them, kept apart from counts of statements."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reports.evidence import Evidence, Row
from reports.figures import ShareFigure, known, share_figure


@dataclass(frozen=True)
class ConversationVotes:
    """What participants of one conversation think of a topic's comments; no figure of groups where none is compared."""

    source: str
    n_comments: int
    n_voters: int
    agree: ShareFigure
    n_opinion_groups: int | None
    consensus: ShareFigure | None
    divisiveness: ShareFigure | None
    n_compared: int
    n_divided: int
    is_divided: bool
    """Whether the groups differ for sure over the topic's comments as a whole."""


@dataclass(frozen=True)
class Votes:
    """Votes on the Pol.is comments of a topic: sums over all of them, and figures by conversation."""

    n_comments: int
    n_agree: int
    n_disagree: int
    n_pass: int
    conversations: list[ConversationVotes]


def topic_vote_view(topic_id: int, statements: pd.DataFrame, evidence: Evidence) -> Votes | None:
    """The votes on the comments among `statements`; None where nobody voted or it is not told."""
    voted = statements[statements["n_agree"].notna() & statements["n_disagree"].notna()]
    if voted.empty:
        return None
    table = evidence.findings.topic_votes
    rows = table[(table["topic_id"] == topic_id) & ~table["suppressed"].astype(bool)]
    agree, disagree, passed = (int(voted[name].sum()) for name in ("n_agree", "n_disagree", "n_pass"))
    return Votes(
        len(voted),
        agree,
        disagree,
        passed,
        [_conversation(row, evidence) for row in rows.itertuples()],
    )


def _conversation(row: Row, evidence: Evidence) -> ConversationVotes:
    def figure(name: str, low: str, high: str) -> ShareFigure | None:
        value, start, end = (float(getattr(row, column)) for column in (name, low, high))
        return None if pd.isna(value) else share_figure(value, start, end, evidence.words)

    agree = share_figure(float(row.agree_share), float(row.ci_low), float(row.ci_high), evidence.words)
    return ConversationVotes(
        source=row.source,
        n_comments=int(row.n_comments),
        n_voters=int(row.n_voters),
        agree=agree,
        n_opinion_groups=known(row.n_opinion_groups),
        consensus=figure("consensus", "consensus_low", "consensus_high"),
        divisiveness=figure("divisiveness", "divisiveness_low", "divisiveness_high"),
        n_compared=known(row.n_compared) or 0,
        n_divided=known(row.n_divided) or 0,
        is_divided=bool(not pd.isna(row.divisiveness_low) and row.divisiveness_low > 0),
    )
