"""Topics are found anew when they do not hold any more, for a reason with figures, and not otherwise."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from models.assign import Joined, join_topics
from models.encoder import Vectors
from models.refit import RefitDecision, SinceFit, _reason, decide_after_joining, decide_early
from models.remembered import Fit, Remembered, recall, text_sha256, without_fit
from tests.models.nights import MADE_WITH, around, placed

KNOWN = {
    topic: around(name, n) for topic, (name, n) in enumerate({"ნავი": 60, "школа": 60, "ماء": 50, "bread": 30}.items())
}
FIT = Fit(MADE_WITH, 200, {topic: len(members) for topic, members in KNOWN.items()}, run_id="run-1")


def _recalled(vectors: dict[str, Vectors]) -> pd.DataFrame:
    before = placed(KNOWN)
    remembered = without_fit(before)
    statements = remembered.statements.assign(text_sha256=before["statement_id"].map(text_sha256), is_fitted=True)
    today = pd.DataFrame({"statement_id": list(vectors), "text": list(vectors)})
    return recall(today, Remembered(statements, remembered.topics))


def _all_known() -> dict[str, Vectors]:
    return {each: vector for members in KNOWN.values() for each, vector in members.items()}


def _decide(new: dict[str, Vectors], *, without: int = 0, fit: Fit = FIT, size: int = 8) -> RefitDecision:
    """The decision on a night with `new` statements and without the first few of the known ones."""
    vectors = dict(list(_all_known().items())[without:]) | new
    recalled = _recalled(vectors)
    early = decide_early(fit, recalled, MADE_WITH, is_asked=False)
    if early.refit:
        return early
    points = np.stack(list(vectors.values()))
    joined = join_topics(recalled, points, fit_outlier_share=fit.outlier_share, seed=1)
    return decide_after_joining(early, fit, recalled, joined, points, min_topic_size=size)


# --- before vectors are looked at -------------------------------------------------------------------------------


def test_without_a_fit_there_is_nothing_to_join() -> None:
    assert decide_early(None, None, MADE_WITH, is_asked=False).reason == "no-fit"
    assert decide_early(None, None, MADE_WITH, is_asked=True).reason == "asked"


def test_who_asks_for_a_fit_gets_one() -> None:
    decision = decide_early(FIT, _recalled(_all_known()), MADE_WITH, is_asked=True)
    assert (decision.refit, decision.reason) == (True, "asked")


@pytest.mark.parametrize("name", [*MADE_WITH, "another"])
def test_whatever_a_fit_depends_on_calls_for_another_when_it_changes(name: str) -> None:
    decision = decide_early(FIT, _recalled(_all_known()), MADE_WITH | {name: "other"}, is_asked=False)
    assert (decision.refit, decision.reason, decision.changed_settings) == (True, "settings", (name,))
    assert name in decision.sentence()


def _without(n_removed: int) -> dict[str, Vectors]:
    """The known statements, less a few taken from all topics in turn."""
    in_turn = [each for rank in range(30) for members in KNOWN.values() for each in list(members)[rank : rank + 1]]
    return {each: vector for each, vector in _all_known().items() if each not in in_turn[:n_removed]}


@pytest.mark.parametrize(
    ("n_new", "n_removed", "is_too_much"),
    [
        (0, 0, False),
        (35, 0, False),  # 35 of 235: 0.149
        (36, 0, True),  # 36 of 236: 0.153
        (0, 30, False),  # 30 of 200: 0.15
        (0, 31, True),
        (16, 16, False),  # 32 of 216: 0.148
        (17, 16, True),  # 33 of 217: 0.152
    ],
)
def test_more_than_three_in_twenty_that_came_or_went_are_too_many(
    n_new: int, n_removed: int, is_too_much: bool
) -> None:
    recalled = _recalled(_without(n_removed) | around("ნავი", n_new, start=900))
    decision = decide_early(FIT, recalled, MADE_WITH, is_asked=False)
    assert (decision.since_fit.n_new, decision.since_fit.n_removed) == (n_new, n_removed)
    assert decision.reason == ("changed" if is_too_much else "like-before")
    assert decision.refit == is_too_much


def test_an_edited_statement_came_and_went() -> None:
    recalled = _recalled(_all_known())
    is_same = recalled["statement_id"] != "ماء-3"
    edited = recalled.assign(is_known=is_same, is_fitted=is_same)
    since = decide_early(FIT, edited, MADE_WITH, is_asked=False).since_fit
    assert (since.n_new, since.n_removed) == (1, 1)
    assert since.changed_share == pytest.approx(2 / 201)


@pytest.mark.parametrize("n_left", [14, 15])
def test_a_topic_of_which_less_than_half_is_left_calls_for_a_fit(n_left: int) -> None:
    kept = {each: vector for each, vector in _all_known().items() if each not in list(KNOWN[3])[n_left:]}
    decision = decide_early(FIT, _recalled(kept), MADE_WITH, is_asked=False)
    assert decision.refit == (n_left == 14)
    if decision.refit:
        assert (decision.reason, decision.since_fit.n_topics_lost) == ("topic-lost", 1)
        assert decision.sentence() == "The topics were found anew: topics of which less than half is left: 1."


# --- with vectors -----------------------------------------------------------------------------------------------


def test_more_of_the_same_joins() -> None:
    decision = _decide(around("ნავი", 4, start=900) | around("школа", 4, start=900) | around("ماء", 3, start=900))
    assert (decision.refit, decision.reason) == (False, "like-before")
    assert decision.sentence() == (
        "The topics of the last fit were kept: since then 11 statements came, and joined them, and 0 went."
    )


def test_nothing_new_joins_nothing() -> None:
    decision = _decide({})
    assert (decision.refit, decision.since_fit.n_new, decision.since_fit.drift) == (False, 0, None)


@pytest.mark.parametrize("n_new", [3, 8])
def test_a_new_concern_of_eight_is_found_and_three_wait(n_new: int) -> None:
    decision = _decide(around("жильё", n_new))
    assert decision.refit == (n_new == 8)
    if decision.refit:
        assert decision.reason == "new-concern"
        assert (decision.since_fit.n_together, decision.since_fit.n_together_needed) == (8, 5)
        assert decision.sentence() == "The topics were found anew: 8 new statements keep to their own."


def test_a_new_concern_so_near_to_a_topic_that_it_would_join_it_is_found() -> None:
    # Around a point halfway between an old topic and somewhere else: the vote puts all of it into the old topic.
    new = {
        f"new-{number}": old + 0.7 * other
        for number, (old, other) in enumerate(
            zip(
                around("школа", 10, spread=0.2, start=500).values(),
                around("aside", 10, spread=0.1).values(),
                strict=True,
            )
        )
    }
    new = {each: (vector / np.linalg.norm(vector)).astype(np.float32) for each, vector in new.items()}
    assert _decide(new).reason == "new-concern"


def test_one_thing_said_many_times_is_no_concern() -> None:
    (vector,) = around("жильё", 1).values()
    vectors = _all_known() | {f"again-{number}": vector for number in range(10)}
    recalled = _recalled(vectors)
    recalled.loc[recalled["statement_id"].str.startswith("again"), "text_sha256"] = text_sha256("жильё")
    early = decide_early(FIT, recalled, MADE_WITH, is_asked=False)
    points = np.stack(list(vectors.values()))
    joined = join_topics(recalled, points, fit_outlier_share=0.02, seed=1)
    since = decide_after_joining(early, FIT, recalled, joined, points, min_topic_size=8).since_fit
    assert since.n_together == 0


def test_statements_about_everything_else_are_too_many_outliers() -> None:
    new = around("ნავი", 12, spread=1.5, start=900) | around("bread", 12, spread=1.5, start=900)
    decision = _decide(new)
    assert decision.reason == "new-outliers"
    assert decision.since_fit.new_outlier_share is not None
    assert decision.since_fit.new_outlier_share > 0.5
    assert "of the new statements are in no topic, 2% were to be expected" in decision.sentence()


def test_statements_that_lie_further_out_without_being_outliers_are_drift() -> None:
    rng = np.random.default_rng(5)
    joined = Joined(placed(KNOWN), rng.normal(0.45, 0.1, 40), rng.normal(0.6, 0.1, 200), 0.02)
    vectors = _all_known()
    early = RefitDecision(False, "like-before", SinceFit(n_new=40))
    points = np.stack(list(vectors.values()))
    decision = decide_after_joining(early, FIT, _recalled(vectors), joined, points, min_topic_size=8)
    assert decision.reason == "drift"
    assert decision.since_fit.drift == pytest.approx(0.86, abs=0.07)  # one and a half standard deviations
    alike = replace(joined, nearness=rng.normal(0.6, 0.1, 40))
    assert not decide_after_joining(early, FIT, _recalled(vectors), alike, points, min_topic_size=8).refit
    few = replace(joined, nearness=joined.nearness[:9])
    assert decide_after_joining(early, FIT, _recalled(vectors), few, points, min_topic_size=8).since_fit.drift is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "like-before"),
        ({"n_together": 4, "n_together_needed": 4}, "new-concern"),
        ({"n_together": 3, "n_together_needed": 4}, "like-before"),
        ({"new_outlier_share": 0.16, "expected_outlier_share": 0.05, "new_outlier_p_value": 0.001}, "new-outliers"),
        ({"new_outlier_share": 0.14, "expected_outlier_share": 0.05, "new_outlier_p_value": 0.001}, "like-before"),
        ({"new_outlier_share": 0.3, "expected_outlier_share": 0.05, "new_outlier_p_value": 0.05}, "like-before"),
        ({"drift": 0.75, "drift_p_value": 0.009}, "drift"),
        ({"drift": 0.74, "drift_p_value": 1e-9}, "like-before"),
        ({"drift": 0.9, "drift_p_value": 0.2}, "like-before"),
        ({"outlier_share": 0.101, "fit_outlier_share": 0.08}, "outliers"),
        ({"outlier_share": 0.1, "fit_outlier_share": 0.08}, "like-before"),
        ({"outlier_share": 0.14, "fit_outlier_share": 0.12}, "like-before"),  # another fit would not help
    ],
)
def test_every_rule_has_an_effect_and_a_proof(changes: dict[str, Any], reason: str) -> None:
    assert _reason(SinceFit(**changes)) == reason


def test_a_decision_is_plain_json_with_its_figures() -> None:
    record = _decide(around("жильё", 8)).as_record()
    assert json.loads(json.dumps(record)) == record
    assert record["refit"] is True
    assert {"reason", "sentence", "changed_share", "outlier_share", "n_together", "drift"} <= record.keys()
