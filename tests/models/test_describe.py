"""A topic is described from its own statements."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.describe import describe_topics
from models.encoder import Vectors
from models.keywords import KeywordTerms, keyword_candidates, term_weights
from models.label_evidence import LabelTerms
from models.labels import SEPARATOR
from models.schemas import OUTLIER, Topics
from tests.models.conftest import HashEncoder, make_label_terms, make_statements

NO_VECTORS = np.empty((0, 0), dtype=np.float32)

TEXTS = {
    "en": ["river flood", "river water", "flood water"],
    "ar": ["نهر مياه", "نهر فيضان"],
    "ka": ["სკოლა გაკვეთილი", "სკოლა მასწავლებელი", "გაკვეთილი სკოლა მოსწავლე", "სკოლა"],
}


@pytest.fixture
def statements() -> pd.DataFrame:
    """Topic 7 in Georgian, topic 3 in English and Arabic, and one outlier."""
    rows: list[dict[str, object]] = [
        {"language": language, "text": text, "topic_id": 7 if language == "ka" else 3, "session_id": f"{language}-{n}"}
        for language, texts in TEXTS.items()
        for n, text in enumerate(texts)
    ]
    return make_statements([*rows, {"text": "zorblat", "topic_id": OUTLIER}])


def _described(statements: pd.DataFrame, vectors: Vectors, label_terms: LabelTerms | None = None) -> pd.DataFrame:
    """The topics of the statements' column topic_id, by default without words for labels."""
    terms = make_label_terms((), NO_VECTORS, [()] * len(statements)) if label_terms is None else label_terms
    return describe_topics(statements, _assignments(statements), vectors, terms, _keyword_terms(statements))


def _assignments(statements: pd.DataFrame) -> pd.DataFrame:
    n = len(statements)
    return statements[["statement_id", "topic_id", "topic_probability", "is_clustered"]].assign(
        map_x=np.arange(n, dtype=float) ** 2, map_y=-np.arange(n, dtype=float)
    )


def _keyword_terms(statements: pd.DataFrame) -> KeywordTerms:
    weights = term_weights(statements, statements["topic_id"].tolist())
    columns = keyword_candidates(weights)
    words = [weights.terms[column] for column in columns]
    return KeywordTerms(weights, columns, HashEncoder().encode(words) if words else NO_VECTORS)


@pytest.fixture
def described(statements: pd.DataFrame, encoder: HashEncoder) -> pd.DataFrame:
    return _described(statements, encoder.encode(statements["text"].tolist()))


def test_there_is_a_row_a_topic_and_with_outliers_the_sizes_add_up(
    statements: pd.DataFrame, described: pd.DataFrame
) -> None:
    assert described["topic_id"].tolist() == [3, 7]
    assert described["size"].tolist() == [5, 4]
    assert described["size"].sum() + (statements["topic_id"] == OUTLIER).sum() == len(statements)
    assert described["n_sessions"].tolist() == [5, 4]
    assert described["n_clustered"].tolist() == [5, 4]


def test_the_largest_topic_stands_first_and_equal_ones_by_number(encoder: HashEncoder) -> None:
    topic_ids = [5, 5, 2, 2, 9, 9, 9]
    rows = [{"topic_id": topic_id, "text": f"river {'abcdefg'[n] * 4}"} for n, topic_id in enumerate(topic_ids)]
    statements = make_statements(rows)
    found = _described(statements, encoder.encode(statements["text"].tolist()))
    assert found["topic_id"].tolist() == [9, 2, 5]


def test_keywords_are_given_over_all_languages_and_in_each(described: pd.DataFrame) -> None:
    river, school = described.to_dict("records")
    assert {language: set(words) for language, words in river["keywords_by_language"].items()} == {
        "en": {"river", "flood", "water"},
        "ar": {"نهر", "مياه", "فيضان"},
    }
    assert set(river["keywords"]) == {"river", "flood", "water", "نهر", "مياه", "فيضان"}
    assert river["keywords"][-2:] == sorted(["مياه", "فيضان"])  # said once
    assert school["keywords_by_language"] == {"ka": ["სკოლა", "გაკვეთილი", "მასწავლებელი", "მოსწავლე"]}


def test_a_topic_without_a_label_is_named_by_its_keywords_else_by_its_number(
    described: pd.DataFrame, encoder: HashEncoder
) -> None:
    assert described["label"].tolist()[1] == "სკოლა · გაკვეთილი · მასწავლებელი"
    wordless = make_statements(
        [{"text": text, "topic_id": topic_id} for text, topic_id in (("river dam", 0), ("12", 4))]
    )
    found = _described(wordless, encoder.encode(wordless["text"].tolist()))
    assert found.set_index("topic_id")["label"].to_dict() == {0: "dam · river", 4: "#4"}


def test_topics_with_the_same_keywords_have_other_labels(encoder: HashEncoder) -> None:
    statements = make_statements([{"text": "river", "topic_id": number % 2} for number in range(6)])
    labels = _described(statements, encoder.encode(statements["text"].tolist()))["label"]
    assert labels.tolist() == ["river", "#1"]


