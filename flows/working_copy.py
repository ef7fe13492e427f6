"""A local copy of a remote output folder, so that everything else works on local files only.

What changed there is fetched before the work, what the work changed is sent after it. Each machine keeps its copy, so
that a night moves only what is new. Order makes a crash harmless: the store goes first, then the run, its manifest
last, then the list of runs, and `latest.json` at the very end. What was not sent yet is sent by the next run.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from platformdirs import user_cache_path

from corpus.errors import OutputError, OutputLocked, UnderheardError
from flows.lock import hold_output
from flows.remote_folder import PARTIAL, RemoteFolder, is_remote, open_remote_folder
from flows.remote_lock import LOCK, hold_remote
from reports.durable import replace_file

logger = logging.getLogger(__name__)

LATEST = "latest.json"
INDEX = "index.html"
RUNS = "runs"
NOT_FETCHED = ("report", "export")
"""Parts of a run that no later run reads."""

NOT_READ = ("sources", "polis", "review", "shards", "disclosure")
"""Parts of the store that only a refresh needs: words before redaction, and what nobody else may see. Who only reads
has no copy of them."""

READING_SECONDS = 300.0
"""How long a refresh waits for somebody on this machine who fetches the copy to read it."""

AT_ONCE = 8
"""Files that are moved at the same time."""


@dataclass
class _Known:
    """What of the remote folder is in the copy: for each path the remote tag, and the local file's size and time."""

    file: Path
    entries: dict[str, tuple[str, int, int]]
    gone: dict[str, str]
    """What the work removed here and is still to be removed there: for each path the remote tag that it had."""

    @classmethod
    def read(cls, file: Path) -> _Known:
        """What was written last; nothing where that cannot be read, so that everything is fetched again."""
        try:
            document = json.loads(file.read_text("utf-8"))
            entries = {path: (tag, size, time) for path, (tag, size, time) in document["entries"].items()}
            return cls(file, entries, dict(document["gone"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return cls(file, {}, {})

    def write(self) -> None:
        replace_file(self.file, json.dumps({"entries": self.entries, "gone": self.gone}))

    def enter(self, path: str, tag: str, local: Path) -> None:
        self.entries[path] = (tag, *_stamp(local))

    def tag(self, path: str) -> str | None:
        """The remote tag when the file was last moved."""
        return self.entries[path][0] if path in self.entries else None

    def has(self, path: str, local: Path) -> bool:
        """Whether the local file is as it was when it was moved."""
        return path in self.entries and local.exists() and self.entries[path][1:] == _stamp(local)


@contextmanager
def reading_copy(output: str | Path) -> Iterator[Path]:
    """The output folder as local files, to read: of a remote one what its last run needs.

    Raises:
        OutputError: it cannot be read.
    """
    if not is_remote(output):
        yield Path(output)
        return
    remote = open_remote_folder(str(output))
    folder = place_of_copy(remote.url)
    with suppress(OutputLocked), hold_output(folder):  # a refresh of this machine works on it: it is read as it is
        _fetch(remote, folder, _known_of(remote), remote.tags(), only=_is_read)
    with _named(remote, folder):
        yield folder


@contextmanager
def working_copy(output: str | Path, *, wait_seconds: float = 0) -> Iterator[Path]:
    """The output folder as local files, to work on; a remote one is held meanwhile, and gets what changed.

    Where the work fails, what no reader sees is sent, the store above all: what was computed is not lost, what is held
    back can be looked at, what was forgotten is forgotten there too, and nothing is published. Who is patient waits for
    whoever holds the remote folder.

    Raises:
        OutputLocked: another refresh holds it.
        OutputError: it cannot be read or written.
    """
    if not is_remote(output):
        yield Path(output)
        return
    remote = open_remote_folder(str(output))
    folder = place_of_copy(remote.url)
    with (
        hold_remote(remote, wait_seconds=wait_seconds) as lease,
        hold_output(folder, wait_seconds=READING_SECONDS),
    ):
        known = _known_of(remote)
        tags = remote.tags()
        remote.remove([path for path in tags if path.endswith(PARTIAL)])  # of whoever was killed while sending
        _fetch(remote, folder, known, tags)
        before = [*_local_files(folder), *known.gone]
        try:
            with _named(remote, folder):
                yield folder
        except BaseException:
            try:
                lease.check()
                _bring(remote, folder, known, before, only=_is_unpublished)
            except OutputError as error:  # the reason why the work failed matters more
                logger.warning("what was computed could not be sent: %s", error)
            raise
        lease.check()
        _bring(remote, folder, known, before, before_last=lease.check)


def published_place(path: Path | None, folder: Path, output: str | Path) -> Path | str | None:
    """Where others find what stands at `path` in the copy `folder` of `output`."""
    if path is None or not is_remote(output):
        return path
    return f"{str(output).rstrip('/')}/{path.relative_to(folder).as_posix()}"


@contextmanager
def _named(remote: RemoteFolder, folder: Path) -> Iterator[None]:
    """Errors name the folder that was asked for, and not its copy."""
    try:
        yield
    except UnderheardError as error:
        error.problems = tuple(problem.replace(str(folder), remote.url) for problem in error.problems)
        error.args = ("\n".join(error.problems),)
        raise


def place_of_copy(output: str | Path) -> Path:
    """Where `output` lies on this machine, or its copy does, which need not be there yet."""
    if not is_remote(output):
        return Path(output)
    name = hashlib.sha256(str(output).rstrip("/").encode()).hexdigest()[:16]
    return user_cache_path("underheard") / "outputs" / name / "output"


def _known_of(remote: RemoteFolder) -> _Known:
    folder = place_of_copy(remote.url)
    try:
        folder.chmod(0o700)
        return _Known.read(folder.parent / "known.json")
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{folder.parent}, the local copy of {remote.url}, cannot be used. Check its rights, or delete it; it is "
            "fetched again."
        ) from error


def _fetch(
    remote: RemoteFolder,
    folder: Path,
    known: _Known,
    tags: Mapping[str, str],
    *,
    only: Callable[[str], bool] = lambda _: True,
) -> None:
    """Make the copy like the remote folder, whose files have these tags; `only` some are fetched.

    What was changed or removed here and never sent stays so, unless others went on.
    """
    if tags.get(LATEST) != known.tag(LATEST):
        known.gone = {}
    known.gone = {path: tag for path, tag in known.gone.items() if tags.get(path) == tag}
    if tags.get(LATEST) != known.tag(LATEST):
        for path in _local_files(folder):
            if path not in tags or not known.has(path, folder / path):
                (folder / path).unlink()
    for path in [path for path in known.entries if tags.get(path) != known.tag(path)]:
        (folder / path).unlink(missing_ok=True)
        del known.entries[path]
    wanted = [
        path
        for path in tags
        if _is_fetched(path)
        and only(path)
        and path not in known.gone
        and not (known.tag(path) == tags[path] and (folder / path).exists())
    ]

    def fetch(path: str) -> None:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}.partial")
        remote.fetch(path, aside)
        aside.replace(target)
        known.enter(path, tags[path], target)

    _at_once(fetch, wanted)
    _remove_empty(folder)
    known.write()


def _bring(
    remote: RemoteFolder,
    folder: Path,
    known: _Known,
    before: Sequence[str],
    *,
    only: Callable[[str], bool] = lambda _: True,
    before_last: Callable[[], None] = lambda: None,
) -> None:
    """Send what the work made, and then remove what it removed of the files that were there `before`.

    What is to be removed is written down first: whoever is killed in between removes it the next time.
    """
    gone = [path for path in dict.fromkeys(before) if only(path) and not (folder / path).exists()]
    known.gone |= {path: tag for path in gone if (tag := known.tag(path))}
    known.write()
    _send(remote, folder, known, only=only, before_last=before_last)
    _remove(remote, folder, known, gone)


def _send(
    remote: RemoteFolder,
    folder: Path,
    known: _Known,
    *,
    only: Callable[[str], bool],
    before_last: Callable[[], None],
) -> None:
    """Store what is new or changed, rank by rank."""
    changed = [path for path in _local_files(folder) if only(path) and not known.has(path, folder / path)]

    def send(path: str) -> None:
        known.enter(path, remote.send(folder / path, path), folder / path)

    try:
        for rank in sorted({_rank(path) for path in changed}):
            if rank == _LAST:
                before_last()
            _at_once(send, [path for path in changed if _rank(path) == rank])
    finally:
        known.write()


def _remove(remote: RemoteFolder, folder: Path, known: _Known, gone: list[str]) -> None:
    """Remove what the work removed; of a run that is gone everything, also what was never fetched."""
    for run in {"/".join(PurePosixPath(path).parts[:2]) for path in gone if path.startswith(f"{RUNS}/")}:
        if not (folder / run).exists():
            gone += [path for path in remote.tags(f"{run}/") if path not in gone]
    remote.remove(gone)
    for path in gone:
        known.entries.pop(path, None)
        known.gone.pop(path, None)
    known.write()


_STORE, _VERSIONS, _RUN, _MANIFEST, _INDEX, _LAST = range(6)


def _rank(path: str) -> int:
    """When a file is sent: never before what it refers to."""
    parts = PurePosixPath(path).parts
    if path == LATEST:
        return _LAST
    if parts[0] == RUNS:
        return _MANIFEST if parts[-1] == "manifest.json" else _RUN
    if parts[0] == "store":
        return _VERSIONS if "_versions" in parts else _STORE
    return _INDEX


def _is_unpublished(path: str) -> bool:
    return PurePosixPath(path).parts[0] not in (RUNS, INDEX, LATEST)


def _is_fetched(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return (
        path != LOCK
        and not path.endswith(PARTIAL)
        and not (parts[0] == RUNS and len(parts) > 2 and parts[2] in NOT_FETCHED)
    )


def _is_read(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return not (parts[0] == "store" and len(parts) > 1 and parts[1] in NOT_READ)


def _local_files(folder: Path) -> list[str]:
    """Paths of all files but the lock and what a run has not finished."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.endswith(PARTIAL)]
        at = Path(place).relative_to(folder)
        found += [(at / name).as_posix() for name in names if name != LOCK and not name.endswith(PARTIAL)]
    return sorted(found)


def _remove_empty(folder: Path) -> None:
    for place, _, _ in os.walk(folder, topdown=False):
        if Path(place) != folder and not any(Path(place).iterdir()):
            shutil.rmtree(place)


def _at_once(move: Callable[[str], None], paths: Iterable[str]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(move, paths):
            pass


def _stamp(file: Path) -> tuple[int, int]:
    status = file.stat()
    return status.st_size, status.st_mtime_ns
