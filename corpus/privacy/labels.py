"""What only a label tells: identity papers, accounts, dates of birth, home addresses, licence plates.

A bare number of seven digits can be anything; after "passport no." it is somebody's. The labels are in labels.yaml.
Words between label and value are few and listed too, so that "passport offices served 1234567 people" stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex as re
from ruamel.yaml import YAML

from corpus.privacy.spans import NOT_BEFORE_A_WORD, NOT_INSIDE_A_WORD, Span

_LABELS: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def _any_of(name: str) -> str:
    return "|".join(pattern for patterns in _LABELS[name].values() for pattern in patterns)


_HAN_BETWEEN = "号码?|號碼?|字號|是|为|為"
_BETWEEN = rf"(?:[\s:：#()№.,،=–—-]|\b(?:{_any_of('between')})(?!\p{{L}})|{_HAN_BETWEEN}){{0,7}}"
_ARABIC_PREFIX = "(?:[وبلكف]?ال|[وبلكف]|)"
_LETTERS = r"[\p{L}\p{M}'’.-]"
_NAMED = r"\p{Lu}[\p{L}\p{M}'’.-]*"

_ID = rf"(?:\p{{Lu}}{{1,4}}[ -]?)?\d(?:[ \-/.]?[\dA-Z]){{4,18}}{NOT_BEFORE_A_WORD}"
_ACCOUNT = r"\d(?:[ -]?\d){7,25}(?!\d)"
_MONTH = r"\p{L}[\p{L}\p{M}]+\.?"
_DATE = (
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|ª|º|-\p{{L}}+|\.)?(?: (?:of|de))? ?{_MONTH}(?: del?|,)? ?\d{{4}}"
    r"(?: (?:года|року|г\.|р\.))?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{4}年\d{1,2}月\d{1,2}[日号]?"
)
_STREETS = "bis|ter|rue|de|du|des|la|le|avenue|av|bd|boulevard|chemin"
_FLAT = r"[号號]|[,/ -]+(?:кв\.?|apt\.?|м\.)? ?\d{1,4}"
_ADDRESS = (
    rf"\d{{1,5}}\w?,? (?:{_NAMED}|{_STREETS})(?: {_LETTERS}+){{1,5}}"  # 12 Moi Avenue
    rf"|[^\d;!?\n]{{2,48}}?(?:№|n[o°º]\.?|д\.|буд\.)? ?\d{{1,5}}\p{{L}}?(?!\d)(?:{_FLAT})?"  # ul. Polna 12
)


def _after(name: str, value: str) -> re.Pattern[str]:
    # Labels in any case of letters, values as written: "no" is a word, "NO" begins a number.
    label = rf"{NOT_INSIDE_A_WORD}{_ARABIC_PREFIX}(?i:{_any_of(name)})(?i:{_BETWEEN})"
    return re.compile(rf"{label}(?P<value>{value})")


_PATTERNS = {
    "id": _after("id", _ID),
    "account": _after("account", _ACCOUNT),
    "birthdate": _after("birthdate", _DATE),
    "address": _after("address", _ADDRESS),
}


def labelled(digits: str) -> Iterator[Span]:
    """What stands after a label, the label itself left out, in a text with digits 0 to 9."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(digits):
            yield Span(match.start("value"), match.end("value"), kind)
