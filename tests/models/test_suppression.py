"""Figures on few people of open groups, and which of them the other figures tell."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus.schemas import Group
from models.suppression import cells_of, exposed_cells, said, small_cells, with_suppressed
from models.withholding import CORPUS_UNIT, FEW, ROOM_UNIT
from tests.models.conftest import make_statements
from tests.models.small_worlds import room, scores

YOUTH, TOWN = Group("молодь", "Youth"), Group("بلدية", "Town")
GROUPS = (YOUTH, TOWN)
IDS = [YOUTH.id, TOWN.id]


def _authors(*said_: tuple[Group | None, str]) -> pd.DataFrame:
    """Comments of one conversation: an author each with a letter a comment."""
    rows: list[dict[str, object]] = [
        {"source": "polis", "source_type": "polis", "session_id": None, "author_id": f"polis:{number}",
         "groups": () if group is None else (group.id,), "topic_id": "abcdefgh".index(letter)}
        for number, (group, letters) in enumerate(said_)
        for letter in letters
    ]  # fmt: skip
    return make_statements(rows)


NO_SESSIONS = room((None, None, "a"))[1].head(0)


def test_small_cells_count_people_by_topic_and_theme_and_not_statements() -> None:
    statements, sessions = room((YOUTH, 30, "ab"), (TOWN, 3, "aaaaaa"), (TOWN, 3, "bb."))
    themes = scores(statements, roads=[0, 2])
    assert small_cells(statements, themes, sessions, GROUPS, min_group_size=5) == {
        ("topic", "0", TOWN.id),
        ("topic", "1", TOWN.id),
        ("theme", "roads", TOWN.id),
    }


def test_a_group_of_few_people_in_all_has_small_cells_only_even_empty_ones() -> None:
    statements, sessions = room((YOUTH, 3, "a"), (TOWN, 30, "ab"))
    found = small_cells(statements, scores(statements, roads=[]), sessions, GROUPS, min_group_size=5)
    units = (CORPUS_UNIT, ROOM_UNIT, ("topic", "0"), ("topic", "1"), ("theme", "roads"))
    assert found == {(*unit, YOUTH.id) for unit in units}


def test_the_only_small_cell_of_a_group_is_told_by_the_group_s_total() -> None:
    statements, sessions = room((YOUTH, 30, "aaaaa"), (YOUTH, 3, "bb"), (TOWN, 30, "ab"))
    counted = said(statements, scores(statements, roads=[]), sessions, GROUPS, ())
    cell = ("topic", "1", YOUTH.id)
    assert exposed_cells(counted, {cell}, IDS) == {cell}


def test_cells_of_two_groups_in_two_topics_hide_one_another() -> None:
    statements = _authors(*[(YOUTH, "aab"), (TOWN, "abb"), (YOUTH, "ab"), (TOWN, "ab"), (None, "ab")])
    counted = said(statements, scores(statements, roads=[]), NO_SESSIONS, GROUPS, ())
    cells = {("topic", topic, group) for topic in "01" for group in IDS}
    assert exposed_cells(counted, cells, IDS) == set()


def test_the_share_that_carries_no_theme_is_known_and_can_tell_a_cell() -> None:
    statements = _authors(*[(YOUTH, "a")] * 3, *[(None, "a")] * 3, *[(YOUTH, "b")] * 9)
    themes = scores(statements, roads=[0, 1, 2])
    cell = ("theme", "roads", YOUTH.id)
    assert exposed_cells(said(statements, themes, NO_SESSIONS, GROUPS, ()), {cell}, IDS) == {cell}


def test_nothing_is_exposed_where_nothing_is_left_out() -> None:
    statements, sessions = room((YOUTH, 30, "ab"))
    assert exposed_cells(said(statements, scores(statements, roads=[]), sessions, GROUPS, ()), set(), IDS) == set()


def test_what_is_said_is_told_by_session_only_where_the_session_tells_it() -> None:
    spoken, placed = (
        Group("farmers", "Farmers", match={"speaker": ("farmer",)}),
        Group("шахтарі", "Miners", match={"region": ("Europe",)}),
    )
    statements, sessions = room((YOUTH, 30, "a"))
    statements["groups"] = [tuple(sorted((YOUTH.id, spoken.id, placed.id)))]
    (row,) = said(statements, scores(statements, roads=[]), sessions, (YOUTH, spoken, placed), ())
    assert row.by_session == {YOUTH.id, placed.id}


@pytest.mark.parametrize(("participants", "is_told"), [(30, True), (None, False)])
def test_what_a_group_said_where_people_were_counted_is_one_more_figure_that_may_tell_a_cell(
    participants: int | None, is_told: bool
) -> None:
    statements, sessions = room((YOUTH, participants, "aaa"), (YOUTH, None, "bbb"), (TOWN, participants, "ab"))
    sessions = sessions.assign(groups=[()] * 3)  # by speaker, so that a session may be told and does not tell the group
    statements = statements.assign(groups=[(YOUTH.id,), (YOUTH.id,), ()] * 2 + [(TOWN.id,)] * 2)
    counted = said(statements, scores(statements, roads=[]), sessions, GROUPS, ())
    cells = {("topic", "0", YOUTH.id), ("topic", "1", YOUTH.id)}
    assert exposed_cells(counted, cells, IDS) == (cells if is_told else set())


def test_cells_of_any_table_lose_their_figures_and_are_marked() -> None:
    table = pd.DataFrame(
        {"unit": "topic", "unit_id": ["1", "2"], "value": "Европа", "n_people": [3, 9], "suppressed": [False, True]}
    )
    told = with_suppressed(table, [("topic", "1", "Европа"), ("theme", "2", "Европа")], category="value")
    assert told["suppressed"].all()
    assert told["n_people"].isna().all()
    assert table["n_people"].tolist() == [3, 9]


def test_the_cells_of_a_group_are_all_that_a_table_has() -> None:
    table = pd.DataFrame({"unit": ["topic", "theme"], "unit_id": ["1", "x"], "group": ["молодь", "other"]})
    assert cells_of(table, ["молодь"]) == {("topic", "1", "молодь"): FEW}
