"""Lists of names that the team writes: names to replace, and public names that stay readable."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from corpus.errors import SourceError
from corpus.privacy.names import MAX_NAME_WORDS, name_parts
from corpus.privacy.words import UNSPACED

NAME_COLUMN = "name"
MAX_NAME_LETTERS = 100


class NameList(NamedTuple):
    """The names of a list, and what is wrong with it, by line."""

    names: tuple[str, ...]
    problems: tuple[tuple[int, str], ...]


def read_names(path: Path | None) -> tuple[str, ...]:
    """The names of the list at `path`; none without one.

    Raises:
        SourceError: every line that is no name, with the file.
    """
    if path is None:
        return ()
    listed = check_names(path)
    if listed.problems:
        raise SourceError(*(f"{path}, line {line}: {sentence}" for line, sentence in listed.problems))
    return listed.names


def check_names(path: Path) -> NameList:
    """The list at `path` with its problems: text with a name a line, CSV with a column `name`, or a YAML list.

    In text, empty lines and what follows "#" are passed over. No problem repeats what stands in the line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return NameList((), ((1, f"it cannot be read ({error.strerror}). Correct its path or its rights."),))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return NameList((), ((line, "it is not UTF-8. Save the file again as UTF-8."),))
    try:
        entries = list(_entries(path, text))
    except _BadFormError as error:
        return NameList((), ((error.line, str(error)),))
    problems = tuple((line, problem) for line, name in entries if (problem := _problem(name)))
    return NameList(tuple(name for _, name in entries), problems)


class _BadFormError(ValueError):
    """The file is not of the form that its ending promises."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def _entries(path: Path, text: str) -> Iterator[tuple[int, str]]:
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        return _from_csv(text)
    if suffix in (".yaml", ".yml"):
        return _from_yaml(text)
    return _from_lines(text)


def _from_lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if name := line.partition("#")[0].strip():
            yield number, name


def _from_csv(text: str) -> Iterator[tuple[int, str]]:
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    column = next((each for each in reader.fieldnames or () if each.strip().casefold() == NAME_COLUMN), None)
    if column is None:
        raise _BadFormError(1, f"there is no column {NAME_COLUMN!r}. Write it into the first line.")
    for row in reader:
        if name := (row[column] or "").strip():
            yield reader.line_num, name


def _from_yaml(text: str) -> Iterator[tuple[int, str]]:
    try:
        content = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _BadFormError(line, "this is not valid YAML. Write one name a line, each after a dash.") from error
    except YAMLError as error:
        raise _BadFormError(1, "it holds characters that YAML does not allow. Save it again as text.") from error
    if content is None:
        return
    if not isinstance(content, CommentedSeq):
        raise _BadFormError(1, "it is no list. Write one name a line, each after a dash.")
    for index, name in enumerate(content):
        line = content.lc.item(index)[0] + 1
        if not isinstance(name, str):
            raise _BadFormError(line, "it is no name. Write one name a line, each after a dash.")
        yield line, name.strip()


def _problem(name: str) -> str | None:
    """Why `name` is none, in a sentence that does not repeat it."""
    if len(name) > MAX_NAME_LETTERS:
        return f"this is longer than a name ({len(name)} letters). Write one name a line."
    if UNSPACED.search(name) or name_parts(name):
        return None
    return (
        f"this is no name: it has digits, an address, no letters, or more than {MAX_NAME_WORDS} words. "
        "Write one name a line, without titles."
    )
