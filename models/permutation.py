"""How often chance alone would let a group raise something as much, or as little: membership dealt out anew."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

N_PERMUTATIONS = 99_999
FIRST_STAGE = 999
"""Deals after which cells that chance explains are settled; for the others ten times as many are made, and so on."""
ENOUGH = 30
"""Deals that go as far as what was found: with these many a p-value is known to a fifth of itself."""
MOST_DRAWN = 10_000_000
"""Shares dealt out in all, so that large corpora do not take long; each cell has its first deals in any case."""
N_DEALERS = 8
"""Threads that deal, each with random numbers of its own; not one a core, so that all machines deal alike."""

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
        n_permutations: How many at most; None for 99,999.

    Returns:
        Shape (n_cells,); NaN where the group is heard in fewer than two parts, and where dealing changes nothing.

    Source:
        A score test stratified by block, by permutation. Phipson and Smyth 2010, Statistical Applications in Genetics
        and Molecular Biology 9(1): one is added to the deals counted and to all deals, so that no p-value is 0. Why it
        ends early: Besag and Clifford 1991, Biometrika 78(2). Why the statistic is standardised: Chung and Romano 2013,
        Annals of Statistics 41(2).
    """
    is_dealt = _is_dealt(dealt)
    side, n_cells = np.where(direction >= 0, 1.0, -1.0), len(direction)
    if (dealt.share > 0).sum() < MIN_HEARD or not is_dealt.any():
        return np.full(n_cells, np.nan)
    affordable = MOST_DRAWN // int(np.count_nonzero(dealt.share[is_dealt]))
    n_beyond, n_deals = np.zeros(n_cells), np.zeros(n_cells)
    rng, left, n_before = np.random.default_rng(seed), np.arange(n_cells), 0
    for n in _stages(n_permutations or N_PERMUTATIONS, affordable):
        asked = replace(dealt, counts=dealt.counts[:, left])
        n_beyond[left] += _beyond(asked, is_dealt, side[left], n - n_before, rng)
        n_deals[left] = n_before = n
        left = left[n_beyond[left] < ENOUGH]
        if not len(left):
            break
    return np.minimum(1.0, 2 * (1 + n_beyond) / (1 + n_deals))


def _stages(most: int, affordable: int) -> list[int]:
    """How many deals are made in all by the end of each stage."""
    last = min(most, max(FIRST_STAGE, affordable))
    stages = [FIRST_STAGE]
    while stages[-1] < last:
        stages.append(10 * stages[-1] + 9)
    return [*stages[:-1], last]


def _is_dealt(dealt: Dealt) -> NDArray[np.bool_]:
    """Parts of blocks in which dealing can change something, shape (n_parts,)."""
    order, starts = _blocks(dealt.blocks)
    share = dealt.share[order]
    is_moving = np.maximum.reduceat(share, starts[:-1]) > np.minimum.reduceat(share, starts[:-1])
    is_dealt = np.empty(len(order), dtype=bool)
    is_dealt[order] = np.repeat(is_moving, np.diff(starts))
    return is_dealt


def _beyond(
    dealt: Dealt, is_dealt: NDArray[np.bool_], side: Floats, n_deals: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """In how many of `n_deals` deals each cell scores as found, or further to its side."""
    from models.kernels import count_beyond  # numba is slow to import

    terms = _terms(dealt)
    parts = np.flatnonzero(is_dealt)
    order, starts = _blocks(dealt.blocks[parts])
    moving, first = parts[order], order[starts[:-1]]
    blocks = (moving, starts, dealt.share[moving], terms.blocks.indices[parts[first]].astype(np.int64))
    counts = (*_places(terms.counts), terms.counts.data, terms.own)
    rates = (*_places(terms.rates), terms.rates.data, terms.squares)
    still = terms.sums(np.where(is_dealt, 0, dealt.share))  # what no deal changes is summed up once
    observed = side * _score(terms.sums(dealt.share)) - ROUNDING

    def count(n: int, seed: int) -> NDArray[np.int64]:
        n_beyond = np.zeros(len(side), dtype=np.int64)
        count_beyond(blocks, counts, terms.sizes, rates, still, side, observed, n, seed, n_beyond)
        return n_beyond

    shares = np.diff(np.linspace(0, n_deals, N_DEALERS + 1).astype(int)).tolist()
    with ThreadPoolExecutor(N_DEALERS) as dealers:
        beyond = list(dealers.map(count, shares, rng.integers(2**62, size=N_DEALERS).tolist()))
    return np.asarray(np.sum(beyond, axis=0))


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
    own: Floats
    """What of a part's variance is its own: half of count² - 2 count due, beside `counts.data`."""
    sizes: Floats
    blocks: csr_array
    """1 where a part is in a block, shape (n_parts, n_blocks); blocks in the order of their numbers."""
    rates: csr_array
    """Shape (n_blocks, n_cells)."""
    squares: Floats
    """What of the variance grows with the square of what is due: (1 + φ) / 2 rate², beside `rates.data`."""

    def sums(self, share: Floats) -> Floats:
        """What is said, what is due and its spread, shape (3, n_cells), for shares of shape (n_parts,)."""
        own = csr_array((self.own, self.counts.indices, self.counts.indptr), shape=self.counts.shape)
        squares = csr_array((self.squares, self.rates.indices, self.rates.indptr), shape=self.rates.shape)
        weight = share**2
        spread = ((weight * self.sizes) @ self.blocks) @ self.rates / 2
        spread += ((weight * self.sizes**2) @ self.blocks) @ squares + weight @ own
        return np.stack([share @ self.counts, ((share * self.sizes) @ self.blocks) @ self.rates, spread])


def _terms(dealt: Dealt) -> _Terms:
    """The variance of a count for a part of its size is half μ + φ μ², half the square of what it differs from μ.

    μ is what is due to the part, φ by moments over all parts of a cell: statements of one part hang together, so it is
    above 0. Only the relation between small and large parts matters.
    """
    counts, n_parts = dealt.counts, len(dealt.sizes)
    names, codes = np.unique(dealt.blocks, return_inverse=True)
    blocks = csr_array((np.ones(n_parts), (np.arange(n_parts), codes)), shape=(n_parts, len(names)))
    rates = csr_array((blocks.T @ counts).multiply(1 / (blocks.T @ dealt.sizes)[:, None]))
    rows = np.repeat(np.arange(n_parts), np.diff(counts.indptr))
    due_there = dealt.sizes[rows] * np.asarray(rates[codes[rows], counts.indices]).ravel()
    own = counts.data**2 - 2 * counts.data * due_there
    due = (blocks.T @ dealt.sizes) @ rates
    due_squared = (blocks.T @ dealt.sizes**2) @ rates.multiply(rates)
    surplus = np.bincount(counts.indices, weights=own, minlength=counts.shape[1]) + due_squared - due
    dispersion = np.maximum(surplus / np.where(due_squared > 0, due_squared, 1), 0)
    squares = rates.data**2 * (1 + dispersion[rates.indices]) / 2
    return _Terms(counts, own / 2, dealt.sizes, blocks, rates, squares)


def _places(rows: csr_array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts of rows and their columns, in one type for large and small tables: the kernel is compiled once."""
    return rows.indptr.astype(np.int64, copy=False), rows.indices.astype(np.int64, copy=False)


def _score(sums: Floats) -> Floats:
    """Standardised difference between what is said and what is due; `models.kernels` has the same for one deal."""
    said, due, spread = sums
    scale = np.sqrt(due / np.where(spread > 0, spread, 1))
    return np.asarray((np.sqrt(said + ANSCOMBE) - np.sqrt(due + ANSCOMBE)) * scale)
