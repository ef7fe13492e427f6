"""Tables that nobody marked: whether words alone show what names the columns, the rows, or the fields of a form."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents.marks import ends_a_sentence, is_label, is_question, letters
from corpus.languages.scripts import n_words

MAX_NAME_WORDS = 5
SHARE_OF_SAID = 0.6
"""Of the cells below or beside names, so many are sentences, or longer than a name."""
MIN_FIELDS = 2


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short, all different, no sentence, above a column of what was said."""
    if len(rows) < 2 or not rows[0] or not all(map(_is_name, rows[0])) or len(set(rows[0])) < len(rows[0]):
        return False
    columns = [[row[place] for row in rows[1:] if place < len(row) and row[place]] for place in range(len(rows[0]))]
    return any(_is_said(column) for column in columns)


def names_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column names the rows: short, all different, no sentence, beside what was said."""
    first = [row[0] for row in rows if row]
    others = [text for row in rows for text in row[1:] if text]
    are_names = len(first) > 1 and all(map(_is_name, first)) and len(set(first)) == len(first)
    return are_names and _is_said(others)


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether there are two columns and several rows begin with a label such as "Date" or "البلد"."""
    return all(len(row) <= 2 for row in rows) and sum(is_field(row) for row in rows) >= MIN_FIELDS


def is_field(row: Sequence[str]) -> bool:
    """Whether the row is a label with its value."""
    return len(row) == 2 and bool(row[1]) and is_label(row[0].rstrip(" :：՝"))


def _is_name(text: str) -> bool:
    is_short = n_words(text) <= MAX_NAME_WORDS and letters([text]) > 0
    return is_short and (is_question(text) or not ends_a_sentence(text))


def _is_said(texts: Sequence[str]) -> bool:
    n_said = sum(ends_a_sentence(text) or n_words(text) > MAX_NAME_WORDS for text in texts)
    return bool(texts) and n_said >= SHARE_OF_SAID * len(texts)
