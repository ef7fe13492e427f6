"""Tables in a note: which column holds what was said, and who said it."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.documents.blocks import Block
from corpus.documents.marks import ends_a_sentence, fold, is_question, letters
from corpus.languages.scripts import n_words
from corpus.notes.table_words import COLUMNS

SEPARATOR = " › "
"""Between the name of a cell's row and that of its column."""
Role = Literal["speaker", "organisation", "time", "place", "topic", "number", "mark"]
"""What a column holds that was not said; a `mark` is what a whiteboard or a vote puts on a note: votes, status."""
NUMBER_HEADERS = frozenset(
    ("#", "no", "no.", "n", "n°", "nº", "nr", "nr.", "na", "№", "№ п/п", "п/п", "id", "م", "رقم", "序", "編號", "编号")
)


MAX_CATEGORY_WORDS = 3
MIN_CATEGORY_ROWS = 4
OTHER_ENDING = re.compile(r"(?<=\w)(?:[(\[]\w{1,4}[)\]]|[/·∙•*_:-]\w{1,4}$)s?")
"""The ending of the other gender or number in a header: "Intervenant(e)", "Autor/a", "Sprecher*in", "Name(s)"."""
MAX_ROW_NAME_WORDS = 2
CODE = re.compile(r"(?=.*\d)[\w.:/-]{1,12}|[A-Z]{1,3}")
"""A number, a number with letters, or initials."""


@dataclass(frozen=True)
class Cell:
    """A cell's role by its header, None where words were said, and who and what its row is about."""

    role: Role | None
    speaker: str | None = None
    topic: str | None = None


@functools.cache
def _roles() -> Mapping[str, Role]:
    found: dict[str, Role] = dict.fromkeys(map(fold, NUMBER_HEADERS), "number")
    for role in get_args(Role):
        for words in COLUMNS.get(role, {}).values():
            for word in words.split(", "):
                found.setdefault(fold(word), role)
    return found


def column_role(header: str) -> Role | None:
    """What the cells under the header hold, where that is nothing said; a question asks for what is said."""
    bare = header.rpartition(SEPARATOR)[2].strip(" :：*")
    spellings = (bare, bare.rstrip("."), OTHER_ENDING.sub("", bare))
    return None if is_question(bare) else next((found for found in map(_role, spellings) if found), None)


def _role(header: str) -> Role | None:
    return _roles().get(fold(header))


def cells_of(blocks: Sequence[Block]) -> dict[int, Cell]:
    """The cells of the note's tables by the index of their block.

    A column is a speaker's or a topic's only where another column of its table is neither: in a table of names
    and organisations nobody says anything, and a lone column "Issue" is what was said.
    """
    found: dict[int, Cell] = {}
    speakers = {
        fold(block.text) for block in blocks if block.kind == "cell" and column_role(_header(block)) == "speaker"
    }
    for start, end in _tables(blocks):
        columns = list(dict.fromkeys(_header(block) for block in blocks[start:end] if block.column))
        roles = {column: column_role(column) or _role_by_cells(blocks[start:end], column) for column in columns}
        for column in columns:
            if roles[column] is None and _are_speakers(blocks[start:end], column, speakers):
                roles[column] = "speaker"
            elif roles[column] == "mark" and not _are_short(blocks[start:end], column):
                roles[column] = None  # "Points" and "За" may as well stand above what was said
        if not {"topic", "place", "speaker"}.intersection(roles.values()) and _names_rows(blocks[start:end], columns):
            roles[columns[0]] = "topic"
        if all(role is not None for role in roles.values()):
            roles = {column: None if role == "topic" else role for column, role in roles.items()}
        for row in _rows(blocks, start, end, columns):
            found |= _row(blocks, row, roles)
    return found


def _role_by_cells(table: Sequence[Block], column: str) -> Role | None:
    """`topic` for a column of categories or codes beside one of what was said: a few short values that come again."""
    values = [block.text for block in table if _header(block) == column]
    others = [block.text for block in table if _header(block) != column]
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
    names = [block.text for block in table if _header(block) == columns[0]]
    are_names = len(names) > 1 and len(set(names)) == len(names) and not any(map(ends_a_sentence, names))
    others = [block.text for block in table if _header(block) != columns[0] and letters([block.text])]
    n_said = sum(n_words(text) > MAX_CATEGORY_WORDS for text in others)
    return are_names and max(map(n_words, names)) <= MAX_ROW_NAME_WORDS and n_said == len(others) >= len(names)


def _are_short(table: Sequence[Block], column: str) -> bool:
    values = [block.text for block in table if _header(block) == column]
    return all(n_words(value) <= MAX_CATEGORY_WORDS and not ends_a_sentence(value) for value in values)


def _are_speakers(table: Sequence[Block], column: str, speakers: Collection[str]) -> bool:
    """Whether a column whose header says nothing holds the very names that stand under "Author" in another table."""
    values = [fold(block.text) for block in table if _header(block) == column]
    return len(values) > 1 and all(value in speakers for value in values)


def is_attendance_table(headers: Sequence[str]) -> bool:
    """Whether the columns hold names and what goes with them, and nothing that was said."""
    roles = [column_role(header) for header in headers]
    return "speaker" in roles and len(roles) > 1 and None not in roles


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where each run of cells under headers begins and ends."""
    start: int | None = None
    for index, block in enumerate(blocks):
        if block.kind == "cell" or (block.kind == "item" and block.column):
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(blocks)


def _header(block: Block) -> str:
    return (block.column or "").rpartition(SEPARATOR)[2]


def _rows(blocks: Sequence[Block], start: int, end: int, columns: Sequence[str]) -> Iterator[list[int]]:
    """The indices of each row's blocks: a row ends where the columns begin again."""
    row: list[int] = []
    last = -1
    for index in range(start, end):
        column = _header(blocks[index])
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
        held.setdefault(roles.get(_header(blocks[index])), blocks[index].text)
    is_said = None in held
    speaker = held.get("speaker") if is_said else None
    topic = (held.get("topic") or held.get("place")) if is_said else None
    return {index: Cell(roles.get(_header(blocks[index])), speaker, topic) for index in row}
