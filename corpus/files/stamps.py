"""Whether a file is as it was, told without reading it."""

from __future__ import annotations

from pathlib import Path

Stamp = tuple[str, int, int]
"""Path, bytes, and nanoseconds of the last change."""


def stamps(path: Path) -> tuple[Stamp, ...]:
    """Those of a file, or of all files below a folder; none where there is nothing, or nothing may be seen."""
    try:
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        return tuple((str(file), found.st_size, found.st_mtime_ns) for file in files for found in [file.stat()])
    except OSError:
        return ()
