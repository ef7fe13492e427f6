"""Wording for errors and warnings: near matches, row lists, names that cannot be a participant's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

MAX_NAME_LETTERS = 40
MAX_NAME_WORDS = 4


def nearest(word: str, options: Iterable[str]) -> list[str]:
    """`options`, the most alike to `word` first; equals keep their order."""
    wanted = word.casefold()
    return sorted(options, key=lambda option: -SequenceMatcher(None, wanted, option.casefold()).ratio())


def looks_like_a_name(value: str) -> bool:
    """Whether `value` may be shown: an id or a column name is short, a participant's words are not.

    A table without a header has its first statement where the column names should be, and a wrong column may
    be configured as the group; both would put words from the table into a message.
    """
    return len(value) <= MAX_NAME_LETTERS and len(value.split()) <= MAX_NAME_WORDS


def shown(value: str) -> str:
    """`value` of a file written by staff in quotes, or a stand-in where it might be somebody's words."""
    return repr(value) if looks_like_a_name(value) else "(a long text)"


def shown_id(value: str) -> str:
    """An id from a table of statements in quotes, or a stand-in: only one word can be an id for sure."""
    return repr(value) if looks_like_a_name(value) and len(value.split()) == 1 else "(several words)"


def listed(values: Sequence[str], limit: int = 12) -> str:
    """The values that look like names, quoted and separated by commas; the others only counted."""
    names = [repr(value) for value in values if looks_like_a_name(value)][:limit]
    n_more = len(values) - len(names)
    if n_more:
        names.append(f"{n_more} more")
    return ", ".join(names)


def rows(numbers: Sequence[int], limit: int = 5) -> str:
    """The row numbers as people say them: "row 4", "rows 4, 7", "rows 4, 7, 9, 11, 12 and 30 more"."""
    head = ", ".join(str(number) for number in numbers[:limit])
    more = f" and {len(numbers) - limit} more" if len(numbers) > limit else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {head}{more}"
