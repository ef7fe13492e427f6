"""Opinion groups computed from votes: who counts, and who stands together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from corpus.polis.opinion_groups import computed_groups, in_conversation


def ballots(n_votes: dict[str, int], vote: Callable[[str, int], int] = lambda _, __: 1) -> pd.DataFrame:
    """Votes of each participant on the first so many comments."""
    rows = [(who, str(comment), vote(who, comment)) for who, n in n_votes.items() for comment in range(n)]
    return pd.DataFrame(rows, columns=["participant", "comment_id", "vote"])


def planted(
    *sizes: int, n_comments: int = 20, noise: float = 0.1, seed: int = 3
) -> tuple[pd.DataFrame, pd.Series[int]]:
    """Blocks of participants with opposite opinions, of whom each votes on most comments and errs now and then."""
    rng = np.random.default_rng(seed)
    opinions = rng.choice([-1, 1], size=(len(sizes), n_comments))
    block = rng.permutation(np.repeat(range(len(sizes)), sizes))
    rows = [
        (str(who), str(comment), int(opinion if rng.random() > noise else -opinion))
        for who, of in enumerate(block)
        for comment, opinion in enumerate(opinions[of])
        if rng.random() < 0.7
    ]
    votes = pd.DataFrame(rows, columns=["participant", "comment_id", "vote"])
    return votes, pd.Series(block, index=[str(who) for who in range(len(block))])


def test_seven_votes_are_enough_and_six_are_not() -> None:
    many = {f"p{number}": 9 for number in range(15)}
    assert in_conversation(ballots({**many, "six": 6, "seven": 7})) == [*many, "seven"]


def test_with_fewer_comments_than_seven_all_of_them_are_enough() -> None:
    many = {f"p{number}": 3 for number in range(15)}
    assert in_conversation(ballots({**many, "two": 2})) == list(many)


def test_with_few_participants_the_most_active_make_up_fifteen() -> None:
    voters = {f"p{number}": 9 for number in range(13)} | {"one": 1, "five": 5, "four": 4}
    assert set(voters) - set(in_conversation(ballots(voters))) == {"one"}


@pytest.mark.parametrize("sizes", [(40, 30), (150, 90), (30, 30, 30)])
def test_planted_groups_are_found(sizes: tuple[int, ...]) -> None:
    votes, block = planted(*sizes)
    groups = computed_groups(votes)
    assert adjusted_rand_score(block[groups.index], groups) > 0.9


def test_two_camps_of_one_mind_each_are_two_groups() -> None:
    votes = ballots(dict.fromkeys(map(str, range(20)), 8), lambda who, _: 1 if int(who) < 12 else -1)
    assert sorted(computed_groups(votes).value_counts()) == [8, 12]


def test_a_rejected_comment_divides_nobody() -> None:
    def vote(who: str, comment: int) -> int:
        return (1 if int(who) < 10 else -1) if comment == 0 else 1

    votes = ballots(dict.fromkeys(map(str, range(20)), 8), vote)
    assert computed_groups(votes).nunique() == 2
    assert computed_groups(votes, left_out=["0"]).empty


@pytest.mark.parametrize("n_votes", [{}, {"a": 1}, {"a": 8, "b": 8}, dict.fromkeys(map(str, range(20)), 8)])
def test_where_nobody_differs_or_hardly_anybody_came_there_are_no_groups(n_votes: dict[str, int]) -> None:
    assert computed_groups(ballots(n_votes)).empty


def test_the_same_votes_give_the_same_groups() -> None:
    votes, _ = planted(150, 90)
    pd.testing.assert_series_equal(computed_groups(votes), computed_groups(votes))


def test_the_callers_votes_stay_as_they_are() -> None:
    votes, _ = planted(20, 20)
    before = votes.copy()
    computed_groups(votes, left_out=["0"])
    pd.testing.assert_frame_equal(votes, before)
