"""What a note is made of, whatever its format: headings, bullets, paragraphs, cells and quotes, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.documents.marks import ends_a_sentence, ends_with_date, is_section, letters, turn
from corpus.files.visible import visible

MAX_HEADING_WORDS = 12
TAB_WIDTH = 4
RULE = re.compile(r"\s*([-*_=~])(\s*\1){2,}\s*")
"""A line across the page."""

MAX_BLOCK_LETTERS = 10_000
SENTENCE_MARKS = (". ", "! ", "? ", "。", "！", "？", "؟ ", "۔ ", "। ", "። ")
FRONT_MATTER = "front matter"
FRONT_MATTER_KEY = re.compile(r"\s*(?:#.*|[^\s:#-][^:]{0,60}:(?:\s.*)?)$")

Unit = Literal["line", "paragraph", "row"]
"""What a block's number counts."""

Kind = Literal["title", "heading", "caption", "item", "paragraph", "quote", "cell", "header", "meta"]
"""`caption` stands above a table or list, `header` above a column; `meta` is front matter or contents."""


@dataclass(frozen=True)
class Block:
    """One block of a note, without invisible characters.

    `number` is its line, paragraph or row, from 1, and `level` its depth, from 0.
    """

    number: int
    kind: Kind
    text: str
    level: int = 0
    column: str | None = None
    """The header above a cell."""
    unit: Unit = "line"
    within: str | None = None
    """The part of the note that `number` counts in: "page 3", "sheet Minutes", "attachment notes.docx"."""
    lead: str | None = None
    """The words at its beginning that are set in bold, where not all of them are."""

    def __post_init__(self) -> None:
        # Here, as whatever the format, every word of a note passes through a block.
        object.__setattr__(self, "text", visible(self.text))
        if self.column is not None:
            object.__setattr__(self, "column", visible(self.column))
        if self.lead is not None:
            object.__setattr__(self, "lead", visible(self.lead))

    @property
    def place(self) -> str:
        """Where a person finds the block in the original: "line 12", "page 3, paragraph 4"."""
        place = f"{self.unit} {self.number}"
        return place if self.within is None else f"{self.within}, {place}"


@dataclass(frozen=True)
class Document:
    """The blocks of a note, the encoding where it had to be guessed, and what a person should look at.

    Each of `warnings` is a sentence about the file that goes on after its name.
    """

    blocks: tuple[Block, ...]
    guessed_encoding: str | None = None
    warnings: tuple[str, ...] = ()


def with_long_blocks_cut(document: Document) -> Document:
    """The document with blocks of at most 10,000 letters; a longer one is cut, at the end of a sentence if it can be.

    No person writes such a paragraph, and patterns that look for speakers and marks would take minutes over it.
    """
    if all(len(block.text) <= MAX_BLOCK_LETTERS for block in document.blocks):
        return document
    blocks = (replace(block, text=piece) for block in document.blocks for piece in _pieces(block.text))
    return replace(document, blocks=tuple(blocks))


def _pieces(text: str) -> Iterator[str]:
    while len(text) > MAX_BLOCK_LETTERS:
        head = text[:MAX_BLOCK_LETTERS]
        end = max((head.rfind(mark) + 1 for mark in SENTENCE_MARKS), default=0) or head.rfind(" ") + 1
        end = end or MAX_BLOCK_LETTERS
        yield text[:end].strip()
        text = text[end:]
    yield text.strip()


def front_matter_end(lines: Sequence[str]) -> int:
    """The number of lines that a YAML head between two "---" takes at the top; 0 where there is none."""
    if len(lines) < 2 or lines[0].strip() != "---" or not FRONT_MATTER_KEY.match(lines[1]):
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), 0)


def front_matter(lines: Sequence[str]) -> list[Block]:
    """The lines of the YAML head between its two "---", with their indents, as blocks that nobody said."""
    head = lines[: front_matter_end(lines)][1:-1]
    return [Block(number, "meta", line, within=FRONT_MATTER) for number, line in enumerate(head, 2) if line.strip()]


def is_headline(line: str) -> bool:
    """Whether the line could be a heading: short, and neither a sentence nor somebody's turn.

    A numbered section may ask a question; a label such as "Date: ..." is no heading.
    """
    words = line.strip().rstrip(":：")
    if not words or ends_with_date(words) or len(words.split()) > MAX_HEADING_WORDS or not letters([words]):
        return False
    found = turn(words)
    if found is not None:
        return is_section(found.tag)
    return not ends_a_sentence(words)


def item(number: int, indent: str, words: str, indents: list[int]) -> Block:
    """A bullet; `indents` holds the columns of the bullets that enclose it and is brought up to date."""
    column = len(indent.expandtabs(TAB_WIDTH))
    while indents and indents[-1] >= column:
        indents.pop()
    indents.append(column)
    return Block(number, "item", words, len(indents) - 1)


def joined(block: Block, line: str) -> Block:
    """The block with `line` as its continuation."""
    return replace(block, text=f"{block.text} {line}".strip())
