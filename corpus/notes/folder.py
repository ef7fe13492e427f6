"""A folder of session notes: which files are read, which session each belongs to, what each says."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from corpus.documents.blocks import Block, Document
from corpus.documents.guard import expect_files
from corpus.documents.marks import turn
from corpus.documents.read import read_document
from corpus.errors import SourceError, UnreadableDocument
from corpus.files.kinds import is_plain_text
from corpus.files.stamps import Stamp, stamps
from corpus.files.visible import visible
from corpus.languages.identify import identify
from corpus.notes.files import note_files
from corpus.notes.front_matter import declared_in
from corpus.notes.segments import head_of_note, names_of_note, segment_note
from corpus.notes.sessions import completed, read_sessions
from corpus.rows import Harvest, Row, Session
from corpus.schemas import UNKNOWN_LANGUAGE, SkippedFile
from corpus.shards import MapShards, one_by_one
from corpus.sources import NotesSource

SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini"))
SURE = 0.5
"""Confidence above which a paragraph's own language cuts it into sentences, and not the note's."""
DEFAULT_LANGUAGE = "en"
"""For cutting sentences only, where a note's language is not known; its rules are the most common ones."""

LanguagesOfTexts = dict[str, tuple[str, float]]
"""The language of each text and how probable it is."""

FILES_AT_ONCE = 32
"""Files that are parsed as one part of the work: a second or two."""


def read_notes(source: NotesSource, each: MapShards = one_by_one) -> Harvest:
    """The statements of every note, and the sessions they come from.

    Hidden files, Word's lock files ("~$..."), README files and the table of sessions are no notes and are
    passed over. Any other file is tried, whatever its name; one that cannot be read is skipped with its reason
    and counts as `unreadable`; the others are read, by `each`. A note without a row in the table of sessions is
    a session of its own, named after the file.

    Raises:
        SourceError: there is no such path, no note in it, or the table of sessions is wrong.
    """
    root, paths = note_files(source.path)
    paths = [path for path in paths if _is_note(path, root) and not _is_same(path, source.sessions)]
    if not paths:
        raise SourceError(f"{source.path}: there are no notes here. Correct the path, or add notes as docx, md or txt.")
    if not all(map(is_plain_text, filter(Path.is_file, paths))):
        expect_files()
    harvest = Harvest()
    sessions = _sessions(source, root, paths, harvest)
    bare: list[Path] = []
    parsed = chain.from_iterable(each(_parsed, None, _in_parts(paths)))
    for path, (document, languages) in zip(paths, parsed, strict=True):
        session = sessions[path]
        if isinstance(document, UnreadableDocument):
            harvest.skipped.append(SkippedFile(Path(_shown(path)), str(document)))
            harvest.fates["unreadable"] += 1
            continue
        session = _with_own_words(session, path, document, harvest)
        if not session.is_declared and session == Session(session.session_id, file=session.file):
            bare.append(path)
        _read_note(path, root, document, languages, session, harvest)
    harvest.warnings += _without_metadata(bare, source.sessions)
    return harvest


def _in_parts(paths: Sequence[Path]) -> Iterator[list[tuple[Path, tuple[Stamp, ...]]]]:
    """The files, each with what tells whether it is as it was when it was parsed before."""
    for start in range(0, len(paths), FILES_AT_ONCE):
        yield [(path, stamps(path)) for path in paths[start : start + FILES_AT_ONCE]]


def _parsed(
    _: None, files: Sequence[tuple[Path, tuple[Stamp, ...]]]
) -> list[tuple[Document | UnreadableDocument, LanguagesOfTexts]]:
    """Each file's content and the languages of what it says, or why it cannot be read."""
    documents = [_document(path) for path, _stamps in files]
    said = [{} if isinstance(each, UnreadableDocument) else dict.fromkeys(_texts(each.blocks)) for each in documents]
    # All at once: one by one costs ten times as much.
    languages = _languages_of(list(dict.fromkeys(chain.from_iterable(said))))
    return [
        (document, {text: languages[text] for text in texts}) for document, texts in zip(documents, said, strict=True)
    ]


