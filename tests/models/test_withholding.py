"""What people at risk said is told only where enough of them stand behind it, and counted nowhere else."""

from __future__ import annotations

import numpy as np

from corpus.schemas import Group
from models.schemas import OUTLIER
from models.withholding import (
    FEW,
    GIVES_AWAY,
    Withheld,
    tiny_groups,
    told_themes,
    withhold,
    without_places,
    without_small_rooms,
    without_topics,
)
from tests.models.small_worlds import room, scores

AT_RISK, TOWN = Group("დამცველი", "Defenders", sensitive=True), Group("بلدية", "Town")
GROUPS = (AT_RISK, TOWN)


def test_a_topic_of_few_people_at_risk_and_what_is_in_no_topic_is_withheld() -> None:
    statements, sessions = room((AT_RISK, 12, "aaaaaabb."), (TOWN, 30, "ab."))
    found = withhold(statements, sessions, GROUPS, min_group_size=5)
    assert found.statement_ids == {"s6", "s7", "s8"}
    assert found.cells == {("topic", "1", AT_RISK.id): FEW}


def test_people_at_risk_are_no_more_than_their_statements_in_a_large_room() -> None:
    statements, sessions = room((AT_RISK, 90, "aaaabbbbb"), (TOWN, 9, "c"))
    assert withhold(statements, sessions, GROUPS, min_group_size=5).cells["topic", "0", AT_RISK.id] == FEW


def test_open_groups_have_nothing_withheld() -> None:
    statements, sessions = room((TOWN, 3, "aaab."))
    assert withhold(statements, sessions, GROUPS, min_group_size=5) == Withheld()


def test_where_the_sum_of_what_is_withheld_is_small_empty_topics_leave_open_which_ones_hold_something() -> None:
    statements, sessions = room((AT_RISK, 20, "aaaaabc"), (TOWN, 30, "abcdeee"))
    found = withhold(statements, sessions, GROUPS, min_group_size=5)
    assert found.statement_ids == {"s5", "s6"}
    assert found.cells == {
        ("topic", "1", AT_RISK.id): FEW,
        ("topic", "2", AT_RISK.id): FEW,
        ("topic", "3", AT_RISK.id): GIVES_AWAY,
        ("topic", "4", AT_RISK.id): GIVES_AWAY,
    }


def test_where_the_sum_tells_its_parts_and_no_topic_is_empty_the_next_topic_is_withheld() -> None:
    statements, sessions = room((AT_RISK, 20, "a" * 9 + "b" * 6 + "cd"))
    found = withhold(statements, sessions, GROUPS, min_group_size=5)
    assert found.cells["topic", "1", AT_RISK.id] == GIVES_AWAY
    assert len(found.statement_ids) == 8


def test_a_sensitive_group_of_few_people_in_all_is_tiny() -> None:
    statements, sessions = room((AT_RISK, 3, "aabbaa"), (TOWN, 3, "aa"))
    assert tiny_groups(statements, sessions, GROUPS, min_group_size=5) == [AT_RISK.id]
    assert tiny_groups(statements, sessions, GROUPS, min_group_size=3) == []
    assert tiny_groups(statements[6:], sessions, GROUPS, min_group_size=5) == []


def test_a_withheld_statement_is_in_no_topic_nor_ever_was() -> None:
    statements, _ = room((AT_RISK, 12, "ab"))
    told = without_topics(statements, {"s1"})
    assert told["topic_id"].tolist() == told["unmerged_topic_id"].tolist() == [0, OUTLIER]
    assert told["topic_probability"].tolist() == [1.0, 0.0]
    assert told["is_clustered"].tolist() == [True, False]
    assert np.isnan(told["stability"][1])


def test_a_theme_that_few_people_at_risk_carry_is_compared_with_none_of_their_statements() -> None:
    statements, sessions = room((AT_RISK, 12, "aaaaaaaa"), (TOWN, 30, "aa"))
    themes = scores(statements, roads=[0, 8], школи=[0, 1, 2, 3, 4])
    told, cells = told_themes(themes, statements, sessions, GROUPS, Withheld(frozenset({"s7"})), min_group_size=5)
    assert cells == {("theme", "roads", AT_RISK.id): FEW}
    assert set(told.loc[told["theme_id"] == "roads", "statement_id"]) == {"s8", "s9"}
    assert set(told.loc[told["theme_id"] == "школи", "statement_id"]) == {f"s{n}" for n in range(10) if n != 7}


def test_sessions_of_people_at_risk_count_for_no_region() -> None:
    _, sessions = room((AT_RISK, 12, "a"), (TOWN, 30, "a"), (None, 9, "a"))
    assert without_places(sessions, GROUPS)[["region", "country"]].isna().all(axis=1).tolist() == [True, False, False]
    assert sessions["region"].notna().all()


def test_a_small_room_of_people_at_risk_counts_as_one_where_nobody_counted() -> None:
    _, sessions = room((AT_RISK, 3, "a"), (AT_RISK, 12, "a"), (TOWN, 3, "a"), (AT_RISK, None, "a"))
    told = without_small_rooms(sessions, GROUPS, min_group_size=5)["participants"]
    assert told.isna().tolist() == [True, False, False, True]
    assert told.dropna().tolist() == [12, 3]
