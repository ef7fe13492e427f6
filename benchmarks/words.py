"""Whether chance makes words distinctive, and how much must be said to be found, in simulated consultations."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from models.distinctive import compare_terms, count_terms, distinctive_terms

RESULTS = Path(__file__).parent / "results" / "words.json"
N_DRAWS = 40
SEED = 25
SPREAD, LARGEST = 0.7, 150
"""Spread (of the logarithm) and end of a session's number of statements, as in `benchmarks.consultations`."""

N_BURSTS = 150
BURST_SESSIONS, BURST_STATEMENTS = (2, 4), (1, 7)
"""Invented words that are nobody's, each in a few statements of a few sessions: words do cluster."""

PLANTED = {"plantaxa": 6, "plimtixa": 12, "plontoxa": 24}
"""Invented words of the group, and in how many of its statements they are; others say them a quarter as often."""

INTRODUCTION = """\
# Words

Made by `underheard benchmark words --data FOLDER`; do not edit by hand. Sentences of SIB-200 are dealt to sessions that
keep to their subject; some sessions, drawn at random, are a group's. Besides there are 150 invented words that nobody
has for their own, each in one to seven statements of two to four sessions. How it is made is in `benchmarks/words.py`.

*Compared*: terms, mean. *False*: in how many of {n_draws} consultations without a difference a term is certain (q at
most 0.05). *Named*: the part of the terms compared that is named as a hint all the same. *Lines*: both, when every
statement counts as a session of its own. *Found*: how often a word that the group says in 6, 12 or 24 statements, and
others in a quarter as many, is certain, and how often it is named.

| consultation | compared | false | named | lines: false | lines: named | found, certain | found, named |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


@dataclass(frozen=True)
class Design:
    """How a consultation is made."""

    name: str
    n_sessions: int
    n_ours: int
    sticks: float = 8.0
    """Concentration of a session's subjects around those of all."""
    median_size: int = 22
    language: str = "eng_Latn"
    """Code in SIB-200, which begins as ISO 639-3."""


DESIGNS = (
    Design("30 sessions, 3 of the group", 30, 3),
    Design("30 sessions, 6 of the group", 30, 6),
    Design("30 sessions, 15 of the group", 30, 15),
    Design("30 sessions that keep to their subject, 6 of the group", 30, 6, sticks=2.0),
    Design("12 sessions, 3 of the group", 12, 3),
    Design("400 authors of about two statements, 20 of the group", 400, 20, sticks=2.0, median_size=2),
    Design("30 sessions in Arabic, 6 of the group", 30, 6, language="arb_Arab"),
    Design("30 sessions in Georgian, 6 of the group", 30, 6, language="kat_Geor"),
)
CODES = {"eng_Latn": "en", "arb_Arab": "ar", "kat_Geor": "ka"}


@dataclass(frozen=True)
class Row:
    """What came of one design: means over draws; `found` by planted word, certain and named."""

    name: str
    n_draws: int
    n_compared: float
    false: float
    named: float
    lines_false: float
    lines_named: float
    found: Mapping[str, tuple[float, float]]


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark words")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/")
    parser.add_argument("--draws", type=int, default=N_DRAWS, help="consultations of each kind")
    parser.add_argument("--save", type=Path, default=RESULTS, help="where the results go")
    chosen = parser.parse_args(list(arguments))
    folder = chosen.data / "sib200"
    missing = [design.language for design in DESIGNS if not (folder / design.language).is_dir()]
    if missing:
        sys.stderr.write(
            f"{folder} lacks {', '.join(dict.fromkeys(missing))}. Name the folder that has it with --data.\n"
        )
        return 1
    rows = [measure(design, sentences(folder / design.language), n_draws=chosen.draws) for design in DESIGNS]
    results = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "rows": [asdict(row) for row in rows],
    }
    shown = page(rows, machine())
    keep_results(results, shown, chosen.save)
    sys.stdout.write(shown)
    return 0


def sentences(folder: Path) -> pd.DataFrame:
    """The sentences of a language; columns text and category."""
    return pd.concat(
        [pd.read_csv(path, sep="\t", quoting=3) for path in sorted(folder.glob("*.tsv"))], ignore_index=True
    )


