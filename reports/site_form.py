"""Whether a report is one file, or pages and statements apart."""

from __future__ import annotations

from typing import Literal

Site = Literal["auto", "one-file", "pages"]
"""How the report lies in its folder; `auto` decides by the number of statements."""

MOST_IN_ONE_FILE = 10_000
"""Statements up to which `auto` makes one file: about 6 MB, which still opens at once and passes as an attachment."""


def is_one_file(n_statements: int, site: Site) -> bool:
    """Whether the report is one file: where that is asked for, or where it is small enough."""
    return site == "one-file" or (site == "auto" and n_statements <= MOST_IN_ONE_FILE)
