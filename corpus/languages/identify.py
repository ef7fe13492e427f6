"""The language of a text: by script, else by py3langid with a soft preference, unless it looks like neither."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.languages.alphabets import has_foreign_alphabet
from corpus.languages.codes import EXPECTED_LANGUAGES
from corpus.languages.model import scorer
from corpus.languages.profiles import Profiles, load_profiles
from corpus.languages.scores import Scores
from corpus.languages.scripts import is_tigrinya, language_of_script, only_letters
from corpus.privacy.markers import MARKER
from corpus.schemas import UNKNOWN_LANGUAGE

EXPECTED_SHARE = 0.3
"""An expected language wins when it is at least this probable beside the best label: measured as 99.95% right
on sentences, 99.2% on five words, without pulling other languages in (shared/evidence, part C)."""
MIN_CONFIDENCE = 0.2
"""Below it the model only guesses: it abstains on no full sentence, and on 1% of five-word ones (part C)."""
DOUBTFUL_CONFIDENCE = 0.5
"""At most this where the text may be in a language that the model does not know."""
SCRIPT_CONFIDENCE = 0.99
SAMPLE_LETTERS = 2000
"""Language does not change with the ten-thousandth word, time does."""
CHUNK = 4_000
"""Texts identified at a time: with their scores in all languages they take some 20 MB."""


def identify(texts: Sequence[str], profiles: Profiles | None = None) -> tuple[list[str], NDArray[np.float64]]:
    """The language of each text and how probable it is, in the order of `texts`.

    A text without letters, one whose best language stays under `MIN_CONFIDENCE`, and one that looks like a language
    which the model does not know, is `und`. Where that is only possible, and for every `und`, the probability is at
    most `DOUBTFUL_CONFIDENCE`. `profiles` are for measuring; the shipped ones are the default.
    """
    languages = [UNKNOWN_LANGUAGE] * len(texts)
    confidences = np.zeros(len(texts), dtype=np.float64)
    for start in range(0, len(texts), CHUNK):
        places: list[int] = []
        samples: list[str] = []
        for place, text in enumerate(texts[start : start + CHUNK], start):
            sample = MARKER.sub(" ", text[:SAMPLE_LETTERS])
            letters = only_letters(sample)
            of_script = language_of_script(letters)
            if of_script is not None:
                languages[place], confidences[place] = of_script, SCRIPT_CONFIDENCE
            elif letters:
                places.append(place)
                samples.append(sample)
        if places:
            found, probable = _identified(samples, profiles or load_profiles())
            confidences[places] = probable
            for place, language in zip(places, found, strict=True):
                languages[place] = language
    return languages, confidences


def _identified(samples: Sequence[str], profiles: Profiles) -> tuple[list[str], NDArray[np.float64]]:
    scores = scorer().score(samples)
    chosen, confidences = preferred(scores)
    is_wrong, is_doubtful = profiles.doubts(scores, chosen)
    is_wrong |= confidences < MIN_CONFIDENCE
    is_wrong |= [_has_other_letters(sample, language) for sample, language in zip(samples, chosen, strict=True)]
    confidences[is_wrong | is_doubtful] = np.minimum(confidences[is_wrong | is_doubtful], DOUBTFUL_CONFIDENCE)
    found = [UNKNOWN_LANGUAGE if wrong else language for language, wrong in zip(chosen, is_wrong, strict=True)]
    return found, confidences


def _has_other_letters(sample: str, language: str) -> bool:
    return has_foreign_alphabet(only_letters(sample), language) or (language == "am" and is_tigrinya(sample))


def preferred(scores: Scores) -> tuple[list[str], NDArray[np.float64]]:
    """The most probable language of each text, or an expected one that is nearly as probable, and how probable."""
    languages = scorer().languages
    expected = np.array([language in EXPECTED_LANGUAGES for language in languages])
    rows = np.arange(len(scores.probabilities))
    best = scores.probabilities.argmax(axis=1)
    best_expected = np.where(expected, scores.probabilities, -1).argmax(axis=1)
    is_close = scores.probabilities[rows, best_expected] >= EXPECTED_SHARE * scores.probabilities[rows, best]
    columns = np.where(is_close, best_expected, best)
    confidences = np.minimum(scores.probabilities[rows, columns].astype(np.float64), 1.0)
    return [languages[column] for column in columns], confidences
