"""The report's words: gettext catalogues read from .po files; numbers and dates as each language has them."""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("en", "fr", "es")
NO_FIGURE = "–"

_APOSTROPHE = re.compile(r"(?<=\w)'")
_NARROW = re.compile(r"[ \u00a0](?=[;:!?»])|(?<=«)[ \u00a0]")
_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%%)")


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext tools know it
    """Mark a constant for translation and leave it as it is."""
    return message


@dataclass(frozen=True)
class Wording:
    """One report language: its catalogue and its habits with numbers, dates and lists."""

    language: str
    locale: Locale
    translations: gettext.NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """The message in this language, with its placeholders filled."""
        return self.translations.gettext(message) % values

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """The form of the message that goes with `n`, with its placeholders filled."""
        return self.translations.ngettext(singular, plural, n) % values

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number with at most `digits` decimals; a dash where there is none."""
        if value is None or math.isnan(value):
            return NO_FIGURE
        if math.isinf(value):
            return "∞"
        return _number(value, digits, self.locale)

    def times(self, lift: float) -> str:
        """A lift with two significant digits, so that 0.95 does not read as parity."""
        return self.number(lift, 2 if lift < 1.995 else 1)

    def q_value(self, value: float) -> str:
        """A q-value as a comparison: never as nought; a dash where there is none."""
        if math.isnan(value):
            return f"q {NO_FIGURE}"
        return (
            f"q < {self.number(0.001, 3)}" if value < 0.0005 else f"q = {self.number(value, 3 if value < 0.1 else 2)}"
        )

    def percent(self, share: float | None) -> str:
        """A share from 0 to 1 as a whole percentage; above 0 but below half a percent reads as such."""
        if share is None or math.isnan(share):
            return NO_FIGURE
        if 0 < share < 0.005:
            return "< " + str(format_percent(0.01, locale=self.locale))
        return str(format_percent(share, locale=self.locale))

    def day(self, moment: datetime) -> str:
        """A date in words."""
        return _date(moment.date(), "long", self.locale)

    def month(self, moment: datetime) -> str:
        """A month in words, for dates that are kept coarse to protect people."""
        return _date(moment.date(), "MMMM yyyy", self.locale)

    def minute(self, moment: datetime) -> str:
        """A date and time in words, in UTC."""
        return f"{self.day(moment)}, {format_datetime(moment, format='HH:mm', locale=self.locale)} UTC"

    def join(self, items: Sequence[str]) -> str:
        """A list in words: a, b and c."""
        return str(format_list(list(items), locale=self.locale))

    def language_name(self, code: str) -> str:
        """A language's name in this language; the code where Babel knows none."""
        if code == "und":
            return self.gettext("unknown language")
        return _language_name(code, self.locale)

    def statements(self, n: int) -> str:
        """A number of statements in words."""
        return self.ngettext("%(n)s statement", "%(n)s statements", n, n=self.number(n))

    def topics(self, n: int) -> str:
        """A number of topics in words."""
        return self.ngettext("%(n)s topic", "%(n)s topics", n, n=self.number(n))

    def sessions(self, n: int) -> str:
        """A number of sessions in words."""
        return self.ngettext("%(n)s session", "%(n)s sessions", n, n=self.number(n))

    def languages(self, n: int) -> str:
        """A number of languages in words."""
        return self.ngettext("%(n)s language", "%(n)s languages", n, n=self.number(n))

    def findings(self, n: int) -> str:
        """A number of findings in words."""
        return self.ngettext("%(n)s finding", "%(n)s findings", n, n=self.number(n))

    def hints(self, n: int) -> str:
        """A number of hints in words."""
        return self.ngettext("%(n)s hint", "%(n)s hints", n, n=self.number(n))

    def runs(self, n: int) -> str:
        """A number of runs in words."""
        return self.ngettext("%(n)s run", "%(n)s runs", n, n=self.number(n))

    def people(self, n: int) -> str:
        """A number of people in words."""
        return self.ngettext("%(n)s person", "%(n)s people", n, n=self.number(n))

    def fewer_than(self, n: int) -> str:
        """What stands where a figure is suppressed."""
        return self.gettext("fewer than %(n)s people", n=self.number(n))

    def interval(self, low: float, high: float) -> str:
        """The 95% interval of a lift in words."""
        return self.gettext("%(low)s to %(high)s", low=self.times(low), high=self.times(high))


# A large report says the same few numbers, dates and languages hundreds of thousands of times.
_kept = lru_cache(maxsize=10_000)


@_kept
def _number(value: float, digits: int, locale: Locale) -> str:
    decimals = "." + "0" * digits if digits else ""
    return str(format_decimal(value, format=f"#,##0{decimals}", locale=locale))


@_kept
def _date(day: date, pattern: str, locale: Locale) -> str:
    return str(format_date(day, format=pattern, locale=locale))


@_kept
def _language_name(code: str, locale: Locale) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_language_name(locale.language) or code
    except (UnknownLocaleError, ValueError):
        return str(locale.languages.get(code, code))


