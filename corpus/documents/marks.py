"""The marks that note-takers write with: bullets, speaker tags, section numbers, labels, dates."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

import regex

from corpus.documents import note_words

MAX_TAG_WORDS = 8
MAX_TAG_LETTERS = 70
MIN_TURNS = 3
MAX_NAME_WORDS = 4
MAX_SPEAKER_WORDS = 5
MIN_SPEAKER_LETTERS = 3
REMEMBERED_TEXTS = 8_192
"""What was found out about a line is remembered until so many others came: a note is gone through several times."""
LETTERS = regex.compile(r"[\p{L}\p{M}]+")
COMBINING = regex.compile(r"\P{Canonical_Combining_Class=0}+")

BULLET = re.compile(
    r"(?P<indent>\s*)(?P<mark>(?:--|->|=>|[-*+•‣⁃▪▫◦●○■□·・–—►▶➢➤→⇒✓☐☑]|\(?\d{1,3}[.)]|\d{1,3}[-/]|\(?[^\W\d_]\)|[\u0621-\u064a]-)"
    r"(?=\s)|[•‣⁃▪◦●■►▶➢➤](?=\w)"
    r"|\d{1,3}[、．]|（[\d一二三四五六七八九十]{1,3}）|[①-⑳])(?:\s+\[[ xX]\])?\s*(?P<words>\S.*)"
)
SENTENCE_END = re.compile(r"[.!?…。！？։؟۔।።፧፨՜][\"'”’»“)\]]*$")
QUESTION_END = re.compile(r"[?？؟፧][\"'”’»“)\]]*$")
ARMENIAN_QUESTION = "՞"

TAG = re.compile(
    r"(?P<tag>[^:：\n]{1,90}?)[ \u00a0\u202f]?(?::(?!//)[ \u00a0\u202f]+|：\s*|:$)(?P<words>.*)", re.DOTALL
)
ETHIOPIC_TAG = re.compile(r"(?P<tag>[^:፡፦\n]{1,60}?)\s?(?:፦|፡\s?[-–—]|፡(?=\s|$))\s*(?P<words>.*)", re.DOTALL)
ETHIOPIC_SPACE = re.compile(r"፡(?!፡)\s?\w")
BRACKETED_TAG = re.compile(r"[\[【](?P<tag>[^\]】\n]{1,60})[\]】]\s*[:：–—-]?\s*(?P<words>.+)", re.DOTALL)
DASH_TAG = re.compile(
    r"(?P<tag>(?:\w{1,2}\.[ ]?){1,4}(?:\([^)]*\))?|[^\n(]{1,40}\([^)]{1,40}\))\s+[–—-]\s+(?P<words>.+)",
    re.DOTALL,
)
LOOSE_DASH_TAG = re.compile(r"(?P<tag>[^\n:–—,]{1,40}?)\s+[–—]\s+(?P<words>.+)", re.DOTALL)
ARMENIAN_TAG = re.compile(r"(?P<tag>[^\n՝։:]{1,60})՝\s*(?P<words>.+)", re.DOTALL)
DOT_DASH_TAG = re.compile(r"(?P<tag>[^\n.:：]{1,60})\.\s?[-–—]\s*(?P<words>.+)", re.DOTALL)
"""As minutes in Spanish have it: "Estudiante.- ..."."""
DOT_TAG = re.compile(r"(?P<tag>[^\W\d_]{2,30})\.\s+(?P<words>.+)", re.DOTALL)
"""One word and a full stop: a tag only where the word names who leads the talk."""
QUOTED = re.compile(
    r"(?P<words>[«“”„\"「『](?=.{8}).*[»“”\"」』][.,]?)\s{0,3}"
    r"(?:[(\[（](?P<bracketed>[^()\[\]（）]{1,60})[)\]）]|[–—―-]{1,2}\s{0,3}(?P<dashed>[^«»“”„\"「」:–—]{1,60}))[.\s]{0,3}",
    re.DOTALL,
)
"""A quotation and who said it, behind a dash or in brackets."""
WHOLE_QUOTE = re.compile(r"[«“”„\"「『][^«»“”„\"「」]+[»“”\"」』][.]?")
CLOSING_QUOTES = '»“”"」』'
MIN_QUOTED_LETTERS = 8
MAX_QUOTED_LETTERS = 2000
LONG_QUOTED_WORDS = 8
"""A quotation that ends like no sentence is somebody's from so many words on: "“Openness” – an empty word" is none."""
STAMP = re.compile(
    r"(?:\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?\s*[-–—\]]"
    r"|[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?[\])]?\s*[-–—|]?)\s+(?=\D)"
)
"""When something was said, before the tag of who said it."""
CHAT_TAG = re.compile(r"(?P<tag>[\w@~][\w .@'’-]{0,30}?)\s?[:：]\s+(?P<words>.+)", re.DOTALL)
"""The name that somebody goes by in a chat, after the time: in lower case as well."""
CHAT_DIRECTION = re.compile(
    r"(?:From|De|Da|Von|Od|Din|От|Від|Ад|Kimdən|من|Kutoka|来自|來自)\s+(?P<name>\S.{0,60}?)\s+"
    r"(?:to|à|a|para|an|do|către|кому|для|до|إلى|kwa|发送至|傳送至)\s+\S.{0,60}",
    re.IGNORECASE,
)
"""Who wrote to whom, as programmes for video calls save their chat: "From P4 to Everyone"."""
BETWEEN_FIELDS = re.compile(r"\s+[|·•]\s+")
"""Between the labels of a note's head on one line."""
DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
INITIALS = re.compile(r"(?:[^\W\d_]\.[ ]?){1,4}")
ABBREVIATION = re.compile(r"(?<!\w)[^\W\d_]{1,3}\.")
NUMBERED = re.compile(r"\D+\d{1,3}")
LAST_NUMBER = re.compile(r"[\s.#№]*\d{1,3}$|(?<=[\u3400-\u9fff])[一二三四五六七八九十]{1,3}$")
PARENTHESES = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]")
HAN_SECTION = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[輪轮部分題题節节組组場场天項项桌章]|[一二三四五六七八九十]、"
)
NOT_IN_A_TAG = re.compile(r"[.!?…;؛؟!。「」«»„“”\"]")