def _document(path: Path) -> Document | UnreadableDocument:
    try:
        return read_document(path)
    except UnreadableDocument as error:
        return error


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each block, and the words of each turn."""
    for block in blocks:
        yield block.text
        if found := turn(block.text):
            yield found.words


def _read_note(
    path: Path, root: Path, document: Document, languages: LanguagesOfTexts, session: Session, harvest: Harvest
) -> None:
    """Add the rows of one note to `harvest`."""
    if document.guessed_encoding:
        harvest.warnings.append(
            f"{_shown(path)}: read as {document.guessed_encoding}; save it as UTF-8 to be sure of every letter."
        )
    harvest.warnings += [f"{_shown(path)}: {warning}" for warning in document.warnings]
    note_language = _note_language(document, session)

    def language_of(text: str) -> str:
        language, confidence = languages.get(text) or _languages_of([text])[text]
        return language if confidence > SURE else note_language

    if names := names_of_note(document.blocks):
        known_names = harvest.names.get(session.session_id, ())
        harvest.names[session.session_id] = tuple(dict.fromkeys((*known_names, *names)))
    n_before = len(harvest.rows)
    for segment in segment_note(document.blocks, language_of):
        if segment.fate != "statement":
            harvest.fates[segment.fate] += 1
            continue
        harvest.rows.append(
            Row(
                text=segment.text,
                source_ref=_name(path, root),
                place=segment.place,
                session_id=session.session_id,
                date=session.date,
                context=segment.context,
                speaker=segment.speaker,
            )
        )
    if len(harvest.rows) == n_before:
        harvest.fates["empty"] += not document.blocks
        harvest.warnings.append(f"{_shown(path)}: no statement was found in this note. Look at it, or remove it.")


def _languages_of(texts: Collection[str]) -> LanguagesOfTexts:
    languages, confidences = identify(list(texts))
    return dict(zip(texts, zip(languages, confidences.tolist(), strict=True), strict=True))


def _note_language(document: Document, session: Session) -> str:
    if len(session.languages) == 1:
        return session.languages[0]
    language = identify([" ".join(block.text for block in document.blocks)])[0][0]
    return DEFAULT_LANGUAGE if language == UNKNOWN_LANGUAGE else language


# --- files --------------------------------------------------------------------------------------------------


def _is_note(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    name = path.name.lower()
    is_hidden = any(part.startswith((".", "~$")) for part in parts)
    return not is_hidden and not name.startswith("readme") and name not in SYSTEM_FILES


def _is_same(path: Path, other: Path | None) -> bool:
    try:
        return other is not None and path.samefile(other)
    except OSError:  # one of the two is not there, or a link that leads nowhere
        return False


def _name(path: Path, root: Path) -> str:
    return _on_one_line(path.relative_to(root).as_posix())


def _stem(path: Path) -> str:
    return _on_one_line(path.stem)


def _shown(path: Path) -> str:
    return _on_one_line(str(path))


def _on_one_line(name: str) -> str:
    """A file's name as it may be shown and stored: some hold line breaks, marks of direction, or no valid text."""
    return visible(unicodedata.normalize("NFC", " ".join(name.split("\n"))))


# --- sessions -----------------------------------------------------------------------------------------------


def _sessions(source: NotesSource, root: Path, paths: Sequence[Path], harvest: Harvest) -> dict[Path, Session]:
    """The session of each note; declared sessions go to `harvest` with what their rows warn about."""
    declared: dict[Path, Session] = {}
    if source.sessions is not None:
        files = _names_on_disk(paths, root, source.sessions.parent)
        table = read_sessions(source.sessions, files)
        harvest.warnings += table.warnings
        for session_id, session in table.sessions.items():
            harvest.sessions.append(session)
            harvest.mention_groups(session.groups, table.places[session_id])
            if session.file is not None:
                declared[files[session.file]] = session
    n_stems = Counter(map(_stem, paths))
    taken = {session.session_id for session in harvest.sessions}
    own = {
        path: Session(
            _name(path.with_suffix(""), root) if n_stems[_stem(path)] > 1 or _stem(path) in taken else _stem(path),
            file=_name(path, root),
        )
        for path in paths
    }
    return {path: declared.get(path, own[path]) for path in paths}


def _with_own_words(session: Session, path: Path, document: Document, harvest: Harvest) -> Session:
    """The note's session with what the note itself declares, as it now stands in `harvest`.

    A note without a row in the table may name its session: one of the table, or one that another note names too.
    """
    note = _shown(path)
    declared = declared_in(document.blocks, head_of_note(document.blocks))
    places = {known.session_id: index for index, known in enumerate(harvest.sessions)}
    if not session.is_declared:
        named = declared.values.pop("session_id", None)
        if isinstance(named, str):
            session = harvest.sessions[places[named]] if named in places else replace(session, session_id=named)
        elif session.session_id in places and session.file:  # another note took the name of this one
            session = replace(session, session_id=session.file)
    session, contradictions = completed(session, declared, note)
    harvest.warnings += [f"{note}, {warning}" for warning in declared.warnings] + contradictions
    if session.session_id in places:
        harvest.sessions[places[session.session_id]] = session
    else:
        harvest.sessions.append(session)
    if session.groups and session.groups == declared.values.get("groups"):
        harvest.mention_groups(session.groups, f"{note}, {declared.places['groups']}")
    elif declared.loose_groups:
        harvest.loose_groups[session.session_id] = (declared.loose_groups, f"{note}, {declared.places['groups']}")
    return session


def _without_metadata(bare: Sequence[Path], table: Path | None) -> list[str]:
    """One warning about the notes of whose session nothing is known, neither from a table nor from themselves."""
    if not bare:
        return []
    which = "" if len(bare) == 1 else f" and {len(bare) - 1} more"
    no_row = f"has no row in {table.name} and " if table else ""
    remedy = f"Add rows to {table.name}" if table else "Add a table of sessions"
    first = _shown(bare[0])
    warning = (
        f"{first}{which}: the note {no_row}says neither date, country nor language of its session; it is read. "
        f"{remedy}, or lines such as `Date: 2022-06-30` above the talk."
    )
    return [warning]


def _names_on_disk(paths: Sequence[Path], root: Path, beside: Path) -> dict[str, Path]:
    """Names for each note: from the notes' folder, from that of the sessions, or a unique bare name."""
    names: dict[str, Path] = {}
    n_names = Counter(path.name for path in paths)
    for path in paths:
        names[_name(path, root)] = path
        if path.is_relative_to(beside):
            names[_name(path, beside)] = path
        if n_names[path.name] == 1:
            names[unicodedata.normalize("NFC", path.name)] = path
    return names
