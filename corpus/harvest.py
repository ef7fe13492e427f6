"""What each source yields, and the sessions of all of them together."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import SourceError
from corpus.files.stamps import Stamp, stamps
from corpus.groups import check_groups, take_loose_groups
from corpus.notes.folder import read_notes
from corpus.polis.comments import read_polis
from corpus.rows import Harvest, Session
from corpus.schemas import Group
from corpus.shards import MapShards, one_by_one
from corpus.sources import NotesSource, PolisSource, Source, WebAddress
from corpus.store.last_read import LastReads
from corpus.tables.statements import read_table


@dataclass(frozen=True)
class Harvested:
    """One source with the name it goes by and what it yields."""

    source: Source
    name: str
    harvest: Harvest


def harvest_sources(
    sources: Sequence[Source],
    groups: Sequence[Group],
    downloads: Path | None = None,
    last_reads: LastReads | None = None,
    each: MapShards = one_by_one,
) -> list[Harvested]:
    """What every source yields, in order; web addresses are kept in `downloads`, if given.

    With `last_reads` one that cannot be read is as it was last read, as long as another one can be read. By `each`,
    tables, exports and files of notes are read.

    Raises:
        SourceError: one or more sources cannot be read as configured; `problems` holds those of all of them.
    """
    read: list[Harvested] = []
    problems: list[str] = []
    n_failed = n_without = 0
    names = source_names(sources)
    files = each(_tried, None, [_Files(*both) for both in zip(sources, names, strict=True) if _is_read_alone(both[0])])
    for source, name in zip(sources, names, strict=True):
        try:
            harvest = _raised(next(files)) if _is_read_alone(source) else _harvest(source, name, downloads, each)
            check_groups(harvest.group_mentions, groups)
        except SourceError as error:
            n_failed += 1
            problems += error.problems
            last = None if last_reads is None else last_reads.last(source)
            if last is None:
                n_without += 1
                continue
            harvest = replace(last, warnings=[*last.warnings, _stale_sentence(name, last, error)])
            check_groups(harvest.group_mentions, groups)
        take_loose_groups(harvest, groups)
        read.append(Harvested(source, name, harvest))
    if n_without or n_failed == len(sources):
        raise SourceError(*dict.fromkeys(problems))
    if last_reads is not None:
        last_reads.forget_others(sources)
    return read


def _stale_sentence(name: str, last: Harvest, error: SourceError) -> str:
    return (
        f"{name} could not be read: {error.problems[0]} What it held on {last.stale_since:%Y-%m-%d %H:%M} UTC is used; "
        "the next run tries again."
    )


@dataclass(frozen=True)
class _Files:
    """A source of files and its name; `stamps` tell whether they are as they were when they were read before."""

    source: Source
    name: str
    stamps: tuple[Stamp, ...] = field(init=False)

    def __post_init__(self) -> None:
        paths = [path for path in (self.source.path, getattr(self.source, "groups", None)) if isinstance(path, Path)]
        object.__setattr__(self, "stamps", tuple(stamp for path in paths for stamp in stamps(path)))


def _is_read_alone(source: Source) -> bool:
    """Whether it is read as one part: of notes each file is one, and addresses have copies to be kept."""
    return not isinstance(source, NotesSource) and isinstance(source.path, Path)


def _tried(_: None, files: _Files) -> Harvest | SourceError:
    """What the source yields, or why it cannot be read: a fault of one source does not end the reading of others."""
    try:
        return _harvest(files.source, files.name, None, one_by_one)
    except SourceError as error:
        return error


def _raised(tried: Harvest | SourceError) -> Harvest:
    if isinstance(tried, SourceError):
        raise tried
    return tried


def _harvest(source: Source, name: str, downloads: Path | None, each: MapShards) -> Harvest:
    try:
        if isinstance(source, NotesSource):
            return read_notes(source, each)
        if isinstance(source, PolisSource):
            return read_polis(source, name, downloads=downloads)
        return read_table(source, name)
    except OSError as error:  # a network drive that goes away while it is read
        raise SourceError(f"{source.path}: cannot be read: {error.strerror}. Check rights and connection.") from error


def merged_sessions(read: Sequence[Harvested]) -> dict[str, Session]:
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
    return plain.name if plain.is_dir() else plain.stem  # also of a file that is away just now
