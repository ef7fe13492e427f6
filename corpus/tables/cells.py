"""What stands in a cell, as text."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from datetime import UTC, date, datetime

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without ".0", ISO dates, lists joined by ";", nothing as empty.

    Raises:
        UnicodeDecodeError: bytes that are no text.
    """
    if value is None or value != value:  # NaN is the only value that differs from itself
        return ""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(cell_text(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return unicodedata.normalize("NFC", value.decode("utf-8"))
    return str(value)


MAX_DIGITS = 18
"""More are no number that anybody counted, and Python refuses to read thousands of them."""


def whole_number(text: str) -> int | None:
    """The number that `text` is in decimal digits, of any script; None where it is none."""
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None


def column_name(cell: str) -> str:
    """The name of a column without space or invisible marks (of direction, or of bytes) around it."""
    start, end = 0, len(cell)
    while start < end and _is_invisible(cell[start]):
        start += 1
    while end > start and _is_invisible(cell[end - 1]):
        end -= 1
    return cell[start:end]


def _is_invisible(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"


@functools.lru_cache(maxsize=10_000)
def parse_date(value: str) -> datetime | None:
    """The moment that an ISO date (and time) names, in UTC; None for an empty value. Equal dates are one object.

    A value without a time zone is taken as UTC, a date as its first moment.

    Raises:
        ValueError: not an ISO date. Forms such as 03/04/2022 mean two days, so they are not guessed.
    """
    if not value.strip():
        return None
    moment = datetime.fromisoformat(value.strip())
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def why_no_date(value: str) -> str:
    """What is wrong with a value that `parse_date` refuses, as the end of "the date ..."."""
    if written := _DATE.match(value.strip()):
        try:
            date(*map(int, written.groups()))
        except ValueError:
            return "names a day that does not exist"
    return "is not of the form 2022-06-30"


@functools.lru_cache(maxsize=10_000)
def split_values(value: str) -> tuple[str, ...]:
    """The values of a cell, which ";" separates, sorted and without repeats."""
    return tuple(sorted({part.strip() for part in value.split(";") if part.strip()}))
