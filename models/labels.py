"""A label for every topic in one language, whatever languages the topic is voiced in.

A multilingual encoder puts a word near the statements about what it names, in any language. A label is made of the
words and pairs of words of its language that the topic's statements bear out, by what they say or by what they mean.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from corpus.schemas import Theme
from models.encoder import Vectors
from models.label_evidence import SPOKEN_ENOUGH, Evidence, LabelCandidates, LabelTerms, gather_evidence
from models.sampling import sampling_units
from models.tokens import phrases, same_word

N_WORDS = 3
MIN_STATEMENTS_IN_LANGUAGE = 50
"""Labels are in the report's language if the corpus has this many statements in it, else in its main language."""

MIN_UNITS = 2
"""A word of one session or author only may identify somebody and says nothing about the others."""

MAX_CANDIDATES = 5_000
MIN_RELATIVE_SCORE = 0.25
"""A term after the first must be this good beside it: one telling word is a better label than one with two fillers."""

MIN_SUPPORT = 0.15
"""A label of a topic with `SPOKEN_ENOUGH` statements in its language is dropped if it is in fewer of them."""

SEPARATOR = " · "


@dataclass(frozen=True)
class Label:
    """The terms of a label, and the share of the topic's statements in their language in which one of them occurs.

    `support` is from 0 to 1, NaN where the topic has no statement in that language.
    """

    terms: tuple[str, ...]
    support: float

    @property
    def text(self) -> str:
        """As it is shown."""
        return SEPARATOR.join(self.terms)


def label_language(statements: pd.DataFrame, language: str) -> str:
    """`language` if the corpus has enough statements in it to make labels from, else its most frequent one."""
    counts = statements["language"].sort_values().value_counts()
    return language if counts.get(language, 0) >= MIN_STATEMENTS_IN_LANGUAGE else str(counts.index[0])


def label_candidates(statements: pd.DataFrame, themes: Sequence[Theme], *, language: str) -> LabelCandidates:
    """Words and pairs of neighbouring words of `language` used in at least two sessions or written by staff.

    Most frequent first, at most `MAX_CANDIDATES`.

    Args:
        statements: Schema `Statements`.
        themes: Their labels in the labels' language lend their words too.
        language: ISO 639-1 code of the report's language.
    """
    language = label_language(statements, language)
    is_spoken = (statements["language"] == language).to_numpy()
    units = pd.factorize(sampling_units(statements))[0]
    written = {term for theme in themes for term in phrases(theme.labels.get(language, ""), language)}
    vocabulary = {term: column for column, term in enumerate(sorted(written))}
    uses = _uses(statements["text"], is_spoken, language, vocabulary)
    n_users = _count_units(uses, units)
    known = [term for term, column in vocabulary.items() if n_users[column] >= MIN_UNITS or term in written]
    terms = sorted(known, key=lambda term: (-n_users[vocabulary[term]], term))[:MAX_CANDIDATES]
    chosen = csr_matrix(uses[:, [vocabulary[term] for term in terms]])
    return LabelCandidates(tuple(terms), language, chosen, is_spoken, units)


def _uses(texts: pd.Series[str], is_spoken: NDArray[np.bool_], language: str, vocabulary: dict[str, int]) -> csr_matrix:
    """Whether a statement that is spoken uses a term, shape (n_statements, n_terms); new terms join the vocabulary."""
    rows, columns = array("q"), array("q")
    for row in np.flatnonzero(is_spoken):
        for term in phrases(texts.iloc[row], language):
            rows.append(int(row))
            columns.append(vocabulary.setdefault(term, len(vocabulary)))
    flags = np.ones(len(rows), dtype=np.int32)
    return csr_matrix((flags, (np.asarray(rows), np.asarray(columns))), shape=(len(texts), len(vocabulary)))


def _count_units(uses: csr_matrix, units: NDArray[np.int64]) -> NDArray[np.int64]:
    """In how many sampling units each term is used, shape (n_terms,)."""
    n_statements = uses.shape[0]
    membership = csr_matrix((np.ones(n_statements, dtype=np.int32), (units, np.arange(n_statements))))
    return np.asarray((membership @ uses > 0).sum(axis=0)).ravel()


