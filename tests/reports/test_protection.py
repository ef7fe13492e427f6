"""Nobody who could be harmed can be recognised in what a run leaves."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pandas as pd
import pytest

from corpus.schemas import Sessions
from reports.protection import WITHHELD, protect, sensitive_names
from reports.run_folder import write_run
from tests.reports.invented_run import ACTION, CLIMATE, JOBS, OUTLIERS, PURSUIT, SECRETS, Consultation, cell


@pytest.fixture
def statements(consultation: Consultation) -> pd.DataFrame:
    """The statements after protection, by id."""
    protected = protect(consultation.findings, consultation.groups)
    return protected.statements.set_index("statement_id", drop=False)


def test_a_sensitive_statement_loses_author_speaker_context_and_day(statements: pd.DataFrame) -> None:
    theirs = statements[statements["topic_id"] == PURSUIT]
    assert theirs[["author_id", "speaker", "context"]].isna().all(axis=None)
    assert set(theirs["date"]) == {pd.Timestamp("2022-06-01", tz="UTC")}


def test_a_sensitive_session_is_numbered_and_a_paragraph_keeps_its_place(statements: pd.DataFrame) -> None:
    theirs = statements[statements["topic_id"] == PURSUIT]
    assert set(theirs["session_id"]) == {"defenders session 1", "defenders session 2"}
    assert (theirs["source_ref"] == theirs["session_id"]).all()
    assert theirs["place"].str.startswith("paragraph").all()


def test_no_duplicate_leads_to_a_sensitive_statement_or_from_one(consultation: Consultation) -> None:
    findings = consultation.findings
    theirs = findings.statements.loc[findings.statements["topic_id"] == PURSUIT, "statement_id"].iloc[0]
    others = findings.statements.loc[findings.statements["topic_id"] == CLIMATE, "statement_id"].head(3).tolist()
    links = {theirs: others[0], others[1]: theirs, others[2]: others[0]}
    linked = findings.statements.assign(
        duplicate_of=findings.statements["statement_id"].map(links),
        duplicate_kind=findings.statements["statement_id"].map(dict.fromkeys(links, "exact")),
    )
    protected = protect(replace(findings, statements=linked), consultation.groups).statements
    told = protected[protected["duplicate_of"].notna() | protected["duplicate_kind"].notna()]
    assert told[["statement_id", "duplicate_of"]].to_numpy().tolist() == [[others[2], others[0]]]


def test_words_that_enough_counted_people_said_stay_readable(statements: pd.DataFrame) -> None:
    assert WITHHELD not in set(statements.loc[statements["topic_id"] == PURSUIT, "text"])


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("sheet Клуб, 5 июня, row 3", "row 3"),
        ("attachment نادي.pdf, page 2, paragraph 4, sentence 1", "page 2, paragraph 4, sentence 1"),
        ("page 2, paragraph 4", "page 2, paragraph 4"),
        ("line 7, sentence 2", "line 7, sentence 2"),
    ],
)
def test_the_name_of_a_sheet_or_attachment_does_not_tell_a_sensitive_session(
    place: str, told: str, consultation: Consultation
) -> None:
    findings = consultation.findings
    placed = replace(findings, statements=findings.statements.assign(place=place))
    protected = protect(placed, consultation.groups).statements
    assert set(protected.loc[protected["topic_id"] == PURSUIT, "place"]) == {told}


def test_an_outlier_of_a_sensitive_group_loses_words_session_groups_and_place(
    statements: pd.DataFrame,
) -> None:
    withheld = statements[statements["text"] == WITHHELD]
    assert set(withheld["topic_id"]) == {OUTLIERS}
    assert withheld["session_id"].isna().all()
    assert set(withheld["groups"]) == {()}
    assert set(withheld["place"]) == set(withheld["source_ref"]) == {""}


def test_words_in_a_suppressed_cell_are_withheld_and_cannot_be_counted_again(
    consultation: Consultation,
) -> None:
    findings = consultation.findings
    moved = findings.statements.assign(topic_id=findings.statements["topic_id"].replace(PURSUIT, ACTION))
    protected = protect(replace(findings, statements=moved), consultation.groups)
    in_cell = set(findings.statements.loc[findings.statements["topic_id"] == PURSUIT, "statement_id"])
    rows = protected.statements[protected.statements["statement_id"].isin(list(in_cell))]
    assert set(rows["text"]) == {WITHHELD}
    assert set(rows["groups"]) == {()}
    assert set(rows["topic_id"]) == {OUTLIERS}
    assert rows[["theme_id", "theme_score", "map_x", "map_y"]].isna().all(axis=None)
    assert not protected.statement_themes["statement_id"].isin(in_cell).any()


def test_an_open_group_is_not_named_where_its_cell_is_suppressed(consultation: Consultation) -> None:
    findings = consultation.findings
    is_climate = findings.statements["topic_id"] == CLIMATE
    groups = findings.statements["groups"].mask(is_climate, pd.Series([("youth",)] * len(is_climate)))
    protected = protect(replace(findings, statements=findings.statements.assign(groups=groups)), consultation.groups)
    climate = protected.statements[protected.statements["topic_id"] == CLIMATE]
    assert set(climate["groups"]) == {()}
    assert WITHHELD not in set(climate["text"])


def test_a_comment_of_a_sensitive_group_keeps_no_number_that_leads_to_its_author(
    consultation: Consultation,
) -> None:
    findings = consultation.findings
    is_comment = findings.statements["source_type"] == "polis"
    groups = findings.statements["groups"].mask(is_comment, pd.Series([("defenders",)] * len(is_comment)))
    counted = pd.DataFrame([cell("topic", str(topic), "defenders", 9, (1.0, 0.5, 2.0, 0.9)) for topic in range(4)])
    changed = replace(findings, statements=findings.statements.assign(groups=groups), representation=counted)
    comments = protect(changed, consultation.groups).statements.loc[lambda frame: frame["source_type"] == "polis"]
    assert set(comments["place"]) == {""}
    assert set(comments["source_ref"]) == {"defenders"}
    assert comments["author_id"].isna().all()


def test_sensitive_sessions_keep_nothing_but_month_languages_and_size(consultation: Consultation) -> None:
    sessions = protect(consultation.findings, consultation.groups).sessions
    Sessions.validate(sessions)
    hidden = sessions[sessions["session_id"].str.startswith("defenders")]
    assert len(hidden) == 2
    assert hidden[["file", "title", "region", "country", "type"]].isna().all(axis=None)
    assert set(hidden["date"].dt.day) == {1}


def test_sensitive_sessions_without_a_date_are_published_without_one(consultation: Consultation) -> None:
    undated = consultation.findings.sessions.assign(date=pd.Series(pd.NaT, dtype="datetime64[us, UTC]"))
    protected = protect(replace(consultation.findings, sessions=undated), consultation.groups).sessions
    assert protected["session_id"].str.startswith("defenders session").any()
    assert protected["date"].isna().all()


def test_a_session_smaller_than_the_minimum_does_not_tell_its_size(consultation: Consultation) -> None:
    sessions = protect(consultation.findings, consultation.groups, min_group_size=10).sessions
    hidden = sessions[sessions["session_id"].str.startswith("defenders")]
    assert sorted(hidden["participants"].dropna()) == [11]


def test_sessions_of_a_consultation_without_dates_are_protected_too(consultation: Consultation) -> None:
    dated = consultation.findings.sessions
    undated = dated.assign(date=pd.Series(None, index=dated.index, dtype=dated["date"].dtype))
    sessions = protect(replace(consultation.findings, sessions=undated), consultation.groups).sessions
    assert Sessions.validate(sessions)["session_id"].str.startswith("defenders").any()


def test_rows_of_sensitive_sessions_do_not_stand_between_dated_ones(statements: pd.DataFrame) -> None:
    is_theirs = statements["session_id"].fillna("").str.startswith("defenders") | (statements["text"] == WITHHELD)
    first = int(is_theirs.to_numpy().argmax())
    assert is_theirs.iloc[first:].all()


def test_suppressed_rows_lose_every_figure_whoever_forgot(consultation: Consultation) -> None:
    findings = consultation.findings
    careless = findings.representation.assign(suppressed=True)
    rows = protect(replace(findings, representation=careless), consultation.groups).representation
    figures = rows.drop(columns=["unit", "unit_id", "group", "suppressed", "is_estimated"])
    assert figures.isna().all(axis=None)


def test_a_voice_whose_figures_are_suppressed_is_left_out_and_ranks_close_up(
    consultation: Consultation,
) -> None:
    findings = consultation.findings
    hidden = pd.DataFrame([cell("topic", str(PURSUIT), "defenders", None, None)])
    voices = protect(replace(findings, representation=hidden), consultation.groups).voices
    assert PURSUIT not in set(voices["topic_id"])
    assert list(voices["rank"]) == [1, 2]


def test_protection_changes_nothing_of_its_callers(consultation: Consultation) -> None:
    before = consultation.findings.statements.copy(deep=True)
    protect(consultation.findings, consultation.groups)
    pd.testing.assert_frame_equal(consultation.findings.statements, before)


def test_names_of_sensitive_sessions_are_known_for_the_warnings(consultation: Consultation) -> None:
    names = sensitive_names(consultation.findings, consultation.groups)
    assert names["defenders-tbilisi.docx"].startswith("defenders session ")
    assert "youth-africa" not in names


def test_no_file_of_a_run_holds_what_must_not_be_known(consultation: Consultation, output: Path) -> None:
    run = write_run(
        consultation.findings,
        consultation.manifest,
        output,
        themes=consultation.themes,
        groups=consultation.groups,
        language="en",
        min_group_size=5,
    )
    for path in (file for file in run.rglob("*") if file.is_file()):
        content = _readable(path)
        for secret in [*SECRETS, "hunter2", "/home/nobody", "/srv/data"]:
            assert secret not in content, f"{path.name} holds {secret!r}"


def _readable(path: Path) -> str:
    if path.suffix == ".parquet":
        return str(pd.read_parquet(path).to_csv())
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as archive:
            return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
    return path.read_text("utf-8-sig")


@pytest.mark.parametrize("quotes", ["excerpt", "none"])
def test_people_at_risk_are_quoted_as_the_configuration_says_and_others_in_full(
    quotes: Literal["excerpt", "none"], consultation: Consultation
) -> None:
    findings = consultation.findings
    full = protect(findings, consultation.groups).statements.set_index("statement_id")["text"]
    told = protect(findings, consultation.groups, quotes=quotes).statements.set_index("statement_id")
    is_theirs = told["session_id"].fillna("").str.startswith("defenders")
    assert (told.loc[~is_theirs, "text"] == full[~is_theirs]).all()
    texts = told.loc[is_theirs, "text"]
    assert not set(texts) & set(full[is_theirs])
    excerpts = texts[texts != WITHHELD]
    assert excerpts.empty == (quotes == "none")
    for statement_id, text in excerpts.items():
        assert text.strip("…") in full[statement_id]


def test_evidence_of_a_voice_does_not_name_what_may_not_name_its_group(consultation: Consultation) -> None:
    findings = consultation.findings
    hidden = pd.concat([findings.representation, pd.DataFrame([cell("theme", "action-model", "youth", None, None)])])
    ids = set(findings.voices.set_index("topic_id")["statement_ids"][JOBS])
    carried = findings.statement_themes["statement_id"].isin(sorted(ids)[:2])
    themes = findings.statement_themes.assign(
        assigned=findings.statement_themes["assigned"]
        | (carried & (findings.statement_themes["theme_id"] == "action-model"))
    )
    told = protect(replace(findings, representation=hidden, statement_themes=themes), consultation.groups)
    named = told.voices.set_index("topic_id")["statement_ids"][JOBS]
    assert set(named) == ids - set(sorted(ids)[:2])
