"""What letters alone say about a text."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter

SCRIPT_LETTERS = 60
"""Letters that `script` looks at."""

_SCRIPTS_OF_ONE = {"hy": re.compile(r"[\u0531-\u058f]"), "ka": re.compile(r"[\u10a0-\u10ff\u1c90-\u1cbf]")}
"""Scripts that one expected language has to itself."""

_NO_LETTER = re.compile(r"[\W\d_]+")

WITHOUT_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""Thai, Lao, Burmese, Khmer, kana and Han."""

_OF_TIGRINYA = re.compile("[ሓኣኽቕኾኻቐሒቓኹጺኡኺዃቑኸዉኰዀ]")
_OF_AMHARIC = re.compile("[ችሥኙኘሠኋቸኃቷ]")
"""Letters that are at least ten times as frequent in one of these languages as in the other (SIB-200, train)."""


def script(text: str) -> str:
    """The Unicode name of the script of most letters ("LATIN", "CYRILLIC"); empty without letters."""
    letters = (letter for letter in text[:SCRIPT_LETTERS] if letter.isalpha())
    scripts = Counter(map(_script_of, letters))
    return scripts.most_common(1)[0][0] if scripts else ""


@functools.lru_cache(maxsize=1 << 15)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def only_letters(text: str) -> str:
    """The letters of `text`, one after the other."""
    return _NO_LETTER.sub("", text)


def language_of_script(letters: str) -> str | None:
    """The expected language that alone is written in most of `letters`; None where there is no such language."""
    for language, own in _SCRIPTS_OF_ONE.items():
        if own.search(letters) and 2 * len(own.findall(letters)) > len(letters):
            return language
    return None


def is_tigrinya(text: str) -> bool:
    """Whether a text in Ethiopic letters has more that Amharic lacks than the other way round."""
    return len(_OF_TIGRINYA.findall(text)) > len(_OF_AMHARIC.findall(text))


def n_words(text: str) -> int:
    """Words in `text`; without spaces between them two letters count as one, about a Chinese word."""
    n_unspaced = len(WITHOUT_SPACES.findall(text))
    return len(WITHOUT_SPACES.sub(" ", text).split()) + (n_unspaced + 1) // 2
