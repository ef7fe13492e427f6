"""The first screen is the answer: what is missed, what is heard, who says it, how sure, and what changed."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from reports.answer_view import AnswerView, answer_view
from reports.evidence import Evidence
from reports.group_views import group_views
from reports.page import render_page
from reports.summary_views import overview
from reports.theme_views import theme_views
from reports.topic_views import topic_views, voice_views
from reports.wording import LANGUAGES
from tests.reports.invented_run import Consultation


def answer_of(evidence: Evidence) -> AnswerView:
    """The first screen of this evidence."""
    topics = topic_views(evidence)
    voices, read = voice_views(evidence, topics), overview(evidence)
    return answer_view(voices, theme_views(evidence, voices), topics, group_views(evidence), read, evidence.words)


def test_findings_come_before_hints_and_lists_by_size(consultation: Consultation) -> None:
    answer = answer_of(consultation.evidence())
    assert [voice.is_certain for voice in answer.voices] == [True, True, False]
    assert [theme.theme_id for theme in answer.themes[:2]] == ["action-model", "climate-emergency"]
    assert answer.topics[0].size == max(topic.size for topic in answer.topics)
    assert answer.n_more_voices == 0


def test_a_quote_on_the_first_screen_is_short_and_in_the_readers_language_if_there_is_one(
    consultation: Consultation,
) -> None:
    french = answer_of(consultation.evidence("fr"))
    quotes = {voice.topic.topic_id: french.quotes[voice.rank] for voice in french.voices}
    jobs = quotes[0]
    assert jobs is not None
    assert jobs.language == "fr"
    assert all(len(quote.text) <= 150 for quote in quotes.values() if quote)


def test_groups_with_an_expected_share_come_first_and_suppressed_ones_not_at_all(consultation: Consultation) -> None:
    groups = answer_of(consultation.evidence()).groups
    assert {group.label for group in groups} == {"Young people", "Human-rights defenders"}
    assert groups[0].expected_share is not None


def test_how_sure_counts_findings_hints_and_firm_topics(consultation: Consultation) -> None:
    first, topics, outliers = answer_of(consultation.evidence()).how_sure
    assert first == "2 findings that chance hardly explains; 1 hint to read"
    assert topics == "Topics: 1 firm, 1 fair, 1 weak"
    assert outliers.endswith("of the statements are in no topic")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_first_screen_leads_to_a_panel_or_a_section(
    consultation: Consultation, language: str
) -> None:
    tree = lxml.html.document_fromstring(render_page(consultation.evidence(language)))
    links = [href[1:] for href in tree.xpath("//section[@id='answer']//a/@href")]
    assert {"voice-1", "theme-1", "topic-0", "group-1", "changes"} <= set(links)
    assert set(links) <= set(tree.xpath("//@id"))


def test_without_voices_themes_and_groups_the_first_screen_still_reads(consultation: Consultation) -> None:
    findings = consultation.findings
    bare = replace(
        findings,
        voices=findings.voices.head(0),
        themes=findings.themes.head(0),
        statement_themes=findings.statement_themes.head(0),
        representation=findings.representation.head(0),
        silences=findings.silences.head(0),
        distinctive_terms=findings.distinctive_terms.head(0),
        review=findings.review.head(0),
    )
    page = render_page(replace(consultation, findings=bare, groups=(), themes=()).evidence())
    assert "No groups were declared" in page
    assert "Largest topics" in page
