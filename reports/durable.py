"""Files that a reader sees old or new, never half, and that a power cut does not take back."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Put new text in a file's place in one step."""
    beside = path.with_name(f".{path.name}.partial")
    beside.write_text(text, "utf-8")
    take_place(beside, path)


def take_place(written: Path, path: Path) -> None:
    """Let what was just written beside it take the place of `path`."""
    sync(written)
    written.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Make a file, or a folder's own entries, survive a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make everything in a folder survive a power cut."""
    for path in (*folder.rglob("*"), folder):
        sync(path)
