"""Words worth counting, in any language and script."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import regex

WORD = regex.compile(r"\p{L}[\p{L}\p{M}\u200c\u200d]*(?:['’ʼ‘-]\p{L}[\p{L}\p{M}]*)*")
"""A run of letters and their marks; an apostrophe or a hyphen inside belongs to the word."""

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+")
"""Scripts that put no space between words."""

ELISION = regex.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\p{L})", regex.IGNORECASE)
"""French, Italian and Catalan articles and pronouns that hang on to the next word."""

MIN_LETTERS = 3
"""Shorter words are nearly always grammar; the scripts below write whole words in two letters."""

SHORT_WORD_SCRIPTS = regex.compile(r"[\p{Ethiopic}\p{Hangul}]")


def terms(text: str, language: str) -> list[str]:
    """Words of `text` in their order, case-folded and without the stop words of `language` (ISO 639-1).

    A run of a script without spaces gives its overlapping pairs of characters, which is what search engines fall back
    to and what most of its words are made of.
    """
    ignored = stop_words(language)
    found: list[str] = []
    for match in WORD.finditer(text.casefold()):
        word = match.group()
        if UNSPACED.search(word):
            found.extend(_character_pairs(word))
        else:
            found.append(ELISION.sub("", word))
    return [word for word in found if word not in ignored and _is_long_enough(word)]


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
    return {language: frozenset(words) for language, words in json.loads(content).items()}


def _character_pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(max(1, len(run) - 1))]


def _is_long_enough(word: str) -> bool:
    if UNSPACED.match(word) or SHORT_WORD_SCRIPTS.match(word):
        return len(word) > 1
    return len(word) >= MIN_LETTERS
