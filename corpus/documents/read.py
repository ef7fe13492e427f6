"""The note in a file, recognised by its content."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.documents.blocks import Document
from corpus.documents.docx import read_docx
from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.errors import UnreadableDocument
from corpus.files.decode import decode
from corpus.files.packages import is_zip

MAX_BYTES = 100_000_000
MARKDOWN_SUFFIXES = frozenset((".md", ".markdown"))
SUFFIXES = frozenset((".md", ".markdown", ".txt", ".docx"))


def read_document(path: Path) -> Document:
    """The note at `path`; a Word file is recognised by its content, whatever its name.

    Raises:
        UnreadableDocument: too large, empty, damaged, or no text.
    """
    try:
        n_bytes = path.stat().st_size
        if n_bytes > MAX_BYTES:
            raise UnreadableDocument(
                f"it has {n_bytes / 1e6:,.0f} MB; at most {MAX_BYTES / 1e6:.0f} are read. Split it."
            )
        if is_zip(path):
            return Document(tuple(read_docx(path)))
        if path.suffix.lower() == ".docx":
            raise UnreadableDocument("it is named .docx and is no Word file. Open it, save it as .docx and replace it.")
        decoded = decode(path.read_bytes())
    except OSError as error:
        raise UnreadableDocument(f"it cannot be opened: {error.strerror}. Check its permissions.") from error
    lines = re.split(r"\r\n|\r|\n", decoded.text)
    blocks = markdown_blocks(lines) if path.suffix.lower() in MARKDOWN_SUFFIXES else text_blocks(lines)
    return Document(tuple(blocks), decoded.encoding if decoded.is_guess else None)
