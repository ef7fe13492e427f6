"""The note in a file, recognised by its content."""

from __future__ import annotations

import stat
from pathlib import Path

from corpus.documents.blocks import Document, with_long_blocks_cut
from corpus.documents.guard import read_guarded
from corpus.documents.text_file import read_text
from corpus.errors import UnreadableDocument
from corpus.files.kinds import is_plain_text

MAX_BYTES = 100_000_000
SMALL_BYTES = 1_000_000
"""Text of up to this size is read without a process of its own: there is nothing to parse, and it cannot grow."""
MAX_LINE_BYTES = 6000
"""A text with longer lines is hostile, or a paragraph a line: patterns may take long over it."""


def read_document(path: Path) -> Document:
    """The note at `path`, read as what its content says it is, whatever its name.

    What needs a parser is parsed in a process of its own, see `guard`.

    Raises:
        UnreadableDocument: no ordinary file, too large, damaged, or of a kind that is not read.
    """
    try:
        _check_file(path)
        is_simple = path.stat().st_size <= SMALL_BYTES and is_plain_text(path) and _has_short_lines(path)
        document = read_text(path) if is_simple else read_guarded(path, _read_here)
        return with_long_blocks_cut(document)
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened: {error.strerror}. Check its permissions.") from error


def _read_here(path: Path) -> Document:
    from corpus.documents.readers import read_here  # seldom: the parsers are for the process that parses

    return read_here(path)


def _has_short_lines(path: Path) -> bool:
    with path.open("rb") as file:
        return all(len(line) <= MAX_LINE_BYTES for line in file)


def _check_file(path: Path) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):  # reading a pipe or a device might never end
        raise UnreadableDocument("it is no ordinary file. Put the notes themselves into the folder.")
    if found.st_size > MAX_BYTES:
        raise UnreadableDocument(
            f"it has {found.st_size / 1e6:,.0f} MB; at most {MAX_BYTES / 1e6:.0f} are read. Split it."
        )
