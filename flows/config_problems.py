"""Pydantic's findings as sentences that name the key, what was found and what is expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from corpus.messages import shown
from flows.placed_yaml import KeyPath, Place, Problem

_EXPECTED = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date such as 2022-06-20",
    "tuple": "a list",
    "list": "a list",
    "dict": "keys with values",
    "dataclass": "keys with values",
    "model": "keys with values",
    "path": "a path",
}
"""By the first word of pydantic's type of error."""

_BOUNDS = {
    "greater_than": ("gt", "a number above {:g}"),
    "greater_than_equal": ("ge", "a number of at least {:g}"),
    "less_than": ("lt", "a number below {:g}"),
    "less_than_equal": ("le", "a number of at most {:g}"),
    "too_short": ("min_length", "at least {} of them"),
    "string_too_short": ("min_length", "at least {} letter"),
}

KEY = "[key]"
"""How pydantic marks that a mapping's key, not its value, is wrong."""


def as_problems(
    errors: Sequence[ErrorDetails],
    places: Mapping[KeyPath, Place],
    keys: Mapping[tuple[str, ...], Iterable[str]],
) -> list[Problem]:
    """One problem a mistake. `keys` has the keys that a section, by its names without positions, may have."""
    problems: list[Problem] = []
    expected: dict[KeyPath, list[str]] = defaultdict(list)
    found: dict[KeyPath, Any] = {}
    paths = [known_path(error["loc"], places) for error in errors]
    for error, path in zip(errors, paths, strict=True):
        loc, kind = error["loc"], error["type"]
        if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
            section = tuple(part for part in loc[:-1] if isinstance(part, str))
            problems.append(_unknown_key(str(loc[-1]), path, places, keys.get(section, ())))
        elif loc[-1:] == (KEY,):
            problems.append(_unknown_key(str(loc[-2]), path, places, (), _expectation(error)))
        elif kind in {"missing", "missing_argument"}:
            problems.append(Problem(places[path], f"key {str(loc[-1])!r} is missing{under(path, places)}. Add it."))
        elif kind == "union_tag_not_found":
            problems.append(Problem(places[path], f"{spoken(path, places)} has no type. {_TYPES}"))
        elif kind == "union_tag_invalid":
            path = known_path((*path, "type"), places)
            problems.append(Problem(places[path], f"{spoken(path, places)} is {shown(error['ctx']['tag'])}. {_TYPES}"))
        elif kind == "value_error":
            problems.append(Problem(places[path], f"{spoken(path, places)}: {error['ctx']['error']}"))
        else:
            expected[path].append(_expectation(error))
            found[path] = error["input"]
    for path, expectations in expected.items():
        if any(other[: len(path)] == path and len(other) > len(path) for other in paths):
            continue  # what is wrong further down made it so, or is in the alternative that was meant
        wanted = " or ".join(dict.fromkeys(expectations))
        problems.append(
            Problem(places[path], f"{spoken(path, places)} is {_described(found[path])}, expected {wanted}.")
        )
    return problems


_TYPES = "Write type: notes, type: polis or type: table."


def known_path(loc: Iterable[str | int], places: Mapping[KeyPath, Place]) -> KeyPath:
    """The part of pydantic's location that is in the YAML; it adds names of types and of absent keys."""
    path: KeyPath = ()
    for part in loc:
        if (*path, part) in places:
            path = (*path, part)
    return path


def spoken(path: KeyPath, places: Mapping[KeyPath, Place]) -> str:
    """A path as people write it, from the root of its own file: `sources[0].path`, `entry 3.label`, `topic 12.hide`."""
    file = places[path].file
    depth = 0 if places[()].file == file else 1  # only a key of the configuration names files
    text = ""
    for part in path[depth:]:
        if isinstance(part, str):
            text += f".{part}" if text else part
        elif text:
            text += f"[{part}]"
        else:
            text = f"topic {part}" if path[0] == "curation" else f"entry {_position(path[: depth + 1], places)}"
    return text or "the file"


def _position(path: KeyPath, places: Mapping[KeyPath, Place]) -> int:
    """The place of an entry in its own file, from 1: files that lie side by side are one list."""
    file, *before = places[path].file, *path[:-1]
    entries = range(int(path[-1]) + 1)
    return sum(places[*before, entry].file == file for entry in entries if (*before, entry) in places)


def under(path: KeyPath, places: Mapping[KeyPath, Place]) -> str:
    """` under sources[0]`, or nothing at the root of a file."""
    name = spoken(path, places)
    return "" if name == "the file" else f" under {name}"


def _unknown_key(
    key: str, path: KeyPath, places: Mapping[KeyPath, Place], options: Iterable[str], expectation: str = ""
) -> Problem:
    section = path[:-1] if path and str(path[-1]) == key else path
    hint = f"; expected {expectation}." if expectation else suggestion(key, options)
    return Problem(places[path], f"unknown key {shown(key)}{under(section, places)}{hint}")


def suggestion(word: str, options: Iterable[str]) -> str:
    """`; did you mean 'columns'?`, or else what there is to choose from."""
    options = sorted(options)
    if close := get_close_matches(word, options, n=1):
        return f"; did you mean {close[0]!r}?"
    return f". The keys here are {', '.join(options)}." if options else "."


def _expectation(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind == "literal_error":
        return str(error["ctx"]["expected"])
    if kind in _BOUNDS:
        bound, text = _BOUNDS[kind]
        return text.format(error["ctx"][bound])
    return _EXPECTED.get(kind.split("_")[0], error["msg"])


def _described(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    return "keys with values"
