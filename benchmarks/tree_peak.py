"""The most memory that this process and its children hold together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

SAMPLE_SECONDS = 0.2
"""A peak shorter than this may be missed."""


@contextmanager
def tree_peak() -> Iterator[list[int]]:
    """Resident bytes of the process and its children, sampled into a list; pages that they share count in each."""
    process, ended = psutil.Process(), threading.Event()
    peak = [0]

    def sample() -> None:
        while True:
            peak[0] = max(peak[0], sum(map(_resident, [process, *process.children(recursive=True)])))
            if ended.wait(SAMPLE_SECONDS):
                return

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.Error):  # it may just have ended
        return int(process.memory_info().rss)
    return 0
