"""Loops that numba compiles once and keeps on disk. Import them where they are needed: numba is slow to import."""

from __future__ import annotations

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from models.permutation import ANSCOMBE
from models.schemas import OUTLIER


@njit(cache=True, fastmath=True, nogil=True)
def optimise(
    placed: NDArray[np.float32],
    heads: NDArray[np.int32],
    tails: NDArray[np.int32],
    intervals: NDArray[np.float32],
    n_epochs: int,
    a: np.float32,
    b: np.float32,
    n_negatives: int,
    seed: int,
) -> None:
    """Move the points `placed` by stochastic gradient descent on UMAP's cross entropy.

    Args:
        placed: Shape (n_points, n_components), changed in place.
        heads: One end of every edge.
        tails: The other end.
        intervals: Epochs from one draw of the edge to the next.
        n_epochs: Passes over the edges, with steps that shrink to nothing.
        a: Of UMAP's curve.
        b: Of UMAP's curve.
        n_negatives: Random points that the head is pushed away from at each draw.
        seed: Of these; from 0.

    Source:
        McInnes et al. 2018, arXiv:1802.03426, algorithm 5; steps and clipping as in umap-learn.
    """
    n_points, n_components = placed.shape
    one, two, nearly, furthest = np.float32(1), np.float32(2), np.float32(0.001), np.float32(4)
    due = intervals.copy()
    state = np.uint64(seed + 1)
    for epoch in range(n_epochs):
        rate = np.float32(1 - epoch / n_epochs)
        for edge in range(len(heads)):
            if due[edge] > epoch:
                continue
            due[edge] += intervals[edge]
            head, tail = heads[edge], tails[edge]
            squared = np.float32(0)
            for axis in range(n_components):
                squared += (placed[head, axis] - placed[tail, axis]) ** 2
            if squared > 0:
                power = squared**b
                pull = -two * a * b * power / (squared * (a * power + one))
                for axis in range(n_components):
                    step = pull * (placed[head, axis] - placed[tail, axis])
                    step = rate * min(max(step, -furthest), furthest)
                    placed[head, axis] += step
                    placed[tail, axis] -= step
            for _ in range(n_negatives):
                state = _next(state)
                other = np.int64((state >> np.uint64(32)) * np.uint64(n_points) >> np.uint64(32))
                if other == head:
                    continue
                squared = np.float32(0)
                for axis in range(n_components):
                    squared += (placed[head, axis] - placed[other, axis]) ** 2
                push = two * b / ((nearly + squared) * (a * squared**b + one))
                for axis in range(n_components):
                    step = push * (placed[head, axis] - placed[other, axis])
                    placed[head, axis] += rate * min(max(step, -furthest), furthest)


@njit(cache=True, nogil=True, error_model="numpy")
def count_beyond(
    blocks: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]],
    counts: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]],
    sizes: NDArray[np.float64],
    rates: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]],
    still: NDArray[np.float64],
    side: NDArray[np.float64],
    observed: NDArray[np.float64],
    n_deals: int,
    seed: int,
    n_beyond: NDArray[np.int64],
) -> None:
    """Deal the shares within their blocks `n_deals` times, and count how often each cell's score reaches `observed`.

    A deal costs what the group's parts have in cells, not what all parts have: only shares above 0 are dealt, each to
    a part drawn among those of its block that have none yet (the first steps of a Fisher-Yates shuffle).

    Args:
        blocks: The parts that are dealt, in the order of their blocks; where each block starts among them, and their
            number; their shares, in this order; and the row of each block in `rates`.
        counts: By rows of parts: starts of rows, cells, statements, and what of the variance is the part's own.
        sizes: Statements of each part.
        rates: By rows of blocks: starts of rows, cells, rates, and what grows with the square of what is due.
        still: Said, due and spread of what is not dealt, shape (3, n_cells).
        side: 1 where high scores are counted, -1 where low ones are; shape (n_cells,).
        observed: Score times side from which on a deal counts, shape (n_cells,).
        n_deals: How many.
        seed: From 0.
        n_beyond: Shape (n_cells,); what is counted is added.
    """
    parts, starts, shares, names = blocks
    rows, cells, said_there, own_there = counts
    block_rows, block_cells, rate_there, square_there = rates
    drawn = parts.copy()
    state = np.uint64(seed + 1)
    for _ in range(n_deals):
        sums = still.copy()
        for block in range(len(names)):
            due = spread = squared = 0.0
            first, end = starts[block], starts[block + 1]
            place = first
            for at in range(first, end):
                share = shares[at]
                if share == 0:
                    continue
                state = _next(state)
                other = place + np.int64((state >> np.uint64(32)) * np.uint64(end - place) >> np.uint64(32))
                part = drawn[other]
                drawn[other], drawn[place] = drawn[place], part
                place += 1
                weight = share * share
                due += share * sizes[part]
                spread += weight * sizes[part]
                squared += weight * sizes[part] * sizes[part]
                for there in range(rows[part], rows[part + 1]):
                    sums[0, cells[there]] += share * said_there[there]
                    sums[2, cells[there]] += weight * own_there[there]
            for there in range(block_rows[names[block]], block_rows[names[block] + 1]):
                sums[1, block_cells[there]] += due * rate_there[there]
                sums[2, block_cells[there]] += spread * rate_there[there] / 2 + squared * square_there[there]
        for cell in range(len(side)):
            scale = np.sqrt(sums[1, cell] / (sums[2, cell] if sums[2, cell] > 0 else 1.0))
            score = (np.sqrt(sums[0, cell] + ANSCOMBE) - np.sqrt(sums[1, cell] + ANSCOMBE)) * scale
            n_beyond[cell] += side[cell] * score >= observed[cell]


