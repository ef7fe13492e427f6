"""Lines that say only when, where, who was there, or what was heard: no view of anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from corpus.documents.blocks import Block
from corpus.documents.marks import (
    INITIALS,
    REMEMBERED_TEXTS,
    STAMP,
    ends_a_sentence,
    fields_of,
    fold,
    folded_words,
    is_date,
    is_label,
    turn,
)
from corpus.languages.scripts import n_words
from corpus.notes import left_out_words
from corpus.notes.attendance import inline_names, is_line_of_people

ADDRESS = re.compile(r"<?(?:(?:https?://|www\.)\S+|(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>?")
"""With the greatest lengths of RFC 5321: unbounded, a line of a hundred thousand letters takes minutes."""
NAMED_ADDRESS = re.compile(rf"[^,،，;|/()<>]+(?:[,،，;|/(<]|\s[–—-]\s)\s*{ADDRESS.pattern}[\s)>]*\.?$")
CONTACT_WORDS = 4
"""Of whoever is to be reached at an address that follows a comma or dash: "host desk, desk@example.org"."""
STAGE_DIRECTION = re.compile(r"[(\[（【][^()\[\]（）【】]{1,40}[)\]）】]\.?")
STAGE_DIRECTION_WORDS = 4
FIELD_WORDS = 3
MIN_FIELDS = 2
FIELD_VALUE_WORDS = 8
"""Of a field beside another: "Democratic Republic of the Congo" is no sentence there."""
COUNTED = re.compile(r"\d{1,6}(?:\s[^\W\d_]+)?\.?")
"""A value that is a number, or one with its unit."""
COUNT_WORDS = 15
NOTE_TAKER_WORDS = 12
ADDRESS_LABEL_WORDS = 6
COPYRIGHT = re.compile(r"(?:©|\([cC]\)\s*(?:19|20)\d\d).*|.{0,40}©\s*(?:19|20)?\d*.{0,40}")
STAMP_PARTS = re.compile(r"\s*(?:[–—|·•/,،、.;:!]|\s-\s)\s*")
PAGE_NUMBER = re.compile(r"[-–—\s|·]*(?:{words})\.?\s*\d{{1,4}}(?:\s*(?:\S{{1,5}}\s*)?\d{{1,4}})?\s*(?:頁|页)?[^\w]*")
MIN_REPEATS = 3
"""A line that stands in a note so often is its running head or foot."""
MAX_REPEATED_WORDS = 12

HOST = re.compile(r"https?:(?://)?|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
"""An address without its beginning, or the beginning alone, as text converters leave them."""
LEGEND = re.compile(r"[^\w\s]{0,3}\s?[=＝]\s*\S.{0,60}")
"""What a sign stands for, the sign itself lost or no letter: "● = one vote"."""
LEGEND_WORDS = 6
DECORATED = re.compile(r"([~*=–—-]{1,5})\s?(?P<words>[^~*=:：]{1,40})(?:[:：][^~*=]{0,40})?\s?\1")
"""A line between two signs: "~ break: tea ~"."""
BLANK = re.compile(r"_{4,}|\.{6,}|…{3,}")
"""A line to sign on, or to fill in."""
BLANK_WORDS = 15
MAX_LETTERS = 400
"""A longer line greets nobody, and is no line to sign on."""
SIGN_OFF_WORDS = 8
FINALE_WORDS = 6
NOTICE_WORDS = 25

_NOTHING = folded_words(left_out_words.NOTHING)
_NOTICES = folded_words(left_out_words.NOTICES)
_GREETINGS = folded_words(left_out_words.GREETINGS)
_REPLIES = "|".join(map(re.escape, folded_words(left_out_words.REPLIES)))
_REPLY = re.compile(rf"(?:{_REPLIES})\s?[:：]?\s?[«“”„\"「'‘].{{0,300}}[»”“\"」'’]\W{{0,5}}")
_VOTES = folded_words(left_out_words.VOTES)
_FINALES = folded_words(left_out_words.FINALES)
_SIGN_OFFS = folded_words(left_out_words.SIGN_OFFS)
_SIGN_OFF_BEGINNINGS = tuple(_SIGN_OFFS)
_STAMPS = folded_words(left_out_words.CONFIDENTIAL)
_NOTE_TAKERS = folded_words(left_out_words.NOTE_TAKERS)
_NOTE_TAKER_START = re.compile(
    rf"(?:{'|'.join(re.escape(words) for words in _NOTE_TAKERS if ' ' in words)})[\s:：՝]"
    rf"|(?:{'|'.join(re.escape(words) for words in _NOTE_TAKERS if words.endswith('由'))})\S"
)
"""Phrases, not single words; "由" before somebody's name is "by", and nothing stands between."""
_PAGE = re.compile(PAGE_NUMBER.pattern.format(words="|".join(map(re.escape, folded_words(left_out_words.PAGES)))))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def is_boilerplate(text: str) -> bool:
    """Whether a line says only when, where, who was there, who wrote, or what was heard: no view of anybody.

    A date (with a place before it), addresses and what announces them, a page number, a stamp ("Confidential"), who
    took the notes, a stage direction in brackets ("[laughter]"), or a field such as "Participants: 12" or
    "Присутствовали: ...", whose value is short, or a list or number and no sentence.
    """
    line = STAMP.sub("", text.strip().strip("\u200e\u200f*_~ ") or text, count=1)
    if STAGE_DIRECTION.fullmatch(line):
        return n_words(line) <= STAGE_DIRECTION_WORDS
    return (
        is_date(line)
        or _is_address(line)
        or _is_stamp(line)
        or (len(text) <= MAX_LETTERS and _is_decorated_stamp(text))
        or _PAGE.fullmatch(fold(line)) is not None
        or COPYRIGHT.fullmatch(line) is not None
        or _names_note_taker(line)
        or _is_field(line)
        or _holds_fields(line)
        or is_line_of_people(line)
        or _is_empty_answer(text)
        or _is_signature(line)
        or (len(text) <= MAX_LETTERS and (_has_blank(line) or _is_greeting(text)))
    )


