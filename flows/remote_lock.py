"""One refresh at a time on a remote folder: a lease that its holder renews, and that runs out with its holder."""

from __future__ import annotations

import json
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import stamina

from corpus.errors import OutputError, OutputLocked
from flows.remote_folder import Changed, RemoteFolder

logger = logging.getLogger(__name__)

LOCK = ".lock"
LEASE = timedelta(minutes=10)
"""A crashed holder blocks others so long at most; clocks of two machines may differ by less."""

RENEW_SECONDS = 60.0
ASK_AGAIN_SECONDS = 15.0
SETTLED_SECONDS = 1.0

Clock = Callable[[], datetime]


class Lease:
    """A lock that is held; `check` says whether it still is."""

    def __init__(self, folder: RemoteFolder, tag: str, clock: Clock) -> None:
        self._folder, self._tag, self._clock = folder, tag, clock
        self._until = clock() + LEASE
        self._is_lost = False
        self._guard = threading.Lock()

    def renew(self) -> None:
        """Hold it for another `LEASE`; if somebody else has it by now, it is lost."""
        with self._guard:
            if self._is_lost:
                return
            until = self._clock() + LEASE
            try:
                self._tag = self._folder.replace(LOCK, _content(until), self._tag)
                self._until = until
            except Changed:
                self._is_lost = True
                logger.error("the lock of %s was taken over: this refresh was taken for dead", self._folder.url)
            except OutputError as error:  # the network may come back before the lease is over
                logger.warning("the lock of %s was not renewed: %s", self._folder.url, error)

    def check(self) -> None:
        """Renew it, before something is published.

        Raises:
            OutputError: another refresh has taken it over, or may have, as it could not be renewed for so long.
        """
        self.renew()
        if self._is_lost or self._clock() >= self._until:
            raise OutputError(
                f"Another refresh has taken over {self._folder.url}, or may have, because this one did not answer for "
                f"{LEASE.seconds // 60} minutes. Nothing was published. Run again."
            )

    def release(self) -> None:
        """Let others have it. Where the network is down it runs out by itself."""
        self.renew()  # only a lock that nobody can take over meanwhile is surely our own when it is removed
        if self._is_lost or self._clock() >= self._until:
            return
        try:
            self._folder.remove([LOCK])
        except OutputError as error:
            logger.warning("the lock of %s was not removed: %s", self._folder.url, error)


@contextmanager
def hold_remote(
    folder: RemoteFolder, *, wait_seconds: float = 0, clock: Clock = lambda: datetime.now(UTC)
) -> Iterator[Lease]:
    """Hold the folder while the context lasts; who is patient waits for another refresh.

    Raises:
        OutputLocked: another refresh holds it.
        OutputError: it cannot be read or written.
    """
    lease = Lease(folder, _patiently_taken(folder, clock, wait_seconds), clock)
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


def _patiently_taken(folder: RemoteFolder, clock: Clock, wait_seconds: float) -> str:
    if not wait_seconds:
        return _take(folder, clock)
    for attempt in stamina.retry_context(
        on=OutputLocked, attempts=None, timeout=wait_seconds, wait_max=ASK_AGAIN_SECONDS
    ):
        with attempt:
            return _take(folder, clock)
    raise ValueError("an attempt has neither taken the lock nor said why")


def _take(folder: RemoteFolder, clock: Clock) -> str:
    mine = clock() + LEASE
    try:
        return folder.create(LOCK, _content(mine))
    except FileExistsError:
        pass
    try:
        held, tag = folder.read(LOCK)
        until = _end_of(held)
        if until is None:  # it is being written this very moment, or its writer was killed
            time.sleep(SETTLED_SECONDS)
            held, tag = folder.read(LOCK)
            until = _end_of(held)
        if until is None or until < clock():
            return folder.replace(LOCK, _content(mine), tag)
    except (FileNotFoundError, Changed):  # released, or taken over, at this very moment
        until = clock()
    raise OutputLocked(
        f"Another refresh holds {folder.url}, at least until {until:%Y-%m-%d %H:%M} UTC. Wait until it has ended, or "
        "give another folder with --output."
    )


def _content(until: datetime) -> bytes:
    return json.dumps({"until": until.isoformat(), "holder": uuid.uuid4().hex}).encode()


def _end_of(held: bytes) -> datetime | None:
    """Until when a lock is held; None where its holder was killed while it was written, as some file systems allow."""
    try:
        return datetime.fromisoformat(json.loads(held)["until"])
    except (ValueError, KeyError, TypeError):
        return None
