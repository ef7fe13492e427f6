"""What the method section says of this run in particular."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import get_args

import pytest

from models.refit import Reason, RefitDecision, SinceFit
from reports.method_view import WHY_ANEW, duplicates_text, refit_text, uncovered_text
from reports.page import render_page
from reports.summary_views import overview
from reports.topic_views import topic_views
from reports.wording import LANGUAGES
from tests.reports.invented_run import CLIMATE, Consultation


def with_uncovered(consultation: Consultation, shares: dict[str, float]) -> Consultation:
    """The consultation, some of whose languages the offsets do not cover."""
    offsets = consultation.manifest["offsets"] | {"uncovered_languages": shares}
    return replace(consultation, manifest=consultation.manifest | {"offsets": offsets})


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", "Amharic (3%) and Georgian (< 1%)"),
        ("fr", "amharique (3\xa0%) et géorgien (< 1\xa0%)"),
        ("es", "amárico (3\xa0%) y georgiano (< 1\xa0%)"),
    ],
)
def test_languages_that_the_offsets_do_not_cover_are_named_with_their_share(
    consultation: Consultation, language: str, named: str
) -> None:
    evidence = with_uncovered(consultation, {"am": 0.027, "ka": 0.002}).evidence(language)
    text = uncovered_text(evidence)
    assert text is not None
    assert named in text
    assert text.replace("<", "&lt;") in render_page(evidence)


def test_nothing_is_said_where_all_languages_are_covered(consultation: Consultation) -> None:
    assert uncovered_text(with_uncovered(consultation, {}).evidence()) is None
    without_offsets = replace(consultation, manifest=consultation.manifest | {"offsets": None})
    assert uncovered_text(without_offsets.evidence()) is None
    render_page(without_offsets.evidence())


SINCE = SinceFit(n_new=21, n_removed=4, changed_share=0.18, outlier_share=0.12, new_outlier_share=0.41, n_topics_lost=2)


def decided(consultation: Consultation, decision: RefitDecision) -> Consultation:
    """The consultation with the decision in its record."""
    return replace(consultation, manifest=consultation.manifest | {"refit": decision.as_record()})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", [reason for reason in get_args(Reason) if reason != "like-before"])
def test_every_reason_to_find_topics_anew_is_told_in_words(
    consultation: Consultation, reason: Reason, language: str
) -> None:
    evidence = decided(consultation, RefitDecision(True, reason, SINCE)).evidence(language)
    told = refit_text(evidence)
    assert told is not None
    assert told == evidence.words.gettext(WHY_ANEW[reason], changed="18%", outliers="12%", new_outliers="41%").replace(
        "%", "%" if language == "en" else "\xa0%"
    )
    if language == "en":
        assert told in render_page(evidence)


@pytest.mark.parametrize(
    ("n_new", "told"),
    [
        (0, "no statement is new since they were found."),
        (1, "1 statement is new since they were found and was added to the nearest topic, or to none."),
        (1021, "1,021 statements are new since they were found and were added to the nearest topics, or to none."),
    ],
)
def test_statements_that_joined_without_a_fit_are_counted(consultation: Consultation, n_new: int, told: str) -> None:
    decision = RefitDecision(False, "like-before", SinceFit(n_new=n_new))
    text = refit_text(decided(consultation, decision).evidence())
    assert text == f"The topics are those of an earlier run; {told}"


def test_an_unknown_reason_is_no_error_and_a_record_without_one_says_nothing(consultation: Consultation) -> None:
    record = RefitDecision(True, "asked").as_record() | {"reason": "of-a-later-version"}
    later = replace(consultation, manifest=consultation.manifest | {"refit": record})
    assert refit_text(later.evidence()) == "The topics were found anew in this run."
    assert refit_text(consultation.evidence()) is None


def with_duplicates(consultation: Consultation, *, is_counted: bool) -> Consultation:
    """The consultation with two duplicates in the topic on climate, counted or not."""
    statements = consultation.findings.statements
    ids = statements.loc[statements["topic_id"] == CLIMATE, "statement_id"].tolist()
    is_copy = statements["statement_id"].isin(ids[-2:])
    linked = statements.assign(
        duplicate_of=statements["statement_id"].map(dict.fromkeys(ids[-2:], ids[0])),
        duplicate_kind=statements["statement_id"].map({ids[-2]: "exact", ids[-1]: "near"}),
        is_counted=~is_copy | is_counted,
    )
    return replace(consultation, findings=replace(consultation.findings, statements=linked))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "2 statements say the same as an earlier one"),
        ("fr", "2 propos disent la même chose"),
        ("es", "2 aportes dicen lo mismo"),
    ],
)
def test_the_report_says_how_many_duplicates_there_are_and_whether_they_count(
    consultation: Consultation, language: str, said: str
) -> None:
    for is_counted in (True, False):
        evidence = with_duplicates(consultation, is_counted=is_counted).evidence(language)
        text = duplicates_text(evidence)
        assert text is not None
        assert text.startswith(said)
        assert text in unescape(render_page(evidence))
    assert duplicates_text(consultation.evidence(language)) is None


def test_what_is_not_counted_is_in_no_figure_but_in_the_lists(consultation: Consultation) -> None:
    each = with_duplicates(consultation, is_counted=True)
    once = with_duplicates(consultation, is_counted=False)
    assert overview(once.evidence()).n_statements == overview(each.evidence()).n_statements - 2
    views = {topic.topic_id: topic for topic in topic_views(once.evidence())}
    assert sum(n for _, n in views[CLIMATE].languages) == views[CLIMATE].size - 2
    assert len(once.evidence().findings.statements) == len(each.evidence().findings.statements)
