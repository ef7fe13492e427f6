"""What groups say inside a theme: from enough people, in published cells, and corrected over all comparisons."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from corpus.schemas import Group
from models.figure_schemas import DistinctiveTerms
from models.theme_terms import theme_terms
from tests.models.conftest import make_statements

YOUTH, AT_RISK = Group("ახალგაზრდა", "Youth"), Group("ახალგაზრდა", "Youth", sensitive=True)
OURS, THEIRS = ["إيجار، منزل"] * 6, ["طريق، منزل"] * 6
"""Rent and road, each with a home."""


def _said(*sessions: tuple[bool, Sequence[str]]) -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        {"session_id": f"جلسة-{number}", "language": "ar", "groups": (YOUTH.id,) if is_ours else (), "text": text}
        for number, (is_ours, texts) in enumerate(sessions)
        for text in texts
    ]
    return make_statements(rows).assign(is_sensitive=False)


SAID = _said(*[(True, OURS)] * 4, *[(False, THEIRS)] * 4)


def _table(
    statements: pd.DataFrame = SAID,
    *groups: Group,
    participants: int = 30,
    suppressed: bool = False,
    themes: Sequence[str] = ("homes",),
    min_group_size: int = 5,
) -> pd.DataFrame:
    groups = groups or (YOUTH,)
    carried = pd.DataFrame(
        [(id_, theme, 1.0, True) for theme in themes for id_ in statements["statement_id"]],
        columns=["statement_id", "theme_id", "score", "assigned"],
    ).astype({"assigned": bool})
    figures = pd.DataFrame(
        [("theme", theme, group.id, suppressed) for theme in themes for group in groups],
        columns=["unit", "unit_id", "group", "suppressed"],
    )
    ids = statements["session_id"].drop_duplicates()
    sessions = pd.DataFrame({"session_id": ids, "participants": pd.array([participants] * len(ids), dtype="Int64")})
    return theme_terms(statements, carried, figures, sessions, groups, min_group_size=min_group_size)


def test_a_groups_own_word_is_named_with_its_counts() -> None:
    table = _table()
    assert table[["theme_id", "group", "term", "language"]].to_numpy().tolist() == [["homes", YOUTH.id, "إيجار", "ar"]]
    assert table[["n_statements", "n_units", "is_certain"]].to_numpy().tolist() == [[24, 4, True]]
    assert 0 < table["ci_low"][0] < table["log_odds"][0] < table["ci_high"][0]


def test_statements_that_do_not_carry_the_theme_are_not_compared() -> None:
    outside = _said(*[(True, OURS)] * 4)
    assert _table(outside).empty


def test_nothing_is_said_of_a_suppressed_cell() -> None:
    assert _table(suppressed=True).empty


def test_a_word_of_too_few_people_is_not_named() -> None:
    two_each = _said(*[(True, OURS)] * 2, *[(False, THEIRS)] * 4)
    assert len(_table(two_each, participants=3, min_group_size=6)) == 1
    assert _table(two_each, participants=3, min_group_size=7).empty


def test_people_are_counted_strictly_where_one_could_be_harmed() -> None:
    few = _said(*[(True, OURS[:3])] * 2, *[(False, THEIRS)] * 4)
    assert len(_table(few, min_group_size=7)) == 1
    assert _table(few, AT_RISK, min_group_size=7).empty
    assert _table(few.assign(is_sensitive=True), min_group_size=7).empty


def test_q_values_are_corrected_over_all_groups() -> None:
    others = [Group(f"g{number}", "Others") for number in range(5)]
    alike = SAID.assign(groups=[(*named, others[row % len(others)].id) for row, named in enumerate(SAID["groups"])])
    alone, beside = _table(alike), _table(alike, YOUTH, *others)
    assert beside["group"].tolist() == [YOUTH.id]
    assert beside["q_value"][0] > alone["q_value"][0]


def test_without_anything_to_compare_the_table_is_empty_and_typed() -> None:
    for empty in (_table(themes=()), _table(SAID.head(0))):
        assert empty.empty
        assert list(empty.columns) == list(DistinctiveTerms.to_schema().columns)
