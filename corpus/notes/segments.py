"""Blocks of a note to segments: statements of one idea each, and the context and boilerplate around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.documents.blocks import Block
from corpus.documents.marks import Turn, is_facilitator, is_section, letters, speaker_tags
from corpus.language import n_words
from corpus.notes.boilerplate import is_boilerplate
from corpus.notes.head import head_length, is_title
from corpus.notes.ideas import FRAGMENT_WORDS, ideas
from corpus.notes.turns import leads_in, turn_in

SEPARATOR = " › "

Fate = Literal["statement", "context", "boilerplate", "empty"]


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
    """What the next statement stands under."""

    heading: str | None = None
    question: str | None = None

    def context(self, *nearer: str | None) -> str | None:
        parts = [part for part in (self.heading, self.question, *nearer) if part]
        return SEPARATOR.join(parts) or None


def segment_note(blocks: Sequence[Block], language_of: Callable[[str], str]) -> list[Segment]:
    """Every block of the note as one or more segments, in order.

    `language_of` gives the language of a text, for cutting it into sentences.
    """
    tags = speaker_tags([block.text for block in blocks if block.kind in ("paragraph", "quote")])
    n_head = head_length(blocks, tags)
    above = _Above()
    parents: list[str] = []
    segments: list[Segment] = []
    for index, block in enumerate(blocks):
        place = block.place
        is_note_title = index == 0 and is_title(blocks)
        fate = _fate_of_block(block, is_in_head=index < n_head, is_note_title=is_note_title)
        said = turn_in(block, tags)
        if fate in ("empty", "boilerplate"):
            segments.append(Segment(fate, block.text, place))
        elif fate == "context":
            segments.append(Segment("context", block.text, place))
            _set_above(above, block, is_in_head=index < n_head)
            parents.clear()
        elif said is not None and (is_facilitator(said.tag) or is_section(said.tag)):
            segments.append(Segment("context", said.words or said.tag, place, above.heading, said.tag))
            above.question = said.words or None
            parents.clear()
        elif leads_in(block, blocks[index + 1 : index + 2], tags):
            segments.append(Segment("context", block.text, place, above.heading))
            if block.kind == "item":
                parents[block.level :] = [block.text]
            else:
                above.question = block.text
                parents.clear()
        else:
            if block.kind != "item":
                parents.clear()
            del parents[block.level :]
            words = said.words if said else block.text
            context = above.context(parents[-1] if parents else block.column)
            segments += _statements(block, words, said, place, context, language_of)
            if block.kind == "item":
                parents += [""] * (block.level - len(parents))
                parents.append(words)
    return segments


def _set_above(above: _Above, block: Block, *, is_in_head: bool) -> None:
    """A heading opens a new part, a caption stands between it and its table; a title is above all alike."""
    if block.kind == "heading" and not is_in_head:
        above.heading, above.question = block.text, None
    elif block.kind == "caption":
        above.question = block.text


def _statements(
    block: Block,
    words: str,
    said: Turn | None,
    place: str,
    context: str | None,
    language_of: Callable[[str], str],
) -> Iterator[Segment]:
    is_loose = block.kind in ("paragraph", "quote") and said is None
    pieces = ideas(words, language_of(words) if n_words(words) > FRAGMENT_WORDS else "en", is_prose=is_loose)
    speaker = said.tag if said else None
    first_sentence = 1
    for piece in pieces:
        where = place if len(pieces) == 1 else f"{place}, sentence {first_sentence}"
        yield Segment("statement", " ".join(piece), where, context, speaker)
        first_sentence += len(piece)


def _fate_of_block(block: Block, *, is_in_head: bool, is_note_title: bool) -> Fate:
    if not letters([block.text]):
        return "empty"
    if block.kind in ("title", "heading", "caption", "header") or is_note_title:
        return "context"
    if is_in_head:
        return "boilerplate"
    return "boilerplate" if block.kind == "meta" or is_boilerplate(block.text) else "statement"
