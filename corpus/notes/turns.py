"""Who speaks in a block, and which blocks only introduce what others say."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents.blocks import Block
from corpus.documents.marks import Turn, is_certain_tag, is_facilitator, is_label, is_question, is_section, turn
from corpus.notes.ideas import sentences


def turn_in(block: Block, tags: frozenset[str]) -> Turn | None:
    """The speaker's turn in a block; in a bullet or cell the tag must be certain or known elsewhere."""
    if block.kind not in ("paragraph", "quote", "item", "cell"):
        return None
    found = turn(block.text)
    if found is None or is_label(found.tag):
        return None
    if found.tag in tags or is_facilitator(found.tag):
        return found
    if block.kind == "paragraph":
        return found if is_section(found.tag) else None
    return found if is_certain_tag(found.tag) and not is_section(found.tag) else None


def leads_in(block: Block, following: Sequence[Block], tags: frozenset[str]) -> bool:
    """Whether a line only introduces the bullets, cells or turns below: a question, or one ending in ":".

    Who writes "What is in the way?" above six bullets asks for all of them, tag or no tag.
    """
    if not following or block.kind not in ("paragraph", "item") or turn_in(block, tags) is not None:
        return False
    below = following[0]
    text = block.text.rstrip()
    if block.kind == "item":
        return below.kind == "item" and below.level > block.level and text.endswith((":", "："))
    is_list_below = below.kind in ("item", "cell", "header") or turn_in(below, tags) is not None
    return is_list_below and (text.endswith((":", "：")) or (is_question(text) and len(sentences(text, "en")) == 1))
