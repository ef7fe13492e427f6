"""What a header of a table says of the cells below it, and which headings and headers speak of people only."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from corpus.documents import note_words
from corpus.documents.marks import PARENTHESES, REMEMBERED_TEXTS, fold, folded_words, is_question
from corpus.documents.table_words import COLUMNS, NAME_PARTS, NAMES

SEPARATOR = " › "
"""Between the name of a cell's row and that of its column."""
Role = Literal["speaker", "organisation", "time", "place", "topic", "number", "mark"]
"""What a column holds that was not said; a `mark` is what a whiteboard or a vote puts on a note: votes, status."""
NUMBER_HEADERS = frozenset(
    ("#", "no", "no.", "n", "n°", "nº", "nr", "nr.", "na", "№", "№ п/п", "п/п", "id", "م", "رقم", "序", "編號", "编号")
)
OTHER_ENDING = re.compile(r"(?<=\w)(?:[(\[]\w{1,4}[)\]]|[/·∙•*_:-]\w{1,4}$)s?")
"""The ending of the other gender or number in a header: "Intervenant(e)", "Autor/a", "Sprecher*in", "Name(s)"."""
BETWEEN_HEADERS = re.compile(r"\s*[/&,،、+]\s*|\s+(?:and|et|y|e|und|și|şi|и|і|й|та|i|və|და|և|እና|na|da|àti)\s+|\s+و\s*")
WORD = re.compile(r"[^\W\d_]+")
POSSESSIVE = re.compile(r"['’]s?\b")
ARTICLES = ("وال", "ال", "و")
"""What Arabic joins to the beginning of a word."""
MAX_PEOPLE_WORDS = 7

_NAMES = folded_words(NAMES)
_NAME_PARTS = folded_words(NAME_PARTS)
_PEOPLE = tuple(folded_words(note_words.PEOPLE))
_PRESENCE = folded_words(note_words.PRESENCE)
_LINKS = folded_words(note_words.LINKS) | frozenset(
    word for words in _PRESENCE if " " in words for word in words.split()
)
_HAN_WORDS = tuple(
    sorted(
        (
            fold(word)
            for each in (note_words.PEOPLE, note_words.PRESENCE, note_words.LINKS)
            for word in each["zh"].split(", ")
        ),
        key=len,
        reverse=True,
    )
)


@functools.lru_cache(maxsize=REMEMBERED_TEXTS)
def column_role(header: str) -> Role | None:
    """What the cells under the header hold, where that is nothing said; a question asks for what is said.

    A header of several known words ("Name & organisation") is that of the first, or a speaker's if one of them is.
    """
    bare = bare_header(header)
    if is_question(bare):
        return None
    spellings = (bare, bare.rstrip("."), OTHER_ENDING.sub("", bare), PARENTHESES.sub("", bare))
    found = next((role for role in map(_role, spellings) if role), None)
    return found or _joint_role(bare)


def is_of_people(header: str) -> bool:
    """Whether a header may stand above people: "Name", "Who", and words such as "Delegates" or "Team members".

    Those of the latter may also stand above what was said by them, or of them: only the cells tell.
    """
    return column_role(header) == "speaker" or names_people(bare_header(header), is_header=True)


def bare_header(header: str) -> str:
    """The name of the column alone, without that of the row before it."""
    return header.rpartition(SEPARATOR)[2].strip(" :：*")


def holds_names(header: str) -> bool:
    """Whether the cells under the header are people's names, or parts of them, and not roles or pseudonyms."""
    bare = OTHER_ENDING.sub("", bare_header(header))
    return any(fold(part) in _NAMES | _NAME_PARTS for part in (bare, *BETWEEN_HEADERS.split(bare)))


def parts_of_name(headers: Sequence[str]) -> list[str]:
    """The headers whose cells make one name together, such as "First name" and "Surname"; none where it is in one."""
    parts = [header for header in headers if fold(bare_header(header)) in _NAME_PARTS]
    found = [header for header in headers if header in parts or (parts and fold(bare_header(header)) in _NAMES)]
    return found if len(found) > 1 else []


def names_people(text: str, *, is_header: bool = False) -> bool:
    """Whether a heading says that people are listed below it, and nothing else: "Members present", "Запрошені".

    Every word is one for people, for being there, or joins the others; `is_header` asks for people or names, as
    a column "Present" may hold ticks.
    """
    words = [fold(word) for word in WORD.findall(POSSESSIVE.sub("", PARENTHESES.sub("", text)))]
    if not words or len(words) > MAX_PEOPLE_WORDS:
        return False
    if any("\u3400" <= letter <= "\u9fff" for letter in words[0]):
        return _names_people_in_han("".join(words))
    n_people = sum(map(_is_person, words))
    is_present = " ".join(words) in _PRESENCE or any(word in _PRESENCE for word in words)
    is_about_people = n_people > 0 or (is_present and not is_header)
    return is_about_people and all(_is_person(word) or word in _PRESENCE or _is_link(word) for word in words)


def _is_person(word: str) -> bool:
    return any(bare.startswith(_PEOPLE) for bare in _bare_words(word))


def _is_link(word: str) -> bool:
    return any(bare in _LINKS for bare in _bare_words(word))


def _bare_words(word: str) -> list[str]:
    return [word, *(word.removeprefix(article) for article in ARTICLES if word.startswith(article))]


def _names_people_in_han(words: str) -> bool:
    """As no spaces part the words, they are taken off one by one."""
    rest = words
    for word in _HAN_WORDS:
        rest = rest.replace(word, "")
    return not rest and len(words) > 1


@functools.cache
def _roles() -> Mapping[str, Role]:
    found: dict[str, Role] = dict.fromkeys(map(fold, NUMBER_HEADERS), "number")
    found |= dict.fromkeys(_NAMES | _NAME_PARTS, "speaker")
    for role in get_args(Role):
        for words in COLUMNS.get(role, {}).values():
            for word in words.split(", "):
                found.setdefault(fold(word), role)
    return found


def _role(header: str) -> Role | None:
    return _roles().get(fold(header))


def _joint_role(header: str) -> Role | None:
    parts = [_role(part) for part in BETWEEN_HEADERS.split(header) if part]
    if len(parts) < 2 or None in parts:
        return None
    return "speaker" if "speaker" in parts else parts[0]
