"""Each figure's sentence says what is in it, and nothing that the figure leaves open."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from reports import readings
from reports.evidence import Evidence
from reports.figures import lift_figure
from reports.group_views import group_views
from reports.raised_views import raised_views
from reports.summary_views import overview, session_views
from reports.theme_views import theme_views
from reports.topic_views import GroupInTopic, topic_views
from reports.wording import LANGUAGES, wording
from tests.reports.invented_run import JOBS, PURSUIT, Consultation, part

WORDS = wording("en")


@pytest.fixture(scope="module")
def evidence(consultation: Consultation) -> Evidence:
    """What is published of the invented consultation."""
    return consultation.evidence()


def a_group(label: str, value: float, low: float, high: float, q_value: float) -> GroupInTopic:
    """A group with a lift."""
    lift = lift_figure(value, low, high, q_value, WORDS)
    return GroupInTopic(label, is_suppressed=False, n_statements=9, n_sessions=3, n_people=20, share=0.3, lift=lift)


def test_who_raises_a_topic_is_said_where_it_is_sure() -> None:
    youth, staff = a_group("Youth", 2.3, 1.4, 3.1, 0.01), a_group("Officials", 0.4, 0.2, 0.8, 0.02)
    assert readings.who_raises([youth, staff], WORDS) == (
        "Raised beyond their share: Youth (2.3 times). Raised below their share: Officials (0.40 times)."
    )


def test_what_chance_may_explain_is_never_said_to_be_sure() -> None:
    doubtful = a_group("Youth", 2.8, 1.9, 3.8, 0.07)
    told = readings.who_raises([doubtful], WORDS)
    assert told.startswith("No group raises it surely more or less")
    assert told.endswith("Youth (2.8 times); this may be chance.")
    untested = a_group("Youth", 2.8, 1.9, 3.8, math.nan)
    assert readings.who_raises([untested], WORDS).startswith("Too little was said")


def test_themes_on_a_single_region_are_named_in_one_sentence(consultation: Consultation) -> None:
    themes = theme_views(with_theme_regions(consultation))
    assert readings.theme_regions(themes, WORDS) == (
        "All that may be told of “Rethink the action model” comes from a single region. "
        "More than half comes from one region for “Do more about the climate emergency” (Europe, 80%)."
    )
    assert [theme.is_single_region for theme in themes] == [True, False, False]


def with_theme_regions(consultation: Consultation) -> Evidence:
    """The consultation with regions behind two themes: one rests on Africa alone, one leans on Europe."""
    rows = [
        part("theme", "action-model", "region", "Africa", 8, None) | {"share": 1.0},
        part("theme", "action-model", "region", "Europe", 0, None) | {"share": 0.0},
        part("theme", "climate-emergency", "region", "Africa", None, None),
        part("theme", "climate-emergency", "region", "Europe", 8, None) | {"share": 0.8},
    ]
    table = consultation.findings.breakdowns
    added = table.iloc[: len(rows)].assign(**{name: [row[name] for row in rows] for name in table.columns})
    return replace(consultation, findings=replace(consultation.findings, breakdowns=added)).evidence()


def test_a_suppressed_region_counts_as_one_that_may_say_something(consultation: Consultation) -> None:
    climate = theme_views(with_theme_regions(consultation))[1]
    assert [(region.region, region.n_statements) for region in climate.told_regions] == [
        ("Europe", 8),
        ("Africa", None),
    ]
    assert not climate.is_single_region


def test_what_a_group_raises_and_no_theme_covers_is_named(evidence: Evidence) -> None:
    youth = next(view for view in raised_views(evidence, topic_views(evidence)) if view.group == "youth")
    assert [raised.topic.topic_id for raised in youth.missed] == [JOBS]
    assert youth.n_suppressed == 1
    assert readings.raised(youth, WORDS) == (
        "Young people: raised beyond its share are above all “jobs · data bundles · feedback” (3.1 times). "
        "Of what it raises beyond its share, surely or perhaps, no theme covers “jobs · data bundles · feedback”."
    )


def test_a_group_of_which_nothing_may_be_told_lists_nothing(evidence: Evidence) -> None:
    roma = next(view for view in raised_views(evidence, topic_views(evidence)) if view.group == "roma")
    assert roma.topics == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_its_sentence_in_every_language(consultation: Consultation, language: str) -> None:
    evidence = consultation.evidence(language)
    topics = topic_views(evidence)
    told = readings.readings(
        topics,
        theme_views(evidence),
        group_views(evidence),
        session_views(evidence),
        overview(evidence),
        evidence.words,
    )
    sentences = [told.topics, told.in_room, told.unthemed, told.support, told.languages, told.months, told.sessions]
    assert all(sentences)
    assert not [sentence for sentence in sentences if "nan" in sentence.lower()]


def test_the_topics_sentence_counts_what_no_theme_covers(evidence: Evidence) -> None:
    told = readings.topics(topic_views(evidence), overview(evidence), WORDS)
    missed = [topic for topic in topic_views(evidence) if topic.topic_id in (JOBS, PURSUIT)]
    share = WORDS.percent(sum(topic.size for topic in missed) / overview(evidence).n_statements)
    assert told.startswith(f"No theme covers 2 of 4 topics; together they hold {share} of everything said")
