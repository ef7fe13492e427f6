"""Which lines are entries of an attendance list, and the people's names in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.documents.columns import names_people
from corpus.documents.marks import ends_a_sentence, fold, folded_words, is_speaker, turn
from corpus.languages.scripts import WITHOUT_SPACES, n_words
from corpus.notes import left_out_words

MAX_ENTRY_WORDS = 15
MAX_NAME_WORDS = 4
MAX_HAN_LETTERS = 4
SHORT_ENTRY_WORDS = 3
SHARE_OF_ENTRIES = 0.6
"""A list of which more lines than this look like names is one of names throughout."""
MIN_INLINE_PIECES = 3

BRACKETS = re.compile(r"[(\[（].*?(?:[)\]）]|$)")
AFTER_NAME = re.compile(r"\s*(?:[,،、，;；؛:：|/]|\s[–—-]|[–—])\s*")
BETWEEN_PEOPLE = re.compile(r"\s*[,،、，;；؛\n]\s*|\s+(?:and|et|y|e|und|și|и|і|та|i|və|და|և|و|እና|na|da|àti)\s+")
BETWEEN_ENTRIES = re.compile(r"\s*[;；؛\n]\s*")
WORD = re.compile(r"[^\W\d_][\w'’ʼ.-]*")
PARTICLES = frozenset(
    (
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "bint",
        "abu",
        "al",
        "el",
        "ben",
        "ould",
        "mint",
        "ag",
        "e",
        "y",
        "zu",
        "ter",
    )
)
WHOLE_WORD_LETTERS = 4
"""A stem this short stands for a whole word: "men" is not the beginning of every Mensah."""

_STEMS = frozenset(fold(stem) for stems in left_out_words.NO_NAMES.values() for stem in stems.split(", "))
_WHOLE = frozenset(stem for stem in _STEMS if len(stem) <= WHOLE_WORD_LETTERS and stem.upper() != stem)
_PREFIXES = tuple(_STEMS - _WHOLE)
_NOTHING = folded_words(left_out_words.NOTHING)
_IN_SENTENCES = folded_words(left_out_words.IN_SENTENCES) | folded_words(left_out_words.FIRST_PERSON)
_IN_HAN_SENTENCES = tuple(left_out_words.IN_SENTENCES["zh"].split(", "))
_HAN = tuple(stem for stem in left_out_words.NO_NAMES["zh"].split(", "))


def is_list_of_people(texts: Sequence[str]) -> bool:
    """Whether neighbouring lines under "Participants" are the list and not what participants said."""
    if not texts or any(map(is_sentence, texts)):
        return len(texts) == 1 and _is_inline_list(texts[0])
    n_entries = sum(map(looks_like_entry, texts))
    return n_entries >= SHARE_OF_ENTRIES * len(texts)


def looks_like_entry(text: str) -> bool:
    """Whether a line could be one person, role or organisation of an attendance list: short, and no sentence."""
    if _is_inline_list(text):
        return True
    if n_words(text) > MAX_ENTRY_WORDS or is_sentence(text):
        return False
    first = _name_part(text)
    return n_words(text) <= SHORT_ENTRY_WORDS or text[:1].isdigit() or _is_written_as_name(first)


def are_names(texts: Sequence[str]) -> bool:
    """Whether neighbouring lines are a list of people's names and nothing else, whatever stands above them.

    Stricter than `is_list_of_people`: what is short may be said ("better roads"), but a list of names is not.
    Scripts without capitals tell less, so there two lines are needed, and none may hold a word that no name has.
    """
    if not texts or any(_says_something(text) for text in texts):
        return False
    n_names = sum(bool(names_in([text])) for text in texts)
    is_enough = len(texts) > 1 or any(map(has_capitals, texts))
    return is_enough and n_names >= SHARE_OF_ENTRIES * len(texts) and all(map(looks_like_entry, texts))


def _says_something(text: str) -> bool:
    """Whether a line is a sentence, holds a word that no name has, or goes on at length behind a name and a colon."""
    said = turn(text)
    is_turn = said is not None and _is_name(said.tag) and n_words(said.words) > SHORT_ENTRY_WORDS
    if is_turn or is_sentence(text):
        return True
    if WITHOUT_SPACES.search(text):
        return any(word in text for word in _IN_HAN_SENTENCES)
    return not has_capitals(text) and any(fold(word) in _IN_SENTENCES for word in _words(text))


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does, and not as a name with initials ("Коваленко О. П.")."""
    return ends_a_sentence(text) and not _is_name(_name_part(text))


def names_in(texts: Iterable[str]) -> list[str]:
    """The people's names among the lines of a list, one entry a line, or several separated by commas."""
    found: list[str] = []
    for text in texts:
        found += filter(_is_name, _inline(text) if _is_inline_list(text) else [_person(text)])
    return list(dict.fromkeys(found))


def look_like_names(texts: Sequence[str]) -> bool:
    """Whether most of a column's cells are people's names."""
    n_names = sum(bool(names_in([text])) for text in texts)
    return n_names > 0 and n_names >= SHARE_OF_ENTRIES * len(texts)


