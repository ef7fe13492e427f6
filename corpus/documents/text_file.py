"""Notes in Markdown and plain text."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.documents.blocks import Document
from corpus.documents.markdown import ATX_HEADING, markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.errors import UnreadableDocument
from corpus.files.decode import decode

MAX_LINES = 300_000
"""Not counting empty ones; no note of a thousand pages has so many."""
MARKDOWN_SUFFIXES = frozenset((".md", ".markdown"))
TEXT_SUFFIXES = frozenset((".txt", ".text"))


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
