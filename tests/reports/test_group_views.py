"""What the section on groups says of those whose statements do not all name them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.figures import known_sessions
from reports.group_views import group_views, partly_named
from reports.page import render_page
from tests.reports.invented_run import Consultation


def _counting(consultation: Consultation, *, more: int) -> Consultation:
    """The same, where of young people `more` statements count than name them, in no session that is told."""
    findings = consultation.findings
    n_named = sum("youth" in groups for groups in consultation.evidence().counted["groups"])
    rows = findings.representation
    is_theirs = (rows["unit"] == "corpus") & (rows["group"] == "youth")
    told = rows.assign(
        n_statements=rows["n_statements"].mask(is_theirs, n_named + more),
        n_sessions=rows["n_sessions"].mask(is_theirs, 0),
    )
    return replace(consultation, findings=replace(findings, representation=told))


def test_a_group_of_which_statements_do_not_name_it_is_said_to_have_fewer_quotes(consultation: Consultation) -> None:
    evidence = _counting(consultation, more=4).evidence()
    told = partly_named(group_views(evidence), evidence)
    assert "the list of quotes has fewer of Young people" in told
    assert not any(letter.isdigit() for letter in told)
    assert told in render_page(evidence)


def test_where_all_statements_name_their_groups_nothing_is_said(consultation: Consultation) -> None:
    evidence = _counting(consultation, more=0).evidence()
    youth = [view for view in group_views(evidence) if view.label == "Young people"]
    assert partly_named(youth, evidence) == ""


def test_sessions_that_are_not_told_are_not_said_to_be_none(consultation: Consultation) -> None:
    views = {view.label: view for view in group_views(_counting(consultation, more=4).evidence())}
    assert views["Young people"].n_sessions is None


@pytest.mark.parametrize(("n_statements", "n_sessions", "known"), [(0, 0, 0), (4, 0, None), (4, 2, 2)])
def test_no_session_is_told_only_where_nothing_was_said(n_statements: int, n_sessions: int, known: int | None) -> None:
    row = type("Row", (), {"n_statements": n_statements, "n_sessions": n_sessions})
    assert known_sessions(row) == known
