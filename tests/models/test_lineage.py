"""What became of every topic is said, to people and to the next run."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from models.lineage import describe_changes, topic_events, trace_lineage
from models.remembered import Remembered, TopicEvent, recall, without_fit
from tests.models.nights import placed

TODAY = dt.date(2022, 7, 4)


def _events(
    now: pd.DataFrame, previous: pd.DataFrame, *, away: tuple[int, ...] = (), own: dict[int, int] | None = None
) -> list[TopicEvent]:
    remembered = without_fit(previous)
    gone = remembered.topics.iloc[: len(away)].assign(topic_id=list(away), is_present=False)
    remembered = Remembered(remembered.statements, pd.concat([remembered.topics, gone], ignore_index=True))
    recalled = recall(now.assign(text=now["statement_id"]), remembered)
    return topic_events(trace_lineage(now, recalled, remembered), now, recalled, remembered, TODAY, split_out=own or {})


def _published(labels: dict[int, str], *, hidden: tuple[int, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame(
        {"topic_id": [*labels], "label": [*labels.values()], "is_hidden": [id_ in hidden for id_ in labels]}
    )


def test_changes_name_what_vanished_and_count_what_came_and_went() -> None:
    topics = pd.DataFrame(
        {
            "topic_id": [1, 2, 6, 7, 8, 9],
            "lineage": ["continued", "merged", "split", "new", "grown", "shrunk"],
            "parents": [[1], [2, 3], [1], [], [8], [9]],
            "is_hidden": False,
        }
    )
    events = [TopicEvent(TODAY, 3, "vanished", (2, 6)), TopicEvent(TODAY, 8, "returned")]
    previous = {
        "topics": _published({1: "river", 2: "bread", 3: "المدرسة", 4: "მატარებელი", 9: "щит"}),
        "statements": pd.DataFrame({"statement_id": ["a", "b", "c"]}),
    }
    assert describe_changes(topics, pd.Series(["b", "c", "d", "e", "f"]), previous, "run-1", events=events) == {
        "previous_run_id": "run-1",
        "topics": {
            "new": [7],
            "continued": [1],
            "grown": [],
            "shrunk": [9],
            "split": [{"topic_id": 6, "parents": [1]}],
            "merged": [{"topic_id": 2, "parents": [2, 3]}],
            "vanished": [
                {"topic_id": 3, "label": "المدرسة", "successors": [2, 6]},
                {"topic_id": 4, "label": "მატარებელი", "successors": []},
            ],
            "returned": [8],
            "shown": [],
            "hidden": [],
        },
        "statements_added": 3,
        "statements_removed": 1,
    }


def _hidden_changes(before: tuple[int, ...], now: tuple[int, ...], *, gone: bool = False) -> dict[str, list[object]]:
    """Kinds with topics in them, where topics 1 and 2 stay as they are but for who hides them."""
    ids = [1] if gone else [1, 2]
    topics = pd.DataFrame(
        {"topic_id": ids, "lineage": "continued", "parents": [[]] * len(ids), "is_hidden": [id_ in now for id_ in ids]}
    )
    previous = {
        "topics": _published({1: "river", 2: "хлеб"}, hidden=before),
        "statements": pd.DataFrame({"statement_id": ["a"]}),
    }
    changes = describe_changes(topics, pd.Series(["a"]), previous, "run-1")
    return {kind: items for kind, items in changes["topics"].items() if items}


def test_a_topic_that_analysts_hide_is_hidden_once_and_has_not_vanished() -> None:
    assert _hidden_changes((), (2,)) == {"continued": [1], "hidden": [2]}
    assert _hidden_changes((2,), (2,)) == {"continued": [1]}
    assert _hidden_changes((2,), ()) == {"continued": [1], "shown": [2]}


def test_the_end_of_a_hidden_topic_is_nobodys_news() -> None:
    assert _hidden_changes((2,), (), gone=True) == {"continued": [1]}
    assert [*_hidden_changes((), (), gone=True)] == ["continued", "vanished"]


def test_a_first_run_adds_all_and_misses_nothing() -> None:
    topics = pd.DataFrame({"topic_id": [0], "lineage": ["new"], "parents": [[]], "is_hidden": False})
    changes = describe_changes(topics, pd.Series(["a", "b"]), None, None)
    assert changes["topics"]["new"] == [0]
    assert changes["topics"]["vanished"] == []
    assert (changes["statements_added"], changes["statements_removed"]) == (2, 0)


def test_nothing_happened_to_topics_that_stay() -> None:
    night = placed({1: "abcd", 2: "efgh"})
    assert _events(night, night) == []


def test_a_split_and_a_merge_name_the_topics_that_they_come_from() -> None:
    split = _events(placed({1: "abcd", 5: "efg"}), placed({1: "abcdefg"}))
    assert split == [TopicEvent(TODAY, 5, "split", (1,))]
    merged = _events(placed({1: "abcdefg"}), placed({1: "abcd", 5: "efg"}))
    assert merged == [TopicEvent(TODAY, 1, "merged", (5,)), TopicEvent(TODAY, 5, "vanished", (1,))]


def test_what_analysts_split_out_and_put_back_is_no_event_but_that_it_is_gone() -> None:
    whole, parts = placed({1: "abcdefg"}), placed({1: "abcd", 5: "efg"})
    assert _events(parts, whole, own={5: 1}) == []
    assert _events(whole, parts, own={5: 1}) == [TopicEvent(TODAY, 5, "vanished", (1,))]


def test_a_topic_that_fell_apart_is_followed_to_those_that_hold_a_fifth_of_it() -> None:
    # Of ten statements five go to 1, four to 2, one to 3.
    now = placed({1: "ABCDEF" + "abcde", 2: "GHIJKL" + "fghi", 3: "MNOPQR" + "j"})
    before = placed({1: "ABCDEF", 2: "GHIJKL", 3: "MNOPQR", 4: "abcdefghij"})
    (vanished,) = [event for event in _events(now, before) if event.became == "vanished"]
    assert vanished == TopicEvent(TODAY, 4, "vanished", (1, 2))


def test_a_topic_whose_statements_left_the_sources_vanished_into_nothing() -> None:
    assert _events(placed({1: "abcd"}), placed({1: "abcd", 2: "نهر"})) == [TopicEvent(TODAY, 2, "vanished", ())]


def test_a_topic_that_was_away_has_returned_and_continues_itself() -> None:
    before, now = placed({1: "abcd"}), placed({1: "abcd", 6: "вода"})
    assert _events(now, before, away=(6,)) == [TopicEvent(TODAY, 6, "returned")]


def test_a_first_run_has_no_events() -> None:
    night = placed({1: "abcd"})
    recalled = recall(night.assign(text=night["statement_id"]), without_fit(night.iloc[:0]))
    assert topic_events(trace_lineage(night, recalled, None), night, recalled, None, TODAY, split_out={}) == []
