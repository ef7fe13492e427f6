"""A folder somewhere else: object storage (s3://, gs://, az://) or any path that fsspec knows, by whole files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import OutputError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from obstore.store import ObjectStore

OBJECT_STORES = ("s3", "s3a", "gs", "az", "abfs", "abfss")
"""What obstore reaches; it can create an object only if there is none, and replace it only if it is as last seen."""

PARTIAL = ".partial"
"""Ending of a file that is being written, or whose writer was killed."""

FETCH_BYTES = 8 * 1024 * 1024


class Changed(Exception):
    """A file is not as it was last seen: somebody else wrote it meanwhile."""


class RemoteFolder(Protocol):
    """Files by their paths below the folder, with `/` between the parts, each with a tag that changes when it does."""

    url: str

    def tags(self, below: str = "") -> dict[str, str]:
        """The tag of every file, or of those whose path begins with `below`."""

    def read(self, path: str) -> tuple[bytes, str]:
        """A small file with its tag.

        Raises:
            FileNotFoundError: there is none.
        """

    def fetch(self, path: str, target: Path) -> None:
        """Write the file to `target`, whose folder is there."""

    def send(self, source: Path, path: str) -> str:
        """Store `source` under `path` and return its tag; whoever reads meanwhile sees the old file or the new one."""

    def create(self, path: str, content: bytes) -> str:
        """Store a new file and return its tag.

        Raises:
            FileExistsError: there is one.
        """

    def replace(self, path: str, content: bytes, tag: str) -> str:
        """Store the file if its tag is still `tag`, and return the new one.

        Raises:
            Changed: it is not, or the file is gone.
        """

    def remove(self, paths: list[str]) -> None:
        """Remove these files; those that are gone are no error."""


def is_remote(output: str | Path) -> bool:
    """Whether an output folder is an address, and no path of this machine."""
    return "://" in str(output)


def check_address(url: str) -> str:
    """`url` itself.

    Raises:
        ValueError: it holds a login, which would end in a log and a manifest.
    """
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise ValueError("an address with a login is not accepted. Give credentials in the environment.")
    return url


def open_remote_folder(url: str) -> RemoteFolder:
    """The folder at `url`; credentials come from where the service's own tools look for them, as from the environment.

    Raises:
        OutputError: nothing that is installed knows this kind of address.
    """
    try:
        import fsspec
        import obstore  # noqa: F401 - its errors are told for every kind of folder
    except ImportError as error:
        raise OutputError(
            f"{url}: an output folder elsewhere needs the optional packages. Install underheard[remote]."
        ) from error
    if url.partition("://")[0] in OBJECT_STORES:
        return _ObjectFolder(url)
    try:
        files, root = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise OutputError(
            f"{url} cannot be used as the output folder ({error}). Use s3://, gs://, az://, or install what fsspec "
            "needs for this kind of address."
        ) from error
    return _FileSystemFolder(url, files, root)


class _ObjectFolder:
    """A prefix in a bucket, by obstore."""

    def __init__(self, url: str) -> None:
        from obstore.store import from_url

        self.url = url.rstrip("/")
        with _told(self.url):
            self._store: ObjectStore = from_url(self.url)

    def tags(self, below: str = "") -> dict[str, str]:
        import obstore

        with _told(self.url):
            found = [meta for chunk in obstore.list(self._store, prefix=below.rstrip("/") or None) for meta in chunk]
        return {meta["path"]: _tag(meta["e_tag"]) for meta in found}

    def read(self, path: str) -> tuple[bytes, str]:
        import obstore

        with _told(self.url):
            result = obstore.get(self._store, path)
            return bytes(result.bytes()), _tag(result.meta["e_tag"])

    def fetch(self, path: str, target: Path) -> None:
        import obstore

        with _told(self.url), target.open("wb") as file:
            for chunk in obstore.get(self._store, path).stream(min_chunk_size=FETCH_BYTES):
                file.write(chunk)

    def send(self, source: Path, path: str) -> str:
        import obstore

        with _told(self.url):
            return _tag(obstore.put(self._store, path, source)["e_tag"])

    def create(self, path: str, content: bytes) -> str:
        import obstore

        with _told(self.url):
            return _tag(obstore.put(self._store, path, content, mode="create")["e_tag"])

    def replace(self, path: str, content: bytes, tag: str) -> str:
        import obstore
        from obstore.exceptions import NotFoundError, PreconditionError

        with _told(self.url):
            try:
                return _tag(obstore.put(self._store, path, content, mode={"e_tag": tag})["e_tag"])
            except (PreconditionError, NotFoundError) as error:
                raise Changed(path) from error

    def remove(self, paths: list[str]) -> None:
        import obstore

        with _told(self.url):
            obstore.delete(self._store, paths)


class _FileSystemFolder:
    """A folder of a file system that fsspec knows. Two who replace a file at the same moment are not told apart."""

    def __init__(self, url: str, files: AbstractFileSystem, root: str) -> None:
        self.url, self._files, self._root = url.rstrip("/"), files, root.rstrip("/")

    def tags(self, below: str = "") -> dict[str, str]:
        with _told(self.url):
            self._files.invalidate_cache()
            found = self._files.find(self._root, detail=True)
        tags = {path[len(self._root) :].lstrip("/"): self._tag_of(info) for path, info in found.items()}
        return {path: tag for path, tag in tags.items() if path.startswith(below)}

    def read(self, path: str) -> tuple[bytes, str]:
        with _told(self.url):
            return self._files.cat_file(self._at(path)), self._seen(path)

    def fetch(self, path: str, target: Path) -> None:
        with _told(self.url), self._files.open(self._at(path), "rb") as source, target.open("wb") as file:
            shutil.copyfileobj(source, file, FETCH_BYTES)

    def send(self, source: Path, path: str) -> str:
        with _told(self.url):
            aside = f"{self._at(path)}{PARTIAL}"
            self._make_folder(path)
            self._files.put_file(str(source), aside)
            self._files.mv(aside, self._at(path))
            return self._seen(path)

    def create(self, path: str, content: bytes) -> str:
        with _told(self.url):
            self._make_folder(path)
            with self._files.open(self._at(path), "xb") as file:
                file.write(content)
            return self._seen(path)

    def replace(self, path: str, content: bytes, tag: str) -> str:
        with _told(self.url):
            if not self._files.exists(self._at(path)) or self._seen(path) != tag:
                raise Changed(path)
            self._files.pipe_file(self._at(path), content)
            return self._seen(path)

    def remove(self, paths: list[str]) -> None:
        with _told(self.url):
            for path in paths:
                if self._files.exists(self._at(path)):
                    self._files.rm_file(self._at(path))

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _make_folder(self, path: str) -> None:
        self._files.makedirs(self._at(path).rpartition("/")[0], exist_ok=True)

    def _seen(self, path: str) -> str:
        self._files.invalidate_cache()
        return self._tag_of(self._files.info(self._at(path)))

    @staticmethod
    def _tag_of(info: dict[str, object]) -> str:
        """What of a file's entry changes with it: by any of these names, depending on the file system."""
        names = ("size", "mtime", "modified", "created", "last_modified", "LastModified", "ETag", "ino")
        values = {name: info[name] for name in names if name in info}
        return repr({name: _plain(value) for name, value in values.items()})


def _plain(value: object) -> str:
    return str(value.timestamp() if isinstance(value, datetime) else value)


def _tag(e_tag: str | None) -> str:
    if e_tag is None:
        raise OutputError(
            "The object storage names no versions of its objects (ETag), so nobody can tell what changed."
        )
    return e_tag


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Other libraries' errors in a sentence; those that the callers expect pass."""
    from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError

    try:
        yield
    except AlreadyExistsError as error:
        raise FileExistsError from error
    except NotFoundError as error:
        raise FileNotFoundError from error
    except (FileExistsError, FileNotFoundError, Changed):
        raise
    except (BaseError, OSError) as error:
        # Never the message: it may hold a signed address.
        raise OutputError(
            f"{url} cannot be read or written ({type(error).__name__}). Check the address, the credentials in the "
            "environment and the network; docs/operations.md says which are used."
        ) from error
