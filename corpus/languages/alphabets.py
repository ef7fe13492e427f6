"""The letters that each language is written with: a text full of others of the same script is in another language."""

from __future__ import annotations

import functools
import json
import unicodedata
from pathlib import Path

MEASURED = Path(__file__).with_name("alphabets.json")

MAX_FOREIGN_SHARE = 0.05
"""Names and loans bring single letters (Zoë in an English sentence); an alphabet of its own brings many."""
MIN_FOREIGN = 3


def has_foreign_alphabet(letters: str, language: str) -> bool:
    """Whether `letters` has many that `language` is never written with, in its own script.

    Letters of other scripts do not count: they are quotations or names. A language without a measured alphabet, such
    as Chinese, has no foreign letters.
    """
    known = _alphabets().get(language)
    if known is None or not letters:
        return False
    own, scripts = known
    foreign = letters.casefold().translate(own)
    n_foreign = sum(_script(letter) in scripts for letter in foreign) if foreign else 0
    return n_foreign >= MIN_FOREIGN and n_foreign > MAX_FOREIGN_SHARE * len(letters)


@functools.cache
def _alphabets() -> dict[str, tuple[dict[int, None], frozenset[str]]]:
    """For each language a table that deletes its letters, and the scripts they belong to."""
    measured: dict[str, str] = json.loads(MEASURED.read_text("utf-8"))
    return {
        language: (dict.fromkeys(map(ord, letters)), frozenset(_script(letter) for letter in letters))
        for language, letters in measured.items()
    }


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]
