"""What is done to the words of each row alone: personal data is replaced, and what is left tells the language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.languages.mixed import Languages, identify_mixed
from corpus.privacy.redact import Redactor
from corpus.privacy.rows import Found, Words, redact_words

AT_ONCE = 20_000
"""Rows a part: some seconds of work."""


@dataclass(frozen=True)
class Screening:
    """How rows are screened; without a redactor their words stay."""

    redactor: Redactor | None
    keeps_replacements: bool = False


@dataclass(frozen=True)
class Screened:
    """What was found in rows, in their order; nothing of personal data where it was not looked for."""

    found: list[Found]
    languages: Languages


def screen(screening: Screening, rows: Sequence[Words]) -> Screened:
    """Personal data in each of the rows, and the languages of what stays."""
    redactor = screening.redactor
    found = []
    if redactor is not None:
        found = [redact_words(redactor, words, suspects=screening.keeps_replacements) for words in rows]
    texts = [each.redacted.text for each in found] if redactor is not None else [words.text for words in rows]
    return Screened(found, identify_mixed(texts, [words.language for words in rows]))
