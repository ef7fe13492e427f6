"""Three languages that say the same, with nothing missing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import reports
from reports.codebook import codebook
from reports.wording import LANGUAGES, LOCALE_FOLDER, VoiceFacts, typeset, voice_reason, wording

SOURCES = Path(reports.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|%%")
TRANSLATIONS = [language for language in LANGUAGES if language != "en"]


def catalogue(language: str) -> Catalog:
    """The committed catalogue of a language."""
    with (LOCALE_FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[Message]:
    """Its messages without the header."""
    return (message for message in catalogue(language) if message.id)


def forms(text: object) -> list[str]:
    """A message or translation as its singular and plural forms."""
    return [text] if isinstance(text, str) else [str(form) for form in text] if isinstance(text, (list, tuple)) else []


def extracted() -> set[str]:
    """Every message of code, templates and the codebook, a plural by its singular, as it is printed."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = extract_from_dir(SOURCES, method_map=methods)
    meanings = set(codebook(wording("en"))["meaning"])
    told = {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found} | meanings
    return {typeset(message, "en") for message in told}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    ids = [message.id if isinstance(message.id, str) else message.id[0] for message in messages(language)]
    known = {typeset(id_, "en") for id_ in ids}
    assert known == extracted()


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_translation_is_missing_fuzzy_or_of_other_placeholders(language: str) -> None:
    for message in messages(language):
        assert not message.fuzzy, message.id
        ids = forms(message.id)
        strings = forms(message.string)
        assert strings, message.id
        assert all(strings), message.id
        for string in strings:
            assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(ids[-1])), message.id


def test_no_string_of_a_template_escapes_translation() -> None:
    for path in (SOURCES / "templates").glob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>|&\w+;", " ", path.read_text("utf-8"), flags=re.DOTALL)
        words = set(re.findall(r"[^\W\d_]{2,}", text))
        assert words <= {"Underheard", "doctype", "html"}, path.name


def test_the_catalogues_need_no_build_step() -> None:
    assert not list(LOCALE_FOLDER.rglob("*.mo"))
    assert wording("fr").gettext("Topics") == "Sujets"
    assert wording("es").gettext("Topics") == "Asuntos"


def test_french_signs_stand_off_by_a_narrow_space_that_no_line_breaks_at() -> None:
    assert typeset("Quoi ? « Oui » : 95 %%", "fr") == "Quoi\u202f? «\u202fOui\u202f»\u202f: 95\u00a0%%"
    assert typeset("¿Qué? 95 %%", "es") == "¿Qué? 95\u00a0%%"
    words = wording("fr")
    translated = [
        words.gettext(message.id)
        for message in messages("fr")
        if "%" not in str(message.id) and isinstance(message.id, str)
    ]
    assert not [text for text in translated if re.search(r"[ \u00a0][;:!?»]|«[ \u00a0]", text)]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en, fr, es"):
        wording("de")


@pytest.mark.parametrize(
    ("language", "number", "percent", "day", "statements"),
    [
        ("en", "12,345.5", "12%", "2 June 2022", "1 statement"),
        ("fr", "12\u202f345,5", "12\xa0%", "2 juin 2022", "1 propos"),
        ("es", "12.345,5", "12\xa0%", "2 de junio de 2022", "1 aporte"),
    ],
)
def test_figures_and_dates_follow_the_language(
    language: str, number: str, percent: str, day: str, statements: str
) -> None:
    words = wording(language)
    assert words.number(12345.5, 1) == number
    assert words.percent(0.12) == percent
    assert words.day(datetime(2022, 6, 2, tzinfo=UTC)) == day
    assert words.minute(datetime(2022, 6, 2, 14, 5, tzinfo=UTC)) == f"{day}, 14:05 UTC"
    assert words.statements(1) == statements


