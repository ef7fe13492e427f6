"""All sources of a consultation, read: the one door into this package."""

from __future__ import annotations

import glob
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from corpus.errors import SourceError
from corpus.groups import check_groups, groups_of
from corpus.identity import statement_ids, without_duplicates
from corpus.languages.mixed import identify_mixed
from corpus.languages.settle import settle_short
from corpus.notes.folder import read_notes
from corpus.polis.comments import read_polis
from corpus.privacy.name_lists import read_names
from corpus.privacy.rows import RowRedactor, row_redactor
from corpus.rows import Harvest, Row, Session
from corpus.schemas import Group, Ledger, Reading, Replacement, Sessions, SkippedFile, Statements, Votes, no_votes
from corpus.sources import NotesSource, PolisSource, Source, WebAddress
from corpus.store.withdrawals import Withdrawal, is_withdrawn, sessions_without_statements
from corpus.tables.statements import read_table

logger = logging.getLogger(__name__)

DATE = pd.DatetimeTZDtype("us", "UTC")

Origin = tuple[str, str, str]
"""Source, file and place of a statement, as read."""


@dataclass(frozen=True)
class _Read:
    """One source with the name it goes by and what it yields."""

    source: Source
    name: str
    harvest: Harvest


def read_sources(
    sources: Sequence[Source],
    *,
    groups: Sequence[Group] = (),
    redact: bool = True,
    names: Path | None = None,
    allow: Path | None = None,
    review: bool = False,
    withdrawals: Sequence[Withdrawal] = (),
    downloads: Path | None = None,
) -> Reading:
    """Every statement of every source, with its language and groups, and an account of everything else.

    Order is the order of `sources`, and of reading within each. With `redact`, personal data is replaced before the
    language is identified, an id is made, or anything is handed on; `names` and `allow` are the team's lists of names
    to replace and of public names. With `review`, every replacement is kept in words. What `withdrawals` name is
    counted and left out, with sessions of which nothing else is left. What web addresses serve is kept in `downloads`
    for when they serve nothing; without it, it is fetched and forgotten.

    Raises:
        SourceError: one or more sources cannot be read as configured; `problems` holds every problem of all
        of them.
    """
    read = _harvested(sources, groups, downloads)
    sessions = _merged_sessions(read)
    privacy = _privacy(read, sessions, names, allow, keeps_replacements=review) if redact else None
    shown = {
        session_id: session if privacy is None else privacy.session(session) for session_id, session in sessions.items()
    }
    by_shown_id = {session.session_id: session for session in shown.values()}
    ledger = Ledger()
    frames: list[pd.DataFrame] = []
    votes: list[pd.DataFrame] = []
    origins: list[Origin] = []
    for source in read:
        rows = without_duplicates(source.harvest.rows)
        origins += [(source.name, row.source_ref, row.place) for row in rows]
        if privacy is not None:
            rows = [_redacted(row, source.name, sessions, groups, privacy) for row in rows]
            source = replace(source, name=privacy.source_name(source.name))
        _enter(ledger, source, n_statements=len(rows))
        frames.append(_frame(source, rows, by_shown_id, groups))
        if source.harvest.votes is not None:
            votes.append(_votes_frame(source.harvest.votes, rows, frames[-1]["statement_id"]))
        logger.info("read %d statements from %s", len(rows), source.name)
    statements = pd.concat(frames, ignore_index=True)
    statements["language"] = settle_short(statements)
    gone = is_withdrawn(statements, withdrawals)
    _enter_withdrawn(ledger, statements[gone])
    emptied = sessions_without_statements(statements, gone, withdrawals)
    statements = statements[~gone].reset_index(drop=True)
    remaining = [session for session in shown.values() if session.session_id not in emptied]
    return Reading(
        statements=Statements.validate(statements),
        sessions=Sessions.validate(_sessions_frame(remaining)),
        ledger=ledger,
        votes=_votes_on(statements, votes),
        skipped=tuple(_shown_file(skipped, privacy) for source in read for skipped in source.harvest.skipped),
        warnings=tuple(
            dict.fromkeys(_shown(warning, privacy) for source in read for warning in source.harvest.warnings)
        ),
        redactions=Counter() if privacy is None else privacy.counts,
        replacements=() if privacy is None else _remaining_replacements(privacy.replacements, origins, gone),
    )


