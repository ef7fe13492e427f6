"""One refresh at a time on a remote folder, whatever becomes of the one that holds it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

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
    folder.create(LOCK, remote_lock._content(clock() + LEASE))
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


def test_who_was_taken_for_dead_does_not_let_go_of_the_other_ones_lock(folder: RemoteFolder) -> None:
    clock = Clock()
    with ExitStack() as others:
        with hold_remote(folder, clock=clock):
            clock.now += LEASE + timedelta(seconds=1)
            others.enter_context(hold_remote(folder, clock=clock))
        with pytest.raises(OutputLocked), hold_remote(folder, clock=clock):
            pass
    assert folder.tags() == {}


def test_a_lease_that_ran_out_while_the_network_was_down_is_not_relied_on(
    folder: RemoteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    with hold_remote(folder, clock=clock) as lease:
        monkeypatch.setattr(folder, "replace", Mock(side_effect=OutputError("no network")))
        clock.now += LEASE - timedelta(seconds=1)
        lease.check()
        clock.now += timedelta(seconds=2)
        with pytest.raises(OutputError, match="or may have"):
            lease.check()
    assert LOCK in folder.tags()  # whoever holds it by now


def test_a_lock_whose_writer_was_killed_is_no_lock(folder: RemoteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_lock, "SETTLED_SECONDS", 0)
    folder.create(LOCK, b"")
    with hold_remote(folder) as lease:
        lease.check()


def test_who_is_patient_waits_for_the_other_one(folder: RemoteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_lock, "ASK_AGAIN_SECONDS", 0.05)
    with ExitStack() as other:
        other.enter_context(hold_remote(folder))
        with pytest.raises(OutputLocked), hold_remote(folder, wait_seconds=0.2):
            pass
        ends = threading.Timer(0.3, other.close)
        ends.start()
        with hold_remote(folder, wait_seconds=30):
            ends.join()
