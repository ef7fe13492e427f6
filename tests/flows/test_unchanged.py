"""A night on which no file changed ends before anything is parsed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from flows import clock
from flows.outcome import Outcome
from flows.settings import Settings, load_settings
from flows.unchanged import TRUSTED_FOR, files_digest, keep_seen, nothing_new, refreshed

CONFIGURATION = """
name: small
sources:
  - {type: notes, path: notes, sessions: sessions.csv}
  - {type: table, path: table.csv, columns: {text: text}}
themes: themes.yaml
privacy: {names: names.txt}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "hall.md").write_text("# Hall\n\n- The bus never comes.\n", "utf-8")
    (tmp_path / "sessions.csv").write_text("session_id,file\nhall,notes/hall.md\n", "utf-8")
    (tmp_path / "table.csv").write_text("text\nThe road is closed.\n", "utf-8")
    (tmp_path / "themes.yaml").write_text("- {id: roads, label: Roads, description: Roads and buses.}\n", "utf-8")
    (tmp_path / "names.txt").write_text("Nobody\n", "utf-8")
    (tmp_path / "consultation.yaml").write_text(CONFIGURATION, "utf-8")
    return load_settings(tmp_path / "consultation.yaml")


@pytest.fixture
def output(settings: Settings, tmp_path: Path) -> Path:
    """An output with one run of these files."""
    folder = tmp_path / "output"
    run = folder / "runs" / "20220701T020000Z-0000"
    (run / "report").mkdir(parents=True)
    (run / "report" / "index.html").touch()
    (run / "manifest.json").write_text("{}", "utf-8")
    (folder / "latest.json").write_text(f'{{"run_id": "{run.name}"}}', "utf-8")
    outcome = Outcome(run.name, run / "report" / "index.html", False, 40, 3, ("hall.md: read as latin-1",))
    keep_seen(folder, outcome, files_digest(settings, folder))
    return folder


def test_the_last_run_is_the_outcome_where_no_file_changed(settings: Settings, output: Path) -> None:
    report = output / "runs" / "20220701T020000Z-0000" / "report" / "index.html"
    expected = Outcome("20220701T020000Z-0000", report, True, 40, 3, ("hall.md: read as latin-1",))
    assert refreshed(settings, output) == expected


def _edited(name: str) -> Callable[[Path, Path], None]:
    def edit(folder: Path, output: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\n")

    return edit


def _new_note(folder: Path, output: Path) -> None:
    (folder / "notes" / "club.md").touch()


def _withdrawn(folder: Path, output: Path) -> None:
    (output / "store" / "withdrawals.lance").mkdir()
    (output / "store" / "withdrawals.lance" / "1.manifest").touch()


def _another_run(folder: Path, output: Path) -> None:
    (output / "latest.json").write_text('{"run_id": "20220630T020000Z-0000"}', "utf-8")


def _newer_run_that_latest_does_not_name(folder: Path, output: Path) -> None:
    (output / "runs" / "20220702T020000Z-0000").mkdir()
    (output / "runs" / "20220702T020000Z-0000" / "manifest.json").write_text("{}", "utf-8")


def _damaged(folder: Path, output: Path) -> None:
    (output / "store" / "seen.json").write_text("[]", "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _edited("notes/hall.md"),
        _edited("sessions.csv"),
        _edited("table.csv"),
        _edited("names.txt"),
        _new_note,
        _withdrawn,
        _another_run,
        _newer_run_that_latest_does_not_name,
        _damaged,
    ],
)
def test_whatever_changes_is_left_to_a_whole_reading(
    change: Callable[[Path, Path], None], settings: Settings, output: Path
) -> None:
    change(settings.file.parent, output)
    assert nothing_new(settings, output) is None


def test_another_theme_is_left_to_a_whole_reading(settings: Settings, output: Path) -> None:
    (settings.file.parent / "themes.yaml").write_text("- {id: roads, label: Streets, description: Streets.}\n", "utf-8")
    assert nothing_new(load_settings(settings.file), output) is None


def test_a_source_that_is_away_is_left_to_a_whole_reading(settings: Settings, output: Path) -> None:
    (settings.file.parent / "table.csv").unlink()
    assert nothing_new(settings, output) is None


def test_files_are_read_again_after_a_week(settings: Settings, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + TRUSTED_FOR
    monkeypatch.setattr(clock, "now", lambda: later - timedelta(minutes=1))
    assert nothing_new(settings, output) is not None
    monkeypatch.setattr(clock, "now", lambda: later)
    assert nothing_new(settings, output) is None
    monkeypatch.setattr(clock, "now", lambda: later - 3 * TRUSTED_FOR)  # a clock that was ahead is put back
    assert nothing_new(settings, output) is None


def test_what_an_address_serves_is_not_told_by_files(settings: Settings, output: Path) -> None:
    source = "sources: [{type: polis, path: https://pol.is/report/r2invented7report}]\nname: web\n"
    (settings.file.parent / "web.yaml").write_text(source, "utf-8")
    assert files_digest(load_settings(settings.file.parent / "web.yaml"), output) is None


def test_files_that_could_not_be_read_are_tried_again(settings: Settings, output: Path) -> None:
    keep_seen(output, Outcome("20220701T020000Z-0000", None, True, 40, 3), None)
    assert nothing_new(settings, output) is None
