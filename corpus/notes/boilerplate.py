"""Lines that say only when, where, who was there, or what was heard: no view of anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.documents import note_words
from corpus.documents.blocks import Block
from corpus.documents.marks import ends_a_sentence, fold, folded_words, is_date, is_label, turn
from corpus.language import n_words
from corpus.notes.attendance import inline_names

ADDRESS = re.compile(r"<?(?:(?:https?://|www\.)\S+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>?")
STAGE_DIRECTION = re.compile(r"[(\[（【][^()\[\]（）【】]{1,40}[)\]）】]\.?")
STAGE_DIRECTION_WORDS = 4
FIELD_WORDS = 3
COUNT_WORDS = 15
NOTE_TAKER_WORDS = 12
ADDRESS_LABEL_WORDS = 6
COPYRIGHT = re.compile(r"(?:©|\([cC]\)\s*(?:19|20)\d\d).*|.{0,40}©\s*(?:19|20)?\d*.{0,40}")
STAMP_PARTS = re.compile(r"\s*(?:[–—|·•/,،、.;:!]|\s-\s)\s*")
PAGE_NUMBER = re.compile(r"[-–—\s|·]*(?:{words})\.?\s*\d{{1,4}}(?:\s*(?:\S{{1,5}}\s*)?\d{{1,4}})?\s*(?:頁|页)?[^\w]*")
MIN_REPEATS = 3
"""A line that stands in a note so often is its running head or foot."""
MAX_REPEATED_WORDS = 12

_STAMPS = folded_words(note_words.CONFIDENTIAL)
_NOTE_TAKERS = folded_words(note_words.NOTE_TAKERS)
_PAGE = re.compile(PAGE_NUMBER.pattern.format(words="|".join(map(re.escape, folded_words(note_words.PAGES)))))


def is_boilerplate(text: str) -> bool:
    """Whether a line says only when, where, who was there, who wrote, or what was heard: no view of anybody.

    A date (with a place before it), addresses and what announces them, a page number, a stamp ("Confidential"), who
    took the notes, a stage direction in brackets ("[laughter]"), or a field such as "Participants: 12" or
    "Присутствовали: ...", whose value is short, or a list or number and no sentence.
    """
    line = text.strip().strip("\u200e\u200f*_ ")
    if STAGE_DIRECTION.fullmatch(line):
        return n_words(line) <= STAGE_DIRECTION_WORDS
    return (
        is_date(line)
        or _is_address(line)
        or _is_stamp(line)
        or _PAGE.fullmatch(fold(line)) is not None
        or COPYRIGHT.fullmatch(line) is not None
        or _names_note_taker(line)
        or _is_field(line)
    )


def repeated_lines(blocks: Sequence[Block]) -> frozenset[str]:
    """Short paragraphs that stand in the note word for word three times or more, and end as no sentence does."""
    n_uses = Counter(block.text for block in blocks if block.kind == "paragraph")
    return frozenset(
        text
        for text, n in n_uses.items()
        if n >= MIN_REPEATS and n_words(text) <= MAX_REPEATED_WORDS and not ends_a_sentence(text) and turn(text) is None
    )


def _is_address(line: str) -> bool:
    """Links and e-mail addresses, with nothing beside them or with a label before them."""
    rest, n_addresses = ADDRESS.subn(" ", line)
    if not n_addresses:
        return False
    label = rest.strip(" ,;|.()<>–—-")
    return n_words(label) <= 1 or (label.endswith((":", "：")) and n_words(label) <= ADDRESS_LABEL_WORDS)


def _is_stamp(line: str) -> bool:
    folded = fold(line).strip(" .!*[]()（）")
    parts = [part for part in STAMP_PARTS.split(folded) if part]
    return folded in _STAMPS or (bool(parts) and all(part in _STAMPS for part in parts))


def _names_note_taker(line: str) -> bool:
    """Whether the line begins with "Notes taken by" or "Compiled by:" and names somebody."""
    if n_words(line) > NOTE_TAKER_WORDS:
        return False
    folded = fold(line)
    found = turn(line)
    if found is not None and fold(found.tag) in _NOTE_TAKERS:
        return True
    return any(" " in words and re.match(rf"{re.escape(words)}[\s:：]", folded) for words in _NOTE_TAKERS)


def _is_field(line: str) -> bool:
    field = turn(line)
    if field is None or not is_label(field.tag):
        return False
    if n_words(field.words) <= FIELD_WORDS:
        return True
    if field.words[0].isdigit() and n_words(field.words) <= COUNT_WORDS:
        return True
    is_listed = any(letter.isdigit() or letter in ",;،、；" for letter in field.words)
    return is_listed and (not ends_a_sentence(field.words) or len(inline_names(field.words)) > 1)
