"""Which languages of a corpus the language offsets were not measured on."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from babel.core import get_global

NO_LANGUAGE = frozenset({"und", "zxx", "mul"})
"""Not known, no words, several: no language that could be missing."""

_WITHIN = {"nob": "no", "nno": "no", "quy": "qu", "quz": "qu", "pbt": "ps", "pst": "ps", "fuv": "ff"}
"""Languages that a parallel reference names, where corpora, and identification, name the macrolanguage.

Source: ISO 639-3 macrolanguage mappings, those that CLDR does not have among its aliases.
"""


def uncovered_languages(languages: pd.Series[str], covered: Collection[str]) -> dict[str, float]:
    """Share of the statements (0 to 1) in each language that the offsets do not cover, the largest first.

    Args:
        languages: Language of each statement, ISO 639-1 or 639-3.
        covered: Languages of the offsets as their reference names them: FLORES codes such as `kat_Geor`, or ISO codes,
            also with a region.
    """
    known = {name for code in covered for name in _names(code)}
    shares = languages.value_counts(normalize=True)
    missing = [code for code in shares.index if code not in NO_LANGUAGE and not known.intersection(_names(code))]
    return {code: float(shares[code]) for code in sorted(missing, key=lambda code: (-shares[code], code))}


def _names(code: str) -> set[str]:
    """The ISO codes under which a language may be known: its own, its alias and its macrolanguage."""
    language = code.replace("-", "_").split("_")[0].lower()
    names = {language, _WITHIN.get(language, language)}
    return names | {_canonical(name) for name in names}


def _canonical(language: str) -> str:
    """The code that CLDR prefers: `ka` for `kat`, `ak` for `twi`."""
    aliases = get_global("language_aliases")
    while language in aliases:
        language = aliases[language].split("_")[0]
    return language
