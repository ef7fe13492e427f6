"""Parts of the work as files in a folder that all machines share, so that nothing else carries words.

```
<folder>/
  <key>.in      what one part needs, or all parts of a stage
  <key>.out     what came out of it
```

A key is a hash of the program's version, the function, and what it works on: what is there already is the same work
done before, by a worker that died since or by a run that did. A file is there whole or not at all.
"""

from __future__ import annotations

import io
import os
import tempfile
import threading
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType
from typing import Protocol

from corpus.errors import ClusterError, OutputError
from corpus.files.private import write_private_text
from flows.log import without_words
from flows.remote_folder import PARTIAL, is_remote, open_remote_folder

FOLDER = "shards"
"""In the store, where the configuration names no other place."""
ELSEWHERE = "shards-elsewhere.txt"
"""In the store while the parts of a refresh that has not ended well lie outside the output folder: where."""
IN, OUT = ".in", ".out"


def _joblib() -> ModuleType:
    """The library, imported where it is needed: every command loads the settings, and so this module."""
    return import_module("joblib")


class ShardFolder(Protocol):
    """Python objects by name, each written in one step."""

    def names(self) -> set[str]:
        """What is there."""

    def has(self, name: str) -> bool:
        """Whether one is there."""

    def read(self, name: str) -> object:
        """What is there under this name.

        Raises:
            FileNotFoundError: nothing.
        """

    def write(self, name: str, content: object) -> None:
        """Put `content` there, for its owner's eyes only."""

    def remove(self, names: set[str]) -> None:
        """Take these away."""

    def clear(self) -> None:
        """Take all parts away, done or not, and what a killed worker left half written: they hold words.

        Raises:
            OutputError: they cannot be deleted.
        """


def open_shards(folder: str) -> ShardFolder:
    """The folder at a path or an address."""
    return _RemoteShards(folder) if is_remote(folder) else _LocalShards(Path(folder))


class _LocalShards:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> set[str]:
        return {path.name for path in self._folder.glob("[!.]*")}

    def has(self, name: str) -> bool:
        return (self._folder / name).exists()

    def read(self, name: str) -> object:
        return _joblib().load(self._folder / name)

    def write(self, name: str, content: object) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # mkstemp makes the file readable by its owner only, before the first word is in it.
            handle, partial = tempfile.mkstemp(dir=self._folder, prefix=f".{name}-", suffix=PARTIAL)
            with os.fdopen(handle, "wb") as file:
                _joblib().dump(content, file)
            Path(partial).replace(self._folder / name)
        except OSError as error:
            raise OutputError(
                f"{self._folder}: parts of the work cannot be written: {error.strerror}. Check space and rights."
            ) from error

    def remove(self, names: set[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    def clear(self) -> None:
        try:
            self.remove({path.name for path in self._folder.glob("*") if path.name.endswith((IN, OUT, PARTIAL))})
        except OSError as error:
            raise OutputError(
                f"{self._folder}: parts of the work cannot be deleted: {error.strerror}. Check rights, and run again."
            ) from error


class _RemoteShards:
    def __init__(self, url: str) -> None:
        self._folder = open_remote_folder(url)

    def names(self) -> set[str]:
        return set(self._folder.tags())

    def has(self, name: str) -> bool:
        try:
            self._folder.read(name)
        except FileNotFoundError:
            return False
        return True

    def read(self, name: str) -> object:
        return _joblib().load(io.BytesIO(self._folder.read(name)[0]))

    def write(self, name: str, content: object) -> None:
        with tempfile.TemporaryDirectory() as folder:
            _joblib().dump(content, file := Path(folder) / name)
            self._folder.send(file, name)

    def remove(self, names: set[str]) -> None:
        self._folder.remove(sorted(names))

    def clear(self) -> None:
        self.remove({name for name in self.names() if name.endswith((IN, OUT, PARTIAL))})


def remember_place(store: Path, folder: str) -> None:
    """Keep in the store where the parts of this refresh lie, if not in the store itself; before the first is written.

    Places of refreshes that failed stay known until their parts are taken away.

    Raises:
        OutputError: the store cannot be written, or the folder not be made.
    """
    if folder == str(store / FOLDER):
        return
    place = folder if is_remote(folder) else str(Path(folder).absolute())
    try:
        write_private_text(store / ELSEWHERE, "\n".join(dict.fromkeys([*_places_elsewhere(store), place])))
        if not is_remote(folder):  # made now, so that one that is not there later is one that cannot be reached
            Path(place).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{store}: {place} cannot be made or written down: {error.strerror}. Check space and rights of both."
        ) from error


def forget_parts(store: Path) -> None:
    """Take away the parts of the work that refreshes left behind, in the store and where it remembers others.

    Raises:
        OutputError: they cannot be reached, so that they may still be there.
    """
    open_shards(str(store / FOLDER)).clear()
    for folder in _places_elsewhere(store):
        if not is_remote(folder) and not Path(folder).is_dir():
            raise OutputError(
                f"{folder}: this cluster.folder is not here, and parts of the work with words may be left in it. Make "
                f"it available and run this again; if it is gone for good, delete {store / ELSEWHERE}."
            )
        open_shards(folder).clear()
    (store / ELSEWHERE).unlink(missing_ok=True)


def _places_elsewhere(store: Path) -> list[str]:
    try:
        return (store / ELSEWHERE).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []


def shard_key(function: str, *content: object) -> str:
    """What tells this work from any other: equal for equal content, whoever made it."""
    return str(_joblib().hash((version("underheard"), function, content)))


def run_shard(folder: str, function: str, shared: str, part: str, program: str) -> None:
    """Do one part of the work, unless it is done: what a worker calls.

    Args:
        folder: Path or address of the shards.
        function: Module and name, with a colon between.
        shared: Key of what all parts need.
        part: Key of the part, and of what comes out.
        program: Version of the program that asks.

    Raises:
        UnderheardError: It cannot be done. The message holds no participant's words, because Prefect keeps it.
    """
    if program != version("underheard"):
        raise ClusterError(
            f"A worker has version {version('underheard')} of Underheard, and the refresh {program}. Install the same "
            "on all machines."
        )
    shards = open_shards(folder)
    with without_words("part of the work on a worker"):
        try:
            if not shards.has(part + OUT):
                shards.write(part + OUT, resolve_name(function)(_shared(folder, shared), shards.read(part + IN)))
        except FileNotFoundError:
            raise ClusterError(
                f"A worker does not find its part of the work in {folder}. Name under cluster.folder a folder that all "
                "machines have at the same place, or an address."
            ) from None


_loading = threading.Lock()


def _shared(folder: str, key: str) -> object:
    """What all parts need, such as an encoder: loaded once a process, not once a part."""
    with _loading:
        return _loaded(folder, key)


@lru_cache(maxsize=1)
def _loaded(folder: str, key: str) -> object:
    return open_shards(folder).read(key + IN)
