"""A topic keeps its number while it is the same topic, and what became of it is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.conflicts import find_conflicts
from models.curation import Decision, merge_topics
from models.encoder import Vectors, unit
from models.identity import N_EXEMPLARS, core_weights, exemplars, match_topics, topic_centres
from models.lineage import trace_lineage
from models.remembered import Remembered, recall, text_sha256, without_fit
from models.schemas import OUTLIER
from tests.models.nights import placed as _placed


def _match(
    now: pd.DataFrame, previous: pd.DataFrame | None, *, first_free: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Numbers and lineage where statements are their letters and nothing is known of vectors."""
    remembered = None if previous is None else without_fit(previous)
    recalled = recall(now.assign(text=now["statement_id"]), remembered or without_fit(now.iloc[:0]))
    matched = match_topics(now, recalled, remembered, first_free=first_free)
    return matched, trace_lineage(matched, recalled, remembered)


def _members(assignments: pd.DataFrame) -> dict[int, str]:
    return {int(topic_id): "".join(rows) for topic_id, rows in assignments.groupby("topic_id")["statement_id"]}


def _lineage(lineage: pd.DataFrame) -> dict[int, tuple[str, list[int]]]:
    return {int(row.topic_id): (str(row.lineage), row.parents) for row in lineage.itertuples(index=False)}


def test_without_a_previous_run_every_topic_is_new_and_keeps_its_number() -> None:
    now = _placed({0: "abc", 1: "de", OUTLIER: "f"})
    for previous in (None, now.iloc[:0]):
        matched, lineage = _match(now, previous)
        pd.testing.assert_frame_equal(matched, now)
        assert _lineage(lineage) == {0: ("new", []), 1: ("new", [])}


def test_the_same_topics_in_another_order_get_their_old_numbers() -> None:
    previous = _placed({0: "abcd", 1: "efg", 2: "hi", OUTLIER: "jk"})
    matched, lineage = _match(_placed({0: "hi", 1: "abcd", 2: "efg", OUTLIER: "jk"}), previous)
    assert _members(matched) == _members(previous)
    assert _lineage(lineage) == {0: ("continued", [0]), 1: ("continued", [1]), 2: ("continued", [2])}


def test_matching_a_run_with_itself_changes_nothing() -> None:
    run = _placed({3: "abcd", 8: "efg", OUTLIER: "h"})
    matched, lineage = _match(run, run)
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
    matched, lineage = _match(now, previous)
    assert _members(matched) == {0: "hijkly", 1: "abcdefgmnopq", 2: "tuvwx", 3: "rs"}
    assert set(lineage["topic_id"]) == {0, 1, 2, 3}


def test_a_topic_is_the_one_it_overlaps_most_and_not_the_one_it_shares_most_with() -> None:
    # New 0 shares three statements with old 0 (Jaccard 3/8) and two with old 2 (2/5).
    previous = _placed({0: "abc" + "fgh", 1: "ijklm", 2: "de"})
    matched, _ = _match(_placed({0: "abc" + "de", 1: "fgh" + "ijklm"}), previous)
    assert _members(matched) == {2: "abcde", 1: "fghijklm"}


def test_a_topic_that_falls_apart_leaves_its_number_to_the_larger_part() -> None:
    matched, lineage = _match(_placed({0: "abcd", 1: "efghij"}), _placed({0: "abcdefghij", 4: "xyz"}))
    assert _members(matched) == {0: "efghij", 5: "abcd"}
    assert _lineage(lineage) == {0: ("shrunk", [0]), 5: ("split", [0])}


def test_topics_that_come_together_take_the_number_of_the_larger_and_name_both() -> None:
    matched, lineage = _match(_placed({0: "abcdefghij"}), _placed({0: "abcd", 1: "efghij"}))
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
    _, lineage = _match(_placed({0: after}), _placed({0: before}))
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
    matched, _ = _match(_placed({0: common + only_now, 1: only_before + "tuvwxyz"}), previous)
    assert _members(matched) == {number: common + only_now, 1: only_before + "tuvwxyz"}


def test_statements_of_one_run_only_do_not_weigh_against_a_topic() -> None:
    now = _placed({1: "abcABCDEFGHIJKLMNOPQRSTUVWXYZ", 0: "de"})
    matched, lineage = _match(now, _placed({0: "abcvwxyz", 1: "de"}))
    assert _members(matched)[0].startswith("abcABC")
    assert _lineage(lineage) == {0: ("grown", [0]), 1: ("continued", [1])}


