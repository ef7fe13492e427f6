"""How well statements are found in the notes of `files/`: precision, recall and F1 against what was marked by hand.

`python -m tests.corpus.notes.extraction` prints a table; `--show NAME` what is missing and extra in one file.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy.optimize import linear_sum_assignment

from corpus.notes.folder import read_notes
from corpus.sources import NotesSource

FOLDER = Path(__file__).parent / "files"
ENDING = ".expected.yaml"
SAME = 0.9
"""Least similarity of two normalised texts that are the same statement: forgives a lost mark, not a lost clause."""
LETTERS = frozenset("LMN")
"""Unicode's main categories of letters, marks and numbers; all else is left out of the comparison."""


@dataclass(frozen=True)
class ExpectedStatement:
    """One statement as marked by hand."""

    text: str
    speaker: str | None = None
    context: str | None = None


@dataclass(frozen=True)
class Expectation:
    """What is to be found in one note; no threshold may be tuned on a note that is held out."""

    path: Path
    is_held_out: bool
    made_with: str
    statements: tuple[ExpectedStatement, ...]

    @property
    def language(self) -> str:
        """The first two letters of the file's name; "mx" is a note in several languages."""
        return self.path.name[:2]

    @property
    def texts(self) -> list[str]:
        """The expected statements' words, in the order of the note."""
        return [statement.text for statement in self.statements]


@dataclass(frozen=True)
class Score:
    """Matched, missing and extra statements; those of several files can be added."""

    n_matched: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        """The score over both: F1 of a sum is micro-averaged."""
        return Score(self.n_matched + other.n_matched, self.missing + other.missing, self.extra + other.extra)

    @property
    def precision(self) -> float:
        """Share of the found statements that were expected; 1 if none was found."""
        return _share(self.n_matched, len(self.extra))

    @property
    def recall(self) -> float:
        """Share of the expected statements that were found; 1 if none was expected."""
        return _share(self.n_matched, len(self.missing))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        n_wrong = len(self.missing) + len(self.extra)
        return _share(2 * self.n_matched, n_wrong)


def load_expectations(folder: Path = FOLDER) -> list[Expectation]:
    """Every expectation of the folder, by name of the note."""
    return sorted((_load(path) for path in folder.glob(f"*{ENDING}")), key=lambda expected: expected.path.name)


def score(found: Sequence[str], expected: Sequence[str]) -> Score:
    """Found and expected statements matched one to one, such that the sum of similarities is greatest.

    Pairs less similar than `SAME` are no match: half a statement, or two statements in one, count as missing
    and as extra.
    """
    similarity = _similarities(found, expected)
    pairs = zip(*linear_sum_assignment(similarity, maximize=True), strict=True)
    matched = [(int(row), int(column)) for row, column in pairs if similarity[row, column] >= SAME]
    rows = {row for row, _ in matched}
    columns = {column for _, column in matched}
    return Score(
        len(matched),
        missing=tuple(text for column, text in enumerate(expected) if column not in columns),
        extra=tuple(text for row, text in enumerate(found) if row not in rows),
    )


def score_note(expected: Expectation) -> Score:
    """The score of one note as it is read today; of a note that is refused, every statement is missing."""
    harvest = read_notes(NotesSource(path=expected.path))
    return score([row.text for row in harvest.rows], expected.texts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the score of every note and of both halves, or what is missing and extra in one note."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="NAME", help="print the missing and extra statements of this note")
    name = parser.parse_args(arguments).show
    expectations = load_expectations()
    if name is None:
        _print_table([(expected, score_note(expected)) for expected in expectations])
        return
    shown = [expected for expected in expectations if expected.path.name == name]
    if not shown:
        parser.error(f"there is no note {name!r} in {FOLDER}")
    result = score_note(shown[0])
    _print(f"{name}: F1 {result.f1:.3f}, {result.n_matched} matched")
    for text in result.missing:
        _print(f"missing: {text}")
    for text in result.extra:
        _print(f"extra:   {text}")


def _load(path: Path) -> Expectation:
    content: dict[str, Any] = YAML(typ="safe").load(path)
    return Expectation(
        path=path.parent / content["file"],
        is_held_out=content["held_out"],
        made_with=content["made_with"],
        statements=tuple(ExpectedStatement(**statement) for statement in content["statements"]),
    )


def _share(n_right: int, n_wrong: int) -> float:
    return n_right / (n_right + n_wrong) if n_right + n_wrong else 1.0


def _normalise(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if unicodedata.category(character)[0] in LETTERS)


def _similarities(found: Sequence[str], expected: Sequence[str]) -> NDArray[np.float64]:
    """Similarity of each pair, (n_found, n_expected); 0 where it is certainly below `SAME`."""
    similarity = np.zeros((len(found), len(expected)))
    rows = [_normalise(text) for text in found]
    for column, text in enumerate(expected):
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(_normalise(text))
        for row, candidate in enumerate(rows):
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() >= SAME and matcher.quick_ratio() >= SAME:
                similarity[row, column] = matcher.ratio()
    return similarity


def _print_table(scores: Sequence[tuple[Expectation, Score]]) -> None:
    width = max(len(expected.path.name) for expected, _ in scores)
    _print(f"{'file':{width}}  half      precision  recall     F1  missing  extra")
    halves = {"tuning": Score(), "held out": Score()}
    for expected, result in scores:
        half = "held out" if expected.is_held_out else "tuning"
        halves[half] += result
        _print(_line(expected.path.name, half, result, width))
    for half, result in halves.items():
        _print(_line("all", half, result, width))


def _line(name: str, half: str, result: Score, width: int) -> str:
    figures = f"{result.precision:9.3f}  {result.recall:6.3f}  {result.f1:5.3f}"
    return f"{name:{width}}  {half:8}  {figures}  {len(result.missing):7}  {len(result.extra):5}"


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
