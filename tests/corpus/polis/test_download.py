"""Fetching a report: faults of the service, what is kept, and what is said about it."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stamina

from corpus.errors import SourceError
from corpus.polis.address import origin_of
from corpus.polis.download import Fetched, fetch_export
from corpus.polis.guarded_http import Limits
from corpus.sources import WebAddress
from tests.corpus.polis.report_server import COMMENTS, VOTES, Answer, ReportServer, serving, tables

NIGHT = datetime(2022, 7, 1, 2, tzinfo=UTC)
QUICK = Limits(connect_seconds=1, read_seconds=0.3, file_seconds=1, max_bytes=10_000)


@pytest.fixture(autouse=True)
def _no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


def fetch(server: ReportServer, downloads: Path, *, now: datetime = NIGHT, limits: Limits = QUICK) -> Fetched:
    origin = origin_of(WebAddress(server.report))
    return fetch_export(origin, downloads, allow_hosts=["127.0.0.1"], limits=limits, now=now)


def test_a_report_is_fetched_whole_for_nobody_else_to_read(tmp_path: Path) -> None:
    with serving(tables()) as server:
        fetched = fetch(server, tmp_path)
    assert (fetched.folder / "comments.csv").read_text("utf-8") == COMMENTS
    assert (fetched.folder / "votes.csv").read_text("utf-8") == VOTES
    assert not fetched.warnings
    assert fetched.place == server.report
    assert stat.S_IMODE(fetched.folder.stat().st_mode) == 0o700
    assert server.asked.total() == 3


def test_an_error_of_the_server_is_tried_again(tmp_path: Path) -> None:
    answers = tables() | {"votes.csv": [Answer(status=500), Answer(status=503), Answer(VOTES)]}
    with serving(answers) as server:
        assert not fetch(server, tmp_path).warnings
    assert server.asked["votes.csv"] == 3
    assert server.asked["comments.csv"] == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=500), "answered 500"),
        (Answer(status=429, headers={"Retry-After": "1"}), "answered 429"),
        (Answer(COMMENTS[:90], stated_bytes=len(COMMENTS.encode())), "broke off"),
        (Answer("<html>Back soon</html>"), "something that is no comments.csv"),
        (Answer("\ufeff{}", headers={"Content-Type": "text/csv"}), "something that is no comments.csv"),
        (Answer(), "something that is no comments.csv"),
        (Answer(COMMENTS, before=lambda: time.sleep(0.6)), "took too long"),
    ],
    ids=["error", "too many requests", "truncated", "a page", "no table", "nothing", "slow"],
)
def test_where_the_service_fails_the_last_good_copy_is_used_and_its_age_told(
    tmp_path: Path, answer: Answer, reason: str
) -> None:
    with serving(tables()) as server:
        good = fetch(server, tmp_path)
        server.answers["comments.csv"] = [answer]
        later = fetch(server, tmp_path, now=NIGHT + timedelta(days=3, hours=1))
    assert later.folder == good.folder
    (warning,) = later.warnings
    assert reason in warning
    assert "2022-07-01 02:00 UTC" in warning
    assert "3 days old" in warning


def test_without_a_copy_a_failing_service_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with serving({"comments.csv": [Answer(status=502)]}) as server, pytest.raises(SourceError, match="answered 502"):
        fetch(server, tmp_path)
    with pytest.raises(SourceError, match=r"could not be reached.*no earlier copy\. Try again"):
        fetch(server, tmp_path)


def test_a_body_that_drips_in_is_cut_off_at_the_deadline(tmp_path: Path) -> None:
    with serving({"comments.csv": [Answer(COMMENTS, before=lambda: time.sleep(0.5))]}) as server:
        started = time.monotonic()
        patient = Limits(connect_seconds=1, read_seconds=60, file_seconds=0.2)
        with pytest.raises(SourceError, match="took too long"):
            fetch(server, tmp_path, limits=patient)
    assert time.monotonic() - started < 10


def test_a_report_that_is_not_public_is_an_error_even_with_a_copy(tmp_path: Path) -> None:
    with serving(tables()) as server:
        fetch(server, tmp_path)
        server.answers["comments.csv"] = [Answer(status=404)]
        asked = server.asked["comments.csv"]
        with pytest.raises(SourceError, match="not public"):
            fetch(server, tmp_path)
    assert server.asked["comments.csv"] == asked + 1


@pytest.mark.parametrize("stated", [None, 1_000_000])
def test_what_is_too_large_is_not_fetched(tmp_path: Path, stated: int | None) -> None:
    answers = {"comments.csv": [Answer(COMMENTS + "x" * 20_000, stated_bytes=stated)]}
    with serving(answers) as server, pytest.raises(SourceError, match="more than 0 MB and is not fetched"):
        fetch(server, tmp_path)
    assert server.asked.total() == 1


def test_a_table_that_can_be_done_without_may_be_missing_if_it_was_missing_before(tmp_path: Path) -> None:
    answers = tables() | {"participant-votes.csv": [Answer(status=500)]}
    with serving(answers) as server:
        first = fetch(server, tmp_path)
        again = fetch(server, tmp_path, now=NIGHT + timedelta(days=1))
    assert first.folder != again.folder
    assert "gave no participant-votes.csv" in again.warnings[0]
    assert (again.folder / "votes.csv").exists()


def test_a_refresh_that_broke_off_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with serving(tables() | {"votes.csv": [Answer(VOTES)]}) as server:
        incoming = tmp_path / origin_of(WebAddress(server.report)).key / "incoming"
        incoming.mkdir(parents=True)
        (incoming / "comments.csv").write_text(COMMENTS, "utf-8")
        (incoming / "votes.csv.part").write_text(VOTES[:30], "utf-8")
        fetched = fetch(server, tmp_path, now=now)
        assert server.asked == {"votes.csv": 1, "participant-votes.csv": 1}
        assert (fetched.folder / "votes.csv").read_text("utf-8") == VOTES
        assert not list(fetched.folder.glob("*.part"))


def test_what_a_refresh_of_yesterday_left_unfinished_is_fetched_again(tmp_path: Path) -> None:
    with serving(tables()) as server:
        incoming = tmp_path / origin_of(WebAddress(server.report)).key / "incoming"
        incoming.mkdir(parents=True)
        (incoming / "comments.csv").write_text(COMMENTS + "old", "utf-8")
        fetched = fetch(server, tmp_path, now=datetime.now(UTC) + timedelta(days=1))
    assert (fetched.folder / "comments.csv").read_text("utf-8") == COMMENTS


def test_only_the_newest_copy_is_kept(tmp_path: Path) -> None:
    with serving(tables()) as server:
        fetch(server, tmp_path)
        newest = fetch(server, tmp_path, now=NIGHT + timedelta(days=1))
    assert list(newest.folder.parent.iterdir()) == [newest.folder]


def test_votes_that_the_service_no_longer_gives_stand_in_the_last_copy(tmp_path: Path) -> None:
    with serving(tables()) as server:
        fetch(server, tmp_path)
        server.answers["votes.csv"] = [Answer(status=404)]
        again = fetch(server, tmp_path, now=NIGHT + timedelta(days=1))
    assert (again.folder / "votes.csv").read_text("utf-8") == VOTES
    assert "gave no votes.csv" in again.warnings[0]
    assert again.stale_since == NIGHT
