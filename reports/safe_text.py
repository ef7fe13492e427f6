"""Text that people wrote, made harmless for the programs that open files: spreadsheets, XML, right-to-left cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = r"\s\u200b-\u200f\u2060\ufeff"
_FORMULA_START = re.compile(rf"[{_UNSEEN}]*[=+\-@＝＋－＠]|[\t\r\n]")
_FORMULA_AFTER_SEPARATOR = re.compile(rf"([;,|\t\r\n][{_UNSEEN}\"']*)(?=[=@＝＠]|[+\-＋－][^\s\d])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")


def writable(text: str) -> str:
    """Text without the characters that XML and UTF-8 cannot hold; U+FFFD stands for each."""
    return _UNWRITABLE.sub("\ufffd", text)


@lru_cache(maxsize=4096)  # ids come again and again
def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula and every file format can hold.

    An apostrophe stands before text that begins with = + - @ (full-width too, or behind unseen characters), a
    tab or a line break, and before such signs after a separator, at which a program may split a CSV file.
    """
    if text.isalnum() and text.isascii():  # as most ids are, by the million
        return text
    guarded = _FORMULA_AFTER_SEPARATOR.sub(r"\1'", writable(text))
    return f"'{guarded}" if _FORMULA_START.match(guarded) else guarded


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left, as `dir="auto"` tells it."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return False
    strong = (direction for letter in text if (direction := unicodedata.bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"
