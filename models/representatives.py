"""The statements that stand for a topic: near its centre, and from as many people and languages as can be."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.encoder import Vectors, unit
from models.sampling import sampling_units
from models.tokens import terms

N_REPRESENTATIVES = 6

MIN_TERMS = 3
MAX_TERMS = 40
"""Words that count (models.tokens) in a statement that a reader can take in: from about six words to about eighty."""

MAX_POOL = 500
"""At most so many statements are chosen from."""

NEAR_DUPLICATE = 0.9
"""Cosine from which a statement repeats one that was chosen."""


def representatives(
    statements: pd.DataFrame, vectors: Vectors, is_clustered: NDArray[np.bool_], *, n: int = N_REPRESENTATIVES
) -> list[str]:
    """Ids of up to `n` statements that stand for a topic and come from as many people and languages as can be.

    Looked at is half of the texts: those that are neither too short nor too long to read, of these the clustered ones
    before those that joined afterwards, of these the nearest to the centre. Each choice is the one that is new in most
    of three ways: its sampling unit (session or author), its language, and a group of its speaker; among equals one of
    a new sampling unit, then the nearest. Others are chosen when none of these are left, and near-duplicates of a
    chosen one last.

    Args:
        statements: Schema `Statements`, those of one topic.
        vectors: Neutral, shape (n_statements, n_dims), same order.
        is_clustered: Whether the clustering itself placed a statement, same order.
        n: At most so many.
    """
    pool = _pool(statements, vectors, is_clustered, n)
    vectors, said = vectors[pool], statements.iloc[pool]
    voices = _Voices(said)
    hard_to_read = [not _is_readable(*pair) for pair in zip(said["text"], said["language"], strict=True)]
    again = np.zeros(len(pool), dtype=np.bool_)
    chosen: list[int] = []
    while len(chosen) < min(n, len(pool)):
        left = [i for i in range(len(pool)) if i not in chosen]
        chosen.append(min(left, key=lambda i: (again[i], hard_to_read[i], *voices.familiar(i), i)))
        voices.hear(chosen[-1])
        again |= vectors @ vectors[chosen[-1]] >= NEAR_DUPLICATE
    return [str(said["statement_id"].iloc[i]) for i in chosen]


def _pool(statements: pd.DataFrame, vectors: Vectors, is_clustered: NDArray[np.bool_], n: int) -> list[int]:
    """Positions of the statements to choose from, each text once: readable ones, clustered ones, then by nearness."""
    similarity = (vectors @ unit(vectors.mean(axis=0))).round(6)  # the last digits move with the order of rows
    ids, texts = statements["statement_id"].tolist(), statements["text"].tolist()
    order = sorted(range(len(ids)), key=lambda i: (not is_clustered[i], -similarity[i], ids[i]))
    first = {texts[i]: i for i in reversed(order)}
    nearest = [i for i in order if first[texts[i]] == i][: 2 * MAX_POOL]
    languages = statements["language"].tolist()
    readable_first = sorted(nearest, key=lambda i: not _is_readable(texts[i], languages[i]))
    return readable_first[: max(n, (len(nearest) + 1) // 2)]


class _Voices:
    """Who speaks in each statement of a pool, and who was heard so far: sampling units, languages and groups."""

    def __init__(self, pool: pd.DataFrame) -> None:
        self._units = sampling_units(pool).tolist()
        self._languages = pool["language"].tolist()
        self._groups = [set(groups) for groups in pool["groups"]]
        self._heard: tuple[set[str], set[str], set[str]] = (set(), set(), set())

    def familiar(self, i: int) -> tuple[int, bool]:
        """In how many of the three ways statement `i` brings nothing new, and whether its unit was heard."""
        units, languages, groups = self._heard
        unit_heard = self._units[i] in units
        return unit_heard + (self._languages[i] in languages) + (self._groups[i] <= groups), unit_heard

    def hear(self, i: int) -> None:
        """Count statement `i` as chosen."""
        units, languages, groups = self._heard
        units.add(self._units[i])
        languages.add(self._languages[i])
        groups.update(self._groups[i])


def _is_readable(text: str, language: str) -> bool:
    return MIN_TERMS <= len(terms(text, language)) <= MAX_TERMS
