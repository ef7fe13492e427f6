"""People are told what is new, once; endpoints that fail or hang fail nothing; no address is written anywhere."""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.notify import Alert, NotifySettings, Told, Trouble, due, keep_told, read_told, send
from tests.flows.mailbox import mailbox
from tests.flows.webhook import webhook

NIGHT = datetime(2027, 6, 20, 1, 30, tzinfo=UTC)
FAILED = Alert("failed", "small: the night failed", "2 problems")
CHANGED = Alert("changed", "small: new report", "12 added")


def titles(*nights: tuple[float, str | None]) -> list[list[str]]:
    """The titles of what is told on nights at these days, each with a failure of this kind or without one."""
    told: dict[Trouble, Told] = {}
    found = []
    for days, what in nights:
        troubles: dict[Trouble, tuple[str, Alert]] = {"failed": (what, FAILED)} if what else {}
        alerts, told = due(troubles, told, NIGHT + timedelta(days=days), name="small")
        found.append([alert.title for alert in alerts])
    return found


def test_a_failure_is_told_at_once_then_once_a_night_and_when_it_is_over() -> None:
    failed, over = ["small: the night failed"], ["small: recovered"]
    nights = ((0, "a"), (0.1, "a"), (0.5, "a"), (1, "a"), (1.1, "b"), (1.2, "b"), (2, None), (3, None))
    assert titles(*nights) == [failed, [], [], failed, failed, [], over, []]


def test_what_was_told_is_kept_and_damage_to_it_is_no_failure(tmp_path: Path) -> None:
    told: dict[Trouble, Told] = {"held": Told("x", NIGHT)}
    keep_told(tmp_path / "store", told)
    assert read_told(tmp_path / "store") == told
    (tmp_path / "store" / "alerts.json").write_text("{")
    assert read_told(tmp_path / "store") == {}


def test_only_what_is_asked_for_is_sent_and_recovery_always(monkeypatch: pytest.MonkeyPatch) -> None:
    recovered = Alert("recovered", "small: recovered", "over")
    with webhook() as server:
        monkeypatch.setenv("UNDERHEARD_NOTIFY", server.address)
        send([FAILED, CHANGED, recovered], NotifySettings(on=("changed",)))
        assert [each["title"] for each in server.received] == [CHANGED.title, recovered.title]
        assert [each["message"] for each in server.received] == [CHANGED.body, recovered.body]


def test_an_endpoint_that_hangs_costs_the_time_limit_and_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with webhook(delay_seconds=3) as slow, webhook() as quick:
        monkeypatch.setenv("UNDERHEARD_NOTIFY", f"{quick.address} {slow.address}")
        started = time.monotonic()
        send([FAILED], NotifySettings(timeout_seconds=1))
        assert time.monotonic() - started < 2.5
        assert len(quick.received) == 1


def test_addresses_that_lead_nowhere_are_counted_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("UNDERHEARD_NOTIFY", "no-such-service://secret-token json://user:secret-token@127.0.0.1:9/")
    with caplog.at_level(logging.DEBUG):
        send([FAILED], NotifySettings())
    assert "1 of 2 addresses are none that apprise knows" in caplog.text
    assert "could not be delivered" in caplog.text
    assert "secret-token" not in caplog.text


def test_without_an_address_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNDERHEARD_NOTIFY", raising=False)
    send([FAILED], NotifySettings())


def test_a_letter_arrives_as_it_was_written_in_any_script(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Alert("held", "Консультація «Молодь»: не опубліковано", "لم يُنشر التقرير.\n12 / 36")
    with mailbox("secret-token") as box:
        address = f"mailto://night:secret-token@127.0.0.1:{box.port}?mode=insecure&from=night@example.org"
        monkeypatch.setenv("UNDERHEARD_NOTIFY", f"{address}&to=team@example.org&format=text")
        send([held], NotifySettings())
    (letter,) = box.received
    assert letter["subject"] == held.title
    assert letter["to"] == "team@example.org"
    assert letter.get_content().split() == held.body.split()  # lines of mail end in CR LF


def test_a_mail_server_that_refuses_is_told_without_the_password(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with mailbox("another") as box, caplog.at_level(logging.DEBUG):
        address = f"mailto://night:secret-token@127.0.0.1:{box.port}?mode=insecure&from=night@example.org"
        monkeypatch.setenv("UNDERHEARD_NOTIFY", f"{address}&to=team@example.org")
        send([FAILED], NotifySettings())
    assert box.received == []
    assert "could not be delivered" in caplog.text
    assert "secret-token" not in caplog.text
