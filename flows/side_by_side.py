"""Analysts' files that lie side by side: joined to one document, and where they contradict one another."""

from __future__ import annotations

import glob
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.messages import shown
from corpus.schemas import Theme
from flows.placed_yaml import KeyPath, Place, PlacedYaml
from models.curation import DECISIONS
from models.theme_marks import Mark

TOLD_BY_VALUE = ("label", "merge_into", "hide")
"""Decisions whose values are short enough for a message; a note is not, and ids of statements tell too much."""


@dataclass(frozen=True)
class Contradiction:
    """That analysts decided differently on the same thing, and which decision was applied."""

    about: tuple[int | str, str]
    """A topic and what was decided on it, or a theme and a statement."""
    sentence: str


def files_of(named: str, folder: Path) -> list[Path] | None:
    """The files that a name or pattern stands for, by name; None where there is no such file.

    A pattern may fit nothing so far, as long as its folder is there.
    """
    path = folder / named
    if path.is_file():
        return [path]
    if not glob.has_magic(named) or not path.parent.is_dir():
        return None
    return sorted(found for found in path.parent.glob(path.name) if found.is_file())


def joined_lists(documents: Sequence[PlacedYaml]) -> PlacedYaml:
    """Lists one after the other; one that is no list stands for all, so that it is told."""
    content: list[Any] = []
    places: dict[KeyPath, Place] = {}
    for document in documents:
        if not isinstance(document.content, list | None):
            return document
        for path, place in document.places.items():
            if path and isinstance(path[0], int):
                places[path[0] + len(content), *path[1:]] = place
            else:
                places.setdefault((), place)
        content += document.content or []
    return PlacedYaml(content, places, [problem for document in documents for problem in document.problems])


def _topic(key: object) -> object:
    """A topic as the number that it is, whether a file has it in quotes or not: else one of the two would be lost."""
    return int(key) if isinstance(key, str) and key.isdecimal() else key


def joined_by_topic(documents: Sequence[PlacedYaml]) -> PlacedYaml:
    """What is decided on each topic, a list of entries where it is more than one; one without keys stands for all."""
    entries: dict[Any, list[Any]] = defaultdict(list)
    placed: dict[Any, list[tuple[int, KeyPath, Place]]] = defaultdict(list)
    places: dict[KeyPath, Place] = {}
    for document in documents:
        if not isinstance(document.content, dict | None):
            return document
        places.setdefault((), document.places[()])
        decided: dict[Any, Any] = document.content or {}
        before = {topic: len(each) for topic, each in entries.items()}
        for path, place in document.places.items():
            if not path:
                continue
            topic: Any = _topic(path[0])
            written = decided[path[0]]
            first = before.get(topic, 0)
            if not isinstance(written, list):
                placed[topic].append((first, path[1:], place))
            elif len(path) > 1 and isinstance(path[1], int):
                placed[topic].append((first + path[1], path[2:], place))
            else:
                places.setdefault((topic,), place)
        for topic, written in decided.items():
            entries[_topic(topic)] += written if isinstance(written, list) else [written]
    content: dict[Any, Any] = {}
    for topic, each in entries.items():
        is_single = len(each) == 1
        content[topic] = each[0] if is_single else each
        for number, path, place in placed[topic]:
            places.setdefault((topic,), place)
            places[(topic, *path) if is_single else (topic, number, *path)] = place
    return PlacedYaml(content, places, [problem for document in documents for problem in document.problems])


def entries_of(decisions: object) -> Iterator[tuple[Any, KeyPath, dict[str, Any]]]:
    """Every entry of a joined document as written: its topic, its path below `curation`, and its keys and values."""
    for topic, written in decisions.items() if isinstance(decisions, dict) else ():
        if isinstance(written, dict):
            yield topic, (topic,), written
        for number, entry in enumerate(written if isinstance(written, list) else ()):
            if isinstance(entry, dict):
                yield topic, (topic, number), entry


@dataclass(frozen=True)
class _Said:
    """What somebody decided, and where it is written."""

    value: Any
    by: str | None
    date: str
    place: Place

    @property
    def told(self) -> str:
        """`Nino, 2022-07-04 (curation.yaml, line 3)`."""
        who = ", ".join(filter(None, (self.by, self.date))) or "somebody"
        return f"{who} ({self.place.file.name}, line {self.place.line})"


def contradicting_decisions(document: PlacedYaml) -> Iterator[Contradiction]:
    """Decisions of the configuration that differ on the same thing, in the order of the topics as written."""
    said: dict[tuple[int, str], list[_Said]] = defaultdict(list)
    for topic, path, entry in entries_of(document.content.get("curation")):
        for name in DECISIONS:
            if name in entry:
                place = document.places["curation", *path, name]
                said[topic, name].append(_Said(entry[name], *_signature(entry), place))
    for (topic, name), each in said.items():
        if (differing := _differing(each)) is None:
            continue
        told = " and ".join(
            f"{one.told} decided {_value(one.value)}" if name in TOLD_BY_VALUE else one.told for one in differing
        )
        yield Contradiction(
            (topic, name),
            f"curation: topic {topic}: on {name} there is more than one word: {told}. The last of them was applied. "
            "Agree on one, and take the other out.",
        )


def contradicting_marks(
    marks: Sequence[Mark], themes: Sequence[Theme], places: Mapping[KeyPath, Place]
) -> Iterator[Contradiction]:
    """Marks that differ on the same statement and theme, also from the theme's own lists. No statement is named."""
    said: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for theme in themes:
        for belongs, sentences in ((True, theme.examples), (False, theme.counterexamples)):
            for sentence in sentences:
                said[theme.id, sentence].append(_Said(belongs, None, "", places["themes",]))
    for index, mark in enumerate(marks):
        date = mark.date.isoformat() if mark.date else ""
        said[mark.theme, mark.statement].append(_Said(mark.belongs, mark.by, date, places["marks", index]))
    for about, each in said.items():
        if (differing := _differing(each)) is not None:
            told = " and ".join(one.told for one in differing)
            yield Contradiction(
                about,
                f"marks: whether a statement belongs to theme {about[0]!r} there is more than one word: {told}. "
                "The last of them was applied. Agree on one, and take the other out.",
            )


def _signature(entry: Mapping[str, Any]) -> tuple[str | None, str]:
    by, date = entry.get("by"), entry.get("date")
    return (None if by is None else str(by)), ("" if date is None else str(date))


def _differing(said: Sequence[_Said]) -> list[_Said] | None:
    """The last word and the one before that differs from it; None where all agree, or somebody corrected themselves."""
    ordered = sorted(said, key=lambda each: each.date)
    last = ordered[-1]
    others = [
        each
        for each in ordered[:-1]
        if each.value != last.value and not (each.by is not None and each.by == last.by and each.date < last.date)
    ]
    return [others[-1], last] if others else None


def _value(value: object) -> str:
    if isinstance(value, str):
        return shown(value)
    return "nothing" if value is None or value is False else str(value).lower()
