"""Who speaks in a block, whose turn goes on below it, and which blocks only introduce what others say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from corpus.documents.blocks import Block
from corpus.documents.marks import (
    Turn,
    ends_a_sentence,
    introduces_quote,
    is_certain_tag,
    is_facilitator,
    is_label,
    is_numbered_section,
    is_question,
    is_section,
    is_speaker,
    loose_turn,
    names_speaker,
    quoted_turn,
    speaker_tags,
    tags_of_run,
    turn,
)
from corpus.languages.scripts import n_words
from corpus.notes.boilerplate import is_boilerplate
from corpus.notes.housekeeping import is_housekeeping
from corpus.notes.ideas import sentences

COLONS = (":", "：", "፦", "፡-", "՝")
MAX_TAG_LINE_WORDS = 8
MAX_LEAD_IN_WORDS = 12
MAX_HEADLINE_WORDS = 3
"""Above a turn, where a few words may as well be what somebody said."""
MIN_TAGGED_ITEMS = 3
MAX_QUESTION_WORDS = 10


def tags_of(blocks: Sequence[Block]) -> frozenset[str]:
    """The tags that are speakers in the note: those of its paragraphs, of bullets that return, and bold lines alike.

    Bullets use colons for much else, so theirs count only where one of them returns and at least half of the
    bullets have one.
    """
    paragraphs = [
        block.text
        for block in blocks
        if block.kind in ("paragraph", "quote") and not is_boilerplate(block.text) and not is_housekeeping(block.text)
    ]
    items = [block.text for block in blocks if block.kind == "item"]
    return speaker_tags(paragraphs) | _item_tags(items) | _heading_tags(blocks) | _run_tags(blocks) | _bold_tags(blocks)


def _run_tags(blocks: Sequence[Block]) -> frozenset[str]:
    """The tags of each run of paragraphs between headings, bullets and questions."""
    tags: set[str] = set()
    run: list[str] = []
    follows_question = is_led = False
    for block in (*blocks, Block(0, "heading", "")):
        found = turn(block.text)
        is_asked = is_facilitator(found.tag) if found else is_question(block.text)
        if block.kind not in ("paragraph", "quote") or is_asked:
            tags |= tags_of_run(run, follows_question=follows_question, is_led=is_led)
            run, follows_question, is_led = [], is_asked, is_asked and found is not None
        elif not is_boilerplate(block.text) and not is_housekeeping(block.text):
            run.append(block.text)
    return frozenset(tags)


def _item_tags(items: Sequence[str]) -> frozenset[str]:
    tags = [found.tag for found in map(turn, items) if found and found.words]
    tags = [tag for tag in tags if not is_section(tag) and not is_label(tag)]
    n_uses = Counter(tags)
    is_style = len(tags) >= MIN_TAGGED_ITEMS and 2 * len(tags) >= len(items)
    is_talk = any(n > 1 and not is_facilitator(tag) for tag, n in n_uses.items())
    return frozenset(tags) if is_style and is_talk else frozenset()


def _bold_tags(blocks: Sequence[Block]) -> frozenset[str]:
    """Words in bold before others that are not, where they return: bold for stress seldom does word for word."""
    n_uses = Counter(found.tag for found in map(_bold_turn, blocks) if found)
    return frozenset(tag for tag, n in n_uses.items() if n > 1 and not is_section(tag) and not is_label(tag))


def _bold_turn(block: Block) -> Turn | None:
    """The bold words at the beginning of a block as the tag of the others."""
    if block.lead is None or not block.text.startswith(block.lead):
        return None
    return turn(f"{_bare(block.lead).rstrip('.–— -')}: {block.text[len(block.lead) :].lstrip(' .:：–—-')}")


def questions(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks, by index, that ask what those after them answer, without a tag that says so."""
    return _asked_in_lists(blocks) | _asked_on_lines(blocks)


def _asked_in_lists(blocks: Sequence[Block]) -> frozenset[int]:
    """Bullets in a list that begins with a short question, has another further down, and answers below each."""
    found: set[int] = set()
    for is_list, run in groupby(enumerate(blocks), key=lambda pair: pair[1].kind == "item"):
        items = [(index, _asks(block.text)) for index, block in run if block.level == 0]
        asked = [index for index, is_asked in items if is_asked]
        has_answers = all(not (first and second) for (_, first), (_, second) in pairwise(items))
        if is_list and len(asked) > 1 and items[0][1] and not items[-1][1] and has_answers:
            found.update(asked)
    return frozenset(found)


