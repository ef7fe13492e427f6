"""Codes of languages, and what people write instead of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from corpus.schemas import UNKNOWN_LANGUAGE

EXPECTED_LANGUAGES = frozenset(
    (
        *("en", "fr", "es", "pt", "ru", "uk", "be", "ka", "hy", "az"),
        *("ro", "ar", "sw", "am", "ha", "yo", "de", "zh", "pl", "bg"),
    )
)
"""What consultations are mostly held in. Others are recognised too; these are preferred where it is close."""

SHORTEST_NAME = 3
"""Letters of "Twi" and "Kom", which are names although codes of three letters look alike."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def normalise(declared: str) -> str | None:
    """The code of a declared language ("FR", "fr-CA", "fra", "English", "español"); None where it is none.

    ISO 639-1 where there is such a code, else 639-3.
    """
    word = declared.strip()
    if not word or word.casefold() == UNKNOWN_LANGUAGE:
        return None
    name = word.casefold()
    code = None if len(word) == SHORTEST_NAME else known_code(word)
    return code or _expected_names().get(name) or _language_names().get(name) or known_code(word)


@functools.lru_cache(maxsize=1_024)
def known_code(word: str) -> str | None:
    """The code that `word` is, in its shortest form; None where it is none."""
    if not _CODE.fullmatch(word):
        return None
    code = re.split("[-_]", word.lower())[0]
    alias: str = get_global("language_aliases").get(code, code).split("_")[0]
    return alias if alias in EXPECTED_LANGUAGES or alias in Locale("en").languages else None


@functools.cache
def _expected_names() -> dict[str, str]:
    return _names(sorted(EXPECTED_LANGUAGES))


@functools.cache
def _language_names() -> dict[str, str]:
    """Names of all languages: to read them takes Babel a second or two, so it is for those that are not expected."""
    return _names([code for code in map(str, Locale("en").languages) if "_" not in code])


def _names(codes: Iterable[str]) -> dict[str, str]:
    """Codes by the name of the language, in English and in itself; the first ones win."""
    names: dict[str, str] = {}
    english = Locale("en").languages
    for code in codes:
        names.setdefault(english[code].casefold(), code)
        try:
            own_name = Locale(code).languages.get(code)
        except UnknownLocaleError:
            continue
        if own_name:
            names.setdefault(own_name.casefold(), code)
    return names
