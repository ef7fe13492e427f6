"""The sources of a consultation, read as its configuration says."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.errors import OutputError
from corpus.privacy.review import remove_review, write_review
from corpus.read import Redaction, read_sources
from corpus.schemas import Reading
from corpus.store.withdrawals import read_withdrawals
from flows.settings import Settings

DOWNLOADS = "polis"
"""Folder in the store for the last good copies of what was fetched."""


def read_consultation(settings: Settings, output: Path, *, review: bool = False, keep: bool = False) -> Reading:
    """All sources of `settings` but what was withdrawn from `output`.

    With `review` the reading holds every replacement in words; with `keep` the store keeps what web addresses serve.

    Raises:
        SourceError: a source or a list of names cannot be read.
    """
    privacy = settings.privacy
    return read_sources(
        settings.sources,
        groups=settings.groups,
        redaction=Redaction(privacy.names, privacy.allow, keeps_replacements=review) if privacy.redact else None,
        withdrawals=read_withdrawals(output / "store"),
        downloads=output / "store" / DOWNLOADS if keep else None,
    )


def read_and_review(settings: Settings, output: Path) -> Reading:
    """The reading of a run: as above, its review written into the store, or removed where there is none to be.

    The reading that is handed on holds no replacement in words.

    Raises:
        SourceError: a source or a list of names cannot be read.
        OutputError: the review cannot be written.
    """
    is_asked = settings.privacy.review and settings.privacy.redact
    reading = read_consultation(settings, output, review=is_asked, keep=True)
    if is_asked:
        write_review(output / "store", reading.replacements)
    else:
        remove_review(output / "store")
    return reading.without_replacements()


def forget_what_was_read(store: Path) -> None:
    """Delete what the last refresh kept of its sources: the copies of Pol.is reports and the review.

    Raises:
        OutputError: they cannot be deleted, so that they may still hold what somebody withdrew.
    """
    try:
        remove_review(store)
        if (store / DOWNLOADS).exists():
            shutil.rmtree(store / DOWNLOADS)
    except OSError as error:
        raise OutputError(
            f"{store}: the copies of what was read cannot be deleted: {error.strerror}. Check rights, and remove again."
        ) from error
