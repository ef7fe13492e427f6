"""What may be told is settled before anything is counted."""

from __future__ import annotations

from corpus.schemas import Group
from models.schemas import OUTLIER
from models.telling import Telling, settle_telling
from models.withholding import FEW, GIVES_AWAY
from tests.models.small_worlds import Said, room, scores

AT_RISK, YOUTH, TOWN = Group("დამცველი", "Defenders", sensitive=True), Group("молодь", "Youth"), Group("بلدية", "Town")
GROUPS = (AT_RISK, YOUTH, TOWN)


def _settled(*said: Said, **carrying: list[int]) -> Telling:
    statements, sessions = room(*said)
    themes = scores(statements, **(carrying or {"roads": []}))
    return settle_telling(statements, statements, themes, sessions, GROUPS, min_group_size=5)


def test_what_is_withheld_is_in_no_topic_and_has_no_scores() -> None:
    told = _settled((AT_RISK, 12, "aaaaaaabb"), (TOWN, 30, "ab"))
    assert told.assignments["topic_id"].tolist() == [0] * 7 + [OUTLIER] * 2 + [0, 1]
    assert not told.statement_themes["statement_id"].isin(["s7", "s8"]).any()
    assert told.cells["topic", "1", AT_RISK.id] == FEW


def test_a_cell_that_the_other_figures_tell_leaves_its_topic_and_no_other_group_pays_for_it() -> None:
    told = _settled((YOUTH, 30, "aaaaa."), (YOUTH, 3, "b"), (TOWN, 30, "abc"))
    assert told.assignments["topic_id"].tolist() == [0] * 5 + [OUTLIER] * 2 + [0, 1, 2]
    assert told.cells == {("topic", "1", YOUTH.id): FEW}


def test_if_a_group_says_nothing_else_in_no_topic_its_empty_topics_leave_open_where_it_was() -> None:
    told = _settled((YOUTH, 30, "aaaaa"), (YOUTH, 3, "b"), (TOWN, 30, "abc"))
    assert told.cells == {
        ("topic", "1", YOUTH.id): FEW,
        ("topic", "2", YOUTH.id): GIVES_AWAY,
    }


def test_cells_that_hide_one_another_stay_in_their_topics() -> None:
    told = _settled((YOUTH, 3, "aab"), (TOWN, 3, "abb"), (YOUTH, 30, "cccc"), (TOWN, 30, "cccc"))
    assert OUTLIER not in set(told.assignments["topic_id"])
    assert set(told.cells) == {("topic", topic, group.id) for topic in "01" for group in (YOUTH, TOWN)}


def test_a_theme_that_the_other_figures_tell_is_not_compared_with_what_the_group_says() -> None:
    told = _settled((YOUTH, 30, "aaaaa"), (YOUTH, 3, "a"), (TOWN, 30, "aa"), roads=[5, 6], школи=[6])
    assert told.cells == {("theme", "roads", YOUTH.id): FEW}
    assert set(told.statement_themes.loc[told.statement_themes["theme_id"] == "roads", "statement_id"]) == {"s6", "s7"}


def test_without_small_cells_everything_is_told() -> None:
    told = _settled((AT_RISK, 12, "aaaaaaa"), (YOUTH, 30, "ab."), roads=[0, 1, 2, 3, 4, 7])
    assert told.cells == {}
    assert told.assignments["topic_id"].tolist() == [0] * 7 + [0, 1, OUTLIER]
    assert len(told.statement_themes) == 10
