"""Paragraphs in which organisers thank those who came, or report the course of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.documents.marks import REMEMBERED_TEXTS, ends_a_sentence, fold, folded_words, holds_day
from corpus.languages.scripts import WITHOUT_SPACES, n_words
from corpus.notes import left_out_words
from corpus.notes.boilerplate import is_boilerplate

MAX_LETTERS = 1000
"""A longer paragraph is no formula, and the patterns below would take minutes over a hostile one."""
MAX_WORDS = 25
MAX_THANKS_WORDS = 12
MAX_COURSE_WORDS = 16
MAX_REPORT_WORDS = 6
"""A longer report names a time or day; a longer sentence without one may be a view of the meeting."""
MAX_DISCLAIMER_WORDS = 40
EVENT_WORDS = 6
REPORT_SHARE = 0.25
"""Least share of words on the event and its course in a report without time or day."""
MAX_SIGNED_WORDS = 10
MAX_WRITER_WORDS = 4
TIME = r"\d{1,2}\s?(?:[:.]\d{2}(?!\d)|[hч時时點点]|uhr|a\.?m|p\.?m|ժ)\s?\d{0,2}"
AT_TIME = re.compile(rf"(?:[^\W\d]+\s+){{0,3}}{TIME}\W*")
IN_BRACKETS = re.compile(r"[(（\[【](?P<words>[^()（）\[\]【】]+)[)）\]】]\.?")
TICKED = re.compile(r"[☐☒☑]\s*$|[☐☒☑].{1,200}?[☐☒☑]")
"""Boxes to tick behind or between words: what a form offers or asks to be agreed to. Before a line one is a bullet."""
CLAUSE = re.compile(r"\s*[,،，;；]\s*")
SENTENCE = re.compile(r"(?<=[!?。！？։።])\s*|(?<=[^\W\d]{2}\.)\s+(?=[^\W\d])|(?<=\d[hH]\.)\s+(?=[^\W\d])")
"""After a full stop only below a word of two letters: "12." and "թ." abbreviate; "21h." is a time."""


def _pattern(words: Iterable[str], before: str = "", after: str = "") -> re.Pattern[str]:
    """Any of the words, whole or as a stem; in scripts without spaces wherever they are."""
    listed = sorted(words, key=len, reverse=True)
    spaced = "|".join(re.escape(word) for word in listed if not WITHOUT_SPACES.search(word))
    unspaced = "|".join(re.escape(word) for word in listed if WITHOUT_SPACES.search(word)) or r"(?!)"
    return re.compile(rf"{before}(?:(?<!\w)(?:{spaced}){after}|(?:{unspaced}))")


_THANKS = _pattern(folded_words(left_out_words.THANKS), after=r"(?!\w)")
_THANKS_LAST = _pattern(folded_words(left_out_words.THANKS_LAST), after=r"\W*$")
_EVENT = _pattern(
    folded_words(left_out_words.MEETINGS), before=rf"(?:(?:\W*+\w++){{0,{EVENT_WORDS - 1}}}?\W*+|\W*\w{{0,40}}?)"
)
_EVENTS = _pattern(folded_words(left_out_words.MEETINGS))
_FIRST_PERSON = _pattern(folded_words(left_out_words.FIRST_PERSON), after=r"(?!\w)")
_INTRODUCTION = _pattern(folded_words(left_out_words.INTRODUCTIONS))
_FORMULA = _pattern(folded_words(left_out_words.FORMULAS))
_FINALE_AT = _pattern(folded_words(left_out_words.FINALES), after=rf"(?:\s+\w+){{0,2}}\W*{TIME}")
_SIGN_OFF = _pattern(folded_words(left_out_words.SIGN_OFFS), after=r"\s*[,،，՝]\s*\w")
_WRITER = _pattern(folded_words(left_out_words.NOTE_TAKERS), after=r"(?!\w)")
_DISCLAIMER = _pattern(folded_words(left_out_words.DISCLAIMERS))
_DENIAL = _pattern(folded_words(left_out_words.DENIALS))
_HOUR = _pattern(folded_words(left_out_words.HOURS), after=r"(?!\w)")
_PREAMBLE = _pattern(folded_words(left_out_words.PREAMBLES))
_OPENING_BRACKET = re.compile(r"^\s*[(\[（【]")
_COURSE = _pattern(folded_words(left_out_words.CLOSINGS))


@lru_cache(maxsize=REMEMBERED_TEXTS)
def is_housekeeping(text: str) -> bool:
    """Whether every sentence of a paragraph thanks people, or says that the event began, ended or comes next.

    Or the paragraph says whose views the note does not give, signs it, or holds the boxes of a form. One in brackets
    is read as if it had none. For paragraphs outside turns only: "Thank you for asking us" may be a bullet.
    """
    if len(text) > MAX_LETTERS:
        return False
    bare = IN_BRACKETS.sub(r"\g<words>", text.strip())
    lines = [line for line in SENTENCE.split(bare) if line.strip()]
    if _is_signed(bare) or TICKED.search(bare):
        return True
    if _DISCLAIMER.match(_OPENING_BRACKET.sub("", fold(text))) and _DENIAL.search(fold(text)):
        return n_words(text) <= MAX_DISCLAIMER_WORDS
    if _FORMULA.match(fold(text)):
        return n_words(text) <= MAX_DISCLAIMER_WORDS
    has_thanks = any(_thanks(fold(line)) for line in lines)
    return (
        bool(lines)
        and n_words(text) <= MAX_WORDS
        and all(_is_organisers(line) or (has_thanks and _names_writer(line)) for line in lines)
    )


def names_event(text: str) -> bool:
    """Whether a text speaks of the meeting, its notes or those who were there."""
    return _EVENTS.search(fold(text)) is not None or _INTRODUCTION.search(fold(text)) is not None


def is_preamble(text: str) -> bool:
    """Whether a short text says on which day people met: the sentence that minutes open with."""
    is_short = len(text) <= MAX_LETTERS and n_words(text) <= MAX_DISCLAIMER_WORDS
    return is_short and holds_day(text) and _PREAMBLE.search(fold(text)) is not None


def _is_organisers(line: str) -> bool:
    """Whether a sentence, or each of its clauses, is thanks or a report."""
    clauses = [clause for clause in CLAUSE.split(fold(line)) if clause.strip()]
    whole = _thanks(fold(line)) or _reports(fold(line)) or is_boilerplate(line)
    said = [clause for clause in clauses if n_words(clause) > 1]
    return whole or (bool(said) and len(clauses) > 1 and all(map(_is_organisers_clause, said)))


def _is_organisers_clause(clause: str) -> bool:
    return _thanks(clause) or _reports(clause) or is_boilerplate(clause)


def _is_signed(text: str) -> bool:
    """Whether a line closes a letter and names who signs: "Kind regards, the committee"."""
    match = _SIGN_OFF.match(fold(text))
    return match is not None and n_words(text) <= MAX_SIGNED_WORDS and not ends_a_sentence(text)


def _names_writer(line: str) -> bool:
    """Whether a sentence says in few words who took the notes: so below the notes, beside thanks."""
    return _WRITER.match(fold(line)) is not None and n_words(line) <= MAX_WRITER_WORDS


def _thanks(line: str) -> bool:
    is_thanks = _THANKS.match(line) is not None or _THANKS_LAST.search(line) is not None
    return is_thanks and n_words(line) <= MAX_THANKS_WORDS


def _reports(line: str) -> bool:
    """Whether a sentence names the event among its first words and its course, and says little else.

    "Closing at 9 pm" does both in one word. A time at the beginning is passed over.
    """
    length = n_words(line)
    if _FINALE_AT.match(line) is not None and length <= MAX_REPORT_WORDS:
        return True
    has_time = _has_time(line)
    if _EVENT.match(line) is None:
        line = AT_TIME.sub("", line, count=1)
    courses = _COURSE.findall(line)
    if _EVENT.match(line) is None or not courses or length > MAX_COURSE_WORDS or _FIRST_PERSON.search(line):
        return False
    share = (len(_EVENTS.findall(line)) + len(courses)) / length
    return length <= MAX_REPORT_WORDS or has_time or share >= REPORT_SHARE


def _has_time(line: str) -> bool:
    """Whether a sentence has a number, or an hour written out."""
    return any(map(str.isdigit, line)) or _HOUR.search(line) is not None
