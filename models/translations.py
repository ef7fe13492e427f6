"""Words that mean the same, in several languages or in several forms, so that a list of them says a thing once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.encoder import Vectors, unit
from models.tokens import same_word

MIN_SIMILARITY = 0.35
"""Cosine, from each language's own mean, from which words of two languages are taken for translations. On 38 ideas in
eleven languages among other words 99% of the pairs found are right and 75% are found (docs/decisions/0006)."""

LANGUAGE_PRIOR = 10
"""A language's mean is drawn towards that of all words as if by this many words: of three words it says little."""

APART = 2.0
"""Distance of two words that may not be one: the largest there is."""


def centred_by_language(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """Vectors of words as seen from the mean of their own language's words, shape as given, unit length.

    Encoders differ in how near they put unrelated words (for some all cosines are above 0.75), and some keep languages
    apart; from the means, 0 is unrelated and one threshold serves all.
    """
    codes, spoken = np.unique(np.asarray(languages), return_inverse=True)
    centred = vectors - vectors.mean(axis=0)
    sizes = np.bincount(spoken, minlength=len(codes))
    sums = np.zeros((len(codes), vectors.shape[1]))
    np.add.at(sums, spoken, centred)
    return unit(centred - (sums / (sizes + LANGUAGE_PRIOR)[:, None])[spoken])


def same_meaning(words: Sequence[str], languages: Sequence[str], vectors: Vectors) -> NDArray[np.int64]:
    """A number for every word, the same for words that mean the same.

    Words of two languages are one from `MIN_SIMILARITY` on, words of one language if they are also forms of one word;
    the same spelling is one whatever the vectors say. All words of a group are one with each other (complete linkage),
    so that no chain of neighbours ties together what differs.

    Args:
        words: Any number, none included.
        languages: Of each word.
        vectors: From `centred_by_language`, shape (n_words, n_dims), same order.
    """
    from scipy.cluster.hierarchy import fcluster, linkage  # a tenth of a second that most commands need not wait
    from scipy.spatial.distance import squareform

    if len(words) < 2:
        return np.zeros(len(words), dtype=np.int64)
    distances = (1 - vectors.astype(np.float64) @ vectors.T).round(6).clip(0, APART)
    for i, word in enumerate(words):
        for j in range(i):
            if word == words[j]:
                distances[i, j] = distances[j, i] = 0
            elif languages[i] == languages[j] and not same_word(word, words[j]):
                distances[i, j] = distances[j, i] = APART
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(distances, checks=False), method="complete")
    return np.asarray(fcluster(tree, 1 - MIN_SIMILARITY, criterion="distance"), dtype=np.int64)
