"""A session is one draw however much is said in it, and people are counted with care."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.sparse import csc_array
from scipy.stats import beta

from models.sampling import count_people, most_people, people_of, sampling_units, share_estimate
from tests.models.conftest import make_statements

NO_PARTICIPANTS = pd.Series(dtype="Int64")


def _blocks(*sizes_and_members: tuple[int, int]) -> tuple[NDArray[np.bool_], NDArray[np.object_]]:
    """Flags and units of sessions given as (statements, members among them)."""
    flags = [[True] * members + [False] * (size - members) for size, members in sizes_and_members]
    units = [[f"session-{number}"] * size for number, (size, _) in enumerate(sizes_and_members)]
    return np.concatenate(flags).astype(bool), np.concatenate(units).astype(object)


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        ({"source_type": "notes", "source": "notes", "session_id": "სხდომა", "author_id": "a1"}, "notes/სხდომა"),
        ({"source_type": "notes", "source": "notes", "session_id": None, "author_id": None}, "notes/s0"),
        ({"source_type": "polis", "source": "polis", "session_id": None, "author_id": "كاتب"}, "polis/كاتب"),
        ({"source_type": "table", "source": "list", "session_id": "t1", "author_id": "a1"}, "list/a1"),
        ({"source_type": "table", "source": "list", "session_id": "t1", "author_id": None}, "list/t1"),
        ({"source_type": "table", "source": "list", "session_id": None, "author_id": None}, "list/s0"),
    ],
)
def test_a_note_is_drawn_with_its_session_and_anything_else_with_its_author(row: dict[str, object], unit: str) -> None:
    assert sampling_units(make_statements([row])).tolist() == [unit]


def test_sessions_of_the_same_name_in_two_sources_are_two_units() -> None:
    statements = make_statements([{"session_id": "s", "source": source} for source in ("north", "south", "north")])
    assert sampling_units(statements).tolist() == ["north/s", "south/s", "north/s"]


def test_units_keep_the_rows_of_the_statements_and_leave_them_alone() -> None:
    statements = make_statements([{}, {}, {}]).iloc[[2, 0]]
    before = statements.copy(deep=True)
    assert sampling_units(statements).index.tolist() == [2, 0]
    pd.testing.assert_frame_equal(statements, before)


def test_six_lopsided_sessions_are_worth_under_five_answers() -> None:
    # share 1/2, residuals of a session +-4, variance 6/5 * 96 / 60**2 = 0.032, so 0.25 / 0.032 = 7.8125 answers;
    # t(59) is 2.00100 and t(5) is 2.57058 at 97.5%, which leaves 7.8125 * 0.60594 of them.
    estimate = share_estimate(*_blocks(*[(10, 9)] * 3, *[(10, 1)] * 3))
    assert estimate.share == 0.5
    assert estimate.n_effective == pytest.approx(7.8125 * (2.000995 / 2.570582) ** 2, rel=1e-5)
    n_members = estimate.n_effective / 2
    assert estimate.low == pytest.approx(beta.ppf(0.025, n_members, n_members + 1))
    assert estimate.high == pytest.approx(beta.ppf(0.975, n_members + 1, n_members))


def test_statements_of_one_unit_each_are_worth_all_but_one() -> None:
    assert share_estimate(*_blocks(*[(1, 1)] * 5, *[(1, 0)] * 15)).n_effective == pytest.approx(19)


def test_unanimity_of_five_sessions_is_worth_five_answers() -> None:
    for members in (0, 40):
        estimate = share_estimate(*_blocks(*[(40, members)] * 5))
        assert estimate.n_effective == 5
        bounds = sorted([abs(estimate.share - estimate.low), abs(estimate.share - estimate.high)])
        assert bounds == pytest.approx([0, 1 - 0.025 ** (1 / 5)])


@pytest.mark.parametrize("members", [0, 100, 200])
def test_one_session_is_one_answer_whatever_it_says(members: int) -> None:
    estimate = share_estimate(*_blocks((200, members)))
    assert estimate.n_effective == 1
    assert estimate.high - estimate.low > 0.9


def test_saying_everything_again_makes_nothing_more_certain() -> None:
    rng = np.random.default_rng(5)
    for _ in range(30):
        sizes = rng.integers(1, 12, size=9)
        rates = rng.beta(0.5, 0.5, size=9)
        flags, units = _blocks(
            *[(int(size), int(rng.binomial(size, rate))) for size, rate in zip(sizes, rates, strict=True)]
        )
        once, often = share_estimate(flags, units), share_estimate(np.repeat(flags, 7), np.repeat(units, 7))
        assert often.share == pytest.approx(once.share)
        if once.n_effective < len(flags):
            assert often.n_effective <= once.n_effective + 1e-9
            assert often.low <= once.low + 1e-9
            assert often.high >= once.high - 1e-9


def test_an_estimate_stays_in_its_bounds_and_does_not_depend_on_the_order_of_rows() -> None:
    rng = np.random.default_rng(6)
    for n_units in (2, 3, 8, 30):
        units = rng.integers(n_units, size=60).astype(str).astype(object)
        flags = rng.random(60) < rng.random()
        estimate = share_estimate(flags, units)
        assert 0 <= estimate.low <= estimate.share <= estimate.high <= 1
        assert 1 <= estimate.n_effective <= 60
        order = rng.permutation(60)
        shuffled = share_estimate(flags[order], units[order])
        assert (shuffled.low, shuffled.high) == pytest.approx((estimate.low, estimate.high))


def test_the_interval_holds_the_truth_though_sessions_agree_with_themselves() -> None:
    rng = np.random.default_rng(8)
    units = np.repeat(np.arange(14), 10).astype(object)
    n_held = 0
    for _ in range(300):
        rates = rng.beta(0.6, 1.4, size=14)  # the truth is 0.3, the correlation inside a session 1/3
        estimate = share_estimate(rng.random(140) < np.repeat(rates, 10), units)
        n_held += estimate.low <= 0.3 <= estimate.high
    assert n_held >= 0.94 * 300


def test_arguments_of_an_estimate_are_left_alone() -> None:
    flags, units = _blocks((5, 2), (4, 4))
    flags_before, units_before = flags.copy(), units.copy()
    share_estimate(flags, units)
    np.testing.assert_array_equal(flags, flags_before)
    np.testing.assert_array_equal(units, units_before)


def test_no_statement_has_no_share() -> None:
    with pytest.raises(ValueError, match="a share needs at least one statement"):
        share_estimate(np.asarray([], dtype=bool), np.asarray([], dtype=object))


@pytest.mark.parametrize(
    ("said", "participants", "n_people", "n_strict"),
    [
        ([], {}, 0, 0),
        # three lines of a session of twenty: any of the twenty, or three people at most
        ([("جلسة", None)] * 3, {"جلسة": 20}, 20, 3),
        # twelve lines of a session of four: four people either way
        ([("სხდომა", None)] * 12, {"სხდომა": 4}, 4, 4),
        # nobody counted: one for the session, or its authors
        ([("a", None)] * 12, {}, 1, 1),
        ([("a", None)] * 12, {"a": None}, 1, 1),
        ([("a", "ann"), ("a", "ben"), ("a", "ann")], {}, 2, 2),
        ([("a", "ann"), ("a", "ben"), ("a", None)], {"a": None}, 2, 2),
        # one author of a large session who says six things is one person, where it matters who said it
        ([("a", "ann")] * 6, {"a": 500}, 500, 1),
        ([("a", "ann")] * 6 + [("a", None)] * 2, {"a": 500}, 500, 3),
        # somebody spoke in a session that counted nobody
        ([("a", None)] * 3, {"a": 0}, 1, 1),
        # sessions add up, also one counted and one not; outside them authors count, then statements
        ([("a", None)] * 5 + [("b", None)] * 5, {"a": 3, "b": 2}, 5, 5),
        ([("a", None)] * 2 + [("b", None)], {"a": 30, "b": 9}, 39, 3),
        ([("a", None)] * 2 + [("b", None)] * 4, {"a": 30}, 31, 3),
        ([(None, "ann"), (None, "ann"), (None, "ben"), (None, None), (None, None)], {}, 4, 4),
        ([("a", None)] * 2 + [(None, "ann")], {"a": 9}, 10, 3),
        # participants of a session in which none of it was said are not behind it
        ([("a", None)] * 2, {"a": 9, "b": 50}, 9, 2),
    ],
)
def test_people_are_the_participants_of_a_session_and_where_it_is_strict_no_more_than_spoke(
    said: list[tuple[str | None, str | None]], participants: dict[str, int | None], n_people: int, n_strict: int
) -> None:
    columns = make_statements([{}]).columns
    rows = make_statements([{"session_id": session, "author_id": author} for session, author in said])
    statements = rows.reindex(columns=columns)
    known = pd.Series(participants, dtype="Int64") if participants else NO_PARTICIPANTS
    before = statements.copy(deep=True), known.copy(deep=True)
    assert count_people(statements, known) == n_people
    assert count_people(statements, known, is_strict=True) == n_strict
    assert count_people(statements.iloc[::-1], known.iloc[::-1], is_strict=True) == n_strict
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_series_equal(known, before[1])


@pytest.mark.parametrize(
    ("said", "participants", "at_most", "at_most_strictly"),
    [
        ([], {}, 0, 0),
        ([("جلسة", None)] * 3, {"جلسة": 20}, 20, 3),
        # nobody counted: every line may be another person's
        ([("a", None)] * 12, {}, 12, 12),
        ([("a", None)] * 3, {"a": 0}, 3, 3),
        ([("a", "ann"), ("a", "ben"), ("a", "ann"), ("a", None)], {"a": None}, 3, 3),
        # more people sign than were counted
        ([("a", "ann"), ("a", "ben"), ("a", "ეკა")], {"a": 2}, 3, 3),
        # one session of two was counted
        ([("a", None)] * 2 + [("b", None)] * 4, {"a": 30}, 34, 6),
        ([(None, "ann"), (None, "ann"), (None, "ben"), (None, None), (None, None)], {}, 4, 4),
    ],
)
def test_what_is_published_as_at_most_so_many_people_is_never_below_those_who_spoke(
    said: list[tuple[str | None, str | None]], participants: dict[str, int | None], at_most: int, at_most_strictly: int
) -> None:
    columns = make_statements([{}]).columns
    statements = make_statements([{"session_id": s, "author_id": author} for s, author in said]).reindex(
        columns=columns
    )
    known = pd.Series(participants, dtype="Int64") if participants else NO_PARTICIPANTS
    assert most_people(statements, known) == at_most
    assert most_people(statements, known, is_strict=True) == at_most_strictly


def test_the_cautious_count_of_people_is_never_above_the_most() -> None:
    rng = np.random.default_rng(11)
    for _ in range(100):
        statements = make_statements(
            [
                {"session_id": rng.choice(list("abc-")), "author_id": rng.choice(["ann", "ben", "-"])}
                for _ in range(rng.integers(1, 12))
            ]
        ).replace("-", None)
        known = pd.Series({session: int(rng.integers(8)) for session in "ab"}, dtype="Int64")
        for is_strict in (False, True):
            cautious = count_people(statements, known, is_strict=is_strict)
            assert cautious <= most_people(statements, known, is_strict=is_strict)


def test_a_strict_count_is_never_above_the_other_nor_above_the_statements() -> None:
    rng = np.random.default_rng(9)
    for _ in range(100):
        statements = make_statements(
            [
                {"session_id": rng.choice(list("abc-")), "author_id": rng.choice(["ann", "ben", "-"])}
                for _ in range(rng.integers(1, 12))
            ]
        ).replace("-", None)
        known = pd.Series({session: int(rng.integers(8)) for session in "ab"}, dtype="Int64")
        strict = count_people(statements, known, is_strict=True)
        assert 1 <= strict <= min(len(statements), count_people(statements, known))


def test_people_behind_many_cells_are_those_behind_each() -> None:
    rng = np.random.default_rng(10)
    statements = make_statements(
        [{"session_id": rng.choice(list("abc-")), "author_id": rng.choice(["აnn", "بن", "-"])} for _ in range(40)]
    ).replace("-", None)
    known = pd.Series({"a": 9, "b": None}, dtype="Int64")
    cells = rng.random((40, 12)) < rng.random(12)
    cells[:, 0] = False
    for is_strict in (False, True):
        each = [count_people(statements[cell], known, is_strict=is_strict) for cell in cells.T]
        assert people_of(statements, known).behind(csc_array(cells), is_strict=is_strict).tolist() == each
    assert each[0] == 0
