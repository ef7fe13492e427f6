"""c-TF-IDF by hand, in every script, by language."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from models.keywords import keywords, tagged_documents, term_weights
from models.schemas import OUTLIER
from tests.models.conftest import TOPIC_WORDS, make_statements


def _spoken(*texts: tuple[str, str]) -> pd.DataFrame:
    return make_statements([{"language": language, "text": text} for language, text in texts])


@pytest.fixture
def by_hand() -> tuple[pd.DataFrame, list[int]]:
    """Topic 4: river twice, water once, bread once; topic 9: bread twice; six words in all."""
    statements = _spoken(
        ("en", "river water"), ("en", "river river bread"), ("en", "bread"), ("en", "bread"), ("en", "unplaced river")
    )
    return statements, [4, 4, 9, 9, OUTLIER]


def test_weights_are_those_done_by_hand(by_hand: tuple[pd.DataFrame, list[int]]) -> None:
    found = term_weights(*by_hand)
    assert found.topic_ids == (4, 9)
    assert found.terms == ("bread", "river", "water")
    # tf * log(1 + A / f): topic 4 has 4 words and topic 9 has 2, so A is 3; f is 3, 2 and 1.
    expected = [
        [1 / 4 * math.log(1 + 3 / 3), 2 / 4 * math.log(1 + 3 / 2), 1 / 4 * math.log(1 + 3 / 1)],
        [2 / 2 * math.log(1 + 3 / 3), 0, 0],
    ]
    np.testing.assert_allclose(found.weights.toarray(), expected)


def test_the_mean_number_of_words_is_not_cut_to_a_whole_number() -> None:
    found = term_weights(_spoken(("en", "river water"), ("en", "bread")), [0, 1])
    # Three words in two topics: A is 1.5, and every f is 1.
    expected = [[0.0, math.log(2.5) / 2, math.log(2.5) / 2], [math.log(2.5), 0.0, 0.0]]
    np.testing.assert_allclose(found.weights.toarray(), expected)


@pytest.mark.parametrize("topic_ids", [[4, 9, 9], [4, 9, OUTLIER], [OUTLIER, OUTLIER, OUTLIER]])
def test_without_any_word_the_topics_have_no_term_and_no_keyword(topic_ids: list[int]) -> None:
    found = term_weights(_spoken(("en", "2023"), ("ka", "45% !!"), ("ar", "...")), topic_ids)
    assert found.topic_ids == tuple(sorted(set(topic_ids) - {OUTLIER}))
    assert (found.terms, found.languages) == ((), ())
    assert found.weights.shape == found.counts.shape == (len(found.topic_ids), 0)
    for topic_id in found.topic_ids:
        assert keywords(found, topic_id) == keywords(found, topic_id, language="en") == []


def test_words_of_outliers_alone_are_no_vocabulary() -> None:
    found = term_weights(_spoken(("en", "2023"), ("en", "river")), [0, OUTLIER])
    assert found.terms == ()
    assert keywords(found, 0) == []


def test_a_vocabulary_of_one_term_is_weighed_as_any_other() -> None:
    found = term_weights(_spoken(("ka", "მდინარე"), ("ka", "მდინარე"), ("ka", "2023")), [0, 1, 2])
    assert (found.terms, found.languages) == (("მდინარე",), ("ka",))
    # Two words in three topics, and the term is both: tf 1 in two topics, A / f = (2 / 3) / 2.
    np.testing.assert_allclose(found.weights.toarray(), [[math.log(4 / 3)], [math.log(4 / 3)], [0.0]])
    np.testing.assert_array_equal(found.counts.toarray(), [[1], [1], [0]])
    assert [keywords(found, topic_id) for topic_id in range(3)] == [["მდინარე"], ["მდინარე"], []]


def test_a_word_counts_once_a_statement_and_outliers_do_not_count(by_hand: tuple[pd.DataFrame, list[int]]) -> None:
    np.testing.assert_array_equal(term_weights(*by_hand).counts.toarray(), [[1, 2, 1], [2, 0, 0]])


def test_weights_do_not_depend_on_the_order_of_rows_and_arguments_stay(
    by_hand: tuple[pd.DataFrame, list[int]],
) -> None:
    statements, topic_ids = by_hand
    before = statements.copy(deep=True)
    expected = term_weights(statements, topic_ids)
    order = [3, 0, 4, 2, 1]
    shuffled = term_weights(statements.iloc[order], [topic_ids[row] for row in order])
    assert shuffled.terms == expected.terms
    np.testing.assert_allclose(shuffled.weights.toarray(), expected.weights.toarray())
    pd.testing.assert_frame_equal(statements, before)
    assert topic_ids == [4, 4, 9, 9, OUTLIER]


def test_the_same_spelling_in_two_languages_is_two_terms_and_one_keyword() -> None:
    statements = _spoken(("en", "pain clinic"), ("en", "pain"), ("fr", "pain boulangerie"), ("fr", "pain"))
    weights = term_weights(statements, [0, 0, 0, 0])
    assert sorted(zip(weights.terms, weights.languages, strict=True)) == [
        ("boulangerie", "fr"),
        ("clinic", "en"),
        ("pain", "en"),
        ("pain", "fr"),
    ]
    assert sorted(keywords(weights, 0)) == ["boulangerie", "clinic", "pain"]
    assert keywords(weights, 0, language="fr") == ["pain", "boulangerie"]


def test_documents_are_tagged_and_empty_where_a_text_has_no_word() -> None:
    statements = _spoken(("ar", "نهر في مياه"), ("ka", "მდინარე"), ("en", "45% !!"), ("und", "река"))
    assert tagged_documents(statements) == ["ar:نهر ar:مياه", "ka:მდინარე", "", "und:река"]


@pytest.mark.parametrize("language", list(TOPIC_WORDS["river"]))
def test_keywords_of_every_script_are_whole_words_of_their_topic(language: str) -> None:
    topics = list(TOPIC_WORDS)
    statements = _spoken(*[(language, TOPIC_WORDS[topic][language]) for topic in topics * 3])
    weights = term_weights(statements, list(range(4)) * 3)
    for topic_id, topic in enumerate(topics):
        assert sorted(keywords(weights, topic_id, language=language)) == sorted(TOPIC_WORDS[topic][language].split())


def test_a_language_that_a_topic_is_not_voiced_in_has_no_keywords() -> None:
    weights = term_weights(_spoken(("en", "river"), ("ar", "نهر")), [0, 1])
    assert keywords(weights, 0, language="ar") == []
    assert keywords(weights, 0) == ["river"]


def test_a_word_of_one_statement_comes_after_all_that_are_shared() -> None:
    # Alone in its topic, `vendetta` weighs more than `bread`, which the other topic is full of.
    statements = _spoken(("en", "bread vendetta"), ("en", "bread"), *[("en", "bread oven")] * 9)
    weights = term_weights(statements, [0, 0, *[1] * 9])
    weighed = dict(zip(weights.terms, weights.weights.toarray()[0], strict=True))
    assert weighed["vendetta"] > weighed["bread"]
    assert keywords(weights, 0) == ["bread", "vendetta"]
    assert keywords(weights, 0, n=1) == ["bread"]


def test_words_of_equal_weight_stand_in_the_order_of_letters() -> None:
    weights = term_weights(_spoken(("en", "tulip aster crocus"), ("en", "river")), [0, 1])
    assert keywords(weights, 0) == ["aster", "crocus", "tulip"]


def test_statements_without_a_word_lend_no_empty_keyword() -> None:
    weights = term_weights(_spoken(("en", "river"), ("en", "2023"), ("en", "2024")), [0, 0, 0])
    assert keywords(weights, 0) == ["river"]
