"""Tables in a note: which column holds what was said, and who said it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.documents.blocks import Block
from corpus.documents.columns import SEPARATOR, Role, column_role, holds_names, is_of_people, parts_of_name
from corpus.documents.marks import ends_a_sentence, fold, is_question, letters
from corpus.languages.scripts import n_words
from corpus.notes.attendance import look_like_names

MAX_CATEGORY_WORDS = 3
MIN_CATEGORY_ROWS = 4
MAX_ROW_NAME_WORDS = 2
MAX_NAME_WORDS = 4
CODE = re.compile(r"(?=.*\d)[\w.:/-]{1,12}|[A-Z]{1,3}")
"""A number, a number with letters, or initials."""


@dataclass(frozen=True)
class Cell:
    """A cell's role by its header, None where words were said, and who and what its row is about."""

    role: Role | None
    speaker: str | None = None
    topic: str | None = None


def cells_of(blocks: Sequence[Block]) -> dict[int, Cell]:
    """The cells of the note's tables by the index of their block.

    A column is a speaker's or a topic's only where another column of its table is neither: in a table of names
    and organisations nobody says anything, and a lone column "Issue" is what was said. So are, where every
    header is known, sentences, and what stands under "Participants" beside "Organisers": what each of them said.
    """
    found: dict[int, Cell] = {}
    speakers = {
        fold(block.text) for block in blocks if block.kind == "cell" and column_role(header_of(block)) == "speaker"
    }
    for start, end in tables_in(blocks):
        columns = list(dict.fromkeys(header_of(block) for block in blocks[start:end] if block.column))
        roles = {column: column_role(column) or _role_by_cells(blocks[start:end], column) for column in columns}
        for column in columns:
            if column_role(column) is None and _are_speakers(blocks[start:end], column, speakers):
                roles[column] = "speaker"
            elif roles[column] == "mark" and not _are_short(blocks[start:end], column):
                roles[column] = None  # "Points" and "За" may as well stand above what was said
            elif roles[column] == "speaker" and not letters(_values(blocks[start:end], column)):
                roles[column] = "number"  # how many people said it
        if not {"topic", "place", "speaker"}.intersection(roles.values()) and _names_rows(blocks[start:end], columns):
            roles[columns[0]] = "topic"
        if all(role is not None for role in roles.values()):
            is_of_views = len(columns) > 1 and set(roles.values()) == {"speaker"} and not any(map(holds_names, columns))
            roles = {
                column: None if is_of_views or role == "topic" or _are_sentences(blocks[start:end], column) else role
                for column, role in roles.items()
            }
        for row in rows_of(blocks, start, end, columns):
            found |= _row(blocks, row, roles)
    return found


def _role_by_cells(table: Sequence[Block], column: str) -> Role | None:
    """`topic` for a column of categories or codes beside one of what was said: a few short values that come again."""
    values = _values(table, column)
    others = [block.text for block in table if header_of(block) != column]
    are_repeated = len(values) >= MIN_CATEGORY_ROWS and 2 * len(set(values)) <= len(values)
    are_codes = len(values) > 1 and all(CODE.fullmatch(value) for value in values)
    has_words = any(n_words(text) > MAX_CATEGORY_WORDS for text in others)
    if not has_words or not _are_short(table, column):
        return None
    return "number" if are_codes else "topic" if are_repeated else None


def _names_rows(table: Sequence[Block], columns: Sequence[str]) -> bool:
    """Whether the first column names the rows: one or two words each, all different, beside what was said."""
    if len(columns) < 2 or is_question(columns[0]):
        return False
    names = _values(table, columns[0])
    are_names = len(names) > 1 and len(set(names)) == len(names) and not any(map(ends_a_sentence, names))
    others = [block.text for block in table if header_of(block) != columns[0] and letters([block.text])]
    n_said = sum(n_words(text) > MAX_CATEGORY_WORDS for text in others)
    return are_names and max(map(n_words, names)) <= MAX_ROW_NAME_WORDS and n_said == len(others) >= len(names)


def _are_short(table: Sequence[Block], column: str) -> bool:
    values = _values(table, column)
    return all(n_words(value) <= MAX_CATEGORY_WORDS and not ends_a_sentence(value) for value in values)


def _are_sentences(table: Sequence[Block], column: str) -> bool:
    """Whether most cells of a column are sentences of more words than a name has."""
    values = _values(table, column)
    n_said = sum(ends_a_sentence(value) and n_words(value) > MAX_NAME_WORDS for value in values)
    return 2 * n_said > len(values)


def _are_speakers(table: Sequence[Block], column: str, speakers: Collection[str]) -> bool:
    """Whether a column of which the lists do not know holds speakers.

    They are the very names that stand under "Author" in another table, or names below a word such as "Delegates".
    """
    values = _values(table, column)
    are_known = len(values) > 1 and all(fold(value) in speakers for value in values)
    return are_known or (is_of_people(column) and look_like_names(values))


def tables_in(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where each run of cells under headers begins and ends, within one page or sheet."""
    start: int | None = None
    for index, block in enumerate(blocks):
        is_cell = block.kind == "cell" or (block.kind == "item" and block.column is not None)
        if start is not None and (not is_cell or block.within != blocks[start].within):
            yield start, index
            start = None
        if is_cell and start is None:
            start = index
    if start is not None:
        yield start, len(blocks)


def _values(table: Sequence[Block], column: str) -> list[str]:
    return [block.text for block in table if header_of(block) == column]


def header_of(block: Block) -> str:
    """The name of the cell's column, without that of its row."""
    return (block.column or "").rpartition(SEPARATOR)[2]


def rows_of(blocks: Sequence[Block], start: int, end: int, columns: Sequence[str]) -> Iterator[list[int]]:
    """The indices of each row's blocks: a row ends where the columns begin again."""
    row: list[int] = []
    last = -1
    for index in range(start, end):
        column = header_of(blocks[index])
        place = columns.index(column) if column in columns else last
        is_new_line = blocks[index].unit != "paragraph" and row and blocks[index].number != blocks[row[-1]].number
        if row and (place < last or is_new_line):
            yield row
            row = []
        row.append(index)
        last = place
    if row:
        yield row


def _row(blocks: Sequence[Block], row: Sequence[int], roles: Mapping[str, Role | None]) -> dict[int, Cell]:
    held: dict[Role | None, str] = {}
    for index in row:
        held.setdefault(roles.get(header_of(blocks[index])), blocks[index].text)
    is_said = None in held
    speaker = (_joined_name(blocks, row) or held.get("speaker")) if is_said else None
    topic = (held.get("topic") or held.get("place")) if is_said else None
    return {index: Cell(roles.get(header_of(blocks[index])), speaker, topic) for index in row}


def _joined_name(blocks: Sequence[Block], row: Sequence[int]) -> str | None:
    """The name of which the row's cells hold one part each."""
    parts = parts_of_name([header_of(blocks[index]) for index in row])
    return " ".join(blocks[index].text for index in row if header_of(blocks[index]) in parts) or None
