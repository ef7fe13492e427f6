"""Addresses of people on the net are found in any script; other addresses and section numbers stay."""

from __future__ import annotations

import pytest

from corpus.privacy.forms import addresses, ip_addresses


def found(text: str) -> list[tuple[str, str]]:
    spans = [*addresses(text), *ip_addresses(text)]
    return [(span.kind, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("راسلونا على sara@مثال.إختبار اليوم", "email", "sara@مثال.إختبار"),
        ("राम@उदाहरण.भारत को लिखें", "email", "राम@उदाहरण.भारत"),
        ("写信到ana@例子.测试或打电话", "email", "ana@例子.测试或打电话"),
        ("ana [at] example [dot] org", "email", "ana [at] example [dot] org"),
        ("Ana (arroba) ejemplo (punto) mx, por favor", "email", "Ana (arroba) ejemplo (punto) mx"),
        ("join chat.whatsapp.com/AbC123", "link", "chat.whatsapp.com/AbC123"),
        ("https://wa.me/254712345678!", "link", "https://wa.me/254712345678"),
        ("tg://resolve?domain=someone", "link", "tg://resolve?domain=someone"),
        ("Telegram: someone_else", "handle", "someone_else"),
        ("Телеграм: nur_aibek", "handle", "nur_aibek"),
        ("from 196.201.214.200 each night", "ip", "196.201.214.200"),
        ("from 2001:db8:85a3::8a2e:370:7334", "ip", "2001:db8:85a3::8a2e:370:7334"),
    ],
)
def test_addresses_of_people_are_found(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "phoenix.com/page and fax.com/list are companies",
        "see https://www.example.org/process/plan-2023",
        "Section 2.1.3.4 and version 1.20.3.4",
        "12:30:45:50 is no address",
        "noon @ the office",
        "Telegram is blocked: nobody can write",
    ],
)
def test_other_addresses_and_numbers_stay(text: str) -> None:
    assert found(text) == []
