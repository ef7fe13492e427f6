"""Votes on topics take part only where they may be published, and a note given twice is told."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from corpus.schemas import EVERYBODY, Ballots
from flows.figures import repeated_sessions_warnings, with_topic_votes
from models.schemas import OUTLIER
from tests.models.conftest import make_statements
from tests.reports.invented_run import Consultation, build_consultation


@pytest.fixture(scope="module")
def consultation() -> Consultation:
    return build_consultation()


def _ballots(consultation: Consultation) -> pd.DataFrame:
    """One vote to agree for each that is counted, by participants who vote on everything."""
    overall = consultation.findings.votes.loc[lambda votes: votes["opinion_group"] == EVERYBODY]
    rows = [
        {"statement_id": row.statement_id, "voter": voter, "opinion_group": None, "vote": 1}
        for row in overall.itertuples()
        for voter in range(row.n_agree + row.n_disagree + row.n_pass)
    ]
    return Ballots.validate(pd.DataFrame(rows).astype({"opinion_group": "str"}))


def _comments(consultation: Consultation) -> pd.DataFrame:
    statements = consultation.findings.statements
    return statements[(statements["source_type"] == "polis") & (statements["topic_id"] != OUTLIER)]


def test_every_topic_with_votes_has_a_row(consultation: Consultation) -> None:
    found = with_topic_votes(consultation.findings, _ballots(consultation), consultation.groups, min_group_size=5)
    comments = _comments(consultation)
    counts = comments.groupby("topic_id").size()
    assert found.topic_votes.set_index("topic_id")["n_comments"].to_dict() == counts.to_dict()
    assert (found.topic_votes["agree_share"] == 1).all()


def test_comments_of_people_at_risk_take_no_part(consultation: Consultation) -> None:
    findings, ids = consultation.findings, _comments(consultation)["statement_id"]
    first = findings.statements["statement_id"] == ids.iloc[0]
    groups = [
        ("defenders",) if is_first else named
        for is_first, named in zip(first, findings.statements["groups"], strict=True)
    ]
    at_risk = replace(findings, statements=findings.statements.assign(groups=groups))
    found = with_topic_votes(at_risk, _ballots(consultation), consultation.groups, min_group_size=5)
    assert found.topic_votes["n_comments"].sum() == len(ids) - 1


def test_votes_of_few_people_are_not_shown(consultation: Consultation) -> None:
    found = with_topic_votes(consultation.findings, _ballots(consultation), consultation.groups, min_group_size=500)
    assert found.topic_votes["suppressed"].all()
    assert found.topic_votes[["n_voters", "agree_share"]].isna().all(axis=None)


def test_a_note_that_came_in_twice_is_told_with_what_to_do() -> None:
    said = ["Колодец высох этим летом", "البئر جافة منذ شهور طويلة", "Nobody repairs the bridge"]
    rows: list[dict[str, object]] = [
        {"session_id": session, "text": text} for session in ("hall", "hall (copy)", "school") for text in said
    ]
    for row in rows[6:]:
        row["text"] = f"{row['text']}, and something else"
    (warning,) = repeated_sessions_warnings(make_statements(rows))
    assert warning.startswith("hall (copy): the note says the same as hall, ")
    assert not any(text in warning for text in said)
