"""An encoder that writes down what is asked of it, in whatever process."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.encoder import Vectors
from tests.flows.conftest import HashEncoder


@dataclass(frozen=True)
class SlowEncoder:
    """A `HashEncoder` that takes its time, and notes in a file who began which texts, and who ended."""

    log: Path
    fingerprint: str = "slow-1"
    seconds: float = 0.2

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), n_dims), unit length."""
        batch = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
        self._note("began", batch)
        time.sleep(self.seconds)
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
    return [Note(what, int(process), batch) for what, process, batch in (line.split() for line in lines)]
