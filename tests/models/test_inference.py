"""A lift with its interval and p-value: by hand, whatever the order of rows, and no surer for a session given twice."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csc_array
from scipy.stats import beta, t

from models import permutation
from models.inference import MIN_STATEMENTS, cell_lifts, lift_interval, sample_of
from models.sampling import share_estimate
from tests.models.conftest import make_statements

ESTIMATES = ["share_low", "share_high", "lift", "ci_low", "ci_high", "p_value"]
WORDS = ("Der Brunnen ist leer", "колодец высох совсем", "البئر جافة منذ شهور", "ჭა უკვე დიდი ხანია დაშრა")


@pytest.fixture(autouse=True)
def few_permutations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 199)


def _sessions(*said: tuple[str, str]) -> pd.DataFrame:
    """Sessions given as letters, the topic of each statement, and as marks, `x` where the group said it."""
    rows: list[dict[str, Any]] = [
        {"session_id": f"сессия-{number}", "groups": ("g",) if mark == "x" else (), "topic_id": "abcdef".index(letter)}
        for number, (letters, marks) in enumerate(said)
        for letter, mark in zip(letters, marks, strict=True)
    ]
    return make_statements(rows).assign(text=[f"{WORDS[row % 4]} {row}" for row in range(len(rows))])


def _member(statements: pd.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(["g" in groups for groups in statements["groups"]])


def _lifts(statements: pd.DataFrame, n_cells: int = 2, seed: int = 1) -> pd.DataFrame:
    cells = statements["topic_id"].to_numpy()[:, None] == np.arange(n_cells)
    return cell_lifts(sample_of(statements), csc_array(cells), _member(statements), seed=seed)


CONSULTATION = (
    ("aaaa", "xxxx"),
    ("abbb", "xxxx"),
    ("abbb", "...."),
    ("abbbb", "....."),
    ("bbb", "..."),
    ("bba", "x.."),
)


def test_lift_and_interval_are_those_of_leaving_out_one_session_at_a_time() -> None:
    found = _lifts(_sessions(*CONSULTATION)).iloc[0]
    part, whole = np.array([4, 1, 0, 0, 0, 0]), np.array([4, 1, 1, 1, 0, 1])
    said, sizes = np.array([4, 4, 0, 0, 0, 1]), np.array([4, 4, 4, 5, 3, 3])
    without = []
    for u in range(6):
        own = (5 - part[u]) / (9 - said[u]) * 9 / 23
        others = (3 - (whole - part)[u]) / (14 - (sizes - said)[u]) * 14 / 23
        without.append(own / (own + others))
    variance = 5 / 6 * sum((each - np.mean(without)) ** 2 for each in without)
    worth = (5 / 8) * (3 / 8) / variance * (t.ppf(0.975, 7) / t.ppf(0.975, 4)) ** 2
    assert 1 < worth < 8
    assert found["lift"] == pytest.approx((5 / 8) / (9 / 23))
    assert found["ci_low"] == pytest.approx(beta.ppf(0.025, 5 / 8 * worth, 3 / 8 * worth + 1) / (9 / 23))
    assert found["ci_high"] == pytest.approx(beta.ppf(0.975, 5 / 8 * worth + 1, 3 / 8 * worth) / (9 / 23))


def test_the_interval_of_a_share_is_that_of_its_sessions() -> None:
    statements = _sessions(*CONSULTATION)
    in_cell = (statements["topic_id"] == 1).to_numpy()
    estimate = share_estimate(_member(statements)[in_cell], statements["session_id"].to_numpy()[in_cell])
    found = _lifts(statements).iloc[1]
    assert (found["share_low"], found["share_high"]) == pytest.approx((estimate.low, estimate.high))


def test_the_interval_knows_that_the_rate_of_everybody_is_an_estimate_too() -> None:
    # The group has the same rate in each of its sessions; of the others' two sessions one never speaks of it.
    part, base_part = np.array([[3.0], [3], [3], [0], [0]]), np.array([10.0, 10, 10, 0, 0])
    whole_alike, whole_apart = (np.array([[3.0], [3], [3], [a], [b]]) for a, b in ((2, 2), (4, 0)))
    base = np.full(5, 10.0)
    alike, apart = (lift_interval(part, whole, base_part, base) for whole in (whole_alike, whole_apart))
    assert alike[0] == apart[0]
    assert apart[1] < alike[1]
    assert apart[2] > alike[2]


@pytest.mark.parametrize(
    ("letters", "marks", "is_estimated"),
    [
        ("aaaab", "xxxxx", True),
        ("aaabb", "xxxxx", False),  # four statements in the cell
        ("bbbbb", "xxxxx", False),  # nothing but the other session's
    ],
)
def test_below_five_statements_the_cell_is_only_described(letters: str, marks: str, is_estimated: bool) -> None:
    statements = _sessions((letters, marks), ("a" * (MIN_STATEMENTS - 4) + "bbb", "xx.."), ("bbb", "..."))
    found = _lifts(statements).iloc[0]
    assert bool(found["is_estimated"]) is is_estimated
    assert bool(found[ESTIMATES].notna().all()) is is_estimated
    assert bool(found[ESTIMATES].isna().all()) is not is_estimated
    assert found[["n_statements", "share", "expected_share"]].notna().all()


@pytest.mark.parametrize(
    "said",
    [
        [("aaaaaaaa", "xxxxxxxx"), ("bbbb", "xxxx"), ("bbb", "...")],  # the cell in one session
        [("aaaaaaaa", "xxxxxxxx"), ("abbb", "...."), ("bbb", "...")],  # the group in one session
    ],
)
def test_one_session_cannot_be_told_from_who_met_there(said: list[tuple[str, str]]) -> None:
    found = _lifts(_sessions(*said)).iloc[0]
    assert not found["is_estimated"]
    assert found[ESTIMATES].isna().all()
    assert found["n_statements"] == 8


def test_a_cell_that_is_the_groups_alone_has_an_interval_below_it() -> None:
    found = _lifts(_sessions(("aaab", "xxxx"), ("aaab", "xxxx"), ("bbbb", "...."), ("bbbb", "...."))).iloc[0]
    assert (found["share"], found["lift"]) == (1, 2)
    assert found["ci_low"] == pytest.approx(2 * 0.025 ** (1 / 2))  # two sessions are two answers
    assert found["ci_high"] == 2


def test_an_empty_cell_and_a_group_that_said_nothing_have_no_figures() -> None:
    found = _lifts(_sessions(*CONSULTATION), n_cells=3).iloc[2]
    assert found["n_statements"] == 0
    assert found[["share", "expected_share", *ESTIMATES]].isna().all()
    silent = _lifts(_sessions(*[(letters, "." * len(letters)) for letters, _ in CONSULTATION]))
    assert silent[["expected_share", *ESTIMATES]].isna().all(axis=None)
    assert (silent["share"] == 0).all()


def _exact_within(sessions: list[tuple[str, str]]) -> float:
    """Two-sided p-value of cell `a` over all deals of marks within each session."""
    deals = [list(set(permutations(marks))) for _, marks in sessions]
    rates = []
    for at in np.ndindex(*map(len, deals)):
        dealt = [(letters, deals[k][at[k]]) for k, (letters, _) in enumerate(sessions)]
        said = [letter for letters, marks in dealt for letter, mark in zip(letters, marks, strict=True) if mark == "x"]
        rates.append(said.count("a") / len(said))
    said = [letter for letters, marks in sessions for letter, mark in zip(letters, marks, strict=True) if mark == "x"]
    observed = said.count("a") / len(said)
    above, below = (float(np.mean([sign * (rate - observed) >= -1e-12 for rate in rates])) for sign in (1, -1))
    return min(1.0, 2 * above, 2 * below)


def test_speakers_of_shared_sessions_are_dealt_within_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 4_999)
    # Where the group has as much of each session rates put deals in the order of scores, whatever those are.
    shared = [("aabbb", "xx..."), ("aabbb", "xx..."), ("aabbb", "x.x..")]
    found = _lifts(_sessions(*shared)).iloc[0]
    assert found["p_value"] == pytest.approx(_exact_within(shared), abs=0.01)


def test_the_subject_of_a_shared_session_is_not_the_groups_doing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 4_999)
    # The group is where everybody speaks of `a`; within these sessions it does so no more than others.
    shared, others = [("aaaab", "xx.xx"), ("aaabaaaa", "xxx..xx.")] * 3, [("bbbbb", ".....")] * 12
    found = _lifts(_sessions(*shared, *others)).iloc[0]
    assert found["lift"] > 1.5
    assert found["p_value"] == pytest.approx(0.18, abs=0.02)  # over ten thousands of deals; with 199 it may be 0.15


def test_one_speaker_who_repeats_a_point_is_one_draw() -> None:
    said = [("aaaaabbb", "xxxxx..."), ("aaaaabbb", "xxxxx...")]
    alone = _sessions(*said)
    tagged = alone.assign(speaker=["مقرر" if groups else None for groups in alone["groups"]])
    signed = alone.assign(author_id=["ani" if groups else None for groups in alone["groups"]])
    p_values = [_lifts(statements).iloc[0]["p_value"] for statements in (alone, tagged, signed)]
    assert p_values[0] < 0.05
    assert min(p_values[1:]) > 0.05


LINES = st.lists(st.tuples(st.sampled_from("aab"), st.sampled_from("x.")), min_size=3, max_size=7)


@st.composite
def consultations(draw: st.DrawFn) -> pd.DataFrame:
    """Four to seven sessions in which the group speaks alone, with others, or not at all."""
    sessions = draw(st.lists(LINES, min_size=4, max_size=7))
    marks = draw(st.lists(st.sampled_from(["all", "none", "some"]), min_size=len(sessions), max_size=len(sessions)))
    said = []
    for lines, kind in zip(sessions, marks, strict=True):
        own = {"all": "x" * len(lines), "none": "." * len(lines)}
        said.append(("".join(letter for letter, _ in lines), own.get(kind, "".join(mark for _, mark in lines))))
    return _sessions(*said)


@settings(max_examples=40, deadline=None)
@given(consultations(), st.integers(0, 1_000))
def test_no_figure_depends_on_the_order_of_rows(statements: pd.DataFrame, seed: int) -> None:
    shuffled = statements.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(_lifts(shuffled), _lifts(statements))


@settings(max_examples=40, deadline=None)
@given(consultations(), st.data())
def test_a_session_that_came_in_twice_changes_nothing(statements: pd.DataFrame, data: st.DataObject) -> None:
    session = data.draw(st.sampled_from(sorted(statements["session_id"].unique())))
    again = statements[statements["session_id"] == session]
    again = again.assign(session_id="ჩანაწერი", statement_id="again-" + again["statement_id"], source="second folder")
    twice = pd.concat([statements, again], ignore_index=True)
    found, once = _lifts(twice), _lifts(statements)
    pd.testing.assert_frame_equal(found.drop(columns="p_value"), once.drop(columns="p_value"))
    # Which of two copies counts may change the order in which sessions are dealt, and so the draws.
    np.testing.assert_allclose(found["p_value"], once["p_value"], atol=0.15)


@settings(max_examples=40, deadline=None)
@given(consultations())
def test_every_interval_holds_its_lift_and_every_p_value_is_a_share(statements: pd.DataFrame) -> None:
    found = _lifts(statements)
    estimated = found[found["is_estimated"]]
    assert (estimated["ci_low"] <= estimated["lift"] + 1e-9).all()
    assert (estimated["lift"] <= estimated["ci_high"] + 1e-9).all()
    assert estimated["p_value"].dropna().between(0, 1, inclusive="right").all()
    assert found.loc[~found["is_estimated"], ESTIMATES].isna().all(axis=None)
