"""The crosswalk between what was found and what staff wrote: statements and topics against themes, both ways.

A statement's score for a theme says how much nearer it lies to the theme's wording than unrelated text does, in
standard deviations of unrelated text. It carries a theme where the score is beyond what unrelated text reaches for
its best theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.schemas import UNKNOWN_LANGUAGE, Theme
from models.encoder import Vectors, unit
from models.sampling import sampling_units, share_estimate
from models.schemas import OUTLIER, Themes, Topics

N_NEIGHBOURS = 15
"""A statement's score leans on its nearest neighbours, which say the same in other words, and on its topic."""

OWN_WEIGHT, NEIGHBOURS_WEIGHT, TOPIC_WEIGHT = 0.2, 0.4, 0.4
"""Whether a statement is about no theme is hard to see from one sentence (AUC 0.64) and easier from its surroundings
(0.75 to 0.83). An outlier has no topic: its neighbours have the topic's weight too."""

FALSE_THEME_RATE = 0.07
"""Nominal share of unrelated texts that carry some theme by chance. True tails are heavier than the simulated ones:
0.14 of SIB-200's evaluation sentences outside the category politics do (docs/decisions/0007)."""

N_DRAWS = 20_000
SHARES_STRENGTH = 0.75
"""A second theme is carried where it scores within this many standard deviations of the best one."""

COVERED_FROM, UNCOVERED_TO = 0.6, 0.4
"""A topic is covered where at least 60% of its statements carry a theme, uncovered where at most 40% do."""

STRONG_OCCASIONS, THIN_OCCASIONS = 5, 2
"""Occasions are sessions, and Pol.is conversations or tables whose statements belong to no session."""
STRONG_SHARE = 0.05


@dataclass(frozen=True)
class Background:
    """How unrelated text spreads in the neutral space: `mean` (n_dims,) and `covariance` (n_dims, n_dims)."""

    mean: NDArray[np.float32]
    covariance: NDArray[np.float32]


def measure_background(vectors: Vectors) -> Background:
    """The spread of unrelated text from neutral vectors of it, shape (n_texts, n_dims)."""
    return Background(vectors.mean(axis=0), np.cov(vectors, rowvar=False).astype(np.float32))


def theme_wordings(themes: Sequence[Theme]) -> list[tuple[str, str]]:
    """Every wording of every theme, as (theme id, text): labels and descriptions in all languages, and examples."""
    return [
        (theme.id, text)
        for theme in themes
        for text in (*theme.labels.values(), *theme.descriptions.values(), *theme.examples)
        if text.strip()
    ]


def theme_vectors(wordings: Sequence[tuple[str, str]], vectors: Vectors) -> dict[str, Vectors]:
    """One vector a theme, the centre of its wordings' neutral vectors (rows as `wordings`), each of shape (n_dims,)."""
    owners = np.asarray([theme_id for theme_id, _ in wordings])
    return {theme_id: unit(vectors[owners == theme_id].mean(axis=0)) for theme_id in dict.fromkeys(owners.tolist())}


def score_themes(
    statement_ids: Sequence[str],
    vectors: Vectors,
    topic_ids: NDArray[np.int64],
    themes: Mapping[str, Vectors],
    background: Background,
    *,
    seed: int,
) -> pd.DataFrame:
    """Scores of every statement for every theme (schema `StatementThemes`).

    Args:
        statement_ids: One id a statement.
        vectors: Neutral, shape (n_statements, n_dims), unit length, same order.
        topic_ids: Topic of each statement, outliers included, shape (n_statements,), same order.
        themes: Neutral vector of each theme, from `theme_vectors`.
        background: Spread of unrelated text in the same space.
        seed: For the threshold's simulation.
    """
    if not themes:
        return _no_scores()
    prototypes = np.stack(list(themes.values()))
    own = _standardised(vectors, prototypes, background)
    neighbours = own[nearest_neighbours(vectors, N_NEIGHBOURS)].mean(axis=1)
    topic = np.where((topic_ids == OUTLIER)[:, None], neighbours, _topic_means(own, topic_ids))
    scores = OWN_WEIGHT * own + NEIGHBOURS_WEIGHT * neighbours + TOPIC_WEIGHT * topic
    best = scores.max(axis=1, keepdims=True)
    assigned = (scores >= carrying_threshold(prototypes, background, seed=seed)) & (scores >= best - SHARES_STRENGTH)
    return pd.DataFrame(
        {
            "statement_id": np.repeat(np.asarray(statement_ids, dtype=object), len(themes)),
            "theme_id": np.tile(np.asarray(list(themes), dtype=object), len(vectors)),
            "score": scores.ravel().astype(float),
            "assigned": assigned.ravel(),
        }
    )


