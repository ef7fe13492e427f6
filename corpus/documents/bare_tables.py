"""Tables that nobody marked: whether words alone show what names the columns, the rows, or the fields of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from corpus.documents.columns import column_role, is_of_people
from corpus.documents.marks import ends_a_sentence, is_label, is_question, letters
from corpus.languages.scripts import n_words

MAX_NAME_WORDS = 5
SHARE_OF_SAID = 0.6
"""Of the cells below or beside names, so many are sentences, or longer than a name."""
MIN_FIELDS = 2
SHARE_OF_LABELS = 0.75
MAX_QUESTION_WORDS = 15
"""Of a question that names a row or column; its number counts as a word."""
BETWEEN_LABELS = re.compile(
    r"\s*[/&,،、+]\s*|\s+(?:and|et|y|e|und|și|şi|и|і|й|та|i|və|და|և|እና|na|da|àti)\s+|\s+و\s*|(?<=\w)[和及與与](?=\w)"
)


def names_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: short, all different, no sentence, above a column of what was said.

    Or all of its words are known for headers, as in a list of people.
    """
    if len(rows) < 2 or not rows[0] or len(set(rows[0])) < len(rows[0]):
        return False
    if names_columns_of_people(rows[0]):
        return True
    if not all(map(_is_name, rows[0])):
        return False
    columns = [[row[place] for row in rows[1:] if place < len(row) and row[place]] for place in range(len(rows[0]))]
    return any(_is_said(column) for column in columns)


def names_columns_of_people(headers: Sequence[str]) -> bool:
    """Whether all the headers of a row are known, and one of them is above people."""
    are_known = all(column_role(header) is not None or is_of_people(header) for header in headers)
    return len(headers) > 1 and are_known and any(map(is_of_people, headers))


def names_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column names the rows: short or questions, all different, beside what was said."""
    first = [row[0] for row in rows if row]
    others = [text for row in rows for text in row[1:] if text]
    are_names = len(first) > 1 and all(map(_is_name, first)) and len(set(first)) == len(first)
    return are_names and _is_said(others)


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether there are two columns and several rows begin with a label such as "Date" or "البلد"."""
    return all(len(row) <= 2 for row in rows) and sum(map(_is_labelled, rows)) >= MIN_FIELDS


def field_kinds(rows: Sequence[Sequence[str]]) -> list[Literal["paragraph", "meta"] | None]:
    """What each row of a form becomes as a line: `paragraph` with a label, `meta` with other words of the note's head.

    Several labels in one ("Date and place") are of the head, and so is each row but a question's where nearly all
    have labels and no value is a sentence. None is for a row of something said.
    """
    has_sentence = any(ends_a_sentence(text) for row in rows for text in row[1:])
    is_head = not has_sentence and sum(map(_is_labelled, rows)) > SHARE_OF_LABELS * len(rows)
    return [_field_kind(row, is_head=is_head) for row in rows]


def _field_kind(row: Sequence[str], *, is_head: bool) -> Literal["paragraph", "meta"] | None:
    if len(row) == 2 and row[1] and is_label(_label(row)):
        return "paragraph"
    return "meta" if _is_labelled(row) or (is_head and len(row) == 2 and not is_question(row[0])) else None


def _is_labelled(row: Sequence[str]) -> bool:
    """Whether the row is a label, or several in one, with its value."""
    if len(row) != 2 or not row[1]:
        return False
    label = _label(row)
    return is_label(label) or (n_words(label) <= MAX_NAME_WORDS and all(map(is_label, BETWEEN_LABELS.split(label))))


def _label(row: Sequence[str]) -> str:
    return row[0].strip().rstrip(" :：՝")


def _is_name(text: str) -> bool:
    if is_question(text):
        return n_words(text) <= MAX_QUESTION_WORDS
    return n_words(text) <= MAX_NAME_WORDS and letters([text]) > 0 and not ends_a_sentence(text)


def _is_said(texts: Sequence[str]) -> bool:
    n_said = sum(ends_a_sentence(text) or n_words(text) > MAX_NAME_WORDS for text in texts)
    return bool(texts) and n_said >= SHARE_OF_SAID * len(texts)
