"""How often chance alone would let a group raise something as much, or as little: membership dealt out anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

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
    counts: csr_array
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
    order, ends = _blocks(dealt.blocks)
    is_moving = np.maximum.reduceat(dealt.share[order], ends[:-1]) > np.minimum.reduceat(dealt.share[order], ends[:-1])
    if (dealt.share > 0).sum() < MIN_HEARD or not is_moving.any():
        return np.full(dealt.counts.shape[1], np.nan)
    terms, n_parts = _terms(dealt), len(dealt.sizes)
    moving = np.flatnonzero(np.repeat(is_moving, np.diff(ends))[np.argsort(order)])
    places = np.full(n_parts, -1)
    places[moving] = np.arange(len(moving))
    blocks = [places[order[ends[at] : ends[at + 1]]] for at in np.flatnonzero(is_moving)]
    # What no deal changes is summed up once, be it nearly everything.
    still = terms.of(np.flatnonzero(places < 0)).sums(dealt.share[None, places < 0])
    terms, own = terms.of(moving), dealt.share[moving]
    rng = np.random.default_rng(seed)
    if n_permutations is None:
        n_permutations = N_PERMUTATIONS if n_parts <= LARGE_N_UNITS else N_PERMUTATIONS_LARGE
    side = np.where(direction >= 0, 1.0, -1.0)
    observed = side * _score(terms.sums(own[None, :]) + still)
    n_beyond = np.zeros(dealt.counts.shape[1])
    at_once = min(PERMUTATIONS_AT_ONCE, max(1, DEALT_AT_ONCE // n_parts))
    for start in range(0, n_permutations, at_once):
        share = np.tile(own, (min(at_once, n_permutations - start), 1))
        for block in blocks:
            share[:, block] = rng.permuted(share[:, block], axis=1)
        n_beyond += (side * _score(terms.sums(share) + still) >= observed - ROUNDING).sum(axis=0)
    return np.minimum(1.0, 2 * (1 + n_beyond) / (1 + n_permutations))


def _blocks(blocks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The parts in the order of their blocks, and where each block starts among them, with their number at the end."""
    order = np.argsort(blocks, kind="stable")
    starts = np.flatnonzero(np.diff(blocks[order], prepend=blocks[order[:1]] - 1))
    return order, np.append(starts, len(order))


@dataclass(frozen=True)
class _Terms:
    """What is summed up over parts, by way of their blocks: what is due to a part is its size times its block's rate.

    So no matrix of all parts and cells is made: nearly every part has nothing in nearly every cell.
    """

    counts: csr_array
    own: csr_array
    """What of a part's variance is its own: half of count² - 2 count due, shape (n_parts, n_cells)."""
    sizes: Floats
    blocks: csr_array
    """1 where a part is in a block, shape (n_parts, n_blocks)."""
    rates: csr_array
    """Shape (n_blocks, n_cells)."""
    squares: csr_array
    """What of the variance grows with the square of what is due: (1 + φ) / 2 rate², same shape."""

    def of(self, parts: NDArray[np.int64]) -> _Terms:
        """The same for some parts only."""
        blocks = self.blocks[parts]
        there = np.unique(blocks.indices)
        return _Terms(
            self.counts[parts],
            self.own[parts],
            self.sizes[parts],
            blocks[:, there],
            self.rates[there],
            self.squares[there],
        )

    def sums(self, share: Floats) -> Floats:
        """What is said, what is due and its spread: (3, n_deals, n_cells), for shares of shape (n_deals, n_parts)."""
        due = ((share * self.sizes) @ self.blocks) @ self.rates
        weight = share**2
        spread = ((weight * self.sizes) @ self.blocks) @ self.rates / 2
        spread += ((weight * self.sizes**2) @ self.blocks) @ self.squares + weight @ self.own
        return np.stack([share @ self.counts, due, spread])


def _terms(dealt: Dealt) -> _Terms:
    """The variance of a count for a part of its size is half μ + φ μ², half the square of what it differs from μ.

    μ is what is due to the part, φ by moments over all parts of a cell: statements of one part hang together, so it is
    above 0. Only the relation between small and large parts matters.
    """
    n_parts = len(dealt.sizes)
    names, codes = np.unique(dealt.blocks, return_inverse=True)
    blocks = csr_array((np.ones(n_parts), (np.arange(n_parts), codes)), shape=(n_parts, len(names)))
    rates = (blocks.T @ dealt.counts).multiply(1 / (blocks.T @ dealt.sizes)[:, None]).tocsr()
    counts = dealt.counts.tocoo()
    due_there = dealt.sizes[counts.row] * np.asarray(rates[codes[counts.row], counts.col]).ravel()
    own = csr_array((counts.data**2 - 2 * counts.data * due_there, (counts.row, counts.col)), shape=counts.shape)
    squares = rates.multiply(rates).tocsr()
    due = (blocks.T @ dealt.sizes) @ rates
    due_squared = (blocks.T @ dealt.sizes**2) @ squares
    surplus = own.sum(axis=0) + due_squared - due
    dispersion = np.maximum(surplus / np.where(due_squared > 0, due_squared, 1), 0)
    return _Terms(
        dealt.counts, own / 2, dealt.sizes, blocks, rates, squares.multiply((1 + dispersion)[None, :] / 2).tocsr()
    )


def _score(sums: Floats) -> Floats:
    """Standardised difference between what is said and what is due, one row a deal of the membership."""
    said, due, spread = sums
    scale = np.sqrt(due / np.where(spread > 0, spread, 1))
    return np.asarray(2 * (np.sqrt(said + ANSCOMBE) - np.sqrt(due + ANSCOMBE)) * scale)
