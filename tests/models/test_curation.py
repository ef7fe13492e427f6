"""What analysts decide holds, adds up, and is never dropped without a word."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from models.curation import (
    Decision,
    Entry,
    Signature,
    SplitOut,
    apply_decisions,
    join_entries,
    merge_topics,
    with_split_labels,
)


@pytest.fixture
def assignments() -> pd.DataFrame:
    return pd.DataFrame({"statement_id": list("abcdefgh"), "topic_id": [0, 0, 1, 1, 2, 3, -1, -1]})


@pytest.fixture
def topics() -> pd.DataFrame:
    labels = {"label": ["bread", "مياه", "სკოლა"], "label_source": ["words", "words", "llm"]}
    return pd.DataFrame({"topic_id": [2, 0, 1], **labels}, index=[7, 8, 9])


def _merged(assignments: pd.DataFrame, into: dict[int, int]) -> list[int]:
    decisions = {topic_id: Decision(merge_into=target) for topic_id, target in into.items()}
    found: list[int] = merge_topics(assignments, decisions)["topic_id"].tolist()
    return found


@pytest.mark.parametrize(
    ("into", "expected"),
    [
        ({}, [0, 0, 1, 1, 2, 3, -1, -1]),
        ({1: 0}, [0, 0, 0, 0, 2, 3, -1, -1]),
        # a chain ends at its end, whatever the order of the decisions
        ({1: 2, 2: 3}, [0, 0, 3, 3, 3, 3, -1, -1]),
        ({2: 3, 1: 2}, [0, 0, 3, 3, 3, 3, -1, -1]),
        # a circle is no decision: neither a swap nor a rotation
        ({1: 1}, [0, 0, 1, 1, 2, 3, -1, -1]),
        ({0: 1, 1: 0}, [0, 0, 1, 1, 2, 3, -1, -1]),
        ({0: 1, 1: 2, 2: 0}, [0, 0, 1, 1, 2, 3, -1, -1]),
        # who is merged into a circle ends where the circle is entered
        ({3: 1, 1: 2, 2: 1}, [0, 0, 1, 1, 2, 1, -1, -1]),
        # a target or a topic that this run does not have
        ({1: 99}, [0, 0, 1, 1, 2, 3, -1, -1]),
        ({99: 1}, [0, 0, 1, 1, 2, 3, -1, -1]),
    ],
)
def test_merged_topics_end_where_the_decisions_lead(
    assignments: pd.DataFrame, into: dict[int, int], expected: list[int]
) -> None:
    before = assignments.copy(deep=True)
    assert _merged(assignments, into) == expected
    pd.testing.assert_frame_equal(assignments, before)


def test_a_decision_without_a_merge_moves_nothing(assignments: pd.DataFrame) -> None:
    decisions = {0: Decision(label="Rivers"), 1: Decision(hide=True)}
    pd.testing.assert_frame_equal(merge_topics(assignments, decisions), assignments)


def test_merging_twice_is_merging_once(assignments: pd.DataFrame) -> None:
    decisions = {1: Decision(merge_into=2), 2: Decision(merge_into=3)}
    once = merge_topics(assignments, decisions)
    pd.testing.assert_frame_equal(merge_topics(once, decisions), once)


def test_labels_notes_and_hiding_go_to_their_topic_and_to_no_other(topics: pd.DataFrame) -> None:
    before = topics.copy(deep=True)
    decided = apply_decisions(topics, {0: Decision(label="جودة المياه", note="შეამოწმეთ"), 1: Decision(hide=True)})
    assert decided["label"].tolist() == ["bread", "جودة المياه", "სკოლა"]
    assert decided["label_source"].tolist() == ["words", "curation", "llm"]
    assert decided["note"].isna().tolist() == [True, False, True]
    assert decided["note"].dropna().tolist() == ["შეამოწმეთ"]
    assert decided["is_hidden"].tolist() == [False, False, True]
    assert decided.index.tolist() == topics.index.tolist()
    pd.testing.assert_frame_equal(topics, before)


def test_no_topic_takes_decisions_too(topics: pd.DataFrame) -> None:
    decided = apply_decisions(topics.iloc[:0], {0: Decision(label="Water")})
    assert decided.empty
    assert decided["is_hidden"].dtype == bool


def test_the_label_of_a_split_holds_until_the_new_topic_is_named_itself() -> None:
    decisions = {5: Decision(note="seen"), 6: Decision(label="الخبز")}
    found = with_split_labels(decisions, {5: "Bread", 6: "Prices", 7: "პური"})
    assert found == {5: Decision(label="Bread", note="seen"), 6: Decision(label="الخبز"), 7: Decision(label="პური")}
    assert decisions == {5: Decision(note="seen"), 6: Decision(label="الخبز")}


def test_what_is_decided_is_known_by_name_and_topic_0_is_a_topic() -> None:
    assert Decision(merge_into=0, note="seen").decided == ("merge_into", "note")
    assert Decision(by="Nino").decided == ()


def test_entries_on_a_topic_are_joined_and_each_thing_keeps_its_signature() -> None:
    july = [dt.date(2022, 7, day) for day in range(1, 4)]
    entries = [
        Entry(Decision(label="Wells", by="Ana", date=july[2]), frozenset({"label", "by", "date"})),
        Entry(Decision(label="Jobs", hide=True, by="Nino", date=july[0]), frozenset({"label", "hide", "by", "date"})),
    ]
    joined = join_entries(entries)
    assert (joined.label, joined.hide, joined.by, joined.date) == ("Wells", True, "Ana, Nino", july[0])
    assert joined.signature("label") == Signature("Ana", july[2])
    assert joined.signature("hide") == Signature("Nino", july[0])
    back = Entry(Decision(by="Zaza", date=july[2]), frozenset({"hide", "label", "by", "date"}))
    assert join_entries([*entries, back]).decided == ()


def test_a_decision_without_a_date_is_as_old_as_can_be_and_leaves_no_date_to_the_whole() -> None:
    dated = Entry(Decision(label="Wells", date=dt.date(2022, 7, 1)), frozenset({"label", "date"}))
    undated = Entry(Decision(label="Jobs", note="seen"), frozenset({"label", "note"}))
    joined = join_entries([dated, undated])
    assert (joined.label, joined.note, joined.date) == ("Wells", "seen", None)


def test_a_split_without_statements_is_refused() -> None:
    with pytest.raises(ValueError, match="no statement to split out"):
        SplitOut(())
