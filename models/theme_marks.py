"""Sentences that analysts marked as belonging to a theme or not, in words of their own or as ids of statements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from corpus.schemas import Theme
from models.encoder import Vectors
from models.theme_scores import Marks

STATEMENT_ID = re.compile(r"[0-9a-f]{16}")
"""Nobody writes a sentence that looks like this."""


@dataclass(frozen=True)
class Mark:
    """That a statement belongs to a theme or does not, as an analyst decided in the report."""

    statement: str
    """Its id."""
    theme: str
    belongs: bool | None
    """None takes earlier marks on the same statement and theme back, those in the theme's own lists too."""
    by: str | None = None
    date: dt.date | None = None
    place: str = field(default="", compare=False)
    """File and line, for messages; no part of what was decided."""


def latest_marks(marks: Sequence[Mark]) -> list[Mark]:
    """The last word on each theme and statement.

    Marks without a date count as the earliest, those of one date in the order given.
    """
    ordered = sorted(marks, key=lambda mark: mark.date or dt.date.min)
    return list({(mark.theme, mark.statement): mark for mark in ordered}.values())


def with_marks(themes: Sequence[Theme], latest: Sequence[Mark], texts: Mapping[str, str]) -> list[Theme]:
    """The themes with the latest marks among their examples and counterexamples, which a mark outweighs.

    It outweighs them whether they name the statement by its id or by its words, which are `texts` by id.
    """
    marked = []
    for theme in themes:
        own = [mark for mark in latest if mark.theme == theme.id]
        decided = {mark.statement for mark in own}.union(texts.get(mark.statement, mark.statement) for mark in own)
        examples = [each for each in theme.examples if each not in decided]
        counterexamples = [each for each in theme.counterexamples if each not in decided]
        examples += [mark.statement for mark in own if mark.belongs is True]
        counterexamples += [mark.statement for mark in own if mark.belongs is False]
        marked.append(replace(theme, examples=tuple(examples), counterexamples=tuple(counterexamples)))
    return marked


def with_words(themes: Sequence[Theme], texts: Mapping[str, str]) -> list[Theme]:
    """The themes with the words of the statements that they mark by id; ids of no statement are left out.

    Args:
        themes: Written by staff.
        texts: The words of every statement, by its id.
    """
    return [
        replace(
            theme,
            examples=tuple(_words(theme.examples, texts)),
            counterexamples=tuple(_words(theme.counterexamples, texts)),
        )
        for theme in themes
    ]


def _words(marked: Sequence[str], texts: Mapping[str, str]) -> Iterator[str]:
    for sentence in dict.fromkeys(marked):
        words = texts.get(sentence) if STATEMENT_ID.fullmatch(sentence) else sentence
        if words and words.strip():
            yield words


def unknown_ids(themes: Sequence[Theme], texts: Mapping[str, str], latest: Sequence[Mark] = ()) -> list[str]:
    """That a theme, or one of the latest marks, marks a statement that there is not, a sentence each."""
    of_themes = [
        f"Theme {theme.id!r} marks statement {sentence}, which is not in the sources: the mark is left out. It may "
        "have been edited or withdrawn; remove the id from the themes, or mark another statement."
        for theme in themes
        for sentence in (*theme.examples, *theme.counterexamples)
        if STATEMENT_ID.fullmatch(sentence) and sentence not in texts
    ]
    of_marks = [
        f"{mark.place}: statement {mark.statement} is not in the sources: the mark is left out. It may have been "
        "edited or withdrawn; remove the mark."
        for mark in latest
        if mark.belongs is not None and mark.statement not in texts
    ]
    return of_themes + of_marks


def marked_words(themes: Sequence[Theme]) -> list[str]:
    """Every marked sentence once, from themes with words."""
    return list(dict.fromkeys(sentence for theme in themes for sentence in (*theme.examples, *theme.counterexamples)))


def marks(themes: Sequence[Theme], texts: Sequence[str], vectors: Vectors) -> dict[str, Marks]:
    """What is marked for each theme that has marks.

    Args:
        themes: With words.
        texts: The statements, in order.
        vectors: Neutral vectors of `marked_words(themes)`, same order.
    """
    rows = {sentence: row for row, sentence in enumerate(marked_words(themes))}
    said = np.asarray(texts, dtype=object)

    def of(sentences: Sequence[str]) -> tuple[Vectors, NDArray[np.bool_]]:
        return vectors[[rows[sentence] for sentence in sentences]], np.isin(said, np.asarray(sentences, dtype=object))

    found = {}
    for theme in themes:
        if theme.examples or theme.counterexamples:
            (examples, is_example), (counterexamples, is_counterexample) = of(theme.examples), of(theme.counterexamples)
            found[theme.id] = Marks(examples, counterexamples, is_example, is_counterexample & ~is_example)
    return found
