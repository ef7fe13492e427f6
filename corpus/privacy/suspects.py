"""What looks like personal data and was not replaced: for people to judge, in the review only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex as re

from corpus.privacy.cue_words import SAYING
from corpus.privacy.cues import NAME, is_role
from corpus.privacy.phones import AMOUNT, DATE_OR_YEARS
from corpus.privacy.spans import Span
from corpus.privacy.words import Word, fold

NEAR_WORDS = 2
"""A word of saying tells of somebody within so many words."""

_SAYING = frozenset(fold(word) for word in SAYING)
_LONG_NUMBER = re.compile(r"(?<![\w.,-])\d(?:[./-]?\d){8,}(?![\w-])")
_ORGANISATION = re.compile(r"\s?[(（][\p{L}\p{M} .&/-]{2,30}[)）]")


def suspected_names(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Two to four words with capitals that somebody is quoted by, or that have an organisation in brackets."""
    for match in NAME.finditer(text):
        inside = [index for index, word in enumerate(words) if match.start() <= word.start < match.end()]
        if len(match.group().split()) < 2 or is_role(match.group()) or match.group().isupper():
            continue
        around = (
            *words[max(0, inside[0] - NEAR_WORDS) : inside[0]],
            *words[inside[-1] + 1 : inside[-1] + 1 + NEAR_WORDS],
        )
        if any(word.folded in _SAYING for word in around) or _ORGANISATION.match(text, match.end()):
            yield Span(match.start(), match.end(), "name")


def suspected_numbers(digits: str) -> Iterator[Span]:
    """Numbers of nine digits or more in one piece that are no dates, years or round figures."""
    for match in _LONG_NUMBER.finditer(digits):
        if not DATE_OR_YEARS.fullmatch(match.group()) and not AMOUNT.fullmatch(match.group()):
            yield Span(match.start(), match.end(), "id")
