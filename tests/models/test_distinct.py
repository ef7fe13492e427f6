"""What a group says and others do not, on planted concerns: a session's own manner must not count."""

from __future__ import annotations

from copy import copy

import numpy as np
import pytest
from numpy.typing import NDArray

from models.distinct import FALSE_SHARE, Distinct, distinct_statements, reference
from models.encoder import Vectors, unit

N_SESSIONS, N_A_SESSION, N_DIMS = 24, 20, 40
N_GROUP_SESSIONS = 8


class Planted:
    """A corpus of 24 sessions, eight with a group; `share` of what it says there is about a concern of its own."""

    def __init__(self, share: float, *, seed: int = 5, manner: float = 0.6) -> None:
        rng = np.random.default_rng(seed)
        concerns = rng.standard_normal((7, N_DIMS)) * 1.3
        sessions = np.repeat(np.arange(N_SESSIONS), N_A_SESSION)
        self.units = np.asarray([f"جلسة-{session}" for session in sessions], dtype=object)
        self.is_member = sessions < N_GROUP_SESSIONS
        self.is_planted = self.is_member & (rng.random(len(sessions)) < share)
        concern = np.where(self.is_planted, 6, rng.integers(0, 6, len(sessions)))
        manners = rng.standard_normal((N_SESSIONS, N_DIMS)) * manner
        self.vectors: Vectors = unit(
            concerns[concern] + manners[sessions] + rng.standard_normal((len(sessions), N_DIMS))
        ).astype(np.float32)
        self.any_score: NDArray[np.float64] = np.full(len(sessions), 0.5)

    def told(self, is_other: NDArray[np.bool_] | None = None) -> Distinct:
        corpus = reference(self.vectors, self.units, [self.is_member], seed=0)
        return distinct_statements(
            corpus, self.is_member, ~self.is_member if is_other is None else is_other, self.any_score
        )

    def in_order(self, order: NDArray[np.int64]) -> Planted:
        again = copy(self)
        for name in ("vectors", "units", "is_member", "any_score"):
            setattr(again, name, getattr(self, name)[order])
        return again


def test_a_planted_concern_is_told_apart_with_few_mistakes() -> None:
    planted = Planted(0.4)
    told = planted.told()
    found = told.is_distinct
    assert told.is_told
    assert planted.is_planted[found].mean() >= 1 - FALSE_SHARE
    assert found[planted.is_planted].mean() >= 0.8
    assert not found[~planted.is_member].any()


def test_a_group_that_says_what_all_say_has_next_to_nothing_distinct() -> None:
    shares = [Planted(0.0, seed=seed).told().is_distinct.sum() / (N_GROUP_SESSIONS * N_A_SESSION) for seed in range(5)]
    assert np.mean(shares) <= 0.05


def test_a_sessions_manner_is_not_taken_for_the_groups_concern() -> None:
    """Each session lies in a place of its own, so that a classifier that had seen it would know it again."""
    told = Planted(0.0, manner=2.0).told()
    assert told.is_distinct.sum() <= 0.05 * N_GROUP_SESSIONS * N_A_SESSION


def test_what_a_theme_surely_names_is_less_distinct() -> None:
    planted = Planted(0.4)
    plain = planted.told().scores[planted.is_planted]
    planted.any_score[planted.is_planted] = 0.99
    themed = planted.told().scores[planted.is_planted]
    assert np.nanmean(themed) < np.nanmean(plain)


@pytest.mark.parametrize("n_sessions", [1, 2])
def test_a_group_of_one_session_cannot_be_told_from_it(n_sessions: int) -> None:
    planted = Planted(0.6)
    planted.is_member &= np.isin(planted.units, [f"جلسة-{session}" for session in range(n_sessions)])
    told = planted.told()
    assert told.is_told == (n_sessions > 1)
    if not told.is_told:
        assert (told.is_distinct == planted.is_member).all()
        assert np.isnan(told.scores).all()


def test_a_corpus_of_one_session_tells_nothing_apart() -> None:
    planted = Planted(0.4)
    planted = planted.in_order(np.flatnonzero(planted.units == planted.units[0]))
    planted.is_member = np.arange(len(planted.units)) % 2 == 0
    assert not planted.told().is_told


def test_too_few_statements_are_not_told_apart() -> None:
    planted = Planted(0.6)
    planted.is_member &= np.arange(len(planted.units)) % N_A_SESSION == 0
    assert not planted.told().is_told


def test_the_order_of_rows_changes_nothing() -> None:
    planted = Planted(0.4)
    order = np.random.default_rng(1).permutation(len(planted.units))
    told = planted.told()
    again = planted.in_order(order).told()
    np.testing.assert_array_equal(again.is_distinct, told.is_distinct[order])


def test_a_sample_of_a_large_corpus_tells_all_of_the_groups_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.distinct.MAX_REFERENCE", 240)
    planted = Planted(0.4)
    told = planted.told()
    assert np.isfinite(told.scores[planted.is_member]).all()
    assert planted.is_planted[told.is_distinct].mean() >= 0.7


def test_others_who_were_heard_in_one_session_only_leave_it_untold_by_a_classifier() -> None:
    planted = Planted(0.6)
    is_other = planted.units == f"جلسة-{N_SESSIONS - 1}"
    told = planted.told(is_other)
    assert np.isfinite(told.scores[planted.is_member]).all()
