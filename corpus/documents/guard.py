"""Parsing in a process of its own, with limits of memory and time, so that a hostile file costs only itself.

One worker serves many files and is started by the first that needs it. It is a plain child process and no fork, as
forks of a process with threads may hang; and it answers in JSON, as unpickling what a broken parser sends would let
it run anything here.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from corpus.documents.blocks import Block, Document
from corpus.errors import UnreadableDocument

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 120.0
MEMORY_BYTES = 1_500_000_000
"""Address space of the worker; a third of it is taken by Python and the parsers."""
MAX_ANSWER_BYTES = 300_000_000
MAX_BLOCKS = 200_000

TOO_SLOW = "it could not be read in time, so it is damaged or far too large. Save it again, or split it."
TOO_LARGE = "it needs more memory than a note may. Split it, or remove its pictures."
BROKEN = "its parser broke off, so it is damaged. Open it, save it again and replace it."


class Worker:
    """The process that parses; started when it is needed, started anew after a file has cost it its life."""

    def __init__(self, *, timeout_seconds: float = TIMEOUT_SECONDS, memory_bytes: int = MEMORY_BYTES) -> None:
        self._timeout_seconds = timeout_seconds
        self._memory_bytes = memory_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._pid: int | None = None
        self._folder: str | None = None
        self._n_served = 0
        self._lock = threading.Lock()

    def read(self, path: Path) -> Document:
        """The note at `path`, parsed in the worker.

        Raises:
            UnreadableDocument: refused by its reader, too slow, too large, or fatal to the worker.
            OSError: no process could be started.
        """
        with self._lock:
            answer = self._ask(path)
            if "failed" in answer and answer["failed"] != TOO_SLOW and self._n_served > 1:
                # What earlier files left in the worker must not be this one's fault.
                self.close()
                answer = self._ask(path)
            if "document" in answer:
                return as_document(answer["document"])
            if "refused" not in answer:
                self.close()
            raise UnreadableDocument(str(answer.get("refused") or answer["failed"]))

    def start(self) -> None:
        """Have the process start now, beside what else there is to do before the first file."""
        with self._lock, contextlib.suppress(OSError):  # told when a file is to be read
            self._running()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._n_served = self._process, None, 0
        if process is None or self._pid != os.getpid():
            return
        process.kill()
        process.communicate()
        if self._folder is not None:  # attachments of the mail that it was killed over
            shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, path: Path) -> dict[str, Any]:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both are pipes
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(self._timeout_seconds, end)
        timer.daemon = True
        timer.start()
        self._n_served += 1
        try:
            process.stdin.write(json.dumps((str(path.absolute()), self._timeout_seconds)).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline(MAX_ANSWER_BYTES)
            answer = json.loads(line) if line.endswith(b"\n") else None
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        if isinstance(answer, dict):
            return answer
        return {"failed": TOO_SLOW if is_late.is_set() else BROKEN}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._pid != os.getpid() or self._process.poll() is not None):
            self.close()
        if self._process is None:
            # This very package first, wherever this process found it; but never its working folder (-P).
            paths = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
            self._folder = tempfile.mkdtemp()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", "corpus.documents.worker", str(self._memory_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback may hold participants' words
                env={**os.environ, "PYTHONPATH": paths, "TMPDIR": self._folder, "TEMP": self._folder},
            )
            self._pid = os.getpid()
        return self._process


_worker = Worker()
atexit.register(_worker.close)


def expect_files() -> None:
    """Say that there will be something to parse."""
    _worker.start()


def read_guarded(path: Path, read_here: Callable[[Path], Document]) -> Document:
    """The note at `path`, parsed by the shared worker; by `read_here` where no process can be started.

    Raises:
        UnreadableDocument: as for `Worker.read`.
    """
    try:
        return _worker.read(path)
    except OSError:
        return read_here(path)


# --- what goes over the pipe --------------------------------------------------------------------------------


def as_json(document: Document) -> dict[str, Any]:
    """The document as plain lists.

    Raises:
        UnreadableDocument: more blocks than a note has.
    """
    if len(document.blocks) > MAX_BLOCKS:
        raise UnreadableDocument(
            f"it has more than {MAX_BLOCKS:,} paragraphs. Split it, or list it as a source of the type table."
        )
    return {
        "blocks": [astuple(block) for block in document.blocks],
        "encoding": document.guessed_encoding,
        "warnings": document.warnings,
    }


def as_document(found: dict[str, Any]) -> Document:
    """The document that `as_json` took apart."""
    return Document(tuple(Block(*block) for block in found["blocks"]), found["encoding"], tuple(found["warnings"]))