def source_names(sources: Sequence[Source]) -> list[str]:
    """What each source goes by: its name, else that of its file or folder, with "-2" where they repeat."""
    names: list[str] = []
    for source in sources:
        base = source.name or _name_of(source.path)
        name, n_uses = base, 1
        while name in names:
            n_uses += 1
            name = f"{base}-{n_uses}"
        names.append(name)
    return names


def _name_of(path: Path | WebAddress) -> str:
    if isinstance(path, WebAddress):
        return path.address.rstrip("/").rpartition("/")[2]
    plain = next(part for part in (path, *path.parents) if not glob.has_magic(str(part))).absolute()
    return plain.stem if plain.is_file() else plain.name


# --- reading ------------------------------------------------------------------------------------------------


def _harvested(sources: Sequence[Source], groups: Sequence[Group], downloads: Path | None) -> list[_Read]:
    read: list[_Read] = []
    problems: list[str] = []
    for source, name in zip(sources, source_names(sources), strict=True):
        try:
            harvest = _harvest(source, name, downloads)
            check_groups(harvest.group_mentions, groups)
            read.append(_Read(source, name, harvest))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(*dict.fromkeys(problems))
    return read


def _harvest(source: Source, name: str, downloads: Path | None) -> Harvest:
    if isinstance(source, NotesSource):
        return read_notes(source)
    if isinstance(source, PolisSource):
        return read_polis(source, name, downloads=downloads)
    return read_table(source, name)


def _enter(ledger: Ledger, source: _Read, *, n_statements: int) -> None:
    """Account for every row of the source."""
    fates = Counter(source.harvest.fates)
    fates["statement"] += n_statements
    fates["duplicate"] += len(source.harvest.rows) - n_statements
    for fate, n_rows in fates.items():
        if n_rows:
            ledger.enter(source.name, fate, n_rows)


def _merged_sessions(read: Sequence[_Read]) -> dict[str, Session]:
    """Sessions by id; a table's statements may belong to a session that notes describe.

    Raises:
        SourceError: two sources describe different sessions under one id.
    """
    merged: dict[str, Session] = {}
    places: dict[str, str] = {}
    problems: list[str] = []
    for source in read:
        for session in source.harvest.sessions:
            known = merged.get(session.session_id)
            if known is None or known == Session(session.session_id):
                merged[session.session_id] = session
                places[session.session_id] = source.name
            elif not _is_same_session(session, known):
                problems.append(
                    f"{places[session.session_id]} and {source.name} both have a session "
                    f"{session.session_id!r}. Give one of them another session_id in its table of sessions."
                )
    if problems:
        raise SourceError(*problems)
    return merged


def _is_same_session(session: Session, known: Session) -> bool:
    """Whether a table only names the known session, or two sources share its row in a table of sessions."""
    return session == Session(session.session_id) or (session == known and session.is_declared)


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


# --- privacy ------------------------------------------------------------------------------------------------


def _privacy(
    read: Sequence[_Read],
    sessions: dict[str, Session],
    names: Path | None,
    allow: Path | None,
    *,
    keeps_replacements: bool,
) -> RowRedactor:
    attendance: dict[str, tuple[str, ...]] = {}
    for source in read:
        for session_id, present in source.harvest.names.items():
            attendance[session_id] = (*attendance.get(session_id, ()), *present)
    return row_redactor(
        [row for source in read for row in source.harvest.rows],
        sessions,
        attendance=attendance,
        names=read_names(names),
        allow=read_names(allow),
        keeps_replacements=keeps_replacements,
    )


def _redacted(
    row: Row, source: str, sessions: dict[str, Session], groups: Sequence[Group], privacy: RowRedactor
) -> Row:
    """The row without personal data; groups are settled first, since they may be declared by what is replaced."""
    settled = groups_of(row, sessions.get(row.session_id or ""), groups)
    return replace(privacy.row(row, source=source), groups=settled)


