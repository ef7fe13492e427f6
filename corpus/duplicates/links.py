"""Statements that say the same as an earlier one, and which of them count where each is to count once.

Links are stars: every duplicate says the same as its original, and nothing is linked through a third. A near duplicate
differs in light words, accents, spaces between words, or one slip of the pen; a word exchanged, added or left out is
another statement, because that word may be a "not", a number, a name, or the people it is about.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from corpus.duplicates.wordings import capitalised_words, core_words, normal_form
from corpus.schemas import Group

MIN_LETTERS = 12
"""Letters, a Chinese or Japanese one for two, from which sentences may be near, or one statement in two sources.
Shorter answers coincide."""

MIN_SLIP_WORD = 6
"""Letters of the shortest word in which a letter too many, missing or exchanged with its neighbour is a slip: short
words are often one letter from another word."""

FIRM_LETTERS = 2
"""First letters of a word in which nothing is a slip: many languages negate there (illegal, незаконный, չունենք)."""

_HAN_AND_KANA = ("CJK", "HIRAGANA", "KATAKANA")


def link_duplicates(statements: pd.DataFrame, sessions: pd.DataFrame, groups: Sequence[Group]) -> pd.DataFrame:
    """The columns duplicate_of and duplicate_kind of `Statements`, with the index of `statements`.

    The original is the first in order of reading. Statements of sensitive groups, and from sessions declared for one,
    are linked with nothing: their words may be withheld, and a link would tell them.

    Args:
        statements: Columns statement_id, text, language, session_id, groups.
        sessions: Columns session_id, groups.
        groups: The groups declared.
    """
    at_risk = _at_risk(statements, sessions, {group.id for group in groups if group.sensitive})
    texts = statements["text"]
    # Not all words as a list: of a million statements the frame alone holds them, compactly.
    forms = {
        place: normal_form(text) or unicodedata.normalize("NFC", text)
        for place, (text, is_left_out) in enumerate(zip(texts, at_risk, strict=True))
        if not is_left_out
    }
    first: dict[str, int] = {}
    for place, form in forms.items():
        first.setdefault(form, place)
    near = _near_originals(_Wordings(first, texts, statements["language"]))
    ids = statements["statement_id"].tolist()
    originals: list[str | None] = [None] * len(ids)
    kinds: list[str | None] = [None] * len(ids)
    for place, form in forms.items():
        original = near.get(first[form], first[form])
        if original != place:
            originals[place] = ids[original]
            kinds[place] = "near" if first[form] in near else _kind(texts.iloc[place], texts.iloc[original])
    return pd.DataFrame(
        {
            "duplicate_of": pd.Series(originals, index=statements.index, dtype="str"),
            "duplicate_kind": pd.Series(kinds, index=statements.index, dtype="str"),
        }
    )


def _at_risk(statements: pd.DataFrame, sessions: pd.DataFrame, sensitive: Collection[str]) -> NDArray[np.bool_]:
    declared = {row.session_id for row in sessions.itertuples() if not set(sensitive).isdisjoint(row.groups)}
    own = statements["groups"].map(lambda ids: not set(sensitive).isdisjoint(ids)).astype(bool)
    return np.asarray(own | statements["session_id"].isin(list(declared)), dtype=bool)


def _kind(text: str, original: str) -> str:
    is_exact = unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", original)
    return "exact" if is_exact else "normalised"


# --- near duplicates ----------------------------------------------------------------------------------------


class _Wording:
    """The first statement of a normal form, with its core words; `words` is empty where it is too short to be near."""

    __slots__ = ("capitalised", "language", "place", "words")

    def __init__(self, place: int, form: str, language: str, text: str) -> None:
        words = core_words(form, language)
        self.place = place
        self.language = language
        self.words = words if n_letters("".join(words)) >= MIN_LETTERS else ()
        self.capitalised = capitalised_words(text) if self.words else frozenset()

    def hashes(self) -> Iterator[int]:
        """Hashes of what near wordings have in common: all words run together, or all but one that may hold a slip."""
        if not self.words:
            return
        yield hash((self.language, "".join(self.words)))
        placed = [hash((at, word)) for at, word in enumerate(self.words)]
        total = sum(placed)
        for at, word in enumerate(self.words):
            if self.may_hold_slip(word):
                yield hash((self.language, len(self.words), at, word[:FIRM_LETTERS], total - placed[at]))

    def may_hold_slip(self, word: str) -> bool:
        """Whether a word may be one letter off: long, not a name, in a script that has capitals.

        Elsewhere (Arabic, Hebrew, Amharic, Chinese, Thai) a letter is a person, a tense or a "not".
        """
        return (
            len(word) >= MIN_SLIP_WORD - 1
            and word.isalpha()
            and word.lower() != word.upper()
            and word not in self.capitalised
        )


def n_letters(text: str) -> int:
    """How much `text` says, in letters: Chinese and Japanese ones count twice, spaces and signs not at all."""
    return sum(map(_n_letters, text))


@lru_cache(maxsize=1 << 15)
def _n_letters(letter: str) -> int:
    return 1 + unicodedata.name(letter, "").startswith(_HAN_AND_KANA) if letter.isalnum() else 0


class _Wordings:
    """The wordings of normal forms, in order of reading; each is made when it is asked for, as a word takes memory."""

    def __init__(self, first: Mapping[str, int], texts: pd.Series[str], languages: pd.Series[str]) -> None:
        self._forms = list(first)
        self._places = list(first.values())
        self._texts, self._languages = texts, languages

    def __getitem__(self, at: int) -> _Wording:
        place = self._places[at]
        return _Wording(place, self._forms[at], self._languages.iloc[place], self._texts.iloc[place])

    def __iter__(self) -> Iterator[_Wording]:
        texts = self._texts.iloc[self._places]
        languages = self._languages.iloc[self._places]
        for place, form, language, text in zip(self._places, self._forms, languages, texts, strict=True):
            yield _Wording(place, form, language, text)


def _near_originals(wordings: _Wordings) -> dict[int, int]:
    """The place of the first wording that each near duplicate repeats, by the duplicate's own place.

    Wordings are in order of reading. Only those with a key in common are compared, so that time grows with the text.
    """
    near: dict[int, int] = {}
    made = lru_cache(maxsize=1024)(wordings.__getitem__)
    for later, earlier in _candidates(wordings):
        one, other = made(later), made(earlier)
        if one.place not in near and other.place not in near and _is_near(one, other):
            near[one.place] = other.place
    return near


def _candidates(wordings: Iterable[_Wording]) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) of positions with a key in common, in order of the later and then of the earlier."""
    hashes, places = array("q"), array("i")
    for at, wording in enumerate(wordings):
        for key in wording.hashes():
            hashes.append(key)
            places.append(at)
    if not hashes:
        return
    keys, owners = np.frombuffer(hashes, dtype=np.int64), np.frombuffer(places, dtype=np.intc)
    order = np.argsort(keys, kind="stable")  # owners are in order already
    keys, owners = keys[order], owners[order]
    earlier: dict[int, set[int]] = defaultdict(set)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    ends = np.r_[starts[1:], len(keys)]
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        shared = owners[start:end].tolist()
        for at, later in enumerate(shared):
            earlier[later].update(shared[:at])
    for later in sorted(earlier):
        yield from ((later, each) for each in sorted(earlier[later]))


def _is_near(one: _Wording, other: _Wording) -> bool:
    if "".join(one.words) == "".join(other.words):
        return True
    differing = [pair for pair in zip(one.words, other.words, strict=False) if pair[0] != pair[1]]
    if len(one.words) != len(other.words) or len(differing) != 1:
        return False
    first, second = differing[0]
    return one.may_hold_slip(first) and other.may_hold_slip(second) and _is_slip(first, second)


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter too many, or by two neighbours exchanged; never by another letter."""
    return (
        max(len(one), len(other)) >= MIN_SLIP_WORD
        and one[:FIRM_LETTERS] == other[:FIRM_LETTERS]
        and (len(one) != len(other) or sorted(one) == sorted(other))
        and OSA.distance(one, other, score_cutoff=1) == 1
    )
