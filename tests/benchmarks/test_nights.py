"""The script of the simulated phase, and what is counted of its nights."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.nights_page import as_page
from benchmarks.nights_script import CORRUPT, CORRUPT_NOTE, DEMO, N_NIGHTS, OUTAGE, Consultation, written_script
from benchmarks.nights_told import Decided, NightRow, numbers_kept

ADDRESS = "http://127.0.0.1:1/report/r2inventednights"


@pytest.fixture
def consultation(tmp_path: Path) -> Consultation:
    return Consultation(tmp_path / "phase", written_script(), ADDRESS)


def test_the_script_is_the_same_each_time_and_brings_all_of_the_demo_within_the_phase() -> None:
    script = written_script()
    assert script == written_script()
    assert len(script.notes) == len(list((DEMO / "notes").iterdir())) - 1, "one note is sent as a table"
    assert max(whole for _, whole in script.notes.values()) <= N_NIGHTS
    with (DEMO / "polis" / "first-conversation" / "comments.csv").open(encoding="utf-8", newline="") as file:
        assert script.n_comments[-1] == len(list(csv.DictReader(file)))
    assert list(script.n_comments) == sorted(script.n_comments)


def test_a_damaged_file_is_mended_a_source_leaves_and_pol_is_answers_again(consultation: Consultation) -> None:
    consultation.arrive(0)
    note = consultation.folder / "notes" / CORRUPT_NOTE
    whole = note.read_bytes()
    consultation.arrive(CORRUPT.start)
    assert len(note.read_bytes()) < len(whole)
    consultation.arrive(N_NIGHTS)
    assert note.read_bytes() == whole
    sources = json.loads(consultation.config.read_text("utf-8"))["sources"]
    assert [source["type"] for source in sources] == ["notes", "polis"]
    assert consultation.polis_tables(OUTAGE.start) == {}
    assert consultation.polis_tables(OUTAGE.stop)["comments.csv"].count(b"\n") > 60


def test_a_number_is_kept_where_it_is_the_same_or_a_decided_merge_says_so() -> None:
    before, after = {"a": 1, "b": 2, "c": 3, "gone": 1}, {"a": 1, "b": 1, "c": 4, "new": 5}
    assert numbers_kept(before, after, merged={}) == (1, 3)
    assert numbers_kept(before, after, merged={2: 1}) == (2, 3)


def test_decisions_name_who_and_when() -> None:
    decided = Decided("2022-09-20", renamed=4, merged={7: 5}, members={})
    assert decided.as_curation()[7] == {"merge_into": 5, "by": "Nino", "date": "2022-09-20"}
    assert set(decided.as_curation()) == {4, 7}


def test_the_page_shows_a_night_without_a_run_and_says_what_does_not_hold() -> None:
    row = dict.fromkeys(NightRow.__dataclass_fields__) | {
        "kind": "killed",
        "n_compared": 0,
        "alerts": ["recovered"],
        "event": "killed while the report is written",
    }
    page = as_page({"summary": {"is_merge_kept": False}, "nights": [row], "machine": "m", "date": "2026-11-28"})
    assert "| merge kept | **no** |" in page
    assert "| recovered | killed while the report is written |" in page
