"""How sentences of each language usually score, so that a language the model does not know is told from one it does.

The model gives every text its nearest language: Tigrinya becomes Amharic, Wolof becomes Fula. But the scores of all
its languages together are a profile, and that of a Wolof sentence is not that of a Fula one. The profiles here were
measured on the sentences of SIB-200 (`benchmarks/language.py`), of languages known and unknown to the model.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.languages.codes import EXPECTED_LANGUAGES
from corpus.languages.scores import Scores

MEASURED = Path(__file__).with_name("profiles.npz")

MAX_FEATURES = 300
"""A long text follows its subject, not only its language: further words make no profile any surer."""

MARGIN, EXPECTED_MARGIN = 20.0, 40.0
"""How much nearer an unknown language must be than the chosen one to overrule it, in squared standard deviations."""
SURE_QUANTILE, POSSIBLE_QUANTILE = 0.99, 0.998
"""Of sentences in a language, the share that lies within the distance called sure, and within that called possible."""


@dataclass(frozen=True)
class Profiles:
    """Mean scores of languages, in coordinates where sentences of one language scatter alike in all directions."""

    whitening: NDArray[np.float32]
    """(n_languages of the model, n_dims)."""
    known: NDArray[np.float32]
    """(n_profiles, n_dims): one or more profiles a language that the model knows, languages together."""
    languages: tuple[str, ...]
    """The languages of `known`, in order."""
    starts: NDArray[np.intp]
    """(n_languages,): where the profiles of each language begin in `known`."""
    usual: NDArray[np.float32]
    """(n_languages, 2): distance of a language's own sentences, at `SURE_QUANTILE` and at `POSSIBLE_QUANTILE`."""
    unknown: NDArray[np.float32]
    """(n_profiles, n_dims): languages that the model does not know."""

    def distances(self, scores: Scores) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Squared distance of each text to each known language, and to the nearest unknown one."""
        centred = scores.fits - scores.fits.mean(axis=1, keepdims=True)
        places = centred @ self.whitening
        weight = np.minimum(scores.n_features, MAX_FEATURES)[:, None]
        to_known = np.minimum.reduceat(_squared(places, self.known) * weight, self.starts, axis=1)
        return to_known, (_squared(places, self.unknown) * weight).min(axis=1)

    def doubts(self, scores: Scores, chosen: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Of each text, whether it cannot be in the `chosen` language, and whether it may be in another one.

        A language without a profile is always doubtful.
        """
        to_known, to_unknown = self.distances(scores)
        column = {language: place for place, language in enumerate(self.languages)}
        places = np.array([column.get(language, -1) for language in chosen])
        distance = to_known[np.arange(len(places)), places]
        sure, possible = self.usual[places].T
        margin = np.where([language in EXPECTED_LANGUAGES for language in chosen], EXPECTED_MARGIN, MARGIN)
        has_profile = places >= 0
        is_wrong = has_profile & ((distance > to_unknown + margin) | (distance > possible))
        return is_wrong, ~has_profile | (distance > to_unknown) | (distance > sure)

    def save(self, path: Path) -> None:
        """Write the profiles where `load_profiles` finds them."""
        np.savez_compressed(
            path,
            whitening=self.whitening.astype(np.float32),
            known=self.known.astype(np.float16),
            languages=np.array(self.languages),
            starts=self.starts.astype(np.int16),
            usual=self.usual.astype(np.float32),
            unknown=self.unknown.astype(np.float16),
        )


def _squared(places: NDArray[np.float32], profiles: NDArray[np.float32]) -> NDArray[np.float32]:
    squares: NDArray[np.float32] = (places**2).sum(axis=1)[:, None] + (profiles**2).sum(axis=1)[None]
    squares -= 2 * (places @ profiles.T)
    return squares.clip(min=0)


@functools.cache
def load_profiles(path: Path = MEASURED) -> Profiles:
    """The profiles that were measured and shipped."""
    with np.load(path, allow_pickle=False) as stored:
        return Profiles(
            whitening=stored["whitening"],
            known=stored["known"].astype(np.float32),
            languages=tuple(str(language) for language in stored["languages"]),
            starts=stored["starts"].astype(np.intp),
            usual=stored["usual"],
            unknown=stored["unknown"].astype(np.float32),
        )
