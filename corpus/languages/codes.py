"""Codes of languages, and what people write instead of them."""

from __future__ import annotations

import functools
import re

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

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def normalise(declared: str) -> str | None:
    """The code of a declared language ("FR", "fr-CA", "fra", "English", "español"); None where it is none.

    ISO 639-1 where there is such a code, else 639-3.
    """
    word = declared.strip()
    if not word or word.casefold() == UNKNOWN_LANGUAGE:
        return None
    by_name = _language_names().get(word.casefold())
    if by_name is not None:
        return by_name
    if not _CODE.fullmatch(word):
        return None
    code = re.split("[-_]", word.lower())[0]
    alias: str = get_global("language_aliases").get(code, code).split("_")[0]
    known = Locale("en").languages
    return alias if alias in known else None


@functools.cache
def _language_names() -> dict[str, str]:
    """Codes by the name of the language, in English and in itself; expected languages come first."""
    names: dict[str, str] = {}
    english = Locale("en").languages
    for code in (*sorted(EXPECTED_LANGUAGES), *english):
        if "_" in code:
            continue
        names.setdefault(english[code].casefold(), code)
        try:
            own_name = Locale(code).languages.get(code)
        except UnknownLocaleError:
            continue
        if own_name:
            names.setdefault(own_name.casefold(), code)
    return names
