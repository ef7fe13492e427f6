"""Topics under broader ones: each once, in order, and no heading that says nothing."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pandas as pd
import pytest

from reports.broad_views import broad_views
from reports.page import render_page
from reports.topic_views import topic_views
from reports.wording import LANGUAGES, wording
from tests.reports.invented_run import ACTION, CLIMATE, JOBS, PURSUIT, Consultation


def changed(consultation: Consultation, **columns: object) -> Consultation:
    """The consultation with other columns of its topics, in the order 0, 1, 2, 3."""
    topics = consultation.findings.topics.sort_values("topic_id").assign(**columns)
    return replace(consultation, findings=replace(consultation.findings, topics=topics))


@pytest.mark.parametrize(("language", "alone"), [("en", "Topics that stand alone"), ("fr", "Sujets isolés")])
def test_each_topic_stands_once_and_what_stands_alone_comes_last(
    consultation: Consultation, language: str, alone: str
) -> None:
    views = broad_views(topic_views(consultation.evidence(language)), wording(language))
    assert [view.label for view in views] == ["participation · مشاركة", alone]
    assert [[topic.topic_id for topic in view.topics] for view in views] == [[JOBS, PURSUIT], [ACTION, CLIMATE]]
    assert [view.size for view in views] == [36, 26]


def test_without_broader_topics_the_list_is_flat(consultation: Consultation) -> None:
    flat = changed(consultation, broad_topic_id=pd.array([None] * 4, dtype="Int64"), broad_label=None)
    views = broad_views(topic_views(flat.evidence()), wording("en"))
    assert [(view.label, len(view.topics)) for view in views] == [(None, 4)]
    tree = lxml.html.document_fromstring(render_page(flat.evidence()))
    assert not tree.xpath("//*[contains(concat(' ', @class, ' '), ' broad ')]")
    assert len(tree.xpath("//section[@id='topics']//details")) == 4


def test_a_broader_topic_with_one_topic_left_to_show_is_no_heading(consultation: Consultation) -> None:
    hidden = changed(
        consultation,
        broad_topic_id=pd.array([0, 0, 2, 2], dtype="Int64"),
        broad_label=["participation", "participation", "plans", "plans"],
        is_hidden=[False, True, False, False],
    )
    views = broad_views(topic_views(hidden.evidence()), wording("en"))
    assert [(view.label, [topic.topic_id for topic in view.topics]) for view in views] == [
        ("plans", [ACTION, CLIMATE]),
        ("Topics that stand alone", [JOBS]),
    ]


def test_no_topic_at_all_makes_no_heading(consultation: Consultation) -> None:
    evidence = consultation.evidence()
    told = evidence.findings
    evidence = replace(evidence, findings=replace(told, topics=told.topics.head(0), voices=told.voices.head(0)))
    assert [view.label for view in broad_views(topic_views(evidence), evidence.words)] == [None]
    assert "No topic was found" in render_page(evidence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_and_list_show_the_same_topics_under_the_same_headings(consultation: Consultation, language: str) -> None:
    tree = lxml.html.document_fromstring(render_page(consultation.evidence(language)))
    table = {
        body.xpath("string(.//th[@scope='rowgroup']//bdi)"): body.xpath(".//th[@scope='row']/a/@href")
        for body in tree.xpath("//table[@id='topic-list']/tbody")
    }
    panels = {
        panel.xpath("string(./summary//bdi)"): [f"#{id_}" for id_ in panel.xpath(".//details/@id")]
        for panel in tree.xpath("//details[@class='broad']")
    }
    assert table == panels
    assert len(table) == 2
    assert all(panel.get("open") is not None for panel in tree.xpath("//details[@class='broad']"))
