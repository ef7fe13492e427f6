"""The typed markers that stand where personal data was: the one list of them, and texts without them."""

from __future__ import annotations

import re

KINDS = ("account", "address", "birthdate", "email", "handle", "id", "ip", "link", "name", "phone")
"""Every type of personal data that is replaced."""

MARKER = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")

_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_SIGN = re.compile(r"\s+(?=[,.;:!?،؛؟。，；：！？։՝።፣፤])")
_SIGNS_FIRST = re.compile(r"^[\s,.;:،؛。，；：։՝።፣፤–—-]+")


def marker(kind: str) -> str:
    """What stands in a text instead of something personal of this type."""
    return f"[{kind}]"


def without_markers(text: str) -> str:
    """`text` as it reads without its markers; a text without any, or of nothing else, as it is.

    For what is made of words and meaning: "[name]" is the word of no speaker, and texts that share it would be alike
    for that alone. Removing it moves a vector least from that of the text as spoken (docs/decisions/0041).
    """
    if MARKER.search(text) is None:
        return text
    bare = _SIGNS_FIRST.sub("", _SPACE_BEFORE_SIGN.sub("", _SPACES.sub(" ", MARKER.sub(" ", text)))).strip()
    return bare if any(map(str.isalnum, bare)) else text
