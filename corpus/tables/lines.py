"""The lines of a text file of any size, one at a time: its encoding found first, damage confined to its line."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import chardet

from corpus.errors import UnreadableDocument
from corpus.files.decode import BYTE_ORDER_MARKS, SAMPLE_BYTES

CHUNK_BYTES = 1_000_000
MAX_LINE_LETTERS = 20_000_000
"""No row is that long: not even a workbook's, of 16,384 cells, each at its limit, would be written so."""
MAX_CONTROL_SHARE = 0.01
"""Of the bytes; text has none but tabs and line ends, or a few by accident."""

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f")
_STRAY_RETURN = re.compile("\r(?!\n|$)")
_DAMAGED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class TextFile:
    """A text file, with the encoding that its bytes are in."""

    path: Path
    encoding: str
    has_newlines: bool
    """Whether lines end in a newline: a carriage return alone is then no line's end, but a stray one."""

    @property
    def is_guess(self) -> bool:
        """Whether the encoding was inferred from the bytes: a person should glance at the accents."""
        return not self.encoding.startswith("utf")

    def lines(self) -> Iterator[str | None]:
        """Each line with its end, in NFC; None for one that is longer than any row or holds damaged bytes."""
        newline = "\n" if self.has_newlines else ""
        with self.path.open(encoding=self.encoding, errors="surrogateescape", newline=newline) as file:
            while line := file.readline(MAX_LINE_LETTERS):
                is_whole = len(line) < MAX_LINE_LETTERS or line.endswith(("\n", "\r"))
                while not is_whole:
                    rest = file.readline(MAX_LINE_LETTERS)
                    is_whole = len(rest) < MAX_LINE_LETTERS or rest.endswith(("\n", "\r"))
                    line = ""
                if not line or (not line.isascii() and _DAMAGED.search(line)):
                    yield None
                else:
                    yield self._clean(line)

    def _clean(self, line: str) -> str:
        if "\0" in line:
            line = line.replace("\0", "")
        if self.has_newlines and "\r" in line:
            line = _STRAY_RETURN.sub(" ", line)
        return line if line.isascii() else unicodedata.normalize("NFC", line)


def open_text(path: Path) -> TextFile:
    """The text file at `path`.

    Raises:
        UnreadableDocument: its bytes are not text, or in no encoding that can be recognised.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return TextFile(path, encoding, has_newlines="\n" in head.decode(encoding, "ignore"))
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    if n_controls > 1 and n_controls > MAX_CONTROL_SHARE * len(head):
        # UTF-16 without its mark looks so too, but so does any picture.
        raise UnreadableDocument("it holds NUL bytes, so it is no text file. Save it as UTF-8 text.")
    return TextFile(path, _encoding(path), has_newlines=b"\n" in head)


def _encoding(path: Path) -> str:
    """UTF-8 where the bytes are, or were but for a few of them; else what chardet makes of the first that are not."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    n_letters, n_damaged, sample = 0, 0, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            text = decoder.decode(chunk)
            if chunk.isascii():
                continue
            damaged = len(_DAMAGED.findall(text))
            if damaged and not sample:
                sample = _around_damage(chunk, text)
            n_damaged += damaged
            n_letters += sum(map(len, re.findall(r"[^\x00-\x7f\ud800-\udfff]+", text)))
    n_damaged += len(decoder.decode(b"", final=True))
    if n_letters >= n_damaged:
        return "utf-8"
    guess = str(chardet.detect(sample or _tail(path))["encoding"] or "").lower()
    if not guess:
        raise UnreadableDocument("its encoding cannot be recognised. Save the file again as UTF-8 text.")
    _check(path, guess)
    return guess


def _around_damage(chunk: bytes, text: str) -> bytes:
    found = _DAMAGED.search(text)
    place = len(text[: found.start()].encode("utf-8", "surrogateescape")) if found else 0
    start = max(0, place - SAMPLE_BYTES // 2)
    return chunk[start : start + SAMPLE_BYTES]


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - SAMPLE_BYTES))
        return file.read()


def _check(path: Path, encoding: str) -> None:
    """Read all of the file strictly: what was guessed from a part must hold for the whole."""
    number = 0
    try:
        with path.open(encoding=encoding) as file:
            for number, _ in enumerate(file, start=1):  # noqa: B007  the last one that could be read
                pass
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableDocument(
            f"from line {number + 1} on its bytes are not valid {encoding}. Save the file again as UTF-8 text."
        ) from error
