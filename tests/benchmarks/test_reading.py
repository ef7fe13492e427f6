"""The benchmark of reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import command, reading
from corpus.documents.read import read_document
from corpus.errors import UnreadableDocument


@pytest.mark.parametrize("name", reading.FORMATS)
def test_the_same_note_is_read_from_every_format(name: str, tmp_path: Path) -> None:
    parts = reading.parts_of(1)
    (tmp_path / "note").write_bytes(reading.FORMATS[name](parts))
    try:
        document = read_document(tmp_path / "note")
    except UnreadableDocument as error:
        pytest.skip(str(error))  # a format whose reader is still to come
    words = " ".join(block.text for block in document.blocks)
    said = [text for _, texts in parts for text in texts]
    if name == "pdf":
        said = list(map(reading._latin, said))
    assert sum(text in words for text in said) == len(said)


def test_the_table_shows_every_format_beside_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "N_NOTES", 1)
    monkeypatch.setattr(reading, "N_TIMES", 1)
    assert command.main(["reading", "--formats", "md", "html", "--save", str(tmp_path / "r.json")]) == 0
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))["formats"]
    assert found["md"]["statements"] == found["html"]["statements"] == reading.N_PARTS * reading.N_STATEMENTS
    assert "| md |" in (tmp_path / "r.md").read_text("utf-8")
