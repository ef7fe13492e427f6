"""Whether the disk has room for a run, before any work is done."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.errors import OutputError
from flows.context import latest_run

FIRST_RUN_BYTES = 200_000_000
"""Asked for where no run tells how large one is: thirty of the demo's."""
SPARE = 1.5
"""How much larger than the last run this one may become, its half-written copies included."""


def check_disk(output: Path) -> None:
    """Do nothing if a run of the last one's size fits, with the store written once more.

    Raises:
        OutputError: it does not; the message says how much is missing.
    """
    last = latest_run(output)
    needed = int((_size(last.path) + _size(output / "store")) * SPARE) if last else FIRST_RUN_BYTES
    there = next(path for path in (output, *output.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise OutputError(
            f"The disk of {output} has {free / 1e6:,.0f} MB left, and a run needs about {needed / 1e6:,.0f} MB. "
            "Free space, delete old runs, or set retention.nights; nothing was changed."
        )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
