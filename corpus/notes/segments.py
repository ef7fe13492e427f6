"""Blocks of a note to segments: statements of one idea each, and the context and boilerplate around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from corpus.documents.blocks import Block
from corpus.documents.marks import Turn, is_answer, is_facilitator, is_section, letters
from corpus.languages.scripts import n_words
from corpus.notes.boilerplate import is_boilerplate, legend_lines, repeated_lines
from corpus.notes.head import head_length, is_title
from corpus.notes.housekeeping import is_housekeeping
from corpus.notes.ideas import FRAGMENT_WORDS, ideas, joined_notes
from corpus.notes.people import people_present
from corpus.notes.sections import Section, left_out
from corpus.notes.tables import Cell, cells_of
from corpus.notes.turns import leads_in, questions, tags_of, turn_in

SEPARATOR = " › "
Fate = Literal["statement", "context", "boilerplate", "empty"]
LanguageOf = Callable[[str], str]


@dataclass(frozen=True)
class Segment:
    """A piece of a note: its fate, its words, where it stands, what stands above it and who said it."""

    fate: Fate
    text: str
    place: str
    context: str | None = None
    speaker: str | None = None


@dataclass
class _Above:
    """What the next statement stands under, and whose turn goes on."""

    heading: str | None = None
    question: str | None = None
    parents: list[str] = field(default_factory=list)
    """The bullets that enclose it."""
    speaker: str | None = None
    """Whose tag stood on a line of its own."""

    def context(self, *nearer: str | None) -> str | None:
        parts = [part for part in (self.heading, self.question, *nearer) if part]
        return SEPARATOR.join(parts) or None

    def under_heading(self, heading: str | None) -> None:
        self.heading, self.question, self.speaker = heading, None, None
        self.parents.clear()

    def under_question(self, question: str | None) -> None:
        self.question, self.speaker = question, None
        self.parents.clear()


@dataclass(frozen=True)
class _Note:
    """What only the whole note tells about each of its blocks."""

    blocks: Sequence[Block]
    tags: frozenset[str]
    n_head: int
    has_title: bool
    left_out: Mapping[int, Section]
    cells: Mapping[int, Cell]
    repeated: frozenset[str]
    asked: frozenset[int]

    def fate(self, index: int) -> Fate:
        """What becomes of a block on its own evidence; a `statement` may still be a question or a tag."""
        block = self.blocks[index]
        role = self.cells[index].role if index in self.cells else None
        if not letters([block.text]):
            return "empty"
        is_noise = block.kind == "heading" and index > 0 and is_boilerplate(block.text)
        if index in self.left_out or block.text in self.repeated or is_noise:
            return "boilerplate"
        if block.kind in ("title", "heading", "caption", "header") or (index == 0 and self.has_title):
            return "context"
        if role is not None:
            return "context" if role in ("speaker", "topic", "place") else "boilerplate"
        if index in self.cells and is_facilitator(self.cells[index].speaker or ""):
            return "context"  # a note that whoever led the talk put on the board
        is_loose = block.kind in ("paragraph", "quote") and turn_in(block, self.tags) is None
        is_left_out = index < self.n_head or block.kind == "meta" or (is_loose and is_housekeeping(block.text))
        is_left_out = is_left_out or is_boilerplate(block.text)
        return "boilerplate" if is_left_out else "statement"


def segment_note(blocks: Sequence[Block], language_of: LanguageOf) -> list[Segment]:
    """Every block of the note as one or more segments, in order.

    `language_of` gives the language of a text, for cutting it into sentences.
    """
    note = _note(blocks)
    above = _Above()
    segments: list[Segment] = []
    for index in range(len(blocks)):
        segments += _segments(note, index, above, language_of)
    return segments


def names_of_note(blocks: Sequence[Block]) -> list[str]:
    """The people on the note's attendance lists."""
    sections = left_out(blocks, tags_of(blocks))
    return people_present(blocks, {index for index, section in sections.items() if section == "attendance"})


