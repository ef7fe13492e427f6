"""The table of sessions that belongs to a folder of notes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.languages.codes import normalise
from corpus.messages import nearest, shown
from corpus.notes.front_matter import Declared
from corpus.rows import Session
from corpus.tables.cells import parse_date, split_values, why_no_date
from corpus.tables.tabular import Record, read_tabular

COLUMNS = ("session_id", "file", "date", "title", "region", "country", "type", "languages", "participants", "groups")
MAX_LISTED = 3


@dataclass(frozen=True)
class SessionTable:
    """Sessions by their id, the row of each (for messages), and what a person should look at."""

    sessions: dict[str, Session]
    places: dict[str, str]
    warnings: list[str]


def read_sessions(path: Path, files: Mapping[str, Path]) -> SessionTable:
    """The sessions declared at `path`.

    `files` maps the names that the column `file` may use to the notes on disk. A session without a file is
    allowed: its notes may come as a table.

    Raises:
        SourceError: every problem of the table at once: a missing column, a doubled session or file, a date
            that is not ISO, a file that is not on disk, participants that are no number.
    """
    table = read_tabular(path)
    for column in ("session_id", "file"):
        table.require(column, "the sessions", f"Columns: {', '.join(COLUMNS)}.")
    problems = [
        f"{path}, row {number}: the row does not fit the header. Mend its quoting." for number in table.malformed
    ]
    warnings = [*table.warnings, *_unknown_columns(path, table.columns)]
    sessions: dict[str, Session] = {}
    places: dict[str, str] = {}
    place_of_file: dict[Path, str] = {}
    for record in table.records:
        place = f"{path}, row {record.number}"
        session = _session(record, place, problems, warnings)
        if not session.session_id:
            problems.append(f"{place}: session_id is empty. Give the session an id of its own.")
        elif session.session_id in places:
            problems.append(
                f"{place}: session_id {shown(session.session_id)} was used before "
                f"({places[session.session_id]}). Give each session an id of its own."
            )
        if session.file and session.file not in files:
            problems.append(f"{place}: {_no_such_file(session.file, list(files))}")
        elif session.file:
            first_place = place_of_file.setdefault(files[session.file], place)
            if first_place != place:
                problems.append(
                    f"{place}: the file {session.file!r} belongs to another session already ({first_place}). "
                    "Keep one of the two rows."
                )
        places.setdefault(session.session_id, place)
        sessions.setdefault(session.session_id, session)
    if problems:
        raise SourceError(*problems)
    return SessionTable(sessions, places, warnings)


def completed(session: Session, declared: Declared, note: str) -> tuple[Session, list[str]]:
    """The session with what its note declares where the table of sessions says nothing, and what contradicts it.

    `note` is the note's name, for the warnings. The table wins.
    """
    added: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in declared.values.items():
        known = getattr(session, name)
        if known is None or known == ():
            added[name] = value
        elif not _is_same(known, value):
            warnings.append(
                f"{note}, {declared.places[name]}: the {name} there is not that of the table of sessions, which is "
                "used. Correct one of the two."
            )
    return replace(session, **added), warnings


def _is_same(known: object, value: object) -> bool:
    if isinstance(known, datetime) and isinstance(value, datetime):
        return known.date() == value.date()
    if isinstance(known, str) and isinstance(value, str):
        return known.casefold() == value.casefold()
    return known == value


def _session(record: Record, place: str, problems: list[str], warnings: list[str]) -> Session:
    """The session in `record`; what is wrong with it is added to `problems` and `warnings`."""
    date, participants = None, None
    try:
        date = parse_date(record.get("date"))
    except ValueError:
        written = record.get("date")
        problems.append(f"{place}: the date {shown(written)} {why_no_date(written)}. Correct it.")
    n_people = record.get("participants")
    if n_people.isdecimal():
        participants = int(n_people)
    elif n_people:
        problems.append(f"{place}: participants is {shown(n_people)}. Write a whole number, or leave it empty.")
    languages = []
    for declared in split_values(record.get("languages")):
        language = normalise(declared)
        if language is None:
            warnings.append(f"{place}: language {shown(declared)} is not a language code or name and is left out.")
        else:
            languages.append(language)
    return Session(
        session_id=record.get("session_id"),
        file=unicodedata.normalize("NFC", record.get("file")) or None,
        date=date,
        title=record.get("title") or None,
        region=record.get("region") or None,
        country=record.get("country") or None,
        type=record.get("type") or None,
        languages=tuple(sorted(set(languages))),
        participants=participants,
        groups=split_values(record.get("groups")),
        is_declared=True,
    )


def _unknown_columns(path: Path, columns: Sequence[str]) -> list[str]:
    return [
        f"{path}: the column {shown(column)} is not used; did you mean {nearest(column, COLUMNS)[0]!r}?"
        for column in columns
        if column not in COLUMNS
    ]


def _no_such_file(file: str, files: list[str]) -> str:
    alike = ", ".join(repr(name) for name in nearest(file, files)[:MAX_LISTED])
    there = f"the nearest names there are {alike}" if alike else "there are no notes at all"
    return f"the file {file!r} is not among the notes; {there}. Correct the name, or add the file."
