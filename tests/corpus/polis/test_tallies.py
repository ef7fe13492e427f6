"""Shares, consensus and divisiveness on numbers done by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus.polis.opinion_groups import groups_of_participants
from corpus.polis.tallies import consensus, divisiveness, tally_votes, wilson
from corpus.schemas import EVERYBODY


def votes_of(**counts: tuple[int, int, int]) -> tuple[pd.DataFrame, pd.Series[str]]:
    """One comment on which so many of each group agree, disagree and pass; group `none` has no opinion group."""
    rows, groups = [], {}
    for group, by_vote in counts.items():
        for vote, number in zip((1, -1, 0), by_vote, strict=True):
            for person in range(number):
                who = f"{group} {vote} {person}"
                rows.append((who, "ც1", vote))
                if group != "none":
                    groups[who] = group
    return pd.DataFrame(rows, columns=["participant", "comment_id", "vote"]), groups_of_participants(groups)


def test_everybody_comes_first_and_holds_those_without_a_group_too() -> None:
    tallies = tally_votes(*votes_of(b=(3, 1, 0), a=(1, 2, 1), none=(2, 0, 0)))
    assert tallies["opinion_group"].tolist() == [EVERYBODY, "a", "b"]
    assert tallies[["n_agree", "n_disagree", "n_pass"]].to_numpy().tolist() == [[6, 3, 1], [1, 2, 1], [3, 1, 0]]
    assert tallies["agree_share"].tolist() == [0.6, 0.25, 0.75]


def test_an_interval_never_leaves_0_to_1_by_rounding() -> None:
    n = np.arange(1.0, 2_000.0)
    for share in (0.0, 1.0):
        low, high = wilson(share * n, n, 0.05)
        assert low.min() >= 0
        assert high.max() <= 1


def test_wilsons_interval_of_six_in_ten() -> None:
    tallies = tally_votes(*votes_of(a=(6, 3, 1)))
    everybody = tallies.iloc[0]
    z, n, p = 1.959964, 10, 0.6
    centre, half = (p + z**2 / 20) / (1 + z**2 / 10), z / (1 + z**2 / n) * (p * (1 - p) / n + z**2 / 400) ** 0.5
    assert everybody["ci_low"] == pytest.approx(centre - half, abs=1e-6)
    assert everybody["ci_high"] == pytest.approx(centre + half, abs=1e-6)


def test_a_group_that_did_not_vote_has_zeros_and_no_share() -> None:
    first, groups = votes_of(a=(3, 1, 0), b=(1, 1, 0))
    second = first[first["participant"].str.startswith("a")].assign(comment_id="ც2")
    tallies = tally_votes(pd.concat([first, second]), groups).set_index(["comment_id", "opinion_group"])
    silent = tallies.loc[("ც2", "b")]
    assert silent["n_agree"] == silent["n_disagree"] == silent["n_pass"] == 0
    assert silent[["agree_share", "ci_low", "ci_high"]].isna().all()
    everybody = tallies.loc[("ც2", EVERYBODY)]
    assert everybody["consensus"] == pytest.approx(4 / 6 * 1 / 2)
    assert np.isnan(everybody["divisiveness"])


def test_figures_that_compare_groups_stand_with_everybody_and_need_two_groups() -> None:
    compared = ["consensus", "consensus_low", "consensus_high", "divisiveness", "divisiveness_low", "divisiveness_high"]
    two = tally_votes(*votes_of(a=(3, 1, 0), b=(1, 2, 1)))
    assert two.loc[0, compared].notna().all()
    assert two.loc[1:, compared].isna().all(axis=None)
    assert tally_votes(*votes_of(a=(3, 1, 0)))[compared].isna().all(axis=None)


def test_consensus_is_the_product_of_the_groups_shares_with_pseudo_counts() -> None:
    value, low, high = consensus(np.array([[8, 2]]), np.array([[10, 4]]))
    assert value[0] == pytest.approx(9 / 12 * 3 / 6)
    assert low[0] < value[0] < high[0]


@pytest.mark.parametrize(("n_agree", "n_voters"), [([8, 2], [10, 4]), ([50, 3, 9], [60, 12, 9]), ([0, 5], [5, 5])])
def test_the_interval_of_consensus_is_that_of_the_posterior(n_agree: list[int], n_voters: list[int]) -> None:
    agree, voters = np.array(n_agree), np.array(n_voters)
    draws = np.random.default_rng(5).beta(agree + 1, voters - agree + 1, size=(200_000, len(agree))).prod(axis=1)
    value, low, high = consensus(agree[None], voters[None])
    assert value[0] == pytest.approx(draws.mean(), abs=0.002)
    assert low[0] == pytest.approx(np.quantile(draws, 0.025), abs=0.015)
    assert high[0] == pytest.approx(np.quantile(draws, 0.975), abs=0.015)


def test_divisiveness_is_the_largest_difference_with_newcombes_interval() -> None:
    # Newcombe 1998, table II, (a): 56/70 against 48/80, method 10 gives 0.0524 to 0.3339.
    value, low, high = divisiveness(np.array([[48, 56]]), np.array([[80, 70]]))
    assert (value[0], low[0], high[0]) == (
        pytest.approx(0.2),
        pytest.approx(0.0524, abs=5e-5),
        pytest.approx(0.3339, abs=5e-5),
    )


def test_of_three_groups_the_farthest_two_count_and_the_interval_is_wider() -> None:
    two = divisiveness(np.array([[48, 56]]), np.array([[80, 70]]))
    three = divisiveness(np.array([[48, 56, 35]]), np.array([[80, 70, 50]]))
    assert three[0] == pytest.approx(two[0])
    assert three[1] < two[1]
    assert three[2] > two[2]


def test_groups_that_do_not_differ_have_zero_at_the_low_end() -> None:
    value, low, high = divisiveness(np.array([[5, 5]]), np.array([[9, 9]]))
    assert (value[0], low[0]) == (0, 0)
    assert 0 < high[0] < 1


def test_figures_do_not_depend_on_the_order_of_votes() -> None:
    votes, groups = votes_of(a=(3, 1, 0), b=(1, 2, 1), none=(1, 1, 1))
    shuffled = votes.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(tally_votes(votes, groups), tally_votes(shuffled, groups))
