"""Themes scored in every way that the benchmark compares, on corpora whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.multiclass import OneVsRestClassifier

from benchmarks.sib_themes import LabelledCorpus
from benchmarks.theme_measures import (
    Scores,
    any_auc,
    auc_by,
    calibration_error,
    carried_figures,
    macro_auc,
    reliability,
)
from models.background import Background
from models.encoder import Vectors, unit
from models.review import N_REVIEW, review_list
from models.schemas import OUTLIER
from models.theme_scores import Marks, Probabilities, Surroundings, probabilities, surroundings, theme_evidence
from models.themes import carried, score_themes

N_EXAMPLES = 5
MAX_ITERATIONS = 2000


@dataclass(frozen=True)
class Setting:
    """A corpus with the themes laid beside it: neutral vectors of their wordings by id, and their spread."""

    corpus: LabelledCorpus
    themes: Mapping[str, Vectors]
    background: Background

    def scored(self, *, alone: bool, marks: Mapping[str, Marks] | None = None) -> Probabilities:
        """Probabilities as a run gives them, or of each statement alone, without neighbours and topic."""
        corpus, by_theme = self.corpus, [(marks or {}).get(theme_id) for theme_id in self.themes]
        around = _nobody(len(corpus.vectors)) if alone else surroundings(corpus.vectors, corpus.topic_ids)
        prototypes = np.stack(list(self.themes.values()))
        return probabilities(theme_evidence(corpus.vectors, around, prototypes, self.background, by_theme), by_theme)


def _nobody(n_statements: int) -> Surroundings:
    """Each statement beside itself only."""
    return Surroundings(np.arange(n_statements)[:, None], np.full(n_statements, OUTLIER))


def cosine(vectors: Vectors, prototypes: Vectors) -> Scores:
    """Plain cosine, the first baseline."""
    return np.asarray(vectors @ prototypes.T, dtype=np.float64)


def centred_cosine(vectors: Vectors, prototypes: Vectors) -> Scores:
    """Cosine with statements and themes each taken from their mean, the second baseline."""
    return cosine(unit(vectors - vectors.mean(axis=0)), unit(prototypes - prototypes.mean(axis=0)))


def figures(setting: Setting, found: Probabilities, kept: NDArray[np.bool_] | None = None) -> dict[str, Any]:
    """All measures of probabilities, over the statements `kept` (default: all)."""
    kept = np.ones(len(found.any_theme), dtype=bool) if kept is None else kept
    truth, scores = setting.corpus.is_about[kept], found.by_theme[kept]
    table = reliability(truth, scores)
    any_table = reliability(np.asarray(truth.any(axis=1)), found.any_theme[kept])
    return {
        "auc": macro_auc(truth, scores),
        "auc_by_language": auc_by(truth, scores, setting.corpus.statements["language"][kept].tolist()),
        "any_auc": any_auc(truth, found.any_theme[kept]),
        "calibration_error": calibration_error(table),
        "any_calibration_error": calibration_error(any_table),
        "reliability": table,
        "any_reliability": any_table,
        "carried": carried_figures(truth, carried(found)[kept]),
    }


def drawn_examples(setting: Setting, seed: int) -> tuple[dict[str, Marks], NDArray[np.bool_]]:
    """Five statements about each theme drawn from the corpus itself, and which statements are left to evaluate on."""
    rng = np.random.default_rng(seed)
    truth, vectors = setting.corpus.is_about, setting.corpus.vectors
    marks, kept = {}, np.ones(len(vectors), dtype=bool)
    for column, theme_id in enumerate(setting.themes):
        rows = rng.choice(np.flatnonzero(truth[:, column]), N_EXAMPLES, replace=False)
        marks[theme_id] = _marks(vectors, rows, np.empty(0, dtype=np.int64))
        kept[rows] = False
    return marks, kept


def outside_examples(setting: Setting, vectors: Vectors, labels: NDArray[np.object_], seed: int) -> dict[str, Marks]:
    """Five sentences of each label from outside the corpus."""
    rng = np.random.default_rng(seed)
    nobody = np.zeros(len(setting.corpus.vectors), dtype=bool)
    found = {}
    for theme_id in setting.themes:
        rows = rng.choice(np.flatnonzero(labels == theme_id), N_EXAMPLES, replace=False)
        found[theme_id] = Marks(vectors[rows], vectors[:0], nobody, nobody)
    return found


def _marks(vectors: Vectors, examples: NDArray[np.int64], counterexamples: NDArray[np.int64]) -> Marks:
    rows = np.arange(len(vectors))
    return Marks(vectors[examples], vectors[counterexamples], np.isin(rows, examples), np.isin(rows, counterexamples))


def asked(setting: Setting, *, seed: int, at_random: bool) -> tuple[dict[str, Marks], NDArray[np.bool_]]:
    """Marks of an analyst who answers for each listed statement, and which statements are left to evaluate on.

    The answer is whether it is about its most probable theme, and if not, whether about the next. The list is the
    review's, or one of as many statements at random.
    """
    corpus, ids = setting.corpus, list(setting.themes)
    names = [f"{row}" for row in range(len(corpus.vectors))]
    scores = score_themes(names, corpus.vectors, corpus.topic_ids, setting.themes, setting.background)
    frame = pd.DataFrame({"statement_id": names, "topic_id": corpus.topic_ids, "text": corpus.statements["text"]})
    if at_random:
        chosen = np.random.default_rng(seed).choice(len(names), N_REVIEW, replace=False)
    else:
        chosen = review_list(frame, corpus.vectors, scores, seed=seed)["statement_id"].astype(int).to_numpy()
    ranked = scores["score"].to_numpy().reshape(len(names), -1).argsort(axis=1)[:, ::-1]
    belong: dict[str, list[int]] = {theme_id: [] for theme_id in ids}
    differ: dict[str, list[int]] = {theme_id: [] for theme_id in ids}
    for row in chosen:
        first, second = ranked[row, 0], ranked[row, 1]
        (belong if corpus.is_about[row, first] else differ)[ids[first]].append(int(row))
        if not corpus.is_about[row, first] and corpus.is_about[row, second]:
            belong[ids[second]].append(int(row))
    marks = {
        theme_id: _marks(corpus.vectors, np.asarray(belong[theme_id], int), np.asarray(differ[theme_id], int))
        for theme_id in ids
    }
    kept = np.ones(len(names), dtype=bool)
    kept[chosen] = False
    return marks, kept


def probe_auc(corpus: LabelledCorpus, training: tuple[Vectors, NDArray[np.bool_]] | None, *, seed: int) -> float:
    """The ceiling: macro AUC of logistic regressions on the vectors, trained on labels.

    On `training` where it is given, else cross-validated within the corpus; folds follow sentences.
    """
    probe = OneVsRestClassifier(LogisticRegression(max_iter=MAX_ITERATIONS))
    if training is not None:
        vectors, truth = training
        return macro_auc(corpus.is_about, probe.fit(vectors, truth.astype(int)).decision_function(corpus.vectors))
    folds = GroupKFold(n_splits=5, shuffle=True, random_state=seed)
    found = cross_val_predict(
        probe,
        corpus.vectors,
        corpus.is_about.astype(int),
        groups=corpus.statements["sentence_id"],
        cv=folds,
        method="decision_function",
    )
    return macro_auc(corpus.is_about, found)
