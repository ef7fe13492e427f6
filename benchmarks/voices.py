"""How well voices are found where the truth is known: the demo, SIB-200 with a hidden voice, and a simulated town."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.quality import Bench, bundled_bench
from benchmarks.scenarios import DEFAULT_VOICE, ScenarioName, scenario
from benchmarks.sib_themes import DESCRIPTIONS, background_of, neutral, prototypes, themes_of
from benchmarks.town import Plan, simulate
from corpus.languages.codes import normalise
from corpus.read import read_sources
from corpus.schemas import Group, Theme
from flows.settings import load_settings
from models.encoder import Vectors
from models.representation import representation
from models.themes import nearest_theme, score_themes, topic_coverage
from models.topics import TopicSettings, fit_topics
from models.voices import listened_groups, rank_voices

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "corpus" / "demo"
RESULTS = Path(__file__).parent / "results"
SEEDS = (0, 1, 2)
N_NULL = 10
FIRST = 3
"""Voices that a reader surely reads."""

NAIVE_LIFT, NAIVE_COVERED = 1.5, 0.4
MIN_GROUP_SIZE = 5

PLANS = {
    "usual": Plan(),
    "15 sessions": Plan(n_sessions=15),
    "45 sessions": Plan(n_sessions=45),
    "one group": Plan(n_groups=1),
    "three groups": Plan(n_groups=3),
    "two concerns of one group": Plan(n_groups=1, n_missed=2),
    "no leakage": Plan(leakage=0.0),
    "leakage 0.3": Plan(leakage=0.3),
    "themes are labels only": Plan(themed="label"),
    "themes in French": Plan(themed="translated"),
}
"""The simulated consultations: the usual one, and each way in which one may differ from it."""

NOTHING = Plan(n_groups=1, leakage=1.0)
"""Staff missed a concern of which everybody speaks alike: nothing is a group's own."""


@dataclass(frozen=True)
class Case:
    """A consultation whose truth is known. `is_planted` marks what a group says and staff missed."""

    name: str
    seed: int
    statements: pd.DataFrame
    sessions: pd.DataFrame
    groups: tuple[Group, ...]
    themes: tuple[Theme, ...]
    is_planted: NDArray[np.bool_]


@dataclass(frozen=True)
class Figures:
    """What one way of looking found in one case. `precision` and `recall` are of planted statements among all shown.

    `n_first_right` counts voices among the first three of which most was planted; findings are voices that are certain.
    """

    n_voices: int
    precision: float | None
    recall: float | None
    n_first: int
    n_first_right: int
    n_findings: int
    n_findings_right: int


def cases(data: Path | None) -> Iterator[tuple[str, list[Callable[[], Case]]]]:
    """What is measured, by name: functions that make its cases, one a seed."""
    yield "demo", [partial(demo, seed) for seed in SEEDS]
    if data is not None:
        for name in ("exclusive", "partial", "full"):
            yield f"SIB-200, {name}", [partial(sib200, data / "sib200", name, seed) for seed in SEEDS]
    for name, plan in PLANS.items():
        yield f"town, {name}", [partial(town, f"town, {name}", plan, seed) for seed in SEEDS]
    yield "town, nothing to find", [partial(town, "town, nothing to find", NOTHING, seed) for seed in range(N_NULL)]


def demo(seed: int) -> Case:
    """The bundled consultation; planted is what `planted.csv` lists, by whomever it is said."""
    settings = load_settings(DEMO / "consultation.yaml")
    reading = read_sources(settings.sources, groups=settings.groups)
    with (DEMO / "planted.csv").open(encoding="utf-8", newline="") as file:
        planted = {(row["source_ref"], row["text"]) for row in csv.DictReader(file)}
    said = zip(reading.statements["source_ref"], reading.statements["text"], strict=True)
    is_planted = np.asarray([key in planted for key in said])
    return Case("demo", seed, reading.statements, reading.sessions, settings.groups, settings.themes, is_planted)


