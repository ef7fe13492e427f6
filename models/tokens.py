"""Words worth counting, in any language and script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import regex
from icu4py.breakers import WordBreaker

from corpus.privacy.markers import MARKER

WORD = regex.compile(r"\p{L}[\p{L}\p{M}\u200c\u200d]*(?:['’ʼ‘-]\p{L}[\p{L}\p{M}]*)*")
"""A run of letters and their marks; an apostrophe or a hyphen inside belongs to the word."""

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
"""Scripts that put no space between words."""

ELISION = regex.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})", regex.IGNORECASE)
"""French, Italian and Catalan articles and pronouns that hang on to the next word."""

ARABIC_PREFIXES = "وفبك"
ARABIC_PREFIX = regex.compile(rf"^(?:[{ARABIC_PREFIXES}]|[وف][بك])(?=ال(?!د(?:[ةته]|ي[هكن]))\p{{Arabic}}{{4}})")
"""'And', 'so', 'by' and 'like', written together with an article and a noun. Not before words that merely begin so:
short ones, and forms of والد, parent."""

OPTIONAL_MARKS = regex.compile(r"[\u0591-\u05c7\u0640\u064b-\u0652\u0670]")
"""Hebrew points, Arabic vowel marks and the stroke that stretches a word: the same word is written with and without."""

MIN_LETTERS = 3
"""Shorter words are nearly always grammar; the scripts below write whole words in two letters."""

NO_WORD = "[]"
"""In place of a marker such as "[name]", which nobody said: no word, and no two words join across it."""

SHORT_WORD_SCRIPTS = regex.compile(
    r"[\p{Ethiopic}\p{Hangul}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}\p{Tamil}"
    r"\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Tibetan}]"
)

DOTTED_I_LANGUAGES = frozenset({"az", "tr", "tt", "crh", "kk", "gag"})
"""Languages whose Latin script has an i with and one without a dot, so that I is not the capital of i."""


class Word(NamedTuple):
    """A word and where it stands in the folded text."""

    text: str
    start: int
    end: int


def terms(text: str, language: str) -> list[str]:
    """Words of `text` in their order, in small letters and without the stop words of `language` (ISO 639).

    Scripts that put no space between words are cut by ICU's dictionaries.
    """
    return [word.text for word in _words(_folded(text, language), language)]


def phrases(text: str, language: str) -> set[str]:
    """The words of `text` and the pairs of them that stand side by side, written as they are there.

    Nothing but white space may stand between the two: neither a stop word nor a comma, nor a marker.
    """
    folded = _folded(text, language)
    words = list(_words(folded, language))
    pairs = {
        f"{first.text}{' ' if second.start > first.end else ''}{second.text}"
        for first, second in pairwise(words)
        if not folded[first.end : second.start].strip()
    }
    return {word.text for word in words} | pairs


def same_word(word: str, other: str) -> bool:
    """Whether two words are taken for forms of one: they share their first five letters, or all of the shorter one."""
    length = min(5, len(word), len(other))
    return word[:length] == other[:length]


@cache
def stop_words(language: str) -> frozenset[str]:
    """Stop words of `language`; empty where no list is known.

    Source: spaCy 3.8 and stopwordsiso 0.7 (both MIT), and lists of our own for Belarusian and Georgian
    (docs/decisions/0006).
    """
    return _stop_word_lists().get(language, frozenset())


@cache
def _stop_word_lists() -> dict[str, frozenset[str]]:
    content = (files("models") / "stopwords.json").read_text(encoding="utf-8")
    return {
        language: frozenset(_folded(word, language) for word in words)
        for language, words in json.loads(content).items()
    }


def _folded(text: str, language: str) -> str:
    """The text in small letters as its readers write them: case folding would make ß two letters, a final ς a σ.

    Markers of personal data are no words of it.
    """
    text = MARKER.sub(NO_WORD, text)
    if language in DOTTED_I_LANGUAGES:
        text = text.replace("İ", "i").replace("I", "ı")
    unmarked: str = OPTIONAL_MARKS.sub("", text.lower())
    return unmarked


def _words(folded: str, language: str) -> Iterator[Word]:
    ignored = stop_words(language)
    is_spaced = UNSPACED.search(folded) is None
    for run in WORD.finditer(folded):
        pieces = [_without_prefix(run)] if is_spaced or not UNSPACED.search(run.group()) else _cut(run, language)
        yield from (word for word in pieces if word.text not in ignored and _is_long_enough(word.text))


def _cut(run: regex.Match[str], language: str) -> Iterator[Word]:
    """The words of a run of letters without spaces."""
    start = run.start()
    for piece in WordBreaker(run.group(), language):
        yield Word(piece, start, start + len(piece))
        start += len(piece)


def _without_prefix(run: regex.Match[str]) -> Word:
    word = run.group()
    if not word.isalpha():  # an apostrophe, among others
        word = ELISION.sub("", word)
    if word[0] in ARABIC_PREFIXES:
        word = ARABIC_PREFIX.sub("", word)
    return Word(word, run.end() - len(word), run.end())


def _is_long_enough(word: str) -> bool:
    return len(word) >= MIN_LETTERS or (len(word) > 1 and bool(UNSPACED.match(word) or SHORT_WORD_SCRIPTS.match(word)))
