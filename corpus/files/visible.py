"""Text as people see it: without characters that are invisible, turn the line around, or are no characters."""

from __future__ import annotations

import re

_FORMAT = (
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
"""Unicode's format characters but joiner and non-joiner (Persian, Indic), the Mongolian vowel separator, signs that
show around Arabic, Syriac and Kaithi numbers, and what arranges Egyptian hieroglyphs."""
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_REMOVED = re.compile(f"[{_FORMAT}{_CONTROLS}]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile(f"[{_FORMAT}{_CONTROLS}\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def visible(text: str) -> str:
    """`text` without control and format characters, which no reader sees; lone surrogates become U+FFFD.

    Direction overrides would show a statement otherwise than it is stored, and zero-width characters let two
    statements that look alike differ. Line breaks and tabs stay.
    """
    if _ODD.search(text) is None:
        return text
    return _NO_CHARACTER.sub(REPLACEMENT, _REMOVED.sub("", text))
