"""Times the stages of a refresh, measures their memory, and shows progress on a terminal."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TypeVar

import psutil
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows.log import without_words

logger = logging.getLogger(__name__)

SAMPLE_SECONDS = 0.05
"""A peak shorter than this may be missed; the system's own figure holds for the whole process only."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Stage:
    """What a stage took."""

    stage: str
    seconds: float
    cpu_seconds: float
    """Of all threads of the process: what other work on the machine does not change."""
    peak_memory_bytes: int


class Stages:
    """The stages of one refresh, in order."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._progress: Progress | None = None
        self._done: list[Stage] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure and show the stage `name`.

        Raises:
            UnderheardError: the stage failed (`flows.log.without_words`).
        """
        started, worked = time.perf_counter(), time.process_time()
        with peak_of(resident_bytes) as peak, self._shown(name), without_words(f"stage {name!r}"):
            yield
        seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
        done = Stage(name, round(seconds, 3), round(cpu_seconds, 3), max(peak))
        self._done.append(done)
        logger.info(
            "%s: %.1f s (%.1f CPU s), %.0f MB", name, done.seconds, done.cpu_seconds, done.peak_memory_bytes / 1e6
        )
        if self._console.is_terminal:
            self._console.print(f"[green]✓[/] {name}  [dim]{done.seconds:.1f} s[/]")

    def track(self, items: Iterable[Item], *, total: int) -> Iterator[Item]:
        """`items` one by one, with a bar for `total` steps inside the stage that runs."""
        task = self._progress.task_ids[0] if self._progress else None
        if self._progress and task is not None:
            self._progress.update(task, total=total, completed=0)
        for item in items:
            yield item
            if self._progress and task is not None:
                self._progress.advance(task)

    def as_records(self) -> list[dict[str, str | float | int]]:
        """One record a finished stage, for the manifest."""
        return [asdict(stage) for stage in self._done]

    @contextmanager
    def _shown(self, name: str) -> Iterator[None]:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        progress = Progress(*columns, console=self._console, transient=True, disable=not self._console.is_terminal)
        with progress:
            progress.add_task(name, total=None)
            self._progress = progress
            try:
                yield
            finally:
                self._progress = None


def resident_bytes() -> int:
    """Resident memory of this process."""
    return int(psutil.Process().memory_info().rss)


@contextmanager
def peak_of(measure: Callable[[], int], *, every: float = SAMPLE_SECONDS) -> Iterator[list[int]]:
    """The most that `measure` gives, in a list: asked at the start, `every` so many seconds and at the end."""
    ended, peak = threading.Event(), [measure()]

    def sample() -> None:
        while not ended.wait(every):
            peak[0] = max(peak[0], measure())

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()
        peak[0] = max(peak[0], measure())
