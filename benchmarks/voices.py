"""How well voices are found where the truth is known: the demo, SIB-200 with a hidden voice, and a simulated town."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.scenarios import DEFAULT_VOICE, ScenarioName, scenario
from benchmarks.sib_themes import sib_themes
from benchmarks.town import Plan, simulate
from corpus.languages.codes import normalise
from corpus.read import read_sources
from corpus.schemas import Group, Theme
from corpus.store.embeddings import EmbeddingStore
from flows.calibration import Calibration
from flows.embedding import embed_once
from flows.settings import load_settings
from models.encoder import Encoder, Vectors
from models.neutralise import neutralise
from models.topics import TopicSettings, fit_topics

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "corpus" / "demo"
RESULTS = Path(__file__).parent / "results"
SEEDS = (0, 1, 2)
N_NULL = 10
FIRST = 3
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


@dataclass(frozen=True)
class Bench:
    """Encoder, its offsets and what was embedded before."""

    encoder: Encoder
    calibration: Calibration
    store: EmbeddingStore
    cache: Path

    def vectors(self, texts: list[str]) -> Vectors:
        """Neutral vectors."""
        return neutralise(embed_once(texts, self.encoder, self.store), self.calibration.offsets)

    def topics(self, case: Case, vectors: Vectors) -> pd.DataFrame:
        """Topics as a run finds them, kept from one benchmark to the next by what they are made from."""
        key = pd.util.hash_pandas_object(case.statements[["text", "session_id"]].astype(str)).sum()
        file = self.cache / f"topics-{case.name.replace(' ', '-')}-{case.seed}-{int(key):x}.parquet"
        if not file.exists():
            fit_topics(case.statements, vectors, TopicSettings(seed=case.seed)).to_parquet(file)
        return pd.read_parquet(file)


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
    themes = tuple(theme for theme in sib_themes() if theme.id != DEFAULT_VOICE.category)
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
