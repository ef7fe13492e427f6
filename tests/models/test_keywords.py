"""c-TF-IDF by hand, in every script, by language."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from models.encoder import Vectors, unit
from models.keywords import (
    N_CANDIDATES,
    KeywordTerms,
    keyword_candidates,
    keywords,
    merged_keywords,
    tagged_documents,
    term_weights,
)
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
    # tf * log(1 + A / f) / log(1 + A): topic 4 has 4 words and topic 9 has 2, so A is 3; f is 3, 2 and 1.
    expected = [
        [1 / 4 * math.log(1 + 3 / 3), 2 / 4 * math.log(1 + 3 / 2), 1 / 4 * math.log(1 + 3 / 1)],
        [2 / 2 * math.log(1 + 3 / 3), 0, 0],
    ]
    np.testing.assert_allclose(found.weights.toarray(), np.asarray(expected) / math.log(4))


def test_the_mean_number_of_words_is_not_cut_to_a_whole_number() -> None:
    found = term_weights(_spoken(("en", "river water"), ("en", "river")), [0, 1])
    # Three words in two topics: A is 1.5; f is 2 for river and 1 for water.
    river = math.log(1 + 1.5 / 2) / math.log(1 + 1.5)
    np.testing.assert_allclose(found.weights.toarray(), [[river / 2, 1 / 2], [river, 0]])


def test_what_is_rare_is_told_within_each_language() -> None:
    # Both languages have a word in both topics; Georgian has two words a topic, English four.
    english = [("en", f"river {words}") for words in ("stone shell reed", "flour oven salt")]
    weights = term_weights(_spoken(*english, ("ka", "მდინარე წყალი"), ("ka", "მდინარე პური")), [0, 1, 0, 1])
    weighed = dict(zip(weights.terms, weights.weights.toarray()[0], strict=True))
    # of the six words of topic 0 each has a sixth; a word said once is as rare as can be, in either language
    assert weighed["stone"] == pytest.approx(1 / 6)
    assert weighed["წყალი"] == pytest.approx(1 / 6)
    assert weighed["river"] == pytest.approx(math.log(1 + 4 / 2) / math.log(1 + 4) / 6)
    assert weighed["მდინარე"] == pytest.approx(math.log(1 + 2 / 2) / math.log(1 + 2) / 6)


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
    rarity = math.log(4 / 3) / math.log(5 / 3)
    np.testing.assert_allclose(found.weights.toarray(), [[rarity], [rarity], [0.0]])
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


MEANINGS = {
    "river": 0,
    "река": 0,
    "نهر": 0,
    "მდინარე": 0,
    "bread": 1,
    "хлеб": 1,
    "خبز": 1,
    "პური": 1,
    "oven": 2,
    "печь": 2,
}


def _keyword_terms(statements: pd.DataFrame, topic_ids: list[int]) -> KeywordTerms:
    """Words of one meaning in one direction, all others each in its own."""
    weights = term_weights(statements, topic_ids)
    columns = keyword_candidates(weights)
    axes = [MEANINGS.get(weights.terms[column], 3 + position) for position, column in enumerate(columns)]
    vectors: Vectors = unit(np.eye(max(axes, default=0) + 1)[axes])
    return KeywordTerms(weights, columns, vectors)


@pytest.fixture
def rivers_and_bread() -> KeywordTerms:
    """Topic 0 about rivers and topic 1 about bread, in four languages, some words said by one only."""
    texts = [
        (0, "ar", "نهر"), (0, "ar", "نهر"), (0, "ka", "მდინარე"), (0, "ru", "река"), (0, "en", "river delta"),
        (0, "ru", "дельта"), (1, "en", "bread oven"), (1, "ka", "პური"), (1, "ru", "хлеб печь"), (1, "ru", "хлеб"),
    ]  # fmt: skip
    return _keyword_terms(_spoken(*[(language, text) for _, language, text in texts]), [topic for topic, _, _ in texts])


@pytest.mark.parametrize(
    ("languages", "river", "bread", "oven"),
    [
        (["en", "ru", "ar", "ka"], "river", "bread", "oven"),
        (["ka", "ru", "ar", "en"], "მდინარე", "პური", "печь"),
        (["ar", "ru"], "نهر", "хлеб", "печь"),
    ],
)
def test_words_of_one_meaning_stand_once_in_the_first_language_that_has_one(
    rivers_and_bread: KeywordTerms, languages: list[str], river: str, bread: str, oven: str
) -> None:
    found = merged_keywords(rivers_and_bread, languages)
    assert found[0][0] == river
    assert found[1] == [bread, oven]
    assert set(found[0]) == {river, "delta", "дельта"}


def test_what_many_languages_say_once_each_is_no_word_of_one_speaker(rivers_and_bread: KeywordTerms) -> None:
    # `oven` is said in one statement, and so is `печь`; together they are in two.
    statements = _spoken(("en", "oven"), ("ru", "печь"), ("ar", "خبز"), ("en", "vendetta"))
    assert merged_keywords(_keyword_terms(statements, [0, 0, 0, 0]), ["en"])[0][0] == "oven"


def test_the_number_of_keywords_over_all_languages_is_bounded(rivers_and_bread: KeywordTerms) -> None:
    assert [len(words) for words in merged_keywords(rivers_and_bread, ["en"], n=1).values()] == [1, 1]


def test_vectors_are_needed_of_the_first_words_of_each_topic_only() -> None:
    words = [f"river{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(2 * N_CANDIDATES)]
    weights = term_weights(_spoken(("en", " ".join(words)), ("en", " ".join(words[:5])), ("en", "bread")), [0, 0, 1])
    columns = keyword_candidates(weights)
    assert len(columns) == N_CANDIDATES + 1
    assert {*words[:5], "bread"} <= {weights.terms[column] for column in columns}


@pytest.mark.parametrize("topic_ids", [[0, 0], [OUTLIER, OUTLIER]])
def test_without_words_no_keyword_is_merged(topic_ids: list[int]) -> None:
    weights = term_weights(_spoken(("en", "2023"), ("ka", "45%")), topic_ids)
    terms = KeywordTerms(weights, keyword_candidates(weights), np.empty((0, 0), dtype=np.float32))
    assert merged_keywords(terms, ["en"]) == {topic_id: [] for topic_id in weights.topic_ids}
