"""Addresses of people on the net: e-mail, links to profiles, account names, IP addresses."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

import regex as re

from corpus.privacy.spans import Span, found

# `regex` counts combining marks as parts of words, `re` does not: Devanagari names would break at each vowel.
# Han stands without spaces: the address in "写信到ana@例子.测试或" begins after it, or is wholly in it.
_LOCAL = r"(?:(?<![^\W\p{Han}]|[.+%'-])(?:[^\W\p{Han}]|[.+%'-])+|\p{Han}+)"
_LABEL = r"(?:(?:[^\W\p{Han}]|-)+|[\p{Han}-]+)"
EMAIL = re.compile(rf"{_LOCAL}@{_LABEL}(?:\.{_LABEL})+")
SPELT_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?[\[({]\s?(?:at|@|arroba|arobase|собака|собачка)\s?[\])}]\s?[\w-]+"
    r"(?:\s?(?:\.|[\[({]\s?(?:dot|point|punto|ponto|точка|крапка)\s?[\])}])\s?[\w-]+)+",
    re.IGNORECASE,
)
"""As people write it against robots: "ana [at] example [dot] org"."""

HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w(?:[\w.]*\w)?")
LABELLED_HANDLE = re.compile(
    r"\b(?:telegram|instagram|insta|twitter|facebook|tiktok|skype|signal|wechat|viber|line id|телеграм\w*|инстаграм\w*|"
    r"інстаграм\w*|скайп\w*|تلغرام|تيليغرام|انستغرام|ტელეგრამი?|微信号?|微信號)\s?[:：]\s?(?P<handle>[\w.]*\w)",
    re.IGNORECASE,
)

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'»”)\]]+", re.IGNORECASE)
PROFILE = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:[\w-]+\.)*"
    r"(?:(?:facebook|fb|instagram|twitter|x|t|telegram|linkedin|tiktok|youtube|vk|ok|threads|snapchat|wa|whatsapp|"
    r"signal|line|weibo|github|medium|bsky|reddit)\.(?:com|me|ru|net|app)|signal\.group|ig\.me|lnkd\.in)"
    r"/[^\s<>\"'»”)\]]*[\w/]",
    re.IGNORECASE,
)
APP_LINK = re.compile(r"(?:tg|viber|whatsapp|skype|mailto|tel|sgnl)://?[^\s<>\"'»”)\]]+|(?:mailto|tel|skype):\S+\w")
USER_IN_URL = re.compile(r"^(?:https?://)?(?:[^/@\s]+@|[^/\s]+/(?:@|~|users?/|profile/|people/)[^/\s])", re.IGNORECASE)

IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\w)")
IPV6 = re.compile(r"(?<![\w:])(?:[\da-f]{0,4}:){4,7}[\da-f]{1,4}(?![\w:])", re.IGNORECASE)
HIGHEST_SECTION = 31
"""Numbers of sections ("2.1.3.4") and days stay below; an address with two parts above it is an IP address."""


def addresses(text: str) -> Iterator[Span]:
    """E-mail addresses, links with a user in them, account names. Other links stay readable."""
    if "@" in text or "[" in text or "(" in text or "{" in text:
        yield from found(SPELT_EMAIL, text, "email")
        yield from found(EMAIL, text, "email")
    if "/" in text or ":" in text or "www" in text:
        yield from _links(text)
    if "@" in text:
        yield from found(HANDLE, text, "handle")
    if ":" in text or "：" in text:
        yield from found(LABELLED_HANDLE, text, "handle", "handle")


def _links(text: str) -> Iterator[Span]:
    yield from found(PROFILE, text, "link")
    yield from found(APP_LINK, text, "link")
    for match in URL.finditer(text):
        if USER_IN_URL.match(match.group()):
            yield Span(match.start(), match.end(), "link")


def ip_addresses(digits: str) -> Iterator[Span]:
    """Internet addresses of machines; `digits` is a text with digits 0 to 9."""
    for match in IPV4.finditer(digits):
        parts = [int(part) for part in match.group().split(".")]
        if max(parts) < 256 and sum(part > HIGHEST_SECTION for part in parts) >= 2:
            yield Span(match.start(), match.end(), "ip")
    for match in IPV6.finditer(digits):
        if _is_ipv6(match.group()):
            yield Span(match.start(), match.end(), "ip")


def _is_ipv6(written: str) -> bool:
    try:
        ipaddress.IPv6Address(written)
    except ValueError:
        return False
    return True
