"""Which statements pages hold: small topics as a whole, large ones evenly, and whatever is quoted."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reports.selection import select


def _none(n: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.zeros(n, dtype=bool)


def test_where_pages_bear_all_statements_they_hold_all() -> None:
    topic_ids = np.array([3, -1, 3, 0])
    selection = select(topic_ids, _none(4), most=4)
    assert selection.positions.tolist() == [0, 1, 2, 3]
    assert not selection.is_part


def test_a_small_topic_is_held_as_a_whole_and_a_large_one_evenly() -> None:
    topic_ids = np.array([7] * 12 + [2] * 3)
    selection = select(topic_ids, _none(15), most=7)
    assert selection.is_part
    assert (selection.n_statements, selection.most_of_topic) == (15, 4)
    assert selection.positions.tolist() == [2, 5, 8, 11, 12, 13, 14]


def test_what_is_quoted_is_held_beside() -> None:
    is_quoted = _none(15)
    is_quoted[[0, 14]] = True
    selection = select(np.array([7] * 12 + [2] * 3), is_quoted, most=7)
    assert selection.positions.tolist() == [0, 2, 5, 8, 11, 12, 13, 14]


@given(
    st.lists(st.integers(-1, 9), min_size=1, max_size=80).map(np.array),
    st.integers(10, 60),
)
def test_no_more_than_asked_for_and_as_many_of_each_topic_as_of_any_other(
    topic_ids: np.ndarray[tuple[int], np.dtype[np.int64]], most: int
) -> None:
    selection = select(topic_ids, _none(len(topic_ids)), most=max(most, len(np.unique(topic_ids))))
    assert len(selection.positions) <= max(most, len(np.unique(topic_ids)))
    held = topic_ids[selection.positions]
    for topic in np.unique(topic_ids):
        assert (held == topic).sum() == min((topic_ids == topic).sum(), selection.most_of_topic)
