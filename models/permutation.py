"""How often chance alone would give a group as high, or as low, a rate: membership dealt out anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

N_PERMUTATIONS = 9_999
N_PERMUTATIONS_LARGE = 999
LARGE_N_UNITS = 5_000
PERMUTATIONS_AT_ONCE = 500
ROUNDING = 1e-12
MIN_HEARD = 2
"""Dealt parts in which a group must be heard: one alone cannot be told from the group that spoke in it."""


@dataclass(frozen=True)
class Dealt:
    """The parts of a sample among which a group's membership is dealt out: sessions, authors, or speakers in a session.

    Under the null hypothesis each part has the same chance of being the group's as any other of its block, whatever was
    said in it. That is all that is assumed: not that statements are independent, nor that parts are of one size.
    """

    share: NDArray[np.float64]
    """The group's share of each part's statements, shape (n_parts,); 0 or 1 for nearly all."""
    counts: NDArray[np.float64]
    """Statements of each part in each cell, shape (n_parts, n_cells)."""
    sizes: NDArray[np.float64]
    """Statements of each part, shape (n_parts,)."""
    blocks: NDArray[np.int64]
    """Parts of one block change places among themselves only."""


def permutation_p_values(dealt: Dealt, *, seed: int) -> NDArray[np.float64]:
    """Two-sided p-value of a group's rate in each cell, when its membership is dealt out anew.

    Returns:
        Shape (n_cells,); NaN where the group is heard in fewer than two parts, and where dealing changes nothing.

    Source:
        Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9(1): one is added to the
        deals counted and to all deals, so that no p-value is 0 and none is too small. Twice the smaller tail.
    """
    blocks = [np.flatnonzero(dealt.blocks == block) for block in np.unique(dealt.blocks)]
    blocks = [block for block in blocks if np.ptp(dealt.share[block]) > 0]
    if (dealt.share > 0).sum() < MIN_HEARD or not blocks:
        return np.full(dealt.counts.shape[1], np.nan)
    rng = np.random.default_rng(seed)
    n_permutations = N_PERMUTATIONS if len(dealt.sizes) <= LARGE_N_UNITS else N_PERMUTATIONS_LARGE
    observed = _rate(dealt.share[None, :], dealt)
    n_above = np.zeros(dealt.counts.shape[1])
    n_below = np.zeros(dealt.counts.shape[1])
    for start in range(0, n_permutations, PERMUTATIONS_AT_ONCE):
        n_dealt = min(PERMUTATIONS_AT_ONCE, n_permutations - start)
        share = np.tile(dealt.share, (n_dealt, 1))
        for block in blocks:
            share[:, block] = rng.permuted(share[:, block], axis=1)
        rates = _rate(share, dealt)
        n_above += (rates >= observed - ROUNDING).sum(axis=0)
        n_below += (rates <= observed + ROUNDING).sum(axis=0)
    return np.minimum(1.0, 2 * (1 + np.minimum(n_above, n_below)) / (1 + n_permutations))


def _rate(share: NDArray[np.float64], dealt: Dealt) -> NDArray[np.float64]:
    """Share of the group's statements that fall into each cell, one row a deal of the membership."""
    return np.asarray((share @ dealt.counts) / (share @ dealt.sizes)[:, None])
