"""The sources of a consultation, read as its configuration says."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

from corpus.errors import ConfigError, OutputError
from corpus.privacy.review import remove_review, write_review
from corpus.read import Redaction, read_sources
from corpus.schemas import Reading
from corpus.shards import MapShards, one_by_one
from corpus.store.id_key import keep_id_key, read_id_key
from corpus.store.last_read import LastReads
from corpus.store.withdrawals import read_withdrawals
from flows import clock
from flows.log import state_folder
from flows.settings import Settings
from flows.shards import forget_parts
from flows.unchanged import FILE as SEEN
from models.withholding import members_of, tiny_groups, without_small_rooms

DOWNLOADS = "polis"
"""Folder in the store for the last good copies of what was fetched."""
LAST_READS = "sources"
"""Folder in the store for what each other source yielded when it was last read."""

TOO_FEW = (
    "it is sensitive and has fewer people than privacy.min_group_size, so nothing that it said is counted or shown."
)


def read_consultation(
    settings: Settings,
    output: Path,
    *,
    review: bool = False,
    keep: bool = False,
    each: MapShards = one_by_one,
) -> Reading:
    """All sources of `settings` but what was withdrawn from `output`.

    With `review` the reading holds every replacement in words. With `keep` the store keeps what web addresses serve,
    and for a nightly refresh every other source too, which then stands for a source that cannot be read.

    Raises:
        ConfigError: a source is not there, and nothing stands for it.
        SourceError: a source or a list of names cannot be read.
    """
    privacy = settings.privacy
    last_reads = LastReads(output / "store" / LAST_READS, clock.now()) if keep and settings.nightly else None
    _refuse_absent(settings, last_reads)
    reading = read_sources(
        settings.sources,
        groups=settings.groups,
        redaction=Redaction(privacy.names, privacy.allow, keeps_replacements=review) if privacy.redact else None,
        withdrawals=read_withdrawals(output / "store"),
        downloads=output / "store" / DOWNLOADS if keep else None,
        last_reads=last_reads,
        id_key=keep_id_key(output / "store", beside=state_folder()) if keep else read_id_key(output / "store"),
        each=each,
    )
    few = settings.privacy.min_group_size
    sessions = without_small_rooms(reading.sessions, settings.groups, min_group_size=few)
    return _without_tiny_groups(replace(reading, sessions=sessions), settings)


def _refuse_absent(settings: Settings, last_reads: LastReads | None) -> None:
    """Do nothing if something stands for each source that is not there."""
    problems = [
        problem
        for number, problem in settings.absent_sources.items()
        if last_reads is None or not last_reads.has(settings.sources[number])
    ]
    if problems:
        raise ConfigError(*problems)


def _without_tiny_groups(reading: Reading, settings: Settings) -> Reading:
    """The reading as if nothing of a sensitive group of fewer people than the minimum had been there.

    Not even its number may be published, so it is not in the account of rows either.
    """
    few = settings.privacy.min_group_size
    tiny = tiny_groups(reading.statements, reading.sessions, settings.groups, min_group_size=few)
    if not tiny:
        return reading
    statements, left_out = reading.statements, Counter[str]()
    for group_id in tiny:
        is_theirs = members_of(statements, group_id)
        left_out[group_id] = int(is_theirs.sum())
        for source, n_rows in statements.loc[is_theirs, "source"].value_counts().items():
            reading.ledger.enter(str(source), "statement", -int(n_rows))
        statements = statements[~is_theirs]
    gone = set(reading.statements["session_id"].dropna()) - set(statements["session_id"].dropna())
    return replace(
        reading,
        statements=statements.reset_index(drop=True),
        sessions=reading.sessions[~reading.sessions["session_id"].isin(list(gone))].reset_index(drop=True),
        votes=reading.votes[reading.votes["statement_id"].isin(statements["statement_id"])].reset_index(drop=True),
        warnings=(*reading.warnings, *(f"group {group_id!r}: {TOO_FEW}" for group_id in tiny)),
        left_out=left_out,
    )


def read_and_review(settings: Settings, output: Path, each: MapShards = one_by_one) -> Reading:
    """The reading of a run: as above, its review written into the store, or removed where there is none to be.

    The reading that is handed on holds no replacement in words.

    Raises:
        SourceError: a source or a list of names cannot be read.
        OutputError: the review cannot be written.
    """
    is_asked = settings.privacy.review and settings.privacy.redact
    reading = read_consultation(settings, output, review=is_asked, keep=True, each=each)
    if is_asked:
        write_review(output / "store", reading.replacements)
    else:
        remove_review(output / "store")
    return reading.without_replacements()


def forget_what_was_read(store: Path) -> None:
    """Delete what refreshes kept of their sources: copies, Pol.is reports, parts of the work wherever, and the review.

    Raises:
        OutputError: they cannot be deleted, so that they may still hold what somebody withdrew.
    """
    try:
        remove_review(store)
        (store / SEEN).unlink(missing_ok=True)
        for folder in (store / DOWNLOADS, store / LAST_READS):
            if folder.exists():
                shutil.rmtree(folder)
    except OSError as error:
        raise OutputError(
            f"{store}: the copies of what was read cannot be deleted: {error.strerror}. Check rights, and remove again."
        ) from error
    forget_parts(store)
