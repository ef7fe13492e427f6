"""The parsers, one a kind of file: `corpus.documents.read` has them work in a process of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from corpus.documents.blocks import Document
from corpus.documents.docx import read_docx
from corpus.documents.html import read_html
from corpus.documents.libreoffice import read_doc
from corpus.documents.mail import read_mail
from corpus.documents.odt import read_odt
from corpus.documents.pdf import read_pdf
from corpus.documents.rtf import read_rtf
from corpus.documents.text_file import read_text
from corpus.documents.workbook import read_workbook
from corpus.errors import UnreadableDocument
from corpus.files.kinds import Kind, kind_of

MAX_MAILS = 2
"""A note may be attached to a mail that is attached to another, and no deeper."""


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
