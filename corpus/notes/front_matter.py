"""What a note says about its own session: in a YAML head, or in lines such as "Date: ..." above the talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from corpus.documents.blocks import FRONT_MATTER, Block
from corpus.documents.marks import BETWEEN_FIELDS, field_of, fold, turn
from corpus.languages.codes import normalise
from corpus.messages import shown
from corpus.notes.attendance import BETWEEN_PEOPLE, inline_names
from corpus.notes.boilerplate import is_boilerplate
from corpus.notes.written_dates import parse_written
from corpus.tables.cells import parse_date

MAX_LETTERS = 10_000
MAX_DEPTH = 4
MAX_VALUE_LETTERS = 120
MAX_HEAD_BLOCKS = 30
BETWEEN_VALUES = re.compile(r"\s*[;,،、/]\s*")
BETWEEN_LANGUAGES = re.compile(rf"{BETWEEN_VALUES.pattern}|{BETWEEN_PEOPLE.pattern}")
COUNT = re.compile(r"(\d{1,6})(?:\s*[^\d\W][^\d(（]*)?(?:\s*[(（].*)?", re.DOTALL)
"""A number alone, or before words; with another number beside it, it may be a part."""
GROUP_ID = re.compile(r"[\w-]+")
KEYS = {"session": "session_id", "id": "session_id", "group": "groups", "language": "languages"}
"""Other names for the columns of a table of sessions, as people write them in YAML."""

Value = str | datetime | int | tuple[str, ...]


@dataclass
class Declared:
    """What the note declares, by the column of the table of sessions, with the line of each and what is wrong."""

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    loose_groups: tuple[str, ...] = ()
    """Groups in a line of text: taken only where they are declared, for people write such lines freely."""
    warnings: list[str] = field(default_factory=list)
    """Each begins with its place in the note."""

    def set(self, name: str, value: Value, place: str) -> None:
        """Keep the first thing that is said about each field."""
        self.values.setdefault(name, value)
        self.places.setdefault(name, place)


def declared_in(blocks: Sequence[Block], n_head: int) -> Declared:
    """What the note with these blocks declares; its first `n_head` blocks are its head."""
    declared = Declared()
    head = [block for block in blocks if block.within == FRONT_MATTER]
    _read_yaml(head, declared)
    labelled = list(_labelled(blocks[len(head) :], n_head - len(head)))
    for label, text, place in labelled:
        _read_label(label, text, place, declared)
    if "participants" not in declared.values:
        declared.warnings += [
            f"{place}: participants is no whole number and is left out. Write how many people were there, such as 12."
            for label, text, place in labelled
            if label == "participants" and _says_how_many(text)
        ][:1]
    return declared


# --- YAML ---------------------------------------------------------------------------------------------------


def _read_yaml(head: Sequence[Block], declared: Declared) -> None:
    if not head:
        return
    text = "\n" * (head[0].number - 1) + "\n".join(block.text for block in head)
    place = f"line {head[0].number}"
    try:
        content = _loaded(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line + 1, head[-1].number) if mark else head[0].number
        declared.warnings.append(f"line {line}: the YAML above the note is broken. Write one `key: value` a line.")
        return
    except ValueError as error:
        declared.warnings.append(f"{place}: {error}")
        return
    if not isinstance(content, dict):
        declared.warnings.append(f"{place}: the YAML above the note is no list of keys. Write one `key: value` a line.")
        return
    lines = {_key_of(block.text): f"line {block.number}" for block in reversed(head)}
    for key, value in content.items():
        name = _field_name(str(key))
        if name is not None and value is not None:
            _read_value(name, value, lines.get(str(key).strip(), place), declared)


def _loaded(text: str) -> Any:  # noqa: ANN401  # what YAML holds
    """The content of the YAML; aliases, which can swell a small file, and deep nesting are refused.

    Raises:
        YAMLError: it is not valid.
        ValueError: too long, too deep, or with aliases.
    """
    if len(text) > MAX_LETTERS:
        raise ValueError(f"the YAML above the note has more than {MAX_LETTERS} letters. Shorten it.")
    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent) or depth > MAX_DEPTH:
            raise ValueError(
                "the YAML above the note has aliases or is nested too deep. Write one `key: value` a line."
            )
    return YAML(typ="safe", pure=True).load(text)


def _key_of(line: str) -> str:
    return line.partition(":")[0].strip().strip("\"'")


def _field_name(key: str) -> str | None:
    bare = fold(key).replace("-", "_").replace(" ", "_")
    return KEYS.get(bare) or field_of(key)


def _read_value(name: str, value: object, place: str, declared: Declared) -> None:
    values = [str(part).strip() for part in value] if isinstance(value, list) else [_written(value)]
    if name in ("languages", "groups"):
        parts = [part for text in values for part in BETWEEN_VALUES.split(text) if part]
        _READERS[name](";".join(parts), place, declared)
    elif len(values) == 1 and not isinstance(value, dict):
        _READERS[name](values[0], place, declared)
    else:
        declared.warnings.append(f"{place}: {name} is a list or mapping and is left out. Write one value.")


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value).strip()


# --- lines of the head --------------------------------------------------------------------------------------


def _labelled(blocks: Sequence[Block], n_head: int) -> Iterator[tuple[str, str, str]]:
    """Field, value and place of each labelled line above the talk: "Date: ...", "Pays : ... | Langue : ..."."""
    for index, block in enumerate(blocks[:MAX_HEAD_BLOCKS]):
        if block.within is not None and block.kind == "meta":
            continue
        is_title = index == 0 or block.kind == "title"
        if not is_title and index >= n_head and not is_boilerplate(block.text):
            return
        for piece in BETWEEN_FIELDS.split(block.text):
            found = turn(piece)
            name = field_of(found.tag) if found else None
            if found is not None and name is not None and found.words:
                yield name, found.words, block.place


def _read_label(name: str, text: str, place: str, declared: Declared) -> None:
    if name == "participants":
        if (count := _count(text)) is not None:
            declared.set(name, count, place)
    elif name == "groups":
        groups = tuple(sorted(set(BETWEEN_VALUES.split(text.strip(" .")))))
        if all(GROUP_ID.fullmatch(group) for group in groups):
            declared.loose_groups = declared.loose_groups or groups
            declared.places.setdefault(name, place)
    elif name not in declared.values:
        _READERS[name](text, place, declared)


# --- values -------------------------------------------------------------------------------------------------


def _text(name: str) -> Callable[[str, str, Declared], None]:
    def read(text: str, place: str, declared: Declared) -> None:
        if 0 < len(text) <= MAX_VALUE_LETTERS and "\n" not in text:
            declared.set(name, text, place)
        elif text:
            declared.warnings.append(
                f"{place}: {name} has more than {MAX_VALUE_LETTERS} letters and is left out. Shorten it."
            )

    return read


def _date(text: str, place: str, declared: Declared) -> None:
    try:
        day = parse_date(text)
    except ValueError:
        day = parse_written(text)
    if day is not None:
        declared.set("date", day, place)
    elif text:
        declared.warnings.append(
            f"{place}: the date {shown(text)} may mean several days or none, and is left out. Write it as 2022-06-30."
        )


def _languages(text: str, place: str, declared: Declared) -> None:
    found: list[str] = []
    for word in filter(None, BETWEEN_LANGUAGES.split(text.strip(" ."))):
        language = normalise(word)
        if language is not None:
            found.append(language)
        else:
            declared.warnings.append(
                f"{place}: language {shown(word)} is not a language code or name and is left out. Correct it."
            )
    if found:
        declared.set("languages", tuple(sorted(set(found))), place)


def _says_how_many(text: str) -> bool:
    """Whether what follows "Participants:" is a number in some form ("about a dozen", "12-15"), and no list of them."""
    if inline_names(text):
        return False
    return any(map(str.isdigit, text)) or len(BETWEEN_PEOPLE.split(text.strip(" ."))) == 1


def _count(text: str) -> int | None:
    match = COUNT.fullmatch(text.strip().rstrip("."))
    return int(match[1]) if match else None


def _participants(text: str, place: str, declared: Declared) -> None:
    count = _count(text)
    if count is not None:
        declared.set("participants", count, place)
    else:
        declared.warnings.append(f"{place}: participants is {shown(text)} and is left out. Write a whole number.")


def _groups(text: str, place: str, declared: Declared) -> None:
    groups = tuple(sorted({group for group in text.split(";") if group}))
    if groups:
        declared.set("groups", groups, place)


_READERS: Mapping[str, Callable[[str, str, Declared], None]] = {
    "session_id": _text("session_id"),
    "date": _date,
    "title": _text("title"),
    "region": _text("region"),
    "country": _text("country"),
    "languages": _languages,
    "participants": _participants,
    "groups": _groups,
}