def sib200(folder: Path, name: ScenarioName, seed: int) -> Case:
    """A scenario of SIB-200: the hidden languages are a group, and every category but the hidden one is a theme."""
    theirs = {normalise(language) for language in DEFAULT_VOICE.languages}
    group = Group("hidden", "hidden", expected_share=0.5)
    statements = scenario(folder, name, seed).assign(source="sib200", source_type="table")
    groups = [(group.id,) if language in theirs else () for language in statements["language"]]
    themes = tuple(theme for theme in themes_of(DESCRIPTIONS) if theme.id != DEFAULT_VOICE.category)
    return Case(
        f"SIB-200 {name}",
        seed,
        statements.assign(groups=pd.Series(groups, index=statements.index, dtype=object)),
        pd.DataFrame({"session_id": [], "participants": pd.array([], dtype="Int64"), "groups": []}),
        (group,),
        themes,
        statements["is_hidden"].to_numpy(dtype=bool),
    )


def town(name: str, plan: Plan, seed: int) -> Case:
    """A simulated consultation of the invented town."""
    drawn = simulate(plan, seed)
    sessions = drawn.sessions.assign(participants=pd.array([20] * len(drawn.sessions), dtype="Int64"))
    is_planted = drawn.statements["is_planted"].to_numpy(dtype=bool)
    return Case(name, seed, drawn.statements, sessions, drawn.groups, drawn.themes, is_planted)


def found_in(case: Case, bench: Bench, cache: Path) -> dict[str, Figures]:
    """What a run's voices show of a case, and two plainer ways to look, by name."""
    statements = case.statements.reset_index(drop=True)
    vectors = neutral(statements["text"].tolist(), bench)
    assignments = _topics(case, vectors, cache)
    themes = score_themes(
        statements["statement_id"].tolist(),
        vectors,
        assignments["topic_id"].to_numpy(),
        prototypes(list(case.themes), bench),
        background_of(bench),
        {},
    )
    placed = statements.merge(assignments, on="statement_id", validate="one_to_one").merge(
        nearest_theme(themes), how="left", left_on="statement_id", right_index=True, validate="one_to_one"
    )
    shares = representation(placed, themes, case.sessions, case.groups, min_group_size=MIN_GROUP_SIZE, seed=case.seed)
    voices = rank_voices(
        placed, vectors, case.sessions, shares, case.groups, min_group_size=MIN_GROUP_SIZE, seed=case.seed
    )
    listened = listened_groups(shares, case.groups)
    return {
        "voices": _figures(voices["statement_ids"].tolist(), voices["is_certain"].tolist(), case),
        "naive ranking": _figures(_naive(placed, topic_coverage(placed, themes), listened), None, case),
        "all they say": _figures([placed.loc[_is_of(placed, listened), "statement_id"].tolist()], None, case),
    }


def _topics(case: Case, vectors: Vectors, cache: Path) -> pd.DataFrame:
    """Topics as a run finds them; they take a minute and are kept in `cache` by what they are made from."""
    texts = "\n".join(case.statements["text"]) + repr(case.statements["groups"].tolist())
    file = cache / f"voices-{sha256(texts.encode()).hexdigest()[:16]}-{case.seed}.parquet"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        fit_topics(case.statements, vectors, TopicSettings(seed=case.seed)).to_parquet(file)
    return pd.read_parquet(file)


def _is_of(statements: pd.DataFrame, groups: Sequence[str]) -> pd.Series[bool]:
    return statements["groups"].map(lambda ids: not set(groups).isdisjoint(ids)).astype(bool)


def _naive(placed: pd.DataFrame, coverage: pd.DataFrame, listened: Sequence[str]) -> list[list[str]]:
    """All that is said in topics that themes hardly cover and a group raises beyond its share, highest lift first."""
    ranked = []
    for topic in coverage[coverage["covered_share"] <= NAIVE_COVERED].itertuples():
        said = placed[placed["topic_id"] == topic.topic_id]
        lift = max((_is_of(said, [g]).mean() / _is_of(placed, [g]).mean() for g in listened), default=0.0)
        if lift >= NAIVE_LIFT:
            ranked.append((lift, said["statement_id"].tolist()))
    return [said for _, said in sorted(ranked, key=lambda pair: -pair[0])]


