"""Names that words around them give away: titles, introductions, tags of speakers, initials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

import regex as re

from corpus.privacy import cue_words as cue
from corpus.privacy.spans import Span
from corpus.privacy.words import WORD, Word, fold, has_case

Phrase = tuple[str, ...]

_W = r"\p{Lu}[\p{L}\p{M}]*+(?:(?!['’]s\b)['’ʼ‐-]\p{L}[\p{L}\p{M}]*+)*+"
_PARTICLE = r"(?:d[aeo]s?|du|del|della|di|van|von|der|den|zu|bin|ben|bint|ibn|ould|al|el|la|le)"
_INITIALS = r"(?:\p{Lu}\.[ \u00a0]?){1,3}"
_NOBLE = r"(?:van|von|der|den|bin|ben|ould|al|el)"
NAME = re.compile(
    rf"(?:{_INITIALS})?(?:{_NOBLE}[ \u00a0]){{0,2}}{_W}"
    rf"(?:(?:[ \u00a0]{_PARTICLE}){{0,2}}[ \u00a0](?:{_INITIALS})?{_W}){{0,3}}+"
)
"""One to four words with capitals, particles between them."""

ACRONYM_LETTERS = 4
MIN_LOWER_CASE_LETTERS = 3

GEORGIAN_SURNAME = re.compile(r"(?:შვილ\w*|ძ(?:ე|ემ|ეს|ის)|(?:ავა|უა|ია)[სმ]?|იან(?:ი|მა|ს|ის))$")
ARABIC_ARTICLE = fold("ال")

_OUTSIDE = r"(?<![\p{L}\p{M}.])"
_ORGANISATION = r"\s?[(（][^()（）\d]*\p{L}"
INITIALS_WITH_ORGANISATION = re.compile(
    rf"{_OUTSIDE}(?P<name>(?:\p{{L}}\.[ \u00a0-]?){{1,3}}\p{{L}}?\.?|\p{{Lu}}{{2}})"
    rf"(?={_ORGANISATION}[^()（）]*[)）]\s*[:：–—-])"
    rf"|{_OUTSIDE}(?P<name>(?:\p{{Lu}}\.[ \u00a0-]?){{2,3}})(?={_ORGANISATION})"
    r"|^\s*(?P<name>(?:\p{Lu}\.[ \u00a0-]?){2,3})(?=\s?[:：–—])"
)
"""As in "M.K. (NGO) wants ...", or "M.K.: ..." at the beginning of a line."""
INITIALS_WITH_SURNAME = re.compile(
    rf"{_OUTSIDE}(?P<name>(?P<initials>(?:\p{{Lu}}\.[ \u00a0]?){{2,3}})"
    r"\p{Lu}[\p{Ll}\p{M}]{2,}(?:-\p{Lu}[\p{Ll}\p{M}]+)?)"
    rf"|{_OUTSIDE}(?P<name>(?=\p{{Cyrillic}})\p{{Lu}}\p{{Ll}}{{2,}} (?P<initials>(?:\p{{Lu}}\.[ \u00a0]?){{2}}))(?<! )"
)
"""As in "A.B. Ivanov"; the family name first in Cyrillic only, where that is the custom."""
NAME_WITH_ROLE = re.compile(
    rf"^[\s>*•–—-]*(?P<name>{_W}(?:[ \u00a0]{_PARTICLE}|[ \u00a0]{_W}){{1,4}})"
    r"(?:\s?[(（][^()（）:：]{2,60}[)）]|, [^,.:：]{2,25})\s*[:：]"
)
"""At the beginning of a line: "Maria Lopez (NGO): ..."."""

_HAN_SURNAME = rf"(?:{'|'.join(cue.HAN_DOUBLE_SURNAMES)}|[{cue.HAN_SURNAMES}])"
HAN_TITLED = re.compile(rf"{_HAN_SURNAME}\p{{Han}}{{0,2}}?(?={'|'.join(cue.HAN_TITLES)})")
HAN_INTRODUCED = re.compile(
    r"(?:我叫|我的名字(?:是|叫)|名叫|我姓|本人叫)(?P<name>\p{Han}{1,4}?)(?=[，。,.!！;；、 ]|来自|來自|是|住|$)"
    rf"|我是(?P<name>{_HAN_SURNAME}\p{{Han}}{{1,2}})(?=[，。,.!！;；、 ]|$)"
)
HAN_CUES = re.compile("我叫|我姓|我是|名字|名叫|本人叫|" + "|".join(cue.HAN_TITLES))


def _phrases(*listed: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their last word, the longest first."""
    by_last: defaultdict[str, set[Phrase]] = defaultdict(set)
    for written in chain(*listed):
        words = tuple(fold(word) for word in WORD.findall(written))
        by_last[words[-1]].add(words)
    return {last: tuple(sorted(phrases, key=len, reverse=True)) for last, phrases in by_last.items()}


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _with_arabic_prefixes(titles: Iterable[str]) -> Iterator[str]:
    """The titles with the conjunction and the prepositions that are written together with them."""
    for title in titles:
        yield from (f"و{title}", f"ب{title}", title.replace("ال", "لل", 1))


