"""Days as people write them, where they can mean one day only."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

from babel.dates import get_month_names

from corpus.documents.marks import fold
from corpus.languages.codes import EXPECTED_LANGUAGES

YEARS = range(1900, 2101)
REGIONAL = ("ar_TN", "ar_MA", "ar_LB", "ar_MR", "de_AT", "pt_PT")
"""Where months have other names than elsewhere in the language."""
WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
NUMBER = re.compile(r"\d+")
CLOCK_TIME = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}\b|\b\d{1,2}\s?h\b")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
HAN = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
WORD = re.compile(r"[^\W\d_]+")


def parse_written(text: str) -> datetime | None:
    """The day that the text names, in UTC, or None: where it names none, several, or one that could be two.

    "3 July 2022", "30 июня 2022 г.", "٣ جويلية ٢٠٢٢", "2022年7月3日", "13.06.2022" are certain; "03/04/2022" is two
    days, and an Ethiopian year is none of ours.
    """
    plain = CLOCK_TIME.sub(" ", _with_plain_digits(text))
    for pattern, order in ((HAN, (0, 1, 2)), (YEAR_FIRST, (0, 1, 2))):
        if (match := pattern.search(plain)) is not None and len(NUMBER.findall(plain)) == len(order):
            year, month, day = (int(match.groups()[place]) for place in order)
            return _day(year, month, day)
    if (match := YEAR_LAST.search(plain)) is not None and len(NUMBER.findall(plain)) == len(match.groups()):
        return _year_last(*map(int, match.groups()))
    return _with_month_in_words(plain)


def _year_last(first: int, second: int, year: int) -> datetime | None:
    """Day and month, where only one of the two can be the month, or both are the same."""
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _with_month_in_words(text: str) -> datetime | None:
    numbers = [int(number) for number in NUMBER.findall(text)]
    months = {month for word in WORD.findall(fold(text)) for month in _months().get(word, ())}
    years = [number for number in numbers if number in YEARS]
    days = [number for number in numbers if number not in YEARS]
    if len(months) != 1 or len(years) != 1 or len(days) != 1:
        return None
    return _day(years[0], months.pop(), days[0])


def _day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC) if year in YEARS else None
    except ValueError:
        return None


def _with_plain_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text)


@functools.cache
def _months() -> Mapping[str, frozenset[int]]:
    """The months that each word can name, over all expected languages; a word for two months names neither."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for month, name in _month_names():
        for word in WORD.findall(fold(name)):
            if len(word) > 1:
                found[word].add(month)
    return {word: frozenset(months) for word, months in found.items() if len(months) == 1}


def _month_names() -> Iterator[tuple[int, str]]:
    for locale in (*sorted(EXPECTED_LANGUAGES), *REGIONAL):
        for width in WIDTHS:
            for context in CONTEXTS:
                names: Mapping[int, str] = get_month_names(width, context, locale)
                yield from names.items()
