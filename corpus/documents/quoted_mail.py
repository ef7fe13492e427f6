"""Which lines of a mail its writer did not mean as the note: quoted history, greeting, closing and signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.documents import mail_words
from corpus.documents.marks import ends_a_sentence, fold, letters

QUOTED = re.compile(r"\s{0,3}>")
SIGNATURE = "-- "
FIELD = re.compile(r"\s*[*_]{0,2}(?P<name>[^:：\n@]{1,25}?)[*_]{0,2}\s?[:：][*_]{0,2}\s*(?P<value>.*)")
DASHED = re.compile(r"\s*(?:[-_=*]{2,}\s*)?(?P<words>[^-_=*].*?)\s*(?:[-_=*]{2,}|:)\s*")
MAX_LINE_LETTERS = 400
"""No separator and no line above a quotation is longer."""
DATED = re.compile(r"\d{4}|\d{1,2}:\d{2}|\S@\S")
MIN_FIELDS = 3
MAX_ATTRIBUTION_LINES = 3
MAX_NAME_LINES = 8
"""Below "Kind regards," stand a name, an office, an address; more than this is text."""
MAX_NAME_LETTERS = 60
MAX_GREETING_WORDS = 8


def _folded(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(fold(word) for line in words.values() for word in line.split(", "))


_WROTE, _ORIGINAL, _FORWARDED = map(_folded, (mail_words.WROTE, mail_words.ORIGINAL, mail_words.FORWARDED))
_FROM, _CLOSINGS = frozenset(_folded(mail_words.FROM)), frozenset(_folded(mail_words.CLOSINGS))
_SENT_FROM, _GREETINGS = _folded(mail_words.SENT_FROM), _folded(mail_words.GREETINGS)


def _prefix(words: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(fold(word)) for word in words.split(", "))
    return re.compile(rf"\s*(?:{listed})\s*(?:\[\d+\]|\(\d+\))?\s*[:：]")


_FORWARD_PREFIX, _REPLY_PREFIX = _prefix(mail_words.FORWARD_PREFIXES), _prefix(mail_words.REPLY_PREFIXES)


def is_forward(subject: str) -> bool:
    """Whether the subject says that the mail is passed on."""
    return _FORWARD_PREFIX.match(fold(subject)) is not None


def is_reply(subject: str) -> bool:
    """Whether the subject says that the mail answers another one."""
    return _REPLY_PREFIX.match(fold(subject)) is not None


@dataclass
class _Reading:
    """What the lines read so far mean for the next ones."""

    is_reply: bool
    is_forward: bool
    is_over: bool = False
    """Whether all that follows is the mail that is answered."""
    is_signed: bool = False


def asides(lines: Sequence[str], *, is_reply: bool, is_forward: bool) -> list[bool]:
    """For each line, whether it is no part of the note.

    In a mail that answers another one, its quotation goes; in a mail that passes another one on, that one is
    the note and only its head goes. Lines that begin with ">" are history only below a line that says who
    wrote them, or in a reply: else somebody quotes a participant.
    """
    marks = [False] * len(lines)
    reading = _Reading(is_reply, is_forward)
    index = 0
    while index < len(lines):
        n_taken = _n_history(lines, index, reading)
        for taken in range(index, index + n_taken):
            marks[taken] = True
        if not n_taken:
            marks[index] = reading.is_over or reading.is_signed or _is_aside(lines, index, reading)
        index += max(1, n_taken)
    _mark_greeting_and_closing(lines, marks)
    return marks


def _n_history(lines: Sequence[str], index: int, reading: _Reading) -> int:
    """How many lines from `index` open a quoted mail: a separator, a head, who wrote it; 0 where none does."""
    line = lines[index]
    words = _between_dashes(line)
    if words.startswith(_FORWARDED) and words != fold(line):
        reading.is_forward, reading.is_signed, reading.is_over = True, False, False
        return 1 + _n_fields(lines, index + 1)
    n_fields = _n_fields(lines, index) if _is_from(line) else 0
    if (words.startswith(_ORIGINAL) and words != fold(line)) or n_fields >= MIN_FIELDS:
        reading.is_over, reading.is_signed = not reading.is_forward, False
        return n_fields or 1 + _n_fields(lines, index + 1)
    n_lines = _n_attribution(lines, index)
    if n_lines:
        reading.is_reply, reading.is_signed = not reading.is_forward, False
        below = next((text for text in lines[index + n_lines :] if text.strip()), "")
        reading.is_over = reading.is_reply and not QUOTED.match(below)
    return n_lines


def _is_aside(lines: Sequence[str], index: int, reading: _Reading) -> bool:
    line = lines[index]
    if line == SIGNATURE:
        reading.is_signed = True
        return True
    if QUOTED.match(line):
        return reading.is_reply and not reading.is_forward
    return fold(line).startswith(_SENT_FROM) and not ends_a_sentence(line)


def _between_dashes(line: str) -> str:
    found = DASHED.fullmatch(line) if len(line) <= MAX_LINE_LETTERS else None
    return fold(found["words"] if found else line)


def _is_from(line: str) -> bool:
    field = FIELD.fullmatch(line)
    return field is not None and fold(field["name"]) in _FROM


def _n_fields(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` are fields of a mail's head; empty lines before the first count."""
    n_empty = 0
    while start + n_empty < len(lines) and n_empty < 2 and not lines[start + n_empty].strip():
        n_empty += 1
    n_fields = 0
    for line in lines[start + n_empty :]:
        if FIELD.fullmatch(line) is None:
            break
        n_fields += 1
    return n_empty + n_fields if n_fields else 0


