"""Places in a text, and its digits as 0 to 9."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex as re

ETHIOPIC_DIGITS = dict(zip("፩፪፫፬፭፮፯፰፱", "123456789", strict=True))
"""They are no decimal digits for Unicode, because there is no zero among them."""

# Han is written without spaces, so that a letter of it beside a number or a label is another word.
NOT_INSIDE_A_WORD = r"(?<![^\P{L}\p{Han}]|[\p{M}\d_])"
NOT_BEFORE_A_WORD = r"(?![^\P{L}\p{Han}]|[\p{M}\d_])"
"""Word boundaries for `regex`, in any script."""


class Span(NamedTuple):
    """Where something personal stands, and of which type it is."""

    start: int
    end: int
    kind: str


def found(pattern: re.Pattern[str], text: str, kind: str, group: int | str = 0) -> Iterator[Span]:
    """The spans of a compiled pattern's matches, or of one group of them."""
    return (Span(match.start(group), match.end(group), kind) for match in pattern.finditer(text))


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of place; of two that overlap the one that starts first, then the longer, stays.

    Of two in the same place the first given stays.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def ascii_digits(text: str) -> str:
    """`text` with all digits (Arabic, Devanagari, Ethiopic, ...) as 0 to 9, at the same length."""
    if text.isascii():
        return text
    return "".join(map(_ascii_digit, text))


def _ascii_digit(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return ETHIOPIC_DIGITS.get(letter, letter)
