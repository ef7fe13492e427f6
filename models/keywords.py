"""Words that set a topic apart, over all languages and in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, diags_array

from models.schemas import OUTLIER
from models.tokens import terms

N_KEYWORDS = 10

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
        count over all topics and A the mean number of words a topic. As bertopic's `ClassTfidfTransformer`, but A is
        not cut to a whole number, and a vocabulary of one term or none is no error.
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
    rarity = np.log1p(counts.sum() / len(ids) / np.asarray(counts.sum(axis=0))[0])
    weights = normalize(counts.astype(float), norm="l1") @ diags_array(rarity)
    names = [name.partition(TAG) for name in vocabulary]
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
    row = weights.topic_ids.index(topic_id)
    topic = weights.weights.getrow(row).tocoo()
    counts = weights.counts.getrow(row).toarray()[0]
    candidates = [
        (counts[column] > 1, weight, weights.terms[column])
        for column, weight in zip(topic.col, topic.data, strict=True)
        if language in (None, weights.languages[column])
    ]
    ranked = sorted(candidates, key=lambda candidate: (not candidate[0], -candidate[1], candidate[2]))
    return list(dict.fromkeys(word for _, _, word in ranked))[:n]