def _n_attribution(lines: Sequence[str], index: int) -> int:
    """How many lines say who wrote what is quoted below ("On 3 May 2026, Anna wrote:"); 0 where none does.

    The line ends with a colon and holds a date or an address, and either a verb of writing, or a quotation follows.
    It may be broken after its date.
    """
    if not lines[index].strip() or QUOTED.match(lines[index]):
        return 0
    text = ""
    for n_lines, line in enumerate(lines[index : index + MAX_ATTRIBUTION_LINES], 1):
        text = f"{text} {line.strip()}"
        if not line.strip() or QUOTED.match(line) or len(text) > MAX_LINE_LETTERS:
            return 0
        if n_lines == 2 and (ends_a_sentence(lines[index]) or not DATED.search(lines[index])):
            return 0
        if text.rstrip()[-1:] not in (":", "："):
            continue
        words = fold(text.rstrip(":： \u00a0"))
        is_dated = DATED.search(words) is not None
        verb_at_end = words.endswith(_WROTE) or any(f"{verb} " in words[-60:] for verb in _WROTE)
        below = next((line for line in lines[index + n_lines :] if line.strip()), "")
        return n_lines if is_dated and (verb_at_end or QUOTED.match(below)) else 0
    return 0


def _mark_greeting_and_closing(lines: Sequence[str], marks: list[bool]) -> None:
    own = [index for index, is_aside in enumerate(marks) if not is_aside and lines[index].strip()]
    if own and _is_greeting(lines[own[0]]):
        marks[own[0]] = True
    for index in own[-MAX_NAME_LINES - 1 :]:
        below = [lines[later].strip() for later in own if later > index]
        are_short = all(len(text) <= MAX_NAME_LETTERS and not ends_a_sentence(text) for text in below)
        if fold(lines[index].strip().rstrip(",.!،;，")) in _CLOSINGS and are_short:
            for later in range(index, own[-1] + 1):
                marks[later] = True
            return


def _is_greeting(line: str) -> bool:
    words = line.strip()
    opens = fold(words).split(" ", 1)[0].rstrip(",!.:،，")
    is_short = len(words.split()) <= MAX_GREETING_WORDS and letters([words]) <= MAX_NAME_LETTERS
    starts = any(fold(words) == start or re.match(rf"{re.escape(start)}\W", fold(words)) for start in _GREETINGS)
    return is_short and (starts or opens in _GREETINGS) and words[-1:] in ",!.:،，;！：。"
