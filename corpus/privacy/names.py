"""Names that are declared: a session's attendance list, the team's own list, public names that stay readable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import regex as re

from corpus.privacy.cue_words import (
    DOTTED_TITLES,
    HAN_DOUBLE_SURNAMES,
    HAN_ORDINARY,
    HAN_SURNAMES,
    NAME_PARTICLES,
    ORDINARY_NAMES,
    TITLES,
)
from corpus.privacy.spans import Span
from corpus.privacy.words import UNSPACED, WORD, Word, fold, forms, has_case, words_of

MIN_LETTERS_ALONE = 3
"""A part of a name that is shorter ("Li", "Ng") is replaced only within the whole name."""
MIN_SAID_ELSEWHERE = 3
"""Once or twice somebody may be spoken of in a session that they did not attend."""
MAX_NAME_WORDS = 10
"""A line of more words in a list of names is a remark."""

Parts = tuple[str, ...]

_PARTICLES = frozenset(fold(word) for word in NAME_PARTICLES)
_ORDINARY = frozenset(fold(word) for word in ORDINARY_NAMES)
_TITLES = frozenset(fold(part) for titles in TITLES.values() for title in titles for part in WORD.findall(title))
_BRACKETS = re.compile(r"[(\[（].*?[)\]）]|[(\[（].*$| [-–—|/] .*$")
_IN_ADDRESSES = frozenset("@/_")
"""Beside a word they show an address, where names are in lower case without being words."""
_BETWEEN_PARTS = re.compile(r"[\s,.'’ʼ‐_-]{1,3}")


def name_parts(written: str) -> Parts:
    """The folded words of a name as a list has it, without titles and what stands in brackets or after a dash.

    Empty where there is no name: digits, an e-mail address, a sentence.
    """
    bare = _BRACKETS.sub(" ", written)
    if "@" in bare or any(map(str.isdigit, bare)):
        return ()
    parts = tuple(fold(word) for word in WORD.findall(bare))
    kept = tuple(part for part in parts if part not in _TITLES and part not in DOTTED_TITLES)
    return kept if 0 < len(kept) <= MAX_NAME_WORDS else ()


class DeclaredNames:
    """Finds declared names in texts, across case, accents and the endings of many languages.

    A whole name is found in any text; one of its parts only where `by_session` or `everywhere` lists it for that
    text, where it is no ordinary word, and, in scripts with capitals, where it is written with one.
    """

    def __init__(
        self,
        everywhere: Iterable[str] = (),
        by_session: Mapping[str, Collection[str]] | None = None,
        ordinary: Collection[str] = frozenset(),
    ) -> None:
        named = {session_id: tuple(names) for session_id, names in (by_session or {}).items()}
        self._made_of = (tuple(everywhere), named, tuple(sorted(ordinary)))
        self._ordinary = _ORDINARY | frozenset(ordinary)
        self._bases: defaultdict[str, set[str]] = defaultdict(set)
        self._sequences: defaultdict[str, set[Parts]] = defaultdict(set)
        self._alone: defaultdict[str | None, set[str]] = defaultdict(set)
        self._unspaced: defaultdict[str | None, set[str]] = defaultdict(set)
        for name in self._made_of[0]:
            self._declare(name, None)
        for session_id, names in named.items():
            for name in names:
                self._declare(name, session_id)
        self._unspaced_patterns = {
            session_id: re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
            for session_id, words in self._unspaced.items()
        }

    def __reduce__(self) -> tuple[type[DeclaredNames], tuple[object, ...]]:
        """On its way to another process it is what it was made of, in one order whichever process made it."""
        return DeclaredNames, self._made_of

    def __bool__(self) -> bool:
        """Whether any name is declared."""
        return bool(self._bases or self._unspaced)

    def _declare(self, written: str, session_id: str | None) -> None:
        if UNSPACED.search(written):
            self._declare_unspaced(written, session_id)
            return
        parts = name_parts(written)
        for part in parts:
            for form in forms(part):
                self._bases[form].add(part)
        for sequence in _sequences(parts):
            self._sequences[sequence[0]].add(sequence)
        self._alone[session_id].update(part for part in parts if self._may_stand_alone(part))

    def _may_stand_alone(self, part: str) -> bool:
        return len(part) >= MIN_LETTERS_ALONE and part not in self._ordinary and part not in _PARTICLES

    def _declare_unspaced(self, written: str, session_id: str | None) -> None:
        """The whole name everywhere; the given name alone where the list says so."""
        name = "".join(WORD.findall(_BRACKETS.sub("", written)))
        if len(name) < 2:
            return
        self._unspaced[None].add(name)
        given = name[2:] if name.startswith(HAN_DOUBLE_SURNAMES) else name[1:] if name[0] in HAN_SURNAMES else ""
        if len(given) >= 2 and given not in HAN_ORDINARY:
            self._unspaced[session_id].add(given)

    def find(self, text: str, words: Sequence[Word], session_id: str | None = None) -> Iterator[Span]:
        """The declared names in `text`, whose words are `words`; parts in their order of place."""
        alone = (self._alone.get(None, set()), self._alone.get(session_id, set()))
        next_free = 0
        for index, word in enumerate(words):
            bases = self._bases.get(word.folded)
            if bases is None or index < next_free:
                continue
            n_parts = max((self._n_matched(text, words, index, base) for base in bases), default=0)
            if n_parts:
                yield Span(word.start, words[index + n_parts - 1].end, "name")
                next_free = index + n_parts
            elif any(not bases.isdisjoint(parts) for parts in alone) and self._looks_alone(text, word):
                yield Span(word.start, word.end, "name")
        for key in {None, session_id}:
            if (pattern := self._unspaced_patterns.get(key)) is not None:
                yield from (Span(match.start(), match.end(), "name") for match in pattern.finditer(text))

    def find_ordinary(self, text: str, words: Sequence[Word]) -> Iterator[Span]:
        """Parts of declared names that are ordinary words, written with a capital within a sentence: they stay."""
        for before, word in pairwise(words):
            is_within_sentence = text[before.end : word.start].isspace()
            if is_within_sentence and text[word.start].isupper() and has_case(text[word.start : word.end]):
                bases = self._bases.get(word.folded, set())
                if any(base in self._ordinary or word.folded in self._ordinary for base in bases):
                    yield Span(word.start, word.end, "name")

    def _looks_alone(self, text: str, word: Word) -> bool:
        is_written_so = not has_case(text[word.start : word.end]) or text[word.start].isupper()
        return is_written_so and word.folded not in self._ordinary

    def _n_matched(self, text: str, words: Sequence[Word], index: int, base: str) -> int:
        """How many words from `index` on are the longest declared name of several parts; 0 where there is none."""
        best = 0
        for sequence in self._sequences.get(base, ()):
            n_parts = len(sequence)
            following = words[index : index + n_parts]
            if n_parts > best and len(following) == n_parts and self._is_sequence(text, following, sequence):
                best = n_parts
        return best

    def _is_sequence(self, text: str, words: Sequence[Word], sequence: Parts) -> bool:
        are_parts = all(
            part in self._bases.get(word.folded, ()) for word, part in zip(words[1:], sequence[1:], strict=True)
        )
        return are_parts and all(
            _BETWEEN_PARTS.fullmatch(text, before.end, after.start) for before, after in pairwise(words)
        )

    def ordinary_parts(self, texts: Iterable[tuple[str, str | None]]) -> set[str]:
        """Which parts of declared names are ordinary words of the corpus, from its texts with their sessions.

        In scripts with capitals: written in lower case outside a whole name. In others: said several
        times in sessions that do not list them.
        """
        parts = {form for form, bases in self._bases.items() if any(self._may_stand_alone(base) for base in bases)}
        in_lower_case: set[str] = set()
        said_elsewhere: Counter[str] = Counter()
        for text, session_id in texts:
            words = words_of(text)
            if parts.isdisjoint(word.folded for word in words):
                continue
            listed = self._alone[None] | self._alone.get(session_id, set())
            for word in self._outside_names(text, words):
                written = text[word.start : word.end]
                if word.folded not in parts:
                    continue
                if has_case(written) and written.islower():
                    in_lower_case.add(word.folded)
                elif not has_case(written) and listed.isdisjoint(self._bases[word.folded]):
                    said_elsewhere[word.folded] += 1
        return in_lower_case | {word for word, n_texts in said_elsewhere.items() if n_texts >= MIN_SAID_ELSEWHERE}

    def _outside_names(self, text: str, words: Sequence[Word]) -> Iterator[Word]:
        """The words that are in no whole name and in no address."""
        whole = [span for span in self.find(text, words) if not WORD.fullmatch(text, span.start, span.end)]
        for word in words:
            is_in_name = any(span.start <= word.start < span.end for span in whole)
            around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
            if not is_in_name and _IN_ADDRESSES.isdisjoint(around):
                yield word


def _sequences(parts: Parts) -> Iterator[Parts]:
    """The orders in which a name of several parts is said: whole, family name first, and any two neighbours."""
    if len(parts) < 2:
        return
    yield parts
    yield (*parts[1:], parts[0])
    yield (parts[-1], *parts[:-1])
    for first, second in (*pairwise(parts), (parts[0], parts[-1]), (parts[-1], parts[0])):
        if first not in _PARTICLES and second not in _PARTICLES:
            yield (first, second)