DAY = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|\d{1,2}\.?º?(?:er)?\s+(?:de\s+)?[^\W\d]+\.?,?\s+(?:de\s+)?\d{4}|[^\W\d]+\s+\d{1,2},?\s+\d{4})"
    r"(?:\s*(?:г|р|թ|წ|год|года|року)\.?)?"
)
DATE = re.compile(rf"(?:[^\W\d]+[^\w]+){{0,2}}{DAY}\.?")
WRITTEN_DAY = re.compile(
    r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}\s?年\s?\d{1,2}\s?月"
    r"|\d{1,2}\.?º?(?:er)?\s(?:de\s)?[^\W\d]{3,12}\.?,?\s(?:de\s|del\s)?(?:19|20|١٩|٢٠)\d{2})(?!\d)"
)
DATED_END = re.compile(rf"{DAY}\.?$")


class Turn(NamedTuple):
    """A speaker's tag, as written, and the words that follow it."""

    tag: str
    words: str


@lru_cache(maxsize=REMEMBERED_TEXTS)
def fold(text: str) -> str:
    """`text` as it is compared with the word lists: without case, accents, harakat and other marks."""
    if text.isascii():
        return text.casefold().strip()
    bare = COMBINING.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).strip()


def folded_words(words: Mapping[str, str]) -> frozenset[str]:
    """The words of a list by language, as they are compared."""
    return frozenset(fold(word) for line in words.values() for word in line.split(", "))


_FACILITATORS = tuple(folded_words(note_words.FACILITATORS))
_LEADERS = folded_words(note_words.LEADERS)
_QUESTIONS = folded_words(note_words.QUESTIONS)
_ANSWERS = folded_words(note_words.ANSWERS)
_SPEAKERS = folded_words(note_words.SPEAKERS)
_SPEAKERS_ALONE = frozenset(word for word in _SPEAKERS if len(word) < MIN_SPEAKER_LETTERS)
_FROM = folded_words(note_words.FROM)
_SECTIONS = folded_words(note_words.SECTIONS)
_FIELDS = {fold(word): field for field, words in note_words.FIELDS.items() for word in folded_words(words)}
_SUMMARIES = folded_words(note_words.SUMMARIES)
_ORDINALS = folded_words(note_words.ORDINALS)
_LABELS = (
    folded_words(note_words.LABELS)
    | folded_words(note_words.ATTENDANCE)
    | folded_words(note_words.AGENDA)
    | frozenset(_FIELDS)
)


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


def holds_day(text: str) -> bool:
    """Whether a day with its month and year is written somewhere in the text."""
    return WRITTEN_DAY.search(text) is not None


