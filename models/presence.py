"""Did a group speak as much as it was present? Its share of what was said, against its share of the people there."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from models.inference import MIN_STATEMENTS, MIN_UNITS, WHOLE_FROM, lift_interval
from models.permutation import Dealt, permutation_p_values
from models.sampling import share_estimate

PARTICIPANTS = "participants"
"""Unit and unit id of the rows that hold statements against people present."""

Flags = NDArray[np.bool_]


def presence(
    statements: pd.DataFrame, sessions: pd.DataFrame, is_member: Flags, is_declared: Flags, *, seed: int
) -> dict[str, object]:
    """A group's share of what was said in sessions whose people were counted, against its share of these people.

    People can only be told apart by session: a session is a group's where it is declared for it, or where at least
    nine tenths of what was said are the group's. Where a group also speaks in other counted sessions, nobody knows how
    many of the people there were its own, and nothing is expected of it. A session that said nothing counts.

    Args:
        statements: Those that count, with session_id.
        sessions: Schema `Sessions`, without sessions that repeat another.
        is_member: Which statements are the group's.
        is_declared: Which sessions are declared for it.
        seed: For the permutations.

    Returns:
        share, share_low, share_high, expected_share, lift, ci_low, ci_high, p_value and is_estimated, as far as known.
    """
    if sessions.empty:
        return {"is_estimated": False}
    people = sessions["participants"].fillna(0).to_numpy(dtype=float)
    is_counted = people > 0
    place = pd.Series(range(len(sessions)), index=sessions["session_id"])
    codes = statements["session_id"].map(place).fillna(-1).to_numpy(dtype=int)
    is_here = (codes >= 0) & is_counted[codes]
    n_said = np.bincount(codes[is_here], minlength=len(sessions)).astype(float)
    n_theirs = np.bincount(codes[is_here & is_member], minlength=len(sessions)).astype(float)
    is_theirs = is_declared | ((n_said > 0) & (n_theirs >= WHOLE_FROM * n_said))
    row: dict[str, object] = {"is_estimated": False}
    if not n_said.any():
        return row
    row |= {"share": n_theirs.sum() / n_said.sum()}
    n_people = people * is_theirs
    is_known = n_people.any() and not n_theirs[~is_theirs].any()
    if is_known:
        row |= {"expected_share": n_people.sum() / people.sum()}
    if n_said.sum() < MIN_STATEMENTS or (is_theirs if is_known else n_theirs > 0)[is_counted].sum() < MIN_UNITS:
        return row
    estimate = share_estimate(is_member[is_here], codes[is_here])
    row |= {"is_estimated": True, "share_low": estimate.low, "share_high": estimate.high}
    if is_known:
        chosen = np.flatnonzero(is_counted)[np.argsort(sessions["session_id"].to_numpy()[is_counted])]
        ends = lift_interval(n_theirs[chosen, None], n_said[chosen, None], n_people[chosen], people[chosen])
        lift, low, high = (float(end[0]) for end in ends)
        row |= {"lift": lift, "ci_low": low, "ci_high": high}
        dealt = Dealt(
            share=is_theirs[chosen].astype(float),
            counts=csr_array(n_said[chosen, None]),
            sizes=people[chosen],
            blocks=np.zeros(len(chosen), dtype=np.int64),
        )
        row |= {"p_value": float(permutation_p_values(dealt, np.asarray([lift - 1]), seed=seed)[0])}
    return row
