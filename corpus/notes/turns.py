"""Who speaks in a block, whose turn goes on below it, and which blocks only introduce what others say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.documents.blocks import Block
from corpus.documents.marks import (
    Turn,
    dash_turn,
    is_certain_tag,
    is_facilitator,
    is_label,
    is_question,
    is_section,
    is_speaker,
    speaker_tags,
    turn,
)
from corpus.language import n_words
from corpus.notes.ideas import sentences

COLONS = (":", "：", "፦", "፡-")
MAX_TAG_LINE_WORDS = 8
MAX_LEAD_IN_WORDS = 12
MIN_TAGGED_ITEMS = 3


def tags_of(blocks: Sequence[Block]) -> frozenset[str]:
    """The tags that are speakers in the note: those of its paragraphs, of bullets that return, and bold lines alike.

    Bullets use colons for much else, so theirs count only where one of them returns and at least half of the
    bullets have one.
    """
    paragraphs = [block.text for block in blocks if block.kind in ("paragraph", "quote")]
    items = [block.text for block in blocks if block.kind == "item"]
    return speaker_tags(paragraphs) | _item_tags(items) | _heading_tags(blocks)


def _item_tags(items: Sequence[str]) -> frozenset[str]:
    tags = [found.tag for found in map(turn, items) if found and found.words]
    tags = [tag for tag in tags if not is_section(tag) and not is_label(tag)]
    n_uses = Counter(tags)
    is_style = len(tags) >= MIN_TAGGED_ITEMS and 2 * len(tags) >= len(items)
    is_talk = any(n > 1 and not is_facilitator(tag) for tag, n in n_uses.items())
    return frozenset(tags) if is_style and is_talk else frozenset()


def _heading_tags(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that return word for word: parts of a note are called so once, speakers come again."""
    n_uses = Counter(_bare(block.text) for block in blocks if block.kind == "heading")
    return frozenset(
        text
        for text, n in n_uses.items()
        if n > 1 and n_words(text) <= MAX_TAG_LINE_WORDS and not is_question(text) and not is_section(text)
    )


def turn_in(block: Block, tags: frozenset[str]) -> Turn | None:
    """The speaker's turn in a block; in a bullet or cell the tag must be certain or known elsewhere."""
    if block.kind == "heading":
        return _turn_of_heading(block, tags)
    if block.kind not in ("paragraph", "quote", "item", "cell"):
        return None
    found = turn(block.text)
    if found is None or (found.tag not in tags and not is_certain_tag(found.tag)):
        dashed = dash_turn(block.text)
        found = dashed if dashed is not None and (dashed.tag in tags or is_facilitator(dashed.tag)) else found
    if found is None or is_label(found.tag):
        return None
    if found.tag in tags or is_facilitator(found.tag):
        return found
    if block.kind == "paragraph":
        return found if is_section(found.tag) else None
    return found if is_certain_tag(found.tag) and not is_section(found.tag) else None


def _turn_of_heading(block: Block, tags: frozenset[str]) -> Turn | None:
    """A line of its own that only names who speaks next."""
    bare = _bare(block.text)
    is_tag = bare in tags or (n_words(bare) <= MAX_TAG_LINE_WORDS // 2 and is_speaker(bare) and bare[-1:].isdigit())
    is_leader = n_words(bare) == 1 and is_facilitator(bare)
    return Turn(bare, "") if is_tag or is_leader else None


def _bare(text: str) -> str:
    return text.strip().rstrip(":：").strip("[]【】 ")


def leads_in(block: Block, following: Sequence[Block], tags: frozenset[str]) -> bool:
    """Whether a line only introduces what stands below it: a question, or one ending in ":".

    Who writes "What is in the way?" above six bullets asks for all of them, tag or no tag. A short line that
    ends in a colon introduces paragraphs too.
    """
    if not following or block.kind not in ("paragraph", "item") or turn_in(block, tags) is not None:
        return False
    below = following[0]
    text = block.text.rstrip()
    if block.kind == "item":
        return below.kind == "item" and below.level > block.level and text.endswith(COLONS)
    if text.endswith(COLONS) and n_words(text) <= MAX_LEAD_IN_WORDS:
        return True
    is_list_below = below.kind in ("item", "cell", "header") or turn_in(below, tags) is not None
    return is_list_below and (text.endswith(COLONS) or (is_question(text) and len(sentences(text, "en")) == 1))