@lru_cache(maxsize=REMEMBERED_TEXTS)
def turn(text: str) -> Turn | None:
    """The tag and words of "Youth rep: ...", "M.K. (NGO) – ...", "[Elder] ...", "المشاركة ٢: ..."; None without a tag.

    A tag is short, begins with a capital where the script has them, and holds no sentence end, quote or digit
    group of a time or ratio. Whether it *is* a speaker needs the other lines of the note: `speaker_tags`. A time
    before the tag belongs to neither.
    """
    line = STAMP.sub("", DIRECTION_MARKS.sub("", text).strip(), count=1)
    for pattern in (TAG, DASH_TAG, BRACKETED_TAG, ARMENIAN_TAG, ETHIOPIC_TAG, DOT_DASH_TAG, DOT_TAG):
        match = pattern.fullmatch(line)
        if match and _could_be_tag(match["tag"].strip()) and _is_meant(pattern, match):
            tag = match["tag"].strip()
            direction = CHAT_DIRECTION.fullmatch(tag) if STAMP.match(text.strip()) else None
            return Turn(direction["name"] if direction else tag, match["words"].strip())
    if STAMP.match(text.strip()) and (match := CHAT_TAG.fullmatch(line)) is not None:
        return Turn(match["tag"].strip(), match["words"].strip())
    return None


def loose_turn(text: str) -> Turn | None:
    """The tag and words of "Youth rep – ..." and "Ուսանող՝ ...", marks of prose too: only a note's other lines tell."""
    line = DIRECTION_MARKS.sub("", text).strip()
    for pattern in (LOOSE_DASH_TAG, ARMENIAN_TAG):
        match = pattern.fullmatch(line)
        if match and _could_be_tag(match["tag"].strip()):
            return Turn(match["tag"].strip(), match["words"].strip())
    return None


def quoted_turn(text: str) -> Turn | None:
    """Who said a quotation, and its words, where a few words in brackets or behind a dash follow it."""
    if len(text) > MAX_QUOTED_LETTERS:
        return None
    match = QUOTED.fullmatch(DIRECTION_MARKS.sub("", text).strip())
    if match is None:
        return None
    tag, words = (match["bracketed"] or match["dashed"]).strip(" ."), match["words"].strip()
    is_whole = ends_a_sentence(words.rstrip(CLOSING_QUOTES)) or len(words.split()) >= LONG_QUOTED_WORDS
    if not is_whole or letters([words]) < MIN_QUOTED_LETTERS:
        return None
    is_tag = 0 < len(tag.split()) <= MAX_TAG_WORDS and letters([tag]) > 0 and not ends_a_sentence(tag)
    return Turn(tag, words) if is_tag else None


def introduces_quote(found: Turn) -> bool:
    """Whether all that follows a tag is one quoted sentence: then the tag is who said it."""
    return WHOLE_QUOTE.fullmatch(found.words) is not None and ends_a_sentence(found.words.rstrip(CLOSING_QUOTES))


