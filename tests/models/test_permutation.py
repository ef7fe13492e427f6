"""p-values against every possible deal, and what can and cannot be dealt."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_array

from models.permutation import Dealt, permutation_p_values

ABOVE, BELOW = np.ones(1), -np.ones(1)
COUNTS, SIZES = [[5], [4], [3], [1], [0], [2]], [6, 5, 3, 8, 2, 9]


def _dealt(share: list[float], blocks: str | None = None, counts: object = COUNTS, sizes: object = SIZES) -> Dealt:
    """Parts with the group's share of each; a letter names the block of each part, or all are of one."""
    numbers = np.unique(list(blocks or "n" * len(share)), return_inverse=True)[1]
    return Dealt(np.asarray(share, float), csr_array(np.asarray(counts, float)), np.asarray(sizes, float), numbers)


def _exact_p(dealt: Dealt) -> float:
    """p-value of the first cell over every deal that keeps membership in its block."""
    deals = [deal for deal in permutations(range(len(dealt.sizes))) if all(dealt.blocks[list(deal)] == dealt.blocks)]
    scores = [_score(dealt.share[list(deal)], dealt) for deal in deals]
    return min(1.0, 2 * float(np.mean([score >= _score(dealt.share, dealt) - 1e-9 for score in scores])))


def _score(share: NDArray[np.float64], dealt: Dealt) -> float:
    """Of the first cell, part by part: square roots of what is said and due, over the spread."""
    counts = dealt.counts.toarray()[:, 0]
    rates = {
        block: counts[dealt.blocks == block].sum() / dealt.sizes[dealt.blocks == block].sum() for block in dealt.blocks
    }
    due = np.array([size * rates[block] for size, block in zip(dealt.sizes, dealt.blocks, strict=True)])
    phi = max(0.0, sum((counts - due) ** 2 - due) / sum(due**2))
    spread = sum(share**2 * ((due + phi * due**2) + (counts - due) ** 2) / 2)
    said, expected = float(share @ counts), float(share @ due)
    return float(2 * ((said + 0.375) ** 0.5 - (expected + 0.375) ** 0.5) * (expected / spread) ** 0.5)


@pytest.mark.parametrize(
    ("share", "blocks"),
    [
        # 20 deals of three sessions among six: the most extreme one has a p-value of 0.1
        ([1, 1, 1, 0, 0, 0], "nnnnnn"),
        ([0, 1, 0, 1, 0, 0], "nnnnnn"),
        # a session that is nearly the group's
        ([1, 0, 0, 1, 0, 8 / 9], "nnnnnn"),
        # 4 times 3 deals, two notes and four Pol.is authors kept apart
        ([1, 0, 1, 0, 0, 0], "nnpppp"),
        # three sessions, and three speakers of a fourth
        ([1, 1, 0, 0, 1, 0], "nnnsss"),
        # one block in which nothing changes
        ([1, 1, 1, 0, 1, 0], "nnnsss"),
    ],
)
def test_p_values_are_those_of_all_possible_deals(share: list[float], blocks: str) -> None:
    dealt = _dealt(share, blocks)
    assert permutation_p_values(dealt, ABOVE, seed=3)[0] == pytest.approx(_exact_p(dealt), abs=0.02)


def test_cells_that_chance_explains_are_settled_early_and_others_get_more_deals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dealt = _dealt([1.0] * 8 + [0.0] * 8, counts=[[5 * (at < 8), at % 2] for at in range(16)], sizes=[5] * 16)
    found, by_chance = permutation_p_values(dealt, np.ones(2), seed=5)
    assert (round(by_chance * 1_000) - by_chance * 1_000) == pytest.approx(0)  # after 999 deals
    assert found == pytest.approx(2 * (1 + 1 / 12_870 * 99_999) / 100_000, rel=0.8)  # one deal of 12,870
    monkeypatch.setattr("models.permutation.MOST_DRAWN", 8 * 999)
    assert permutation_p_values(dealt, np.ones(2), seed=5)[0] >= 2 / 1_000


def test_dealing_within_blocks_is_not_dealing_over_all() -> None:
    share: list[float] = [1, 1, 0, 0, 1, 0]
    apart, together = (permutation_p_values(_dealt(share, blocks), ABOVE, seed=3)[0] for blocks in ("nnnppp", "nnnnnn"))
    assert abs(apart - together) > 0.1


@pytest.mark.parametrize(
    ("share", "blocks"),
    [([0, 0, 0, 0], "nnnn"), ([1, 0, 0, 0], "nnnn"), ([1, 1, 1, 1], "nnnn"), ([1, 1, 0, 0], "nnpp")],
)
def test_what_no_deal_can_change_is_not_tested(share: list[float], blocks: str) -> None:
    dealt = _dealt(share, blocks, counts=[[3, 0], [0, 3], [1, 2], [2, 1]], sizes=[3, 3, 3, 3])
    assert np.isnan(permutation_p_values(dealt, np.ones(2), seed=1)).all()


def test_a_p_value_is_never_zero_and_depends_on_the_seed_alone() -> None:
    share = [1.0] * 10 + [0.0] * 10
    all_or_none = _dealt(share, counts=[[5 * int(each)] for each in share], sizes=[5] * 20)
    (found,) = permutation_p_values(all_or_none, ABOVE, seed=1)
    assert 2 / 100_000 <= found < 0.001
    noisy = _dealt(share, counts=[[1 + number % 3 + (number < 4)] for number in range(20)], sizes=[5] * 20)
    before = noisy.share.copy(), noisy.counts.toarray(), noisy.sizes.copy()
    first, again = (permutation_p_values(noisy, ABOVE, seed=2) for _ in range(2))
    assert first == again
    assert first != permutation_p_values(noisy, ABOVE, seed=9)
    for array, copy in zip((noisy.share, noisy.counts.toarray(), noisy.sizes), before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_the_p_value_is_that_of_the_side_on_which_the_lift_lies() -> None:
    dealt = _dealt([1, 1, 1, 0, 0, 0])
    above, below = (permutation_p_values(dealt, side, seed=1)[0] for side in (ABOVE, BELOW))
    assert above < 0.2
    assert below == 1


def test_a_group_that_meets_in_small_sessions_is_not_compared_as_if_they_were_large() -> None:
    # Nothing is planted, but the group's sessions are a fifth as long: deals of their rates are far too narrow.
    rng = np.random.default_rng(4)
    sizes, is_theirs = np.where(np.arange(24) < 8, 6, 30), np.arange(24) < 8
    n_found, n_found_by_rates = 0, 0
    for _ in range(200):
        counts = rng.binomial(sizes, rng.beta(0.6, 5.4, 24))
        dealt = _dealt(is_theirs.astype(float).tolist(), counts=counts[:, None], sizes=sizes)
        side = 1 if counts[:8].sum() / 48 > counts.sum() / sizes.sum() else -1
        n_found += permutation_p_values(dealt, np.array([side]), seed=1)[0] <= 0.05
        deals = rng.permuted(np.tile(is_theirs, (199, 1)), axis=1)
        rates = deals @ counts / (deals @ sizes)
        n_found_by_rates += 2 * np.mean(side * (rates - counts[:8].sum() / 48) >= 0) <= 0.05
    assert n_found <= 0.12 * 200 < n_found_by_rates
