"""Which statements an analyst's marks would teach most: uncertain ones that stand for many others like them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import entropy

from models.encoder import Vectors
from models.large_corpus import Points
from models.schemas import Review

N_REVIEW = 40
"""An hour's reading for one analyst."""

N_CANDIDATES = 400
"""The most uncertain statements may be asked about; each stands for others in proportion to its nearness."""

RANKED_AT_ONCE = 50_000
"""Statements whose themes are ranked at a time: sorting those of a million at once takes three gigabytes."""

N_STOOD_FOR = 5000
"""Statements that they may stand for; of more, a sample."""


def review_list(
    statements: pd.DataFrame,
    vectors: Vectors,
    statement_themes: pd.DataFrame,
    *,
    may_show: NDArray[np.bool_] | None = None,
    seed: int,
) -> pd.DataFrame:
    """The statements to mark, most instructive first (schema `Review`), at most `N_REVIEW`.

    A statement's doubt is the entropy of "it is about its most probable theme". Statements are chosen one after the
    other, each so that the doubt of all statements is stood for best by their nearest chosen one (facility location):
    a large doubtful topic gets several, and no two that say the same are asked about.

    Args:
        statements: Columns statement_id, text and topic_id.
        vectors: Neutral, shape (n_statements, n_dims), same order.
        statement_themes: Schema `StatementThemes`; statements without a row are not asked about.
        may_show: Which statements may be asked about, shape (n_statements,); None for all. They are chosen here, where
            no copy of their vectors is needed.
        seed: For the sample in large corpora.
    """
    best, second = _first_two(statement_themes)
    asked = statements[["statement_id", "topic_id", "text"]].assign(row=np.arange(len(statements)))
    asked = asked if may_show is None else asked[may_show]
    asked = asked.join(best[["theme_id", "score"]], on="statement_id", how="inner")
    asked = asked.join(second[["theme_id", "score"]].add_prefix("second_"), on="statement_id")
    if asked.empty:
        return Review.empty()
    chances = asked["score"].to_numpy()
    doubt = np.asarray(entropy(np.stack([chances, 1 - chances]), base=2))
    placed = Points(vectors, asked["row"].to_numpy())
    chosen = _standing_for(placed, doubt, asked["text"].duplicated().to_numpy(), np.random.default_rng(seed))
    found = asked.iloc[chosen].drop(columns=["row", "text"]).assign(rank=np.arange(1, len(chosen) + 1))
    return found[list(Review.to_schema().columns)].reset_index(drop=True)


def _first_two(statement_themes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The most probable theme of each statement and the next, by statement_id."""
    numbers = statement_themes["statement_id"].astype("category").cat
    statement = numbers.codes.to_numpy()
    found: tuple[list[pd.DataFrame], list[pd.DataFrame]] = ([], [])
    for start in range(0, max(1, len(numbers.categories)), RANKED_AT_ONCE):
        part = statement_themes[(statement >= start) & (statement < start + RANKED_AT_ONCE)]
        ranked = part.sort_values(["score", "theme_id"], ascending=[False, True], kind="stable")
        by_statement = ranked.groupby("statement_id", sort=False, observed=True)
        for place, rows in enumerate(found):
            rows.append(by_statement.nth(place).astype({"statement_id": "str", "theme_id": "str"}))
    best, second = (pd.concat(rows).set_index("statement_id") for rows in found)
    return best, second


def _standing_for(
    points: Points, doubt: NDArray[np.float64], is_repeated: NDArray[np.bool_], rng: np.random.Generator
) -> list[int]:
    """Positions of those whose nearness to the others, weighted by doubt, adds up to most, one after the other."""
    order = np.lexsort((np.arange(len(doubt)), -doubt, is_repeated))
    candidates = [row for row in order[:N_CANDIDATES] if doubt[row] > 0 and not is_repeated[row]]
    others = np.arange(len(doubt))
    if len(others) > N_STOOD_FOR:
        others = np.sort(rng.choice(others, N_STOOD_FOR, replace=False))
    nearness = np.maximum(points.at(np.asarray(candidates, dtype=np.int64)) @ points.at(others).T, 0) ** 2
    reached = np.zeros(len(others))
    chosen: list[int] = []
    while len(chosen) < min(N_REVIEW, len(candidates)):
        gains = (np.maximum(nearness, reached) - reached) @ doubt[others]
        gains[chosen] = -1
        chosen.append(int(gains.argmax()))
        reached = np.maximum(reached, nearness[chosen[-1]])
    return [int(candidates[position]) for position in chosen]
