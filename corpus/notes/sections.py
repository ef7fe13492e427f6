"""Parts of a note in which nobody says anything: agenda, attendance list, what organisers write below the talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from corpus.documents import note_words
from corpus.documents.bare_tables import names_columns_of_people
from corpus.documents.blocks import Block
from corpus.documents.columns import SEPARATOR, column_role, holds_names, is_of_people, names_people
from corpus.documents.marks import STAMP, ends_a_sentence, fold, folded_words, turn
from corpus.languages.scripts import n_words
from corpus.notes import left_out_words
from corpus.notes.attendance import (
    are_names,
    has_capitals,
    is_list_of_people,
    is_sentence,
    look_like_names,
    looks_like_entry,
)
from corpus.notes.housekeeping import is_housekeeping
from corpus.notes.tables import header_of
from corpus.notes.turns import turn_in

Section = Literal["agenda", "attendance", "closing"]

SHEET = "sheet "
"""What the part of a note is called that is a workbook's sheet, before its name."""
SHEET_ENTRY_WORDS = 7
SIGNATURE_WORDS = 6
LONG_LINE_WORDS = 25
"""A sentence of more words in an agenda is what somebody wrote about the talk."""
AGENDA_LINE_WORDS = 14
COUNTED = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]|[\s:：–—-]*\d+[\s.]*$")
NUMBERED = re.compile(r"^\s*(?:\d+|[IVX]+)[.)]\s*")
PARTED = re.compile(r"\s*[/&|–—,،、]\s*")
CLOCK = r"\d{1,2}\s?(?:[:.hч点時]|uur|Uhr)\s?\d{0,2}\s?(?:am|pm|AM|PM|h|Uhr|ص|م)?"
TIMES = re.compile(rf"[\[(]?{CLOCK}(?P<to>\s*(?:[–—-]|to|à|a|до|إلى|至)\s*{CLOCK})?[\])]?(?P<rest>.*)", re.DOTALL)

_WORDS: dict[Section, frozenset[str]] = {
    "agenda": folded_words(note_words.AGENDA),
    "attendance": folded_words(note_words.ATTENDANCE),
    "closing": folded_words(left_out_words.CLOSING),
}
_LEGENDS = folded_words(left_out_words.LEGENDS)


def section_of(heading: str) -> Section | None:
    """The section that a heading or label opens; "Participants (12)" and "Contact / Links" do, sentences do not."""
    bare = NUMBERED.sub("", COUNTED.sub("", heading.strip())).strip(" :：*_")
    parts = [fold(bare)] if any(fold(bare) in words for words in _WORDS.values()) else _parts(bare)
    found = [next((section for section, words in _WORDS.items() if part in words), None) for part in parts]
    return found[0] if found and None not in found else None


def _parts(heading: str) -> list[str]:
    return [fold(part) for part in PARTED.split(heading) if part]


def left_out(blocks: Sequence[Block], tags: frozenset[str]) -> dict[int, Section]:
    """Which blocks belong to such a section, by their index, the heading or label that opens it included.

    `tags` are the speakers' tags of the note: where somebody speaks, every such section ends.
    """
    found: dict[int, Section] = _timetable(blocks, tags) | _attendance_tables(blocks) | _closing_lines(blocks)
    found |= _sheets(blocks) | _signatures(blocks) | _columns(blocks) | _lists_of_names(blocks)
    index = 0
    while index < len(blocks):
        section = _opened(blocks[index])
        end = index + 1 if section is None else _end(section, blocks, index, tags)
        if section is not None and (end > index + 1 or (blocks[index].kind == "heading" and section != "attendance")):
            found |= dict.fromkeys(range(index, end), section)
        index = end
    return found


def _opened(block: Block) -> Section | None:
    return section_of(block.text) if _may_open(block) else None


def _may_open(block: Block) -> bool:
    """Whether a block is a heading or like one: a label, or a short line."""
    if block.kind in ("heading", "caption"):
        return True
    is_label = block.text.rstrip().endswith((":", "：", "՝", "፦"))
    is_line = is_label or n_words(block.text) <= AGENDA_LINE_WORDS // 2
    return block.kind in ("paragraph", "quote", "item", "title") and is_line


