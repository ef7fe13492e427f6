"""Small clusters stand where a group or several sessions speak for them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.floor import group_rows, min_topic_size, without_chance
from models.schemas import OUTLIER


@pytest.mark.parametrize(("n_statements", "expected"), [(20, 5), (300, 5), (1_000, 9), (30_000, 52)])
def test_the_least_topic_grows_with_the_root_of_the_corpus(n_statements: int, expected: int) -> None:
    assert min_topic_size(n_statements) == expected


def test_six_statements_of_one_group_are_a_topic_and_six_of_nobody_are_not() -> None:
    clusters = np.repeat([0, 1], 6)
    statements = pd.DataFrame({"groups": [["youth"]] * 5 + [[]] * 7})
    kept = without_chance(clusters, statements, 9, 5)
    assert kept.tolist() == [0] * 6 + [OUTLIER] * 6


def test_six_statements_from_five_sessions_are_a_topic_and_from_four_are_not() -> None:
    clusters = np.repeat([0, 1], 6)
    statements = pd.DataFrame({"session_id": ["a", "b", "c", "d", "e", "e", "a", "b", "c", "d", "d", None]})
    assert without_chance(clusters, statements, 9, 5).tolist() == [0] * 6 + [OUTLIER] * 6


def test_four_statements_are_never_a_topic() -> None:
    statements = pd.DataFrame({"groups": [["youth"]] * 4})
    assert (without_chance(np.zeros(4, dtype=np.int64), statements, 9, 5) == OUTLIER).all()


def test_a_group_is_looked_at_by_itself_if_it_is_neither_tiny_nor_most_of_the_corpus() -> None:
    groups = [["few"]] * 19 + [["some", "most"]] * 20 + [["most"]] * 40
    rows = list(group_rows(pd.DataFrame({"groups": groups})))
    assert [found.tolist() for found in rows] == [list(range(19, 39))]
    assert list(group_rows(pd.DataFrame({"text": ["a"]}))) == []