def test_a_lift_near_parity_and_a_tiny_q_do_not_read_as_something_else() -> None:
    words = wording("en")
    assert words.times(0.95) == "0.95"
    assert words.q_value(0.00002) == "q < 0.001"
    assert words.percent(0.002) == "< 1%"
    assert words.number(float("nan")) == "–"


def test_languages_have_names_and_unknown_codes_stay() -> None:
    assert wording("es").language_name("ka") == "georgiano"
    assert wording("en").language_name("und") == "unknown language"
    assert wording("en").language_name("qqx") == "qqx"
    assert wording("en").language_name("zh-hant")


FACTS = VoiceFacts(
    topic="jobs · ხმა",
    groups=("Youth", "Women"),
    part=None,
    lift=3.1,
    ci_low=2.2,
    ci_high=4.0,
    q_value=0.002,
    n_statements=24,
    n_sessions=3,
    theme="Public demand",
    novelty=0.88,
    is_certain=True,
    is_weak=False,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_names_what_who_how_sure_on_what_and_the_theme(language: str) -> None:
    words = wording(language)
    reason = voice_reason(FACTS, words)
    figures = [words.times(3.1), words.interval(2.2, 4.0), words.q_value(0.002), words.percent(0.88)]
    counts = [words.statements(24), words.sessions(3)]
    for part in ["jobs · ხმა", "Youth", "Women", "Public demand", *figures, *counts]:
        assert part in reason


def test_a_hint_says_that_it_is_no_finding() -> None:
    hint = replace(FACTS, lift=1.4, ci_low=0.8, ci_high=2.4, q_value=0.21, theme=None, is_certain=False)
    reason = voice_reason(hint, wording("en"))
    assert "not a finding" in reason
    assert "may well be chance" in reason
    assert "No theme comes near it." in reason


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_without_a_lift_gives_counts_and_no_figure(language: str) -> None:
    words = wording(language)
    unmeasured = replace(FACTS, lift=math.nan, ci_low=math.nan, ci_high=math.nan, q_value=math.nan, is_certain=False)
    reason = voice_reason(unmeasured, words)
    assert words.statements(24) in reason
    assert "nan" not in reason.lower()


@pytest.mark.parametrize(("language", "word"), [("en", "a part of"), ("fr", "une partie"), ("es", "una parte")])
def test_a_part_of_a_topic_is_called_one(language: str, word: str) -> None:
    words = wording(language)
    assert word not in voice_reason(FACTS, words)
    assert word in voice_reason(replace(FACTS, part=""), words)
    named = voice_reason(replace(FACTS, part="تقاعد"), words)
    assert word in named
    assert "تقاعد" in named
    assert FACTS.topic in named


@pytest.mark.parametrize(("language", "word"), [("en", "weak"), ("fr", "fragile"), ("es", "débil")])
def test_a_voice_on_a_weak_topic_says_so(language: str, word: str) -> None:
    words = wording(language)
    assert word not in voice_reason(FACTS, words)
    assert word in voice_reason(replace(FACTS, is_weak=True), words)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_the_codebook_is_in_the_reports_language(language: str) -> None:
    english, translated = codebook(wording("en")), codebook(wording(language))
    assert (english[["table", "column", "kind"]] == translated[["table", "column", "kind"]]).all(axis=None)
    assert not set(english["meaning"]) & set(translated["meaning"])


def test_percent_signs_of_participants_do_not_break_a_sentence() -> None:
    hostile = replace(FACTS, topic="100 %(n)s %s %", groups=("50%",), theme="%d", is_weak=True)
    assert "100 %(n)s %s %" in voice_reason(hostile, wording("fr"))


def test_sources_use_no_unmarked_sentence_in_the_scripts() -> None:
    for path in (SOURCES / "static").glob("*.js"):
        code = re.sub(r"//.*", "", path.read_text("utf-8"))
        sentences = [text for text in re.findall(r'"([^"\n]*)"', code) if re.search(r"[a-z]+ [a-z]+ [a-z]+", text)]
        assert sentences == [], path.name
