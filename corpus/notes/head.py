"""The note's head: its title, and what stands above the talk."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents.blocks import Block
from corpus.documents.marks import (
    ends_a_sentence,
    is_certain_tag,
    is_date,
    is_facilitator,
    is_label,
    is_numbered_section,
    loose_turn,
    turn,
)
from corpus.languages.scripts import n_words
from corpus.notes.boilerplate import is_boilerplate
from corpus.notes.housekeeping import is_preamble, names_event
from corpus.notes.ideas import sentences
from corpus.notes.turns import leads_in, questions, turn_in, turn_of_heading

HEAD_WORDS = 40
"""A paragraph above the first heading that is longer is no remark about the note, but its text."""
MAX_HEAD_PARAGRAPHS = 4
TITLE_WORDS = 25


def head_length(blocks: Sequence[Block], tags: frozenset[str]) -> int:
    """How many blocks at the top are the note's head: title, notice, date, place, remarks about the note.

    The head ends at the first heading below the title, bullet, cell or turn. A note has a head only in so far
    as it is set apart: a title (the one heading of its rank, or a first line that ends like no sentence);
    quotations and lines in italics; and up to four short paragraphs, provided that headings, bullets or turns
    follow. A note of nothing but paragraphs is text from its first sentence, save a line that touches its
    title.
    """
    n_meta = next((index for index, block in enumerate(blocks) if block.kind != "meta"), 0)
    n_title = n_head = n_meta + _title_length(blocks[n_meta:])
    is_structured = any(_opens(block, tags) for block in blocks[n_title:])
    n_remarks = 0
    asked = questions(blocks)
    for index in range(n_title, len(blocks)):
        block = blocks[index]
        if block.kind not in ("quote", "meta", "paragraph") or index in asked:
            break
        if block.kind == "paragraph" and not is_boilerplate(block.text):
            n_remarks += 1
            is_below_title = 0 < index == n_title and block.number == blocks[index - 1].number + 1
            may_be_remark = is_below_title or (is_structured and n_remarks <= MAX_HEAD_PARAGRAPHS)
            soon = blocks[index + 1 : index + 1 + MAX_HEAD_PARAGRAPHS]
            is_turn = turn_in(block, tags) is not None and not _is_remark_with_colon(block, soon)
            opens = leads_in(block, blocks[index + 1 : index + 2], tags) or _names_part(block.text)
            if not may_be_remark or is_turn or opens or not _is_remark(block) or n_words(block.text) > HEAD_WORDS:
                break
        n_head = index + 1
    return n_head


def _title_length(blocks: Sequence[Block]) -> int:
    """How many blocks the title takes: two where a line above it, as on a cover, is no heading and it is one.

    It is the only heading of its rank, above others.
    """
    if not is_title(blocks):
        return 0
    levels = [block.level for block in blocks if block.kind == "heading"]
    is_below = blocks[0].kind == "paragraph" and blocks[1].kind == "heading" and len(levels) > 1
    return 2 if is_below and all(blocks[1].level < level for level in levels[1:]) else 1


def _is_remark(block: Block) -> bool:
    """Whether a paragraph could be about the note: one sentence, or with a number, or naming the event."""
    text = block.text
    return len(sentences(text, "en")) == 1 or any(map(str.isdigit, text)) or names_event(text)


def _names_part(text: str) -> bool:
    found = loose_turn(text)
    return found is not None and is_numbered_section(found.tag)


def _opens(block: Block, tags: frozenset[str]) -> bool:
    return block.kind in ("heading", "item", "cell", "header") or turn_in(block, tags) is not None


def _is_remark_with_colon(block: Block, soon: Sequence[Block]) -> bool:
    """Whether what looks like a turn is a remark about the note ("Invented text: neither ...").

    Talks open with a heading or a question: if one of them comes soon, an uncertain tag above it is none.
    """
    found = turn(block.text)
    if found is None or is_certain_tag(found.tag):
        return False
    tags_below = [below.tag for below in (turn(each.text) for each in soon) if below]
    is_opened_later = any(each.kind == "heading" for each in soon) or any(map(is_facilitator, tags_below))
    return is_opened_later and found.tag not in tags_below


def is_title(blocks: Sequence[Block]) -> bool:
    """Whether the first block is the note's title: the one heading of its rank, or one right above date or place."""
    if len(blocks) < 2:
        return False
    first = blocks[0]
    if turn_of_heading(first, frozenset()) is not None:
        return False
    if first.kind == "heading":
        below = [block.text for block in blocks[1:3] if block.kind in ("paragraph", "quote")]
        is_dated_below = len(below) > 1 and is_date(below[1]) and not ends_a_sentence(below[0])
        if any(map(is_boilerplate, below[:1])) or any(map(is_preamble, below[:1])) or is_dated_below:
            return True
        return all(block.level != first.level for block in blocks[1:] if block.kind == "heading") or first.level == 0
    is_line = first.kind == "paragraph" and n_words(first.text) <= TITLE_WORDS and not ends_a_sentence(first.text)
    found = turn(first.text)
    return first.kind == "title" or (
        is_line and (found is None or not (is_certain_tag(found.tag) or is_label(found.tag)))
    )