def _end(section: Section, blocks: Sequence[Block], start: int, tags: frozenset[str]) -> int:
    """The index after the last block of the section that `blocks[start]` opens."""
    opener = blocks[start]
    index = start + 1
    while index < len(blocks):
        block = blocks[index]
        if block.within != opener.within:
            return index
        if block.kind == "heading":
            if opener.kind != "heading" or block.level <= opener.level:
                return index
            index += 1
            continue
        end = _run(blocks, index)
        kept = _kept(section, blocks[index:end], tags)
        index += kept
        if (
            index < end
            or (opener.kind != "heading" and block.kind != "header")
            or (section != "attendance" and not _has_heading(blocks, end))
        ):
            return index
    return index


def _kept(section: Section, run: Sequence[Block], tags: frozenset[str]) -> int:
    """How many blocks at the beginning of the run belong to the section."""
    texts = [block.text for block in run]
    if section == "attendance":
        if _is_list_in_cells(run) or is_list_of_people(texts):
            return len(run)
        return next((n for n, text in enumerate(texts) if not looks_like_entry(text)), len(run))
    for n_before, block in enumerate(run):
        if turn_in(block, tags) is not None and not _times(block.text):
            return n_before
        is_long = section == "agenda" and n_words(block.text) > LONG_LINE_WORDS and ends_a_sentence(block.text)
        if is_long:
            return n_before
    return len(run)


def _run(blocks: Sequence[Block], start: int) -> int:
    """The end of the neighbours of one kind in one page, sheet or attachment; a table is one run."""
    kinds = ("header", "cell") if blocks[start].kind in ("header", "cell") else (blocks[start].kind,)
    within = blocks[start].within
    return next(
        (
            index
            for index in range(start, len(blocks))
            if blocks[index].kind not in kinds or blocks[index].within != within
        ),
        len(blocks),
    )


def _has_heading(blocks: Sequence[Block], start: int) -> bool:
    return any(block.kind == "heading" for block in blocks[start:])


def _closing_lines(blocks: Sequence[Block]) -> dict[int, Section]:
    """Paragraphs such as "Next steps: the notes will be sent to all"."""
    found: dict[int, Section] = {}
    for index, block in enumerate(blocks):
        said = turn(block.text) if block.kind in ("paragraph", "quote") else None
        if said and said.words and section_of(said.tag) == "closing" and n_words(said.words) <= LONG_LINE_WORDS:
            found[index] = "closing"
    return found


def _signatures(blocks: Sequence[Block]) -> dict[int, Section]:
    """Short lines at the very end, below the sentence that closes the meeting: who signs."""
    last = next((i for i in reversed(range(len(blocks))) if not _could_sign(blocks[i])), None)
    is_closed = last is not None and blocks[last].kind == "paragraph" and is_housekeeping(blocks[last].text)
    return dict.fromkeys(range(last + 1, len(blocks)), "closing") if is_closed and last is not None else {}


def _could_sign(block: Block) -> bool:
    is_line = block.kind == "paragraph" and not ends_a_sentence(block.text)
    return is_line and n_words(block.text) <= SIGNATURE_WORDS and turn(block.text) is None


def _timetable(blocks: Sequence[Block], tags: frozenset[str]) -> dict[int, Section]:
    """Lines such as "10:00 – 10:30 Welcome", where there are at least two of them, or turns with their time too."""
    lines = [
        index
        for index, block in enumerate(blocks)
        if block.kind in ("paragraph", "item") and _times(block.text) and turn_in(block, tags) is None
    ]
    n_stamped = sum(STAMP.match(block.text) is not None and turn_in(block, tags) is not None for block in blocks)
    return dict.fromkeys(lines, "agenda") if len(lines) > 1 or n_stamped > 1 else {}


def _times(text: str) -> bool:
    """Whether a line begins with a time and goes on like an entry of a programme."""
    match = TIMES.fullmatch(text.strip())
    if match is None or turn(text) is not None or turn(match["rest"].strip(" \t–—-|")) is not None:
        return False
    rest = match["rest"].strip()
    is_span = match["to"] is not None
    return n_words(rest) <= AGENDA_LINE_WORDS and (is_span or not ends_a_sentence(rest) or n_words(rest) <= 4)


def _sheets(blocks: Sequence[Block]) -> dict[int, Section]:
    """The sheets of a workbook whose name is such a section's and that hold short entries only; and its legends."""
    found: dict[int, Section] = {}
    start = 0
    while start < len(blocks):
        within = blocks[start].within
        end = next((i for i in range(start, len(blocks)) if blocks[i].within != within), len(blocks))
        name = within.removeprefix(SHEET) if within is not None and within.startswith(SHEET) else ""
        section = section_of(name)
        is_list = all(n_words(b.text) <= SHEET_ENTRY_WORDS and not ends_a_sentence(b.text) for b in blocks[start:end])
        if fold(name) in _LEGENDS or (section is not None and is_list):
            found |= dict.fromkeys(range(start, end), section or "closing")
        start = end
    return found


