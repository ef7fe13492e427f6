"""One refresh at a time on a remote folder, whatever becomes of the one that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import OutputError, OutputLocked
from flows import remote_lock
from flows.remote_folder import RemoteFolder, open_remote_folder
from flows.remote_lock import LEASE, LOCK, hold_remote
from tests.flows.remote import bucket, new_folder


class Clock:
    """Stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = datetime(2022, 6, 30, 3, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    with bucket() as url:
        yield url


@pytest.fixture(params=["s3", "memory"])
def folder(request: pytest.FixtureRequest, bucket_url: str, tmp_path: Path) -> RemoteFolder:
    return open_remote_folder(new_folder(request.param, bucket_url, tmp_path))


def test_a_second_refresh_is_refused_and_may_come_afterwards(folder: RemoteFolder) -> None:
    with hold_remote(folder), pytest.raises(OutputLocked, match="Another refresh holds"), hold_remote(folder):
        pass
    with hold_remote(folder) as lease:
        lease.check()
    assert folder.tags() == {}


def test_a_failing_refresh_lets_go(folder: RemoteFolder) -> None:
    with pytest.raises(ZeroDivisionError), hold_remote(folder):
        raise ZeroDivisionError
    assert folder.tags() == {}


def test_what_a_dead_refresh_left_behind_runs_out(folder: RemoteFolder) -> None:
    clock = Clock()
    folder.create(LOCK, remote_lock._content(clock))
    clock.now += LEASE - timedelta(seconds=1)
    with pytest.raises(OutputLocked, match="2022-06-30 03:40 UTC"), hold_remote(folder, clock=clock):
        pass
    clock.now += timedelta(seconds=2)
    with hold_remote(folder, clock=clock) as lease:
        lease.check()


def test_a_long_refresh_renews_its_lease(folder: RemoteFolder) -> None:
    clock = Clock()
    with hold_remote(folder, clock=clock) as lease:
        clock.now += LEASE - timedelta(seconds=1)
        lease.renew()
        clock.now += timedelta(minutes=5)
        with pytest.raises(OutputLocked), hold_remote(folder, clock=clock):
            pass


def test_a_refresh_that_was_taken_for_dead_publishes_nothing_and_leaves_the_other_one_s_lock(
    folder: RemoteFolder,
) -> None:
    clock = Clock()
    with hold_remote(folder, clock=clock) as sleeper:
        clock.now += LEASE + timedelta(seconds=1)
        with hold_remote(folder, clock=clock) as other:
            with pytest.raises(OutputError, match="has taken over"):
                sleeper.check()
            other.check()
            assert LOCK in folder.tags()
