"""Whether chance makes findings, and how large an effect must be to be found, in simulated consultations."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csc_array
from scipy.stats import chi2, norm
from statsmodels.stats.multitest import multipletests

from benchmarks.consultations import Design, Drawn, draw_consultation
from benchmarks.keep import keep_results
from benchmarks.machine import machine
from models.inference import cell_lifts

RESULTS = Path(__file__).parent / "results" / "representation.json"
N_DRAWS = 500
N_POWER_DRAWS = 100
N_POWER_PERMUTATIONS = 1_999
"""Enough among twenty tests: the smallest p-value is 0.001, and 0.02 when it is corrected."""

SEED = 5
ALPHA = 0.05

INTRODUCTION = """\
# Representation

Made by `underheard benchmark representation`; do not edit by hand. Simulated consultations: twenty topics, sessions of
4 to 150 statements that keep to their subject (correlation within a session 0.11, in one design 0.33), speakers that
keep to theirs. How each is made is in `benchmarks/consultations.py`.

## Where there is nothing to find

Three groups (30%, 20% and 10% of sessions, speakers or authors) are dealt out at random, {n_null} times for each
design, each time in a new consultation. All that is found is false: *p* is the share of tests with p at most 0.05,
*any q* the share of consultations in which any of sixty corrected values is at most 0.05, *coverage* the share of 95%
intervals that hold the truth, *above* the share that lie wholly above it. *Lines* is the usual way: a chi-square test
and an interval as if every line were a person.

| consultation | tests | p | any q | coverage | above | lines: p | any q | coverage | above |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""

