"""Which statements are in which cell: flags of shape (n_statements, n_cells), by columns, of which few are set.

A cell is any set of statements, and a statement is in few of them. So a cell is the list of its statements, and what is
computed of all cells takes time and memory in proportion to the statements, however many cells there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, diags_array


def flags_of(members: Sequence[NDArray[np.int64]], n_statements: int) -> csc_array:
    """The cells whose statements are at these positions, ascending."""
    rows = np.concatenate([np.empty(0, dtype=np.int64), *members])
    ends = np.cumsum([0, *map(len, members)])
    return csc_array((np.ones(len(rows), dtype=bool), rows, ends), shape=(n_statements, len(members)))


def rows_of(cells: csc_array) -> list[NDArray[np.int64]]:
    """The positions of each cell's statements, ascending."""
    return np.split(cells.indices, cells.indptr[1:-1]) if cells.shape[1] else []


def members_in(cells: csc_array, is_member: NDArray[np.bool_]) -> csc_array:
    """The cells with only those statements that are flagged."""
    kept = (diags_array(is_member.astype(np.int64), dtype=np.int64) @ cells.astype(np.int64)).tocsc()
    kept.eliminate_zeros()
    return kept
