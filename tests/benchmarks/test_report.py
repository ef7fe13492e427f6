"""The report's benchmark: the invented consultation is what models hand over, and the record says what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.browse import Opened
from benchmarks.invented_words import VOCABULARY, topic_words
from benchmarks.large_consultation import LargeConsultation, Size, large_consultation
from benchmarks.report import Measured, Written, as_page, finished, save_row, write_large
from corpus.schemas import Votes
from models.schemas import StatementThemes, Themes, Topics, Voices

SMALL = Size(statements=600, topics=12, sessions=20, themes=4)


@pytest.fixture(scope="module")
def small() -> LargeConsultation:
    return large_consultation(SMALL)


def test_the_consultation_has_the_size_asked_for_and_is_the_same_each_time(small: LargeConsultation) -> None:
    findings = small.findings
    assert len(findings.statements) == SMALL.statements
    assert len(findings.sessions) == SMALL.sessions
    assert len(findings.topics) == SMALL.topics
    assert len(findings.statement_themes) == SMALL.statements * SMALL.themes
    assert set(findings.statements["language"]) == set(VOCABULARY)
    pd.testing.assert_frame_equal(large_consultation(SMALL).findings.statements, findings.statements)


def test_its_frames_are_those_that_models_make(small: LargeConsultation) -> None:
    Topics.validate(small.findings.topics)
    StatementThemes.validate(small.findings.statement_themes)
    Themes.validate(small.findings.themes)
    Voices.validate(small.findings.voices)
    Votes.validate(small.findings.votes)


def test_it_has_people_at_risk_and_figures_that_must_be_left_out(small: LargeConsultation) -> None:
    assert any("defenders" in groups for groups in small.findings.statements["groups"])
    assert any(group.sensitive for group in small.groups)
    assert small.findings.representation["suppressed"].any()


def test_a_topics_words_are_of_the_language_and_its_own() -> None:
    assert set(topic_words(3, "ar")) <= set(VOCABULARY["ar"].split())
    assert len({tuple(topic_words(topic, "en")) for topic in range(300)}) == 300


def test_what_is_written_is_timed_and_weighed_step_by_step(tmp_path: Path) -> None:
    written = write_large(400, tmp_path / "run")
    assert list(written.seconds) == list(written.cpu_seconds) == ["protect", "tables", "exports", "report"]
    assert written.n_files == 1
    assert written.entry_mib > 0
    assert written.peak_mib >= written.before_mib > 0
    assert (tmp_path / "run" / "export" / "underheard.xlsx").exists()


def test_a_finished_run_is_weighed_as_it_lies(tmp_path: Path) -> None:
    (tmp_path / "report" / "topics").mkdir(parents=True)
    for name in ("index.html", "topics/1.html"):
        (tmp_path / "report" / name).write_bytes(b"x" * 2**20)
    stages = [{"stage": "gather findings", "seconds": 1.0, "peak_memory_bytes": 2**30}]
    manifest = {"name": "demo", "counts": {"statements": 1025}, "stages": stages}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    written = finished(tmp_path)
    assert (written.name, written.n_statements, written.n_files) == ("demo", 1025, 2)
    assert (written.entry_mib, written.report_mib) == (1.0, 2.0)


def row(n_statements: int, entry_mib: float = 0.9, opened: Opened | None = None) -> Measured:
    taken = dict.fromkeys(("protect", "tables", "exports", "report"), 2.0)
    written = Written("invented", n_statements, taken, taken, 1500, 500, entry_mib, 60.0, 321)
    return Measured(written, opened, "a machine", "2022-07-01")


def test_the_page_says_what_took_how_long_and_leaves_out_what_was_not_opened() -> None:
    page = as_page([row(100_000, opened=Opened(0.4, 1.3, 7.0, 300, [60, 80, 75, 70], 12, 0)), row(100_000)])
    assert page.count("| invented | 100,000 | 2.0 | 2.0 | 2.0 | 2.0 | 8.0 | 8.0 | 1,500 | 0.9 | 60.0 | 321 |") == 2
    assert page.count("| invented | 100,000 | 0.4 | 1.3 | 7.0 | 80 | 300 | 12 | 0 |") == 1


def test_sizes_measured_before_are_kept_and_replaced_when_measured_again(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    for measured in (row(100_000), row(1_000), row(100_000, entry_mib=0.8)):
        save_row(measured, path)
    page = path.with_suffix(".md").read_text("utf-8")
    assert page.index("| 1,000 |") < page.index("| 100,000 |")
    assert page.count("| 100,000 |") == 1
    assert "| 0.8 |" in page
