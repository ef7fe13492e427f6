"""A guard before zipped documents (docx, xlsx): size, ratio and DTD are checked before any parsing."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from corpus.errors import UnreadableDocument

MAX_RATIO = 200
"""Real documents shrink to a fifth or a tenth, repetitive ones to a fiftieth; a zip bomb to a thousandth."""
SMALL_BYTES = 1_000_000
"""Below this size unzipped, no ratio is suspicious."""
PROLOGUE_BYTES = 4096

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What the standard library raises on truncated, damaged, encrypted or exotic archives; a name that is no text is a
ValueError."""


def is_zip(path: Path) -> bool:
    """Whether the file begins like a zip, whatever its name."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def check_package(path: Path, *, max_bytes: int) -> frozenset[str]:
    """The names inside the zip at `path`, once it is known to be harmless.

    Raises:
        UnreadableDocument: no zip, damaged, encrypted, larger than `max_bytes` unzipped, packed suspiciously
            tight, or an XML part with a DTD (which could expand without end or read other files).
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            n_bytes = sum(part.file_size for part in parts)
            n_packed = max(1, sum(part.compress_size for part in parts))
            if n_bytes > max_bytes or (n_bytes > SMALL_BYTES and n_bytes / n_packed > MAX_RATIO):
                raise UnreadableDocument(
                    f"it unpacks to {n_bytes / 1e6:,.0f} MB from {n_packed / 1e6:,.1f} MB, which is not read "
                    "for safety. Remove the pictures or split the file."
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_dtd(package, part)
            return frozenset(part.filename for part in parts)
    except BROKEN_ZIP as error:
        raise UnreadableDocument(
            "it is damaged, encrypted or no Office file. Open it, save it again and replace it."
        ) from error


def _refuse_dtd(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with package.open(part) as file:
        prologue = file.read(PROLOGUE_BYTES)
    # UTF-16 puts a NUL beside each ASCII letter.
    if b"<!DOCTYPE" in prologue.replace(b"\0", b"").upper():
        raise UnreadableDocument(
            f"its part {part.filename} declares a DTD, which is not read for safety. Save it again with Word."
        )


def read_part(path: Path, name: str) -> bytes:
    """One part of the zip at `path`.

    Raises:
        UnreadableDocument: the part is missing or damaged.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return package.read(name)
    except (KeyError, *BROKEN_ZIP) as error:
        raise UnreadableDocument(
            f"its part {name} is missing or damaged. Open it, save it again and replace it."
        ) from error
