"""Importing a library without what it looks for in passing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hidden(*packages: str) -> Iterator[None]:
    """Meanwhile no import finds `packages`, but for those that are imported already.

    For optional support of something that is installed for other reasons and never passed to the library.
    """
    absent = [package for package in packages if package not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type] # None is how Python marks what cannot be had
    try:
        yield
    finally:
        for package in absent:
            sys.modules.pop(package, None)
