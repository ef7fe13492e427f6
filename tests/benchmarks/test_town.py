"""The simulated town: what is planted is what a group says and staff missed, and nothing is said twice."""

from __future__ import annotations

import pytest

from benchmarks.town import THEMED, Plan, Themed, read_pool, simulate


def test_the_pool_has_as_many_statements_of_every_concern_in_every_language() -> None:
    pool = read_pool()
    sizes = pool.groupby(["language", "concern"]).size()
    assert len(sizes) == 6 * 14
    assert sizes.nunique() == 1
    assert not pool["text"].duplicated().any()


@pytest.mark.parametrize("plan", [Plan(), Plan(n_groups=3), Plan(n_groups=1, n_missed=2), Plan(n_sessions=15)])
def test_planted_is_what_a_group_says_of_the_concerns_that_staff_missed_of_it(plan: Plan) -> None:
    drawn = simulate(plan, 0)
    statements = drawn.statements
    for row in statements.itertuples():
        missed = {concern for group in row.groups for concern in drawn.missed[group]}
        assert row.is_planted == (row.concern in missed)
    assert not {theme.id for theme in drawn.themes} & {each for concerns in drawn.missed.values() for each in concerns}
    assert len(drawn.themes) == 14 - plan.n_groups * plan.n_missed
    assert not statements["text"].duplicated().any()
    assert statements["session_id"].nunique() == plan.n_sessions == len(drawn.sessions)
    assert statements.groupby("session_id")["language"].nunique().eq(1).all()


def test_the_same_seed_draws_the_same_consultation_and_another_seed_another() -> None:
    texts = [simulate(Plan(), seed).statements["text"].tolist() for seed in (0, 0, 1)]
    assert texts[0] == texts[1] != texts[2]


def test_without_leakage_only_its_group_speaks_of_what_was_missed() -> None:
    drawn = simulate(Plan(leakage=0.0), 0)
    missed = {concern for concerns in drawn.missed.values() for concern in concerns}
    of_it = drawn.statements[drawn.statements["concern"].isin(missed)]
    assert of_it["is_planted"].all()


def test_with_full_leakage_everybody_speaks_of_it_alike() -> None:
    drawn = simulate(Plan(n_groups=1, leakage=1.0, n_sessions=45), 0)
    (missed,) = drawn.missed["group-1"]
    is_theirs = drawn.statements["groups"].map(len) > 0
    shares = (drawn.statements["concern"] == missed).groupby(is_theirs).mean()
    assert abs(shares[True] - shares[False]) < 0.1


@pytest.mark.parametrize("themed", THEMED)
def test_themes_are_worded_as_the_plan_says(themed: Themed) -> None:
    (theme, *_) = simulate(Plan(themed=themed), 0).themes
    assert set(theme.labels) == {"fr" if themed == "translated" else "en"}
    assert bool(theme.descriptions) is (themed != "label")
