"""Bytes to text: known encodings, refusals, Unicode form."""

from __future__ import annotations

import pytest

from corpus.errors import UnreadableDocument
from corpus.files.decode import decode

ARABIC = "نريد أن نعرف ماذا حدث بعد المشاورة."
RUSSIAN = "Мы хотим знать, что стало с нашими предложениями после встречи с министерством. Ответа не было."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, "ქართული ტექსტი", "年輕人沒有工作"])
def test_unicode_encodings_are_read_without_guessing(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert not decoded.is_guess


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC * 3, "cp1256")])
def test_a_legacy_encoding_is_recognised_and_named(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.is_guess


def test_accents_of_western_europe_survive_cp1252() -> None:
    text = "Après l’assemblée, le conseil a voté l’inverse : où est passé notre avis, à présent ?"
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("raw", [b"PNG\0\0\1\2binary\0", "слово".encode() + b"\0"])
def test_nul_bytes_are_refused_with_a_remedy(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="UTF-8"):
        decode(raw)


def test_half_a_character_after_a_byte_order_mark_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="UTF-8"):
        decode("слово".encode("utf-16")[:-1])


@pytest.mark.parametrize(("decomposed", "composed"), [("e\u0301", "é"), ("и\u0306", "й"), ("\u0627\u0653", "\u0622")])
def test_text_is_in_composed_form(decomposed: str, composed: str) -> None:
    assert decode(decomposed.encode()).text == composed


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"").text == ""


def test_a_declared_encoding_is_believed_where_it_fits_and_is_no_guess() -> None:
    decoded = decode("вода".encode("koi8-r"), "KOI8-R")
    assert (decoded.text, decoded.is_guess) == ("вода", False)
    assert decode("ماء".encode(), "windows-1256").text == "ماء"
    assert decode("ماء".encode("cp1256"), "no such").encoding != "no such"
    assert decode(b"abc", "zip").text == "abc"