def test_runs_without_a_common_statement_share_no_number() -> None:
    matched, lineage = _match(_placed({0: "abc", 1: "de"}), _placed({0: "uvw", 6: "xyz"}))
    assert _members(matched) == {7: "abc", 8: "de"}
    assert _lineage(lineage) == {7: ("new", []), 8: ("new", [])}


def test_a_topic_made_of_old_outliers_is_new() -> None:
    matched, lineage = _match(_placed({0: "abc", 1: "xyz"}), _placed({0: "abc", OUTLIER: "xyz"}))
    assert _members(matched) == {0: "abc", 1: "xyz"}
    assert _lineage(lineage) == {0: ("continued", [0]), 1: ("new", [])}
    matched, _ = _match(_placed({0: "abc"}), _placed({OUTLIER: "abc"}))
    assert _members(matched) == {0: "abc"}


def test_a_run_without_topics_has_no_lineage() -> None:
    matched, lineage = _match(_placed({OUTLIER: "abc"}), _placed({0: "abc"}))
    assert _members(matched) == {OUTLIER: "abc"}
    assert lineage.empty
    assert lineage["topic_id"].dtype == "int64"


def test_every_statement_stays_with_its_topic_whatever_the_order_of_rows() -> None:
    rng = np.random.default_rng(4)
    ids = [f"الرأي-{number}" for number in range(60)]
    previous = pd.DataFrame({"statement_id": ids, "topic_id": rng.integers(-1, 5, 60)})
    now = pd.DataFrame({"statement_id": [*ids[10:], "ახალი"], "topic_id": rng.integers(-1, 6, 51)})
    now_before, previous_before = now.copy(deep=True), previous.copy(deep=True)
    matched, lineage = _match(now, previous)
    assert matched["statement_id"].tolist() == now["statement_id"].tolist()
    assert matched.assign(before=now["topic_id"]).groupby("before")["topic_id"].nunique().eq(1).all()
    assert matched["topic_id"].value_counts().tolist() == now["topic_id"].value_counts().tolist()
    assert ((matched["topic_id"] == OUTLIER) == (now["topic_id"] == OUTLIER)).all()
    order = rng.permutation(51)
    shuffled, same_lineage = _match(now.iloc[order], previous.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(shuffled, matched.iloc[order])
    pd.testing.assert_frame_equal(same_lineage, lineage)
    pd.testing.assert_frame_equal(now, now_before)
    pd.testing.assert_frame_equal(previous, previous_before)


def test_a_statement_listed_twice_is_refused() -> None:
    with pytest.raises(pd.errors.InvalidIndexError, match="uniquely valued"):
        _match(_placed({0: "ab"}), _placed({0: "aab"}))


def test_a_number_that_an_earlier_run_used_is_not_given_again() -> None:
    matched, _ = _match(_placed({0: "abc", 1: "xyz"}), _placed({0: "abc"}), first_free=9)
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
        matched, lineage = _match(_placed(fit), previous)
        assert find_conflicts(set(matched["unmerged_topic_id"]), decisions) == []
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


# --- centres and cores ----------------------------------------------------------------------------------------


def _points(assignments: pd.DataFrame, directions: dict[str, list[float]]) -> Vectors:
    return unit(np.asarray([directions[letter] for letter in assignments["statement_id"]], dtype=np.float32))


def _remembered(assignments: pd.DataFrame, vectors: Vectors) -> Remembered:
    """A run as the next one remembers it, with centres and exemplars."""
    remembered = without_fit(assignments)
    centres, typical = topic_centres(assignments, vectors), exemplars(assignments, assignments["statement_id"], vectors)
    topics = remembered.topics.assign(
        centre=[centres[topic_id].tolist() for topic_id in remembered.topics["topic_id"]],
        exemplars=[[text_sha256(words) for words in typical[topic_id]] for topic_id in remembered.topics["topic_id"]],
    )
    words = remembered.statements["statement_id"].map(text_sha256)
    return Remembered(remembered.statements.assign(text_sha256=words), topics)


EAST, NORTH, WEST = [1.0, 0.05, 0.0], [0.0, 1.0, 0.05], [-1.0, 0.0, 0.05]


def test_a_topic_whose_statements_were_all_replaced_keeps_its_number_by_its_centre() -> None:
    before = _placed({4: "abcde", 7: "fghij"})
    remembered = _remembered(before, _points(before, dict.fromkeys("abcde", EAST) | dict.fromkeys("fghij", NORTH)))
    now = _placed({0: "ყშჩცძ", 1: "fghij"})
    points = _points(now, dict.fromkeys("ყშჩცძ", EAST) | dict.fromkeys("fghij", NORTH))
    recalled = recall(now.assign(text=now["statement_id"]), remembered)
    assert _members(match_topics(now, recalled, remembered, vectors=points)) == {4: "ყშჩცძ", 7: "fghij"}
    without_centres = match_topics(now, recalled, remembered)
    assert _members(without_centres) == {8: "ყშჩცძ", 7: "fghij"}


def test_a_topic_about_something_else_does_not_inherit_the_number_of_one_that_was_removed() -> None:
    before = _placed({4: "abcde", 7: "fghij"})
    remembered = _remembered(before, _points(before, dict.fromkeys("abcde", EAST) | dict.fromkeys("fghij", NORTH)))
    now = _placed({0: "klmno", 1: "fghij"})
    points = _points(now, dict.fromkeys("klmno", WEST) | dict.fromkeys("fghij", NORTH))
    recalled = recall(now.assign(text=now["statement_id"]), remembered)
    assert _members(match_topics(now, recalled, remembered, vectors=points)) == {8: "klmno", 7: "fghij"}


def test_where_all_statements_are_there_they_outweigh_the_centre() -> None:
    # The two topics swap their places in the space; their statements stay together.
    before = _placed({4: "abcde", 7: "fghij"})
    remembered = _remembered(before, _points(before, dict.fromkeys("abcde", EAST) | dict.fromkeys("fghij", NORTH)))
    points = _points(before, dict.fromkeys("abcde", NORTH) | dict.fromkeys("fghij", EAST))
    recalled = recall(before.assign(text=before["statement_id"]), remembered)
    assert _members(match_topics(before, recalled, remembered, vectors=points)) == {4: "abcde", 7: "fghij"}


def test_a_number_follows_the_core_of_a_topic_and_not_its_fringe() -> None:
    before = _placed({4: "abcdefghi", 9: "xyz"})
    before.loc[before["statement_id"].isin(list("efghi")), ["is_clustered", "topic_probability"]] = [False, 0.3]
    remembered = Remembered(
        without_fit(before).statements.assign(
            is_clustered=before["is_clustered"], topic_probability=before["topic_probability"]
        ),
        without_fit(before).topics,
    )
    now = _placed({0: "abcd", 1: "efghi", 2: "xyz"})  # the core weighs 4, the fringe 5 * 0.5 * 0.3
    recalled = recall(now.assign(text=now["statement_id"]), remembered)
    assert _members(match_topics(now, recalled, remembered)) == {4: "abcd", 10: "efghi", 9: "xyz"}
    alike = match_topics(now, recalled.assign(is_clustered=True, topic_probability=1.0), remembered)
    assert _members(alike)[4] == "efghi"


def test_members_of_the_cluster_weigh_their_probability_and_others_half_of_it() -> None:
    statements = pd.DataFrame({"topic_probability": [1.0, 0.4, 0.0, 0.4], "is_clustered": [True, True, True, False]})
    assert core_weights(statements).tolist() == pytest.approx([1.0, 0.4, 0.05, 0.2])


def test_exemplars_are_the_members_of_the_cluster_nearest_to_the_centre_each_text_once() -> None:
    topic = _placed({0: [f"s{number}" for number in range(N_EXEMPLARS + 5)], 1: "xyz"})
    topic.loc[0, "is_clustered"] = False
    angles = np.linspace(0, 1, len(topic) - 3)
    points = unit(np.asarray([[np.cos(a), np.sin(a), 0] for a in angles] + [WEST] * 3, dtype=np.float32))
    texts = topic["statement_id"].replace("s2", "s3")
    found = exemplars(topic, texts, points)[0]
    assert len(found) == N_EXEMPLARS == len(set(found))
    assert "s0" not in found  # joined afterwards
    assert "s2" not in found
    assert set(found[:4]) <= {f"s{number}" for number in range(10, 25)}
    assert set(found[-3:]) <= {f"s{number}" for number in (*range(1, 8), *range(28, 35))}
    assert exemplars(topic.iloc[::-1], texts.iloc[::-1], points[::-1])[0] == found