POWER_INTRODUCTION = """
## How large an effect must be

One group, one planted topic (5% of all statements) of twenty, {n_power} consultations a line. *Lift* is that of all of
them together. *Alone*: the planted cell has p at most 0.05. *Found*: it has q at most 0.05 among the twenty topics;
*finding*: and its whole interval lies above 1. *Coverage* is how often the interval holds the lift that the planted
rates make with the group's share of what was said in that consultation, which is what it is an interval of;
*elsewhere*, with the group's share over all consultations.

| where the group speaks | its share | sessions | lift | alone | found | finding | coverage | elsewhere |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""

NULL_DESIGNS = (
    Design("30 sessions"),
    Design("12 sessions", n_sessions=12),
    Design("30 sessions that keep to their subject", sticks=2.0),
    Design("the group's sessions are a third as long", size_of_theirs=1 / 3),
    Design("the group's sessions are three times as long", size_of_theirs=3.0),
    Design("20 sessions shared, groups told by speaker", n_sessions=20, shared=1.0),
    Design("30 sessions, half of them shared", shared=0.5),
    Design("250 Pol.is authors", n_sessions=0, n_authors=250),
    Design("15 sessions and 120 Pol.is authors", n_sessions=15, n_authors=120),
)
"""Groups dealt out at random; whatever is found is false."""

OWN, SHARED = "in sessions of its own", "in sessions that all share"
POWER_LIFTS, POWER_SESSIONS, POWER_SHARES = (1.5, 2.0, 3.0), (10, 20, 40, 80), (0.1, 0.25)


METHODS = {
    "sessions": ("p_value", "q_value", "ci_low", "ci_high"),
    "lines": ("naive_p", "naive_q", "naive_low", "naive_high"),
}
"""Columns of each method: sessions as units, as it is done here, and lines, as it is usually done."""


@dataclass(frozen=True)
class Row:
    """What became of one design: rates over cells that were tested, over families, and over intervals."""

    name: str
    method: str
    n_draws: int
    n_tested: int
    false_p: float
    """Share of the tested cells with p at most 0.05."""
    any_q: float
    """Share of the families (a draw's topics and groups) in which any q is at most 0.05."""
    coverage: float
    """Share of the 95% intervals that hold the true lift."""
    above: float
    """Share of the intervals that lie wholly above the true lift: what would be called a finding."""


@dataclass(frozen=True)
class Power:
    """How often a planted effect is found."""

    place: str
    n_sessions: int
    share: float
    lift: float
    true_lift: float
    n_draws: int
    found_p: float
    found_q: float
    """q at most 0.05 among twenty topics."""
    certain: float
    """q at most 0.05 and the whole interval above 1."""
    naive_q: float
    coverage: float
    """Of the lift that the planted rates make with the group's share of what was said in each consultation."""
    coverage_elsewhere: float
    """Of the lift that they make with the group's share over all consultations."""


def main(arguments: Sequence[str]) -> int:
    """Measure, keep the results and print them; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark representation")
    parser.add_argument("--draws", type=int, default=N_DRAWS, help="consultations of each design without an effect")
    parser.add_argument("--power-draws", type=int, default=N_POWER_DRAWS, help="consultations of each planted effect")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    chosen = parser.parse_args(list(arguments))
    null, power = [], []
    for design in NULL_DESIGNS:
        null += measure_null(design, chosen.draws)
        sys.stderr.write(f"{design.name} done\n")
    for design in power_designs():
        power.append(measure_power(design, chosen.power_draws))
        sys.stderr.write(f"{power[-1].place}, {design.n_sessions} sessions, lift {design.lift} done\n")
    measured = {
        "null": [asdict(row) for row in null],
        "power": [asdict(row) for row in power],
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
    }
    chosen.save.parent.mkdir(parents=True, exist_ok=True)
    keep_results(measured, page(null, power, f"{measured['machine']}. Measured {measured['date']}"), chosen.save)
    sys.stdout.write(chosen.save.with_suffix(".md").read_text("utf-8"))
    return 0


def power_designs() -> Iterator[Design]:
    """Every planted effect: in sessions of the group's own, and by speakers in sessions that all share."""
    for place, shared in ((OWN, 0.0), (SHARED, 1.0)):
        for share in POWER_SHARES:
            for n_sessions in POWER_SESSIONS:
                for lift in POWER_LIFTS:
                    yield Design(place, n_sessions=n_sessions, shares=(share,), shared=shared, lift=lift)


def measure_null(design: Design, n_draws: int) -> list[Row]:
    """What is found where there is nothing to find: a row for our method and one for counting lines."""
    found = _found(design, n_draws)
    return [_row(design.name, method, found, n_draws) for method in METHODS]


def measure_power(design: Design, n_draws: int) -> Power:
    """How often the effect planted in the first topic is found, and how often its interval holds the truth."""
    found = _found(design, n_draws, N_POWER_PERMUTATIONS)
    planted = found[found["topic"] == 0]
    # The truth is that of the design: all draws together, since a session's mix bends the planted effect a little.
    own = planted["said_in_topic"].sum() / planted["said"].sum()
    others = (planted["in_topic"] - planted["said_in_topic"]).sum() / (planted["all"] - planted["said"]).sum()
    base = planted["said"].sum() / planted["all"].sum()
    truth = own / (base * own + (1 - base) * others)
    here = planted["said"] / planted["all"]
    truth_here = own / (here * own + (1 - here) * others)
    is_found = planted["q_value"] <= ALPHA
    return Power(
        place=design.name,
        n_sessions=design.n_sessions,
        share=design.shares[0],
        lift=design.lift,
        true_lift=round(float(truth), 2),
        n_draws=n_draws,
        found_p=_rate(planted["p_value"] <= ALPHA),
        found_q=_rate(is_found),
        certain=_rate(is_found & (planted["ci_low"] > 1)),
        naive_q=_rate(planted["naive_q"] <= ALPHA),
        coverage=_rate((planted["ci_low"] <= truth_here) & (truth_here <= planted["ci_high"])),
        coverage_elsewhere=_rate((planted["ci_low"] <= truth) & (truth <= planted["ci_high"])),
    )


def _found(design: Design, n_draws: int, n_permutations: int | None = None) -> pd.DataFrame:
    """Estimates of all topics and groups over all draws, those below the floor left out; seeds are the design's own."""
    rng = np.random.default_rng([SEED, *design.name.encode(), design.n_sessions, round(design.lift * 10)])
    found = pd.concat(
        [
            estimates(draw_consultation(design, rng), seed=draw, n_permutations=n_permutations).assign(draw=draw)
            for draw in range(n_draws)
        ],
        ignore_index=True,
    )
    return found[found["is_estimated"]]


def estimates(drawn: Drawn, *, seed: int, n_permutations: int | None = None) -> pd.DataFrame:
    """Every group in every topic, by the method that is used and by counting lines as if they were people."""
    tables = []
    for group in range(drawn.members.shape[1]):
        is_member = drawn.members[:, group]
        ours = cell_lifts(drawn.sample, csc_array(drawn.cells), is_member, seed=seed, n_permutations=n_permutations)
        tables.append(ours.assign(topic=range(len(ours)), group=group, **_by_lines(drawn.cells, is_member)))
    table = pd.concat(tables, ignore_index=True)
    table = table[table["is_estimated"] & table["p_value"].notna()]
    corrected = {
        q_name: multipletests(table[p_name], method="fdr_bh")[1] if len(table) else []
        for p_name, q_name in (("p_value", "q_value"), ("naive_p", "naive_q"))
    }
    return table.assign(**corrected)


def _by_lines(cells: NDArray[np.bool_], is_member: NDArray[np.bool_]) -> dict[str, NDArray[np.float64]]:
    """Chi-square test of the two by two table of lines, and the interval of the log lift with lines as units."""
    n = float(len(is_member))
    in_topic, said = cells.sum(axis=0).astype(float), float(is_member.sum())
    both = (cells & is_member[:, None]).sum(axis=0).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = in_topic * said / n
        statistic = (both - expected) ** 2 * n**3 / (in_topic * said * (n - in_topic) * (n - said))
        lift = both / expected
        relative = np.sqrt(1 / both - 1 / in_topic - 1 / said - 1 / n + 2 * both / (in_topic * said))
        factor = np.exp(norm.ppf(1 - ALPHA / 2) * relative)
    return {
        "naive_p": np.where(np.isfinite(statistic), chi2.sf(statistic, 1), 1.0),
        "naive_low": np.where(both > 0, lift / factor, 0.0),
        "naive_high": np.where(both > 0, lift * np.where(both > 0, factor, 1.0), np.inf),
        "in_topic": in_topic,
        "said_in_topic": both,
        "said": np.full(len(both), said),
        "all": np.full(len(both), n),
    }


def _row(name: str, method: str, found: pd.DataFrame, n_draws: int) -> Row:
    p_name, q_name, low, high = METHODS[method]
    return Row(
        name=name,
        method=method,
        n_draws=n_draws,
        n_tested=len(found),
        false_p=_rate(found[p_name] <= ALPHA),
        any_q=round(float((found.groupby("draw")[q_name].min() <= ALPHA).sum()) / n_draws, 3),
        coverage=_rate((found[low] <= 1) & (found[high] >= 1)),
        above=_rate(found[low] > 1),
    )


def _rate(flags: pd.Series[bool]) -> float:
    return round(float(flags.mean()), 3)


def page(null: Sequence[Row], power: Sequence[Power], measured: str) -> str:
    """The results as a page to read."""
    return "\n".join(
        [
            INTRODUCTION.format(n_null=null[0].n_draws),
            *(_null_line(ours, lines) for ours, lines in zip(null[::2], null[1::2], strict=True)),
            POWER_INTRODUCTION.format(n_power=power[0].n_draws),
            *(_power_line(row) for row in power),
            "",
            f"Machine: {measured}.",
            "",
        ]
    )


def _null_line(ours: Row, lines: Row) -> str:
    figures = [f"{figure:.3f}" for row in (ours, lines) for figure in (row.false_p, row.any_q, row.coverage, row.above)]
    return f"| {ours.name} | {ours.n_tested:,} | {' | '.join(figures)} |"


def _power_line(row: Power) -> str:
    rates = " | ".join(
        f"{rate:.2f}" for rate in (row.found_p, row.found_q, row.certain, row.coverage, row.coverage_elsewhere)
    )
    return f"| {row.place} | {row.share:.0%} | {row.n_sessions} | {row.true_lift:.1f} | {rates} |"
