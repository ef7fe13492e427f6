"""What analysts decided is published without a word on what withheld statements are about."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reports.decision_views import decide_data, decided, review_items
from reports.evidence import Evidence
from reports.protection import WITHHELD
from tests.reports.invented_run import ACTION, CLIMATE, Consultation


def withheld_ids(evidence: Evidence) -> list[str]:
    statements = evidence.findings.statements
    ids: list[str] = statements.loc[statements["text"] == WITHHELD, "statement_id"].tolist()
    return ids


def test_marks_on_withheld_statements_are_in_no_table_and_not_in_the_page(consultation: Consultation) -> None:
    evidence = consultation.evidence()
    hidden = withheld_ids(evidence)
    before = consultation.findings.decisions["statement_id"].dropna()
    after = evidence.findings.decisions["statement_id"].dropna()
    assert set(before) - set(after) == set(before) & set(hidden) != set()
    assert not [id_ for id_ in hidden if id_ in decide_data(evidence)]
    assert not {item.statement_id for item in review_items(evidence)} & set(hidden)


def test_the_manifest_names_no_withheld_statement_where_that_would_tell_what_it_is_about(
    consultation: Consultation,
) -> None:
    (hidden, *_), shown = withheld_ids(consultation.evidence()), "s0000"
    configuration = {
        "themes": [{"id": "a", "examples": [hidden, shown, "[sentence]"], "counterexamples": [hidden]}],
        "marks": [{"statement": hidden, "theme": "a"}, {"statement": shown, "theme": "a"}],
        "curation": {"7": {"label": "x", "split_out": [{"statements": [shown, hidden], "label": None}]}},
    }
    marked = replace(consultation, manifest=consultation.manifest | {"configuration": configuration})
    manifest = marked.evidence().manifest
    assert manifest["configuration"] == {
        "themes": [{"id": "a", "examples": [shown, "[sentence]"], "counterexamples": []}],
        "marks": [{"statement": shown, "theme": "a"}],
        "curation": {"7": {"label": "x", "split_out": [{"statements": [shown], "label": None}]}},
    }
    assert hidden not in json.dumps(manifest)


def test_the_manifest_lists_the_decisions_as_they_are_published(consultation: Consultation) -> None:
    evidence = consultation.evidence()
    listed = evidence.manifest["decisions"]
    assert len(listed) == len(evidence.findings.decisions)
    assert listed[0] == {
        "kind": "label",
        "topic_id": ACTION,
        "value": "action plans · ambition",
        "by": "Nino",
        "date": "2022-06-20",
        "is_applied": True,
    }
    json.dumps(listed)


def test_a_merge_is_told_in_the_topic_that_took_the_other_in(consultation: Consultation) -> None:
    (view,) = decided(consultation.evidence()).by_topic[CLIMATE]
    assert "\u20683\u2069" in view.text
    assert (view.topic_id, view.topic_ids, view.fits) == (9, (CLIMATE,), False)


@pytest.mark.parametrize(
    ("language", "day", "status"),
    [
        ("en", "20 June 2022", "not applied"),
        ("fr", "20 juin 2022", "non appliqué"),
        ("es", "20 de junio de 2022", "no aplicado"),
    ],
)
def test_decisions_are_told_in_the_reports_language(
    consultation: Consultation, language: str, day: str, status: str
) -> None:
    views = decided(consultation.evidence(language)).views
    assert (views[0].by, views[0].day) == ("Nino", day)
    assert [view.status for view in views].count(status) == 1


def test_marks_of_one_person_on_one_day_are_one_line_with_their_number(consultation: Consultation) -> None:
    (view,) = decided(consultation.evidence()).by_theme["action-model"]
    assert view.text == "“\u2068Rethink the action model\u2069”: 1 marked as belonging to it, 1 as not belonging."
    assert view.by == "Ana"