_TITLES = _phrases(*cue.TITLES.values(), _with_arabic_prefixes(cue.TITLES["ar"]))
_TITLES_AFTER = _folded(cue.TITLES_AFTER)
_DOTTED = _folded(cue.DOTTED_TITLES)
_CAPITAL = _folded(cue.CAPITAL_TITLES)
_HOMOGRAPHS = {word: _folded(shown_by) for word, shown_by in cue.HOMOGRAPHS.items()}
_INTRODUCTIONS = _phrases(cue.INTRODUCTIONS)
_LOOSE = _phrases(cue.LOOSE_INTRODUCTIONS)
_AFTER_NAMES = _folded(cue.INTRODUCTIONS_AFTER)
_ROLES = _folded(cue.ROLES)
_NO_SECOND_NAMES = _folded(cue.WORDS_AFTER_NAMES) | _ROLES
_PLACES = _folded(cue.PLACES_BEFORE)
_PLACES_AFTER = _folded(cue.PLACES_AFTER)
_ABBREVIATIONS = _folded(cue.ABBREVIATIONS)
_NOT_SOMEBODY = _folded(cue.NOT_SOMEBODY)
_JOINING = _folded(cue.JOINING)
_PEOPLES_END = tuple(_folded(cue.PEOPLES_END))

TRIGGERS = frozenset((*_TITLES, *_TITLES_AFTER, *_DOTTED, *_INTRODUCTIONS, *_LOOSE, *_AFTER_NAMES))
"""Words without one of which no title or introduction is in a text."""

_IN_TITLES = re.compile(r"[-‐/]")
_IN_PHRASES = re.compile(r"[ \u00a0'’ʼ-]{1,2}")
_AFTER_TITLE = re.compile(r"\.?[ \u00a0]+|\.")
_TAG_SIGNS = re.compile(r"[(（]|\p{L}\.[ \u00a0-]?\p{L}|^[^.:：]{3,80}[:：]")
"""Without one of these there is neither a tag nor a row of initials."""
_AFTER_DOT = re.compile(r"\.[ \u00a0]*")
_AFTER_INTRODUCTION = re.compile(r"[ \u00a0]*[:,]?[ \u00a0]*[\"«“„]?")
_PAUSE = re.compile(r"[^\s'’ʼ-]")
_SET_OFF = re.compile(r"\s*(?:[,;.]|[–—-] |$)")


def names_by_cues(text: str, words: Sequence[Word]) -> Iterator[Span]:
    """Names after titles and introductions, and names of speakers at the beginning of a line."""
    if not TRIGGERS.isdisjoint(word.folded for word in words):
        for index in range(len(words)):
            yield from _at(text, words, index)
    if _TAG_SIGNS.search(text):
        yield from _tagged(text, words)
    if HAN_CUES.search(text):
        yield from (Span(match.start(), match.end(), "name") for match in HAN_TITLED.finditer(text))
        yield from (Span(match.start("name"), match.end("name"), "name") for match in HAN_INTRODUCED.finditer(text))


def _at(text: str, words: Sequence[Word], index: int) -> Iterator[Span]:
    """The names that the word at `index` gives away."""
    folded = words[index].folded
    if folded in _TITLES and _is_title(text, words, index):
        yield from _name_after(text, words, index, _AFTER_TITLE)
    elif folded in _DOTTED and not _opens_a_list(text, words, index):
        yield from _name_after(text, words, index, _AFTER_DOT)
    if folded in _INTRODUCTIONS and _begin(text, words, index, _INTRODUCTIONS[folded]) is not None:
        yield from _name_after(text, words, index, _AFTER_INTRODUCTION)
        yield from _name_in_lower_case(text, words, index)
    elif folded in _LOOSE:
        first = _begin(text, words, index, _LOOSE[folded])
        if first is not None and _opens_a_clause(text, words, first):
            yield from _loosely_introduced(text, words, index)
    if folded in _TITLES_AFTER or folded in _AFTER_NAMES:
        yield from _name_before(text, words, index)


