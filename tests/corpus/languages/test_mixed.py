"""Statements in two languages."""

from __future__ import annotations

import itertools

import pytest

from corpus.languages.mixed import identify_mixed
from tests.corpus.languages.test_identify import SENTENCES


@pytest.mark.parametrize(
    ("one", "other"), [("ru", "uk"), ("en", "fr"), ("ar", "fr"), ("zh", "en"), ("ka", "ru"), ("ro", "ru")]
)
@pytest.mark.parametrize("between", [" ", "\n"])
def test_a_sentence_in_each_of_two_languages_gives_both(one: str, other: str, between: str) -> None:
    languages = identify_mixed([SENTENCES[one] + between + SENTENCES[other]], [None])
    assert {languages.first[0], languages.second[0]} == {one, other}
    assert languages.confidences[0] >= 0.6


@pytest.mark.parametrize(("one", "other"), [("ar", "fr"), ("ka", "en"), ("hy", "ru")])
def test_two_scripts_in_one_sentence_give_both(one: str, other: str) -> None:
    text = f"{SENTENCES[one].rstrip('.։')} – {SENTENCES[other]}"
    languages = identify_mixed([text], [None])
    assert {languages.first[0], languages.second[0]} == {one, other}


def test_the_first_language_is_the_one_of_most_words() -> None:
    text = SENTENCES["uk"] + " " + SENTENCES["uk"] + " " + SENTENCES["en"]
    languages = identify_mixed([text], [None])
    assert (languages.first, languages.second) == (["uk"], ["en"])


@pytest.mark.parametrize("language", SENTENCES)
def test_two_sentences_in_one_language_are_one_language(language: str) -> None:
    languages = identify_mixed([SENTENCES[language] + " " + SENTENCES[language]], [None])
    assert (languages.first, languages.second) == ([language], [None])


@pytest.mark.parametrize(
    "text",
    [
        "Нам сказали Open Government Partnership, но никто не объяснил, что это значит для деревни.",
        "نريد أن نعرف ماذا حدث لمقترحاتنا في Open Government",
        "Sim. Yes. Да.",
        "",
    ],
)
def test_names_and_single_words_are_no_second_language(text: str) -> None:
    assert identify_mixed([text], [None]).second == [None]


def test_a_declared_language_stays_and_a_second_one_beside_it_is_found() -> None:
    text = SENTENCES["en"] + " " + SENTENCES["fr"]
    languages = identify_mixed([text, text, text], ["fr", "en", "de"])
    assert languages.first == ["fr", "en", "de"]
    assert languages.second == ["en", "fr", None]
    assert languages.confidences.tolist() == [1, 1, 1]


def test_many_statements_get_what_each_gets_alone() -> None:
    texts = [f"{one} {other}" for one, other in itertools.pairwise(SENTENCES.values())]
    together = identify_mixed(texts, [None] * len(texts))
    alone = [identify_mixed([text], [None]) for text in texts]
    assert together.second == [each.second[0] for each in alone]
    assert together.first == [each.first[0] for each in alone]
