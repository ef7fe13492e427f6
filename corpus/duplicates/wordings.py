"""Two forms of a text in which wordings of one sentence meet: without typography, and without its light words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

import regex as re
from ruamel.yaml import YAML

_LIGHT_WORDS: dict[str, list[str]] = YAML(typ="safe").load(
    Path(__file__).with_name("light_words.yaml").read_text("utf-8")
)

UNSPACED = ("zh", "th", "ja", "km", "lo", "my")
"""Languages written without spaces between words."""

_QUESTION = re.compile(r"[?؟՞፧⁇⁈⁉]")
_VOWEL_MARKS = re.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]"
)
"""Hebrew points, Arabic harakat and tatweel: the words are read alike without them."""
_UNSEEN = re.compile(r"[\p{Cf}\ufe00-\ufe0f'’ʼ‘`´\u055a-\u055f\u0307]")
"""Joiners, soft hyphens, direction marks; apostrophes and Armenian tone marks, which stand inside words. U+0307 is what
casefolding makes of the Turkish and Azerbaijani İ."""
_LIST_MARK = re.compile(r"^\s*(?:\p{Pd}+(?!\d)\s*|[*•‣⁃·●○◦■□▪▫◆◇►▶▸➢➤✓✔]+\s*|\(?\d{1,2}[.)]\s+)+(?=\S)")
_PUNCTUATION = re.compile(
    r"(?<=^|\s)\p{Pd}(?=\d)(*SKIP)(*FAIL)|(?<=\d)\p{P}(?=\d)(*SKIP)(*FAIL)|[%‰](*SKIP)(*FAIL)|[\p{P}\p{Sk}\p{Cc}]"
)
"""Not the sign of a number, what stands inside one, or percent: figures are never one another."""
_SAME_LETTERS = str.maketrans({"٪": "%", "ك": "ک", "ي": "ی", "ё": "е"})
"""Letters that differ by the keyboard, not by the word."""

_MARKED_SCRIPTS = re.compile(r"\p{Latin}|\p{Greek}")
_ARABIC_SPELLINGS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ة": "ه", "ؤ": "و", "ئ": "ی"})
_BARRED_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o"})
_AMHARIC_SPELLINGS = str.maketrans(
    {
        chr(first + order): chr(usual + order)
        for first, usual in ((0x1220, 0x1230), (0x1210, 0x1200), (0x1280, 0x1200), (0x12D0, 0x12A0), (0x1340, 0x1338))
        for order in range(7)
    }
)
"""Rows of letters that sound alike and that writers exchange: ሠ ሰ, ሐ ኀ ሀ, ዐ አ, ፀ ጸ."""
_CAPITALISED = re.compile(r"\p{Lu}\p{Ll}+")


def normal_form(text: str) -> str:
    """`text` without case, punctuation, list marks, vowel marks and forms of digits; "" where nothing else is in it.

    Kept are signs that carry meaning: figures as they are written, percent, money, emoji, and that it is a question.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    is_question = bool(_QUESTION.search(folded))
    plain = _VOWEL_MARKS.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", folded))).translate(_SAME_LETTERS)
    digits = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in plain)
    words = " ".join(_PUNCTUATION.sub(" ", _LIST_MARK.sub("", digits)).split())
    return f"{words} ?" if words and is_question else words


def core_words(form: str, language: str) -> tuple[str, ...]:
    """The words of a normal form without light words of `language`, each spelt as if without accents."""
    if pattern := _light_words(language):
        form = pattern.sub(" ", form)
    return tuple(map(_unaccented, form.split()))


def capitalised_words(text: str) -> frozenset[str]:
    """The words of `text` that begin with a capital and go on in small letters, as they stand in core words."""
    return frozenset(_unaccented(normal_form(word)) for word in _CAPITALISED.findall(text))


@lru_cache
def _light_words(language: str) -> re.Pattern[str] | None:
    """A pattern for the light words and phrases of a language, longest first; None where none are listed."""
    phrases = sorted({normal_form(phrase) for phrase in _LIGHT_WORDS.get(language, ())}, key=len, reverse=True)
    if not phrases:
        return None
    listed = "|".join(map(re.escape, phrases))
    return re.compile(listed if language in UNSPACED else rf"(?<!\S)(?:{listed})(?!\S)")


@lru_cache(maxsize=1 << 16)
def _unaccented(word: str) -> str:
    """Without what many leave out: accents of Latin and Greek letters, Arabic hamzas; Amharic homophones as one."""
    if _MARKED_SCRIPTS.search(word):
        letters = unicodedata.normalize("NFD", word).translate(_BARRED_LETTERS)
        return "".join(letter for letter in letters if not unicodedata.combining(letter))
    return word.translate(_ARABIC_SPELLINGS | _AMHARIC_SPELLINGS)
