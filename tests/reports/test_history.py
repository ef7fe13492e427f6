"""A run stands beside the earlier runs of its folder, and tells nothing that they did not publish."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.schemas import Findings
from reports.changes_view import changes
from reports.evidence import Evidence
from reports.history import past_runs
from reports.history_view import history_view, topic_histories
from reports.page import render_page
from reports.run_folder import gather, list_runs, write_run
from tests.reports.invented_run import ACTION, JOBS, PURSUIT, Consultation

NIGHT_BEFORE, LAST_NIGHT = "20220629T020000Z-0e0e", "20220630T020000Z-0f0f"


@pytest.fixture(scope="module")
def evidence(consultation: Consultation, tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """The consultation after two nights: one with fewer topics, one without the youth session."""
    output = tmp_path_factory.mktemp("history")
    findings = consultation.findings
    smaller = findings.topics.assign(size=findings.topics["size"] - 2)
    before = replace(
        findings, topics=smaller[smaller["topic_id"].isin([PURSUIT, ACTION])], voices=findings.voices.head(1)
    )
    is_youth = findings.statements["session_id"] == "youth-africa"
    quiet = replace(findings, topics=smaller, statements=findings.statements[~is_youth])
    for run_id, each in ((NIGHT_BEFORE, before), (LAST_NIGHT, quiet)):
        write(each, run_id, consultation, output)
    return gather(
        findings,
        consultation.manifest,
        themes=consultation.themes,
        groups=consultation.groups,
        language="en",
        min_group_size=5,
        history=past_runs([run.path for run in list_runs(output)]),
    )


def write(findings: Findings, run_id: str, consultation: Consultation, output: Path) -> None:
    """Write a run of these findings."""
    written = replace(consultation, findings=findings)
    write_run(
        written.findings,
        written.manifest | {"run_id": run_id},
        output,
        themes=written.themes,
        groups=written.groups,
        language="en",
        min_group_size=5,
    )


def test_earlier_runs_come_oldest_first_and_a_damaged_one_is_passed_over(
    consultation: Consultation, tmp_path: Path
) -> None:
    for run_id in (LAST_NIGHT, NIGHT_BEFORE):
        write(consultation.findings, run_id, consultation, tmp_path)
    folders = [run.path for run in list_runs(tmp_path)]
    assert [run.run_id for run in past_runs(folders)] == [NIGHT_BEFORE, LAST_NIGHT]
    (tmp_path / "runs" / NIGHT_BEFORE / "topics.parquet").write_bytes(b"")
    assert [run.run_id for run in past_runs(folders)] == [LAST_NIGHT]


def test_the_runs_of_the_phase_are_listed_newest_first_with_this_one(evidence: Evidence) -> None:
    history = history_view(evidence)
    assert [run.n_topics for run in history.runs] == [4, 4, 2]
    assert [run.is_this for run in history.runs] == [True, False, False]
    assert "Over 3 runs since 29 June 2022" in history.reading
    assert "topics from 2 to 4" in history.reading


def test_a_topic_says_since_when_it_is_there_and_how_it_grew(evidence: Evidence) -> None:
    histories = topic_histories(evidence)
    assert [size for _, size in histories[ACTION].sizes] == [14, 14, 16]
    assert "in 3 runs since 29 June 2022" in histories[ACTION].reading
    assert histories[ACTION].line.count(",") == 3
    assert [size for _, size in histories[JOBS].sizes] == [18, 20]


def test_changes_say_sizes_and_which_sessions_are_new_but_none_of_people_at_risk(evidence: Evidence) -> None:
    found = changes(evidence)
    grown = dict(found.kinds)["Grown"]
    assert [(item.topic_id, item.sizes) for item in grown] == [(PURSUIT, "14, now 16 statements")]
    assert found.new_sessions == ["First conversation: youth in Africa"]
    assert found.summary[:2] == ["24 statements added", "1 statement removed"]
    strangers = replace(evidence, history=tuple(replace(run, session_ids=frozenset()) for run in evidence.history))
    assert not [title for title in changes(strangers).new_sessions if "defenders" in title.lower()]


def test_a_session_of_which_no_statement_tells_is_not_new_every_night(evidence: Evidence) -> None:
    lost = evidence.findings.statements["session_id"].replace("youth-africa", None)
    statements = evidence.findings.statements.assign(session_id=lost)
    assert changes(replace(evidence, findings=replace(evidence.findings, statements=statements))).new_sessions == []


def test_a_finding_in_a_topic_that_analysts_hid_is_counted_in_no_run(
    consultation: Consultation, tmp_path: Path
) -> None:
    topics, voices = consultation.findings.topics, consultation.findings.voices
    found = voices.loc[voices["is_certain"], "topic_id"].tolist()
    hidden = topics.assign(is_hidden=topics["topic_id"].isin(found[:1]))
    write(replace(consultation.findings, topics=hidden), LAST_NIGHT, consultation, tmp_path)
    (run,) = past_runs([run.path for run in list_runs(tmp_path)])
    assert run.n_findings == sum(topic_id != found[0] for topic_id in found)


def test_the_first_run_has_no_history(consultation: Consultation) -> None:
    alone = consultation.evidence()
    assert topic_histories(alone) == {}
    page = render_page(alone)
    assert "Over the phase" not in page


def test_one_click_on_the_first_screen_leads_to_what_changed(evidence: Evidence) -> None:
    page = render_page(evidence)
    assert '<a href="#changes">24 statements added · 1 statement removed' in page
    assert "Over the phase" in page


def test_hidden_topics_have_no_size_in_the_past(consultation: Consultation, tmp_path: Path) -> None:
    topics = consultation.findings.topics
    hidden = replace(consultation.findings, topics=topics.assign(is_hidden=topics["topic_id"] == JOBS))
    write(hidden, LAST_NIGHT, consultation, tmp_path)
    (past,) = past_runs([run.path for run in list_runs(tmp_path)])
    assert JOBS not in past.sizes
    assert past.n_statements == len(consultation.findings.statements)