def _topic_means(scores: NDArray[np.float64], topic_ids: NDArray[np.int64]) -> NDArray[np.float64]:
    """For every statement the mean scores of its topic (of all outliers, for an outlier), shape as given."""
    numbers, n_members = np.unique(topic_ids, return_inverse=True, return_counts=True)[1:]
    sums = np.zeros((len(n_members), scores.shape[1]))
    np.add.at(sums, numbers, scores)
    return np.asarray((sums / n_members[:, None])[numbers])


def _no_scores() -> pd.DataFrame:
    columns = {"statement_id": "str", "theme_id": "str", "score": "float64", "assigned": "bool"}
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})


def carrying_threshold(prototypes: Vectors, background: Background, *, seed: int) -> float:
    """The score that the best theme of an unrelated text passes with a chance of `FALSE_THEME_RATE`.

    Themes resemble one another, so the best of fifteen is no best of fifteen independent ones: the distribution of the
    best score is simulated from the themes' correlations in unrelated text.
    """
    covariance = prototypes @ background.covariance @ prototypes.T
    deviations = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(deviations, deviations)
    draws = np.random.default_rng(seed).multivariate_normal(
        np.zeros(len(prototypes)), correlation, size=N_DRAWS, method="eigh"
    )
    return float(np.quantile(draws.max(axis=1), 1 - FALSE_THEME_RATE))


def _standardised(vectors: Vectors, prototypes: Vectors, background: Background) -> NDArray[np.float64]:
    """Cosine of statements and themes in standard deviations above unrelated text, shape (n_statements, n_themes)."""
    expected = background.mean @ prototypes.T
    deviation = np.sqrt(np.einsum("td,de,te->t", prototypes, background.covariance, prototypes))
    return np.asarray((vectors @ prototypes.T - expected) / deviation, dtype=np.float64)


def nearest_neighbours(vectors: Vectors, k: int) -> NDArray[np.int64]:
    """Positions of the `k` nearest other statements of each one, shape (n_statements, min(k, n_statements - 1)).

    Approximate above 4,096 statements (pynndescent, which UMAP brings), exact below.
    """
    from pynndescent import NNDescent
    from sklearn.neighbors import NearestNeighbors

    k = min(k, len(vectors) - 1)
    if len(vectors) > 4096:
        indices, _ = NNDescent(vectors, metric="cosine", n_neighbors=k + 1, random_state=0, n_jobs=1).neighbor_graph
    else:
        indices = NearestNeighbors(n_neighbors=k, metric="cosine").fit(vectors).kneighbors(return_distance=False)
    return _without_self(np.asarray(indices), k)


def _without_self(indices: NDArray[np.int64], k: int) -> NDArray[np.int64]:
    """The first `k` neighbours that are not the row itself, which equal vectors may push from the first place."""
    others = indices != np.arange(len(indices))[:, None]
    order = np.argsort(~others, axis=1, kind="stable")
    return np.take_along_axis(indices, order, axis=1)[:, :k]


def nearest_theme(statement_themes: pd.DataFrame) -> pd.DataFrame:
    """One row a statement, indexed by its id: `theme_id` and `theme_score` of its nearest theme, and `has_theme`."""
    by_statement = statement_themes.groupby("statement_id", sort=False)
    best = statement_themes.loc[by_statement["score"].idxmax()].set_index("statement_id")
    return pd.DataFrame(
        {
            "theme_id": best["theme_id"],
            "theme_score": best["score"],
            "has_theme": by_statement["assigned"].any(),
        }
    )


