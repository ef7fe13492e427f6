"""How good topics are where the truth is known, and how well their words hang together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import homogeneity_score, normalized_mutual_info_score

from models.schemas import OUTLIER
from models.tokens import WORD, terms

MOSTLY = 0.5
"""A topic is mostly hidden if more than this share of its statements is."""

N_PERMUTATIONS = 20

N_WORDS = 10
"""Words a topic that coherence and diversity look at."""


@dataclass(frozen=True)
class Quality:
    """One partition of one corpus. NaN where a figure has no meaning there."""

    n_topics: int
    outlier_share: float
    nmi_topic: float
    """Between labels and topics, over all statements; the outliers are one more cluster."""
    nmi_language: float
    """Between languages and topics, over assigned statements; how far topics follow languages."""
    nmi_language_chance: float
    """The same with languages dealt out at random: NMI is above 0 by chance, the more so the more topics there are."""
    homogeneity: float
    """Of the labels within topics, over all statements; the outliers are one more cluster."""
    hidden_precision: float
    hidden_recall: float
    hidden_f1: float


def quality(statements: pd.DataFrame, topics: NDArray[np.integer]) -> Quality:
    """Figures of `topics`, shape (n_statements,), -1 for outliers; statements have label, language and is_hidden.

    Raises:
        ValueError: As many topics as statements are needed.
    """
    if len(topics) != len(statements):
        raise ValueError(f"{len(topics)} topics do not fit {len(statements)} statements")
    placed = topics != OUTLIER
    precision, recall, f1 = hidden_voice(np.asarray(statements["is_hidden"], dtype=bool), topics)
    language = np.asarray(statements["language"])[placed]
    return Quality(
        n_topics=len(np.unique(topics[placed])),
        outlier_share=float((~placed).mean()),
        nmi_topic=float(normalized_mutual_info_score(statements["label"], topics)),
        nmi_language=_nmi(language, topics[placed]),
        nmi_language_chance=_nmi_by_chance(language, topics[placed]),
        homogeneity=float(homogeneity_score(statements["label"], topics)),
        hidden_precision=precision,
        hidden_recall=recall,
        hidden_f1=f1,
    )


def _nmi(labels: NDArray[np.object_], topics: NDArray[np.integer]) -> float:
    return float(normalized_mutual_info_score(labels, topics)) if len(topics) else np.nan


def _nmi_by_chance(labels: NDArray[np.object_], topics: NDArray[np.integer]) -> float:
    rng = np.random.default_rng(0)
    return float(np.mean([_nmi(rng.permutation(labels), topics) for _ in range(N_PERMUTATIONS)]))


def hidden_voice(is_hidden: NDArray[np.bool_], topics: NDArray[np.integer]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the topics that are mostly hidden; NaN where nothing is hidden.

    Precision is the share of hidden statements within such topics, recall the share of the hidden statements that lie
    in such topics. Without such a topic all three are 0. Outliers are no topic.
    """
    if not is_hidden.any():
        return np.nan, np.nan, np.nan
    placed = topics != OUTLIER
    shares = pd.Series(is_hidden[placed]).groupby(topics[placed]).mean()
    found = placed & np.isin(topics, shares.index[shares > MOSTLY])
    n_hits = int((found & is_hidden).sum())
    if n_hits == 0:
        return 0.0, 0.0, 0.0
    precision, recall = n_hits / int(found.sum()), n_hits / int(is_hidden.sum())
    return precision, recall, 2 * precision * recall / (precision + recall)


class HeldOutDocuments:
    """Which words occur together in documents that no method saw.

    A document is a sentence together with its translations, so that words of two languages can occur together too;
    where there are no translations it is one statement.
    """

    def __init__(self, statements: pd.DataFrame) -> None:
        """`statements`: columns sentence_id (the same for translations), text and language."""
        words = [
            _words(text, language) for text, language in zip(statements["text"], statements["language"], strict=True)
        ]
        documents = pd.Series(words).groupby(statements["sentence_id"].to_numpy()).sum()
        counter = CountVectorizer(analyzer=lambda document: document, binary=True)
        self._occurs = counter.fit_transform(documents).tocsc()
        self._columns: dict[str, int] = counter.vocabulary_
        self._n_documents = len(documents)

    def coherence(self, words: Sequence[str]) -> float:
        """Mean NPMI of all pairs of `words`, -1 to 1; pairs with a word that occurs nowhere are left out.

        NaN without a pair. A pair that never occurs together counts -1, one that always does 1.

        Source:
            Bouma 2009; over translations as in Hao et al. 2018 (NAACL, "Lessons from the Bible on modern topics").
        """
        known = [self._columns[word] for word in dict.fromkeys(w.casefold() for w in words) if word in self._columns]
        if len(known) < 2:
            return np.nan
        chosen = self._occurs[:, known].astype(np.int64)
        together = (chosen.T @ chosen).toarray() / self._n_documents
        return float(np.mean([_npmi(together, a, b) for a, b in combinations(range(len(known)), 2)]))


def _words(text: str, language: str) -> list[str]:
    """Every word of `text`, stop words too, and the terms that our keywords are made of: each tool counts its own."""
    return [*(match.group() for match in WORD.finditer(text.casefold())), *terms(text, language)]


def _npmi(together: NDArray[np.float64], a: int, b: int) -> float:
    """NPMI from probabilities: `together[a, b]` of both, `together[a, a]` of one."""
    both = together[a, b]
    if both == 0:
        return -1.0
    if both == 1:
        return 1.0
    return float(np.log(both / (together[a, a] * together[b, b])) / -np.log(both))


def mean_coherence(words_by_topic: Iterable[Sequence[str]], documents: HeldOutDocuments) -> float:
    """Mean coherence of the topics' first words; topics without a pair are left out, NaN where none has one."""
    values = [documents.coherence(words[:N_WORDS]) for words in words_by_topic]
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else np.nan


def diversity(words_by_topic: Iterable[Sequence[str]]) -> float:
    """Share of different words among all topics' first words, 0 to 1; NaN without words."""
    words = [word.casefold() for topic in words_by_topic for word in topic[:N_WORDS]]
    return len(set(words)) / len(words) if words else np.nan
