"""Results of speed are kept part by part, and compared as ratios."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import speed, speed_run, speed_startup
from benchmarks.speed import main, slower
from benchmarks.speed_run import RunStage, WholeRun, prepare
from benchmarks.speed_startup import BARE, Start
from flows.settings import load_settings

STARTS = [Start(BARE, 0.01, 0.01, 1.1, 1.0), Start("underheard --help", 0.1, 0.09, 1.2, 9.0)]


def _run(n_statements: int, seconds: float) -> WholeRun:
    stages = (
        RunStage(n_statements, "find topics", seconds + 1, seconds, 900.0),
        RunStage(n_statements, "read sources", 11.0, 10.0, 500.0),
    )
    return WholeRun(n_statements, 7, seconds + 10, seconds + 9, 1000.0, 1200.0, 3.0, 1, stages)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of both parts, of starts and runs that took what `STARTS` and `_run` say."""
    monkeypatch.setattr(speed_startup, "measure", lambda repeats: STARTS)
    monkeypatch.setattr(speed_run, "measure", lambda sizes: [_run(size, 30.0) for size in sizes])
    assert main(["--save", str(tmp_path / "speed.json"), "--only", "startup", "run", "--sizes", "10000", "100000"]) == 0
    return tmp_path / "speed.json"


def test_a_part_or_size_that_is_not_measured_keeps_its_results(kept: Path) -> None:
    before = json.loads(kept.read_text("utf-8"))
    assert main(["--save", str(kept), "--only", "run", "--sizes", "1000000"]) == 0
    after = json.loads(kept.read_text("utf-8"))
    assert after["startup"] == before["startup"]
    assert [row["n_statements"] for row in after["run"]["rows"]] == [10_000, 100_000, 1_000_000]


def test_the_page_and_the_plot_show_both_sizes(kept: Path) -> None:
    page = kept.with_suffix(".md").read_text("utf-8")
    assert "| underheard --help | 0.10 | 0.09 | 9 | 1.20 |" in page
    assert "| find topics | 30.0 s, 900 | 30.0 s, 900 | 0.00 |" in page
    assert kept.with_name("speed-run.svg").read_text("utf-8").startswith("<svg")


def test_a_check_against_an_equal_record_passes_and_keeps_nothing(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kept.read_bytes()
    assert main(["--save", str(kept), "--check", "--only", "startup", "run", "--sizes", "10000"]) == 0
    assert "Nothing got slower" in capsys.readouterr().out
    assert kept.read_bytes() == before


def test_a_check_names_what_got_slower(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed_startup, "measure", lambda repeats: [STARTS[0], Start("underheard --help", 1, 1, 1, 90)])
    monkeypatch.setattr(speed_run, "measure", lambda sizes: [_run(size, 90.0) for size in sizes])
    capsys.readouterr()
    assert main(["--save", str(kept), "--check", "--only", "startup", "run", "--sizes", "10000"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split(" is ")[0] for line in told] == [
        "startup: underheard --help",
        "run: the share of 'find topics' at 10,000 statements",
    ]


def test_parts_that_need_data_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--save", str(tmp_path / "speed.json"), "--only", "encoder"]) == 2
    assert "--data" in capsys.readouterr().err


def test_what_is_within_the_tolerance_or_has_no_record_is_not_slower() -> None:
    assert slower("startup", {"help": 9 * speed.TOLERANCE, "check": 900.0}, {"help": 9.0}) == []


def test_the_invented_consultation_is_one_that_a_run_accepts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Named:
        fingerprint = "invented"

    monkeypatch.setattr("flows.encoders.load_encoder", lambda settings: Named())
    prepare(60, tmp_path / "small")
    settings = load_settings(tmp_path / "small" / "consultation.yaml")
    assert len(settings.themes) == speed_run.N_THEMES
    assert any(group.sensitive for group in settings.groups)
    assert (tmp_path / "small" / "output" / "store").is_dir()
