"""Bytes to text: byte-order mark, strict UTF-8, then chardet; never a silent replacement character."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

import chardet

from corpus.errors import UnreadableDocument
from corpus.files.visible import visible

# UTF-32 first: its little-endian mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What is meant by names of smaller encodings.

Source: WHATWG Encoding Standard, labels.
"""
SEVEN_BIT = ("iso2022", "hz", "utf-7")
"""Encodings whose bytes are ASCII and would pass for UTF-8."""
SAMPLE_BYTES = 200_000
"""Enough for chardet: it was right on 98% of texts of thirty sentences (shared/evidence, part B)."""


@dataclass(frozen=True)
class Decoded:
    """Text in Unicode NFC without invisible characters, and the encoding it was read with."""

    text: str
    encoding: str
    is_declared: bool = False

    @property
    def is_guess(self) -> bool:
        """Whether the encoding was inferred from the bytes: a person should glance at the accents."""
        return not (self.is_declared or self.encoding.startswith("utf"))


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of `raw` in NFC, without invisible characters.

    `declared` is the encoding that the file itself or its mail names. It is believed after a byte-order mark
    and after UTF-8, which does not fit by accident: programs that convert pages forget to correct the name.

    Raises:
        UnreadableDocument: the bytes are not text, or no encoding reads all of them.
    """
    named = _known(declared)
    if named is not None and (text := _as_declared(raw, named)) is not None:
        return Decoded(_clean(text), named, is_declared=True)
    encoding = _encoding(raw)
    try:
        text = raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableDocument(f"its bytes are not valid {encoding}. Save the file again as UTF-8 text.") from error
    if "\0" in text:
        raise UnreadableDocument("it holds NUL bytes, so it is no text file. Save it as UTF-8 text.")
    return Decoded(_clean(text), encoding)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", visible(text))


def _known(declared: str | None) -> str | None:
    """The codec that a declared name stands for, as browsers understand it; None for what is no text codec."""
    try:
        codec = codecs.lookup((declared or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    # Codecs such as "zip" and "rot13" are registered too; they turn text into bytes or other text.
    return WIDER.get(codec.name, codec.name) if codec._is_text_encoding else None


def _as_declared(raw: bytes, encoding: str) -> str | None:
    """The text of `raw`; None where a mark or UTF-8 speaks against the declared encoding, or it does not fit."""
    is_seven_bit = encoding.startswith(SEVEN_BIT)
    if any(raw.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) or (_is_utf8(raw) and not is_seven_bit):
        return None
    try:
        text = raw.decode(encoding)
    except (UnicodeError, ValueError):
        return None
    return None if "\0" in text else text


def _encoding(raw: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding
    if b"\0" in raw:  # UTF-16 without its mark looks so too, but so does any picture
        raise UnreadableDocument("it holds NUL bytes, so it is no text file. Save it as UTF-8 text.")
    if _is_utf8(raw):
        return "utf-8"
    guess = str(chardet.detect(raw[:SAMPLE_BYTES])["encoding"] or "").lower()
    if not guess:
        raise UnreadableDocument("its encoding cannot be recognised. Save the file again as UTF-8 text.")
    return guess


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
