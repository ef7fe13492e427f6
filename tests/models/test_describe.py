"""A topic is described from its own statements, and those quoted come from many mouths and languages."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.describe import describe_topics, representatives
from models.encoder import Vectors, unit
from models.labels import LabelTerms
from models.schemas import OUTLIER, Topics
from tests.models.conftest import HashEncoder, make_statements

NO_TERMS = LabelTerms((), np.empty((0, 0), dtype=np.float32))

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


def _assignments(statements: pd.DataFrame) -> pd.DataFrame:
    n = len(statements)
    return statements[["statement_id", "topic_id", "topic_probability", "is_clustered"]].assign(
        map_x=np.arange(n, dtype=float) ** 2, map_y=-np.arange(n, dtype=float)
    )


@pytest.fixture
def described(statements: pd.DataFrame, encoder: HashEncoder) -> pd.DataFrame:
    vectors = encoder.encode(statements["text"].tolist())
    return describe_topics(statements, _assignments(statements), vectors, NO_TERMS)


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
    found = describe_topics(statements, _assignments(statements), encoder.encode(statements["text"].tolist()), NO_TERMS)
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
    found = describe_topics(wordless, _assignments(wordless), encoder.encode(wordless["text"].tolist()), NO_TERMS)
    assert found.set_index("topic_id")["label"].to_dict() == {0: "dam · river", 4: "#4"}


def test_a_topic_is_labelled_with_the_terms_given(statements: pd.DataFrame, encoder: HashEncoder) -> None:
    terms = ("نهر", "სკოლა")
    vectors = encoder.encode([text.split()[0] for text in statements["text"]])
    found = describe_topics(statements, _assignments(statements), vectors, LabelTerms(terms, encoder.encode(terms)))
    labels = found.set_index("topic_id")["label"]
    assert labels[3].startswith("نهر")
    assert labels[7].startswith("სკოლა")


def test_a_topic_lies_on_the_map_where_the_middle_of_its_statements_is(described: pd.DataFrame) -> None:
    places = described.set_index("topic_id")[["map_x", "map_y"]]
    assert places.loc[3].tolist() == [4, -2]
    assert places.loc[7].tolist() == [42.5, -6.5]


def test_languages_are_counted_and_the_main_one_named(described: pd.DataFrame) -> None:
    river, school = described.to_dict("records")
    assert (river["n_languages"], river["main_language"], river["main_language_share"]) == (2, "en", 0.6)
    assert (school["n_languages"], school["main_language"], school["main_language_share"]) == (1, "ka", 1.0)


@pytest.mark.parametrize(
    ("n_georgian", "n_others_in_topic", "n_english", "is_one_language"),
    [
        # chance of 5 of 5 at a share of 1/3: 0.004
        (5, 0, 10, True),
        # of 4 of 4 at 4/14: 0.007; of 4 of 4 at 4/12: 0.012
        (4, 0, 10, True),
        (4, 0, 8, False),
        # nine of ten are nearly all, eight of ten are not
        (9, 1, 40, True),
        (8, 2, 40, False),
        # a corpus in one language has no topic of one language
        (30, 0, 0, False),
    ],
)
def test_a_topic_is_of_one_language_if_chance_does_not_make_it_so(
    encoder: HashEncoder, n_georgian: int, n_others_in_topic: int, n_english: int, is_one_language: bool
) -> None:
    rows = [{"language": "ka", "text": "მდინარე წყალი", "topic_id": 0}] * n_georgian
    rows += [{"language": "en", "text": "river water", "topic_id": 0}] * n_others_in_topic
    rows += [{"language": "en", "text": "bread oven", "topic_id": OUTLIER}] * n_english
    statements = make_statements(rows)
    found = describe_topics(statements, _assignments(statements), encoder.encode(statements["text"].tolist()), NO_TERMS)
    assert found["is_one_language"].tolist() == [is_one_language]


def test_the_order_of_rows_does_not_matter_and_arguments_stay(statements: pd.DataFrame, encoder: HashEncoder) -> None:
    statements = statements.iloc[1:].reset_index(drop=True)  # as much Arabic as English in topic 3
    assignments, vectors = _assignments(statements), encoder.encode(statements["text"].tolist())
    before = statements.copy(deep=True), assignments.copy(deep=True), vectors.copy()
    expected = describe_topics(statements, assignments, vectors, NO_TERMS)
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_frame_equal(assignments, before[1])
    np.testing.assert_array_equal(vectors, before[2])
    assert expected["main_language"].tolist() == ["ar", "ka"]
    backwards = describe_topics(statements.iloc[::-1], assignments.iloc[::-1], vectors[::-1], NO_TERMS)
    pd.testing.assert_frame_equal(backwards.sort_values("topic_id"), expected.sort_values("topic_id"), check_like=True)


def test_a_corpus_of_outliers_has_no_topic_but_its_columns(statements: pd.DataFrame, described: pd.DataFrame) -> None:
    outliers = statements.assign(topic_id=OUTLIER)
    none = describe_topics(outliers, _assignments(outliers), np.ones((len(outliers), 2), dtype=np.float32), NO_TERMS)
    assert none.empty
    assert none.columns.tolist() == described.columns.tolist()
    types = Topics.empty().dtypes
    assert none.dtypes.to_dict() == {column: types[column] for column in none.columns}


def _on_a_fan(n: int) -> Vectors:
    """Vectors that turn away from the first axis to both sides, the first one least."""
    angles = np.linspace(0.05, 1.2, n)
    return unit(np.stack([np.cos(angles), np.sin(angles) * (-1) ** np.arange(n)], axis=1))


def _quoted(rows: list[dict[str, object]], *, n: int, is_clustered: list[bool] | None = None) -> list[str]:
    flags = np.asarray([True] * len(rows) if is_clustered is None else is_clustered)
    return representatives(make_statements(rows), _on_a_fan(len(rows)), flags, n=n)


def test_those_quoted_are_the_nearest_who_bring_a_new_voice_and_a_new_language() -> None:
    rows: list[dict[str, object]] = [
        {"session_id": session_id, "language": language}
        for session_id, language in [
            ("a", "en"),  # s0: nearest of all
            ("a", "ar"),  # s1: a new language of a session heard already
            ("b", "en"),  # s2: a new session in a language heard already
            ("c", "ka"),  # s3: both are new
            ("d", "ar"),  # s4: both are still new
            *[("e", "en")] * 5,
        ]
    ]
    assert _quoted(rows, n=2) == ["s0", "s3"]
    assert _quoted(rows, n=3) == ["s0", "s3", "s4"]
    assert _quoted(rows, n=5) == ["s0", "s3", "s4", "s2", "s1"]


def test_only_the_nearer_half_is_quoted_though_farther_ones_bring_new_languages() -> None:
    near: list[dict[str, object]] = [{"session_id": "a", "language": "en"}] * 4
    rows = near + [{"session_id": "b", "language": "ru"}] * 4
    assert _quoted(rows, n=3) == ["s0", "s1", "s2"]


def test_clustered_statements_are_quoted_before_those_that_joined_later() -> None:
    assert _quoted([{}] * 4, n=2, is_clustered=[False, True, False, True])[0] == "s1"
    assert set(_quoted([{"session_id": "a"}] * 4, n=2, is_clustered=[False, True, False, True])) == {"s1", "s3"}


def test_a_text_is_quoted_once() -> None:
    assert _quoted([{"text": "نهر"}, {"text": "نهر"}, {"text": "მდინარე"}], n=3) == ["s0", "s2"]


def test_authors_speak_for_themselves_where_there_is_no_session() -> None:
    rows: list[dict[str, object]] = [
        {"session_id": None, "author_id": author} for author in ("ann", "ann", "ben", None)
    ]
    assert _quoted(rows, n=4) == ["s0", "s2", "s3", "s1"]
