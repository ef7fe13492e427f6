"""Parsing in a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.documents import guard, worker
from corpus.documents.blocks import Block, Document
from corpus.documents.guard import Worker, as_document, as_json, read_guarded
from corpus.errors import UnreadableDocument

PAGE = "<html><h1>Часть</h1><ul><li>نريد ماءً</li></ul>"
BLOCKS = [("heading", "Часть"), ("item", "نريد ماءً")]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page").write_text(PAGE, encoding="utf-8")
    return tmp_path / "page"


@pytest.fixture
def own_worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def parts(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_one_process_reads_many_files(page: Path, own_worker: Worker) -> None:
    assert parts(own_worker.read(page)) == BLOCKS
    process = own_worker._process
    assert parts(own_worker.read(page)) == BLOCKS
    assert own_worker._process is process
    assert process is not None
    assert process.pid != os.getpid()


def test_what_is_refused_there_is_refused_here_in_the_same_words(tmp_path: Path, own_worker: Worker) -> None:
    (tmp_path / "scan").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UnreadableDocument, match="it is a picture or a scan"):
        own_worker.read(tmp_path / "scan")
    with pytest.raises(UnreadableDocument, match="cannot be opened: No such file"):
        own_worker.read(tmp_path / "gone")


def test_a_file_that_takes_for_ever_costs_only_itself(page: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    slow = Worker(timeout_seconds=2)
    with pytest.raises(UnreadableDocument, match="could not be read in time"):
        slow.read(tmp_path / "pipe")
    slow._timeout_seconds = 60
    assert parts(slow.read(page)) == BLOCKS
    slow.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_a_file_that_takes_all_memory_costs_only_itself(page: Path, tmp_path: Path) -> None:
    (tmp_path / "large").write_text("слово\n" * 6_000_000, encoding="utf-8")
    small = Worker(memory_bytes=600_000_000)
    assert parts(small.read(page)) == BLOCKS
    with pytest.raises(UnreadableDocument, match="needs more memory"):
        small.read(tmp_path / "large")
    assert parts(small.read(page)) == BLOCKS
    small.close()


def test_a_worker_that_died_is_started_anew(page: Path, own_worker: Worker) -> None:
    own_worker.read(page)
    assert own_worker._process is not None
    own_worker._process.kill()
    assert parts(own_worker.read(page)) == BLOCKS


def test_threads_share_the_worker_and_get_their_own_documents(tmp_path: Path, own_worker: Worker) -> None:
    paths = [tmp_path / str(number) for number in range(20)]
    for path in paths:
        path.write_text(f"<html><p>слово {path.name}</p>", encoding="utf-8")
    with ThreadPoolExecutor(4) as pool:
        documents = list(pool.map(own_worker.read, paths))
    assert [document.blocks[0].text for document in documents] == [f"слово {path.name}" for path in paths]


def test_its_folder_for_attachments_goes_with_it(page: Path, own_worker: Worker) -> None:
    own_worker.read(page)
    assert own_worker._folder is not None
    folder = Path(own_worker._folder)
    (folder / "left").write_text("слово", encoding="utf-8")
    own_worker.close()
    assert not folder.exists()


def test_where_no_process_can_be_started_the_file_is_read_here(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(guard, "_worker", Worker())
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert read_guarded(page, lambda _: Document((Block(1, "item", "هنا"),))).blocks[0].text == "هنا"


def test_a_reader_that_fails_gives_away_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> Document:
        raise ValueError("слово участника")

    monkeypatch.setattr(worker, "read_here", fail)
    answers = io.BytesIO()
    worker.serve(io.BytesIO(b'["a", 60]\n["b", 60]\n'), answers)
    assert [json.loads(line) for line in answers.getvalue().splitlines()] == [{"failed": guard.BROKEN}]


def test_a_document_survives_the_pipe() -> None:
    blocks = (Block(1, "cell", "كلمة\u200c", 0, "Колонка", "row", "sheet A"), Block(2, "item", "\ufffd", 3, lead="ا"))
    document = Document(blocks, "cp1251", ("a warning.",))
    assert as_document(json.loads(json.dumps(as_json(document)))) == document


def test_more_blocks_than_a_note_has_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="more than 200,000 paragraphs"):
        as_json(Document((Block(1, "item", "x"),) * (guard.MAX_BLOCKS + 1)))


def test_the_worker_loads_no_heavy_library() -> None:
    code = "import sys, corpus.documents.worker; print([m for m in ('torch', 'pandas', 'sklearn') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
