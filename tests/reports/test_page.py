"""The page says what was found, in order, and nobody's words become code."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest

from reports.breakdown_views import breakdown_views
from reports.changes_view import changes
from reports.group_views import group_views, silences_in_words
from reports.inline_data import inline_json, row_columns
from reports.page import render_page
from reports.publishable import publishable
from reports.summary_views import ledger, overview
from reports.topic_views import topic_views, voice_views
from reports.wording import LANGUAGES
from tests.reports.invented_run import ACTION, CLIMATE, JOBS, PURSUIT, Consultation


@pytest.fixture(scope="module")
def html(consultation: Consultation) -> str:
    """The page in English."""
    return render_page(consultation.evidence())


@pytest.fixture(scope="module")
def tree(html: str) -> lxml.html.HtmlElement:
    """The page as a tree."""
    return lxml.html.document_fromstring(html)


def test_the_answer_comes_first_and_names_the_groups(tree: lxml.html.HtmlElement) -> None:
    sections = [section.get("id") for section in tree.xpath("//main/section")]
    assert sections == [
        "answer",
        "voices",
        "topics",
        "themes",
        "groups",
        "changes",
        "quotes",
        "sources",
        "decisions",
        "method",
    ]
    lede = tree.xpath("//p[@class='lede']")[0].text_content()
    assert "Human-rights defenders and Young people" in lede


def test_headings_come_in_order(tree: lxml.html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_quote_says_its_language_and_lets_the_browser_find_its_direction(
    tree: lxml.html.HtmlElement,
) -> None:
    quotes = tree.xpath("//blockquote")
    assert {"ka", "hy", "ar", "ru", "en", "zh"} <= {quote.get("lang") for quote in quotes}
    assert {quote.get("dir") for quote in quotes} == {"auto"}


def test_hints_stand_apart_from_findings(tree: lxml.html.HtmlElement) -> None:
    assert len(tree.xpath("//section[@id='voices']//article[contains(@class, 'hint')]")) == 1
    assert len(tree.xpath("//section[@id='voices']//article[contains(@class, 'finding')]")) == 2
    assert "not a finding" in tree.xpath("//article[contains(@class, 'hint')]//p[@class='reason']")[0].text_content()


def test_nothing_inline_is_allowed_but_by_its_hash(html: str, tree: lxml.html.HtmlElement) -> None:
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert len(re.findall(r"'sha256-[\w+/]+=*'", policy)) == 2
    attributes = {name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")]
    assert not re.search(r"(?:href|src|url)[=(]\s*[\"']?https?:", html)


def test_ids_are_unique_and_every_inner_link_leads_somewhere(tree: lxml.html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:].split("&")[0] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_a_hidden_topic_is_in_no_list_and_its_statements_still_count(consultation: Consultation) -> None:
    findings = consultation.findings
    hidden = findings.topics.assign(is_hidden=findings.topics["topic_id"] == JOBS)
    evidence = Consultation(
        replace(findings, topics=hidden), consultation.manifest, consultation.themes, consultation.groups
    ).evidence()
    topics = topic_views(evidence)
    assert JOBS not in {topic.topic_id for topic in topics}
    assert JOBS not in {voice.topic.topic_id for voice in voice_views(evidence, topics)}
    assert overview(evidence).n_statements == len(findings.statements)
    assert "topic-0" not in render_page(evidence)


def test_suppressed_figures_say_fewer_than(html: str) -> None:
    assert "fewer than 5 people" in html


def test_stability_is_a_figure_a_word_and_a_sentence(consultation: Consultation) -> None:
    topics = {topic.topic_id: topic for topic in topic_views(consultation.evidence())}
    shown = {id_: topic.stability for id_, topic in topics.items() if topic.stability}
    assert {id_: (view.share.text, view.firmness_text) for id_, view in shown.items()} == {
        JOBS: ("91%", "firm"),
        PURSUIT: ("34%", "weak"),
        ACTION: ("62%", "fair"),
    }
    assert {id_ for id_, topic in topics.items() if topic.is_weak} == {PURSUIT}
    assert "not as one concern" in shown[PURSUIT].meaning


def test_only_what_rests_on_a_weak_topic_says_so(consultation: Consultation, tree: lxml.html.HtmlElement) -> None:
    badge = "weak: falls apart when the corpus is resampled"
    marked = tree.xpath(f"//*[normalize-space(text())='{badge}']/ancestor::*[@id or @aria-labelledby][1]")
    assert {element.get("id") or element.get("aria-labelledby") for element in marked} == {
        "topic-1",
        "voice-1",
        "answer-1",
    }
    reasons = consultation.evidence().findings.voices.set_index("topic_id")["reason"]
    assert {id_ for id_, reason in reasons.items() if "It rests on a weak topic" in reason} == {PURSUIT}


def test_a_topic_nobody_measured_is_neither_firm_nor_weak(tree: lxml.html.HtmlElement) -> None:
    climate = tree.xpath(f"//details[@id='topic-{CLIMATE}']")[0]
    assert "It was not measured for this topic." in climate.text_content()
    assert not climate.xpath(".//*[contains(@class, 'weak-tag')]")


def test_the_language_check_gives_both_shares_and_both_readings(tree: lxml.html.HtmlElement) -> None:
    climate, jobs = (tree.xpath(f"//details[@id='topic-{id_}']")[0].text_content() for id_ in (CLIMATE, JOBS))
    assert "English, 92% of it against 19% of everything said" in climate
    assert "it is no topic; or it is a concern that only its speakers voice" in climate
    assert "The language figures do not cover" not in climate
    assert "It is voiced in 6 other languages too." in jobs
    assert "two readings" not in jobs


def test_a_topic_in_a_language_without_figures_says_which_reading_is_likelier(consultation: Consultation) -> None:
    offsets = consultation.manifest["offsets"] | {"uncovered_languages": {"en": 0.19}}
    changed = replace(consultation, manifest=consultation.manifest | {"offsets": offsets})
    tree = lxml.html.document_fromstring(render_page(changed.evidence()))
    told = [panel.get("id") for panel in tree.xpath("//details[contains(., 'the first reading is likelier')]")]
    assert f"topic-{CLIMATE}" in told
    assert f"topic-{JOBS}" not in told


def test_a_label_that_is_not_made_of_the_topics_words_says_whose_it_is(consultation: Consultation) -> None:
    sources = {topic.topic_id: topic.label_source for topic in topic_views(consultation.evidence("es"))}
    assert sources[JOBS] is None
    assert sources[PURSUIT] is None
    assert sources[ACTION] == "La etiqueta la escribió un analista."
    assert sources[CLIMATE] == "La etiqueta la propuso un modelo de lenguaje."


def test_inline_data_mark_weak_topics_and_nothing_more(html: str) -> None:
    record = json.loads(html.split('id="data">')[1].split("</script>")[0])
    assert [topic["id"] for topic in record["topics"] if topic.get("weak")] == [PURSUIT]
    assert "stability" not in record["rows"]
    assert not {"broad", "stability", "firmness"} & {key for topic in record["topics"] for key in topic}


def test_votes_are_shown_apart_from_counts(consultation: Consultation) -> None:
    action = next(topic for topic in topic_views(consultation.evidence()) if topic.topic_id == ACTION)
    assert action.votes is not None
    assert action.votes.n_comments == 8
    assert action.size == 16
    assert action.n_clustered + action.n_assigned == action.size


def test_the_two_silences_are_told_apart(consultation: Consultation) -> None:
    groups = {group.label: group for group in group_views(consultation.evidence())}
    youth = groups["Young people"]
    assert youth.lift is not None
    assert youth.lift.reading == "below"
    assert youth.unthemed is not None
    assert youth.unthemed.value == 1.0
    assert youth.unthemed_lift is not None
    assert youth.unthemed_lift.reading == "above"
    assert groups["Roma communities"].is_suppressed


def test_sure_silences_are_put_in_words_and_no_other(consultation: Consultation) -> None:
    told = silences_in_words(group_views(consultation.evidence()))
    assert (told.hardly_in_the_room, told.there_and_quiet, told.not_themed) == (["Young people"], [], ["Young people"])
    page = render_page(consultation.evidence())
    assert "Surely heard less than expected: Young people." in page
    assert "There, but surely said less" not in page
    unsure = replace(consultation.findings, silences=consultation.findings.silences.assign(q_value=0.2))
    told = silences_in_words(group_views(replace(consultation, findings=unsure).evidence()))
    assert told.not_themed == []


def test_regions_and_languages_are_shown_with_what_stands_out(consultation: Consultation) -> None:
    regions, languages = breakdown_views(consultation.evidence())
    assert [value.label for value in regions.parts] == ["Africa", "Europe"]
    assert regions.parts[0].present is not None
    assert regions.parts[0].present.reading == "above"
    assert [(cell.value, cell.topic_id) for cell in regions.standing_out] == [("Africa", JOBS)]
    assert [(cell.value, cell.topic_id) for cell in languages.standing_out] == [("Georgian", PURSUIT)]
    assert "What stands out: Regions" in render_page(consultation.evidence())


def test_votes_on_a_topic_say_how_sure_and_how_divided(consultation: Consultation) -> None:
    page = render_page(consultation.evidence())
    assert "60% agreement on average over 8 comments (95% interval 50% to 70%), by 31 people" in page
    assert "Consensus across 2 opinion groups: 40% (30% to 50%)" in page
    assert "3 of 8 comments divide them for sure." in page
    topics = {topic.topic_id: topic for topic in topic_views(consultation.evidence())}
    assert all(not view.votes.conversations for id_, view in topics.items() if view.votes and id_ != ACTION)


def test_the_ledger_adds_up(consultation: Consultation) -> None:
    book = ledger(consultation.evidence())
    assert book.total == 88
    assert sum(book.totals) == sum(total for _, _, total in book.lines) == book.total


def test_changes_are_told_by_label(consultation: Consultation) -> None:
    told = {kind: [item.text for item in items] for kind, items in changes(consultation.evidence()).kinds}
    assert told["Split off"] == ["climate · open data, from action plans · ambition"]
    assert told["Vanished"] == ["parking"]


def test_topic_sizes_and_outliers_add_up(consultation: Consultation) -> None:
    evidence = consultation.evidence()
    read = overview(evidence)
    assert sum(topic.size for topic in topic_views(evidence)) + read.n_outliers == read.n_statements
    assert {topic.topic_id for topic in topic_views(evidence)} == {JOBS, PURSUIT, ACTION, CLIMATE}


def test_the_sentence_on_themes_counts_what_the_filter_finds(consultation: Consultation) -> None:
    evidence = consultation.evidence()
    read, rows = overview(evidence), row_columns(evidence, topic_views(evidence))
    found = [n for n, themes in enumerate(rows["themes"]) if not themes and not rows["withheld"][n]]
    assert read.n_withheld > 0
    assert read.n_unthemed == len(found)
    assert read.unthemed_share == len(found) / (read.n_statements - read.n_withheld)
    assert "Statements whose words are withheld are not among these" in render_page(evidence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_add_no_element_and_no_attribute(
    consultation: Consultation, hostile: Consultation, language: str
) -> None:
    calm, attacked = (lxml.html.document_fromstring(render_page(c.evidence(language))) for c in (consultation, hostile))

    def kinds(tree: lxml.html.HtmlElement) -> set[str]:
        return {str(element.tag) for element in tree.iter() if isinstance(element.tag, str)}

    def names(tree: lxml.html.HtmlElement) -> set[str]:
        return {name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}

    assert kinds(attacked) <= kinds(calm) | {"p"}
    assert names(attacked) <= names(calm)
    assert len(attacked.xpath("//script")) == len(calm.xpath("//script"))


def test_inline_json_cannot_end_its_element_and_comes_back_whole() -> None:
    record = {"text": ["</script><script>", "<!--<script>", "]]>", "\u2028 ხმა صوت", "half \ud83d"]}
    written = inline_json(record)
    assert "</" not in written
    assert "<!--" not in written
    assert "ხმა صوت" in written
    assert json.loads(written)["text"][:3] == record["text"][:3]


def test_machine_paths_and_secrets_do_not_leave() -> None:
    record = {
        "output": "/home/ana/secret/output",
        "windows": "C:\\Users\\ana\\notes.docx",
        "message": "/srv/data/votes.csv is missing; see https://pol.is/report/r1, 3/4 and/or yes / no",
        "url": "https://ana:pw@host.example/x?token=abc&page=2",
        "api_key": "k",
        "relative": "notes/session.md",
        "nan": float("nan"),
    }
    assert publishable(record) == {
        "output": "output",
        "windows": "notes.docx",
        "message": "votes.csv is missing; see https://pol.is/report/r1, 3/4 and/or yes / no",
        "url": "https://host.example/x?token=…&page=2",
        "api_key": "…",
        "relative": "notes/session.md",
        "nan": None,
    }


@pytest.mark.parametrize(
    ("language", "intro"), [("en", "say, more than"), ("fr", "disent, plus que"), ("es", "más que")]
)
def test_a_theme_says_which_words_a_group_has_of_its_own_inside_it(
    consultation: Consultation, language: str, intro: str
) -> None:
    tree = lxml.html.document_fromstring(render_page(consultation.evidence(language)))
    panels = tree.xpath("//section[@id='themes']//details")
    told = [panel for panel in panels if intro in " ".join(panel.xpath(".//p//text()"))]
    assert len(told) == 1
    words = told[0].xpath(".//li[bdi='Young people']")[0]
    assert [(word.get("lang"), word.text_content()) for word in words.xpath("strong[bdi]")] == [("ar", "تقرير")]
    assert [word.text_content() for word in words.xpath("span[bdi]")] == ["cycle court"]