def repeated_lines(blocks: Sequence[Block]) -> frozenset[str]:
    """Short paragraphs that stand in the note word for word three times or more, and end as no sentence does."""
    n_uses = Counter(block.text for block in blocks if block.kind == "paragraph")
    return frozenset(
        text
        for text, n in n_uses.items()
        if n >= MIN_REPEATS and n_words(text) <= MAX_REPEATED_WORDS and not ends_a_sentence(text) and turn(text) is None
    )


def legend_lines(blocks: Sequence[Block]) -> frozenset[str]:
    """The one line of a note that says what its sign stands for; where several begin so, "=" is their bullet."""
    found = [b.text for b in blocks if LEGEND.fullmatch(b.text) and n_words(b.text) <= LEGEND_WORDS]
    return frozenset(found if len(found) == 1 else ())


def _is_address(line: str) -> bool:
    """Links and e-mail addresses, with nothing beside them or with a label before them."""
    rest, n_addresses = ADDRESS.subn(" ", line)
    if not n_addresses:
        return HOST.fullmatch(line) is not None
    label = rest.strip(" ,;|.()<>–—-")
    is_named = n_words(label) <= CONTACT_WORDS and NAMED_ADDRESS.match(line) is not None
    return n_words(label) <= 1 or is_named or (label.endswith((":", "：")) and n_words(label) <= ADDRESS_LABEL_WORDS)


def _is_decorated_stamp(text: str) -> bool:
    """Whether a line between two signs says that there was a break, or the end, and maybe what for."""
    match = DECORATED.fullmatch(text.strip())
    return match is not None and fold(match["words"]) in _STAMPS


def _is_stamp(line: str) -> bool:
    folded = fold(line).strip(" .!。！։።*[]()（）")
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
    return _NOTE_TAKER_START.match(folded) is not None


def _is_empty_answer(line: str) -> bool:
    """Whether nothing was said in a field of a form, or in a turn: "None", "Other remarks: n/a", "Elder: Yes."."""
    said = turn(line)
    return fold(said.words if said else line).strip(" .!。።։-–—()") in _NOTHING


def _has_blank(line: str) -> bool:
    return BLANK.search(line) is not None and n_words(line) <= BLANK_WORDS


def _is_greeting(text: str) -> bool:
    """Whether a line, or the words of a turn, only greet or thank, or repeat what the next line answers."""
    said = turn(text)
    words = fold(said.words if said else text)
    while words and not words[-1].isalnum():
        words = words[:-1]
    return words in _GREETINGS or _REPLY.fullmatch(fold(said.words if said else text)) is not None


def _is_signature(line: str) -> bool:
    """The end of a letter: "Best wishes," or "R."."""
    if INITIALS.fullmatch(line):
        return True
    folded = fold(line)
    is_open = line.endswith((",", "،", "，", "!")) and n_words(line) <= SIGN_OFF_WORDS
    return folded.rstrip(" .,،，!") in _SIGN_OFFS or (is_open and folded.startswith(_SIGN_OFF_BEGINNINGS))


def _holds_fields(line: str) -> bool:
    """Whether a line holds two or more known fields side by side, and no more: "Country: Kenya | Language: English"."""
    fields = fields_of(line)
    n_known = sum(is_label(field.tag) for field in fields)
    return n_known >= MIN_FIELDS and all(n_words(field.words) <= FIELD_VALUE_WORDS for field in fields)


def _is_field(line: str) -> bool:
    field = turn(line)
    if field is not None and field.words and not any(map(str.isalnum, field.words)):
        return True
    if field is not None and COUNTED.fullmatch(field.words):
        return True
    if field is not None and fold(field.tag) in _VOTES:
        return n_words(field.words) <= COUNT_WORDS and any(map(str.isdigit, field.words))
    if field is not None and fold(field.tag) in _STAMPS:
        return n_words(field.words) <= FINALE_WORDS and not ends_a_sentence(field.words)
    if field is not None and fold(field.tag) in _FINALES:
        return n_words(field.words) <= FINALE_WORDS
    if field is not None and fold(field.tag) in _NOTICES:
        return n_words(field.words) <= NOTICE_WORDS
    if field is None or not is_label(field.tag):
        return False
    if n_words(field.words) <= FIELD_WORDS:
        return True
    if field.words[0].isdigit() and n_words(field.words) <= COUNT_WORDS:
        return True
    is_listed = any(letter.isdigit() or letter in ",;،、；፣" for letter in field.words)
    return is_listed and (not ends_a_sentence(field.words) or len(inline_names(field.words)) > 1)
