"""Which counts that are left out an outsider can work out from those that are published.

The published figures are equations between whole numbers. A count is told if all solutions of the equations agree on
it, and is not told as soon as two solutions differ.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

Key = TypeVar("Key", bound=Hashable)
Name = TypeVar("Name", bound=Hashable)

MAX_SECONDS = 5.0
"""For one solution; without one in that time a count passes for told, which is the safe error."""


@dataclass(frozen=True)
class Sum:
    """That some unknowns add up to a number between `low` and `high`."""

    keys: Collection[Hashable]
    low: float
    high: float


@dataclass(frozen=True)
class Equations:
    """What is known: every unknown is a whole number from 0 to its entry in `most`, and the `sums` hold."""

    most: Mapping[Any, int]
    sums: Sequence[Sum]


def told_counts(
    equations: Equations, counts: Mapping[Name, Collection[Hashable]], true: Mapping[Name, int]
) -> set[Name]:
    """Those of `counts` that have the same value in every solution, by integer programming (HiGHS).

    Args:
        equations: What is published.
        counts: The unknowns that add up to each count.
        true: The value that each count has in truth, which is the first solution.

    Raises:
        ValueError: The equations have no solution, so they are not those of a true table.
    """
    names = {key: column for column, key in enumerate(equations.most)}
    columns = {
        name: np.asarray([names[key] for key in keys if key in names], dtype=int) for name, keys in counts.items()
    }
    open_counts = dict.fromkeys(counts)
    told: set[Name] = set()
    while open_counts:
        name = next(iter(open_counts))
        for sign in (-1, 1):
            solution = _solution(equations, names, columns[name], sign)
            if solution is None:
                continue
            for other in [each for each in open_counts if int(solution[columns[each]].sum()) != true[each]]:
                del open_counts[other]
            if name not in open_counts:
                break
        else:
            told.add(name)
            del open_counts[name]
    return told


def _solution(
    equations: Equations, names: Mapping[Hashable, int], wanted: NDArray[np.int_], sign: int
) -> NDArray[np.int_] | None:
    """A solution in which the sum of the `wanted` unknowns is largest (sign -1) or smallest; None if time is up."""
    if not names:
        return np.zeros(0, dtype=int)
    cost = np.zeros(len(names))
    cost[wanted] = sign
    entries = [(row, names[key]) for row, each in enumerate(equations.sums) for key in each.keys if key in names]
    rows, places = zip(*entries, strict=True) if entries else ((), ())
    matrix = csr_matrix((np.ones(len(rows)), (rows, places)), shape=(len(equations.sums), len(names)))
    found = milp(
        cost,
        constraints=LinearConstraint(
            matrix, [each.low for each in equations.sums], [each.high for each in equations.sums]
        ),
        bounds=Bounds(0, np.fromiter(equations.most.values(), dtype=float)),
        integrality=np.ones(len(names)),
        options={"time_limit": MAX_SECONDS},
    )
    if found.status == 2:
        raise ValueError("the figures contradict one another")
    return None if found.x is None else np.rint(found.x).astype(int)