def topic_coverage(statements: pd.DataFrame, statement_themes: pd.DataFrame) -> pd.DataFrame:
    """How far themes cover each topic, one row a topic, from its statements and not from its centre alone.

    The interval counts sessions and not lines (`models.sampling`).

    Args:
        statements: Schema `Statements` with the column topic_id.
        statement_themes: Schema `StatementThemes`.
    """
    nearest = nearest_theme(statement_themes)
    placed = statements.assign(
        unit_id=sampling_units(statements),
        carries=statements["statement_id"].map(nearest["has_theme"]).eq(True),
    )[statements["topic_id"] != OUTLIER]
    scored = placed[["statement_id", "topic_id"]].merge(statement_themes, on="statement_id", validate="one_to_many")
    means = scored.groupby(["topic_id", "theme_id"], sort=False)["score"].mean()
    rows = []
    for topic_id, members in placed.groupby("topic_id"):
        covered = share_estimate(members["carries"].to_numpy(), members["unit_id"].to_numpy())
        by_theme = means.loc[topic_id] if len(means) else means
        rows.append(
            {
                "topic_id": topic_id,
                "theme_id": by_theme.idxmax() if len(by_theme) else None,
                "theme_score": float(by_theme.max()) if len(by_theme) else np.nan,
                "coverage": _coverage(covered.share),
                "covered_share": covered.share,
                "covered_low": covered.low,
                "covered_high": covered.high,
            }
        )
    if not rows:
        return Topics.empty()[list(_COVERAGE_COLUMNS)]
    return pd.DataFrame(rows, columns=_COVERAGE_COLUMNS)


_COVERAGE_COLUMNS = (
    "topic_id",
    "theme_id",
    "theme_score",
    "coverage",
    "covered_share",
    "covered_low",
    "covered_high",
)


def _coverage(share: float) -> str:
    if share >= COVERED_FROM:
        return "covered"
    return "uncovered" if share <= UNCOVERED_TO else "partly"


def theme_support(
    themes: Sequence[Theme],
    statements: pd.DataFrame,
    statement_themes: pd.DataFrame,
    coverage: pd.DataFrame,
    sessions: pd.DataFrame,
    *,
    language: str,
) -> pd.DataFrame:
    """What each theme rests on (schema `Themes`), in the order of `themes`.

    Args:
        themes: Written by staff.
        statements: Schema `Statements`.
        statement_themes: Schema `StatementThemes`.
        coverage: From `topic_coverage`; a theme's topics are those it is nearest to, unless they are uncovered.
        sessions: Schema `Sessions`.
        language: Language of the label, where the theme has it.
    """
    carried = statement_themes[statement_themes["assigned"]].merge(
        statements[["statement_id", "session_id", "source", "language"]], on="statement_id", validate="many_to_one"
    )
    regions = sessions.set_index("session_id")["region"]
    rows = []
    for theme in themes:
        behind = carried[carried["theme_id"] == theme.id]
        share = len(behind) / max(1, len(statements))
        n_sessions = behind["session_id"].nunique()
        n_occasions = behind["session_id"].fillna(behind["source"]).nunique()
        is_topic = (coverage["theme_id"] == theme.id) & (coverage["coverage"] != "uncovered")
        rows.append(
            {
                "theme_id": theme.id,
                "label": wording(theme.labels, language),
                "n_statements": len(behind),
                "share": share,
                "n_sessions": n_sessions,
                "n_languages": behind["language"].nunique(),
                "n_regions": behind["session_id"].map(regions).nunique(),
                "topic_ids": coverage.loc[is_topic, "topic_id"].tolist(),
                "support": _support(len(behind), share, n_occasions),
            }
        )
    return pd.DataFrame(rows) if rows else Themes.empty()


def _support(n_statements: int, share: float, n_occasions: int) -> str:
    """Strong: heard on many occasions and often; thin: on one or two."""
    if n_statements == 0:
        return "none"
    if n_occasions >= STRONG_OCCASIONS and share >= STRONG_SHARE:
        return "strong"
    return "thin" if n_occasions <= THIN_OCCASIONS else "some"


def wording(by_language: Mapping[str, str], language: str) -> str:
    """The wording in `language`, else the one without a language, else the first."""
    return by_language.get(language) or by_language.get(UNKNOWN_LANGUAGE) or next(iter(by_language.values()))
