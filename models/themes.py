"""The crosswalk between what was found and what staff wrote: statements and topics against themes, both ways.

A score is the probability that a statement is about a theme (`models.theme_scores`). A statement carries a theme where
it is probable enough that some theme fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import sentencex
from numpy.typing import NDArray

from corpus.schemas import UNKNOWN_LANGUAGE, Theme
from models.background import Background
from models.encoder import Vectors, unit
from models.sampling import sampling_units, share_estimate, told_sessions
from models.schemas import OUTLIER, StatementThemes, Themes, Topics
from models.theme_scores import Marks, Probabilities, probabilities, surroundings, theme_evidence

CARRIES_FROM = 0.6
"""A statement carries its most probable theme where the probability that any theme fits is at least this: odds of three
to two, because a concern that is overlooked costs more than a covered one that is read again."""

ALSO_FROM = 0.35
"""It carries every other theme that is at least this probable, too."""

COVERED_FROM, UNCOVERED_TO = 0.6, 0.4
"""A topic is covered where at least 60% of its statements carry a theme, uncovered where at most 40% do."""

SPANS_FROM = 0.2
"""A topic spans the themes that at least a fifth of its statements carry."""

STRONG_OCCASIONS, THIN_OCCASIONS = 5, 2
"""Occasions are sessions, and Pol.is conversations or tables whose statements belong to no session."""
STRONG_SHARE = 0.05
SOME_AUTHORS = 10
"""So many people who wrote by themselves, outside sessions, are more than thin support, on however few occasions."""


def theme_wordings(themes: Sequence[Theme]) -> list[tuple[str, str]]:
    """Every wording of every theme, as (theme id, text): labels, descriptions and their sentences, in all languages.

    A sentence names one thing that people said, as a statement does; the whole description says what they share.
    """
    return [(theme.id, text) for theme in themes for text in dict.fromkeys(_wordings(theme)) if text.strip()]


def _wordings(theme: Theme) -> list[str]:
    sentences = [
        sentence.strip()
        for language, description in theme.descriptions.items()
        for sentence in sentencex.segment(language, description)
    ]
    return [*theme.labels.values(), *theme.descriptions.values(), *sentences]


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
    marks: Mapping[str, Marks] | None = None,
) -> pd.DataFrame:
    """Probabilities of every statement for every theme (schema `StatementThemes`).

    Args:
        statement_ids: One id a statement.
        vectors: Neutral, shape (n_statements, n_dims), unit length, same order.
        topic_ids: Topic of each statement, outliers included, shape (n_statements,), same order.
        themes: Neutral vector of each theme, from `theme_vectors`.
        background: Spread of unrelated text in the same space.
        marks: What analysts marked, by theme.
    """
    if not themes or not len(statement_ids):
        return StatementThemes.empty()
    by_theme = [(marks or {}).get(theme_id) for theme_id in themes]
    evidence = theme_evidence(
        vectors, surroundings(vectors, topic_ids), np.stack(list(themes.values())), background, by_theme
    )
    found = probabilities(evidence, by_theme)
    statement_of = np.repeat(np.arange(len(statement_ids)), len(themes))
    theme_of = pd.Categorical(list(themes))
    return pd.DataFrame(
        {
            "statement_id": pd.Categorical.from_codes(statement_of, pd.Index(statement_ids, dtype="str")),
            "theme_id": pd.Categorical.from_codes(np.tile(theme_of.codes, len(vectors)), theme_of.categories),
            "score": found.by_theme.ravel(),
            "assigned": carried(found).ravel(),
            "any_score": np.repeat(found.any_theme, len(themes)),
        }
    )


def carried(found: Probabilities) -> NDArray[np.bool_]:
    """Which themes each statement carries, shape (n_statements, n_themes): none, or the most probable and others."""
    is_best = found.by_theme == found.by_theme.max(axis=1, keepdims=True)
    is_about_any = (found.any_theme >= CARRIES_FROM)[:, None]
    return np.asarray(is_about_any & (found.by_theme > 0) & (is_best | (found.by_theme >= ALSO_FROM)))


def nearest_theme(statement_themes: pd.DataFrame) -> pd.DataFrame:
    """One row a statement, indexed by its id: its most probable theme.

    Columns `theme_id`, `theme_score` (its probability), `any_theme_score` (that any theme fits) and `has_theme`.
    """
    by_statement = statement_themes.groupby("statement_id", sort=False)
    best = statement_themes.loc[by_statement["score"].idxmax()]
    found = {
        "theme_id": best["theme_id"].astype("str"),
        "theme_score": best["score"],
        "any_theme_score": best["any_score"],
        "has_theme": by_statement["assigned"].any(),
    }
    ids = pd.Index(best["statement_id"].astype("str"))
    return pd.DataFrame({name: column.set_axis(ids) for name, column in found.items()})


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
    rows_of = pd.Index(placed["statement_id"]).get_indexer(statement_themes["statement_id"])
    topic_of = placed["topic_id"].to_numpy()[rows_of[rows_of >= 0]]
    scored = statement_themes.loc[rows_of >= 0, ["theme_id", "score", "assigned"]]
    means = scored.groupby([topic_of, "theme_id"], sort=False)[["score", "assigned"]].mean()
    rows = []
    for topic_id, members in placed.groupby("topic_id"):
        covered = share_estimate(members["carries"].to_numpy(), members["unit_id"].to_numpy())
        by_theme = means.loc[topic_id] if len(means) else means
        spanned = by_theme.loc[by_theme["assigned"] >= SPANS_FROM, "assigned"]
        spanned = spanned.sort_values(ascending=False, kind="stable")
        coverage = _coverage(covered.share)
        rows.append(
            {
                "topic_id": topic_id,
                "theme_id": by_theme["score"].idxmax() if len(by_theme) else None,
                "theme_score": float(by_theme["score"].max()) if len(by_theme) else np.nan,
                "theme_ids": tuple(spanned.index),
                "theme_shares": tuple(spanned.round(3).tolist()),
                "coverage": coverage,
                "is_coverage_sure": _is_sure(coverage, covered.low, covered.high),
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
    "theme_ids",
    "theme_shares",
    "coverage",
    "is_coverage_sure",
    "covered_share",
    "covered_low",
    "covered_high",
)


def _coverage(share: float) -> str:
    if share >= COVERED_FROM:
        return "covered"
    return "uncovered" if share <= UNCOVERED_TO else "partly"


def _is_sure(coverage: str, low: float, high: float) -> bool:
    """Whether the interval of the covered share leaves out the opposite of the label."""
    return low > UNCOVERED_TO if coverage == "covered" else coverage == "uncovered" and high < COVERED_FROM


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
        coverage: From `topic_coverage`; a theme's topics are those that span it.
        sessions: Schema `Sessions`.
        language: Language of the label, where the theme has it.
    """
    columns = ["statement_id", "session_id", "source", "language", "author_id", "groups"]
    told = statements.assign(session_id=told_sessions(statements))[columns]
    assigned = statement_themes[statement_themes["assigned"]].astype({"statement_id": "str"})
    assigned = assigned.merge(told, on="statement_id", validate="many_to_one")
    regions = sessions.set_index("session_id")["region"]
    rows = []
    for theme in themes:
        behind = assigned[assigned["theme_id"] == theme.id]
        share = len(behind) / max(1, len(statements))
        n_sessions = behind["session_id"].nunique()
        n_occasions = behind["session_id"].fillna(behind["source"]).nunique()
        n_authors = behind.loc[behind["session_id"].isna(), "author_id"].nunique()
        is_topic = coverage["theme_ids"].map(lambda spanned, theme_id=theme.id: theme_id in spanned).astype(bool)
        rows.append(
            {
                "theme_id": theme.id,
                "label": wording(theme.labels, language),
                "n_statements": len(behind),
                "share": share,
                "n_sessions": n_sessions,
                "n_occasions": n_occasions,
                "n_authors": n_authors,
                "n_languages": behind["language"].nunique(),
                "languages": tuple(behind["language"].value_counts().index),
                "groups": tuple(sorted({group for groups in behind["groups"] for group in groups})),
                "n_regions": behind["session_id"].map(regions).nunique(),
                "topic_ids": coverage.loc[is_topic, "topic_id"].tolist(),
                "support": _support(len(behind), share, n_occasions, n_authors),
            }
        )
    return pd.DataFrame(rows) if rows else Themes.empty()


def _support(n_statements: int, share: float, n_occasions: int, n_authors: int) -> str:
    """Strong: heard on many occasions and often; thin: on one or two, and not from many people on their own."""
    if n_statements == 0:
        return "none"
    if n_occasions >= STRONG_OCCASIONS and share >= STRONG_SHARE:
        return "strong"
    return "thin" if n_occasions <= THIN_OCCASIONS and n_authors < SOME_AUTHORS else "some"


def wording(by_language: Mapping[str, str], language: str) -> str:
    """The wording in `language`, else the one without a language, else the first."""
    return by_language.get(language) or by_language.get(UNKNOWN_LANGUAGE) or next(iter(by_language.values()))
