"""A count is told where all solutions of what is published agree on it."""

from __future__ import annotations

import pytest

from models.audit import Equations, Sum, told_counts


def test_two_counts_of_a_known_sum_are_not_told_and_the_last_one_is() -> None:
    two = Equations({"a": 9, "b": 9}, [Sum(["a", "b"], 3, 3)])
    assert told_counts(two, {"a": ["a"], "b": ["b"]}, {"a": 1, "b": 2}) == set()
    last = Equations({"a": 9, "b": 9}, [Sum(["a", "b"], 3, 3), Sum(["b"], 2, 2)])
    assert told_counts(last, {"a": ["a"], "b": ["b"]}, {"a": 1, "b": 2}) == {"a", "b"}


def test_parts_that_hold_something_are_told_by_a_sum_as_small_as_their_number() -> None:
    parts = dict.fromkeys("abc", 9)
    bounds = [Sum([name], 1, 9) for name in parts]
    counts = {name: [name] for name in parts}
    told = told_counts(Equations(parts, [Sum(parts, 3, 3), *bounds]), counts, dict.fromkeys(parts, 1))
    assert told == set(parts)
    assert told_counts(Equations(parts, [Sum(parts, 4, 4), *bounds]), counts, {"a": 1, "b": 1, "c": 2}) == set()


def test_the_most_that_an_unknown_can_be_counts_too() -> None:
    assert told_counts(Equations({"a": 1, "b": 2}, [Sum(["a", "b"], 3, 3)]), {"a": ["a"]}, {"a": 1}) == {"a"}


def test_a_count_without_unknowns_is_told_and_so_is_one_where_nothing_is_unknown() -> None:
    assert told_counts(Equations({"a": 1}, []), {"none": []}, {"none": 0}) == {"none"}
    assert told_counts(Equations({}, []), {"none": []}, {"none": 0}) == {"none"}


def test_figures_that_contradict_one_another_are_no_true_table() -> None:
    with pytest.raises(ValueError, match="contradict"):
        told_counts(Equations({"a": 1}, [Sum(["a"], 2, 2)]), {"a": ["a"]}, {"a": 1})
