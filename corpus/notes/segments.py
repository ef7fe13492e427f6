"""Blocks of a note to segments: statements of one idea each, and the context and boilerplate around."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import sentencex

from corpus.documents.blocks import Block
from corpus.documents.marks import (
    Turn,
    ends_a_sentence,
    is_certain_tag,
    is_date,
    is_facilitator,
    is_label,
    is_question,
    is_section,
    letters,
    speaker_tags,
    turn,
)
from corpus.languages.scripts import n_words

ONE_IDEA_WORDS = 40
"""A bullet, a turn or a short paragraph up to this length is one idea, even in two sentences."""
PAIR_WORDS = 25
"""In a longer one, neighbouring sentences that stay under this together belong to each other."""
SHORT_QUESTION_WORDS = 10
SHORT_SENTENCE_WORDS = 5
FRAGMENT_WORDS = 3
FRAGMENT_LETTERS = 12
HEAD_WORDS = 40
"""A paragraph above the first heading that is longer is no remark about the note, but its text."""
MAX_HEAD_PARAGRAPHS = 4
TITLE_WORDS = 25
SEPARATOR = " › "

URL = re.compile(r"<?(?:https?://|www\.)\S+>?")
STAGE_DIRECTION = re.compile(r"[(\[（][^()\[\]（）]{1,40}[)\]）]\.?")
STAGE_DIRECTION_WORDS = 4
FIELD_WORDS = 3
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
        said = _turn(block, tags)
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


# --- what is no statement -----------------------------------------------------------------------------------


def head_length(blocks: Sequence[Block], tags: frozenset[str]) -> int:
    """How many blocks at the top are the note's head: title, notice, date, place, remarks about the note.

    The head ends at the first heading below the title, bullet, cell or turn. A note has a head only in so far
    as it is set apart: a title (the one heading of its rank, or a first line that ends like no sentence);
    quotations and lines in italics; and up to four short paragraphs, provided that headings, bullets or turns
    follow. A note of nothing but paragraphs is text from its first sentence, save a line that touches its
    title.
    """
    n_title = n_head = int(is_title(blocks))
    is_structured = any(_opens(block, tags) for block in blocks[n_title:])
    n_remarks = 0
    for index in range(n_title, len(blocks)):
        block = blocks[index]
        if block.kind not in ("quote", "meta", "paragraph"):
            break
        if block.kind == "paragraph" and not is_boilerplate(block.text):
            n_remarks += 1
            is_below_title = 0 < index == n_title and block.number == blocks[index - 1].number + 1
            may_be_remark = is_below_title or (is_structured and n_remarks <= MAX_HEAD_PARAGRAPHS)
            soon = blocks[index + 1 : index + 1 + MAX_HEAD_PARAGRAPHS]
            is_turn = _turn(block, tags) is not None and not _is_remark_with_colon(block, soon)
            if not may_be_remark or is_turn or n_words(block.text) > HEAD_WORDS:
                break
        n_head = index + 1
    return n_head


def _opens(block: Block, tags: frozenset[str]) -> bool:
    return block.kind in ("heading", "item", "cell", "header") or _turn(block, tags) is not None


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
    """Whether the first block is the note's title."""
    if len(blocks) < 2:
        return False
    first = blocks[0]
    if first.kind == "heading":
        return all(block.level != first.level for block in blocks[1:] if block.kind == "heading") or first.level == 0
    is_line = first.kind == "paragraph" and n_words(first.text) <= TITLE_WORDS and not ends_a_sentence(first.text)
    found = turn(first.text)
    return first.kind == "title" or (
        is_line and (found is None or not (is_certain_tag(found.tag) or is_label(found.tag)))
    )


def _fate_of_block(block: Block, *, is_in_head: bool, is_note_title: bool) -> Fate:
    if not letters([block.text]):
        return "empty"
    if block.kind in ("title", "heading", "caption", "header") or is_note_title:
        return "context"
    if is_in_head:
        return "boilerplate"
    return "boilerplate" if block.kind == "meta" or is_boilerplate(block.text) else "statement"


