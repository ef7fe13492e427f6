"""The disclosure report says what a run withheld and why, to nobody but the data team."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import OutputError
from corpus.schemas import Group, Ledger, Reading
from flows.disclosure import disclosure_file, disclosure_lines, forget_disclosures, write_disclosure
from models.schemas import Findings
from models.telling import settle_telling
from tests.models.small_worlds import room, scores
from tests.reports.invented_run import Consultation, build_consultation

AT_RISK, YOUTH, TOWN = Group("დამცველი", "Defenders", sensitive=True), Group("молодь", "Youth"), Group("بلدية", "Town")
GROUPS = (AT_RISK, YOUTH, TOWN)


@pytest.fixture(scope="module")
def invented() -> Consultation:
    return build_consultation()


@pytest.fixture
def lines(invented: Consultation) -> list[tuple[object, ...]]:
    """Of a consultation with something withheld by every rule."""
    statements, sessions = room((AT_RISK, 12, "aaaaaabb."), (YOUTH, 30, "aaaaa."), (YOUTH, 3, "b"), (TOWN, 30, "abc"))
    themes = scores(statements, roads=[0])
    telling = settle_telling(statements, statements, themes, sessions, GROUPS, min_group_size=5)
    votes = invented.findings.votes
    suppressed = votes["statement_id"].eq(votes["statement_id"].iloc[0])
    findings: Findings = replace(invented.findings, votes=votes.assign(suppressed=suppressed))
    reading = Reading(statements, sessions, Ledger(), left_out=Counter({"tiny": 4}))
    return list(disclosure_lines(statements, themes, findings, reading, GROUPS, telling))


def test_every_rule_has_its_lines_with_true_counts(lines: list[tuple[object, ...]]) -> None:
    corpus = ("corpus", "corpus")
    assert ("everything", *corpus, "tiny", "few people in all", 4, None) in lines
    assert ("words and topic", *corpus, AT_RISK.id, "in no topic", 1, 1) in lines
    assert ("words and topic", *corpus, AT_RISK.id, "few people in the topic", 2, 2) in lines
    assert ("figures", "topic", "1", AT_RISK.id, "few people", 2, 2) in lines
    assert ("figures", "theme", "roads", AT_RISK.id, "few people", 1, 1) in lines
    assert ("figures", "topic", "1", YOUTH.id, "few people", 1, 3) in lines
    assert ("topic", "topic", "1", YOUTH.id, "the other figures would tell it", 1, 3) in lines
    assert ("votes", *corpus, "", "few people voted", 1, None) in lines


def test_the_report_is_its_owner_s_and_holds_no_words(lines: list[tuple[object, ...]], tmp_path: Path) -> None:
    path = write_disclosure(tmp_path, "20220701T020000Z-a1b2", lines)  # type: ignore[arg-type]
    assert path == disclosure_file(tmp_path, "20220701T020000Z-a1b2")
    assert path.stat().st_mode & 0o777 == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(lines)
    assert "text" not in path.read_text("utf-8-sig")
    assert rows[0]["n_people"] == ""


def test_a_report_goes_with_its_run(tmp_path: Path) -> None:
    for run_id in ("a", "b"):
        write_disclosure(tmp_path, run_id, [])
    forget_disclosures(tmp_path, {"b"})
    assert [path.name for path in (tmp_path / "disclosure").iterdir()] == ["b.csv"]
    forget_disclosures(tmp_path / "nowhere", set())


def test_a_report_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "disclosure").write_text("in the way")
    with pytest.raises(OutputError, match=r"disclosure report in .* cannot be written"):
        write_disclosure(tmp_path, "a", [])