def names_alone(texts: Sequence[str]) -> list[str]:
    """The lines that are one word, as names in a list of people where no line is a role or an organisation."""
    if len(texts) < 2 or any(_is_role(text) or is_sentence(text) for text in texts):
        return []
    return [text for text in texts if len(_words(text)) == 1 and _is_written_as_name(text) and not text.isupper()]


def names_under_header(text: str) -> list[str]:
    """The names in a cell of a column of people: there one word is a name too."""
    names = _inline(text) if _is_inline_list(text) else [_person(text)]
    return [name for name in names if name and not _is_role(name) and fold(name) not in _NOTHING]


def inline_names(text: str) -> list[str]:
    """The people's names in what follows "Participants:" on the same line."""
    return list(dict.fromkeys(filter(_is_name, _entries(text))))


def is_line_of_people(text: str) -> bool:
    """Whether a line such as "Facilitators: Ama Bediako, Kojo Asante" is a label for people and names only.

    Only with capitals: in other scripts a few words may as well be what somebody said. So may what follows
    "Participant:".
    """
    field = turn(text)
    if field is None or not field.words or is_speaker(field.tag) or not names_people(field.tag):
        return False
    return all(_is_name(entry) and has_capitals(entry) for entry in _entries(field.words))


def _entries(text: str) -> list[str]:
    """The entries of a list within one line, each as far as its first comma, where semicolons part them."""
    entries = BETWEEN_ENTRIES.split(text)
    return [_name_part(entry) for entry in entries] if len(entries) > 1 else _inline(text)


def _inline(text: str) -> list[str]:
    """The pieces of a list within one line, brackets and what follows a dash taken off."""
    bare = BRACKETS.sub("", text).rstrip(".。։። ")
    return [_name_part(piece) for piece in BETWEEN_PEOPLE.split(bare) if piece.strip()]


def _is_inline_list(text: str) -> bool:
    """Whether a line is several names: at least three pieces, most of them two or more words written as names."""
    pieces = _inline(text)
    n_names = sum(_is_name(piece) and len(_words(piece)) > 1 for piece in pieces)
    return len(pieces) >= MIN_INLINE_PIECES and n_names >= SHARE_OF_ENTRIES * len(pieces)


def _name_part(text: str) -> str:
    """What stands before the first comma, dash or bracket; a role before a colon is passed over."""
    found = turn(text)
    written = found.words if found and found.words and not _is_name(found.tag) else text
    return AFTER_NAME.split(BRACKETS.sub(" ", written).strip(), maxsplit=1)[0].strip(" .。։።*")


def _person(text: str) -> str:
    """The name that an entry begins with, the family name before a comma ("Mensah, Kofi") put behind the others."""
    first = _name_part(text)
    family, comma, rest = BRACKETS.sub(" ", text).strip().partition(",")
    given = _name_part(rest) if comma else ""
    is_parted = family.strip() == first and len(_words(first)) == 1 == len(_words(given))
    return f"{given} {first}" if is_parted and _is_name(f"{given} {first}") else first


def _words(name: str) -> list[str]:
    return [word[0] for word in WORD.finditer(name)]


def _is_name(name: str) -> bool:
    """Whether it is written as a person's name and says nothing of an organisation or a role."""
    if any(map(str.isdigit, name)) or "@" in name:
        return False
    if WITHOUT_SPACES.search(name):
        return 1 < len(name.replace("·", "").replace(" ", "")) <= MAX_HAN_LETTERS and not _names_an_organisation(name)
    n_parts = len(_words(name))
    return 1 < n_parts <= MAX_NAME_WORDS and _is_written_as_name(name) and not _names_an_organisation(name)


def _is_written_as_name(name: str) -> bool:
    """Whether every word but particles begins with a capital; in scripts without capitals, whether words are few."""
    words = list(_cased(name))
    if not words:
        return 0 < n_words(name) <= MAX_NAME_WORDS
    return n_words(name) <= MAX_ENTRY_WORDS // 2 and all(word[0].isupper() for word in words)


def has_capitals(text: str) -> bool:
    """Whether a line is in a script that tells names by their capitals."""
    return any(_cased(text))


def _cased(name: str) -> Iterator[str]:
    """The words that could have a capital, without particles such as "van" and "el"."""
    for word in _words(name):
        is_cased = word[0].upper() != word[0] or word[0].lower() != word[0]
        is_georgian = "\u10d0" <= word[0] <= "\u10ff"
        if is_cased and not is_georgian and fold(word) not in PARTICLES:
            yield word


def _is_role(text: str) -> bool:
    return any(map(str.isdigit, text)) or _names_an_organisation(text)


def _names_an_organisation(name: str) -> bool:
    if WITHOUT_SPACES.search(name):
        return any(stem in name for stem in _HAN)
    words = [fold(word).strip(".") for word in _words(name)]
    bare = [word.removeprefix("ال") for word in words]
    return any(word in _WHOLE or word.startswith(_PREFIXES) for word in (*words, *bare))
