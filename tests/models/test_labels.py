"""Labels are in one language, made of words that several sessions or staff use."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Theme
from models import labels
from models.encoder import unit
from models.labels import LabelTerms, label_candidates, label_topics
from models.schemas import OUTLIER
from tests.models.conftest import TOPIC_WORDS, HashEncoder, PlantedCorpus, make_statements


def _said(language: str, *texts: str) -> list[dict[str, object]]:
    """Each text in a session of its own."""
    return [{"language": language, "text": text, "session_id": f"{language}-{n}"} for n, text in enumerate(texts)]


def _candidates(rows: list[dict[str, object]], language: str, *themes: Theme) -> list[str]:
    return label_candidates(make_statements(rows), themes, language=language)


@pytest.fixture
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MIN_STATEMENTS_IN_LANGUAGE", 2)


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("en", ["Clean river water", "the river water", "river bank"], ["river", "river water", "water"]),
        ("ar", ["نهر نظيف", "نهر نظيف في المدينة", "نهر"], ["نهر", "نظيف", "نهر نظيف"]),
        ("ka", ["სუფთა მდინარე", "სუფთა მდინარე", "მდინარე"], ["მდინარე", "სუფთა", "სუფთა მდინარე"]),
        ("ru", ["Чистая река", "чистая река"], ["река", "чистая", "чистая река"]),
        ("zh", ["環境汙染", "環境汙染"], ["境汙", "汙染", "環境"]),
        # a pair stands side by side: neither across a stop word nor across a comma
        ("en", ["school and river", "school, river"], ["river", "school"]),
    ],
)
def test_candidates_are_words_and_pairs_of_two_sessions_the_most_frequent_first(
    language: str, texts: list[str], expected: list[str]
) -> None:
    assert _candidates(_said(language, *texts), language) == expected


@pytest.mark.usefixtures("few_are_enough")
def test_what_one_session_says_often_is_no_candidate() -> None:
    rows: list[dict[str, object]] = [{"text": "Zorblat dam", "session_id": "one"} for _ in range(20)]
    assert _candidates([*rows, *_said("en", "bread", "bread")], "en") == ["bread"]


@pytest.mark.usefixtures("few_are_enough")
def test_words_of_other_languages_are_no_candidates() -> None:
    assert _candidates([*_said("en", "bread", "bread"), *_said("ar", "خبز", "خبز")], "ar") == ["خبز"]


def test_a_corpus_hardly_voiced_in_the_language_of_the_report_is_labelled_in_its_own() -> None:
    few = labels.MIN_STATEMENTS_IN_LANGUAGE - 1
    georgian = _said("ka", *["მდინარე"] * 80)
    assert _candidates([*_said("en", *["river"] * few), *georgian], "en") == ["მდინარე"]
    assert _candidates([*_said("en", *["river"] * (few + 1)), *georgian], "en") == ["river"]


@pytest.mark.usefixtures("few_are_enough")
def test_staff_lend_the_words_of_their_themes_in_the_language_and_no_other() -> None:
    theme = Theme("water", labels={"en": "Clean harbour", "ar": "ميناء"}, descriptions={"en": "never quoted"})
    found = _candidates(_said("en", "bread", "bread"), "en", theme)
    assert found == ["bread", "clean", "clean harbour", "harbour"]


@pytest.mark.usefixtures("few_are_enough")
def test_candidates_are_limited_to_the_most_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MAX_CANDIDATES", 1)
    assert _candidates(_said("en", "bread oven", "bread", "bread", "oven"), "en") == ["bread"]


@pytest.mark.usefixtures("few_are_enough")
def test_candidates_do_not_depend_on_the_order_of_rows_and_statements_stay() -> None:
    statements = make_statements(_said("en", "clean river", "river water", "clean water", "clean river"))
    before = statements.copy(deep=True)
    expected = label_candidates(statements, [], language="en")
    assert label_candidates(statements.iloc[::-1], [], language="en") == expected
    pd.testing.assert_frame_equal(statements, before)


def test_a_label_names_what_sets_the_topic_apart_in_the_language_of_the_candidates() -> None:
    # Axes: river, school and what everybody talks about; Arabic candidates name topics voiced in any language.
    vectors = unit(np.asarray([[1, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 1]], dtype=float))
    candidates = LabelTerms(("نهر", "مدرسة", "بلد"), unit(np.asarray([[1, 0, 0], [0, 1, 0], [0, 0, 1]], dtype=float)))
    found = label_topics(np.asarray([0, 0, 1, 1]), vectors, candidates)
    assert {topic_id: label.split(labels.SEPARATOR)[0] for topic_id, label in found.items()} == {0: "نهر", 1: "مدرسة"}


def test_planted_topics_are_named_by_their_words_in_every_script(planted: PlantedCorpus, encoder: HashEncoder) -> None:
    topics = list(TOPIC_WORDS)
    for language in TOPIC_WORDS["river"]:
        words = tuple(word for topic in topics for word in TOPIC_WORDS[topic][language].split())
        texts = [TOPIC_WORDS[topic][language] for topic in planted.topics]
        numbers = np.asarray([topics.index(topic) for topic in planted.topics])
        found = label_topics(numbers, encoder.encode(texts), LabelTerms(words, encoder.encode(words)))
        for number, topic in enumerate(topics):
            assert set(found[number].split(labels.SEPARATOR)) == set(TOPIC_WORDS[topic][language].split())


def _nearest_first(*terms: str) -> str:
    """The label of a topic on the first axis, to which `terms` are near in their order."""
    nearness = np.linspace(1, -1, len(terms))[:, None]
    vectors = np.concatenate([nearness, np.eye(len(terms))], axis=1).astype(np.float32)
    topic = np.eye(1, len(terms) + 1, dtype=np.float32)
    return label_topics(np.asarray([0, 1]), np.concatenate([topic, -topic]), LabelTerms(terms, vectors))[0]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        # no word twice, nor a pair around it
        (("river water", "river", "water", "flood", "bank"), "river water · flood · bank"),
        # forms of a word share their first five letters
        (("schools", "schooling", "school", "teacher", "lesson"), "schools · teacher · lesson"),
        (("მდინარე", "მდინარეები", "წყალი", "ხიდი"), "მდინარე · წყალი · ხიდი"),
        (("مدرسة", "مدرسي", "نهر", "خبز", "قطار"), "مدرسة · مدرسي · نهر"),
        (("школа", "школами", "река"), "школа · река"),
        (("schooner", "school", "river"), "schooner · river"),
        (("scholar", "school", "river"), "scholar · school · river"),
        # or all of the shorter one
        (("eau", "eaux", "pain"), "eau · pain"),
    ],
)
def test_no_word_stands_twice_in_a_label_in_whatever_form(terms: tuple[str, ...], expected: str) -> None:
    assert _nearest_first(*terms) == expected


def test_outliers_get_no_label_and_lend_their_weight_to_the_corpus_only() -> None:
    vectors = unit(np.asarray([[1, 0], [0, 1], [1, 1]], dtype=float))
    candidates = LabelTerms(("river", "school"), unit(np.asarray([[1, 0], [0, 1]], dtype=float)))
    assert list(label_topics(np.asarray([0, 1, OUTLIER]), vectors, candidates)) == [0, 1]
    assert label_topics(np.asarray([OUTLIER] * 3), vectors, candidates) == {}


def test_without_candidates_no_topic_is_labelled() -> None:
    none = LabelTerms((), np.empty((0, 0), dtype=np.float32))
    assert label_topics(np.asarray([0]), np.ones((1, 2), dtype=np.float32), none) == {}


def test_candidates_that_say_nothing_about_a_topic_stand_in_the_order_they_came_in() -> None:
    # The only topic is the whole corpus: nothing sets it apart, so the more frequent terms come first.
    terms = tuple(f"{letter * 6}" for letter in "zyxwvutsrqponmlkjihgfedcba")
    vectors = unit(np.random.default_rng(2).standard_normal((26, 4)))
    statement_vectors = unit(np.ones((3, 4)))
    found = label_topics(np.asarray([0, 0, 0]), statement_vectors, LabelTerms(terms, vectors))
    assert found == {0: "zzzzzz · yyyyyy · xxxxxx"}


def test_vectors_and_topics_are_left_alone() -> None:
    topic_ids, vectors = np.asarray([0, 1]), unit(np.eye(2))
    candidates = LabelTerms(("river", "school"), unit(np.eye(2)))
    before = topic_ids.copy(), vectors.copy(), candidates.vectors.copy()
    label_topics(topic_ids, vectors, candidates)
    for array, copy in zip((topic_ids, vectors, candidates.vectors), before, strict=True):
        np.testing.assert_array_equal(array, copy)
