"""An encoder that writes down what is asked of it, in whatever process, and can be made to wait."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.encoder import Vectors
from tests.flows.conftest import HashEncoder

HELD_FROM = 3
"""Batches that are embedded before the encoder waits."""


@dataclass(frozen=True)
class NotingEncoder:
    """A `HashEncoder` that notes in a file who began which texts, and who ended.

    While there is a file `hold` beside it, the encoder waits in whatever comes after the first batches.
    """

    log: Path
    fingerprint: str = "noting-1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), n_dims), unit length."""
        batch = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
        self._note("began", batch)
        while self.log.with_name("hold").exists() and len(batches(self.log, "ended")) >= HELD_FROM:
            time.sleep(0.02)
        vectors = HashEncoder().encode(texts)
        self._note("ended", batch)
        return vectors

    def _note(self, what: str, batch: str) -> None:
        with self.log.open("a") as log:
            log.write(f"{what} {os.getpid()} {batch}\n")


@dataclass(frozen=True)
class Note:
    """A line of the encoder's log."""

    what: str
    process: int
    batch: str


def notes(log: Path) -> list[Note]:
    """What was asked of the encoder so far."""
    lines = log.read_text().splitlines() if log.exists() else []
    return [Note(what, int(process), batch) for what, process, batch in map(str.split, lines)]


def batches(log: Path, what: str) -> list[str]:
    """The batches that began, or ended, in order."""
    return [note.batch for note in notes(log) if note.what == what]


def waiting(log: Path) -> set[int]:
    """The processes that are at a batch."""
    ended = set(batches(log, "ended"))
    return {note.process for note in notes(log) if note.batch not in ended}
