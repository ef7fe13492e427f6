"""A second look inside topics, which does not look at who speaks."""

from __future__ import annotations

import numpy as np
import pytest

from models.encoder import Vectors, unit
from models.parts import WHOLE, min_part_size, topic_parts
from models.schemas import OUTLIER


def _two_halves(n: int, *, apart: float = 4.0) -> Vectors:
    """Vectors of one topic that says two things, in turn."""
    rng = np.random.default_rng(3)
    centres = np.stack([np.eye(24)[0] * apart, np.eye(24)[1] * apart])
    return unit(np.stack([centres[number % 2] + rng.standard_normal(24) for number in range(n)]))


@pytest.mark.parametrize(("n", "size"), [(100, 8), (256, 8), (500, 11), (1_000, 16), (10_000, 50)])
def test_parts_are_larger_in_a_larger_corpus(n: int, size: int) -> None:
    assert min_part_size(n) == size


def test_a_topic_that_says_two_things_has_two_parts() -> None:
    parts = topic_parts(_two_halves(30), np.zeros(30, dtype=np.int64), seed=0)
    assert len(set(parts[::2])) == len(set(parts[1::2])) == 1
    assert parts[0] != parts[1]
    assert WHOLE not in parts


def test_a_topic_too_small_for_two_parts_is_whole() -> None:
    parts = topic_parts(_two_halves(40), np.repeat([0, 1, 2], [14, 14, 12]), seed=0)
    assert (parts == WHOLE).all()


def test_outliers_are_in_no_part_and_topics_do_not_mix() -> None:
    topic_ids = np.repeat([OUTLIER, 0, 1], [20, 20, 20])
    parts = topic_parts(_two_halves(60), topic_ids, seed=0)
    assert (parts[:20] == WHOLE).all()
    assert set(parts[20:40]) == set(parts[40:]) == {1, 2}


def test_every_part_holds_enough_statements() -> None:
    parts = topic_parts(_two_halves(300, apart=1.0), np.zeros(300, dtype=np.int64), seed=0)
    assert np.bincount(parts)[1:].min() >= min_part_size(300)


def test_a_few_that_stand_apart_do_not_keep_the_rest_from_being_divided() -> None:
    axes, noise = np.eye(24), 0.3 * np.random.default_rng(3).standard_normal((37, 24))
    halves = np.stack([8 * axes[0] + (3 if number % 2 else -3) * axes[1] for number in range(30)])
    vectors = unit(np.concatenate([halves, np.tile(-8 * axes[0], (7, 1))]) + noise)
    parts = topic_parts(vectors, np.zeros(37, dtype=np.int64), seed=0)
    assert len(set(parts[:30:2])) == len(set(parts[1:30:2])) == 1
    assert set(parts[:30]) == set(parts) == {1, 2}


def test_a_large_topic_is_divided_by_a_sample_which_the_others_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.parts.MAX_DIVIDED", 60)
    parts = topic_parts(_two_halves(200), np.zeros(200, dtype=np.int64), seed=0)
    assert len(set(parts[::2]) | set(parts[1::2])) == len(set(parts[::2])) + len(set(parts[1::2]))
    assert WHOLE not in parts


def test_the_order_of_rows_decides_nothing_but_the_numbers_of_parts() -> None:
    vectors, order = _two_halves(60), np.random.default_rng(1).permutation(60)
    parts = topic_parts(vectors, np.zeros(60, dtype=np.int64), seed=0)
    again = topic_parts(vectors[order], np.zeros(60, dtype=np.int64), seed=0)
    same = parts[order][:, None] == parts[order][None, :]
    assert (same == (again[:, None] == again[None, :])).all()
