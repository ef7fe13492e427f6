"""What a night comes to, and what of it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from corpus.errors import HeldBack, OutputError, OutputLocked, SourceError
from corpus.sources import NotesSource
from flows import clock, night
from flows.night import Night, one_night
from flows.notify import Alert, NotifySettings
from flows.outcome import Asked, Outcome
from flows.settings import NightlySettings, Settings

RUN_ID = "20270621T013000Z-a1b2"
PERSONAL = "Ijeoma Balogun, school.md"
"""A file may be named after a person."""

Refresh = Callable[..., Outcome]


class Nights:
    """Nights of which the refresh is given; `told` are the alerts of the last one, `asked` what it was asked for."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.output, self.now = folder, datetime(2027, 6, 20, 1, 30, tzinfo=UTC)
        self.asked = Asked()
        self.told: list[Alert] = []
        self._patch = patch
        nightly = NightlySettings(date(2027, 6, 20), date(2027, 8, 31), "30 3 * * *", "Europe/Brussels")
        self.settings = Settings(name="small", sources=(NotesSource(folder),), nightly=nightly, notify=NotifySettings())
        patch.setattr(clock, "now", lambda: self.now)
        patch.setattr(night, "send", lambda alerts, _: self.told.extend(alerts))
        patch.setattr(night, "WAIT_SECONDS", 0.1)

    def night(self, refresh: Refresh | Exception, due: datetime | None = None) -> Night:
        def refreshed(_: Settings, __: Path, asked: Asked) -> Outcome:
            self.asked = asked
            if isinstance(refresh, Exception):
                raise refresh
            return refresh()

        self.told.clear()
        self._patch.setattr(night, "refreshed", refreshed)
        done = one_night(self.settings, self.output, due=due)
        self.now += timedelta(days=1)
        return done

    @property
    def kinds(self) -> list[str]:
        return [alert.kind for alert in self.told]


@pytest.fixture
def nights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nights:
    return Nights(tmp_path, monkeypatch)


def nothing_new(*stale: datetime, n_unread: int = 0) -> Refresh:
    return lambda: Outcome(RUN_ID, Path("report"), True, 12, 2, stale_since=stale, n_unread=n_unread)


def something_new(output: Path, folder: str = "runs", **manifest: object) -> Refresh:
    run = output / folder / RUN_ID
    run.mkdir(parents=True)
    counts = {"statements": 15, "topics": 3}
    changes = {"statements_added": 3, "statements_removed": 1, "topics": {"new": [2], "continued": [0, 1]}}
    (run / "manifest.json").write_text(json.dumps({"run_id": RUN_ID, "counts": counts, **manifest}), "utf-8")
    (run / "changes.json").write_text(json.dumps(changes), "utf-8")
    return lambda: Outcome(RUN_ID, run / "report" / "index.html", False, 15, 3)


def test_a_night_with_nothing_new_wakes_nobody(nights: Nights) -> None:
    done = nights.night(nothing_new())
    assert (done.kind, done.sentences, nights.told) == ("unchanged", (f"Nothing new since {RUN_ID}.",), [])


def test_a_new_report_is_told_in_counts_with_its_place(nights: Nights) -> None:
    assert nights.night(something_new(nights.output)).kind == "changed"
    (alert,) = nights.told
    assert alert.body.startswith(f"Run {RUN_ID}: 15 statements (3 added, 1 removed), 3 topics, 1 new.")
    assert str(nights.output / "runs" / RUN_ID / "report" / "index.html") in alert.body


def test_a_failure_is_told_without_names_of_files_and_its_end_too(nights: Nights) -> None:
    error = SourceError(f"{PERSONAL}: cannot be read.", "another")
    done = nights.night(error)
    assert (done.kind, done.error, nights.kinds) == ("failed", error, ["failed"])
    assert "SourceError, 2 problems" in nights.told[0].body
    assert PERSONAL not in nights.told[0].body
    nights.night(nothing_new())
    assert nights.kinds == ["recovered"]
    nights.night(nothing_new())
    assert nights.kinds == []


def test_what_nobody_foresaw_is_told_by_its_kind_alone(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(nights.output))
    done = nights.night(ZeroDivisionError("what a participant said"))
    assert done.error is not None
    assert "failed unexpectedly (ZeroDivisionError)" in done.sentences[0]
    assert "participant" not in done.sentences[0] + nights.told[0].body


def test_a_run_that_is_held_back_is_told_with_its_place(nights: Nights) -> None:
    something_new(nights.output, "held", held=["The sources hold 1 statement."])
    assert nights.night(HeldBack("The sources hold 1 statement.", "So it is not published.")).kind == "held"
    assert f"held/{RUN_ID}/report/index.html" in nights.told[0].body
    assert "for 1 reason " in nights.told[0].body