def head_of_note(blocks: Sequence[Block]) -> int:
    """How many blocks at the top are the note's head."""
    return head_length(blocks, tags_of(blocks))


def _note(blocks: Sequence[Block]) -> _Note:
    tags = tags_of(blocks)
    return _Note(
        blocks,
        tags,
        head_length(blocks, tags),
        is_title(blocks),
        left_out(blocks, tags),
        cells_of(blocks),
        repeated_lines(blocks) | legend_lines(blocks),
        questions(blocks),
    )


def _segments(note: _Note, index: int, above: _Above, language_of: LanguageOf) -> Iterator[Segment]:
    """The segments of one block; what stands above the next one is set on the way."""
    block = note.blocks[index]
    fate = note.fate(index)
    said = turn_in(block, note.tags)
    if fate in ("empty", "boilerplate"):
        if index in note.left_out and block.kind == "heading":
            above.under_heading(None)
        yield Segment(fate, block.text, block.place)
    elif fate == "context" and not (block.kind == "heading" and said is not None):
        _set_above(above, block, is_in_head=index < note.n_head)
        yield Segment("context", block.text, block.place)
    elif said is not None and (is_facilitator(said.tag) or is_section(said.tag)):
        yield Segment("context", said.words or said.tag, block.place, above.heading, said.tag)
        above.under_question(said.words or None)
        above.speaker = None if said.words else said.tag
    elif said is not None and not said.words:
        yield Segment("context", said.tag, block.place, above.heading, said.tag)
        above.speaker = said.tag
        above.parents.clear()
    elif above.speaker is not None and is_facilitator(above.speaker) and said is None and block.kind == "paragraph":
        yield Segment("context", block.text, block.place, above.heading, above.speaker)
        above.question = SEPARATOR.join(filter(None, (above.question, block.text)))
    elif index in note.asked:
        yield Segment("context", block.text, block.place, above.heading)
        above.under_question(block.text)
    elif leads_in(block, note.blocks[index + 1 : index + 2], note.tags):
        yield Segment("context", block.text, block.place, above.heading)
        if block.kind == "item":
            above.parents[block.level :] = [block.text]
        else:
            above.under_question(block.text)
    else:
        yield from _statements(note, index, said, above, language_of)


def _set_above(above: _Above, block: Block, *, is_in_head: bool) -> None:
    """A heading opens a new part, a caption stands between it and its table; a title is above all alike."""
    if block.kind == "heading" and not is_in_head:
        above.under_heading(block.text)
    elif block.kind == "caption":
        above.under_question(block.text)
    above.parents.clear()


def _statements(
    note: _Note, index: int, said: Turn | None, above: _Above, language_of: LanguageOf
) -> Iterator[Segment]:
    """The statements of one block, one an idea."""
    block, cell = note.blocks[index], note.cells.get(index)
    if said is not None:
        above.speaker = None
    if block.kind != "item":
        above.parents.clear()
    del above.parents[block.level :]
    words = said.words if said else block.text
    speaker = said.tag if said else (cell.speaker if cell else None) or above.speaker
    context = above.context(cell.topic if cell else None, above.parents[-1] if above.parents else block.column)
    if block.kind == "item":
        above.parents += [""] * (block.level - len(above.parents))
        above.parents.append(words)
    if speaker is not None and (is_answer(speaker) or is_facilitator(speaker)):
        speaker = None
    is_prose = block.kind in ("paragraph", "quote") and said is None and speaker is None
    pieces = [[piece] for piece in joined_notes(words)]
    pieces = pieces or ideas(words, language_of(words) if n_words(words) > FRAGMENT_WORDS else "en", is_prose=is_prose)
    first_sentence = 1
    for piece in pieces:
        where = block.place if len(pieces) == 1 else f"{block.place}, sentence {first_sentence}"
        yield Segment("statement", " ".join(piece), where, context, speaker)
        first_sentence += len(piece)
