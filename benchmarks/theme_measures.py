"""How good probabilities of themes are, where the truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support, roc_auc_score

Scores = NDArray[np.float64]
Truth = NDArray[np.bool_]
"""Both of shape (n_statements, n_themes)."""

N_BINS = 10


def macro_auc(truth: Truth, scores: Scores) -> float:
    """Mean over themes of the chance that a statement about the theme scores higher than one that is not.

    Themes of which all statements or none are left out; without any other it is not a number.
    """
    known = [column for column in range(truth.shape[1]) if 0 < truth[:, column].mean() < 1]
    return float(np.mean([roc_auc_score(truth[:, column], scores[:, column]) for column in known])) if known else np.nan


def auc_by(truth: Truth, scores: Scores, parts: Sequence[str]) -> dict[str, float]:
    """The macro AUC within each part, such as a language."""
    names = np.asarray(parts)
    return {part: macro_auc(truth[names == part], scores[names == part]) for part in sorted(set(parts))}


def any_auc(truth: Truth, any_scores: NDArray[np.float64]) -> float:
    """The chance that a statement about some theme has a higher probability of any than one about none."""
    is_about = truth.any(axis=1)
    return float(roc_auc_score(is_about, any_scores)) if 0 < is_about.mean() < 1 else np.nan


def reliability(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> list[dict[str, float]]:
    """For tenths of the scores that occur: how many, their mean, and the share that is true."""
    bins = np.minimum((scores * N_BINS).astype(int), N_BINS - 1)
    table = pd.DataFrame({"bin": bins.ravel(), "score": scores.ravel(), "is_true": truth.ravel()})
    found = table.groupby("bin").agg(n=("score", "size"), score=("score", "mean"), is_true=("is_true", "mean"))
    return [
        {"from": number / N_BINS, "n": int(row.n), "score": float(row.score), "is_true": float(row.is_true)}
        for number, row in zip(found.index, found.itertuples(), strict=True)
    ]


def calibration_error(table: Sequence[dict[str, float]]) -> float:
    """Expected calibration error: how far mean score and share of truth are apart, weighted by how many there are."""
    n = sum(row["n"] for row in table)
    return sum(row["n"] * abs(row["score"] - row["is_true"]) for row in table) / n


def carried_figures(truth: Truth, carried: Truth) -> dict[str, float]:
    """Precision, recall and F1 over all pairs, and how many statements about some theme, and about none, carry one."""
    precision, recall, f1, _ = precision_recall_fscore_support(
        truth.ravel(), carried.ravel(), average="binary", zero_division=0
    )
    is_about, has_theme = np.asarray(truth.any(axis=1)), np.asarray(carried.any(axis=1))
    return {
        "precision": float(precision),
        "recall": float(recall),
        "f1": float(f1),
        "about_some_carry": float(has_theme[is_about].mean()) if is_about.any() else np.nan,
        "about_none_carry": float(has_theme[~is_about].mean()) if not is_about.all() else np.nan,
    }


def agreement(
    scores: Scores, carried: Truth, sentences: Sequence[str], languages: Sequence[str]
) -> dict[str, float | str]:
    """How alike translations of a sentence are, mean over pairs of languages.

    `same_first`: share with the same most probable theme; `kappa`: Cohen's, over what is carried, all pairs of sentence
    and theme; `correlation` of the scores. `worst` is the language that agrees least with the others.
    """
    order = pd.MultiIndex.from_arrays([languages, sentences])
    by_language = {
        language: (
            pd.DataFrame(scores, index=order).loc[language].sort_index().to_numpy(),
            pd.DataFrame(carried, index=order).loc[language].sort_index().to_numpy(),
        )
        for language in sorted(set(languages))
    }
    rows = pd.DataFrame(
        [
            {
                "pair": {first, second},
                "same_first": (one[0].argmax(axis=1) == other[0].argmax(axis=1)).mean(),
                "kappa": cohen_kappa_score(one[1].ravel(), other[1].ravel()),
                "correlation": np.corrcoef(one[0].ravel(), other[0].ravel())[0, 1],
            }
            for (first, one), (second, other) in combinations(by_language.items(), 2)
        ]
    )
    of = {name: rows["pair"].map(lambda pair, name=name: name in pair) for name in by_language}
    worst = min(of, key=lambda name: rows.loc[of[name], "same_first"].mean())
    return {
        **{name: float(rows[name].mean()) for name in ("same_first", "kappa", "correlation")},
        "worst": worst,
        "worst_same_first": float(rows.loc[of[worst], "same_first"].mean()),
        "same_first_without_worst": float(rows.loc[~of[worst], "same_first"].mean()),
    }
