"""Invisible characters and what is no character."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from corpus.documents.blocks import Block
from corpus.files.decode import decode
from corpus.files.visible import visible


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("abc \u202edef\u202c ghi", "abc def ghi"),
        ("\u2067مرحبا\u2069 \u200fماء\u200e", "مرحبا ماء"),
        ("во\u200bда\ufeff \u00adи\u2060", "вода и"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("bell\x07 esc\x1b nul\0", "bell esc nul"),
        ("tab\tline\nreturn\r", "tab\tline\nreturn\r"),
        ("lone \ud800 and \udfff", "lone \ufffd and \ufffd"),
        ("no \uffff character", "no \ufffd character"),
        ("\u06dd \u0601", "\u06dd \u0601"),
        ("👩\u200d🌾 ❤\ufe0f", "👩\u200d🌾 ❤\ufe0f"),
    ],
)
def test_only_what_can_be_seen_or_joins_letters_stays(written: str, seen: str) -> None:
    assert visible(written) == seen
    assert Block(1, "cell", written, column=written).text == seen
    assert Block(1, "cell", "", column=written).column == seen


def test_a_file_that_is_decoded_has_no_invisible_characters() -> None:
    assert decode("\u200f- נדרשים\u202e מים".encode()).text == "- נדרשים מים"


def test_every_other_format_character_is_removed() -> None:
    kept = {character for character in map(chr, range(sys.maxunicode)) if unicodedata.category(character) == "Cf"}
    kept = {character for character in kept if visible(character)}
    assert kept >= set("\u200c\u200d\u180e\u0600\u06dd")
    assert {unicodedata.name(character).split()[0] for character in kept} <= {
        *("ARABIC", "EGYPTIAN", "KAITHI", "MONGOLIAN", "SYRIAC", "ZERO"),
    }
