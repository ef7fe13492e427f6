"""Declared languages."""

from __future__ import annotations

import pytest

from corpus.languages.codes import normalise


@pytest.mark.parametrize(
    ("declared", "language"),
    [
        ("FR", "fr"), ("fr-CA", "fr"), ("pt_BR", "pt"), ("fra", "fr"), ("ger", "de"), ("English", "en"),
        ("español", "es"),
        ("русский", "ru"), ("ქართული", "ka"), ("العربية", "ar"), ("zh-Hant", "zh"), ("yue", "yue"),
        ("", None), ("und", None), ("Klingonsk", None), ("we all speak", None), ("xx", None),
    ],
)  # fmt: skip
def test_a_declared_language_becomes_its_code(declared: str, language: str | None) -> None:
    assert normalise(declared) == language
