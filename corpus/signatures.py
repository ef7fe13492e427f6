"""Names by which people sign what they said: speakers' tags and authors that are written as a person's name.

Nobody declares them, and a role is written likewise ("Youth Council:"). So only what looks like a name in every way
counts: a name that is taken for a role is published, but a role that is taken for a name is lost wherever it is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex as re

from corpus.languages.scripts import WITHOUT_SPACES
from corpus.notes.attendance import has_capitals, names_in
from corpus.privacy.cue_words import HAN_SURNAMES, NAME_PARTICLES, ORDINARY_NAMES, TAG_WORDS
from corpus.privacy.cues import ACRONYM_LETTERS, is_abbreviation, is_role
from corpus.privacy.names import MIN_SAID_ELSEWHERE, Parts
from corpus.privacy.phones import is_country
from corpus.privacy.rows import CODE
from corpus.privacy.words import WORD, fold, has_case, words_of
from corpus.rows import Row

MIN_HAN_LETTERS = 3
"""Two letters are as often a word as a name."""

_BESIDE_NAME = re.compile(r"\s*[(（\[,،;–—|/].*|\s+-.*", re.DOTALL)
_ADDRESS = re.compile(r"\S*[@/_]\S*")
"""In it names are in small letters without being words."""
_NO_NAMES = frozenset(fold(word) for word in TAG_WORDS)
_ORDINARY = frozenset(fold(word) for word in (*ORDINARY_NAMES, *NAME_PARTICLES))

Names = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Signature:
    """What may be somebody's name, and where it stands; a tag is less sure to be one than an author."""

    name: str
    session_id: str
    is_tag: bool


def signed_names(rows: Sequence[Row], source: str) -> Names:
    """The names by which rows of `source` are signed, by session; those of rows without a session under "".

    A tag must be two to four words with capitals, an author at least two words; neither may hold a word for a role,
    an organisation or a country, or one that the rows write in small letters, but for those that names are made of
    (Rose, Мир). What several texts of other sessions say is no tag of a person either: a place, or a public figure.
    """
    signatures = list(dict.fromkeys(_signatures(rows, source)))
    if not signatures:
        return {}
    sessions: defaultdict[Parts, set[str]] = defaultdict(set)
    for each in signatures:
        sessions[_parts(each.name)].add(each.session_id)
    words, said_elsewhere = _uses(rows, sessions)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in signatures:
        parts = _parts(each.name)
        is_place = each.is_tag and said_elsewhere[parts] >= MIN_SAID_ELSEWHERE
        if words.isdisjoint(parts) and not is_place:
            found[each.session_id].append(each.name)
    return {session_id: tuple(names) for session_id, names in found.items()}


def _signatures(rows: Sequence[Row], source: str) -> Iterator[_Signature]:
    tags = dict.fromkeys((row.speaker, row.session_id or "") for row in rows if row.speaker)
    for tag, session_id in tags:
        who = _BESIDE_NAME.sub("", tag)
        if has_capitals(who) and _is_name(who):
            yield _Signature(who, session_id, is_tag=True)
    authors = dict.fromkeys((row.author_id, row.session_id or "") for row in rows if row.author_id)
    for author_id, session_id in authors:
        who = _BESIDE_NAME.sub("", author_id.removeprefix(f"{source}:"))
        if not CODE.fullmatch(who) and _is_name(who):
            yield _Signature(who, session_id, is_tag=False)


def _is_name(who: str) -> bool:
    """Whether it is written as a name of several words, and says nothing of a role, an organisation or a country."""
    if names_in([who]) != [who.strip()] or is_role(who) or is_abbreviation(who) or is_country(who):
        return False
    if WITHOUT_SPACES.search(who):
        return len(who.strip()) >= MIN_HAN_LETTERS and who.strip()[0] in HAN_SURNAMES
    written = WORD.findall(who)
    return _NO_NAMES.isdisjoint(map(fold, written)) and not _has_acronym(written)


def _has_acronym(written: Collection[str]) -> bool:
    """Whether a word in capitals is none of a name that is in capitals altogether, such as "MARIA LOPEZ"."""
    capitals = [word for word in written if len(word) > 1 and has_case(word) and word.isupper()]
    is_all = len(capitals) == len(written) and any(len(word) > ACRONYM_LETTERS for word in capitals)
    return bool(capitals) and not is_all


def _parts(name: str) -> Parts:
    return tuple(fold(word) for word in WORD.findall(name))


def _uses(rows: Sequence[Row], sessions: Mapping[Parts, Collection[str]]) -> tuple[set[str], Counter[Parts]]:
    """The parts of names that the rows write in small letters, and how many texts of other sessions say each name."""
    parts = {part for name in sessions for part in name}
    beginnings: defaultdict[str, set[Parts]] = defaultdict(set)
    for name in sessions:
        beginnings[name[0]].add(name)
    in_small_letters: set[str] = set()
    said_elsewhere: Counter[Parts] = Counter()
    for row in rows:
        text = _ADDRESS.sub(" ", row.text)
        words = words_of(text)
        if parts.isdisjoint(word.folded for word in words):
            continue
        folded = tuple(word.folded for word in words)
        said: set[Parts] = set()
        for place, word in enumerate(words):
            written = text[word.start : word.end]
            if word.folded in parts and has_case(written) and written.islower():
                in_small_letters.add(word.folded)
            said |= {name for name in beginnings.get(word.folded, ()) if folded[place : place + len(name)] == name}
        said_elsewhere.update(name for name in said if (row.session_id or "") not in sessions[name])
    return in_small_letters - _ORDINARY, said_elsewhere
