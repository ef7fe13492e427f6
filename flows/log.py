"""The log file: counts and places, and where the code failed. It never holds a participant's words."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from corpus.errors import UnderheardError

PACKAGES = ("corpus", "flows", "models", "reports")
MAX_BYTES = 5_000_000


def state_folder() -> Path:
    """Where this user's logs and Prefect's database are."""
    return user_state_path("underheard")


def log_file() -> Path:
    """The log of all commands."""
    return state_folder() / "underheard.log"


def start_logging() -> None:
    """Write what our packages log to the log file; without a writable one, keep silent. Once a process."""
    if logging.getLogger(PACKAGES[0]).handlers:
        return
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        handler = logging.FileHandler(_fresh(log_file()), encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    for package in PACKAGES:
        logger = logging.getLogger(package)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)


def log_crash(error: BaseException, during: str) -> Path | None:
    """Write where `error` came from; the log file, or None where it cannot be written.

    Messages are left out: a library may quote what it could not handle, maybe a participant's words.
    """
    written = "".join(_frames(error))
    try:
        with _fresh(log_file()).open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {os.getpid()} CRASH during {during}\n{written}")
    except OSError:
        return None
    return log_file()


def crash_sentence(error: BaseException, during: str) -> str:
    """What to tell the user about an error that nobody foresaw, which is logged by this call."""
    place = log_crash(error, during)
    where = f"where is written in {place}" if place else "and the log could not be written"
    kind = type(error).__name__
    return f"The {during} failed unexpectedly ({kind}); {where}. Please report it with that file."


@contextmanager
def without_words(during: str) -> Iterator[None]:
    """Let nothing leave but errors of our own, and these without their causes: Prefect keeps what it is told.

    Where somebody asked for whole tracebacks, they are printed here, on the terminal alone.

    Raises:
        UnderheardError: its message is safe to log and to store; that of a library's error is not, because it may quote
            a participant.
    """
    try:
        yield
    except UnderheardError as error:
        if is_debugging():
            traceback.print_exception(error)
        raise error from None
    except Exception as error:
        if is_debugging():
            traceback.print_exception(error)
        raise UnderheardError(crash_sentence(error, during)) from None


def is_debugging() -> bool:
    """Whether somebody asked for whole tracebacks on the terminal, which may show participants' words."""
    return bool(os.environ.get("UNDERHEARD_DEBUG"))


def _frames(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _frames(cause)
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"


def _fresh(path: Path) -> Path:
    """The path with its folder made, and with what had grown too long put aside."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > MAX_BYTES:
        path.replace(path.with_name(f"{path.name}.1"))
    return path
