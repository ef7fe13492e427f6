"""p-values against every possible deal, and what can and cannot be dealt."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.permutation import Dealt, permutation_p_values

COUNTS, SIZES = [[5], [4], [3], [1], [0], [2]], [6, 5, 3, 8, 2, 9]


def _dealt(share: list[float], blocks: str | None = None, counts: object = COUNTS, sizes: object = SIZES) -> Dealt:
    """Parts with the group's share of each; a letter names the block of each part, or all are of one."""
    numbers = np.unique(list(blocks or "n" * len(share)), return_inverse=True)[1]
    return Dealt(
        np.asarray(share, float), np.asarray(counts, float), np.asarray(sizes, float), numbers.astype(np.int64)
    )


def _exact_p(dealt: Dealt) -> float:
    """Two-sided p-value of the first cell over every deal that keeps membership in its block."""
    deals = [deal for deal in permutations(range(len(dealt.sizes))) if all(dealt.blocks[list(deal)] == dealt.blocks)]
    rates = [_rate(dealt.share[list(deal)], dealt) for deal in deals]
    observed = _rate(dealt.share, dealt)
    above = np.mean([rate >= observed - 1e-12 for rate in rates])
    below = np.mean([rate <= observed + 1e-12 for rate in rates])
    return min(1.0, 2 * min(float(above), float(below)))


def _rate(share: NDArray[np.float64], dealt: Dealt) -> float:
    return float(share @ dealt.counts[:, 0] / (share @ dealt.sizes))


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
    assert permutation_p_values(dealt, seed=3)[0] == pytest.approx(_exact_p(dealt), abs=0.02)


def test_dealing_within_blocks_is_not_dealing_over_all() -> None:
    share: list[float] = [1, 1, 0, 0, 1, 0]
    apart, together = (permutation_p_values(_dealt(share, blocks), seed=3)[0] for blocks in ("nnnppp", "nnnnnn"))
    assert abs(apart - together) > 0.1


@pytest.mark.parametrize(
    ("share", "blocks"),
    [([0, 0, 0, 0], "nnnn"), ([1, 0, 0, 0], "nnnn"), ([1, 1, 1, 1], "nnnn"), ([1, 1, 0, 0], "nnpp")],
)
def test_what_no_deal_can_change_is_not_tested(share: list[float], blocks: str) -> None:
    dealt = _dealt(share, blocks, counts=[[3, 0], [0, 3], [1, 2], [2, 1]], sizes=[3, 3, 3, 3])
    assert np.isnan(permutation_p_values(dealt, seed=1)).all()


def test_a_p_value_is_never_zero_and_depends_on_the_seed_alone() -> None:
    share = [1.0] * 10 + [0.0] * 10
    all_or_none = _dealt(share, counts=[[5 * int(each)] for each in share], sizes=[5] * 20)
    (found,) = permutation_p_values(all_or_none, seed=1)
    assert 2 / 10_000 <= found < 0.001
    noisy = _dealt(share, counts=[[number % 6] for number in range(20)], sizes=[5] * 20)
    before = noisy.share.copy(), noisy.counts.copy(), noisy.sizes.copy()
    first, again = (permutation_p_values(noisy, seed=2) for _ in range(2))
    assert first == again
    assert first != permutation_p_values(noisy, seed=9)
    for array, copy in zip((noisy.share, noisy.counts, noisy.sizes), before, strict=True):
        np.testing.assert_array_equal(array, copy)
