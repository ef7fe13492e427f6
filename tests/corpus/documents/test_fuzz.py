"""Small true files of every format, changed at random: only UnreadableDocument may come out of a reader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import guard
from corpus.documents.blocks import Document, with_long_blocks_cut
from corpus.documents.read import read_document
from corpus.documents.readers import read_here
from corpus.errors import UnreadableDocument
from tests.corpus.notes.hostile import SOUND

SIGNATURES = (
    *(b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"<!doctype html>"),
    *(b"From: a@example.org\nTo: b@example.org\n", b"MIME-Version: 1.0\nContent-Type: ", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(b"- ", b"# ", b"| a | b |\n", b"---\n", b"\0", b""),
)


@pytest.fixture(scope="module", autouse=True)
def without_libreoffice() -> Iterator[None]:
    """It would take seconds an example; it is a program of others, which is found by the search path."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        patch.setattr(guard, "_worker", guard.Worker())
        yield
        guard._worker.close()


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A true file with some bytes replaced, a piece repeated or cut out, or its end missing."""
    content = bytearray(SOUND[draw(st.sampled_from(sorted(SOUND)))])
    for place, byte in draw(st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=20)):
        content[place] = byte
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, min(len(content), start + 200)))
    content[start:start] = content[start:end] * draw(st.sampled_from((0, 0, 1, 50)))
    if draw(st.booleans()):
        del content[start:end]
    return bytes(content[: draw(st.integers(0, len(content)))]) if draw(st.booleans()) else bytes(content)


def read(content: bytes, name: str) -> Document | str:
    """The document, or the refusal; the same whether it is parsed here or in the worker."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            here: Document | str = with_long_blocks_cut(read_here(path))
        except UnreadableDocument as error:
            here = str(error)
        try:
            there: Document | str = read_document(path)
        except UnreadableDocument as error:
            there = str(error)
    assert here == there
    return here


@settings(max_examples=300, deadline=None, derandomize=True)
@given(changed(), st.sampled_from(("a", "a.docx", "ملاحظة.md", "а.csv")))
def test_a_changed_file_is_read_or_refused_in_a_sentence(content: bytes, name: str) -> None:
    found = read(content, name)
    if isinstance(found, str):
        assert found.endswith((".", "!"))
    else:
        assert all(isinstance(block.text, str) and block.number >= 0 for block in found.blocks)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(SIGNATURES), st.binary(max_size=400), st.text(max_size=200))
def test_any_bytes_behind_any_signature_are_read_or_refused(signature: bytes, content: bytes, text: str) -> None:
    read(signature + content, "a")
    read(signature + text.encode("utf-8", "surrogatepass"), "a.md")
