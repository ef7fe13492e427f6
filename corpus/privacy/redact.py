"""Personal data that has a form (addresses, numbers, account names), replaced by typed markers.

Names in running text have no form and stay; the report says so.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import phonenumbers
from babel import Locale

MIN_PHONE_DIGITS = 8
"""National numbers with seven digits or fewer cannot be told from case numbers and amounts."""
MIN_WRITTEN_DIGITS = 7

HOME_REGIONS: dict[str, tuple[str, ...]] = {
    "en": ("GB", "US", "KE", "NG", "GH", "ZA"),
    "fr": ("FR", "SN", "CI", "TN", "MA", "BE"),
    "es": ("ES", "MX", "CO", "AR", "PE", "CL"),
    "pt": ("PT", "BR", "MZ", "AO"),
    "ru": ("RU", "KZ", "KG", "BY"),
    "uk": ("UA",),
    "be": ("BY",),
    "ka": ("GE",),
    "hy": ("AM",),
    "az": ("AZ",),
    "ro": ("RO", "MD"),
    "ar": ("TN", "MA", "EG", "JO", "LB", "DZ"),
    "sw": ("KE", "TZ"),
    "am": ("ET",),
    "ha": ("NG", "NE"),
    "yo": ("NG",),
    "de": ("DE", "AT", "CH"),
    "zh": ("TW", "CN"),
    "pl": ("PL",),
    "bg": ("BG",),
}
"""Where a number without country code is likely to be from, by the language around it. With a "+" any country
is read."""

EMAIL = re.compile(r"(?<![\w.+-])[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w(?:[\w.]*\w)?")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'»”)\]]+", re.IGNORECASE)
PROFILE = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:facebook|fb|instagram|twitter|x|t|telegram|linkedin|tiktok|youtube|vk|ok|threads|"
    r"snapchat|wa|github|medium|bsky|reddit)\.(?:com|me|ru|net|app)/[^\s<>\"'»”)\]]*[\w/]",
    re.IGNORECASE,
)
USER_IN_URL = re.compile(r"^(?:https?://)?(?:[^/@\s]+@|[^/\s]+/(?:@|~|users?/|profile/|people/)[^/\s])", re.IGNORECASE)
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")

DATE_OR_YEARS = re.compile(
    r"(?:1\d|20|21)\d\d\s?[-–—/]\s?(?:1\d|20|21)?\d\d"  # 2023-2028, 2022/23
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"  # 2022-06-30, 30.06.2022
    r"|(?:1[89]|20|21)\d{6}"  # 20220630
)
AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f.,'’]\d{3})*[ \u00a0\u202f.,'’]?0{2,3}|[1-9]\d*0{3}")
"""Round figures: an amount or a count, hardly ever a telephone number."""
CURRENCY = (
    r"[$€£¥₣₦₴₽₾֏₼]|\b(?:EUR|USD|GBP|CHF|RUB|UAH|BYN|GEL|AMD|AZN|MDL|RON|PLN|BGN|KES|NGN|GHS|TZS|UGX|ETB|XOF|XAF|CFA|MZN|"
    r"ZAR|BRL|MXN|COP|CLP|PEN|ARS|KZT|KGS|UZS|TND|MAD|DZD|EGP|JOD|LBP|TWD|CNY)\b"
)
MONEY_BEFORE = re.compile(rf"(?:{CURRENCY})\s*$")
MONEY_AFTER = re.compile(
    rf"^\s*(?:{CURRENCY}|%|euro|dollar|dólar|peso|franc|real\b|reais|shilling|shilingi|naira|cedi|dram|lari|manat|leu?i?\b|руб|"
    r"грн|гривен|гривень|евро|євро|долл|долар|тенге|сом\b|դրամ|ლარ|دينار|درهم|جنيه|دولار|يورو|元|円|ብር)",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """Where something personal stands."""

    start: int
    end: int
    kind: str


def redact(text: str, *, regions: Sequence[str] = ()) -> tuple[str, Counter[str]]:
    """`text` with personal data replaced by "[email]", "[phone]" and so on, and how often each.

    `regions` are ISO 3166 countries where numbers without a country code may be from. All other letters stay.
    """
    digits = _ascii_digits(text)
    spans = _without_overlaps(
        (
            *_links(text),
            *_found(EMAIL, text, "email"),
            *_accounts(digits),
            *_phones(digits, regions),
            *_handles(text),
        )
    )
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], f"[{span.kind}]")
        end = span.end
    return "".join((*pieces, text[end:])), Counter(span.kind for span in spans)


def likely_regions(language: str | None, country: str | None = None) -> tuple[str, ...]:
    """Where a telephone number may be from: the session's country, then the language's homes."""
    home = HOME_REGIONS.get(language or "", ())
    declared = _country_codes().get((country or "").strip().casefold())
    return home if declared is None else (declared, *(region for region in home if region != declared))


@functools.cache
def _country_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for locale in ("en", "fr", "es"):
        for code, name in Locale(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                codes.setdefault(name.casefold(), code)
                codes.setdefault(code.casefold(), code)
    return codes


def _ascii_digits(text: str) -> str:
    """`text` with all decimal digits (Arabic, Devanagari, ...) as 0 to 9, at the same length."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _found(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[Span]:
    return (Span(match.start(), match.end(), kind) for match in pattern.finditer(text))


def _links(text: str) -> Iterator[Span]:
    """Addresses of people's pages, or with a user's name in them; other addresses stay readable."""
    yield from _found(PROFILE, text, "link")
    for match in URL.finditer(text):
        if USER_IN_URL.match(match.group()):
            yield Span(match.start(), match.end(), "link")


def _handles(text: str) -> Iterator[Span]:
    return _found(HANDLE, text, "handle")


def _accounts(digits: str) -> Iterator[Span]:
    """Bank accounts and payment cards whose check digits are right."""
    for match in IBAN.finditer(digits):
        if _is_iban(match.group().replace(" ", "")):
            yield Span(match.start(), match.end(), "account")
    for match in CARD.finditer(digits):
        if _is_card(re.sub(r"\D", "", match.group())):
            yield Span(match.start(), match.end(), "account")


def _is_iban(account: str) -> bool:
    """ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97 leaves 1."""
    return int("".join(str(int(letter, 36)) for letter in account[4:] + account[:4])) % 97 == 1


def _is_card(number: str) -> bool:
    """ISO 7812: the Luhn sum is a multiple of ten; a row of equal digits is no card."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return len(set(number)) > 1 and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _phones(digits: str, regions: Sequence[str]) -> Iterator[Span]:
    if sum(letter.isdecimal() for letter in digits) < MIN_WRITTEN_DIGITS:
        return
    for region in (None, *regions):
        for match in phonenumbers.PhoneNumberMatcher(digits, region, leniency=phonenumbers.Leniency.VALID):
            if _is_phone(match.raw_string, digits[: match.start], digits[match.end :]):
                yield Span(match.start, match.end, "phone")


def _is_phone(written: str, before: str, after: str) -> bool:
    """Whether a valid number is meant as one: neither years, a date, a round figure nor money."""
    if written.startswith(("+", "00")):
        return True
    if sum(letter.isdecimal() for letter in written) < MIN_PHONE_DIGITS:
        return False
    bare = written.strip("()")
    if DATE_OR_YEARS.fullmatch(bare) or AMOUNT.fullmatch(bare):
        return False
    return not (MONEY_BEFORE.search(before) or MONEY_AFTER.match(after))


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of place; of two that overlap the one that starts first, then the longer, stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