def _shown(sentence: str, privacy: RowRedactor | None) -> str:
    return sentence if privacy is None else privacy.label(sentence, "warning")


def _shown_file(skipped: SkippedFile, privacy: RowRedactor | None) -> SkippedFile:
    if privacy is None:
        return skipped
    return SkippedFile(Path(privacy.label(str(skipped.path))), privacy.label(skipped.reason, "warning"))


# --- frames -------------------------------------------------------------------------------------------------


def _frame(source: _Read, rows: Sequence[Row], sessions: dict[str, Session], groups: Sequence[Group]) -> pd.DataFrame:
    languages = identify_mixed([row.text for row in rows], [row.language for row in rows])
    return pd.DataFrame(
        {
            "statement_id": _words(statement_ids(source.name, rows)),
            "text": _words(row.text for row in rows),
            "language": _words(languages.first),
            "language_confidence": languages.confidences,
            "second_language": _words(languages.second),
            "source": _words(source.name for _ in rows),
            "source_type": _words(source.source.type for _ in rows),
            "session_id": _words(row.session_id for row in rows),
            "author_id": _words(row.author_id for row in rows),
            "date": pd.Series([row.date for row in rows], dtype=DATE),
            "source_ref": _words(row.source_ref for row in rows),
            "place": _words(row.place for row in rows),
            "context": _words(row.context for row in rows),
            "speaker": _words(row.speaker for row in rows),
            "groups": pd.Series(
                [groups_of(row, sessions.get(row.session_id or ""), groups) for row in rows], dtype=object
            ),
            "is_seed": pd.Series([row.is_seed for row in rows], dtype=bool),
            "is_meta": pd.Series([row.is_meta for row in rows], dtype=bool),
            "n_agree": pd.Series([row.n_agree for row in rows], dtype=pd.Int64Dtype()),
            "n_disagree": pd.Series([row.n_disagree for row in rows], dtype=pd.Int64Dtype()),
            "n_pass": pd.Series([row.n_pass for row in rows], dtype=pd.Int64Dtype()),
        }
    )


def _votes_on(statements: pd.DataFrame, votes: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The votes on these statements; those on withdrawn ones are gone with them."""
    counted = pd.concat(votes, ignore_index=True) if votes else no_votes()
    is_there = counted["statement_id"].isin(statements["statement_id"])
    return Votes.validate(counted[is_there].reset_index(drop=True))


def _votes_frame(votes: pd.DataFrame, rows: Sequence[Row], statement_ids: pd.Series[str]) -> pd.DataFrame:
    """The votes on the statements that a source's rows became, in their order; those on duplicates fall away."""
    known = pd.DataFrame({"comment_id": _words(row.key for row in rows), "statement_id": statement_ids})
    joined = known.merge(votes, on="comment_id", how="inner", validate="one_to_many").assign(suppressed=False)
    counts = dict.fromkeys(("n_agree", "n_disagree", "n_pass"), pd.Int64Dtype())
    return joined.astype({"opinion_group": "str", **counts})[list(Votes.to_schema().columns)]


def _sessions_frame(sessions: Iterable[Session]) -> pd.DataFrame:
    rows = list(sessions)
    return pd.DataFrame(
        {
            "session_id": _words(session.session_id for session in rows),
            "file": _words(session.file for session in rows),
            "date": pd.Series([session.date for session in rows], dtype=DATE),
            "title": _words(session.title for session in rows),
            "region": _words(session.region for session in rows),
            "country": _words(session.country for session in rows),
            "languages": pd.Series([session.languages for session in rows], dtype=object),
            "participants": pd.Series([session.participants for session in rows], dtype=pd.Int64Dtype()),
            "groups": pd.Series([session.groups for session in rows], dtype=object),
        }
    )


def _words(values: Iterable[str | None]) -> pd.Series[str]:
    return pd.Series(list(values), dtype="str")
