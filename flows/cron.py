"""The five fields of a cron line, checked before Prefect is imported."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from cronsim import CronSim, CronSimError

_NAMES = {
    "month": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "weekday": ("sun", "mon", "tue", "wed", "thu", "fri", "sat"),
}
_FIELDS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 7)}
_PART = re.compile(r"(?:\*|(?P<low>\w+)(?:-(?P<high>\w+))?)(?:/(?P<step>[1-9]\d*))?")


def check_cron(cron: str) -> str:
    """`cron` itself, where it is a line of five fields that Prefect understands.

    Raises:
        ValueError: says which field is wrong, and what it may be.
    """
    fields = cron.split()
    if len(fields) != len(_FIELDS):
        raise ValueError(
            f"a cron line has five fields (minute, hour, day, month, weekday), {cron!r} has {len(fields)}; "
            'for two in the morning write "0 2 * * *"'
        )
    for text, (field, (lowest, highest)) in zip(fields, _FIELDS.items(), strict=True):
        if not all(_is_valid(part, field, lowest, highest) for part in text.split(",")):
            raise ValueError(f"in the cron line {cron!r} the {field} {text!r} is not *, or from {lowest} to {highest}")
    try:
        CronSim(cron, datetime.now(UTC))
    except CronSimError:  # a thirtieth of February
        raise ValueError(f"the cron line {cron!r} is never due") from None
    return cron


def _is_valid(part: str, field: str, lowest: int, highest: int) -> bool:
    match = _PART.fullmatch(part)
    if not match:
        return False
    low, high = (_number(match[name], field) for name in ("low", "high"))
    low = lowest if low is None else low
    return lowest <= low <= (low if high is None else high) <= highest


def _number(text: str | None, field: str) -> int | None:
    if text is None:
        return None
    names = _NAMES.get(field, ())
    if text.casefold() in names:
        return names.index(text.casefold()) + _FIELDS[field][0]
    return int(text) if text.isascii() and text.isdigit() else -1


def daily_time(cron: str) -> tuple[int, int] | None:
    """Hour and minute of a line that fires once every day, None for any other."""
    minute, hour, *others = cron.split()
    if others == ["*", "*", "*"] and minute.isdigit() and hour.isdigit():
        return int(hour), int(minute)
    return None
