"""From where letters stand on a line to the order in which they are read, in scripts of both directions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

STRONG_RIGHT = frozenset(("R", "AL"))
DIGITS = frozenset(("EN", "AN"))
INSIDE_NUMBERS = frozenset((".", ",", ":", "/", "-", "٫", "٬"))
BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"))
PRESENTATION = re.compile("[\u2f00-\u2fdf\ufb00-\ufdff\ufe70-\ufefc]")
"""Letters as they look (ligatures, Arabic forms, radicals) where the file should have said what they are."""


def plain_letters(text: str) -> str:
    """The text with each ligature and presentation form as the letters that it shows."""
    return PRESENTATION.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)


def is_right_to_left(text: str) -> bool:
    """Whether most letters of the text belong to scripts that are written from the right."""
    directions = [unicodedata.bidirectional(letter) for letter in text]
    return sum(each in STRONG_RIGHT for each in directions) > directions.count("L")


def reading_order(pieces: Sequence[str], *, is_rtl: bool) -> list[int]:
    """The places of `pieces`, which stand from left to right, in the order in which they are read.

    `is_rtl` is the direction of the paragraph. Each piece gets a level of the Unicode bidirectional algorithm,
    and runs are turned from the highest level down; turning is its own inverse, so what takes letters from
    reading order to the page also takes them back.

    Source: Unicode Standard Annex 9, rules W, N and L2, without embeddings and isolates.
    """
    levels = _levels(pieces, base=int(is_rtl))
    order = list(range(len(pieces)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end
    return order


def _levels(pieces: Sequence[str], *, base: int) -> list[int]:
    kinds = [_direction(piece) for piece in pieces]
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1], kinds[place + 1]
        if not kinds[place] and around == ("digit", "digit") and pieces[place] in INSIDE_NUMBERS:
            kinds[place] = "digit"
    strong = [kind if kind in ("left", "right") else None for kind in kinds]
    before, after = _last(strong), _last(strong[::-1])[::-1]
    levels: list[int | None] = []
    for kind, near, far in zip(kinds, before, after, strict=True):
        if kind == "digit":
            is_among_left = "left" in (near or "left", far or "left")
            levels.append(0 if not base and is_among_left else 2)
        else:
            levels.append({"left": 2 * base, "right": 1}.get(kind))
    return _with_neutrals(levels, kinds, base)


def _direction(piece: str) -> str:
    for letter in piece:
        direction = unicodedata.bidirectional(letter)
        if direction in STRONG_RIGHT:
            return "right"
        if direction == "L":
            return "left"
        if direction in DIGITS:
            return "digit"
    return ""


def _last(values: Sequence[T | None]) -> list[T | None]:
    """At each place the last value so far that is one."""
    found: list[T | None] = []
    for value in values:
        found.append(value if value is not None or not found else found[-1])
    return found


def _with_neutrals(levels: Sequence[int | None], kinds: Sequence[str], base: int) -> list[int]:
    """Spaces and marks take the direction of what is on both sides, else that of the paragraph.

    Numbers count as text from the right, unless they are among words from the left.
    """
    sides = [
        None if level is None else 2 * base if kind == "left" or level == 0 else 1
        for level, kind in zip(levels, kinds, strict=True)
    ]
    before, after = _last(sides), _last(sides[::-1])[::-1]
    return [
        level if level is not None else near if near is not None and near == far else base
        for level, near, far in zip(levels, before, after, strict=True)
    ]


def with_paired_brackets(text: str) -> str:
    """Text from the right with its brackets opened before they are closed.

    Files disagree whether a bracket is written as it looks or as it is meant; in a paragraph with an even
    number of one kind, the first opens and the next closes.
    """
    for opening, closing in BRACKETS:
        pieces = re.split(f"[{re.escape(opening + closing)}]", text)
        if len(pieces) % 2 and len(pieces) > 1:
            marks = [opening if place % 2 == 0 else closing for place in range(len(pieces) - 1)]
            text = pieces[0] + "".join(mark + piece for mark, piece in zip(marks, pieces[1:], strict=True))
    return text
