"""Who was there: which lines are entries of an attendance list, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from corpus.documents import note_words
from corpus.documents.blocks import Block
from corpus.documents.marks import PARENTHESES, ends_a_sentence, fold, folded_words, turn
from corpus.languages.scripts import WITHOUT_SPACES, n_words
from corpus.notes import left_out_words
from corpus.notes.tables import column_role

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
_NAME_LABELS = folded_words(note_words.ATTENDANCE) | folded_words(left_out_words.NOTE_TAKERS)
_HAN = tuple(stem for stem in left_out_words.NO_NAMES["zh"].split(", "))


def is_list_of_people(texts: Sequence[str]) -> bool:
    """Whether neighbouring lines under "Participants" are the list and not what participants said."""
    if not texts or any(ends_a_sentence(text) and not _is_name(_name_part(text)) for text in texts):
        return len(texts) == 1 and _is_inline_list(texts[0])
    n_entries = sum(map(looks_like_entry, texts))
    return n_entries >= SHARE_OF_ENTRIES * len(texts)


def looks_like_entry(text: str) -> bool:
    """Whether a line could be one person, role or organisation of an attendance list: short, and no sentence."""
    if _is_inline_list(text):
        return True
    if n_words(text) > MAX_ENTRY_WORDS or (ends_a_sentence(text) and not _is_name(_name_part(text))):
        return False
    first = _name_part(text)
    return n_words(text) <= SHORT_ENTRY_WORDS or text[:1].isdigit() or _is_written_as_name(first)


def names_in(texts: Iterable[str]) -> list[str]:
    """The people's names among the lines of a list, one entry a line, or several separated by commas."""
    found: list[str] = []
    for text in texts:
        found += filter(_is_name, _inline(text) if _is_inline_list(text) else [_name_part(text)])
    return list(dict.fromkeys(found))


def inline_names(text: str) -> list[str]:
    """The people's names in what follows "Participants:" on the same line."""
    entries = BETWEEN_ENTRIES.split(text)
    pieces = [_name_part(entry) for entry in entries] if len(entries) > 1 else _inline(text)
    return list(dict.fromkeys(filter(_is_name, pieces)))


def people_present(blocks: Sequence[Block], listed: Collection[int]) -> list[str]:
    """The names on a note's attendance lists, as written, each once.

    `listed` are the indices of the blocks in attendance sections. Names also stand behind a label on the same line
    ("Participants: ...", "Notes by: ..."), wherever it is. Roles and organisations are no names, nor is a first name
    alone, except under a table's header "Name".
    """
    found: list[str] = []
    for index, block in enumerate(blocks):
        field = turn(block.text)
        if field is not None and fold(PARENTHESES.sub("", field.tag)) in _NAME_LABELS:
            found += inline_names(field.words)
        elif index not in listed or block.kind == "header":
            continue
        elif block.kind == "cell" and block.column is not None:
            is_name_column = column_role(block.column) == "speaker"
            found += [block.text] if is_name_column and not _is_role(block.text) else []
        else:
            found += names_in([block.text])
    return list(dict.fromkeys(found))


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
