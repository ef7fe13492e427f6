"""RTF files as blocks: with LibreOffice where it is installed, else their words without headings and levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from corpus.documents.blocks import Block, Document
from corpus.documents.libreoffice import libreoffice, read_with_libreoffice
from corpus.documents.styled import Group, Style, numbered, paragraph_blocks
from corpus.errors import UnreadableDocument

MAX_BYTES = 20_000_000
"""Pictures are written out as digits, and are most of a large file."""
DELETED = re.compile(rb"\\deleted(?![a-z0])")
WITHOUT_LIBREOFFICE = (
    "it is read without LibreOffice, so that headings and the levels of lists are lost. Install LibreOffice, or save "
    "it as .docx."
)


def read_rtf(path: Path) -> Document:
    """The blocks of the RTF file at `path`, numbered by paragraph.

    Raises:
        UnreadableDocument: damaged, or without LibreOffice: too large, or with tracked deletions.
    """
    if libreoffice() is not None:
        return read_with_libreoffice(path, suffix=".rtf")
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(
            f"it has more than {MAX_BYTES / 1e6:.0f} MB, which is read with LibreOffice only. Save it as .docx."
        )
    if DELETED.search(content):
        raise UnreadableDocument(
            "it has tracked deletions, which are told from text with LibreOffice only. Save it as .docx."
        )
    try:
        # RTF is ASCII; other bytes are letters of the encoding that the file names.
        text = rtf_to_text(content.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, AttributeError, TypeError) as error:
        raise UnreadableDocument("it is damaged. Open it, save it as .docx and replace it.") from error
    # Letters beyond the first 65,536 come as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Document(tuple(numbered(_groups(text))), warnings=(WITHOUT_LIBREOFFICE,))


def _groups(text: str) -> Iterator[Group]:
    for line in text.split("\n"):
        if line.rstrip().endswith("|"):  # a row of a table, its cells ended by strokes
            for cell in line.split("|"):
                yield [_as_cell(block) for block in _blocks(cell)]
        else:
            yield _blocks(line)


def _blocks(line: str) -> Group:
    return paragraph_blocks(line, Style(), is_bold=False, is_italic=False)


def _as_cell(block: Block) -> Block:
    return block if block.kind == "item" else Block(block.number, "cell", block.text)
