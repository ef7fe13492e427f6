"""py3langid's scores for many texts at once: the same automaton and weights, walked through side by side."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import LanguageIdentifier
from scipy import sparse

from corpus.languages.codes import known_code
from corpus.schemas import UNKNOWN_LANGUAGE

NO_LANGUAGE = "zxx"
"""The model's label for what is no language, such as program code."""
BATCH_BYTES = 1_000_000
"""Bytes that are walked through side by side, padding included: some 20 MB of working memory."""


@dataclass(frozen=True)
class Scores:
    """What the model makes of texts, in their order."""

    probabilities: NDArray[np.float32]
    """(n_texts, n_languages): rows sum to 1; all equal where a text has no known feature."""
    fits: NDArray[np.float32]
    """(n_texts, n_languages): log-likelihood a feature seen, which does not grow with the text; 0 without features."""
    n_features: NDArray[np.float32]
    """(n_texts,): the weight of all features seen, each counted as the logarithm of its number and one."""


class Scorer:
    """The model of py3langid as arrays.

    Args:
        unpacked: The model's file, an archive of NumPy.
    """

    def __init__(self, unpacked: bytes) -> None:
        with np.load(io.BytesIO(unpacked), allow_pickle=False) as model:
            self._next = model["nextmove"]
            self._row = model["nextmove_row"].astype(np.int32)
            self._feature = model["out_feat"]
            self._weights = model["ptc"].astype(np.float32)
            self._priors = model["pc"]
            labels = model["classes"].tolist()
        codes = [UNKNOWN_LANGUAGE if label == NO_LANGUAGE else known_code(label) or label for label in labels]
        self.languages: tuple[str, ...] = tuple(dict.fromkeys(codes))
        # Serbian has two columns, one a script.
        self._column = np.array([self.languages.index(code) for code in codes])

    def score(self, texts: Sequence[str]) -> Scores:
        """The scores of `texts`; a text has the same ones in any company."""
        encoded: list[bytes] = [LanguageIdentifier._encode(text) for text in texts]
        n = len(texts)
        probabilities = np.empty((n, len(self.languages)), dtype=np.float32)
        fits = np.empty_like(probabilities)
        n_features = np.empty(n, dtype=np.float32)
        for batch in _batches(encoded):
            counts = self._counts([encoded[place] for place in batch])
            seen = np.asarray(counts.sum(axis=1)).ravel().astype(np.float32)
            likelihoods = np.asarray(counts @ self._weights)
            scores = likelihoods + np.where(seen > 0, 1, 0)[:, None].astype(np.float32) * self._priors
            # The root of the length keeps probabilities comparable between short and long texts, as in py3langid.
            lengths = np.sqrt(np.maximum([len(encoded[place]) for place in batch], 1)).astype(np.float32)
            scores /= lengths[:, None]
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            probabilities[batch] = self._merged(scores / scores.sum(axis=1, keepdims=True), np.add)
            best = self._merged(likelihoods, np.maximum)
            fits[batch] = best / np.maximum(seen, 1e-9)[:, None]
            n_features[batch] = seen
        return Scores(probabilities, fits, n_features)

    def _merged(self, columns: NDArray[np.float32], join: np.ufunc) -> NDArray[np.float32]:
        """One column a language, of the model's one column a label."""
        first = np.unique(self._column, return_index=True)[1]
        merged = columns[:, first]
        for place in np.setdiff1d(np.arange(len(self._column)), first):
            column = self._column[place]
            merged[:, column] = join(merged[:, column], columns[:, place])
        return merged

    def _counts(self, texts: Sequence[bytes]) -> sparse.csr_matrix:
        """(n_texts, n_features): log(1 + times seen) of each feature; `texts` are longest first."""
        lengths = np.array([len(text) for text in texts])
        steps = np.zeros((len(texts), lengths[0]), dtype=np.uint8)
        for place, text in enumerate(texts):
            steps[place, : len(text)] = np.frombuffer(text, dtype=np.uint8)
        steps = np.ascontiguousarray(steps.T)
        n_longer = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
        found = np.full(steps.shape, -1, dtype=np.int32)
        states = np.zeros(len(texts), dtype=np.int32)
        for step, n_active in zip(range(lengths[0]), n_longer, strict=True):
            states = states[:n_active]
            states = self._next[(self._row[states] << 8) + steps[step, :n_active]]
            found[step, :n_active] = self._feature[states]
        is_seen = found >= 0
        rows = np.nonzero(is_seen)[1]
        shape = (len(texts), len(self._weights))
        counts = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, found[is_seen])), shape=shape)
        counts.sum_duplicates()
        counts.data = np.log1p(counts.data)
        return counts


def _batches(texts: Sequence[bytes]) -> Iterator[NDArray[np.intp]]:
    """Places of texts of like length, longest first."""
    lengths = np.array([len(text) for text in texts])
    order = np.argsort(-lengths, kind="stable")
    start = 0
    while start < len(order):
        end = start + max(1, BATCH_BYTES // max(int(lengths[order[start]]), 1))
        yield order[start:end]
        start = end