def test_a_topic_is_labelled_with_the_terms_given_and_their_support(
    statements: pd.DataFrame, encoder: HashEncoder
) -> None:
    terms = ("نهر", "სკოლა")
    vectors = encoder.encode([text.split()[0] for text in statements["text"]])
    said = [[term for term in terms if term in text] for text in statements["text"]]
    is_spoken = (statements["language"] != "en").tolist()
    label_terms = make_label_terms(terms, encoder.encode(terms), said, is_spoken=is_spoken)
    found = _described(statements, vectors, label_terms).set_index("topic_id")
    assert found["label"].to_dict() == {3: "نهر", 7: "სკოლა"}
    assert found["label_support"].to_dict() == {3: 1.0, 7: 1.0}
    assert set(found["label_source"]) == {"words"}


def test_translations_stand_once_in_the_keywords_and_in_the_language_of_labels(statements: pd.DataFrame) -> None:
    rows: list[dict[str, object]] = [
        {"language": language, "text": text, "session_id": f"{number}", "topic_id": 0}
        for number, (language, text) in enumerate([("en", "river"), ("ar", "نهر"), ("ar", "نهر"), ("ka", "მდინარე")])
    ]
    spoken = make_statements([*rows, *({"text": f"{word} oven", "topic_id": 1} for word in ("bread", "flour"))])
    terms = _keyword_terms(spoken)
    meanings = {"river": 0, "نهر": 0, "მდინარე": 0}
    axes = [meanings.get(terms.weights.terms[column], 1 + place) for place, column in enumerate(terms.columns)]
    same = KeywordTerms(terms.weights, terms.columns, np.eye(9, dtype=np.float32)[axes])
    no_terms = make_label_terms((), NO_VECTORS, [()] * len(spoken))
    found = describe_topics(spoken, _assignments(spoken), np.ones((6, 2), np.float32), no_terms, same)
    assert found.set_index("topic_id").loc[0, "keywords"] == ["river"]
    assert found.set_index("topic_id").loc[0, "keywords_by_language"] == {
        "ar": ["نهر"],
        "en": ["river"],
        "ka": ["მდინარე"],
    }
    assert SEPARATOR not in found.set_index("topic_id").loc[0, "label"]


def test_a_topic_lies_on_the_map_where_the_middle_of_its_statements_is(described: pd.DataFrame) -> None:
    places = described.set_index("topic_id")[["map_x", "map_y"]]
    assert places.loc[3].tolist() == [4, -2]
    assert places.loc[7].tolist() == [42.5, -6.5]


def test_languages_are_counted_and_the_main_one_named(described: pd.DataFrame) -> None:
    river, school = described.to_dict("records")
    assert (river["n_languages"], river["main_language"], river["main_language_share"]) == (2, "en", 0.6)
    assert (school["n_languages"], school["main_language"], school["main_language_share"]) == (1, "ka", 1.0)


def test_a_topic_of_one_language_is_told_from_the_corpus_by_its_sessions(encoder: HashEncoder) -> None:
    georgian: list[dict[str, object]] = [{"language": "ka", "text": "მდინარე წყალი", "topic_id": 0}] * 4
    english: list[dict[str, object]] = [{"text": "bread oven", "topic_id": OUTLIER}] * 10
    for session, is_one_language in (({}, True), ({"session_id": "one"}, False)):
        spoken = make_statements([*({**row, **session} for row in georgian), *english])
        found = _described(spoken, encoder.encode(spoken["text"].tolist()))
        assert found["is_one_language"].tolist() == [is_one_language]
        assert found["main_language_expected"].tolist() == pytest.approx([4 / 14])


def test_the_order_of_rows_does_not_matter_and_arguments_stay(statements: pd.DataFrame, encoder: HashEncoder) -> None:
    statements = statements.iloc[1:].reset_index(drop=True)  # as much Arabic as English in topic 3
    assignments, vectors = _assignments(statements), encoder.encode(statements["text"].tolist())
    no_terms, words = make_label_terms((), NO_VECTORS, [()] * len(statements)), _keyword_terms(statements)
    before = statements.copy(deep=True), assignments.copy(deep=True), vectors.copy()
    expected = describe_topics(statements, assignments, vectors, no_terms, words)
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_frame_equal(assignments, before[1])
    np.testing.assert_array_equal(vectors, before[2])
    assert expected["main_language"].tolist() == ["ar", "ka"]
    backwards = describe_topics(statements.iloc[::-1], assignments.iloc[::-1], vectors[::-1], no_terms, words)
    pd.testing.assert_frame_equal(backwards.sort_values("topic_id"), expected.sort_values("topic_id"), check_like=True)


def test_a_corpus_of_outliers_has_no_topic_but_its_columns(statements: pd.DataFrame, described: pd.DataFrame) -> None:
    outliers = statements.assign(topic_id=OUTLIER)
    none = _described(outliers, np.ones((len(outliers), 2), dtype=np.float32))
    assert none.empty
    assert none.columns.tolist() == described.columns.tolist()
    types = Topics.empty().dtypes
    assert none.dtypes.to_dict() == {column: types[column] for column in none.columns}
