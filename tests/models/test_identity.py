"""A topic keeps its number while it is the same topic, and what became of it is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.curation import Decision, conflicts, merge_topics
from models.identity import describe_changes, match_topics
from models.schemas import OUTLIER


def _placed(members: dict[int, str]) -> pd.DataFrame:
    """One statement a letter, in the topic of its key."""
    rows = [(letter, topic_id) for topic_id, letters in members.items() for letter in letters]
    placed = pd.DataFrame(rows, columns=["statement_id", "topic_id"]).astype({"topic_id": "int64"})
    return placed.assign(unmerged_topic_id=placed["topic_id"])


def _members(assignments: pd.DataFrame) -> dict[int, str]:
    return {int(topic_id): "".join(rows) for topic_id, rows in assignments.groupby("topic_id")["statement_id"]}


def _lineage(lineage: pd.DataFrame) -> dict[int, tuple[str, list[int]]]:
    return {int(row.topic_id): (str(row.lineage), row.parents) for row in lineage.itertuples(index=False)}


def test_without_a_previous_run_every_topic_is_new_and_keeps_its_number() -> None:
    now = _placed({0: "abc", 1: "de", OUTLIER: "f"})
    for previous in (None, now.iloc[:0]):
        matched, lineage = match_topics(now, previous)
        pd.testing.assert_frame_equal(matched, now)
        assert _lineage(lineage) == {0: ("new", []), 1: ("new", [])}


def test_the_same_topics_in_another_order_get_their_old_numbers() -> None:
    previous = _placed({0: "abcd", 1: "efg", 2: "hi", OUTLIER: "jk"})
    matched, lineage = match_topics(_placed({0: "hi", 1: "abcd", 2: "efg", OUTLIER: "jk"}), previous)
    assert _members(matched) == _members(previous)
    assert _lineage(lineage) == {0: ("continued", [0]), 1: ("continued", [1]), 2: ("continued", [2])}


def test_matching_a_run_with_itself_changes_nothing() -> None:
    run = _placed({3: "abcd", 8: "efg", OUTLIER: "h"})
    matched, lineage = match_topics(run, run)
    pd.testing.assert_frame_equal(matched, run)
    assert _lineage(lineage) == {3: ("continued", [3]), 8: ("continued", [8])}


def test_pairs_are_chosen_together_and_not_the_best_first() -> None:
    # Jaccard:  old 0   old 1   old 2
    # new 5      7/17    5/14       0    the best first would take old 0 here,
    # new 6      5/13       0    1/11    which leaves nothing for this one
    # new 7         0     2/7       0
    # new 8         0       0     5/6
    previous = _placed({0: "abcdefg" + "hijkl", 1: "mnopq" + "rs", 2: "tuvwx" + "y"})
    now = _placed({5: "abcdefg" + "mnopq", 6: "hijkl" + "y", 7: "rs", 8: "tuvwx"})
    matched, lineage = match_topics(now, previous)
    assert _members(matched) == {0: "hijkly", 1: "abcdefgmnopq", 2: "tuvwx", 3: "rs"}
    assert set(lineage["topic_id"]) == {0, 1, 2, 3}


def test_a_topic_is_the_one_it_overlaps_most_and_not_the_one_it_shares_most_with() -> None:
    # New 0 shares three statements with old 0 (Jaccard 3/8) and two with old 2 (2/5).
    previous = _placed({0: "abc" + "fgh", 1: "ijklm", 2: "de"})
    matched, _ = match_topics(_placed({0: "abc" + "de", 1: "fgh" + "ijklm"}), previous)
    assert _members(matched) == {2: "abcde", 1: "fghijklm"}


def test_a_topic_that_falls_apart_leaves_its_number_to_the_larger_part() -> None:
    matched, lineage = match_topics(_placed({0: "abcd", 1: "efghij"}), _placed({0: "abcdefghij", 4: "xyz"}))
    assert _members(matched) == {0: "efghij", 5: "abcd"}
    assert _lineage(lineage) == {0: ("shrunk", [0]), 5: ("split", [0])}


def test_topics_that_come_together_take_the_number_of_the_larger_and_name_both() -> None:
    matched, lineage = match_topics(_placed({0: "abcdefghij"}), _placed({0: "abcd", 1: "efghij"}))
    assert _members(matched) == {1: "abcdefghij"}
    assert _lineage(lineage) == {1: ("merged", [0, 1])}


@pytest.mark.parametrize(
    ("before", "after", "became"),
    [
        ("abcdefgh", "abcdefghij", "grown"),  # 10 / 8 = 1.25
        ("abcdefghi", "abcdefghij", "continued"),  # 10 / 9
        ("abcdefghij", "abcdefghi", "continued"),
        ("abcdefghij", "abcdefgh", "shrunk"),  # 8 / 10 = 1 / 1.25
    ],
)
def test_a_topic_has_grown_from_a_quarter_more_and_shrunk_from_a_fifth_less(
    before: str, after: str, became: str
) -> None:
    _, lineage = match_topics(_placed({0: after}), _placed({0: before}))
    assert _lineage(lineage) == {0: (became, [0])}


@pytest.mark.parametrize(
    ("common", "only_now", "only_before", "number"),
    [
        ("abc", "klm", "pqrs", 0),  # 3 / 10
        ("ab", "kl", "pqr", 2),  # 2 / 7
    ],
)
def test_three_tenths_in_common_are_enough_to_stay_the_same_topic(
    common: str, only_now: str, only_before: str, number: int
) -> None:
    previous = _placed({0: common + only_before, 1: only_now + "tuvwxyz"})
    matched, _ = match_topics(_placed({0: common + only_now, 1: only_before + "tuvwxyz"}), previous)
    assert _members(matched) == {number: common + only_now, 1: only_before + "tuvwxyz"}


def test_statements_of_one_run_only_do_not_weigh_against_a_topic() -> None:
    now = _placed({1: "abcABCDEFGHIJKLMNOPQRSTUVWXYZ", 0: "de"})
    matched, lineage = match_topics(now, _placed({0: "abcvwxyz", 1: "de"}))
    assert _members(matched)[0].startswith("abcABC")
    assert _lineage(lineage) == {0: ("grown", [0]), 1: ("continued", [1])}


def test_runs_without_a_common_statement_share_no_number() -> None:
    matched, lineage = match_topics(_placed({0: "abc", 1: "de"}), _placed({0: "uvw", 6: "xyz"}))
    assert _members(matched) == {7: "abc", 8: "de"}
    assert _lineage(lineage) == {7: ("new", []), 8: ("new", [])}


def test_a_topic_made_of_old_outliers_is_new() -> None:
    matched, lineage = match_topics(_placed({0: "abc", 1: "xyz"}), _placed({0: "abc", OUTLIER: "xyz"}))
    assert _members(matched) == {0: "abc", 1: "xyz"}
    assert _lineage(lineage) == {0: ("continued", [0]), 1: ("new", [])}
    matched, _ = match_topics(_placed({0: "abc"}), _placed({OUTLIER: "abc"}))
    assert _members(matched) == {0: "abc"}


def test_a_run_without_topics_has_no_lineage() -> None:
    matched, lineage = match_topics(_placed({OUTLIER: "abc"}), _placed({0: "abc"}))
    assert _members(matched) == {OUTLIER: "abc"}
    assert lineage.empty
    assert lineage["topic_id"].dtype == "int64"


def test_every_statement_stays_with_its_topic_whatever_the_order_of_rows() -> None:
    rng = np.random.default_rng(4)
    ids = [f"الرأي-{number}" for number in range(60)]
    previous = pd.DataFrame({"statement_id": ids, "topic_id": rng.integers(-1, 5, 60)})
    now = pd.DataFrame({"statement_id": [*ids[10:], "ახალი"], "topic_id": rng.integers(-1, 6, 51)})
    now_before, previous_before = now.copy(deep=True), previous.copy(deep=True)
    matched, lineage = match_topics(now, previous)
    assert matched["statement_id"].tolist() == now["statement_id"].tolist()
    assert matched.assign(before=now["topic_id"]).groupby("before")["topic_id"].nunique().eq(1).all()
    assert matched["topic_id"].value_counts().tolist() == now["topic_id"].value_counts().tolist()
    assert ((matched["topic_id"] == OUTLIER) == (now["topic_id"] == OUTLIER)).all()
    order = rng.permutation(51)
    shuffled, same_lineage = match_topics(now.iloc[order], previous.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(shuffled, matched.iloc[order])
    pd.testing.assert_frame_equal(same_lineage, lineage)
    pd.testing.assert_frame_equal(now, now_before)
    pd.testing.assert_frame_equal(previous, previous_before)


def test_a_statement_listed_twice_is_refused() -> None:
    with pytest.raises(pd.errors.MergeError, match="not unique"):
        match_topics(_placed({0: "aab"}), _placed({0: "ab"}))


def test_changes_name_what_vanished_and_count_what_came_and_went() -> None:
    topics = pd.DataFrame(
        {
            "topic_id": [1, 2, 6, 7, 8, 9],
            "lineage": ["continued", "merged", "split", "new", "grown", "shrunk"],
            "parents": [[1], [2, 3], [1], [], [8], [9]],
        }
    )
    previous = {
        "topics": pd.DataFrame({"topic_id": [1, 2, 3, 4], "label": ["river", "bread", "المدرسة", "მატარებელი"]}),
        "statements": pd.DataFrame({"statement_id": ["a", "b", "c"]}),
    }
    assert describe_changes(topics, pd.Series(["b", "c", "d", "e", "f"]), previous, "run-1") == {
        "previous_run_id": "run-1",
        "topics": {
            "new": [7],
            "continued": [1],
            "grown": [8],
            "shrunk": [9],
            "split": [{"topic_id": 6, "parents": [1]}],
            "merged": [{"topic_id": 2, "parents": [2, 3]}],
            "vanished": [{"topic_id": 3, "label": "المدرسة"}, {"topic_id": 4, "label": "მატარებელი"}],
        },
        "statements_added": 3,
        "statements_removed": 1,
    }


def test_a_first_run_adds_all_and_misses_nothing() -> None:
    topics = pd.DataFrame({"topic_id": [0], "lineage": ["new"], "parents": [[]]})
    changes = describe_changes(topics, pd.Series(["a", "b"]), None, None)
    assert changes["topics"]["new"] == [0]
    assert changes["topics"]["vanished"] == []
    assert (changes["statements_added"], changes["statements_removed"]) == (2, 0)


def test_a_number_that_an_earlier_run_used_is_not_given_again() -> None:
    matched, _ = match_topics(_placed({0: "abc", 1: "xyz"}), _placed({0: "abc"}), first_free=9)
    assert _members(matched) == {0: "abc", 9: "xyz"}


def test_a_merge_by_curation_holds_from_run_to_run() -> None:
    # Every fit numbers the topics anew; statements come and go, and the merged topic stays a topic of its own before.
    fits = [
        {0: "abcd", 1: "efg", 2: "hij", OUTLIER: "k"},
        {0: "efgl", 1: "hij", 2: "abcd", OUTLIER: "k"},
        {0: "hijm", 1: "abcd", 2: "fgl", OUTLIER: "k"},
    ]
    decisions = {1: Decision(merge_into=0)}
    run: pd.DataFrame | None = None
    for number, fit in enumerate(fits):
        previous = None if run is None else run[["statement_id"]].assign(topic_id=run["unmerged_topic_id"])
        matched, lineage = match_topics(_placed(fit), previous)
        assert conflicts(set(matched["unmerged_topic_id"]), decisions) == []
        run = merge_topics(matched, decisions)
        members = {letter: topic_id for topic_id, letters in _members(run).items() for letter in letters}
        unmerged = dict(zip(run["statement_id"], run["unmerged_topic_id"], strict=True))
        assert {letter: members[letter] for letter in "abcdfghijk"} == dict(
            zip("abcdfghijk", [0] * 6 + [2] * 3 + [OUTLIER], strict=True)
        )
        assert {letter: unmerged[letter] for letter in "abcdfghijk"} == dict(
            zip("abcdfghijk", [0] * 4 + [1] * 2 + [2] * 3 + [OUTLIER], strict=True)
        )
        if number:
            assert {topic_id: parents for topic_id, (_, parents) in _lineage(lineage).items()} == {
                0: [0],
                1: [1],
                2: [2],
            }
            assert "new" not in set(lineage["lineage"])
    # Without the decision the two are apart again.
    assert run is not None
    pd.testing.assert_series_equal(merge_topics(matched, {})["topic_id"], run["unmerged_topic_id"], check_names=False)