def _attendance_tables(blocks: Sequence[Block]) -> dict[int, Section]:
    """Tables of names and programmes, known by their headers alone."""
    found: dict[int, Section] = {}
    index = 0
    while index < len(blocks):
        if blocks[index].kind != "header":
            index += 1
            continue
        end = _run(blocks, index)
        headers = [block.text for block in blocks[index:end] if block.kind == "header"]
        cells = [block for block in blocks[index:end] if block.kind == "cell"]
        if _are_of_people(headers, cells) and _is_list_in_cells(cells):
            found |= dict.fromkeys(range(index, end), "attendance")
        elif column_role(headers[0]) == "time" and not any(ends_a_sentence(cell.text) for cell in cells):
            found |= dict.fromkeys(range(index, end), "agenda")
        index = end
    return found


def _are_of_people(headers: Sequence[str], cells: Sequence[Block]) -> bool:
    """Whether the columns hold names and what goes with them, and nothing that was said.

    "Participants" beside "Organisers" may be above what each of them said, so that the cells must be names.
    """
    people = list(filter(is_of_people, headers))
    return names_columns_of_people(headers) and (
        len(people) == 1
        or any(map(holds_names, people))
        or any(look_like_names([cell.text for cell in cells if header_of(cell) == header]) for header in people)
    )


def _is_list_in_cells(run: Sequence[Block]) -> bool:
    """Whether a table holds nothing that was said: no sentence but in columns of which it is known what they hold."""
    if run[0].kind not in ("header", "cell"):
        return False
    open_roles = (None, "topic", "mark")
    return not any(is_sentence(block.text) for block in run if column_role(header_of(block)) in open_roles)


def _columns(blocks: Sequence[Block]) -> dict[int, Section]:
    """Columns, or rows, under the name of such a section, such as "Next steps" beside "Problem": they alone."""
    found: dict[int, Section] = {}
    for index, block in enumerate(blocks):
        section = section_of(block.text) if block.kind == "header" else None
        if section is None:
            continue
        end = _run(blocks, index)
        is_alone = not _is_beside_header(blocks, index)
        named = [place for place in range(index, end) if block.text in (blocks[place].column or "").split(SEPARATOR)]
        if not named and is_alone:  # it stands across the whole table
            named = list(takewhile(lambda place: blocks[place].kind == "cell", range(index + 1, end)))
        texts = [blocks[place].text for place in named]
        if section != "attendance" or (is_list_of_people(texts) if is_alone else look_like_names(texts)):
            found |= dict.fromkeys((index, *named), section)
    return found


def _is_beside_header(blocks: Sequence[Block], index: int) -> bool:
    return any(blocks[place].kind == "header" for place in (index - 1, index + 1) if 0 <= place < len(blocks))


def _lists_of_names(blocks: Sequence[Block]) -> dict[int, Section]:
    """Names, and nothing else, below a heading that speaks of people only: "Delegates", "Запрошені"."""
    found: dict[int, Section] = {}
    for index, block in enumerate(blocks[:-1]):
        if _may_open(block) and names_people(block.text):
            n_names = _n_names(blocks[index + 1 : _run(blocks, index + 1)])
            if n_names and blocks[index + 1].within == block.within:
                found |= dict.fromkeys(range(index, index + 1 + n_names), "attendance")
    return found


def _n_names(run: Sequence[Block]) -> int:
    """How many blocks at the beginning of the run are a list of names; bullets and tables are so throughout or not."""
    texts = [block.text for block in run]
    if run[0].kind in ("header", "cell"):
        headers = dict.fromkeys(header_of(block) for block in run if block.column)
        is_named = any(look_like_names([b.text for b in run if header_of(b) == header]) for header in headers)
        return len(run) if is_named and _is_list_in_cells(run) else 0
    if run[0].kind not in ("item", "paragraph", "quote"):
        return 0
    if are_names(texts):
        return len(run)
    is_line_by_line = run[0].kind != "item"
    return sum(1 for _ in takewhile(_is_name_alone, texts)) if is_line_by_line else 0


def _is_name_alone(text: str) -> bool:
    return has_capitals(text) and are_names([text])