def test_sources_that_are_stale_are_counted_though_nothing_is_new(nights: Nights) -> None:
    since = datetime(2027, 6, 18, 1, 30, tzinfo=UTC)
    nights.night(nothing_new(since))
    assert nights.kinds == ["stale"]
    assert "1 source could not be read" in nights.told[0].body
    assert "2027-06-18 01:30 UTC" in nights.told[0].body


def test_files_that_cannot_be_read_are_told_when_their_number_changes_and_not_every_night(nights: Nights) -> None:
    told = []
    for n_unread in (1, 1, 2, 0, 0):
        nights.night(nothing_new(n_unread=n_unread))
        told.append([alert.body.partition(",")[0] for alert in nights.told])
    assert told[:3] == [["1 file could not be read"], [], ["2 files could not be read"]]
    assert [len(each) for each in told[3:]] == [1, 0]


def test_a_night_that_fails_calls_nothing_over_that_it_did_not_see(nights: Nights) -> None:
    since = datetime(2027, 6, 18, 1, 30, tzinfo=UTC)
    nights.night(nothing_new(since))
    nights.night(SourceError("broken"))
    assert nights.kinds == ["failed"]
    nights.night(nothing_new())
    assert sorted(nights.kinds) == ["recovered", "recovered"]


def test_an_output_that_somebody_else_holds_is_left_alone_and_nobody_is_woken(nights: Nights) -> None:
    done = nights.night(OutputLocked("Another refresh holds it."))
    assert (done.kind, nights.told, done.error) == ("busy", [], None)
    assert "steps aside" in done.sentences[0]


def test_a_last_night_that_could_not_run_is_told_with_what_to_do(nights: Nights) -> None:
    nights.now = datetime(2027, 8, 31, 1, 30, tzinfo=UTC)
    done = nights.night(OutputLocked("Another refresh holds it."))
    assert (done.kind, nights.kinds) == ("failed", ["failed"])
    assert "--final" in done.sentences[0]


@pytest.mark.parametrize("error", [FileNotFoundError("كلام أحدهم"), OutputError("the bucket is gone")])
def test_an_output_that_cannot_be_had_is_told(
    nights: Nights, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(nights.output))
    monkeypatch.setattr(night, "working_copy", Mock(side_effect=error))
    done = nights.night(nothing_new())
    assert (done.kind, nights.kinds) == ("failed", ["failed"])
    assert "كلام" not in done.sentences[0]


def test_a_report_that_could_not_be_sent_is_not_called_new(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def sent_in_vain(*_: object, **__: object) -> Iterator[Path]:
        yield nights.output
        raise OutputError("the bucket is gone")

    monkeypatch.setattr(night, "working_copy", sent_in_vain)
    nights.night(something_new(nights.output))
    assert nights.kinds == ["failed"]


def test_a_night_that_is_due_before_midnight_may_start_after_it(nights: Nights) -> None:
    nights.now = datetime(2027, 8, 31, 22, 0, 5, tzinfo=UTC)  # September in Brussels
    due = datetime(2027, 8, 31, 21, 55, tzinfo=UTC)
    assert nights.night(nothing_new(), due=due).kind == "unchanged"
    assert nights.asked == Asked(final=True)
    nights.now = due + timedelta(hours=7)
    assert nights.night(nothing_new(), due=due).kind == "skipped"


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (datetime(2027, 6, 19, 21, 59, tzinfo=UTC), "the phase begins on 2027-06-20"),  # 23:59 in Brussels
        (datetime(2027, 8, 31, 22, 1, tzinfo=UTC), "the phase ended on 2027-08-31"),  # 00:01 on September 1
    ],
)
def test_outside_the_phase_nothing_runs_and_it_says_so(nights: Nights, now: datetime, says: str) -> None:
    nights.now = now
    done = nights.night(AssertionError("nothing runs"))
    assert done.kind == "skipped"
    assert says in done.sentences[0]


def test_the_last_night_asks_for_the_final_report(nights: Nights) -> None:
    nights.now = datetime(2027, 8, 30, 1, 30, tzinfo=UTC)
    nights.night(nothing_new())
    assert nights.asked == Asked()
    nights.night(something_new(nights.output, final=True))
    assert nights.asked == Asked(final=True)
    assert "This is the final report." in nights.told[0].body


def test_without_the_key_notify_nothing_is_sent_or_remembered(nights: Nights) -> None:
    nights.settings = nights.settings.model_copy(update={"notify": None})
    nights.night(SourceError("gone"))
    assert nights.told == []
    assert not (nights.output / "store").exists()
