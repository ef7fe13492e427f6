"""YAML that remembers its places, so that a mistake can be told with file and line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

KeyPath = tuple[str | int, ...]
"""Where a value sits: keys of mappings and positions in lists, from the root."""


@dataclass(frozen=True)
class Place:
    """A line of a file, counted from 1, and a column where only that tells enough."""

    file: Path
    line: int
    column: int | None = None

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, line {self.line}{column}"


@dataclass(frozen=True)
class Problem:
    """One mistake, in a sentence, with its place."""

    place: Place
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


@dataclass(frozen=True)
class PlacedYaml:
    """Plain values, the place of each, and what was wrong with the YAML itself."""

    content: Any
    places: dict[KeyPath, Place]
    problems: list[Problem] = field(default_factory=list)


class _Constructor(RoundTripConstructor):
    """Collects doubled keys, which would otherwise end the reading, and leaves dates as they are written."""

    doubled: list[tuple[str, int]]

    def check_mapping_key(
        self, node: object, key_node: ScalarNode, mapping: CommentedMap, key: Hashable, value: object
    ) -> bool:
        if key not in mapping:
            return True
        self.doubled.append((str(key), key_node.start_mark.line + 1))
        return False


# A date that does not exist would end the reading without a place.
_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_yaml_str)


def read_yaml(file: Path) -> PlacedYaml:
    """The content of `file`; where it is no YAML at all, None and the problem."""
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    yaml.constructor.doubled = []
    try:
        root = yaml.load(file.read_bytes().decode("utf-8-sig"))
        placed = dict(_places(root, (), Place(file, 1)))
        content = _plain(root)
    except OSError as error:
        return _unread(file, 1, f"it cannot be read ({error.strerror}). Correct its rights.")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _unread(file, line, "it is not UTF-8. Save the file again as UTF-8.")
    except RecursionError:
        return _unread(file, 1, "it is nested too deeply. Write it as in the documentation.")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = f"this is not valid YAML ({error.problem or error.context})."
        remedy = "Check indentation and colons, and put text with signs in quotes."
        return _unread(file, line, f"{reason} {remedy}", column=column)
    except YAMLError:
        return _unread(file, 1, "it holds characters that YAML does not allow. Save the file again as plain text.")
    problems = [
        Problem(Place(file, line), f"key {key!r} is there twice. Keep one of the two.")
        for key, line in yaml.constructor.doubled
    ]
    return PlacedYaml(content, placed, problems)


def _unread(file: Path, line: int, sentence: str, *, column: int | None = None) -> PlacedYaml:
    place = Place(file, line, column)
    return PlacedYaml(None, {(): place}, [Problem(place, sentence)])


def _places(node: object, path: KeyPath, place: Place) -> Iterator[tuple[KeyPath, Place]]:
    """The place of a node and of everything below it; what an alias brought in has its parent's."""
    yield path, place
    lines = getattr(getattr(node, "lc", None), "data", None) or {}
    if isinstance(node, CommentedMap):
        items = [(key if isinstance(key, int) else str(key), key, value) for key, value in node.items()]
    elif isinstance(node, CommentedSeq):
        items = [(index, index, value) for index, value in enumerate(node)]
    else:
        return
    for key, raw_key, value in items:
        below = Place(place.file, lines[raw_key][0] + 1) if raw_key in lines else place
        yield from _places(value, (*path, key), below)


def _plain(node: object) -> object:
    if isinstance(node, CommentedMap):
        return {key if isinstance(key, int) else str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(value) for value in node]
    for kind in (bool, int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node
