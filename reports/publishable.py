"""The record of a run without what belongs to the machine: its paths and its secrets."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

_SECRET_KEY = re.compile(r"(?:^|[_-])(?:secret|token|password|api_?key|credential|authori[sz]ation)s?$", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"(?<![\w:/.\\])"  # not inside a URL or a relative path
    r"(?:file:///?(?:[A-Za-z]:[\\/])?|[A-Za-z]:[\\/]|~?/|\\\\)"  # an address of a file, C:\, / or ~/, \\server
    r"(?:(?!\s)(?:(?!\.\s)[^\\/'\"<>|:;,\n])*(?<!\s)[\\/])*"  # folders, whose names may hold spaces; no sentence
    r"([^\s\\/'\"<>|:;,]+)"  # the name that is kept
)
_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
_QUERY_SECRET = re.compile(r"(?i)([?&](?:[^=&\s]*(?:token|key|secret|sig|password))=)[^&\s]+")


Record = Any
"""What JSON can hold, and paths."""


def publishable(record: Record, *, names: Mapping[str, str] | None = None) -> Record:
    """A copy of a JSON-like record in which absolute paths are bare names, secrets are dots and UTF-8 holds every text.

    `names` are texts to replace wherever they occur, such as ids of sensitive sessions by their pseudonyms.
    """
    if isinstance(record, Mapping):
        return {
            publishable(str(key), names=names): (
                "…" if _SECRET_KEY.search(str(key)) and value else publishable(value, names=names)
            )
            for key, value in record.items()
        }
    if isinstance(record, (list, tuple, set, frozenset)):
        return [publishable(value, names=names) for value in record]
    if isinstance(record, PurePath):
        return record.name if record.is_absolute() else _clean(record.as_posix(), names or {})
    if isinstance(record, float) and not math.isfinite(record):
        return None  # JSON knows no such number
    return _clean(record, names or {}) if isinstance(record, str) else record


def _clean(text: str, names: Mapping[str, str]) -> str:
    text = text.encode("utf-8", "replace").decode()  # a file's name may hold half a character
    for name in sorted(names, key=len, reverse=True):
        # A backslash in a group's id is no escape.
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", names[name].replace("\\", r"\\"), text)
    text = _QUERY_SECRET.sub(r"\1…", _LOGIN.sub("", text))
    return _ABSOLUTE.sub(lambda match: match.group(1), text)
