"""Whether a group said as much as it was there: people of whole sessions, and nothing where nobody knows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models import permutation
from models.presence import presence
from tests.models.conftest import make_statements


@pytest.fixture(autouse=True)
def few_permutations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 999)


def _presence(*sessions: tuple[str, int | None], declared: str = "") -> dict[str, object]:
    """Sessions as marks, `x` for a statement of the group, with the people there; `declared` has an x for its own."""
    rows: list[dict[str, object]] = [
        {"session_id": f"שיחה-{number}", "mark": mark} for number, (marks, _) in enumerate(sessions) for mark in marks
    ]
    statements = make_statements(rows or [{"session_id": None, "mark": "."}])
    table = pd.DataFrame(
        {
            "session_id": [f"שיחה-{number}" for number in range(len(sessions))],
            "participants": pd.array([people for _, people in sessions], dtype="Int64"),
        }
    )
    is_declared = np.asarray([mark == "x" for mark in declared.ljust(len(sessions), ".")])
    return presence(statements, table, (statements["mark"] == "x").to_numpy(), is_declared, seed=1)


def test_what_a_group_said_is_held_against_its_people() -> None:
    found = _presence(("xxxx", 10), ("xxxx", 30), ("........", 20), ("........", 20))
    assert (found["share"], found["expected_share"]) == (8 / 24, 40 / 80)
    assert found["lift"] == pytest.approx((8 / 24) / (40 / 80))
    assert float(str(found["ci_low"])) < float(str(found["lift"])) < float(str(found["ci_high"]))


def test_one_line_in_ten_of_others_leaves_a_session_the_groups_and_two_do_not() -> None:
    others: list[tuple[str, int | None]] = [("....", 10), ("....", 10)]
    assert _presence(("xxxxxxxxx.", 10), ("xxxx", 10), *others)["expected_share"] == 20 / 40
    shared = _presence(("xxxxxxxx..", 10), ("xxxx", 10), *others)
    assert "expected_share" not in shared
    assert "lift" not in shared
    assert shared["share"] == 12 / 22
    declared = _presence(("xxxxxxxx..", 10), ("xxxx", 10), *others, declared="x")
    assert declared["expected_share"] == 20 / 40


def test_a_session_of_the_group_in_which_nobody_wrote_anything_down_counts() -> None:
    found = _presence(("xxxx", 10), ("", 50), ("....", 20), ("....", 20), declared="xx")
    assert found["expected_share"] == 60 / 100
    assert found["share"] == 4 / 12


@pytest.mark.parametrize("people", [None, 0])
def test_sessions_whose_people_nobody_counted_take_no_part(people: int | None) -> None:
    counted: list[tuple[str, int | None]] = [("xxxx", 10), ("xxx.xxxxxxxxx", 30), ("........", 20), ("....", 20)]
    assert _presence(*counted, ("xxxxxx....", people)) == _presence(*counted)
    assert _presence(("xxxx", people), ("....", people)) == {"is_estimated": False}


def test_one_session_is_only_described() -> None:
    found = _presence(("xxxxxx", 10), ("......", 10), ("......", 10))
    assert found["share"] == 6 / 18
    assert not found["is_estimated"]
    assert "lift" not in found


def test_a_group_that_was_there_and_silent_has_a_lift_of_zero_and_an_interval() -> None:
    found = _presence(("", 20), ("", 20), *[("......", 20)] * 6, declared="xx")
    assert found["lift"] == 0
    assert found["ci_low"] == 0
    assert 0 < float(str(found["ci_high"])) < 3
    assert float(str(found["p_value"])) < 0.1


def test_where_everybody_says_as_much_as_they_are_few_differences_are_found() -> None:
    rng = np.random.default_rng(3)
    n_found = 0
    for _ in range(60):
        people = rng.integers(8, 60, 20)
        said = rng.poisson(people * rng.gamma(4, 1 / 4, 20)).clip(1)
        marks = [("x" if number < 6 else ".") * n for number, n in enumerate(said)]
        found = _presence(*zip(marks, people.tolist(), strict=True))
        n_found += float(str(found["p_value"])) <= 0.05
    assert n_found <= 0.12 * 60


def test_a_corpus_without_sessions_says_nothing_of_presence() -> None:
    assert _presence() == {"is_estimated": False}
