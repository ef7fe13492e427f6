"""Who was there: the people's names on a note's lists, in its tables, and behind its labels."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from corpus.documents import note_words
from corpus.documents.blocks import Block
from corpus.documents.columns import column_role, holds_names, is_of_people, names_people, parts_of_name
from corpus.documents.marks import PARENTHESES, fold, folded_words, letters, turn
from corpus.languages.scripts import n_words
from corpus.notes import left_out_words
from corpus.notes.attendance import (
    inline_names,
    is_line_of_people,
    look_like_names,
    names_alone,
    names_in,
    names_under_header,
)
from corpus.notes.tables import header_of, rows_of, tables_in

_NAME_LABELS = folded_words(note_words.ATTENDANCE) | folded_words(left_out_words.NOTE_TAKERS)


def people_present(blocks: Sequence[Block], listed: Collection[int]) -> list[str]:
    """The names on a note's attendance lists, as written, each once.

    `listed` are the indices of the blocks in attendance sections. Names also stand behind a label on the same line
    ("Participants: ...", "Notes by: ..."), and under a header "Name", wherever it is. Roles and organisations are no
    names.
    """
    found: list[str] = []
    tables = dict(tables_in(blocks))
    index = 0
    while index < len(blocks):
        end = tables.get(index, index + 1)
        if index in tables:
            found += _names_of_table(blocks[index:end], [place in listed for place in range(index, end)])
        else:
            found += _names_of_line(blocks[index], is_listed=index in listed)
        index = end
    lines = [
        block.text for index, block in enumerate(blocks) if index in listed and block.kind in ("item", "paragraph")
    ]
    return list(dict.fromkeys([*found, *names_alone([line for line in lines if not _opens_list(line)])]))


def _opens_list(text: str) -> bool:
    """Whether a line is the heading of a list of people itself."""
    bare = PARENTHESES.sub("", text).strip(" :：*_")
    return fold(bare) in _NAME_LABELS or names_people(bare)


def _names_of_line(block: Block, *, is_listed: bool) -> list[str]:
    field = turn(block.text)
    is_label = field is not None and fold(PARENTHESES.sub("", field.tag)) in _NAME_LABELS
    if field is not None and (is_label or is_line_of_people(block.text)):
        return inline_names(field.words)
    is_entry = is_listed and block.kind not in ("header", "caption") and not _opens_list(block.text)
    return names_in([block.text]) if is_entry else []


# --- tables -------------------------------------------------------------------------------------------------


def _names_of_table(table: Sequence[Block], is_listed: Sequence[bool]) -> Iterator[str]:
    """The names row by row; of a table that is no list of people those under "Name" and in columns that are one."""
    columns = list(dict.fromkeys(header_of(block) for block in table if block.column))
    parts = parts_of_name(columns)
    is_list = all(is_listed)
    listed = {header_of(block) for block, is_in in zip(table, is_listed, strict=True) if is_in}
    named = [column for column in columns if holds_names(column) or column in listed]
    if is_list:
        named = named_columns(table, columns)
        parts = parts or _unknown_parts(table, named)
    for row in rows_of(table, 0, len(table), columns):
        cells = [table[index] for index in row]
        joined = " ".join(cell.text for cell in cells if cell.column and header_of(cell) in parts)
        yield from _names_of_cell(joined, is_list=is_list)
        if is_list:
            yield from _names_of_bare_cells([cell for cell in cells if not cell.column])
        for cell in cells:
            header = header_of(cell)
            if cell.column and header in named and header not in parts:
                yield from _names_of_cell(cell.text, is_list=header in listed or holds_names(header))


def _names_of_bare_cells(cells: Sequence[Block]) -> list[str]:
    """The names of a row of a list of people whose columns nothing names; single words of a row are taken for one."""
    single = [
        cell.text
        for cell in cells
        if n_words(cell.text) == 1 and column_role(cell.text) is None and names_under_header(cell.text)
    ]
    is_row_known = bool(cells) and cells[0].unit != "paragraph"  # Word's cells are numbered through
    joined = [" ".join(single)] if is_row_known and single else single
    return [*names_in([cell.text for cell in cells]), *joined]


def _names_of_cell(text: str, *, is_list: bool) -> list[str]:
    return names_under_header(text) if is_list else names_in([text])


def named_columns(table: Sequence[Block], columns: Sequence[str]) -> list[str]:
    """The columns of a list of people that hold their names.

    They are known by their headers, or by what they hold; where neither tells, all columns of words of which nothing
    else is known are taken: a name too many is replaced rather than one too few.
    """
    people = [column for column in columns if is_of_people(column)]
    sure = [column for column in people if holds_names(column)] or people
    unknown = [column for column in columns if column_role(column) is None and column not in people]
    alike = [column for column in unknown if look_like_names(_texts(table, column))]
    return [*sure, *alike] or [column for column in unknown if letters(_texts(table, column))]


def _unknown_parts(table: Sequence[Block], named: Sequence[str]) -> list[str]:
    """Columns of single words below headers that nobody knows: together they are taken for one name."""
    single = [
        column
        for column in named
        if column_role(column) is None and all(n_words(text) == 1 for text in _texts(table, column))
    ]
    return single if len(single) > 1 else []


def _texts(table: Sequence[Block], column: str) -> list[str]:
    return [block.text for block in table if block.column and header_of(block) == column]
