"""The review list as it may be published, and whose support a theme names."""

from __future__ import annotations

import pandas as pd

from reports.protection import WITHHELD, protect
from reports.review_table import readable_review, with_shown_groups, with_told_regions
from tests.reports.invented_run import Consultation


def test_the_list_has_words_and_leaves_out_what_lost_them() -> None:
    review = pd.DataFrame({"rank": [1, 2, 3, 4], "statement_id": ["a", "b", "gone", "c"], "theme_id": "water"})
    statements = pd.DataFrame(
        {"statement_id": ["c", "b", "a"], "text": ["ماء", WITHHELD, "წყალი"], "language": ["ar", "ka", "ka"]}
    )
    found = readable_review(review, statements, WITHHELD)
    assert found["statement_id"].tolist() == ["a", "c"]
    assert found["text"].tolist() == ["წყალი", "ماء"]
    assert found["rank"].tolist() == [1, 2]
    again = readable_review(found, statements, WITHHELD)
    pd.testing.assert_frame_equal(again, found, check_like=True)


def test_a_theme_names_no_group_whose_figures_are_suppressed() -> None:
    themes = pd.DataFrame({"theme_id": ["water", "bread"], "groups": [("молодёжь", "roma"), ("roma",)]})
    representation = pd.DataFrame(
        {
            "unit": ["theme", "theme", "theme", "topic"],
            "unit_id": ["water", "water", "bread", "bread"],
            "group": ["молодёжь", "roma", "roma", "roma"],
            "suppressed": [False, True, True, False],
        }
    )
    assert with_shown_groups(themes, representation)["groups"].tolist() == [("молодёжь",), ()]


def test_a_run_publishes_both_protected(consultation: Consultation) -> None:
    findings = consultation.findings
    before = findings.review.copy(deep=True)
    found = protect(findings, consultation.groups)
    pd.testing.assert_frame_equal(findings.review, before)
    withheld = found.statements.loc[found.statements["text"] == WITHHELD, "statement_id"]
    assert findings.review["statement_id"].isin(withheld).any()
    assert not found.review["statement_id"].isin(withheld).any()
    assert not found.review["text"].eq(WITHHELD).any()
    assert found.themes["groups"].tolist() == [("youth",), (), ()]


def test_regions_of_people_at_risk_do_not_count_for_a_theme() -> None:
    sessions = pd.DataFrame({"session_id": ["a", "defenders session 1"], "region": ["Africa", None]})
    statements = pd.DataFrame(
        {"statement_id": ["1", "2", "3"], "session_id": ["a", "defenders session 1", None], "is_counted": True}
    )
    pairs = pd.DataFrame({"statement_id": ["1", "2", "3"], "theme_id": "water", "assigned": True})
    themes = pd.DataFrame({"theme_id": ["water", "roads"], "n_regions": [2, 1]})
    assert with_told_regions(themes, pairs, statements, sessions)["n_regions"].tolist() == [1, 0]
