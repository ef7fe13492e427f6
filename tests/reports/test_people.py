"""The number of people on the first screen is an upper bound, and tells nothing that the tables do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from models.sampling import most_people
from models.schemas import Findings
from reports.answer_view import basis
from reports.people import people_at_most
from reports.protection import is_sensitive, protect
from reports.summary_views import overview
from tests.reports.invented_run import Consultation


def _participants(findings: Findings, **known: int) -> Findings:
    ids = findings.sessions["session_id"]
    return replace(findings, sessions=findings.sessions.assign(participants=ids.map(known).astype("Int64")))


def _told(consultation: Consultation) -> Findings:
    return protect(consultation.findings, consultation.groups, min_group_size=5)


def test_people_are_participants_and_authors_and_of_people_at_risk_no_more_than_spoke(
    consultation: Consultation,
) -> None:
    told = _told(consultation)
    at_risk = told.statements["session_id"].str.contains(" session ", na=False)
    polis = told.statements.loc[told.statements["source_type"] == "polis", "author_id"]
    by_session = told.sessions.set_index("session_id")["participants"]
    heard = set(told.statements.loc[~at_risk, "session_id"].dropna())
    strictly = [
        min(int(rows), int(by_session.get(name) or rows))
        for name, rows in told.statements.loc[at_risk, "session_id"].value_counts().items()
    ]
    n_alone = int(told.statements["session_id"].isna().sum() - polis.notna().sum())
    expected = int(by_session[by_session.index.isin(list(heard))].sum()) + polis.nunique() + sum(strictly) + n_alone
    assert people_at_most(told, consultation.groups) == expected


def test_a_session_that_nobody_counted_may_be_as_many_people_as_statements(consultation: Consultation) -> None:
    told = _told(consultation)
    by_session = told.statements["session_id"].value_counts()
    counted = next(name for name in by_session.index if " session " not in str(name))
    unsigned = replace(told, statements=told.statements.assign(author_id=None))
    one_counted = _participants(unsigned, **{str(counted): 5})
    n_elsewhere = int((told.statements["session_id"] != counted).sum())
    assert people_at_most(one_counted, consultation.groups) == 5 + n_elsewhere


def test_the_number_follows_from_what_is_published(consultation: Consultation) -> None:
    named = consultation.findings.statements
    at_risk = named["groups"].map(lambda ids: "defenders" in ids)
    signed = named.assign(author_id=named["author_id"].mask(at_risk, "the same person"))
    masked = replace(consultation.findings, statements=signed)
    one, other = (
        people_at_most(protect(each, consultation.groups, min_group_size=5), consultation.groups)
        for each in (consultation.findings, masked)
    )
    assert one == other


def test_nobody_knows_how_many_people_where_no_source_says(consultation: Consultation) -> None:
    findings = consultation.findings
    silent = _participants(replace(findings, statements=findings.statements.assign(author_id=None)))
    assert people_at_most(silent, consultation.groups) is None
    evidence = replace(consultation, findings=silent).evidence()
    assert "no source says by how many people" in basis(overview(evidence), evidence)
    assert pd.isna(silent.sessions["participants"]).all()


def test_people_are_counted_as_in_the_figures(consultation: Consultation) -> None:
    told, rng = _told(consultation), np.random.default_rng(12)
    names = told.sessions["session_id"].tolist()
    for _ in range(30):
        known = {str(name): int(rng.integers(12)) for name in names if rng.random() < 0.7}
        names_signed = np.array(["ann", "ბენ", None], dtype=object)
        signed = told.statements.assign(author_id=rng.choice(names_signed, len(told.statements)))
        drawn = _participants(replace(told, statements=signed), **known)
        said = drawn.statements[drawn.statements["is_counted"] & ~drawn.statements["is_seed"]]
        at_risk = is_sensitive(said, drawn.sessions, consultation.groups)
        participants = drawn.sessions.set_index("session_id")["participants"]
        assert people_at_most(drawn, consultation.groups) == sum(
            most_people(said[own & said["session_id"].notna()], participants, is_strict=is_strict)
            for own, is_strict in ((~at_risk, False), (at_risk, True))
        ) + most_people(said[said["session_id"].isna()], participants)
