"""A statement is known again by its id and its words, or by its words alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from models.remembered import STATEMENT_COLUMNS, Remembered, recall, text_sha256, without_fit
from models.schemas import OUTLIER
from tests.models.nights import placed

BEFORE = placed({3: ["ნომერი-1", "ნომერი-2"], 5: ["الرقم-1"], OUTLIER: ["x-1"]})
WORDS = {"ნომერი-1": "წყალი", "ნომერი-2": "წყალი", "الرقم-1": "مياه", "x-1": "water"}


def _remembered() -> Remembered:
    known = BEFORE.assign(
        text_sha256=BEFORE["statement_id"].map(WORDS).map(text_sha256),
        found_topic_id=BEFORE["topic_id"],
        is_fitted=True,
        map_x=[1.0, 2.0, 3.0, 4.0],
    )
    return Remembered(known[list(STATEMENT_COLUMNS)], without_fit(BEFORE).topics)


def _recall(words: dict[str, str]) -> pd.DataFrame:
    return recall(pd.DataFrame({"statement_id": list(words), "text": list(words.values())}), _remembered())


def test_what_did_not_change_is_known_as_it_was() -> None:
    found = _recall(WORDS)
    assert found["statement_id"].tolist() == list(WORDS)
    assert found["is_known"].all()
    assert found["is_fitted"].all()
    assert found["topic_id"].tolist() == [3, 3, 5, OUTLIER]
    assert found["map_x"].tolist() == [1.0, 2.0, 3.0, 4.0]


def test_an_edited_statement_and_a_new_one_are_not_known() -> None:
    found = _recall(WORDS | {"الرقم-1": "مياه نظيفة", "new": "вода"}).set_index("statement_id")
    assert found["is_known"].to_dict() == dict.fromkeys(WORDS, True) | {"الرقم-1": False, "new": False}
    assert found.loc[["الرقم-1", "new"], "topic_id"].eq(OUTLIER).all()
    assert not found.loc[["الرقم-1", "new"], ["is_fitted", "is_clustered"]].any(axis=None)
    assert found.loc[["الرقم-1", "new"], ["map_x", "stability"]].isna().all(axis=None)


def test_statements_of_a_renamed_source_are_known_by_their_words_each_once() -> None:
    found = _recall({"a": "مياه", "b": "water", "c": "წყალი", "d": "წყალი"})
    assert found["topic_id"].tolist() == [5, OUTLIER, 3, 3]
    assert found["is_fitted"].all()
    assert sorted(found["map_x"]) == [1.0, 2.0, 3.0, 4.0]


def test_words_said_once_more_are_known_but_were_not_in_the_fit() -> None:
    found = _recall(WORDS | {"again": "مياه"})
    assert found["is_known"].all()
    assert found["topic_id"].tolist() == [3, 3, 5, OUTLIER, 5]
    assert found["is_fitted"].tolist() == [True, True, True, True, False]


def test_what_is_known_does_not_depend_on_the_order_of_rows() -> None:
    words = WORDS | {"again": "წყალი", "again-2": "წყალი", "new": "вода"}
    found = _recall(words).set_index("statement_id")
    ids = np.random.default_rng(3).permutation(list(words))
    shuffled = _recall({each: words[each] for each in ids}).set_index("statement_id")
    pd.testing.assert_frame_equal(shuffled.loc[found.index], found)


def test_where_only_ids_are_remembered_they_are_enough() -> None:
    published = pd.DataFrame({"statement_id": ["a", "b"], "topic_id": [7, OUTLIER]})
    remembered = without_fit(published)
    assert remembered.fit is None
    assert remembered.topics["topic_id"].tolist() == [7]
    found = recall(pd.DataFrame({"statement_id": ["b", "c", "a"], "text": ["ب", "ج", "ا"]}), remembered)
    assert found["is_known"].tolist() == [True, False, True]
    assert found["topic_id"].tolist() == [OUTLIER, OUTLIER, 7]


def test_a_hash_tells_words_apart_and_does_not_hold_them() -> None:
    assert text_sha256("მეტი წყალი") != text_sha256("მეტი წყალი.")
    assert "water" not in text_sha256("water")
    assert len(text_sha256("\ud800")) == 64  # half a surrogate, as broken exports have it
