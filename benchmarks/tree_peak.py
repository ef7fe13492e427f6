"""The most memory that this process and its children hold together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from flows.stages import peak_of

SAMPLE_SECONDS = 0.2
"""Looking for children takes longer than looking at this process. A peak shorter than this may be missed."""


@contextmanager
def tree_peak() -> Iterator[list[int]]:
    """Resident bytes of the process and its children, sampled into a list; pages that they share count in each."""
    process = psutil.Process()
    with peak_of(
        lambda: sum(map(_resident, [process, *process.children(recursive=True)])), every=SAMPLE_SECONDS
    ) as peak:
        yield peak


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.Error):  # it may just have ended
        return int(process.memory_info().rss)
    return 0