def _asked_on_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Paragraphs that are nothing but a short question, where there are several, each above something else: a form."""
    found = [
        index
        for index, (block, below) in enumerate(pairwise(blocks))
        if block.kind in ("paragraph", "quote")
        and _asks(block.text)
        and below.kind != "heading"
        and not _asks(below.text)
    ]
    return frozenset(found) if len(found) > 1 else frozenset()


def _asks(text: str) -> bool:
    """Whether a text is nothing but a short question."""
    return is_question(text) and n_words(text) <= MAX_QUESTION_WORDS and not any(mark in text for mark in ":;：；؛")


def _heading_tags(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that return word for word: parts of a note are called so once, speakers come again."""
    n_uses = Counter(_bare(block.text) for block in blocks if block.kind == "heading")
    return frozenset(
        text
        for text, n in n_uses.items()
        if n > 1 and n_words(text) <= MAX_TAG_LINE_WORDS and not is_question(text) and not is_section(text)
    )


def turn_in(block: Block, tags: frozenset[str]) -> Turn | None:
    """The speaker's turn in a block, named before the words, or behind them where they are a quotation."""
    found = _turn_before(block, tags)
    return found or (quoted_turn(block.text) if block.kind in ("paragraph", "quote", "item", "cell") else None)


def _turn_before(block: Block, tags: frozenset[str]) -> Turn | None:
    """The turn whose tag stands before it; in a bullet or cell the tag must be certain or known elsewhere."""
    if block.kind == "heading":
        return turn_of_heading(block, tags)
    if block.kind not in ("paragraph", "quote", "item", "cell"):
        return None
    if block.kind in ("paragraph", "quote") and names_speaker(_bare(block.text)):
        return Turn(_bare(block.text), "")
    found = turn(block.text)
    if found is None and (bold := _bold_turn(block)) is not None and (bold.tag in tags or is_certain_tag(bold.tag)):
        return bold
    if found is None or (found.tag not in tags and not is_certain_tag(found.tag)):
        loose = loose_turn(block.text)
        if block.kind == "paragraph" and loose is not None and is_numbered_section(loose.tag):
            return loose
        is_said = loose is not None and (loose.tag in tags or (is_speaker(loose.tag) and loose.tag[-1].isdigit()))
        if is_said:
            return loose
    if found is None or is_label(found.tag):
        return None
    if found.tag in tags or is_facilitator(found.tag) or (introduces_quote(found) and not is_section(found.tag)):
        return found
    if block.kind == "paragraph":
        return found if is_section(found.tag) else None
    if block.kind == "item" and is_numbered_section(found.tag):
        return found
    return found if is_certain_tag(found.tag) and not is_section(found.tag) else None


def turn_of_heading(block: Block, tags: frozenset[str]) -> Turn | None:
    """A line of its own that only names who speaks next."""
    bare = _bare(block.text)
    is_tag = bare in tags or (n_words(bare) <= MAX_TAG_LINE_WORDS // 2 and names_speaker(bare))
    is_tag = is_tag or (bare != block.text.strip() and is_certain_tag(bare) and not is_section(bare))
    is_leader = n_words(bare) == 1 and is_facilitator(bare)
    return Turn(bare, "") if (is_tag or is_leader) and not is_label(bare) else None


def _is_headline(text: str) -> bool:
    """Whether a line right above bullets is what they are about: a few words that end like no sentence."""
    return n_words(text) <= MAX_TAG_LINE_WORDS and not ends_a_sentence(text) and not is_boilerplate(text)


def _bare(text: str) -> str:
    return text.strip().rstrip(":：").strip("[]【】 ")


def leads_in(block: Block, following: Sequence[Block], tags: frozenset[str]) -> bool:
    """Whether a line only introduces what stands below it: a question, a few words above bullets, or one ending in ":".

    Who writes "What is in the way?" above six bullets asks for all of them, tag or no tag. A short line that
    ends in a colon introduces paragraphs too, and a short bullet the next ones even where their indent is lost.
    """
    if not following or turn_in(block, tags) is not None:
        return False
    below = following[0]
    text = block.text.rstrip()
    if block.kind == "cell":  # a bare table used as a frame: its heading is set in bold above the bullets
        return block.level > 0 and block.column is None and below.kind == "item" and _is_headline(text)
    if block.kind not in ("paragraph", "quote", "item"):
        return False
    if block.kind == "item":
        is_below = below.level > block.level or (below.level == block.level and n_words(text) <= MAX_LEAD_IN_WORDS)
        return below.kind == "item" and is_below and text.endswith(COLONS)
    if text.endswith(COLONS) and n_words(text) <= MAX_LEAD_IN_WORDS:
        return True
    if block.kind == "paragraph" and below.kind == "item" and _is_headline(text):
        return True
    if block.kind == "paragraph" and n_words(text) <= MAX_HEADLINE_WORDS and _is_headline(text):
        said = turn_in(below, tags)
        if said is not None and said.words:
            return True
    is_list_below = below.kind in ("item", "cell", "header") or turn_in(below, tags) is not None
    return is_list_below and (text.endswith(COLONS) or (is_question(text) and len(sentences(text, "en")) == 1))