@lru_cache
def wording(language: str) -> Wording:
    """The words of a report language.

    Raises:
        ValueError: the language is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"report language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    # Day before month, as the rest of the world writes English dates.
    return Wording(language, Locale.parse({"en": "en_GB"}.get(language, language)), _translations(language))


def _translations(language: str) -> gettext.NullTranslations:
    """The catalogue compiled in memory, so that no build step can be forgotten; English is the source."""
    if language == "en":
        return _English()
    with (LOCALE_FOLDER / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        forms = message.string if isinstance(message.string, (list, tuple)) else [message.string or ""]
        printed = tuple(typeset(form, language) for form in forms)
        message.string = printed[0] if isinstance(message.string, str) else printed
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def typeset(text: str, language: str) -> str:
    """A message of ours as it is set in print, however it was typed.

    Apostrophes are round. No line breaks before a percent sign, nor before the signs that French sets apart; those
    stand off by a narrow space.
    """
    text = _BEFORE_PERCENT.sub("\u00a0", _APOSTROPHE.sub("’", text))
    return _NARROW.sub("\u202f", text) if language == "fr" else text


class _English(gettext.NullTranslations):
    """The messages of the source, typeset."""

    def gettext(self, message: str) -> str:
        return typeset(message, "en")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return typeset(super().ngettext(msgid1, msgid2, n), "en")


def how_sure(q_value: float, words: Wording) -> str:
    """A q-value in words: how far chance alone would explain the finding."""
    if math.isnan(q_value):
        return words.gettext("too little is known to tell it from chance")
    if q_value <= 0.01:
        return words.gettext("very unlikely to be chance")
    if q_value <= 0.05:
        return words.gettext("unlikely to be chance")
    if q_value <= 0.2:
        return words.gettext("may be chance")
    return words.gettext("may well be chance")


@dataclass(frozen=True)
class VoiceFacts:
    """What a voice's reason is made of; `groups` are labels, strongest first; the figures are the first's."""

    topic: str
    groups: tuple[str, ...]
    part: str | None
    """The label of the part of the topic that it is, empty if that has none; None where it is the whole topic."""
    lift: float
    """NaN, as its interval is, where the group was heard too little to estimate it."""
    ci_low: float
    ci_high: float
    q_value: float
    n_statements: int
    n_sessions: int
    theme: str | None
    novelty: float
    """Mean probability that what the group says there carries no theme."""
    is_certain: bool
    is_weak: bool
    """Whether the topic falls apart when the corpus is resampled."""


def voice_reason(facts: VoiceFacts, words: Wording) -> str:
    """Why a topic is worth reading, in plain sentences: what, who, how sure, on what, which theme, how weak."""
    sentences = [_who_raises_it(facts, words), _how_sure_it_is(facts, words), _what_it_is_near(facts, words)]
    if facts.is_weak:
        sentences.append(
            words.gettext(
                "It rests on a weak topic, which falls apart when the corpus is resampled: read the quotes before you "
                "rely on it."
            )
        )
    return " ".join(sentences)


def _quoted(label: str, words: Wording) -> str:
    return words.gettext("“%(label)s”", label=label)


def _who_raises_it(facts: VoiceFacts, words: Wording) -> str:
    values: dict[str, Any] = {
        "group": _quoted(facts.groups[0], words) if facts.groups else NO_FIGURE,
        "topic": _topic(facts, words),
    }
    if math.isnan(facts.lift):
        first = words.gettext(
            "The group %(group)s speaks of %(topic)s, but was heard too little to tell how far beyond its share.",
            **values,
        )
    else:
        first = words.gettext(
            "The group %(group)s raises %(topic)s %(lift)s times as much as its share of everything said.",
            lift=words.times(facts.lift),
            **values,
        )
    if len(facts.groups) < 2:
        return first
    others = words.join([_quoted(label, words) for label in facts.groups[1:]])
    return first + " " + words.gettext("So, less strongly, do: %(groups)s.", groups=others)


def _topic(facts: VoiceFacts, words: Wording) -> str:
    topic = _quoted(facts.topic, words)
    if facts.part is None:
        return topic
    if not facts.part:
        return words.gettext("a part of %(topic)s", topic=topic)
    return words.gettext("%(part)s (a part of %(topic)s)", part=_quoted(facts.part, words), topic=topic)


def _how_sure_it_is(facts: VoiceFacts, words: Wording) -> str:
    if math.isnan(facts.lift):
        return words.gettext(
            "This is a hint to read, not a finding: it rests on %(statements)s of the group from %(sessions)s.",
            statements=words.statements(facts.n_statements),
            sessions=words.sessions(facts.n_sessions),
        )
    values: dict[str, Any] = {
        "interval": words.interval(facts.ci_low, facts.ci_high),
        "sure": how_sure(facts.q_value, words),
        "q": words.q_value(facts.q_value),
        "statements": words.statements(facts.n_statements),
        "sessions": words.sessions(facts.n_sessions),
    }
    if facts.is_certain:
        return words.gettext(
            "It rests on %(statements)s of the group from %(sessions)s; the 95%% interval is %(interval)s, "
            "and it is %(sure)s (%(q)s).",
            **values,
        )
    return words.gettext(
        "This is a hint to read, not a finding: it rests on %(statements)s of the group from %(sessions)s, "
        "the 95%% interval is %(interval)s, and it %(sure)s (%(q)s).",
        **(values | {"sure": as_a_doubt(facts.q_value, words)}),
    )


def as_a_doubt(q_value: float, words: Wording) -> str:
    """The end of 'and it …' for a hint, whose interval may reach parity however small its q-value."""
    if q_value <= 0.05:
        return words.gettext("is near the edge of what the numbers can tell")
    return how_sure(q_value, words)


def _what_it_is_near(facts: VoiceFacts, words: Wording) -> str:
    if facts.theme is None:
        return words.gettext("No theme comes near it.")
    return words.gettext(
        "The topic's nearest theme is %(theme)s; what the group says there carries no theme with a probability of "
        "%(share)s.",
        theme=_quoted(facts.theme, words),
        share=words.percent(facts.novelty),
    )