def _is_title(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether a title ends with the word at `index`: no word written alike, nor part of a public place's name."""
    folded = words[index].folded
    first = _begin(text, words, index, _TITLES[folded], _IN_TITLES)
    if first is None or _is_public_place(words, first):
        return False
    written = text[words[index].start : words[index].end]
    if folded in _CAPITAL and written[0].islower():
        return False
    if len(written) > 1 and written.isupper() and has_case(written):  # MS Office, DR Congo, but MR KARIUKI
        following = words[index + 1 : index + 2]
        if not all(text[word.start : word.end].isupper() for word in following):
            return False
    return folded not in _HOMOGRAPHS or _HOMOGRAPHS[folded].isdisjoint(word.folded for word in words)


def _begin(
    text: str,
    words: Sequence[Word],
    last: int,
    phrases: Iterable[Phrase],
    between: re.Pattern[str] = _IN_PHRASES,
) -> int | None:
    """Index of the first word of the phrase that ends with the word at `last`; None where there is none."""
    for phrase in phrases:
        first = last - len(phrase) + 1
        if first < 0 or tuple(word.folded for word in words[first : last + 1]) != phrase:
            continue
        gaps = pairwise(words[first : last + 1])
        if all(between.fullmatch(text, before.end, after.start) for before, after in gaps):
            return first
    return None


def _is_public_place(words: Sequence[Word], index: int) -> bool:
    """Whether a place or institution is called after the name that begins at `index`."""
    return any(word.folded in _PLACES for word in words[max(0, index - 2) : index])


def _opens_a_list(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether "D." is a letter of an enumeration, not of "a D. Marinalva" or of "M. Traoré said"."""
    word = words[index]
    written = text[word.start : word.end]
    if written.islower() or text[word.end : word.end + 1] != ".":
        return True
    follows_words = index > 0 and text[words[index - 1].end : word.start].isspace()
    return written.upper() != "M" and not follows_words


def _name_after(text: str, words: Sequence[Word], index: int, between: re.Pattern[str]) -> Iterator[Span]:
    gap = between.match(text, words[index].end)
    if gap is None or index + 1 == len(words) or words[index + 1].start != gap.end():
        return
    following = words[index + 1]
    if has_case(text[following.start : following.end]):
        yield from _capitalised(text, gap.end())
    elif has_case(text[words[index].start :]):  # another script: no name goes on like that
        return
    elif (end := _end_without_case(text, words, index + 1)) is not None:
        yield Span(following.start, end, "name")


def _name_in_lower_case(text: str, words: Sequence[Word], index: int) -> Iterator[Span]:
    """The name in "my name is mary and i ...": one word, then a pause or "and", "from" and the like."""
    gap = _AFTER_INTRODUCTION.match(text, words[index].end)
    following = words[index + 1 : index + 3]
    if gap is None or not following or following[0].start != gap.end():
        return
    written = text[following[0].start : following[0].end]
    is_in_lower_case = has_case(written) and written.islower() and len(written) >= MIN_LOWER_CASE_LETTERS
    is_joined = len(following) == 2 and following[1].folded in _JOINING
    if is_in_lower_case and (is_joined or _SET_OFF.match(text, following[0].end)):
        yield Span(following[0].start, following[0].end, "name")


def _capitalised(text: str, start: int) -> Iterator[Span]:
    """The name in capitals at `start`, up to the first word that is a role."""
    match = NAME.match(text, start)
    if match is None:
        return
    end = start
    if fold(WORD.findall(match.group())[-1]) in _PLACES_AFTER:
        return
    for word in WORD.finditer(text, start, match.end()):
        if fold(word.group()) in _ROLES:
            break
        end = word.end()
    if end > start and not _is_acronym(text, start, end):
        yield Span(start, end, "name")


def _is_acronym(text: str, start: int, end: int) -> bool:
    """Whether the word in capitals is no name: in a text that is not in capitals altogether."""
    return end - start <= ACRONYM_LETTERS and end - start > 1 and text[start:end].isupper() and not text.isupper()


def _end_without_case(text: str, words: Sequence[Word], index: int) -> int | None:
    """Where the name of one or two words at `index` ends, in a script without capitals; None where there is none."""
    first = words[index]
    if (
        first.folded in _NO_SECOND_NAMES
        or first.folded.startswith(ARABIC_ARTICLE)
        or any(map(str.isdigit, first.folded))
    ):
        return None
    if index + 1 == len(words) or not text[first.end : words[index + 1].start].isspace():
        return first.end
    second = words[index + 1]
    if second.folded in (fold("بن"), fold("ابن"), fold("بنت")) and index + 2 < len(words):
        return words[index + 2].end
    return second.end if _is_second_name(text, words, index + 1) else first.end


def _is_second_name(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether the word at `index`, after a first name, goes on with it.

    It tells by its article or ending, or as the last word before a pause; in Amharic the last word is the verb.
    """
    word = words[index]
    if word.folded in _NO_SECOND_NAMES:
        return False
    if "\u10a0" <= word.folded[0] <= "\u10ff":
        return GEORGIAN_SURNAME.search(word.folded) is not None
    if "\u0600" <= word.folded[0] <= "\u06ff":
        is_joined_by_and = word.folded.startswith("و")
        return word.folded.startswith(ARABIC_ARTICLE) or (not is_joined_by_and and _ends_a_phrase(text, words, index))
    return not _ends_a_phrase(text, words, index) and index + 2 < len(words)


def _ends_a_phrase(text: str, words: Sequence[Word], index: int) -> bool:
    if index + 1 == len(words):
        return True
    gap = text[words[index].end : words[index + 1].start]
    return not gap.isspace() or words[index + 1].folded.startswith("و")


def _opens_a_clause(text: str, words: Sequence[Word], index: int) -> bool:
    return index == 0 or _PAUSE.search(text, words[index - 1].end, words[index].start) is not None


def _loosely_introduced(text: str, words: Sequence[Word], index: int) -> Iterator[Span]:
    """The name after "I am": two words in capitals, or one set off by a comma that is no people."""
    gap = _AFTER_INTRODUCTION.match(text, words[index].end)
    if gap is None or index + 1 == len(words):
        return
    following = words[index + 1]
    if not has_case(text[following.start : following.end]):
        end = _end_without_case(text, words, index + 1)
        if end is not None and "\u10a0" <= following.folded[0] <= "\u10ff" and end > following.end:
            yield Span(following.start, end, "name")
        return
    for span in _capitalised(text, gap.end()):
        parts = [fold(word) for word in WORD.findall(text[span.start : span.end])]
        is_set_off = bool(_SET_OFF.match(text, span.end)) and text[span.end : span.end + 1] in (",", "،")
        is_people = any(part in _NOT_SOMEBODY or part.endswith(_PEOPLES_END) for part in parts[:1])
        is_acronym = text[span.start : span.end].isupper()
        if not is_acronym and (len(parts) > 1 or is_set_off) and not is_people:
            yield span


def _name_before(text: str, words: Sequence[Word], index: int) -> Iterator[Span]:
    """The name right before a word such as "müəllim" or "እባላለሁ"."""
    if index == 0 or not text[words[index - 1].end : words[index].start].isspace():
        return
    before = words[index - 1]
    written = text[before.start : before.end]
    is_name = written[0].isupper() if has_case(written) else before.folded not in _NO_SECOND_NAMES | {fold("მე")}
    follows_name = has_case(written) or _ends_a_phrase(text, words, index)
    if is_name and follows_name and before.folded not in _ROLES:
        yield Span(before.start, before.end, "name")


def _tagged(text: str, words: Sequence[Word]) -> Iterator[Span]:
    for match in INITIALS_WITH_ORGANISATION.finditer(text):
        if not is_abbreviation(match.group("name")):
            yield Span(match.start("name"), match.start("name") + len(match.group("name").rstrip()), "name")
    for match in INITIALS_WITH_SURNAME.finditer(text):
        index = next((index for index, word in enumerate(words) if word.start >= match.start()), 0)
        is_place = _is_public_place(words, index) or words[index].folded in _PLACES
        if not is_place and not is_abbreviation(match.group("initials")):
            yield Span(match.start("name"), match.end("name"), "name")
    for match in NAME_WITH_ROLE.finditer(text):
        if not is_role(match.group("name")):
            yield Span(match.start("name"), match.end("name"), "name")


def is_abbreviation(initials: str) -> bool:
    """Whether initials are a country's or an organisation's: "U.N."."""
    return "".join(fold(word) for word in WORD.findall(initials)) in _ABBREVIATIONS


def is_role(tag: str) -> bool:
    """Whether a tag of a speaker names a role, not a person."""
    return any(fold(word) in _ROLES for word in WORD.findall(tag)) or any(map(str.isdigit, tag))
