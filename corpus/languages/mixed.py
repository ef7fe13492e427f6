"""Statements in two languages: sentences or scripts that are each surely in another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex as re
from numpy.typing import NDArray

from corpus.languages.identify import CHUNK, SAMPLE_LETTERS, identify
from corpus.languages.scripts import n_words
from corpus.languages.settle import LOW_CONFIDENCE
from corpus.privacy.markers import MARKER
from corpus.schemas import UNKNOWN_LANGUAGE

MIN_SHARE = 0.3
"""A language with fewer of the words is a quotation or a name."""
MIN_WORDS = 4
"""A shorter piece says too little of its language."""

_SENTENCE_END = re.compile(r"[.!?…։؟۔።]\s+|[。！？\n\r]")
_SCRIPTS = ("Latin", "Cyrillic", "Arabic", "Georgian", "Armenian", "Ethiopic", "Hebrew", "Greek", "Devanagari")
_RUN = re.compile(
    "|".join(
        [
            *(rf"(?P<{name}>\p{{{name}}}(?:[^\p{{L}}]*\p{{{name}}})*)" for name in _SCRIPTS),
            r"(?P<Han>[\p{Han}\p{Hiragana}\p{Katakana}](?:[^\p{L}]*[\p{Han}\p{Hiragana}\p{Katakana}])*)",
        ]
    )
)


@dataclass(frozen=True)
class Languages:
    """The languages of statements, in their order: the one of most words, how sure that is, and another or None."""

    first: list[str]
    confidences: NDArray[np.float64]
    second: list[str | None]

    @classmethod
    def joined(cls, parts: Sequence[Languages]) -> Languages:
        """Those of several lists of statements, one behind the other."""
        return cls(
            [language for part in parts for language in part.first],
            np.concatenate([np.empty(0), *(part.confidences for part in parts)]),
            [language for part in parts for language in part.second],
        )


def identify_mixed(texts: Sequence[str], declared: Sequence[str | None]) -> Languages:
    """The language of each text, as declared or identified, and a second one where there is one.

    A second language has at least `MIN_SHARE` of the words, in sentences or stretches of one script that are
    identified with a confidence of `LOW_CONFIDENCE`, and so has the first. Where the language is declared it stays.
    """
    first: list[str] = []
    confidences: list[float] = []
    second: list[str | None] = []
    for start in range(0, len(texts), CHUNK):
        some = texts[start : start + CHUNK]
        given = declared[start : start + CHUNK]
        found, sure = identify([text if language is None else "" for text, language in zip(some, given, strict=True)])
        for language, identified, confidence, shares in zip(given, found, sure, _shares(some), strict=True):
            pair = _pair(shares, language)
            first.append(language or (pair[0] if pair else identified))
            confidences.append(1.0 if language else float(max(confidence, LOW_CONFIDENCE) if pair else confidence))
            second.append(pair[1] if pair else None)
    return Languages(first, np.array(confidences, dtype=np.float64), second)


def _pair(shares: Counter[str], declared: str | None) -> tuple[str, str] | None:
    enough = [language for language, share in shares.most_common() if share >= MIN_SHARE]
    if declared is not None:
        enough = [declared, *(language for language in enough if language != declared)] if declared in enough else []
    return (enough[0], enough[1]) if len(enough) > 1 else None


def _shares(texts: Sequence[str]) -> list[Counter[str]]:
    """The share of each text's words that is surely in each language; none where all of it is one piece."""
    owners: list[int] = []
    pieces: list[str] = []
    for place, text in enumerate(texts):
        own = list(_pieces(MARKER.sub(" ", text[:SAMPLE_LETTERS])))
        if len(own) > 1:
            owners += [place] * len(own)
            pieces += own
    shares: list[Counter[str]] = [Counter() for _ in texts]
    n_said = np.zeros(len(texts))
    languages, confidences = identify(pieces)
    for owner, piece, language, confidence in zip(owners, pieces, languages, confidences, strict=True):
        n = n_words(piece)
        n_said[owner] += n
        if language != UNKNOWN_LANGUAGE and confidence >= LOW_CONFIDENCE and n >= MIN_WORDS:
            shares[owner][language] += n
    for owner in set(owners):
        shares[owner] = Counter({language: n / n_said[owner] for language, n in shares[owner].items()})
    return shares


def _pieces(text: str) -> Iterator[str]:
    """The sentences of `text`, each cut by script: what is between words of one script belongs to it."""
    for sentence in _SENTENCE_END.split(text):
        runs: dict[str, list[str]] = {}
        for run in _RUN.finditer(sentence):
            runs.setdefault(run.lastgroup, []).append(run.group())
        yield from (" ".join(run) for run in runs.values())
