"""Personal data, replaced by typed markers: the one door to this package.

What has a form (addresses, numbers), what follows a label ("passport no."), and names that are declared or given away
by the words around them. A name in running text that nothing announces has no form and stays; the report says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex as re

from corpus.privacy.cues import is_abbreviation, is_role, names_by_cues
from corpus.privacy.forms import addresses, ip_addresses
from corpus.privacy.identifiers import identifiers
from corpus.privacy.labels import labelled
from corpus.privacy.markers import MARKER, marker
from corpus.privacy.names import DeclaredNames
from corpus.privacy.phones import likely_regions, phones
from corpus.privacy.spans import Span, ascii_digits, without_overlaps
from corpus.privacy.suspects import suspected_names, suspected_numbers
from corpus.privacy.words import Word, has_case, words_of

__all__ = ["MIN_DIGITS", "Redacted", "Redactor", "likely_regions", "needs_language", "redact"]

MIN_DIGITS = 3
"""With fewer digits there is no number of a person in a text; an Azerbaijani FİN may have three."""
MIN_LANGUAGE_DIGITS = 7
"""With fewer there is neither a telephone nor an identification number, so that the language does not matter."""

_ADDRESS_SIGNS = re.compile(r"[@/:：\[{]|www")
INITIALS = re.compile(r"\p{Lu}{2}")
_JOINED = re.compile(r"[ \u00a0-]")
_BRACKET = re.compile(r"\s*[(（\[,;–—|/].*|\s+[-].*", re.DOTALL)


@dataclass(frozen=True)
class Redacted:
    """A text with markers, and what they stand for: spans of the text as it was, in order."""

    text: str
    spans: tuple[Span, ...] = ()

    @property
    def counts(self) -> Counter[str]:
        """How often each type was replaced."""
        return Counter(span.kind for span in self.spans)


class Redactor:
    """Replaces personal data, given the names that are declared.

    Args:
        names: The team's own list; these are replaced everywhere.
        by_session: Names of each session's attendance list: whole names are replaced everywhere, their parts in
            the session.
        allow: Public names that stay readable.
        texts: The corpus with the session of each text, to tell names that are ordinary words there.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        by_session: Mapping[str, Collection[str]] | None = None,
        allow: Iterable[str] = (),
        texts: Iterable[tuple[str, str | None]] = (),
    ) -> None:
        names = tuple(names)
        self._names = DeclaredNames(names, by_session)
        if self._names:
            ordinary = self._names.ordinary_parts(texts)
            self._names = DeclaredNames(names, by_session, ordinary)
        self._allowed = DeclaredNames(allow)

    def redact(self, text: str, *, regions: Sequence[str] = (), session_id: str | None = None) -> Redacted:
        """`text` with markers. `regions` are ISO 3166 countries where numbers without a country code may be from."""
        words = words_of(text)
        return _replaced(text, [*_addresses(text), *_numbers(text, regions), *self._names_in(text, words, session_id)])

    def redact_speaker(self, tag: str, *, session_id: str | None = None) -> Redacted:
        """The tag of a speaker's turn: the role stays, the name goes ("Maria Lopez (NGO)" is "[name] (NGO)")."""
        words = words_of(tag)
        spans = [*_addresses(tag), *_numbers(tag, ()), *self._names_in(tag, words, session_id)]
        if end := self._end_of_name(tag):
            spans.append(Span(0, end, "name"))
        return _replaced(tag, spans)

    def redact_label(self, label: str, *, session_id: str | None = None) -> Redacted:
        """A file's name or an id that is shown: numbers in it are dates and counters, all else is replaced."""
        return _replaced(label, [*_addresses(label), *self._names_in(label, words_of(label), session_id)])

    def _names_in(self, text: str, words: Sequence[Word], session_id: str | None) -> Iterator[Span]:
        """Declared names, and those that words around them give away, but for public ones.

        A part of a public name, as in "Mr Guterres", is public too, unless a participant has it.
        """
        declared, cued = list(self._names.find(text, words, session_id)), list(names_by_cues(text, words))
        if not (declared or cued):
            return
        public = list(self._allowed.find(text, words))
        whole = [span for span in public if len(words_of(text[span.start : span.end])) > 1]
        yield from (span for span in declared if not _is_within(span, whole))
        yield from (span for span in cued if not _is_within(span, public))

    def suspected(self, text: str, redacted: Redacted) -> list[Span]:
        """What in `text` looks like personal data and was not replaced: for the review."""
        words = words_of(text)
        found = [*suspected_names(text, words), *self._names.find_ordinary(text, words)]
        if sum(map(str.isdigit, text)) >= MIN_DIGITS:
            found += suspected_numbers(ascii_digits(text))
        public = list(self._allowed.find(text, words))
        return [
            span
            for span in without_overlaps(found)
            if not _is_within(span, public)
            and all(span.end <= replaced.start or replaced.end <= span.start for replaced in redacted.spans)
        ]

    def _end_of_name(self, tag: str) -> int:
        """Where the name in a speaker's tag ends; 0 where the tag names a role only.

        Two to four words with capitals, or initials, before a bracket or alone.
        """
        bracket = _BRACKET.search(tag)
        who = tag[: bracket.start()] if bracket else tag
        words = words_of(who)
        if is_role(who) or is_abbreviation(who) or list(self._allowed.find(who, words)):
            return 0
        written = [who[word.start : word.end] for word in words]
        if all(len(word) == 1 and word.isupper() for word in written) and len(written) in (2, 3):
            return len(who.rstrip())
        if len(written) == 1 and INITIALS.fullmatch(written[0]) and bracket is not None:
            return len(who.rstrip())
        is_name = 2 <= len(written) <= 4 and all(has_case(word) and word[0].isupper() for word in written)
        is_acronym = any(len(word) > 1 and word.isupper() for word in written)
        return len(who.rstrip()) if is_name and bracket is not None and not is_acronym else 0


def _is_within(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def redact(text: str, *, regions: Sequence[str] = ()) -> tuple[str, Counter[str]]:
    """`text` with markers, and how often each type was replaced, where no names are declared."""
    redacted = _NOBODY.redact(text, regions=regions)
    return redacted.text, redacted.counts


def needs_language(text: str) -> bool:
    """Whether what is replaced in `text` may depend on its language: only numbers without a country code do."""
    return sum(map(str.isdigit, text)) >= MIN_LANGUAGE_DIGITS


def _addresses(text: str) -> Iterator[Span]:
    if _ADDRESS_SIGNS.search(text):
        yield from addresses(text)


def _numbers(text: str, regions: Sequence[str]) -> Iterator[Span]:
    if sum(map(str.isdigit, text)) < MIN_DIGITS:
        return
    digits = ascii_digits(text)
    yield from labelled(digits)
    yield from identifiers(digits, regions)
    yield from ip_addresses(digits)
    yield from phones(digits, regions)


def _replaced(text: str, found: list[Span]) -> Redacted:
    if not found:
        return Redacted(text)
    markers = [match.span() for match in MARKER.finditer(text)]
    outside = [span for span in found if not any(start <= span.start < end for start, end in markers)]
    spans = _joined(text, without_overlaps(outside))
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], marker(span.kind))
        end = span.end
    return Redacted("".join((*pieces, text[end:])), tuple(spans))


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans, where two of names with only a space or hyphen between are one."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before and before.kind == span.kind == "name" and _JOINED.fullmatch(text, before.end, span.start):
            joined[-1] = Span(before.start, span.end, "name")
        else:
            joined.append(span)
    return joined


_NOBODY = Redactor()