def measure(design: Design, said: pd.DataFrame, *, n_draws: int) -> Row:
    """False and found words of one design over `n_draws` consultations."""
    rng = np.random.default_rng(SEED)
    draws = [_measured(draw(design, said, rng), rng) for _ in range(n_draws)]
    table = pd.DataFrame(draws)
    return Row(
        name=design.name,
        n_draws=n_draws,
        n_compared=round(float(table["n_compared"].mean()), 1),
        **{name: round(float(table[name].mean()), 4) for name in ("false", "named", "lines_false", "lines_named")},
        found={
            word: (round(float(table[f"{word} certain"].mean()), 3), round(float(table[f"{word} named"].mean()), 3))
            for word in PLANTED
        },
    )


def draw(design: Design, said: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """A consultation without a difference: schema `Statements` as far as terms need it, and is_ours."""
    left = {subject: list(rng.permutation(rows)) for subject, rows in said.groupby("category").indices.items()}
    shares = np.array([len(rows) for rows in left.values()]) / len(said)
    ours = rng.choice(design.n_sessions, design.n_ours, replace=False)
    rows: list[tuple[int, str]] = []
    for session in range(design.n_sessions):
        size = int(np.clip(design.median_size * np.exp(rng.normal(0, SPREAD)), 1, LARGEST))
        subjects = rng.choice(list(left), size, p=rng.dirichlet(design.sticks * shares))
        rows += [(session, said["text"][left[subject].pop()]) for subject in subjects if left[subject]]
    table = pd.DataFrame(rows, columns=["session_id", "text"])
    for _ in range(N_BURSTS):
        word = "zq" + "".join(rng.choice(list("abcdefghijklmnop"), 6))
        for session in rng.choice(design.n_sessions, rng.integers(*BURST_SESSIONS, endpoint=True), replace=False):
            theirs = np.flatnonzero(table["session_id"] == session)
            n_times = min(len(theirs), int(rng.integers(*BURST_STATEMENTS, endpoint=True)))
            table = _with_word(table, rng.choice(theirs, n_times, replace=False), word)
    return table.assign(
        is_ours=table["session_id"].isin(list(ours)),
        session_id=table["session_id"].map(lambda number: f"session-{number:03d}"),
        statement_id=[f"s{number}" for number in range(len(table))],
        language=CODES[design.language],
        source="notes",
        source_type="notes",
        author_id=None,
        groups=[()] * len(table),
    )


def _with_word(statements: pd.DataFrame, rows: NDArray[np.int64], word: str) -> pd.DataFrame:
    """The statements with one more word in some of them, apart, so that it makes no pair."""
    texts = statements["text"].to_numpy(dtype=object).copy()
    texts[rows] = texts[rows] + f", {word}."
    return statements.assign(text=texts)


def _measured(statements: pd.DataFrame, rng: np.random.Generator) -> dict[str, float]:
    """False terms of a consultation, by sessions and by lines, and those found after words were planted."""
    lines = statements.assign(session_id=None, source_type="table")
    figures: dict[str, float] = {}
    for prefix, units in (("", statements), ("lines_", lines)):
        compared, told = _terms(units)
        figures["n_compared"] = len(compared)
        figures[f"{prefix}false"] = bool((told["q_value"] <= 0.05).any())
        figures[f"{prefix}named"] = len(told) / max(1, len(compared))
    for word, n_times in PLANTED.items():
        for is_ours, n in ((True, n_times), (False, n_times // 4)):
            rows = np.flatnonzero(statements["is_ours"] == is_ours)
            statements = _with_word(statements, rng.choice(rows, min(n, len(rows)), replace=False), word)
    _, told = _terms(statements)
    certain = told[told["q_value"] <= 0.05]
    for word in PLANTED:
        figures[f"{word} certain"], figures[f"{word} named"] = word in set(certain["term"]), word in set(told["term"])
    return figures


def _terms(statements: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    counts, is_ours = count_terms(statements), statements["is_ours"].to_numpy(dtype=bool)
    return compare_terms(counts, is_ours, ~is_ours), distinctive_terms(counts, is_ours, ~is_ours, n=len(counts.terms))


def page(rows: Sequence[Row], measured: str) -> str:
    """The results as a page to read."""
    return "\n".join([INTRODUCTION.format(n_draws=rows[0].n_draws), *map(_line, rows), "", f"Machine: {measured}.", ""])


def _line(row: Row) -> str:
    rates = [row.false, row.named, row.lines_false, row.lines_named]
    found = [", ".join(f"{found[place]:.2f}" for found in row.found.values()) for place in (0, 1)]
    return (
        f"| {row.name} | {row.n_compared:.0f} | {' | '.join(f'{rate:.3f}' for rate in rates)} | {' | '.join(found)} |"
    )
