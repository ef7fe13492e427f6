"""Every field of rows and sessions that is shown, without personal data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.languages.identify import identify
from corpus.privacy.markers import MARKER
from corpus.privacy.redact import Redacted, Redactor, likely_regions, needs_language
from corpus.privacy.review import replacements
from corpus.privacy.spans import Span
from corpus.rows import Row, Session
from corpus.schemas import Replacement

CODE = re.compile(r"[\w.:-]*\d[\w.:-]*")
"""An author's id that names nobody: one word with a digit ("p-17", "0042", a UUID)."""
PLACE = re.compile(r"(?P<part>.*?)(?P<number>(?:, )?(?:line|paragraph|row) \d+(?:, sentence \d+)?)")
"""The sheet or attachment that a statement stands in, whose name may be anybody's, and where in it."""
LONG_NUMBER = re.compile(r"\+?[\d ()-]{9,}")
"""An author's id that may be a telephone or identification number."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a row, and what tells personal data in them."""

    text: str
    session_id: str | None = None
    language: str | None = None
    """As declared."""
    country: str | None = None
    """Of the session."""


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in the words of a row, what else looks like some, and where telephone numbers may be from."""

    redacted: Redacted
    suspected: tuple[Span, ...]
    regions: tuple[str, ...]


def redact_words(redactor: Redactor, words: Words, *, suspects: bool = False) -> Found:
    """The words of one row with markers; what is only suspected is told if `suspects`."""
    language = words.language or (identify([words.text])[0][0] if needs_language(words.text) else None)
    regions = likely_regions(language, words.country)
    redacted = redactor.redact(words.text, regions=regions, session_id=words.session_id)
    return Found(redacted, tuple(redactor.suspected(words.text, redacted)) if suspects else (), regions)


@dataclass
class RowRedactor:
    """Redacts the rows and sessions of one reading, and counts and notes what was replaced.

    Ids that hold personal data become a marker, "-2" where several would be the same: statements of one session or
    author stay together.
    """

    redactor: Redactor
    keeps_replacements: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    """Each text once, and each distinct heading, tag, title and name of a file."""
    replacements: list[Replacement] = field(default_factory=list)
    _shown_ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _taken_ids: set[tuple[str, str]] = field(default_factory=set)
    _repeated: dict[tuple[str, str, str | None], str] = field(default_factory=dict)

    def row(self, row: Row, found: Found, *, source: str) -> Row:
        """The row of `source`, in whose words this was found, with markers in all that is shown."""
        at = _At(source, row.source_ref, row.place)

        def with_numbers(text: str) -> Redacted:
            return self.redactor.redact(text, regions=found.regions, session_id=row.session_id)

        def tag(text: str) -> Redacted:
            return self.redactor.redact_speaker(text, session_id=row.session_id)

        return replace(
            row,
            text=self._noted(row.text, found.redacted, "text", at, found.suspected),
            context=self._once(row.context, with_numbers, "context", at, row.session_id),
            speaker=self._speaker(row.speaker, tag, at, row.session_id),
            source_ref=self.label(row.source_ref, "file", at),
            place=self._place(row.place, at),
            session_id=self.session_id(row.session_id),
            author_id=self._author(row.author_id, source, at),
        )

    def _place(self, place: str, at: _At) -> str:
        found = PLACE.fullmatch(place)
        return self.label(found["part"], "place", at) + found["number"] if found and found["part"] else place

    def session(self, session: Session) -> Session:
        """The session with markers in its title, its file's name and its id."""
        at = _At("", session.file or "", "")
        regions = likely_regions(None, session.country)

        def title(text: str) -> Redacted:
            return self.redactor.redact(text, regions=regions, session_id=session.session_id)

        return replace(
            session,
            session_id=self.session_id(session.session_id) or "",
            file=None if session.file is None else self.label(session.file, "file", at),
            title=self._once(session.title, title, "title", at, session.session_id),
        )

    def label(self, written: str, what: str = "file", at: _At | None = None) -> str:
        """The name of a file, or a sentence that holds one, with markers; numbers stay."""
        return self._once(written, self.redactor.redact_label, what, at or _At("", written, ""), None) or ""

    def session_id(self, session_id: str | None) -> str | None:
        """The id of a session as it is shown."""
        return None if session_id is None else self._label_of_one("session", session_id)

    def source_name(self, name: str) -> str:
        """The name of a source as it is shown."""
        return self._label_of_one("source", name)

    def _label_of_one(self, what: str, written: str) -> str:
        known = self._shown_ids.get((what, written))
        return known or self._unique(what, written, self.label(written, what, _At("", written, "")))

    def _author(self, author_id: str | None, source: str, at: _At) -> str | None:
        """An author's id as it is shown: a code stays, a name, an address or a long number becomes a marker."""
        if author_id is None:
            return None
        known = self._shown_ids.get(("author", author_id))
        if known is not None:
            return known
        written = author_id.removeprefix(f"{source}:")
        prefix = "" if written == author_id else f"{self.source_name(source)}:"
        if CODE.fullmatch(written) and not LONG_NUMBER.fullmatch(written):
            shown = self.label(written, "author", at)
        else:
            shown = self.redactor.redact(written).text
            shown = shown if shown.startswith("[") else "[id]" if LONG_NUMBER.fullmatch(written) else "[name]"
            self.counts[shown.strip("[]").split("]")[0]] += 1
        return self._unique("author", author_id, prefix + shown)

    def _speaker(
        self, written: str | None, redact: Callable[[str], Redacted], at: _At, session_id: str | None
    ) -> str | None:
        """A speaker's tag as it is shown: two people of one session stay two."""
        shown = self._once(written, redact, "speaker", at, session_id)
        if not written or not shown or shown == written:
            return shown
        what = f"speaker of {session_id}"
        return self._shown_ids.get((what, written)) or self._unique(what, written, shown)

    def _unique(self, what: str, written: str, shown: str) -> str:
        """`shown`, its marker numbered where another is shown so already; what is shown as it is keeps its name."""
        unique, n_uses = shown, 1
        while (what, unique) in self._taken_ids and unique != written:
            n_uses += 1
            unique = MARKER.sub(rf"\g<0>-{n_uses}", shown, count=1)
        self._taken_ids.add((what, unique))
        self._shown_ids[what, written] = unique
        return unique

    def _once(
        self, text: str | None, redact: Callable[[str], Redacted], what: str, at: _At, session_id: str | None
    ) -> str | None:
        """`text` with markers; the same text of the same session is looked at and counted once."""
        if not text:
            return text
        key = (what, text, session_id)
        if key in self._repeated:
            return self._repeated[key]
        redacted = redact(text)
        is_told = self.keeps_replacements and what == "context"
        noted = self._noted(text, redacted, what, at, self.redactor.suspected(text, redacted) if is_told else ())
        if noted != text or what != "file":  # a table has a reference of its own in each row, and counts none twice
            self._repeated[key] = noted
        return noted

    def _noted(self, text: str, redacted: Redacted, what: str, at: _At, suspected: Sequence[Span]) -> str:
        self.counts.update(redacted.counts)
        if self.keeps_replacements:
            noted = replacements(
                text, redacted.spans, suspected, source=at.source, file=at.file, place=at.place, field=what
            )
            self.replacements.extend(noted)
        return redacted.text


@dataclass(frozen=True)
class _At:
    """Where a text stands, for the review."""

    source: str
    file: str
    place: str


def row_redactor(
    rows: Sequence[Row],
    *,
    attendance: Mapping[str, Iterable[str]],
    names: Iterable[str] = (),
    allow: Iterable[str] = (),
    keeps_replacements: bool = False,
) -> RowRedactor:
    """A redactor that knows the declared names, and which of them are ordinary words of these rows."""

    def texts() -> Iterator[tuple[str, str | None]]:
        for row in rows:
            yield row.text, row.session_id

    by_session = {session_id: tuple(listed) for session_id, listed in attendance.items()}
    return RowRedactor(Redactor(names, by_session, allow, texts()), keeps_replacements)
