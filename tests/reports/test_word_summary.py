"""The summary says what the report says, in its language, and nothing that the report withholds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
import lxml.html
import pytest
from docx.oxml.ns import qn

from reports import word_summary, word_tables
from reports.glossary import TERMS
from reports.page import render_page
from reports.protection import WITHHELD
from reports.topic_views import topic_views, voice_views
from reports.word_summary import render_summary
from reports.wording import LANGUAGES, wording
from tests.reports.invented_run import SECRETS, SESSIONS, Consultation


def texts(summary: bytes) -> Iterator[str]:
    """Every paragraph of the summary, those of tables among them."""
    body = docx.Document(io.BytesIO(summary)).element.body
    return ("".join(run.text or "" for run in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p")))


@pytest.fixture(scope="module")
def summary(consultation: Consultation) -> bytes:
    """The summary in English."""
    return render_summary(consultation.evidence())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_has_the_words_of_the_reports_first_screen(consultation: Consultation, language: str) -> None:
    evidence = consultation.evidence(language)
    page = lxml.html.document_fromstring(render_page(evidence))
    shown = " ".join(texts(render_summary(evidence)))
    for kind in ("lede", "basis"):
        assert " ".join(page.xpath(f"//p[@class='{kind}']")[0].text_content().split()) in " ".join(shown.split())


def test_sections_come_in_the_reports_order_under_real_headings(summary: bytes) -> None:
    paragraphs = docx.Document(io.BytesIO(summary)).paragraphs
    first = [paragraph.text for paragraph in paragraphs if paragraph.style and paragraph.style.name == "Heading 1"]
    assert first == [
        "The answer",
        "Voices that the themes miss",
        "Topics",
        "Themes",
        "Groups",
        "Changes",
        "Read it with care",
        "Words used here",
    ]


def test_every_quote_of_a_finding_stands_with_its_source(consultation: Consultation, summary: bytes) -> None:
    evidence = consultation.evidence()
    paragraphs = list(texts(summary))
    findings = [voice for voice in voice_views(evidence, topic_views(evidence)) if voice.is_certain]
    quotes = [quote for voice in findings for quote in voice.quotes]
    assert quotes
    for quote in quotes:
        assert paragraphs[paragraphs.index(quote.text) + 1] == " · ".join(quote.provenance)


def test_what_is_withheld_or_secret_is_in_no_part_of_the_file(consultation: Consultation) -> None:
    summary = render_summary(consultation.evidence())
    with zipfile.ZipFile(io.BytesIO(summary)) as archive:
        content = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    told = content + " ".join(texts(summary))
    assert not [secret for secret in (*SECRETS, "/home/nobody", "hunter2") if secret in told]
    assert WITHHELD not in told
    assert SESSIONS["youth-africa"][0] in told


def test_suppressed_figures_say_fewer_than(summary: bytes) -> None:
    assert "fewer than 5 people" in list(texts(summary))


def test_a_voice_on_a_weak_topic_says_so_in_the_answer(summary: bytes) -> None:
    assert any("weak: falls apart" in text for text in texts(summary))


def test_charts_are_pictures_with_their_texts(summary: bytes) -> None:
    drawn = docx.Document(io.BytesIO(summary)).element.findall(f".//{qn('wp:docPr')}")
    assert [picture.get("title") for picture in drawn] == [
        "Statements that carry each theme",
        "Who was in the room",
        "In the room and not themed",
    ]
    assert all(picture.get("descr") for picture in drawn)


def test_hints_beyond_those_shown_are_counted(consultation: Consultation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_summary, "N_HINTS", 0)
    monkeypatch.setattr(word_tables, "N_TOPICS", 1)
    shown = list(texts(render_summary(consultation.evidence())))
    assert "1 more hint is in the report and in voices.csv." in shown
    assert "3 smaller topics are in the report and in topics.csv." in shown


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_english_of_ours_is_left_in_another_language(consultation: Consultation, language: str) -> None:
    english = {
        text for text in texts(render_summary(consultation.evidence())) if re.search(r"[a-z]+ [a-z]+ [a-z]+", text)
    }
    translated = set(texts(render_summary(consultation.evidence(language))))
    said = set(consultation.findings.statements["text"])
    places = {text for text in english if " · notes" in text}
    labels = {theme.labels.get("und") for theme in consultation.themes} | {"jobs · data bundles · feedback"}
    assert not (english & translated) - said - places - labels - {consultation.manifest["name"]}


def test_a_run_in_which_nothing_was_found_has_a_summary_too(consultation: Consultation) -> None:
    findings = consultation.findings
    nothing = replace(
        findings,
        topics=findings.topics.head(0),
        statements=findings.statements.assign(topic_id=-1),
        statement_themes=findings.statement_themes.head(0),
        themes=findings.themes.head(0),
        representation=findings.representation.head(0),
        breakdowns=findings.breakdowns.head(0),
        silences=findings.silences.head(0),
        voices=findings.voices.head(0),
        changes={},
    )
    shown = list(texts(render_summary(replace(consultation, findings=nothing, themes=(), groups=()).evidence("es"))))
    gettext = wording("es").gettext
    assert gettext("There are none in this run.") in shown
    assert gettext("No groups were declared, so nothing can be said about who is missing.") in shown
    assert gettext("This is the first run: there is nothing to compare it with.") in shown


def test_every_term_that_the_summary_explains_is_in_the_reports_glossary() -> None:
    terms = {term for chapter in TERMS.values() for term, _ in chapter}
    assert set(word_summary._TERMS) <= terms


def test_hostile_words_stay_words(hostile: Consultation) -> None:
    shown = " ".join(texts(render_summary(hostile.evidence())))
    assert "<script>window.hacked=1</script>" in shown