def _figures(evidence: Sequence[Sequence[str]], is_certain: Sequence[bool] | None, case: Case) -> Figures:
    """Counts of what was shown; `evidence` has the ids of each voice's statements, best voice first."""
    planted = set(case.statements.loc[case.is_planted, "statement_id"])
    shown = {statement_id for ids in evidence for statement_id in ids}
    is_right = [len(planted.intersection(ids)) * 2 > len(ids) for ids in evidence]
    findings = [right for right, certain in zip(is_right, is_certain or (), strict=False) if certain]
    return Figures(
        n_voices=len(evidence),
        precision=len(planted & shown) / len(shown) if shown else None,
        recall=len(planted & shown) / len(planted) if planted else None,
        n_first=min(FIRST, len(evidence)),
        n_first_right=sum(is_right[:FIRST]),
        n_findings=len(findings),
        n_findings_right=sum(findings),
    )


def summary(figures: Sequence[Figures]) -> dict[str, Any]:
    """Means of precision and recall over seeds, their lowest and highest, and sums of the rest."""
    table = pd.DataFrame([asdict(each) for each in figures])
    shares: dict[str, list[float] | None] = {}
    for name in ("precision", "recall"):
        known = table[name].dropna().astype(float)
        shares[name] = [known.mean(), known.min(), known.max()] if len(known) else None
    return {"n_runs": len(table), **shares, **{name: int(table[name].sum()) for name in COUNTED}}


COUNTED = ("n_voices", "n_first", "n_first_right", "n_findings", "n_findings_right")


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark voices")
    parser.add_argument("--data", type=Path, help="folder that holds sib200/; without it SIB-200 is left out")
    parser.add_argument(
        "--cache", type=Path, default=Path(".benchmark-cache"), help="where vectors and topics are kept"
    )
    parser.add_argument("--save", type=Path, default=RESULTS / "voices.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    if chosen.data is not None and not (chosen.data / "sib200").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/. Name the folder that does with --data.\n")
        return 1
    bench = bundled_bench(chosen.cache, peers_python=Path(sys.executable))
    results: dict[str, Any] = {"date": datetime.now(UTC).date().isoformat(), "machine": machine(), "cases": {}}
    for name, made in cases(chosen.data):
        found = [found_in(make(), bench, chosen.cache) for make in made]
        results["cases"][name] = {way: summary([each[way] for each in found]) for way in found[0]}
        sys.stderr.write(f"{name}: done\n")
        keep_results(results, as_page(results), chosen.save)
    sys.stdout.write(as_page(results))
    return 0


EXPLAINED = """\
Made by `underheard benchmark voices`; do not edit by hand. Planted is what a group says and staff missed.

- *Precision*, *recall*: of planted statements among those that are shown; mean over the seeds, lowest and highest in
  brackets. For *voices* they are the voices' evidence; for *naive ranking* all that is said in topics of which themes
  cover at most 40% and a group has 1.5 times its share; for *all they say* everything the groups said.
- *First three right*: voices among the first three of which most was planted, summed over the seeds.
- *Findings*: voices that are marked certain, and how many of them are right.
- The demo is read more than once while the method was made: it is no independent proof. The town's statements were
  written by other hands than the method's; what was set by looking at it was set with other seeds.
"""


def as_page(results: dict[str, Any]) -> str:
    """The results as a Markdown page."""
    lines = ["# Voices", "", EXPLAINED, _line(HEADINGS), _line(["---"] * len(HEADINGS))]
    for name, ways in results["cases"].items():
        lines += [_line([name, way, *_cells(figures)]) for way, figures in ways.items()]
    return "\n".join([*lines, "", f"Machine: {results['machine']}. Measured {results['date']}.", ""])


HEADINGS = ("case", "way", "runs", "voices", "precision", "recall", "first three right", "findings right")


def _cells(figures: dict[str, Any]) -> list[str]:
    shares = [
        "–" if found is None else f"{found[0]:.2f} ({found[1]:.2f}–{found[2]:.2f})"
        for found in (figures["precision"], figures["recall"])
    ]
    first = f"{figures['n_first_right']} of {figures['n_first']}"
    findings = f"{figures['n_findings_right']} of {figures['n_findings']}"
    return [str(figures["n_runs"]), str(figures["n_voices"]), *shares, first, findings]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
