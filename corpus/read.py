"""All sources of a consultation, read: the one door into this package."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from corpus.duplicates.links import link_duplicates
from corpus.frames import ballots_frame, sessions_frame, statements_frame, votes_frame, votes_on
from corpus.groups import groups_of
from corpus.harvest import Harvested, harvest_sources, merged_sessions
from corpus.identity import unguessable_id, without_duplicates
from corpus.languages.mixed import Languages
from corpus.languages.model import expect_texts
from corpus.languages.settle import settle_short
from corpus.polis.forget import forget_comments
from corpus.privacy.name_lists import read_names
from corpus.privacy.rows import Found, RowRedactor, Words, row_redactor
from corpus.rows import Harvest, Row, Session
from corpus.schemas import Group, Ledger, Reading, Replacement, Sessions, SkippedFile, StaleSource, Statements
from corpus.screening import AT_ONCE, Screening, screen
from corpus.shards import MapShards, one_by_one
from corpus.signatures import signed_names
from corpus.sources import Source, WebAddress
from corpus.store.last_read import LastReads
from corpus.store.withdrawals import Withdrawal, is_withdrawn, sessions_without_statements

logger = logging.getLogger(__name__)

Origin = tuple[str, str, str]
"""Source, file and place of a statement, as read."""


@dataclass(frozen=True)
class Redaction:
    """How personal data is replaced: the team's lists of names to replace and of public names.

    With `keeps_replacements`, every replacement is kept in words, for the review.
    """

    names: Path | None = None
    allow: Path | None = None
    keeps_replacements: bool = False


def read_sources(
    sources: Sequence[Source],
    *,
    groups: Sequence[Group] = (),
    redaction: Redaction | None = Redaction(),
    withdrawals: Sequence[Withdrawal] = (),
    downloads: Path | None = None,
    last_reads: LastReads | None = None,
    id_key: bytes | None = None,
    each: MapShards = one_by_one,
) -> Reading:
    """Every statement of every source, with its language and groups, and an account of everything else.

    Order is the order of `sources`, and of reading within each. Personal data is replaced before the language is
    identified, an id is made, or anything is handed on, unless `redaction` is None. What `withdrawals` name is counted
    and left out, with sessions of which nothing else is left. What web addresses serve is kept in `downloads` for when
    they serve nothing; without it, it is fetched and forgotten. In `last_reads` every other source is kept, for when it
    cannot be read; neither holds what was withdrawn. With `id_key`, statements of sensitive groups that
    have a number in their source have ids that only the holder of the key can work out from it. By `each`, files are
    read and rows screened.

    Raises:
        SourceError: one or more sources cannot be read as configured; `problems` holds every problem of all
        of them.
    """
    expect_texts()
    read = harvest_sources(sources, groups, downloads, last_reads, each)
    sessions = merged_sessions(read)
    privacy = None if redaction is None else _redactor(read, redaction)
    shown = {
        session_id: session if privacy is None else privacy.session(session) for session_id, session in sessions.items()
    }
    by_shown_id = {session.session_id: session for session in shown.values()}
    screening = Screening(privacy.redactor, privacy.keeps_replacements) if privacy else Screening(None)
    ledger = Ledger()
    frames: list[pd.DataFrame] = []
    votes: list[pd.DataFrame] = []
    ballots: list[tuple[pd.DataFrame, pd.Series[str]]] = []
    origins: list[Origin] = []
    stale: list[StaleSource] = []
    as_read: list[_AsRead] = []
    for source in read:
        rows = without_duplicates(source.harvest.rows)
        if withdrawals:
            as_read.append(_AsRead(source, tuple(source.harvest.rows), tuple(rows)))
        elif last_reads is not None:
            _keep(last_reads, source, source.harvest)
        n_duplicates = len(source.harvest.rows) - len(rows)
        source.harvest.rows.clear()  # a million rows need not be held thrice: as read, redacted and as a frame
        if privacy is not None and privacy.keeps_replacements:
            origins += [(source.name, row.source_ref, row.place) for row in rows]
        languages: list[Languages] = []
        for start, screened in enumerate(each(screen, screening, _words(rows, sessions))):
            languages.append(screened.languages)
            if privacy is not None:
                for place, found in enumerate(screened.found, start * AT_ONCE):
                    rows[place] = _redacted(rows[place], found, source.name, sessions, groups, privacy)
        if privacy is not None:
            source = replace(source, name=privacy.source_name(source.name))
        if source.harvest.stale_since is not None:
            stale.append(StaleSource(source.name, source.harvest.stale_since))
        _enter(ledger, source, n_statements=len(rows), n_duplicates=n_duplicates)
        found_in = Languages.joined(languages)
        frames.append(statements_frame(rows, found_in, source.name, source.source.type, by_shown_id, groups))
        if source.harvest.votes is not None:
            votes.append(votes_frame(source.harvest.votes, rows, frames[-1]["statement_id"]))
        if source.harvest.ballots is not None:
            by_comment = pd.Series(frames[-1]["statement_id"].to_numpy(), index=[row.key for row in rows])
            ballots.append((source.harvest.ballots, by_comment))
        logger.info("read %d statements from %s", len(rows), source.name)
        del rows
    statements = pd.concat(frames, ignore_index=True)
    frames.clear()
    statements["language"] = settle_short(statements)
    gone = is_withdrawn(statements, withdrawals)  # also what was named by the id that it had without a key
    if id_key is not None:
        new_ids = _unguessable_ids(statements, groups, id_key)
        statements["statement_id"] = _renamed(statements["statement_id"], new_ids)
        votes = [each.assign(statement_id=_renamed(each["statement_id"], new_ids)) for each in votes]
    gone |= is_withdrawn(statements, withdrawals)
    _enter_withdrawn(ledger, statements[gone])
    emptied = sessions_without_statements(statements, gone, withdrawals)
    if as_read:
        left_out = {session_id for session_id, session in shown.items() if session.session_id in emptied}
        _keep_without_withdrawn(as_read, gone, left_out, last_reads, downloads)
        as_read.clear()
    if gone.any():
        statements = statements[~gone].reset_index(drop=True)
    remaining = sessions_frame([session for session in shown.values() if session.session_id not in emptied])
    links = link_duplicates(statements, remaining, groups)
    return Reading(
        statements=Statements.validate(pd.concat([statements, links], axis=1)),
        sessions=Sessions.validate(remaining),
        ledger=ledger,
        votes=votes_on(statements, votes),
        ballots=ballots_frame(ballots).loc[lambda cast: cast["statement_id"].isin(statements["statement_id"])],
        skipped=tuple(_shown_file(skipped, privacy) for source in read for skipped in source.harvest.skipped),
        warnings=tuple(
            dict.fromkeys(_shown(warning, privacy) for source in read for warning in source.harvest.warnings)
        ),
        stale=tuple(stale),
        redactions=Counter() if privacy is None else privacy.counts,
        replacements=_remaining_replacements(privacy.replacements, origins, gone) if origins and privacy else (),
    )


def _words(rows: Sequence[Row], sessions: Mapping[str, Session]) -> Iterator[list[Words]]:
    """The words of the rows, in parts."""
    nowhere = Session("")
    for start in range(0, len(rows), AT_ONCE):
        yield [
            Words(row.text, row.session_id, row.language, sessions.get(row.session_id or "", nowhere).country)
            for row in rows[start : start + AT_ONCE]
        ]


def _renamed(ids: pd.Series[str], new_ids: Mapping[str, str]) -> pd.Series[str]:
    """The ids, with those that have a new one by it; `Series.replace` would go over all of them for each."""
    return pd.Series([new_ids.get(each, each) for each in ids], index=ids.index, dtype="str")


def _unguessable_ids(statements: pd.DataFrame, groups: Sequence[Group], key: bytes) -> dict[str, str]:
    """New ids, by the old ones, of what sensitive groups said under a number.

    The number in a public export would tell which published statement is theirs, and so who said it.
    """
    sensitive = {group.id for group in groups if group.sensitive}
    theirs = [
        source_type != "notes" and not sensitive.isdisjoint(named)
        for source_type, named in zip(statements["source_type"], statements["groups"], strict=True)
    ]
    return {id_: unguessable_id(id_, key) for id_ in statements.loc[theirs, "statement_id"]}


def _enter(ledger: Ledger, source: Harvested, *, n_statements: int, n_duplicates: int) -> None:
    """Account for every row of the source."""
    fates = Counter(source.harvest.fates)
    fates["statement"] += n_statements
    fates["duplicate"] += n_duplicates
    for fate, n_rows in fates.items():
        if n_rows or fate == "statement":  # a source that yields nothing is told too
            ledger.enter(source.name, fate, n_rows)


def _enter_withdrawn(ledger: Ledger, withdrawn: pd.DataFrame) -> None:
    for source, n_rows in withdrawn["source"].value_counts().items():
        ledger.move(str(source), before="statement", after="withdrawn", n_rows=int(n_rows))


def _remaining_replacements(
    found: Sequence[Replacement], origins: Sequence[Origin], gone: pd.Series[bool]
) -> tuple[Replacement, ...]:
    """The replacements but those in withdrawn statements, and in files of which nothing else is left."""
    places = {origin for origin, is_gone in zip(origins, gone, strict=True) if is_gone}
    files = {file for _, file, _ in places} - {
        file for (_, file, _), is_gone in zip(origins, gone, strict=True) if not is_gone
    }
    return tuple(
        each for each in found if each.file not in files and (each.source, each.file, each.place) not in places
    )


@dataclass(frozen=True)
class _AsRead:
    """A source with its rows as they were read, all of them and those of which each became a statement."""

    source: Harvested
    rows: tuple[Row, ...]
    statements: tuple[Row, ...]


def _keep(last_reads: LastReads, source: Harvested, harvest: Harvest) -> None:
    if harvest.stale_since is None:
        last_reads.keep(source.source, harvest)


def _keep_without_withdrawn(
    as_read: Sequence[_AsRead],
    gone: pd.Series[bool],
    left_out: Collection[str],
    last_reads: LastReads | None,
    downloads: Path | None,
) -> None:
    """Keep what the sources hold without the words of whoever withdrew, and without the sessions `left_out`.

    In the sources they may still stand, and those who serve a report are not asked to take them out.
    """
    start = 0
    for source, rows, statements in ((each.source, each.rows, each.statements) for each in as_read):
        withdrawn = [
            row for row, is_gone in zip(statements, gone.iloc[start : start + len(statements)], strict=True) if is_gone
        ]
        start += len(statements)
        said = {(row.text, row.session_id, row.author_id) for row in withdrawn}
        if last_reads is not None:
            harvest = replace(
                source.harvest,
                rows=[row for row in rows if (row.text, row.session_id, row.author_id) not in said],
                sessions=[each for each in source.harvest.sessions if each.session_id not in left_out],
                names={key: names for key, names in source.harvest.names.items() if key not in left_out},
            )
            _keep(last_reads, source, harvest)
        if withdrawn and downloads is not None and isinstance(source.source.path, WebAddress):
            forget_comments(downloads, source.source.path, {row.key for row in withdrawn if row.key})


# --- privacy ------------------------------------------------------------------------------------------------


def _redactor(read: Sequence[Harvested], redaction: Redaction) -> RowRedactor:
    attendance: dict[str, tuple[str, ...]] = {}
    for source in read:
        for named in (source.harvest.names, signed_names(source.harvest.rows, source.name)):
            for session_id, names in named.items():
                attendance[session_id] = tuple(dict.fromkeys((*attendance.get(session_id, ()), *names)))
    return row_redactor(
        [row for source in read for row in source.harvest.rows],
        attendance=attendance,
        names=read_names(redaction.names),
        allow=read_names(redaction.allow),
        keeps_replacements=redaction.keeps_replacements,
    )


def _redacted(
    row: Row,
    found: Found,
    source: str,
    sessions: Mapping[str, Session],
    groups: Sequence[Group],
    privacy: RowRedactor,
) -> Row:
    """The row without personal data; groups are settled first, since they may be declared by what is replaced."""
    settled = groups_of(row, sessions.get(row.session_id or ""), groups)
    return replace(privacy.row(row, found, source=source), groups=settled)


def _shown(sentence: str, privacy: RowRedactor | None) -> str:
    return sentence if privacy is None else privacy.label(sentence, "warning")


def _shown_file(skipped: SkippedFile, privacy: RowRedactor | None) -> SkippedFile:
    if privacy is None:
        return skipped
    return SkippedFile(Path(privacy.label(str(skipped.path))), privacy.label(skipped.reason, "warning"))