def _is_meant(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Whether a mark that is also used within sentences, or between words, stands for a colon here."""
    if pattern is ARMENIAN_TAG:
        tag = match["tag"].strip()
        return is_certain_tag(tag) or is_label(tag)
    if pattern is DOT_TAG:
        return is_facilitator(match["tag"])
    return pattern is not ETHIOPIC_TAG or ETHIOPIC_SPACE.search(match["words"]) is None


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
    return words.startswith(_FACILITATORS) or words in _LEADERS or _without_ordinal(words) in _QUESTIONS


def _without_ordinal(words: str) -> str:
    """The words but ordinals: "question" of "first question", "السؤال" of "السؤال الأول"."""
    kept = [word for word in words.split() if word not in _ORDINALS and not word.isdigit()]
    return " ".join(kept) or words


def is_answer(tag: str) -> bool:
    """Whether the tag says that an answer follows, and nothing about who gives it."""
    return LAST_NUMBER.sub("", fold(tag)) in _ANSWERS


def is_speaker(tag: str) -> bool:
    """Whether the tag is a word for whoever takes part, alone or with a number: "Participant 3", "المشاركة ٢"."""
    bare = LAST_NUMBER.sub("", fold(PARENTHESES.sub("", tag))).strip()
    return bare in _SPEAKERS or _is_speaker_described(bare.split())


def _is_speaker_described(words: Sequence[str]) -> bool:
    """Whether a tag is such a word with where its bearer is from: "Participant from the coast", "Young participant"."""
    if not 1 < len(words) <= MAX_SPEAKER_WORDS or words[0] in _SPEAKERS_ALONE or words[-1] in _SPEAKERS_ALONE:
        return False
    return (words[0] in _SPEAKERS and words[1] in _FROM) or words[-1] in _SPEAKERS


def names_speaker(line: str) -> bool:
    """Whether a whole line is a numbered participant: what they said stands below."""
    return is_speaker(line) and LAST_NUMBER.search(fold(line)) is not None


def is_section(tag: str) -> bool:
    """Whether the tag numbers or names a part of the note ("Round 1", "Первая тема", "第一輪"), not a speaker."""
    words = fold(tag).split()
    if not words or len(words) > 3:
        return False
    is_counted = words[0].strip(".") in _ORDINALS or words[0].strip(".").isdigit()
    return words[0] in _SECTIONS or (is_counted and words[-1] in _SECTIONS) or HAN_SECTION.match(words[0]) is not None


def is_label(tag: str) -> bool:
    """Whether the tag is a field of a note's head: date, place, those present, language."""
    return fold(PARENTHESES.sub("", tag)) in _LABELS


def fields_of(line: str) -> list[Turn]:
    """The labels and values of a line that holds nothing else, such as "Pays : Tunisie | Langue : français"."""
    found = [turn(piece) for piece in BETWEEN_FIELDS.split(line)]
    fields = [field for field in found if field and field.words]
    return fields if len(fields) == len(found) else []


def field_of(label: str) -> str | None:
    """The column of the table of sessions that the label stands for ("Pays", "التاريخ"); None for any other."""
    return _FIELDS.get(fold(label))


def is_certain_tag(tag: str) -> bool:
    """Whether a tag is a speaker on its own evidence: a number, initials, or an affiliation in brackets."""
    return (
        is_facilitator(tag)
        or is_speaker(tag)
        or is_answer(tag)
        or NUMBERED.fullmatch(tag) is not None
        or INITIALS.fullmatch(PARENTHESES.sub("", tag).strip()) is not None
        or PARENTHESES.search(tag) is not None
    )


def speaker_tags(paragraphs: Sequence[str]) -> frozenset[str]:
    """The tags that are speakers in a note with these paragraphs.

    "Student, Kumasi: ..." is a speaker and "Good news: ..." is not, and only the rest of the note tells: a
    tag counts if it is certain in itself, returns, or if at least half of the paragraphs (three or more)
    begin with some tag. A tag on a line of its own may as well be a heading: it counts if it is certain or returns.
    """
    turns = [found for found in map(turn, paragraphs) if found and _may_speak(found.tag)]
    n_uses = Counter(found.tag for found in turns)
    inline = {found.tag for found in turns if found.words}
    n_led = sum(is_facilitator(found.tag) for found in turns)
    n_inline = sum(bool(found.words) and not is_facilitator(found.tag) for found in turns)
    has_turn_style = n_inline >= MIN_TURNS and 2 * n_inline >= len(paragraphs) - n_led
    return frozenset(
        tag for tag in n_uses if (has_turn_style and tag in inline) or n_uses[tag] > 1 or is_certain_tag(tag)
    )


def tags_of_run(paragraphs: Sequence[str], *, follows_question: bool, is_led: bool) -> frozenset[str]:
    """The tags of neighbouring paragraphs that all begin with one, two or more, as in a talk.

    They are speakers if one of them is certain or returns, or, where all stand before colons, if a question is
    above them; a single one if whoever leads the talk asked it under a tag (`is_led`). Names and roles are short:
    with five words it is the beginning of a sentence.
    """
    turns = [_any_turn(text) for text in paragraphs]
    tags = [
        found.tag
        for found in turns
        if found
        and found.words
        and _may_speak(found.tag)
        and len(PARENTHESES.sub("", found.tag).split()) <= MAX_NAME_WORDS
    ]
    are_before_colons = follows_question and all(map(turn, paragraphs))
    is_talk = are_before_colons or len(set(tags)) < len(tags) or any(map(is_certain_tag, tags))
    all_speak = len(tags) == len(paragraphs) > 1 and is_talk
    led = takewhile(lambda found: found is not None and found.tag in tags, map(turn, paragraphs) if is_led else ())
    return frozenset((*(tags if all_speak else ()), *(found.tag for found in led if found)))


def _any_turn(text: str) -> Turn | None:
    found, loose = turn(text), loose_turn(text)
    is_nearer = found is None or (loose is not None and len(loose.tag) < len(found.tag))
    return loose if is_nearer else found


def _may_speak(tag: str) -> bool:
    return not is_section(tag) and not is_label(tag) and fold(tag) not in _SUMMARIES | _ORDINALS


def is_numbered_section(tag: str) -> bool:
    """Whether the tag is a part of the note with its number: "Round 1", "المحور الأول"; so even in a bullet."""
    words = fold(tag).split()
    return is_section(tag) and (any(word in _ORDINALS for word in words) or LAST_NUMBER.search(fold(tag)) is not None)


def letters(texts: Iterable[str]) -> int:
    """How many letters the texts have, marks that belong to letters included."""
    return sum(len(run) for text in texts for run in LETTERS.findall(text))
