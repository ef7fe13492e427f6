"""A label for every topic in one language, whatever languages the topic is voiced in.

A multilingual encoder puts a word near the statements about what it names, in any language. A label is made of the
words and pairs of words of the label's language that lie nearest to what sets the topic's centre apart from the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.schemas import Theme
from models.encoder import Vectors, unit
from models.sampling import sampling_units
from models.schemas import OUTLIER
from models.tokens import terms

N_WORDS = 3
MIN_STATEMENTS_IN_LANGUAGE = 50
"""Labels are in the report's language if the corpus has this many statements in it, else in its main language."""

MIN_UNITS = 2
"""A word of one session or author only may identify somebody and says nothing about the others."""

MAX_CANDIDATES = 5_000
SEPARATOR = " · "


@dataclass(frozen=True)
class LabelTerms:
    """Candidates for labels and their neutral vectors, shape (n_terms, n_dims), row i belongs to term i."""

    terms: tuple[str, ...]
    vectors: Vectors


def label_candidates(statements: pd.DataFrame, themes: Sequence[Theme], *, language: str) -> list[str]:
    """Words and pairs of neighbouring words of `language` used in at least two sessions or written by staff.

    Most frequent first, at most `MAX_CANDIDATES`.

    Args:
        statements: Schema `Statements`.
        themes: Their labels in `language` lend their words too.
        language: ISO 639-1 code of the report's language.
    """
    counts = statements["language"].value_counts()
    if counts.get(language, 0) < MIN_STATEMENTS_IN_LANGUAGE:
        language = str(counts.index[0])
    users: dict[str, set[str]] = defaultdict(set)
    spoken = statements[statements["language"] == language]
    for text, unit_id in zip(spoken["text"], sampling_units(spoken), strict=True):
        for term in _words_and_pairs(text, language):
            users[term].add(unit_id)
    shared = {term: len(unit_ids) for term, unit_ids in users.items() if len(unit_ids) >= MIN_UNITS}
    written = {term for theme in themes for term in _words_and_pairs(theme.labels.get(language, ""), language)}
    ranked = sorted(shared.keys() | written, key=lambda term: (-shared.get(term, 0), term))
    return ranked[:MAX_CANDIDATES]


def _words_and_pairs(text: str, language: str) -> set[str]:
    """The words that count in `text`, and pairs of them that stand side by side there."""
    words = terms(text, language)
    folded = text.casefold()
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return {*words, *(pair for pair in pairs if pair in folded)}


def label_topics(topic_ids: NDArray[np.int64], vectors: Vectors, candidates: LabelTerms) -> dict[int, str]:
    """A label of up to `N_WORDS` terms for every topic, no word twice in a label.

    Args:
        topic_ids: Topic of each statement, outliers included, shape (n_statements,).
        vectors: Neutral, shape (n_statements, n_dims), same order.
        candidates: From `label_candidates`, embedded and neutralised like statements.
    """
    ids = np.unique(topic_ids[topic_ids != OUTLIER])
    if len(ids) == 0 or not candidates.terms:
        return {}
    centres = np.stack([vectors[topic_ids == topic_id].mean(axis=0) for topic_id in ids])
    apart = unit(centres - vectors.mean(axis=0))
    nearness = unit(candidates.vectors - candidates.vectors.mean(axis=0)) @ apart.T
    order = np.argsort(-nearness, axis=0, kind="stable")
    return {
        int(topic_id): SEPARATOR.join(_distinct([candidates.terms[row] for row in order[:, column]]))
        for column, topic_id in enumerate(ids)
    }


def _distinct(ranked: list[str]) -> list[str]:
    """The first terms that share no word, nor the beginning of one, with a term before them."""
    chosen: list[str] = []
    for term in ranked:
        if not any(_overlap(word, other) for word in term.split() for earlier in chosen for other in earlier.split()):
            chosen.append(term)
        if len(chosen) == N_WORDS:
            break
    return chosen


def _overlap(word: str, other: str) -> bool:
    """Whether two words are forms of one: they share their first five letters, or all of the shorter one."""
    length = min(5, len(word), len(other))
    return word[:length] == other[:length]
