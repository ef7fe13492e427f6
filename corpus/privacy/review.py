"""The review: every replacement with the words that it stands for, for the data team alone.

It holds what the rest of a run takes care not to hold. So it lies in the store, which is never shared, is readable by
its owner only, is replaced by every reading (nothing of a participant who withdrew stays behind), and no other file,
log or message repeats a word of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.errors import OutputError
from corpus.files.private import write_private_csv
from corpus.privacy.spans import Span
from corpus.schemas import Replacement

FOLDER = "review"
FILE = "redactions.csv"
COLUMNS = ("source", "file", "place", "field", "type", "replaced", "before", "words", "after")
CONTEXT_LETTERS = 60
"""Shown on either side: enough to judge, less than the statement."""


def replacements(
    text: str, spans: Iterable[Span], suspected: Iterable[Span], *, source: str, file: str, place: str, field: str
) -> Iterator[Replacement]:
    """A record for each span that was replaced in `text`, and for each that was only suspected."""
    for is_replaced, group in ((True, spans), (False, suspected)):
        for span in group:
            yield Replacement(
                source=source,
                file=file,
                place=place,
                field=field,
                kind=span.kind,
                is_replaced=is_replaced,
                before=text[max(0, span.start - CONTEXT_LETTERS) : span.start],
                words=text[span.start : span.end],
                after=text[span.end : span.end + CONTEXT_LETTERS],
            )


def review_file(store: Path) -> Path:
    """Where the review lies in the store."""
    return store / FOLDER / FILE


def write_review(store: Path, found: Sequence[Replacement]) -> Path:
    """Replace the review in `store` by `found`; returns its path.

    Raises:
        OutputError: the folder cannot be written to.
    """
    path = review_file(store)
    try:
        write_private_csv(path, COLUMNS, map(_cells, found))
    except OSError as error:
        raise OutputError(
            f"The review of redactions in {path.parent} cannot be written ({error.strerror}). Check rights and space, "
            "or set privacy.review: off."
        ) from error
    return path


def remove_review(store: Path) -> None:
    """Remove the review, where an earlier run left one."""
    path = review_file(store)
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not there, or something of somebody else's is in it
        path.parent.rmdir()


def _cells(found: Replacement) -> tuple[str, ...]:
    is_replaced = "yes" if found.is_replaced else "no"
    return (
        found.source,
        found.file,
        found.place,
        found.field,
        found.kind,
        is_replaced,
        found.before,
        found.words,
        found.after,
    )
