"""How well statements are told by theme: our own labelled ones, and SIB-200 with its labels as themes."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.keep import keep_results
from benchmarks.machine import machine
from benchmarks.quality import Bench, bundled_bench
from benchmarks.scenarios import evaluation_sentences, held_out_documents
from benchmarks.sib_themes import (
    DESCRIPTIONS,
    LabelledCorpus,
    as_statements,
    background_of,
    labelled,
    one_language_each,
    prototypes,
    raw_prototypes,
    themes_of,
)
from benchmarks.theme_measures import agreement, macro_auc
from benchmarks.theme_pages import as_page
from benchmarks.theme_runs import (
    Setting,
    asked,
    centred_cosine,
    cosine,
    drawn_examples,
    figures,
    outside_examples,
    probe_auc,
)
from models.encoder import Vectors
from models.schemas import OUTLIER
from models.themes import carried

RESULTS = Path(__file__).parent / "results"
LABELLED = Path(__file__).parent / "data" / "themes"
OWN_THEMES = Path(__file__).parents[1] / "configs" / "themes" / "ogp-2022.yaml"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "sw")
SEEDS = (0, 1, 2)
N_DRAWS = 5
"""Draws of five examples a theme."""
N_SOME = 4
"""Labels of SIB-200 that are themes where the others are sentences about none."""


def own_statements(folder: Path) -> pd.DataFrame:
    """Our own labelled statements: columns themes (a set of ids), text, language and sentence_id (the row's number)."""
    tables = []
    for code in LANGUAGES:
        table = pd.read_csv(
            folder / f"{code}.tsv", sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False
        ).assign(language=code)
        tables.append(table.assign(sentence_id=[f"{row}" for row in range(len(table))]))
    found = pd.concat(tables, ignore_index=True)
    return found.assign(themes=[{name.strip() for name in named.split(";")} - {""} for named in found["themes"]])


def measure_own(folder: Path, bench: Bench, cache: Path) -> dict[str, Any]:
    """Our own statements with the themes of the example consultation."""
    themes = themes_of(OWN_THEMES)
    statements = own_statements(folder)
    is_about = np.asarray([[theme.id in named for theme in themes] for named in statements["themes"]])
    corpus = labelled(as_statements(statements), is_about, bench, seed=0, cache=cache)
    setting = Setting(corpus, prototypes(themes, bench), background_of(bench))
    return {
        "n_statements": len(statements),
        "n_themes": len(themes),
        "about_none": int((~is_about.any(axis=1)).sum()),
        **_described([setting], [bench.vectors(corpus.statements, "raw")], raw_prototypes(themes, bench)),
        "examples": _with_examples([setting] * N_DRAWS, drawn_examples),
        "review": _with_examples([setting], lambda each, seed: asked(each, seed=seed, at_random=False)),
        "as_many_at_random": _with_examples(
            [setting] * N_DRAWS, lambda each, seed: asked(each, seed=seed, at_random=True)
        ),
        "ceiling": probe_auc(corpus, None, seed=0),
    }


def measure_sib(data: Path, bench: Bench, cache: Path) -> dict[str, Any]:
    """SIB-200's evaluation sentences, each in one of ten languages, with its labels as themes; three draws."""
    themes = themes_of(DESCRIPTIONS)
    by_label, background = prototypes(themes, bench), background_of(bench)
    sentences, training = evaluation_sentences(data), held_out_documents(data)
    settings = [
        Setting(
            _with_labels(one_language_each(sentences, seed), list(by_label), bench, seed, cache), by_label, background
        )
        for seed in SEEDS
    ]
    vectors, labels = bench.vectors(training, "neutral"), training["label"].to_numpy()
    raw = [bench.vectors(setting.corpus.statements, "raw") for setting in settings]

    def marked(setting: Setting, seed: int) -> tuple[Any, Any]:
        everybody = np.ones(len(setting.corpus.vectors), dtype=bool)
        return outside_examples(setting, vectors, labels, seed), everybody

    truth = labels[:, None] == np.asarray(list(by_label))
    return {
        "n_statements": len(settings[0].corpus.statements),
        "n_themes": len(themes),
        **_described(settings, raw, raw_prototypes(themes, bench)),
        "examples": _with_examples([setting for setting in settings for _ in range(2)], marked),
        "review": _with_examples(settings, lambda each, seed: asked(each, seed=seed, at_random=False)),
        "as_many_at_random": _with_examples(settings, lambda each, seed: asked(each, seed=seed, at_random=True)),
        "some_labels": _mean(
            [
                figures(_some(each, seed), _some(each, seed).scored(alone=False))
                for seed, each in zip(SEEDS, settings, strict=True)
            ]
        ),
        "ceiling": float(np.mean([probe_auc(each.corpus, (vectors, truth), seed=0) for each in settings])),
        "agreement": _agreement(sentences, by_label, bench),
    }


def _with_labels(statements: pd.DataFrame, labels: list[str], bench: Bench, seed: int, cache: Path) -> LabelledCorpus:
    is_about = statements["label"].to_numpy()[:, None] == np.asarray(labels)
    return labelled(statements, is_about, bench, seed=seed, cache=cache)


def _some(setting: Setting, seed: int) -> Setting:
    """The same with only some of the labels as themes, so that the other sentences are about none."""
    columns = np.sort(np.random.default_rng(seed).choice(len(setting.themes), N_SOME, replace=False))
    ids = [list(setting.themes)[column] for column in columns]
    corpus = setting.corpus
    fewer = LabelledCorpus(corpus.statements, corpus.vectors, corpus.topic_ids, corpus.is_about[:, columns])
    return Setting(fewer, {theme_id: setting.themes[theme_id] for theme_id in ids}, setting.background)


def _described(settings: list[Setting], raw: list[Vectors], raw_themes: Vectors) -> dict[str, Any]:
    """Descriptions only: the baselines, and ours alone and with surroundings."""
    truths = [setting.corpus.is_about for setting in settings]
    baselines = {
        name: float(
            np.mean([macro_auc(truth, way(vectors, raw_themes)) for truth, vectors in zip(truths, raw, strict=True)])
        )
        for name, way in (("cosine", cosine), ("centred_cosine", centred_cosine))
    }
    return {
        "baselines": baselines,
        "alone": _mean([figures(setting, setting.scored(alone=True)) for setting in settings]),
        "with_surroundings": _mean([figures(setting, setting.scored(alone=False)) for setting in settings]),
    }


def _with_examples(settings: list[Setting], marked: Callable[[Setting, int], tuple[Any, Any]]) -> dict[str, Any]:
    """The macro AUC before and after marks, over draws, on what was not marked; and the figures after."""
    rows: list[dict[str, float]] = []
    after = []
    for seed, setting in enumerate(settings):
        marks, kept = marked(setting, seed)
        found = {alone: setting.scored(alone=alone, marks=marks) for alone in (True, False)}
        truth = setting.corpus.is_about[kept]
        rows.append(
            {
                "alone": macro_auc(truth, found[True].by_theme[kept]),
                "with_surroundings": macro_auc(truth, found[False].by_theme[kept]),
                "before_alone": macro_auc(truth, setting.scored(alone=True).by_theme[kept]),
                "before": macro_auc(truth, setting.scored(alone=False).by_theme[kept]),
            }
        )
        after.append(figures(setting, found[False], kept))
    table = pd.DataFrame(rows)
    spread = table.std(ddof=1).fillna(0.0)
    return {"draws": len(rows), "mean": table.mean().to_dict(), "spread": spread.to_dict(), "after": _mean(after)}


def _agreement(sentences: pd.DataFrame, by_label: dict[str, Vectors], bench: Bench) -> dict[str, Any]:
    """How alike translations are: each sentence in every language, scored alone so that none lends to another."""
    vectors = bench.vectors(sentences, "neutral")
    truth = sentences["label"].to_numpy()[:, None] == np.asarray(list(by_label))
    corpus = LabelledCorpus(sentences, vectors, np.full(len(sentences), OUTLIER), truth)
    found = Setting(corpus, by_label, background_of(bench)).scored(alone=True)
    alike = agreement(found.by_theme, carried(found), sentences["sentence_id"].tolist(), sentences["folder"].tolist())
    first = found.by_theme.argmax(axis=1)
    return {**alike, "right_first": float(truth[np.arange(len(truth)), first].mean())}


def _mean(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Mean of each figure over records of one shape; tables of reliability are added up."""
    merged: dict[str, Any] = {}
    for name, first in records[0].items():
        values = [record[name] for record in records]
        if isinstance(first, dict):
            merged[name] = _mean(values)
        elif isinstance(first, list):
            merged[name] = _added_up(values)
        else:
            merged[name] = float(np.mean(values))
    return merged


def _added_up(tables: list[list[dict[str, float]]]) -> list[dict[str, float]]:
    rows = pd.DataFrame([row for table in tables for row in table])
    rows[["score", "is_true"]] = rows[["score", "is_true"]].mul(rows["n"], axis=0)
    summed = rows.groupby("from", as_index=False).sum()
    summed[["score", "is_true"]] = summed[["score", "is_true"]].div(summed["n"], axis=0)
    return [{str(name): float(value) for name, value in row.items()} for row in summed.to_dict("records")]


def main(arguments: Sequence[str]) -> int:
    """Measure, show and keep the results; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark themes")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/")
    parser.add_argument("--labelled", type=Path, default=LABELLED, help="folder of our own labelled statements")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    parser.add_argument("--save", type=Path, default=RESULTS / "themes.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/. Name the folder that does with --data.\n")
        return 1
    bench = bundled_bench(chosen.cache, peers_python=Path(sys.executable))
    results = {
        "own": measure_own(chosen.labelled, bench, chosen.cache),
        "sib200": measure_sib(chosen.data / "sib200", bench, chosen.cache),
        "machine": machine(),
    }
    page = as_page(results)
    keep_results(_rounded(results), page, chosen.save)
    sys.stdout.write(page)
    return 0


Figures = Any
"""Nested figures, as JSON holds them."""


def _rounded(value: Figures) -> Figures:
    """Four decimals everywhere."""
    if isinstance(value, dict):
        return {str(key): _rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_rounded(each) for each in value]
    if isinstance(value, float | np.floating):
        return None if np.isnan(value) else round(float(value), 4)
    return value
