"""The typed markers that stand where personal data was: the one list of them."""

from __future__ import annotations

import re

KINDS = ("account", "address", "birthdate", "email", "handle", "id", "ip", "link", "name", "phone")
"""Every type of personal data that is replaced."""

MARKER = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")


def marker(kind: str) -> str:
    """What stands in a text instead of something personal of this type."""
    return f"[{kind}]"
