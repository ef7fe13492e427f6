"""Notes in five scripts that LibreOffice saved: each format gives the same blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents import libreoffice
from corpus.documents.read import read_document
from corpus.documents.readers import read_here
from tests.corpus.documents.make_files import FILES, NOTES, save_as_word

needs_libreoffice = pytest.mark.skipif(libreoffice.libreoffice() is None, reason="LibreOffice is not installed")
LOCAL = [(name, suffix) for name in NOTES for suffix in ("odt", "pdf")]
CONVERTED = [(name, suffix) for name in NOTES for suffix in ("rtf", "doc")]


def check(path: Path, name: str) -> None:
    blocks = read_document(path).blocks
    assert [(block.kind, block.level, block.text, block.column) for block in blocks] == NOTES[name].blocks
    assert [block.number for block in blocks] == list(range(1, len(blocks) + 1))


@pytest.mark.parametrize(("name", "suffix"), LOCAL)
def test_every_script_is_read_whole(name: str, suffix: str) -> None:
    check(FILES / f"{name}.{suffix}", name)


@needs_libreoffice
@pytest.mark.parametrize(("name", "suffix"), CONVERTED)
def test_every_script_is_read_whole_by_way_of_libreoffice(name: str, suffix: str) -> None:
    check(FILES / f"{name}.{suffix}", name)


@pytest.mark.parametrize("name", NOTES)
def test_word_gives_the_same_blocks(tmp_path: Path, name: str) -> None:
    save_as_word(NOTES[name], tmp_path / "note.docx")
    check(tmp_path / "note.docx", name)


@pytest.mark.parametrize("name", NOTES)
def test_rtf_without_libreoffice_gives_the_same_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "PROGRAMS", ("no-such-program",))
    document = read_here(FILES / f"{name}.rtf")
    assert [block.text for block in document.blocks] == [text for _, _, text, _ in NOTES[name].blocks]


def test_a_place_in_a_pdf_is_its_page_and_paragraph() -> None:
    assert read_document(FILES / "latin.pdf").blocks[1].place == "page 1, paragraph 2"


def test_the_warning_about_letters_from_the_right_is_for_such_files_only() -> None:
    warned = {name: bool(read_document(FILES / f"{name}.pdf").warnings) for name in NOTES}
    assert warned == {name: note.is_rtl for name, note in NOTES.items()}
