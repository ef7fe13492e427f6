"""What methods are measured on: samples with their seeds, and documents that no method saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Literal

import pandas as pd

from benchmarks.metrics import HeldOutDocuments
from benchmarks.scenarios import (
    SCENARIOS,
    HiddenVoice,
    ScenarioName,
    held_out_documents,
    polis,
    polis_held_out,
    scenario,
)

SEEDS = (0, 1, 2)

VARIATIONS = tuple(
    HiddenVoice(category, languages)
    for languages in (
        ("ukr_Cyrl", "swh_Latn"),
        ("rus_Cyrl", "hau_Latn"),
        ("arb_Arab", "ron_Latn"),
        ("spa_Latn", "fra_Latn"),
        ("por_Latn", "eng_Latn"),
    )
    for category in ("health", "sports", "politics", "entertainment")
)
"""Every language is one of a pair once; the categories are those of 28 to 44 sentences."""

VARIED: dict[str, ScenarioName] = {f"{name}-variations": name for name in SCENARIOS if name != "balanced"}
"""Scenarios that are also measured with every hidden voice of `VARIATIONS`, by the name of that corpus."""

TITLES = (
    {name: f"SIB-200, {name}" for name in SCENARIOS}
    | {"polis": "Pol.is, seven conversations"}
    | {varied: f"SIB-200, {name}, over many hidden voices" for varied, name in VARIED.items()}
)
"""Every corpus by name, in the order of the tables."""


@dataclass(frozen=True)
class Corpus:
    """Samples of one kind, each with the seed that the method gets too. `summary` says how runs become one figure."""

    name: str
    samples: tuple[pd.DataFrame, ...]
    seeds: tuple[int, ...]
    summary: Literal["median", "mean"]
    held_out: HeldOutDocuments
    training: pd.DataFrame | None = None
    """Statements of no scenario with the same labels, for the ceiling; columns text, language, label."""


def corpora(folder: Path) -> dict[str, Callable[[], Corpus]]:
    """Every corpus by name, made when it is called for, from the data in `folder` (`sib200/` and `polis/`)."""
    made: dict[str, Callable[[], Corpus]] = {name: partial(_three_seeds, folder / "sib200", name) for name in SCENARIOS}
    made["polis"] = partial(_polis, folder / "polis")
    return made | {varied: partial(_varied, folder / "sib200", varied) for varied in VARIED}


def _three_seeds(folder: Path, name: ScenarioName) -> Corpus:
    samples = tuple(scenario(folder, name, seed) for seed in SEEDS)
    return Corpus(name, samples, SEEDS, "median", *_sib200_held_out(folder))


def _varied(folder: Path, name: str) -> Corpus:
    seeds = tuple(SEEDS[number % len(SEEDS)] for number in range(len(VARIATIONS)))
    samples = tuple(
        scenario(folder, VARIED[name], seed, voice.category, voice.languages)
        for seed, voice in zip(seeds, VARIATIONS, strict=True)
    )
    return Corpus(name, samples, seeds, "mean", *_sib200_held_out(folder))


def _polis(folder: Path) -> Corpus:
    conversations = polis(folder)
    held_out = HeldOutDocuments(polis_held_out(folder))
    return Corpus("polis", (conversations,) * len(SEEDS), SEEDS, "median", held_out)


@cache
def _sib200_held_out(folder: Path) -> tuple[HeldOutDocuments, pd.DataFrame]:
    statements = held_out_documents(folder)
    return HeldOutDocuments(statements), statements
