"""One refresh at a time on an output folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import OutputError, OutputLocked


@contextmanager
def hold_output(output: Path, *, wait_seconds: float = 0) -> Iterator[None]:
    """Hold `output`, made if need be, while the context lasts; holding it again inside does nothing.

    Who is patient waits for another process. The system itself lets go of the lock when a process dies, however that
    happens.

    Raises:
        OutputLocked: another process holds it.
        OutputError: the folder cannot be made or written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = FileLock(output.resolve() / ".lock", thread_local=False, is_singleton=True)
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise OutputLocked(
            f"Another refresh holds {output}. Wait until it has ended, or give another folder with --output."
        ) from error
    except OSError as error:
        raise OutputError(
            f"{output} cannot be used as the output folder ({error.strerror}). "
            "Correct its rights, or give another folder with --output."
        ) from error
    try:
        yield
    finally:
        lock.release()