def label_topics(
    topic_ids: NDArray[np.int64], vectors: Vectors, label_terms: LabelTerms, *, rows: NDArray[np.int64] | None = None
) -> dict[int, Label]:
    """A label of up to `N_WORDS` terms for every topic that has terms which its statements bear out.

    Terms are chosen in rounds, one for every topic in each, the best first: a term counts by how well it tells the
    topic's statements from others (`label_evidence`), and half of that by the share of the statements bearing it out
    that bear out none of the label's terms so far. No word stands twice in a label, and no term in two labels.

    Args:
        topic_ids: Topic of each statement, outliers included, shape (n_statements,).
        vectors: Neutral, shape (n_statements, n_dims), same order; or of more statements, not copied, with `rows`.
        label_terms: From `label_candidates` on the same statements, embedded and neutralised like statements.
        rows: The rows of `vectors` that are theirs.
    """
    candidates = label_terms.candidates
    evidence = gather_evidence(topic_ids, vectors, label_terms, rows=rows)
    chosen: dict[int, list[int]] = {topic_id: [] for topic_id in evidence}
    taken: set[int] = set()
    for _ in range(N_WORDS):
        proposals = [
            (-gain, topic_id, position)
            for topic_id, found in evidence.items()
            for position, gain in _gains(found, chosen[topic_id], candidates.terms)
        ]
        served: set[int] = set()
        for _, topic_id, position in sorted(proposals):
            column = int(evidence[topic_id].columns[position])
            if topic_id not in served and column not in taken:
                served.add(topic_id)
                taken.add(column)
                chosen[topic_id].append(position)
    labels = {}
    for topic_id, positions in chosen.items():
        columns, is_member = evidence[topic_id].columns[positions], topic_ids == topic_id
        support = label_support(is_member, columns, candidates)
        is_weak = support < MIN_SUPPORT and (is_member & candidates.is_spoken).sum() >= SPOKEN_ENOUGH
        if positions and not is_weak:
            labels[topic_id] = Label(tuple(candidates.terms[column] for column in columns), support)
    return labels


def _gains(evidence: Evidence, chosen: list[int], terms: tuple[str, ...]) -> list[tuple[int, float]]:
    """Positions in the evidence that may come next in a label, each with what it would add."""
    if not chosen:
        return list(enumerate(evidence.scores.tolist()))
    least = MIN_RELATIVE_SCORE * evidence.scores[chosen[0]]
    heard = evidence.bears_out[chosen].any(axis=0)
    words = [word for position in chosen for word in terms[evidence.columns[position]].split()]
    gains = []
    for position in np.flatnonzero(evidence.scores >= least):
        term = terms[evidence.columns[position]]
        if not any(same_word(word, other) for word in term.split() for other in words):
            bears_out = evidence.bears_out[position]
            new_share = (bears_out & ~heard).sum() / bears_out.sum()
            gains.append((int(position), float(evidence.scores[position] * (1 + new_share) / 2)))
    return gains


def label_support(is_member: NDArray[np.bool_], columns: NDArray[np.int64], candidates: LabelCandidates) -> float:
    """Share of the members in the labels' language in which one of the terms at `columns` occurs; NaN without any."""
    spoken = np.flatnonzero(is_member & candidates.is_spoken)
    if len(spoken) == 0:
        return math.nan
    n_uses = np.asarray(candidates.uses[spoken][:, columns].sum(axis=1)).ravel()
    return float((n_uses > 0).mean())


def own_support_only(topics: pd.DataFrame) -> pd.DataFrame:
    """The topics without `label_support` where the label is an analyst's or a language model's."""
    return topics.assign(label_support=topics["label_support"].where(topics["label_source"] == "words"))


def keyword_label(
    statements: pd.DataFrame,
    words: Sequence[str],
    words_by_language: Mapping[str, Sequence[str]],
    language: str,
    taken: Collection[str],
) -> Label:
    """A label of keywords for a topic that has none, longer than usual where it would be one of those `taken`.

    In the labels' `language` if the topic has `SPOKEN_ENOUGH` statements in it, else over all languages.

    Args:
        statements: Those of the topic.
        words: Its keywords over all languages.
        words_by_language: Its keywords in each.
        language: That of labels.
        taken: Labels of other topics.
    """
    spoken = statements.loc[statements["language"] == language, "text"]
    if len(spoken) >= SPOKEN_ENOUGH and language in words_by_language:
        words = words_by_language[language]
    lengths = range(N_WORDS, max(N_WORDS, len(words)) + 1)
    label = next((words[:n] for n in lengths if SEPARATOR.join(words[:n]) not in taken), [])
    said = [not phrases(text, language).isdisjoint(label) for text in spoken]
    return Label(tuple(label), float(np.mean(said)) if said and label else math.nan)
