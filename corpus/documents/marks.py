"""The marks that note-takers write with: bullets, speaker tags, section numbers, labels, dates."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus.documents import note_words

MAX_TAG_WORDS = 8
MAX_TAG_LETTERS = 70
MIN_TURNS = 3

BULLET = re.compile(
    r"(?P<indent>\s*)(?P<mark>--|[-*+•‣⁃▪▫◦●○■□·・–—►▶➢➤✓☐☑]|\(?\d{1,3}[.)]|\(?[^\W\d_]\))"
    r"(?:\s+\[[ xX]\])?\s+(?P<words>\S.*)"
)
SENTENCE_END = re.compile(r"[.!?…。！？։؟۔।።፧፨՜][\"'”’»“)\]]*$")
QUESTION_END = re.compile(r"[?？؟፧][\"'”’»“)\]]*$")
ARMENIAN_QUESTION = "՞"

TAG = re.compile(
    r"(?P<tag>[^:：\n]{1,90}?)[ \u00a0\u202f]?(?::(?!//)[ \u00a0\u202f]+|：\s*|:$)(?P<words>.*)", re.DOTALL
)
DASH_TAG = re.compile(
    r"(?P<tag>(?:\w{1,2}\.[ ]?){1,4}(?:\([^)]*\))?|[^\n(]{1,40}\([^)]{1,40}\))\s+[–—-]\s+(?P<words>.+)",
    re.DOTALL,
)
ARMENIAN_TAG = re.compile(r"(?P<tag>[^\n՝։:]{1,60}\d)՝\s*(?P<words>.+)", re.DOTALL)
INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?){1,4}")
ABBREVIATION = re.compile(r"(?<!\w)[^\W\d_]{1,3}\.")
NUMBERED = re.compile(r"\D+\d{1,3}")
PARENTHESES = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]")
NOT_IN_A_TAG = re.compile(r"[.!?…;؛؟!。「」«»„“”\"]")

DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|\d{1,2}\.?º?(?:er)?\s+(?:de\s+)?[^\W\d]+\.?,?\s+(?:de\s+)?\d{4}|[^\W\d]+\s+\d{1,2},?\s+\d{4})"
    r"(?:\s*(?:г|р|թ|წ|год|года|року)\.?)?"
)
DATE = re.compile(rf"(?:[^\W\d]+[^\w]+){{0,2}}{DAY}\.?")
DATED_END = re.compile(rf"{DAY}\.?$")


class Turn(NamedTuple):
    """A speaker's tag, as written, and the words that follow it."""

    tag: str
    words: str


def fold(text: str) -> str:
    """`text` as it is compared with the word lists: without case, accents, harakat and other marks."""
    bare = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(bare)).strip()


def _folded_words(words: Mapping[str, str]) -> frozenset[str]:
    return frozenset(fold(word) for line in words.values() for word in line.split(", "))


_FACILITATORS = tuple(_folded_words(note_words.FACILITATORS))
_LEADERS = _folded_words(note_words.LEADERS)
_QUESTIONS = _folded_words(note_words.QUESTIONS)
_SECTIONS = _folded_words(note_words.SECTIONS)
_LABELS = _folded_words(note_words.LABELS)


def ends_a_sentence(text: str) -> bool:
    """Whether the text closes as sentences do, in any of our scripts, maybe inside a quote or bracket."""
    return SENTENCE_END.search(text.rstrip()) is not None


def is_question(text: str) -> bool:
    """Whether the text ends as a question; Armenian marks it inside the word that asks."""
    return QUESTION_END.search(text.rstrip()) is not None or (ARMENIAN_QUESTION in text and len(text) < 300)


def is_date(text: str) -> bool:
    """Whether the text is a day and nothing else but up to two words before it: a place, a weekday."""
    return DATE.fullmatch(text.strip()) is not None


def ends_with_date(text: str) -> bool:
    """Whether the text ends with a day: no heading does."""
    return DATED_END.search(text.strip()) is not None


def turn(text: str) -> Turn | None:
    """The tag and words of "Youth rep: ...", "M.K. (NGO) – ...", "المشاركة ٢: ..."; None where no tag can be.

    A tag is short, begins with a capital where the script has them, and holds no sentence end, quote or digit
    group of a time or ratio. Whether it *is* a speaker needs the other lines of the note: `speaker_tags`.
    """
    for pattern in (TAG, DASH_TAG, ARMENIAN_TAG):
        match = pattern.fullmatch(text.strip())
        if match and _could_be_tag(match["tag"].strip()):
            return Turn(match["tag"].strip(), match["words"].strip())
    return None


def _could_be_tag(tag: str) -> bool:
    bare = PARENTHESES.sub("", tag).strip()
    if not bare or len(tag) > MAX_TAG_LETTERS or len(bare.split()) > MAX_TAG_WORDS:
        return False
    unabbreviated = ABBREVIATION.sub(lambda short: "" if _is_capital(short[0][0]) else short[0], bare)
    return bare[0].isalpha() and _is_capital(bare[0]) and not NOT_IN_A_TAG.search(unabbreviated)


def _is_capital(letter: str) -> bool:
    """Whether a name may begin with the letter: a capital, or any letter of a script that uses none."""
    # Georgian letters count as lower case although the capitals that Unicode gives them are not in use.
    return not letter.islower() or "\u10d0" <= letter <= "\u10ff"


def is_facilitator(tag: str) -> bool:
    """Whether the tag names who leads the talk, or a question: their words are context of what follows."""
    words = re.sub(r"[\d\s.]+$", "", fold(PARENTHESES.sub("", tag)))
    return words.startswith(_FACILITATORS) or words in _LEADERS or words in _QUESTIONS


def is_section(tag: str) -> bool:
    """Whether the tag numbers or names a part of the note ("Round 1", "Тема 2", "أولًا"), not a speaker."""
    words = fold(tag).split()
    return bool(words) and words[0] in _SECTIONS and len(words) <= 3


def is_label(tag: str) -> bool:
    """Whether the tag is a field of a note's head: date, place, those present, language."""
    return fold(tag) in _LABELS


def is_certain_tag(tag: str) -> bool:
    """Whether a tag is a speaker on its own evidence: a number, initials, or an affiliation in brackets."""
    return (
        is_facilitator(tag)
        or NUMBERED.fullmatch(tag) is not None
        or INITIALS.fullmatch(PARENTHESES.sub("", tag).strip()) is not None
        or PARENTHESES.search(tag) is not None
    )


def speaker_tags(paragraphs: Sequence[str]) -> frozenset[str]:
    """The tags that are speakers in a note with these paragraphs.

    "Student, Kumasi: ..." is a speaker and "Good news: ..." is not, and only the rest of the note tells: a
    tag counts if it is certain in itself, returns, or if at least half of the paragraphs (three or more)
    begin with some tag.
    """
    tags = [
        found.tag for found in map(turn, paragraphs) if found and not is_section(found.tag) and not is_label(found.tag)
    ]
    n_uses = Counter(tags)
    has_turn_style = len(tags) >= MIN_TURNS and 2 * len(tags) >= len(paragraphs)
    return frozenset(tag for tag in n_uses if has_turn_style or n_uses[tag] > 1 or is_certain_tag(tag))


def letters(texts: Iterable[str]) -> int:
    """How many letters the texts have, marks that belong to letters included."""
    return sum(unicodedata.category(letter)[0] in "LM" for text in texts for letter in text)
