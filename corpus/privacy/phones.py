"""Telephone numbers of any country, told from years, dates, amounts and money."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import phonenumbers
from babel import Locale

from corpus.privacy.spans import Span
from corpus.tables.cells import split_values

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
NAMED_IN = dict.fromkeys(("en", "fr", "es", *HOME_REGIONS))
"""Languages in which a session's country may be named, the first ones first."""

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


def likely_regions(language: str | None, country: str | None = None) -> tuple[str, ...]:
    """Where a telephone number may be from: the session's country, or countries (";" between), then the language's."""
    declared = filter(None, map(_region, split_values(country or "")))
    return tuple(dict.fromkeys((*declared, *HOME_REGIONS.get(language or "", ()))))


def is_country(name: str) -> bool:
    """Whether it is the name of a country in one of many languages, or its code."""
    return _region(name) is not None


@functools.cache
def _region(country: str) -> str | None:
    """The code of a country named in one of many languages, or by its code."""
    name = _plain(country)
    return next((codes[name] for codes in map(_country_codes, NAMED_IN) if name in codes), None)


@functools.cache
def _country_codes(language: str) -> dict[str, str]:
    """Codes of countries by their names in `language` and by themselves."""
    codes: dict[str, str] = {}
    for code, name in Locale(language).territories.items():
        if len(code) == 2 and code.isalpha():
            codes.setdefault(_plain(name), code)
            codes.setdefault(code.casefold(), code)
    return codes


def _plain(name: str) -> str:
    """A name as it is compared: "Côte d’Ivoire" and "CÔTE D'IVOIRE" are one."""
    return name.strip().replace("’", "'").casefold()


def phones(digits: str, regions: Sequence[str]) -> Iterator[Span]:
    """Telephone numbers in a text with digits 0 to 9; without a "+" only those of `regions` (ISO 3166)."""
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
