"""One refresh at a time on a remote folder: a lease that its holder renews, and that runs out with its holder."""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from corpus.errors import OutputError, OutputLocked
from flows.remote_folder import Changed, RemoteFolder

logger = logging.getLogger(__name__)

LOCK = ".lock"
LEASE = timedelta(minutes=10)
"""A crashed holder blocks others so long at most; clocks of two machines may differ by less."""

RENEW_SECONDS = 60.0

Clock = Callable[[], datetime]


class Lease:
    """A lock that is held; `check` says whether it still is."""

    def __init__(self, folder: RemoteFolder, tag: str, clock: Clock) -> None:
        self._folder, self._tag, self._clock = folder, tag, clock
        self._is_lost = False
        self._guard = threading.Lock()

    def renew(self) -> None:
        """Hold it for another `LEASE`; if somebody else has it by now, it is lost."""
        with self._guard:
            if self._is_lost:
                return
            try:
                self._tag = self._folder.replace(LOCK, _content(self._clock), self._tag)
            except Changed:
                self._is_lost = True
                logger.error("the lock of %s was taken over: this refresh was taken for dead", self._folder.url)
            except OutputError as error:  # the network may come back before the lease is over
                logger.warning("the lock of %s was not renewed: %s", self._folder.url, error)

    def check(self) -> None:
        """Renew it, before something is published.

        Raises:
            OutputError: another refresh has taken it over.
        """
        self.renew()
        if self._is_lost:
            raise OutputError(
                f"Another refresh has taken over {self._folder.url}, because this one did not answer for "
                f"{LEASE.seconds // 60} minutes. Nothing was published. Run again."
            )

    def release(self) -> None:
        """Let others have it."""
        with self._guard:
            if not self._is_lost:
                self._folder.remove([LOCK])


@contextmanager
def hold_remote(folder: RemoteFolder, *, clock: Clock = lambda: datetime.now(UTC)) -> Iterator[Lease]:
    """Hold the folder while the context lasts.

    Raises:
        OutputLocked: another refresh holds it.
        OutputError: it cannot be read or written.
    """
    lease = Lease(folder, _take(folder, clock), clock)
    is_over = threading.Event()

    def keep() -> None:
        while not is_over.wait(RENEW_SECONDS):
            lease.renew()

    keeper = threading.Thread(target=keep, name="lease", daemon=True)
    keeper.start()
    try:
        yield lease
    finally:
        is_over.set()
        keeper.join()
        lease.release()


def _take(folder: RemoteFolder, clock: Clock) -> str:
    try:
        return folder.create(LOCK, _content(clock))
    except FileExistsError:
        pass
    try:
        held, tag = folder.read(LOCK)
        until = datetime.fromisoformat(json.loads(held)["until"])
        if until < clock():
            return folder.replace(LOCK, _content(clock), tag)
    except (FileNotFoundError, Changed):  # released, or taken over, at this very moment
        until = clock()
    raise OutputLocked(
        f"Another refresh holds {folder.url}, at least until {until:%Y-%m-%d %H:%M} UTC. Wait until it has ended, or "
        "give another folder with --output."
    )


def _content(clock: Clock) -> bytes:
    return json.dumps({"until": (clock() + LEASE).isoformat(), "holder": uuid.uuid4().hex}).encode()