@njit(cache=True)
def _next(state: np.uint64) -> np.uint64:
    """The next 64 random bits (xorshift, Marsaglia 2003, doi:10.18637/jss.v008.i14); numba's own cost a fifth more."""
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    return state ^ (state << np.uint64(17))


@njit(cache=True, parallel=True)
def pairwise_agreement(clusters: NDArray[np.int32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Share of the weights of those opinions that placed both points which put them together; 0 if none placed both.

    Args:
        clusters: Shape (n_opinions, n_points), -1 where an opinion did not hear or place a point.
        weights: Shape (n_opinions,).

    Returns:
        Shape (n_points, n_points), symmetric.
    """
    n_opinions, n_points = clusters.shape
    agreed = np.empty((n_points, n_points), dtype=np.float32)
    for point in prange(n_points):
        together, heard = np.zeros(n_points, dtype=np.float32), np.zeros(n_points, dtype=np.float32)
        for opinion in range(n_opinions):
            own, weight = clusters[opinion, point], weights[opinion]
            if own != OUTLIER:
                for other in range(n_points):
                    theirs = clusters[opinion, other]
                    together[other] += weight if theirs == own else np.float32(0)
                    heard[other] += weight if theirs != OUTLIER else np.float32(0)
        for other in range(n_points):
            agreed[point, other] = together[other] / heard[other] if heard[other] > 0 else np.float32(0)
    return agreed


@njit(cache=True, nogil=True, error_model="numpy")
def quantise(
    rows: NDArray[np.float32],
    bits: NDArray[np.int32],
    smallest: np.float32,
    quantised: NDArray[np.uint8],
    scales: NDArray[np.float32],
    scale_bits: NDArray[np.int32],
) -> None:
    """Bring each of `rows` to bytes from 1 to 255 around 128, by its largest magnitude.

    Args:
        rows: Shape (n_rows, n_columns).
        bits: The same memory, as integers: magnitudes compare alike, and the maximum of integers is vectorised.
        smallest: Largest magnitude of a row of which the scale is no longer that of its own.
        quantised: Of the shape of `rows`; the outcome, of which `scales` times (`quantised` - 128) is nearly `rows`.
        scales: Shape (n_rows,); the outcome.
        scale_bits: The same memory, as integers.
    """
    for row in range(len(rows)):
        largest = np.int32(0)
        for column in range(rows.shape[1]):
            largest = max(largest, bits[row, column] & np.int32(0x7FFFFFFF))
        scale_bits[row] = largest
        scales[row] = max(scales[row], smallest) / np.float32(127)
        steps = np.float32(1) / scales[row]
        for column in range(rows.shape[1]):
            quantised[row, column] = np.uint8(np.int32(np.rint(rows[row, column] * steps)) + np.int32(128))
