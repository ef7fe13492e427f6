"""The note in a file, recognised by its content."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from corpus.documents.blocks import Document, with_long_blocks_cut
from corpus.documents.docx import read_docx
from corpus.documents.guard import read_guarded
from corpus.documents.html import read_html
from corpus.documents.libreoffice import read_doc
from corpus.documents.mail import read_mail
from corpus.documents.markdown import ATX_HEADING, markdown_blocks
from corpus.documents.odt import read_odt
from corpus.documents.pdf import read_pdf
from corpus.documents.plain_text import text_blocks
from corpus.documents.rtf import read_rtf
from corpus.documents.workbook import read_workbook
from corpus.errors import UnreadableDocument
from corpus.files.decode import decode
from corpus.files.kinds import Kind, is_plain_text, kind_of

MAX_BYTES = 100_000_000
SMALL_BYTES = 1_000_000
"""Text of up to this size is read without a process of its own: there is nothing to parse, and it cannot grow."""
MAX_LINE_BYTES = 6000
"""A text with longer lines is hostile, or a paragraph a line: patterns may take long over it."""
MAX_LINES = 300_000
"""Not counting empty ones; no note of a thousand pages has so many."""
MAX_MAILS = 2
"""A note may be attached to a mail that is attached to another, and no deeper."""
MARKDOWN_SUFFIXES = frozenset((".md", ".markdown"))
TEXT_SUFFIXES = frozenset((".txt", ".text"))


def read_document(path: Path) -> Document:
    """The note at `path`, read as what its content says it is, whatever its name.

    What needs a parser is parsed in a process of its own, see `guard`.

    Raises:
        UnreadableDocument: no ordinary file, too large, damaged, or of a kind that is not read.
    """
    try:
        _check_file(path)
        is_simple = path.stat().st_size <= SMALL_BYTES and is_plain_text(path) and _has_short_lines(path)
        document = read_text(path) if is_simple else read_guarded(path, read_here)
        return with_long_blocks_cut(document)
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened: {error.strerror}. Check its permissions.") from error


def read_here(path: Path, *, depth: int = 0) -> Document:
    """The note at `path`, which hangs on as many mails as `depth` says, parsed in this process.

    Raises:
        UnreadableDocument: damaged, or of a kind that is not read.
        OSError: gone, or closed to us.
    """
    kind = kind_of(path)
    if kind == "eml":
        if depth > MAX_MAILS:
            raise UnreadableDocument("it is a mail within too many others. Save the notes in it as a file.")
        return read_mail(path, partial(read_here, depth=depth + 1))
    return READERS[kind](path)


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


def read_text(path: Path) -> Document:
    """The Markdown or plain text note at `path`.

    The name decides between the two; where it says neither, a heading of Markdown's does.
    """
    decoded = decode(path.read_bytes())
    lines = re.split(r"\r\n|\r|\n", decoded.text)
    if sum(map(bool, map(str.strip, lines))) > MAX_LINES:
        raise UnreadableDocument(f"it has more than {MAX_LINES:,} lines. Split it, or list it as a table.")
    suffix = path.suffix.lower()
    is_markdown = suffix in MARKDOWN_SUFFIXES or (
        suffix not in TEXT_SUFFIXES and any(ATX_HEADING.fullmatch(line) for line in lines)
    )
    blocks = markdown_blocks(lines) if is_markdown else text_blocks(lines)
    return Document(tuple(blocks), decoded.encoding if decoded.is_guess else None)


READERS: Mapping[Kind, Callable[[Path], Document]] = {
    "text": read_text,
    "docx": read_docx,
    "odt": read_odt,
    "html": read_html,
    "xlsx": read_workbook,
    "pdf": read_pdf,
    "rtf": read_rtf,
    "doc": read_doc,
}
"""How each kind of file is read; a reader raises UnreadableDocument, and OSError where the file is gone."""
