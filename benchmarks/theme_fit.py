"""Fits the two logistic regressions of `models.theme_scores` on labelled sentences that no benchmark evaluates on.

    python -m benchmarks.theme_fit --data FOLDER

prints the constants. A corpus is SIB-200's train split, each sentence in one of ten languages, all labels or four of
them, with the topics that a run finds. A random part of the labels are themes, so that the other sentences are about
none. How often a statement is about any theme depends on that draw, and is no claim about consultations.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.quality import bundled_bench
from benchmarks.scenarios import held_out_documents
from benchmarks.sib_themes import (
    DESCRIPTIONS,
    LabelledCorpus,
    background_of,
    labelled,
    one_language_each,
    prototypes,
    themes_of,
)
from models.background import Background
from models.encoder import Vectors
from models.theme_scores import Evidence, surroundings, theme_evidence

N_CORPORA = 4
N_LABELS = 4
"""Every second corpus holds so many of the seven labels: consultations are not about everything."""
N_DRAWS = 21
"""Sets of themes drawn for each corpus, of one to seven in turn."""
UNREGULARISED = 1e6


def corpora(data: Path, cache: Path) -> tuple[list[LabelledCorpus], dict[str, Vectors], Background]:
    """The corpora to fit on, the labels' prototypes and the background."""
    bench = bundled_bench(cache, peers_python=Path(sys.executable))
    sentences = held_out_documents(data / "sib200")
    by_label = prototypes(themes_of(DESCRIPTIONS), bench)
    labels = list(by_label)
    made = []
    for seed in range(N_CORPORA):
        rng = np.random.default_rng(seed)
        chosen = labels if seed % 2 == 0 else rng.choice(labels, N_LABELS, replace=False).tolist()
        statements = one_language_each(sentences[sentences["label"].isin(chosen)], seed)
        is_about = statements["label"].to_numpy()[:, None] == np.asarray(labels)
        made.append(labelled(statements, is_about, bench, seed=seed, cache=cache))
        sys.stderr.write(f"corpus {seed}: {len(statements)} statements\n")
    return made, by_label, background_of(bench)


def fit(
    made: list[LabelledCorpus], by_label: dict[str, Vectors], background: Background
) -> tuple[LogisticRegression, LogisticRegression]:
    """Regressions of "any theme" on the nearness, and of "this theme", where any fits, on contrast and lead."""
    vectors = np.stack(list(by_label.values()))
    draws: list[tuple[Evidence, NDArray[np.bool_]]] = []
    for seed, corpus in enumerate(made):
        rng, around = np.random.default_rng(seed), surroundings(corpus.vectors, corpus.topic_ids)
        for draw in range(N_DRAWS):
            n_themes = 1 + draw % len(vectors)
            chosen = rng.choice(len(vectors), n_themes, replace=False)
            marks = [None] * n_themes
            evidence = theme_evidence(corpus.vectors, around, vectors[chosen], background, marks)
            draws.append((evidence, corpus.is_about[:, chosen]))
    nearness = np.concatenate([evidence.nearness for evidence, _ in draws])[:, None]
    any_theme = LogisticRegression(C=UNREGULARISED).fit(
        nearness, np.concatenate([truth.any(axis=1) for _, truth in draws])
    )
    several = [(evidence, truth, truth.any(axis=1)) for evidence, truth in draws if truth.shape[1] > 1]
    features = np.concatenate(
        [np.stack([found.contrast[about], found.lead[about]], axis=-1).reshape(-1, 2) for found, _, about in several]
    )
    which = LogisticRegression(C=UNREGULARISED).fit(
        features, np.concatenate([truth[about].ravel() for _, truth, about in several])
    )
    return any_theme, which


def main() -> int:
    """Print the constants."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.theme_fit")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    chosen = parser.parse_args()
    any_theme, which = fit(*corpora(chosen.data, chosen.cache))
    (contrast, lead), (nearness,) = which.coef_[0], any_theme.coef_[0]
    sys.stdout.write(f"ANY_INTERCEPT, ANY_SLOPE = {any_theme.intercept_[0]:.2f}, {nearness:.1f}\n")
    sys.stdout.write(
        f"WHICH_INTERCEPT, WHICH_SLOPE, LEAD_SLOPE = {which.intercept_[0]:.2f}, {contrast:.2f}, {lead:.2f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