def is_boilerplate(text: str) -> bool:
    """Whether a line says only when, where, who was there, or what was heard: no view of anybody.

    A date (with a place before it), a bare link, a stage direction in brackets ("[laughter]"), or a field
    such as "Participants: 12" or "Присутствовали: ...", whose value is short, or a list or number and no
    sentence.
    """
    line = text.strip()
    if STAGE_DIRECTION.fullmatch(line):
        return n_words(line) <= STAGE_DIRECTION_WORDS
    field = turn(line)
    if field is None or not is_label(field.tag):
        return URL.fullmatch(line) is not None or is_date(line)
    is_listed = any(letter.isdigit() or letter in ",;،、" for letter in field.words)
    return n_words(field.words) <= FIELD_WORDS or (is_listed and not ends_a_sentence(field.words))


def leads_in(block: Block, following: Sequence[Block], tags: frozenset[str]) -> bool:
    """Whether a line only introduces the bullets, cells or turns below: a question, or one ending in ":".

    Who writes "What is in the way?" above six bullets asks for all of them, tag or no tag.
    """
    if not following or block.kind not in ("paragraph", "item") or _turn(block, tags) is not None:
        return False
    below = following[0]
    text = block.text.rstrip()
    if block.kind == "item":
        return below.kind == "item" and below.level > block.level and text.endswith((":", "："))
    is_list_below = below.kind in ("item", "cell", "header") or _turn(below, tags) is not None
    return is_list_below and (text.endswith((":", "：")) or (is_question(text) and len(sentences(text, "en")) == 1))


def _turn(block: Block, tags: frozenset[str]) -> Turn | None:
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


# --- one idea -----------------------------------------------------------------------------------------------


def ideas(text: str, language: str, *, is_prose: bool) -> list[list[str]]:
    """The sentences of `text`, grouped so that each group is one idea.

    A bullet or turn of up to 40 words is one idea; a longer one is cut between sentences, short neighbours
    kept together up to 25 words. Running prose is cut at every sentence, unless it is a paragraph of one or
    two sentences within 40 words; there only a short question stays with its answer, and a very short
    sentence with the one before.
    """
    cut = with_fragments_joined(sentences(text, language))
    if n_words(text) <= ONE_IDEA_WORDS and (not is_prose or len(cut) <= 2):
        return [cut]
    groups: list[list[str]] = []
    for sentence in cut:
        belongs = not is_prose or (groups and (_is_asked(groups[-1]) or n_words(sentence) < SHORT_SENTENCE_WORDS))
        if groups and belongs and n_words(" ".join((*groups[-1], sentence))) <= PAIR_WORDS:
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _is_asked(group: Sequence[str]) -> bool:
    """Whether the group is a short question: asked and answered by the same person in running prose."""
    return len(group) == 1 and is_question(group[0]) and n_words(group[0]) <= SHORT_QUESTION_WORDS


def sentences(text: str, language: str) -> list[str]:
    """The sentences of one line of text."""
    return [sentence.strip() for sentence in sentencex.segment(language, text) if sentence.strip()]


def with_fragments_joined(cut: Sequence[str]) -> list[str]:
    """The sentences, each fragment joined to the one before it (the first to the one after).

    "M." of "M. Dupont", "Yes." and "Декорация." make no statement alone. A fragment has under three words and
    under twelve letters; n_words counts letters where words are not spaced.
    """
    joined: list[str] = []
    for sentence in cut:
        if joined and (is_fragment(sentence) or (len(joined) == 1 and is_fragment(joined[0]))):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def is_fragment(sentence: str) -> bool:
    """Whether a sentence is too short to be a statement of its own."""
    return n_words(sentence) < FRAGMENT_WORDS and letters([sentence]) < FRAGMENT_LETTERS
