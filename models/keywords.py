"""Words that set a topic apart, over all languages and in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array

from models.encoder import Vectors
from models.schemas import OUTLIER
from models.tokens import terms
from models.translations import centred_by_language, same_meaning

N_KEYWORDS = 10

N_CANDIDATES = 30
"""Words of a topic that are looked at for translations of one another."""

Language = TypeVar("Language", str, str | None)

TAG = ":"
"""Stands between a term's language and the term, so that `en:pain` and `fr:pain` are counted apart."""


@dataclass(frozen=True)
class TermWeights:
    """c-TF-IDF of every topic.

    `weights` and `counts` have shape (n_topics, n_terms): rows as `topic_ids`, columns as `terms`. `counts` says in
    how many of the topic's statements a term occurs.
    """

    topic_ids: tuple[int, ...]
    terms: tuple[str, ...]
    languages: tuple[str, ...]
    weights: csr_matrix
    counts: csr_matrix


@dataclass(frozen=True)
class KeywordTerms:
    """The weights, and the vectors of each topic's first words, by which translations are known.

    `columns` are those words' columns in the weights, ascending; `vectors` has shape (n_columns, n_dims), same order.
    """

    weights: TermWeights
    columns: NDArray[np.int64]
    vectors: Vectors


def tagged_documents(statements: pd.DataFrame) -> list[str]:
    """The terms of each statement, tagged by language and joined by spaces; empty where it has none."""
    return [
        " ".join(f"{language}{TAG}{term}" for term in terms(text, language))
        for text, language in zip(statements["text"], statements["language"], strict=True)
    ]


def term_weights(statements: pd.DataFrame, topic_ids: Sequence[int]) -> TermWeights:
    """c-TF-IDF of each topic in `statements` (columns text, language) with the topic of each row in `topic_ids`.

    A term counts once a statement, so that one long statement does not name a topic. Outliers are left out.

    Source:
        Grootendorst 2022, arXiv:2203.05794: tf * log(1 + A / f), with tf as a share of the topic's words, f the term's
        count over all topics and A the mean number of words a topic. Unlike in bertopic's `ClassTfidfTransformer` A
        counts the words of the term's own language only, and the logarithm is divided by its value for a term that
        occurs once, log(1 + A): a common word of a small language is not taken for a rare one, nor do words of a large
        language weigh more. A is not cut to a whole number, and a vocabulary of one term or none is no error.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    topics = np.asarray(topic_ids)
    placed = topics != OUTLIER
    ids = np.unique(topics[placed])
    documents = np.asarray(tagged_documents(statements), dtype=object)[placed]
    vocabulary = sorted({term for document in documents for term in document.split()})
    if not vocabulary:
        nothing = csr_matrix((len(ids), 0))
        return TermWeights(tuple(int(topic_id) for topic_id in ids), (), (), nothing, nothing)
    occurrences = CountVectorizer(analyzer=str.split, binary=True, vocabulary=vocabulary).transform(documents)
    membership = csr_matrix(
        (
            np.ones(placed.sum(), dtype=np.int64),
            (np.searchsorted(ids, topics[placed]), np.arange(placed.sum())),
        )
    )
    counts = csr_matrix(membership @ occurrences)
    names = [name.partition(TAG) for name in vocabulary]
    frequency = np.asarray(counts.sum(axis=0))[0]
    languages, of_language = np.unique([language for language, _, _ in names], return_inverse=True)
    n_words = np.bincount(of_language, weights=frequency, minlength=len(languages))
    mean_words = n_words[of_language] / len(ids)
    rarity = np.log1p(mean_words / frequency) / np.log1p(mean_words)
    weights = normalize(counts.astype(float), norm="l1") @ diags_array(rarity)
    return TermWeights(
        topic_ids=tuple(int(topic_id) for topic_id in ids),
        terms=tuple(term for _, _, term in names),
        languages=tuple(language for language, _, _ in names),
        weights=csr_matrix(weights),
        counts=counts,
    )


def keywords(weights: TermWeights, topic_id: int, *, language: str | None = None, n: int = N_KEYWORDS) -> list[str]:
    """The `n` words that weigh most in a topic, in `language` or over all; each word once, none that is empty.

    A word found in one statement only is that speaker's, not the topic's: such words come after all others.
    """
    return keywords_by_language(weights, topic_id, [language], n=n)[language]


def keywords_by_language(
    weights: TermWeights, topic_id: int, languages: Sequence[Language], *, n: int = N_KEYWORDS
) -> dict[Language, list[str]]:
    """The `keywords` of a topic in each of `languages`; its words are ranked once for all."""
    columns, _, _ = _ranked(weights, topic_id)
    found = {}
    for language in languages:
        words = (weights.terms[column] for column in columns if language in (None, weights.languages[column]))
        found[language] = list(dict.fromkeys(words))[:n]
    return found


def keyword_candidates(weights: TermWeights) -> NDArray[np.int64]:
    """Columns of the first `N_CANDIDATES` words of any topic, ascending: those whose vectors are needed."""
    first = [_ranked(weights, topic_id)[0][:N_CANDIDATES] for topic_id in weights.topic_ids]
    return np.unique(np.concatenate(first)) if first else np.empty(0, dtype=np.int64)


def merged_keywords(
    keyword_terms: KeywordTerms, languages: Sequence[str], *, n: int = N_KEYWORDS
) -> dict[int, list[str]]:
    """The `n` keywords of every topic over all languages, words of the same meaning taken as one.

    What is one has the weight of all its words, and counts as said in all their statements. It is named by its word in
    the first of `languages` that has one, the weightiest there; languages that are not listed come last.
    """
    weights, columns = keyword_terms.weights, keyword_terms.columns
    if len(columns) == 0:
        return {topic_id: [] for topic_id in weights.topic_ids}
    vectors = centred_by_language(keyword_terms.vectors, [weights.languages[column] for column in columns])
    place = {language: position for position, language in enumerate(languages)}
    found = {}
    for topic_id in weights.topic_ids:
        own, weighed, counts = (values[:N_CANDIDATES] for values in _ranked(weights, topic_id))
        words = [weights.terms[column] for column in own]
        spoken = [weights.languages[column] for column in own]
        groups = same_meaning(words, spoken, vectors[np.searchsorted(columns, own)])
        merged = []
        for group in np.unique(groups):
            members = np.flatnonzero(groups == group)
            named = min(members, key=lambda i: (place.get(spoken[i], len(place)), -weighed[i], words[i]))
            merged.append((counts[members].sum() <= 1, -weighed[members].sum(), words[named]))
        found[topic_id] = list(dict.fromkeys(word for _, _, word in sorted(merged)))[:n]
    return found


def _ranked(weights: TermWeights, topic_id: int) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Columns of the words of a topic, those of several statements first, then by weight; their weights and counts."""
    row = weights.topic_ids.index(topic_id)
    topic = weights.weights.getrow(row)
    columns = topic.indices.astype(np.int64)
    counts = np.asarray(weights.counts[[row], :].toarray()[0, columns])
    order = sorted(range(len(columns)), key=lambda i: (counts[i] <= 1, -topic.data[i], weights.terms[columns[i]]))
    return columns[order], topic.data[order], counts[order]
