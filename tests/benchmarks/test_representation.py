"""Simulated consultations of known truth, and what is made of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from benchmarks import representation
from benchmarks.command import main
from benchmarks.consultations import N_TOPICS, TOPIC_SHARE, Design, Drawn, draw_consultation, topic_shares
from benchmarks.representation import _by_lines, measure_null, measure_power
from models import permutation

SMALL = Design("small", n_sessions=16)


@pytest.fixture(autouse=True)
def few_permutations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 199)


def _draw(design: Design, seed: int = 1) -> Drawn:
    return draw_consultation(design, np.random.default_rng(seed))


def _lift(design: Design) -> float:
    """Of the first group in the first topic, over many consultations."""
    drawn = [_draw(design, seed) for seed in range(150)]
    said, in_topic, both, n = (
        sum(int(np.sum(part(each))) for each in drawn)
        for part in (
            lambda each: each.members[:, 0],
            lambda each: each.topics == 0,
            lambda each: each.members[:, 0] & (each.topics == 0),
            lambda each: np.ones(len(each.topics)),
        )
    )
    return both * n / (said * in_topic)


def test_topics_share_everything_said_and_the_first_has_what_is_planted() -> None:
    assert topic_shares(2.0).sum() == pytest.approx(1)
    assert topic_shares(2.0)[0] == pytest.approx(2 * TOPIC_SHARE)
    assert (np.diff(topic_shares(1.0)[1:]) < 0).all()


@pytest.mark.parametrize("shared", [0.0, 1.0])
def test_an_effect_is_as_large_as_it_was_planted(shared: float) -> None:
    design = replace(SMALL, shares=(0.25,), shared=shared)
    assert _lift(design) == pytest.approx(1, abs=0.15)
    assert _lift(replace(design, lift=3.0)) == pytest.approx(3, abs=0.5)


def test_a_consultation_is_as_designed() -> None:
    drawn = _draw(Design("all", n_sessions=10, shared=0.5, n_authors=40, shares=(0.3, 0.2)))
    units = drawn.sample.units
    assert len(drawn.sample.kinds) == 10 + 40
    assert (drawn.sample.kinds == "polis").sum() == 40
    assert drawn.members.shape == (len(units), 2)
    assert set(np.unique(drawn.topics)) <= set(range(N_TOPICS))
    speakers = [len(np.unique(drawn.sample.speakers[units == unit])) for unit in range(10)]
    assert speakers[:5] == [1] * 5
    assert min(speakers[5:]) >= 3
    for unit in range(5):  # whole sessions are one group's or nobody's
        assert (drawn.members[units == unit] == drawn.members[units == unit][0]).all()
    # one speaker is of one group throughout
    for speaker in np.unique(drawn.sample.speakers):
        said = drawn.members[drawn.sample.speakers == speaker]
        assert (said == said[0]).all()


def test_sessions_of_a_group_may_be_smaller_than_others() -> None:
    drawn = _draw(Design("small ones", n_sessions=60, size_of_theirs=0.2))
    sizes = drawn.sample.sizes
    theirs = drawn.sample.totals(drawn.members[:, 0]) > 0
    assert sizes[theirs].mean() < 0.4 * sizes[~theirs].mean()


def test_lines_find_what_is_not_there_and_sessions_do_not() -> None:
    ours, lines = measure_null(Design("null", sticks=2.0), 12)
    assert (ours.method, lines.method) == ("sessions", "lines")
    assert ours.n_tested == lines.n_tested > 500
    assert ours.false_p < 0.1 < lines.false_p
    assert ours.any_q <= 0.25 < lines.any_q
    assert lines.coverage < 0.85 < ours.coverage
    assert ours.above <= 0.05


def test_a_strong_effect_in_many_sessions_is_found() -> None:
    design = Design("planted", n_sessions=80, shares=(0.25,), lift=3.0)
    found = measure_power(design, 10)
    assert found.true_lift == pytest.approx(3, abs=0.5)
    assert found.found_p >= 0.8
    assert found.certain <= found.found_q <= found.found_p
    assert measure_power(replace(design, n_sessions=10, lift=1.5), 10).found_q <= 0.2


def test_the_interval_of_lines_is_that_of_independent_people() -> None:
    rng = np.random.default_rng(2)
    counts = np.array([90, 110, 210, 590])  # both, in the topic only, of the group only, neither
    is_member, is_in = np.repeat([True, False, True, False], counts), np.repeat([True, True, False, False], counts)
    found = _by_lines(is_in[:, None], is_member)
    both, in_only, member_only, _ = rng.multinomial(1_000, counts / 1_000, size=20_000).T
    lifts = both * 1_000 / ((both + in_only) * (both + member_only))
    assert np.log(found["naive_high"][0] / 1.5) == pytest.approx(1.96 * np.log(lifts).std(), rel=0.03)
    assert found["naive_low"][0] == pytest.approx(1.5**2 / found["naive_high"][0])
    assert found["naive_p"][0] == pytest.approx(chi2_contingency([[90, 110], [210, 590]], correction=False).pvalue)


def test_results_are_kept_as_json_and_as_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(representation, "NULL_DESIGNS", (SMALL,))
    monkeypatch.setattr(representation, "POWER_LIFTS", (2.0,))
    monkeypatch.setattr(representation, "POWER_SESSIONS", (10,))
    path = tmp_path / "representation.json"
    assert main(["representation", "--draws", "2", "--power-draws", "2", "--save", str(path)]) == 0
    measured = json.loads(path.read_text("utf-8"))
    assert [row["method"] for row in measured["null"]] == ["sessions", "lines"]
    assert len(measured["power"]) == 4  # two places, two shares
    page = capsys.readouterr().out
    assert page == path.with_suffix(".md").read_text("utf-8")
    assert "| small |" in page
    assert "| in sessions that all share | 25% | 10 |" in page
