"""A run that looks unlike the one before is held back, with the reasons; an ordinary night is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.gate import MIN_OUTLIER_SHARE, GateSettings, RunFigures, reasons_to_hold

BEFORE = RunFigures({"notes": 60, "ბარათები": 30}, outlier_share=0.2, unknown_language_share=0.05)
GATE = GateSettings()


def test_an_ordinary_night_is_published() -> None:
    tonight = RunFigures({"notes": 65, "ბარათები": 28}, outlier_share=0.25, unknown_language_share=0.06)
    assert reasons_to_hold(tonight, BEFORE, GATE) == ()
    assert reasons_to_hold(BEFORE, BEFORE, GATE) == ()


@pytest.mark.parametrize(("n_notes", "is_held"), [(31, False), (30, True), (29, True)])
def test_a_third_fewer_statements_hold_a_run_back(n_notes: int, is_held: bool) -> None:
    reasons = reasons_to_hold(replace(BEFORE, n_by_source={"notes": n_notes, "ბარათები": 30}), BEFORE, GATE)
    assert bool(reasons) == is_held
    assert not is_held or f"hold {n_notes + 30} statements; in the last published run they held 90" in reasons[0]


def test_a_source_without_a_statement_holds_a_run_back_and_one_taken_out_or_added_does_not() -> None:
    empty = RunFigures({"notes": 90, "ბარათები": 0}, 0.2, 0.05)
    assert reasons_to_hold(empty, BEFORE, GATE) == ("The source ბარათები holds no statement any more; it held 30.",)
    assert reasons_to_hold(replace(BEFORE, n_by_source={"ბარათები": 30}), BEFORE, GATE) == ()
    assert reasons_to_hold(replace(BEFORE, n_by_source={**BEFORE.n_by_source, "new": 0}), BEFORE, GATE) == ()


@pytest.mark.parametrize(
    ("before", "now", "is_held"),
    [(0.2, 0.39, False), (0.2, 0.4, True), (0.1, MIN_OUTLIER_SHARE - 0.01, False), (0.1, MIN_OUTLIER_SHARE, True)],
)
def test_twice_as_many_outliers_hold_a_run_back_unless_they_are_few(before: float, now: float, is_held: bool) -> None:
    reasons = reasons_to_hold(replace(BEFORE, outlier_share=now), replace(BEFORE, outlier_share=before), GATE)
    assert bool(reasons) == is_held
    assert not is_held or reasons == (
        f"{now:.0%} of the statements are in no topic; in the last published run it was {before:.0%}.",
    )


@pytest.mark.parametrize(("before", "now", "is_held"), [(0.1, 0.19, False), (0.1, 0.2, True), (0.25, 0.4, False)])
def test_many_statements_of_no_known_language_hold_a_run_back_once(before: float, now: float, is_held: bool) -> None:
    tonight, last = (replace(BEFORE, unknown_language_share=share) for share in (now, before))
    assert bool(reasons_to_hold(tonight, last, GATE)) == is_held


def test_the_configuration_may_ask_for_more_or_less() -> None:
    tonight = RunFigures({"notes": 50, "ბარათები": 30}, outlier_share=0.31, unknown_language_share=0.1)
    strict = GateSettings(drop=0.1, outlier_growth=1.5, unknown_language=0.1)
    assert reasons_to_hold(tonight, BEFORE, GATE) == ()
    assert len(reasons_to_hold(tonight, BEFORE, strict)) == 3
