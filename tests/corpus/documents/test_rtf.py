"""RTF and Word 97 files as blocks, with LibreOffice and without."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from corpus.documents import libreoffice
from corpus.documents.libreoffice import read_doc, read_with_libreoffice
from corpus.documents.rtf import read_rtf
from corpus.errors import UnreadableDocument

needs_libreoffice = pytest.mark.skipif(libreoffice.libreoffice() is None, reason="LibreOffice is not installed")


def escaped(text: str) -> str:
    """The text as RTF writes letters outside ASCII: as signed numbers of 16 bits."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[place : place + 2], "little") for place in range(0, len(units), 2)]
    return "".join(chr(code) if code < 128 else f"\\u{code - 65536 if code > 32767 else code}?" for code in codes)


def rtf_file(path: Path, body: str) -> Path:
    head = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}"
    )
    path.write_bytes((head + body + "}").encode("ascii"))
    return path


@pytest.fixture
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))


BODY = (
    r"\pard\s1\outlinelevel0 " + escaped("Что мы услышали") + r"\par\pard "
    r"\f1\'cf\'f0\'e8\'e2\'e5\'f2\f0 plain\par\par "
    + escaped("نريد عملًا")
    + r"\line "
    + escaped("• 年輕人 😀")
    + r"\par {\footnote a note}"
    + escaped("გზა გვინდა")
    + r"\par"
)


@pytest.mark.usefixtures("no_libreoffice")
def test_without_libreoffice_rtf_gives_its_words_in_every_script_and_says_what_is_lost(tmp_path: Path) -> None:
    document = read_rtf(rtf_file(tmp_path / "note.rtf", BODY))
    assert [(block.place, block.kind, block.text) for block in document.blocks] == [
        ("paragraph 1", "paragraph", "Что мы услышали"),
        ("paragraph 2", "paragraph", "Приветplain"),
        ("paragraph 3", "paragraph", "نريد عملًا"),
        ("paragraph 4", "item", "年輕人 😀"),
        ("paragraph 5", "paragraph", "გზა გვინდა"),
    ]
    assert ["Install LibreOffice" in warning for warning in document.warnings] == [True]


@pytest.mark.usefixtures("no_libreoffice")
def test_without_libreoffice_cells_of_rtf_are_told_apart(tmp_path: Path) -> None:
    row = r"\trowd\cellx3000\cellx6000\intbl one\cell " + escaped("два") + r"\cell\row\pard after\par"
    blocks = read_rtf(rtf_file(tmp_path / "note.rtf", row)).blocks
    assert [(block.kind, block.text) for block in blocks] == [("cell", "one"), ("cell", "два"), ("paragraph", "after")]


@pytest.mark.usefixtures("no_libreoffice")
def test_without_libreoffice_what_would_be_read_wrongly_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="tracked deletions"):
        read_rtf(rtf_file(tmp_path / "note.rtf", r"kept {\deleted\revauth1 gone}\par"))
    (tmp_path / "note.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(UnreadableDocument, match="install LibreOffice"):
        read_doc(tmp_path / "note.doc")


@needs_libreoffice
def test_with_libreoffice_rtf_keeps_headings_and_leaves_out_what_was_deleted(tmp_path: Path) -> None:
    document = read_rtf(rtf_file(tmp_path / "note.rtf", BODY + r"\pard kept {\deleted\revauth1 gone}\par"))
    assert [(block.place, block.kind, block.text) for block in document.blocks] == [
        ("paragraph 1", "heading", "Что мы услышали"),
        ("paragraph 2", "paragraph", "Приветplain"),
        ("paragraph 3", "paragraph", "نريد عملًا"),
        ("paragraph 3", "item", "年輕人 😀"),
        ("paragraph 4", "paragraph", "გზა გვინდა"),
        ("paragraph 5", "paragraph", "kept"),
        ("footnotes, paragraph 1", "meta", "a note"),
    ]
    assert not document.warnings


@needs_libreoffice
def test_a_file_that_libreoffice_cannot_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000)
    with pytest.raises(UnreadableDocument, match="cannot read it"):
        read_doc(tmp_path / "note.doc")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for LibreOffice is a shell script")
def test_a_libreoffice_that_hangs_is_ended_with_its_helpers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/helper\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(libreoffice, "PROGRAMS", (str(program),))
    monkeypatch.setattr(libreoffice, "TIMEOUT_SECONDS", 1)
    (tmp_path / "note.doc").write_bytes(b"x")
    with pytest.raises(UnreadableDocument, match="does not finish"):
        read_with_libreoffice(tmp_path / "note.doc", suffix=".doc")
    helper = int((tmp_path / "helper").read_text())
    state = Path(f"/proc/{helper}/stat")
    if shutil.which("sleep") and Path("/proc/self").exists():
        assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"
