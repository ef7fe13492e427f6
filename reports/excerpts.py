"""A few words of a statement around what sets its topic apart, for people whose exact words could be recognised."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import regex
from icu4py.breakers import WordBreaker

Quotes = Literal["full", "excerpt", "none"]
"""How statements of sensitive groups are quoted where enough people stand behind them."""

WORDS_AROUND = 4
"""Shown on either side of the topic's word, fewer in a short statement: never more than about half of it."""

_LETTERS = regex.compile(r"\p{L}")


def excerpt(text: str, keywords: Collection[str], language: str) -> str | None:
    """The words around the first of the topic's `keywords` that the text says; None where it says none.

    Words are ICU's, so scripts without spaces are cut between words too. "…" stands for what is left out.

    Args:
        text: The statement.
        keywords: Of the topic, in the statement's language, in lower case.
        language: ISO 639 code.
    """
    pieces = list(WordBreaker(text, language))
    words = [at for at, piece in enumerate(pieces) if _LETTERS.search(piece)]
    said = [n for n, at in enumerate(words) if any(word in pieces[at].casefold() for word in keywords)]
    if not said:
        return None
    around = min(WORDS_AROUND, len(words) // 4)
    first, last = max(0, said[0] - around), min(len(words) - 1, said[0] + around)
    shown = "".join(pieces[words[first] : words[last] + 1])
    return f"{'…' if first > 0 else ''}{shown}{'…' if last < len(words) - 1 else ''}"
