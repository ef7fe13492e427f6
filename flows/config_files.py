"""The files that a configuration names, and the mistakes that no type tells."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import SourceError
from corpus.messages import shown
from corpus.polis.address import origin_of
from corpus.privacy.name_lists import check_names
from corpus.sources import WebAddress
from flows.config_problems import known_path, spoken, suggestion
from flows.llm_client import INSTALL, LlmLabelSettings, has_client, has_key
from flows.placed_yaml import KeyPath, Place, PlacedYaml, Problem, read_yaml
from flows.side_by_side import entries_of, files_of, joined_by_topic, joined_lists

_IN_FILES: dict[str, type[list[Any]] | type[dict[Any, Any]]] = {
    "themes": list,
    "groups": list,
    "curation": dict,
    "marks": list,
}
"""Keys whose value is the name of a file, and what an empty file means."""

_SIDE_BY_SIDE = {"curation": joined_by_topic, "marks": joined_lists}
"""Keys that may name several files, or a pattern, and how these are joined."""


def with_files(document: PlacedYaml, folder: Path) -> PlacedYaml:
    """The document with the content of the files that it names in their place."""
    if not isinstance(document.content, dict):
        return document
    content, places, problems = dict(document.content), dict(document.places), list(document.problems)
    for key, empty in _IN_FILES.items():
        named = content.pop(key, None)
        if named is None:
            continue
        files, missing = _named_files(key, named, document, folder)
        problems += missing
        if missing:
            continue
        documents = [read_yaml(file) for file in files]
        inner = _SIDE_BY_SIDE[key](documents) if key in _SIDE_BY_SIDE else documents[0]
        problems += inner.problems
        places |= {(key, *path): place for path, place in inner.places.items()}
        if not inner.problems or inner.content is not None:
            content[key] = empty() if inner.content is None else inner.content
    return PlacedYaml(content, places, problems)


def _named_files(key: str, named: object, document: PlacedYaml, folder: Path) -> tuple[list[Path], list[Problem]]:
    """The files that a key names, and what is wrong with their names."""
    names = named if key in _SIDE_BY_SIDE and isinstance(named, list) else [named]
    files: list[Path] = []
    problems = []
    for number, name in enumerate(names):
        path: KeyPath = (key, number) if isinstance(named, list) else (key,)
        if not isinstance(name, str):
            sentence = f"{key} is not a file's name. Put it into a file of its own."
            problems.append(Problem(document.places[known_path(path, document.places)], sentence))
        elif (found := files_of(name, folder)) is None:
            problems.append(_missing(folder / name, key, document, path))
        else:
            files += found
    return files, problems


def _missing(file: Path, key: str, document: PlacedYaml, path: KeyPath) -> Problem:
    place = document.places[known_path(path, document.places)]
    return Problem(
        place, f"{key}: there is no {file.absolute()}. Correct the path; it is relative to {place.file.name}."
    )


def problems_of_content(document: PlacedYaml, folder: Path) -> Iterator[Problem]:
    """What is wrong although every value has its type: missing files, doubled ids, rings of merges."""
    if not isinstance(document.content, dict):
        return
    for path, value in _named_by_sources(document):
        if is_address(value):
            yield from _problem_of_address(document, path, value)
    offsets = document.content.get("neutralise")
    if isinstance(offsets, str) and offsets not in {"auto", "off"}:
        if is_address(offsets):
            yield from _problem_of_address(document, ("neutralise",), offsets)
        elif not _exists(folder / offsets):
            yield _missing(folder / offsets, "neutralise", document, ("neutralise",))
    yield from _problems_of_name_lists(document, folder)
    for key in ("themes", "groups"):
        yield from _doubled_ids(document, key)
    yield from _rings(document)
    yield from _split_ids(document)
    yield from _marks_on_nothing(document)
    yield from _marked_sentences(document)


def absent_sources(document: PlacedYaml, folder: Path) -> dict[int, Problem]:
    """The sources, by number, of which a file or folder is not there; of each the first."""
    absent: dict[int, Problem] = {}
    for path, value in _named_by_sources(document):
        if not is_address(value) and not _exists(folder / value):
            absent.setdefault(int(path[1]), _missing(folder / value, spoken(path, document.places), document, path))
    return absent


def _named_by_sources(document: PlacedYaml) -> Iterator[tuple[KeyPath, str]]:
    """The files, folders and addresses that sources name, each with its key."""
    sources = document.content.get("sources") if isinstance(document.content, dict) else None
    for index, source in enumerate(sources if isinstance(sources, list) else []):
        for key in ("path", "sessions", "groups"):
            value = source.get(key) if isinstance(source, dict) else None
            if isinstance(value, str):
                yield ("sources", index, key), value


def _problem_of_address(document: PlacedYaml, path: KeyPath, value: str) -> Iterator[Problem]:
    may_be = path[-1] == "path" and document.content["sources"][path[1]].get("type") == "polis"
    problem = _wrong_address(value) if may_be else "only a Pol.is report has an address here. Give a file."
    if problem:
        yield Problem(document.places[path], f"{spoken(path, document.places)}: {problem}")


def is_address(value: str) -> bool:
    """Whether a path as written is an address on the web."""
    return "://" in value


def _wrong_address(value: str) -> str | None:
    try:
        origin_of(WebAddress(value))
    except (ValueError, SourceError) as error:
        return str(error)
    return None


def _problems_of_name_lists(document: PlacedYaml, folder: Path) -> Iterator[Problem]:
    """Lists of names under `privacy` that are missing, or hold lines that are no names."""
    privacy = document.content.get("privacy")
    for key in ("names", "allow"):
        value = privacy.get(key) if isinstance(privacy, dict) else None
        if not isinstance(value, str):
            continue
        path = folder / value
        if not path.is_file():
            yield _missing(path, f"privacy.{key}", document, ("privacy", key))
            continue
        for line, sentence in check_names(path).problems:
            yield Problem(Place(path, line), sentence)


def _exists(path: Path) -> bool:
    """Whether there is a file or folder at `path`, or one that fits it as a pattern."""
    return path.exists() or any(glob.iglob(str(path), recursive=True))  # noqa: PTH207 - may be absolute


def _doubled_ids(document: PlacedYaml, key: str) -> Iterator[Problem]:
    entries = document.content.get(key)
    first: dict[Any, int] = {}
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        identity = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(identity, str | int):
            continue
        if str(identity) in first:
            place = document.places[key, index, "id"]
            line = document.places[key, first[str(identity)], "id"].line
            yield Problem(
                place,
                f"id {str(identity)!r} is used before, in line {line}. Give each entry an id of its own.",
            )
        first.setdefault(str(identity), index)


def _rings(document: PlacedYaml) -> Iterator[Problem]:
    """Topics that are merged into themselves, at once or by way of others."""
    entries = sorted(entries_of(document.content.get("curation")), key=lambda each: str(each[2].get("date") or ""))
    into = {topic: entry["merge_into"] for topic, _, entry in entries if "merge_into" in entry}
    paths = {topic: path for topic, path, entry in entries if "merge_into" in entry}
    for topic in into:
        seen, target = {topic}, into[topic]
        while target in into and target not in seen:
            seen.add(target)
            target = into[target]
        if target == topic:
            place = document.places["curation", *paths[topic], "merge_into"]
            yield Problem(place, f"topic {topic} is merged into itself. Leave out one merge_into of the ring.")


def _split_ids(document: PlacedYaml) -> Iterator[Problem]:
    """Statement ids that YAML read as numbers, which may not be the same any more, or that are split out twice."""
    first: dict[str, tuple[object, KeyPath, int]] = {}
    for topic, entry_path, entry in entries_of(document.content.get("curation")):
        for path, statement_id in _ids_below(entry.get("split_out"), ("curation", *entry_path, "split_out")):
            place = document.places[known_path(path, document.places)]
            if not isinstance(statement_id, str):
                yield Problem(place, f"{spoken(path, document.places)} is a number. Put the statement's id in quotes.")
                continue
            known_topic, known_entry, line = first.setdefault(statement_id, (topic, path, place.line))
            # Two entries on one topic are two words on the same split, of which the later one holds.
            if path != known_entry and (topic != known_topic or entry_path == known_entry[1 : 1 + len(entry_path)]):
                sentence = f"statement {statement_id!r} is split out before, in line {line}. Name it once."
                yield Problem(place, sentence)


def _ids_below(node: object, path: KeyPath) -> Iterator[tuple[KeyPath, object]]:
    """The ids of a `split_out` in any of its forms, each with its path: lists of ids, also under `statements`."""
    if isinstance(node, list):
        for index, each in enumerate(node):
            if isinstance(each, dict):
                yield from _ids_below(each.get("statements"), (*path, index, "statements"))
            elif isinstance(each, str | int | float):
                yield (*path, index), each
    elif isinstance(node, dict):
        yield from _ids_below(node.get("statements"), (*path, "statements"))


def _marked_sentences(document: PlacedYaml) -> Iterator[Problem]:
    """Ids of statements that YAML read as numbers, and what is both an example and a counterexample of a theme."""
    themes = document.content.get("themes")
    for index, theme in enumerate(themes if isinstance(themes, list) else ()):
        if not isinstance(theme, dict):
            continue
        first: dict[str, int] = {}
        for key in ("examples", "counterexamples"):
            marked = theme.get(key)
            for number, sentence in enumerate(marked if isinstance(marked, list) else ()):
                path = ("themes", index, key, number)
                place = document.places[known_path(path, document.places)]
                if isinstance(sentence, int | float):
                    yield Problem(
                        place, f"{spoken(path, document.places)} is a number. Put a statement's id in quotes."
                    )
                elif key == "examples" and isinstance(sentence, str):
                    first.setdefault(sentence, place.line)
                elif sentence in first:
                    where = f"line {first[sentence]}"
                    yield Problem(place, f"this is an example of the same theme, in {where}. Leave out one of the two.")


def _marks_on_nothing(document: PlacedYaml) -> Iterator[Problem]:
    """Marks for themes that there are not, and ids of statements that YAML read as numbers."""
    themes, marks = document.content.get("themes"), document.content.get("marks")
    known = {str(theme.get("id")) for theme in themes if isinstance(theme, dict)} if isinstance(themes, list) else set()
    for index, mark in enumerate(marks if isinstance(marks, list) else ()):
        if not isinstance(mark, dict):
            continue
        if isinstance(mark.get("statement"), int | float):
            path = ("marks", index, "statement")
            told = f"{spoken(path, document.places)} is a number. Put the statement's id in quotes."
            yield Problem(document.places[path], told)
        theme = mark.get("theme")
        if isinstance(theme, str | int) and str(theme) not in known:
            told = f"there is no theme {shown(str(theme))}{suggestion(str(theme), known)}"
            yield Problem(document.places["marks", index, "theme"], told)


def problems_of_llm_labels(
    asked: LlmLabelSettings, places: Mapping[KeyPath, Place], *, is_redacted: bool
) -> Iterator[Problem]:
    """Why the endpoint may not, or cannot, be asked. What stands for the key's name is not repeated."""
    if not is_redacted:
        sentence = "llm_labels: only redacted text may be sent. Set privacy.redact: true, or remove llm_labels."
        yield Problem(places["llm_labels",], sentence)
    if not has_client():
        yield Problem(places["llm_labels",], f"llm_labels needs an optional package. Install it with `{INSTALL}`.")
    if asked.api_key_env and not has_key(asked.api_key_env):
        place = places["llm_labels", "api_key_env"]
        yield Problem(place, "llm_labels.api_key_env: this environment variable is empty. Set it where this runs.")
