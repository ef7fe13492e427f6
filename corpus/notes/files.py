"""The files that the path of a source of notes stands for."""

from __future__ import annotations

import glob
from pathlib import Path

from corpus.errors import SourceError
from corpus.messages import nearest


def note_files(path: Path) -> tuple[Path, list[Path]]:
    """The folder that names are relative to, and the sorted files that `path` stands for.

    What is neither file nor folder (a pipe, a link that leads nowhere) is among them, to be refused by name.
    """
    if path.is_dir():
        return path, sorted(file for file in path.rglob("*") if not file.is_dir())
    if path.is_file():
        return path.parent, [path]
    if glob.has_magic(str(path)):
        root = next(parent for parent in path.parents if not glob.has_magic(str(parent)))
        files = sorted(file for file in root.glob(str(path.relative_to(root))) if not file.is_dir())
        if not files:
            raise SourceError(f"{path}: no file matches this pattern. Correct it, or add the notes.")
        return root, files
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    alike = f" The nearest name there is {nearest(path.name, siblings)[0]!r}." if siblings else ""
    raise SourceError(f"{path}: there is no such folder or file.{alike} Correct the path.")
