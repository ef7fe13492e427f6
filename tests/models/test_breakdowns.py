"""Regions, languages and session types: figures as of groups, and nothing that tells where people at risk met."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus.schemas import UNKNOWN_LANGUAGE, Group
from models import permutation
from models.breakdowns import breakdowns
from models.figure_schemas import Breakdowns
from models.representation import representation
from tests.models.conftest import make_statements

AT_RISK = Group("თავდაცვა", "At risk", sensitive=True)
FIGURES = ["n_statements", "n_sessions", "n_people", "share", "expected_share", "lift", "ci_low", "ci_high", "p_value"]


@pytest.fixture(autouse=True)
def few_permutations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 199)


def _corpus(*sessions: dict[str, object]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Statements and sessions; `said` has a letter a statement, its topic."""
    rows = [
        {
            "session_id": f"s{number}",
            "topic_id": "abc".index(letter),
            "language": session.get("language", "en"),
            "groups": session.get("groups", ()),
        }
        for number, session in enumerate(sessions)
        for letter in str(session["said"])
    ]
    table = pd.DataFrame(
        [
            {
                "session_id": f"s{number}",
                "region": session.get("region"),
                "type": session.get("type"),
                "participants": session.get("participants", 20),
                "groups": session.get("groups", ()),
            }
            for number, session in enumerate(sessions)
        ]
    )
    return make_statements(rows), table.astype({"participants": "Int64"})


def _no_themes() -> pd.DataFrame:
    return pd.DataFrame({"statement_id": [], "theme_id": [], "score": [], "assigned": pd.Series(dtype=bool)})


def _table(
    corpus: tuple[pd.DataFrame, pd.DataFrame], groups: tuple[Group, ...] = (), *, min_group_size: int = 5
) -> pd.DataFrame:
    statements, sessions = corpus
    return breakdowns(statements, _no_themes(), sessions, groups, min_group_size=min_group_size, seed=1)


def _row(table: pd.DataFrame, dimension: str, value: str, unit: str = "topic", unit_id: str = "0") -> pd.Series[float]:
    found = table.set_index(["dimension", "value", "unit", "unit_id"])
    return found.loc[dimension, value, unit, unit_id]


COAST: list[dict[str, object]] = [{"said": "aaab", "region": "ساحل", "type": "Dialogue"}] * 4
INLAND: list[dict[str, object]] = [
    {"said": "abbbbb", "region": "Inland", "type": "First conversation", "language": "ka"}
] * 4


def test_a_region_has_the_figures_that_a_group_of_its_sessions_would_have() -> None:
    statements, sessions = _corpus(*COAST, *INLAND)
    found = _table((statements, sessions))
    coast = pd.Series(sessions["region"].eq("ساحل").to_numpy(), index=sessions["session_id"])
    named = [("coast",) if is_coast else () for is_coast in coast]
    as_group = representation(
        statements.assign(groups=[("coast",) if coast[id_] else () for id_ in statements["session_id"]]),
        _no_themes(),
        sessions.assign(groups=named),
        (Group("coast", "Coast"),),
        min_group_size=5,
        seed=1,
    )
    rows = found[(found["dimension"] == "region") & (found["value"] == "ساحل")]
    pd.testing.assert_frame_equal(
        rows[["unit", "unit_id", *FIGURES]].reset_index(drop=True), as_group[["unit", "unit_id", *FIGURES]]
    )
    assert rows["lift"].iloc[0] == pytest.approx((12 / 16) / (16 / 40))


def test_languages_and_session_types_are_told_apart_likewise() -> None:
    found = _table(_corpus(*COAST, *INLAND))
    assert set(found["dimension"]) == {"region", "language", "session_type"}
    assert _row(found, "language", "ka")["lift"] == pytest.approx((4 / 16) / (24 / 40))
    assert _row(found, "session_type", "Dialogue")["n_sessions"] == 4
    assert _row(found, "session_type", "Dialogue", "participants", "participants")["expected_share"] == 0.5
    assert not ((found["dimension"] == "language") & (found["unit"] == "participants")).any()


def test_what_is_not_known_is_no_value_and_counts_for_none() -> None:
    unknown: list[dict[str, object]] = [{"said": "aaaaaaaaaa", "language": UNKNOWN_LANGUAGE}] * 3
    found, known = _table(_corpus(*COAST, *INLAND, *unknown)), _table(_corpus(*COAST, *INLAND))
    pd.testing.assert_frame_equal(found, known)


def test_a_dimension_of_one_value_is_left_out() -> None:
    assert _table(_corpus(*COAST)).empty
    Breakdowns.validate(_table(_corpus(*COAST)))


def test_sessions_of_people_at_risk_are_told_by_no_region_and_no_type() -> None:
    hidden: list[dict[str, object]] = [
        {"said": "aaaaaaaa", "region": "ساحل", "type": "Dialogue", "groups": (AT_RISK.id,), "language": "hy"}
    ] * 4
    found, without = _table(_corpus(*COAST, *INLAND, *hidden), (AT_RISK,)), _table(_corpus(*COAST, *INLAND), (AT_RISK,))
    for dimension in ("region", "session_type"):
        of_all, of_others = (
            table[table["dimension"] == dimension].reset_index(drop=True) for table in (found, without)
        )
        pd.testing.assert_frame_equal(of_all, of_others)
    assert _row(found, "language", "hy")["n_statements"] == 32


def test_one_speaker_at_risk_in_an_open_session_is_not_counted_for_its_region() -> None:
    statements, sessions = _corpus(*COAST, *INLAND)
    statements["groups"] = [(AT_RISK.id,), *statements["groups"].tolist()[1:]]
    found = breakdowns(statements, _no_themes(), sessions, (AT_RISK,), min_group_size=5, seed=1)
    assert _row(found, "region", "ساحل")["n_statements"] == 11


def test_a_cell_of_few_people_has_no_figures_and_no_other_is_left_out() -> None:
    few: list[dict[str, object]] = [{"said": "aaa", "region": "Hills", "type": "Dialogue", "participants": 4}]
    found = _table(_corpus(*COAST, *INLAND, *few))
    hidden = found[found["suppressed"]]
    assert set(hidden["value"]) == {"Hills"}
    assert hidden[FIGURES].isna().all(axis=None)
    assert not hidden["is_estimated"].any()


def test_each_dimension_and_unit_is_a_family_of_its_own() -> None:
    found = _table(_corpus(*COAST, *INLAND))
    for _, family in found.dropna(subset="p_value").groupby(["dimension", "unit"]):
        by_rank = family["p_value"].sort_values().to_numpy()
        assert family["q_value"].max() == pytest.approx(by_rank.max())
        assert family["q_value"].min() >= by_rank.min()


def test_the_table_does_not_depend_on_the_order_of_rows_and_arguments_stay() -> None:
    statements, sessions = _corpus(*COAST, *INLAND, {"said": "abc", "region": "Hills"})
    before = statements.copy(deep=True), sessions.copy(deep=True)
    found = _table((statements, sessions))
    shuffled = _table((statements.sample(frac=1, random_state=1), sessions.sample(frac=1, random_state=2)))
    pd.testing.assert_frame_equal(found, shuffled)
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_frame_equal(sessions, before[1])
