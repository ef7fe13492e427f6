"""How often chance alone would let a group raise something as much, or as little: membership dealt out anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

N_PERMUTATIONS = 9_999
N_PERMUTATIONS_LARGE = 999
LARGE_N_UNITS = 5_000
PERMUTATIONS_AT_ONCE = 500
DEALT_AT_ONCE = 2_500_000
"""Shares in memory at a time: with more than 5,000 parts fewer deals are made at once."""

ROUNDING = 1e-9
ANSCOMBE = 3 / 8
"""Added to counts before their square root is taken. Anscombe 1948, Biometrika 35."""

MIN_HEARD = 2
"""Dealt parts in which a group must be heard: one alone cannot be told from the group that spoke in it."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Dealt:
    """The parts of a sample among which a group's membership is dealt out: sessions, authors, or speakers in a session.

    Under the null hypothesis each part has the same chance of being the group's as any other of its block, whatever was
    said in it. Nothing is assumed about how statements depend on one another within a part.
    """

    share: Floats
    """The group's share of each part's statements, shape (n_parts,); 0 or 1 for nearly all."""
    counts: Floats
    """Statements of each part in each cell, shape (n_parts, n_cells)."""
    sizes: Floats
    """Statements of each part, shape (n_parts,)."""
    blocks: NDArray[np.int64]
    """Parts of one block change places among themselves only, and are compared with one another only."""


def permutation_p_values(dealt: Dealt, direction: Floats, *, seed: int, n_permutations: int | None = None) -> Floats:
    """p-value of a group in each cell, two-sided, when its membership is dealt out anew within the blocks.

    What is compared is how much more the group's parts have in the cell than their block's rate would give, against
    the spread of that: half what parts of their sizes have in general, half what the group's own parts have. So a group
    that meets in small or in lopsided sessions is not compared as if its sessions were like all others, and a group of
    two sessions does not seem certain because the two agree. Counts are compared by their square roots, which even a
    few statements leave nearly symmetric.

    Args:
        dealt: The parts, with the group's share of each.
        direction: For each cell above 0 where the group has more than its share, else below; shape (n_cells,). The
            p-value is twice the tail on this side, so that it never speaks for the opposite of what the lift says.
        seed: For the permutations.
        n_permutations: How many; None for 9,999, and 999 of more than 5,000 parts.

    Returns:
        Shape (n_cells,); NaN where the group is heard in fewer than two parts, and where dealing changes nothing.

    Source:
        A score test stratified by block, by permutation. Phipson and Smyth 2010, Statistical Applications in Genetics
        and Molecular Biology 9(1): one is added to the deals counted and to all deals, so that no p-value is 0. Why the
        statistic is standardised: Chung and Romano 2013, Annals of Statistics 41(2).
    """
    blocks = [np.flatnonzero(dealt.blocks == block) for block in np.unique(dealt.blocks)]
    expected = _expected(dealt, blocks)
    variance = (_variance(dealt.counts, expected) + (dealt.counts - expected) ** 2) / 2
    blocks = [block for block in blocks if np.ptp(dealt.share[block]) > 0]
    if (dealt.share > 0).sum() < MIN_HEARD or not blocks:
        return np.full(dealt.counts.shape[1], np.nan)
    rng = np.random.default_rng(seed)
    if n_permutations is None:
        n_permutations = N_PERMUTATIONS if len(dealt.sizes) <= LARGE_N_UNITS else N_PERMUTATIONS_LARGE
    side = np.where(direction >= 0, 1.0, -1.0)
    observed = side * _score(dealt.share[None, :], dealt, expected, variance)
    n_beyond = np.zeros(dealt.counts.shape[1])
    at_once = min(PERMUTATIONS_AT_ONCE, max(1, DEALT_AT_ONCE // len(dealt.sizes)))
    for start in range(0, n_permutations, at_once):
        n_dealt = min(at_once, n_permutations - start)
        share = np.tile(dealt.share, (n_dealt, 1))
        for block in blocks:
            share[:, block] = rng.permuted(share[:, block], axis=1)
        n_beyond += (side * _score(share, dealt, expected, variance) >= observed - ROUNDING).sum(axis=0)
    return np.minimum(1.0, 2 * (1 + n_beyond) / (1 + n_permutations))


def _expected(dealt: Dealt, blocks: list[NDArray[np.int64]]) -> Floats:
    """What each part would have in each cell at its block's rate."""
    expected = np.empty_like(dealt.counts)
    for block in blocks:
        expected[block] = dealt.sizes[block, None] * (dealt.counts[block].sum(axis=0) / dealt.sizes[block].sum())
    return expected


def _variance(counts: Floats, expected: Floats) -> Floats:
    """Variance of a count for a part of its size: μ + φ μ², with φ by moments over all parts of a cell.

    Statements of one part hang together, so φ is above 0. Only the relation between small and large parts matters.
    """
    squares = (expected**2).sum(axis=0)
    surplus = ((counts - expected) ** 2).sum(axis=0) - expected.sum(axis=0)
    return np.asarray(expected + np.maximum(surplus / np.where(squares > 0, squares, 1), 0) * expected**2)


def _score(share: Floats, dealt: Dealt, expected: Floats, variance: Floats) -> Floats:
    """Standardised difference between what is said and what is due, one row a deal of the membership."""
    said, due, spread = share @ dealt.counts, share @ expected, share**2 @ variance
    scale = np.sqrt(due / np.where(spread > 0, spread, 1))
    return np.asarray(2 * (np.sqrt(said + ANSCOMBE) - np.sqrt(due + ANSCOMBE)) * scale)
