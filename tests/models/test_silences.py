"""In the room and not themed: shares by session, and no count that two others would tell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Group
from models import permutation
from models.figure_schemas import Silences
from models.sampling import share_estimate
from models.silences import FIGURES, silences
from tests.models.conftest import make_statements

YOUTH, ELDERS = Group("شباب", "Youth"), Group("უხუცესები", "Elders")


@pytest.fixture(autouse=True)
def few_permutations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 199)


def _corpus(*sessions: tuple[Group | None, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sessions given as a group and marks, `-` for a statement without a theme; and who carries the theme."""
    rows: list[dict[str, object]] = [
        {"session_id": f"s{number}", "groups": (group.id,) if group else (), "mark": mark}
        for number, (group, marks) in enumerate(sessions)
        for mark in marks
    ]
    statements = make_statements(rows)
    themes = pd.DataFrame(
        {
            "statement_id": statements["statement_id"],
            "theme_id": "t",
            "score": 0.0,
            "assigned": statements["mark"] != "-",
        }
    )
    return statements.drop(columns="mark"), themes


def _table(
    corpus: tuple[pd.DataFrame, pd.DataFrame],
    *groups: Group,
    participants: int | None = 20,
    min_group_size: int = 5,
) -> pd.DataFrame:
    statements, themes = corpus
    sessions = statements.groupby("session_id", as_index=False)["groups"].first()
    sessions["participants"] = pd.array([participants] * len(sessions), dtype="Int64")
    return silences(statements, themes, sessions, groups or (YOUTH, ELDERS), min_group_size=min_group_size, seed=1)


CONSULTATION = (
    (YOUTH, "---+"),
    (YOUTH, "--++"),
    (YOUTH, "----"),
    (ELDERS, "++++-"),
    (ELDERS, "+++++"),
    (None, "+++-"),
    (None, "++++"),
)


def test_the_share_that_carries_no_theme_has_the_interval_of_its_sessions_and_the_lift_of_a_cell() -> None:
    youth = _table(_corpus(*CONSULTATION)).iloc[0]
    flags = np.asarray([mark == "-" for mark in "---+--++----"])
    estimate = share_estimate(flags, np.repeat(["a", "b", "c"], 4).astype(object))
    assert (youth["n_statements"], youth["n_sessions"], youth["n_unthemed"]) == (12, 3, 9)
    assert youth[["unthemed_share", "unthemed_low", "unthemed_high"]].tolist() == pytest.approx(
        [estimate.share, estimate.low, estimate.high]
    )
    assert youth["expected_share"] == pytest.approx(11 / 30)
    assert youth["lift"] == pytest.approx((9 / 12) / (11 / 30))
    assert youth["ci_low"] < youth["lift"] < youth["ci_high"]


def test_sessions_count_and_not_lines() -> None:
    many = _table(_corpus(*[(YOUTH, "---+")] * 9, *[(ELDERS, "+++-")] * 9)).iloc[0]
    few = _table(_corpus(*[(YOUTH, "---+" * 3)] * 3, *[(ELDERS, "+++-" * 3)] * 3)).iloc[0]
    assert many["n_statements"] == few["n_statements"] == 36
    assert few["p_value"] > many["p_value"]
    lopsided = _table(_corpus((YOUTH, "-" * 12), (YOUTH, "-" * 12), (YOUTH, "---+++++++++"), (ELDERS, "+-" * 18))).iloc[
        0
    ]
    assert lopsided["unthemed_high"] - lopsided["unthemed_low"] > many["unthemed_high"] - many["unthemed_low"]


@pytest.mark.parametrize(
    ("marks", "is_suppressed"),
    [
        (["---------", "---------"], False),  # nothing carries a theme
        (["------", "---+++++"], False),
        (["--------+", "---------"], True),  # one statement with a theme could be had by subtraction
        (["+++++++", "++++++-"], True),
    ],
)
def test_neither_part_may_rest_on_few_people(marks: list[str], is_suppressed: bool) -> None:
    at_risk = Group(YOUTH.id, "At risk", sensitive=True)
    found = _table(_corpus(*[(YOUTH, mark) for mark in marks], *[(None, "++--")] * 6), at_risk).iloc[0]
    assert bool(found["suppressed"]) is is_suppressed
    assert bool(found[list(FIGURES)].isna().all()) is is_suppressed
    assert bool(found["is_estimated"]) is not is_suppressed


def test_a_group_of_one_session_is_described_only_and_one_that_said_nothing_has_no_share() -> None:
    found = _table(_corpus((YOUTH, "----++"), *[(None, "++--")] * 4))
    assert found["unthemed_share"].iloc[0] == pytest.approx(4 / 6)
    assert found[["unthemed_low", "unthemed_high", "lift", "p_value"]].isna().all(axis=None)
    assert found["n_statements"].tolist() == [6, 0]
    assert np.isnan(found["unthemed_share"].iloc[1])


def test_without_themes_or_groups_there_is_no_row() -> None:
    statements, themes = _corpus(*CONSULTATION)
    assert _table((statements, themes.iloc[:0])).empty
    Silences.validate(_table((statements, themes.iloc[:0])))


def test_the_table_does_not_depend_on_the_order_of_rows() -> None:
    statements, themes = _corpus(*CONSULTATION)
    shuffled = statements.sample(frac=1, random_state=3), themes.sample(frac=1, random_state=4)
    pd.testing.assert_frame_equal(_table(shuffled), _table((statements, themes)))
