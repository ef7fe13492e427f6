"""A statement in a suppressed cell names neither the group nor what the group follows from."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from corpus.schemas import Group
from models.schemas import Findings
from reports.unnamed_groups import unname
from tests.reports.invented_run import ACTION, CLIMATE, JOBS, Consultation, cell


def _with(consultation: Consultation, *cells: tuple[str, str, str], **columns: object) -> Findings:
    hidden = pd.DataFrame([cell(*each, None, None) for each in cells])
    statements = consultation.findings.statements.assign(**columns)
    return replace(consultation.findings, statements=statements, representation=hidden)


def test_where_the_session_was_held_for_the_group_it_is_not_named_either(consultation: Consultation) -> None:
    findings = _with(consultation, ("topic", str(JOBS), "youth"), author_id="امل", speaker="молодь", context="school")
    told = unname(findings, consultation.groups)
    was_theirs = [("youth" in groups) for groups in findings.statements["groups"]]
    lost = told[was_theirs]
    assert set(lost["groups"]) == {()}
    assert lost[["session_id", "author_id", "speaker", "context"]].isna().all(axis=None)
    assert set(lost["source_ref"]) == {""}
    assert set(lost["date"].dt.day) == {1}
    pd.testing.assert_frame_equal(told[~pd.Series(was_theirs)], findings.statements[~pd.Series(was_theirs)])


def test_where_the_author_is_of_the_group_no_statement_of_the_source_names_its_author(
    consultation: Consultation,
) -> None:
    before = consultation.findings.statements
    is_one = before.index == before.index[(before["topic_id"] == CLIMATE) & (before["source_type"] == "polis")][0]
    groups = before["groups"].mask(is_one, pd.Series([("roma",)] * len(before)))
    told = unname(_with(consultation, ("topic", str(CLIMATE), "roma"), groups=groups), consultation.groups)
    comments = told[told["source_type"] == "polis"]
    assert comments["author_id"].isna().all()
    assert set(comments["groups"]) == {()}
    assert (comments["source_ref"] == before.loc[comments.index, "source_ref"]).all()
    assert (told["session_id"].fillna("") == before["session_id"].fillna("")).all()


def test_a_group_matched_by_region_follows_from_the_session(consultation: Consultation) -> None:
    placed = Group("європа", "Europe", match={"region": ("Europe",)})
    is_europe = consultation.findings.statements["session_id"].eq("europe-regional")
    groups = consultation.findings.statements["groups"].mask(is_europe, pd.Series([(placed.id,)] * len(is_europe)))
    findings = _with(consultation, ("topic", str(ACTION), placed.id), groups=groups)
    told = unname(findings, (*consultation.groups, placed))
    is_hidden = is_europe & (told["topic_id"] == ACTION)
    assert told.loc[is_hidden, "session_id"].isna().all()
    assert told.loc[is_europe & ~is_hidden, "session_id"].notna().all()


@pytest.mark.parametrize("unit", [("theme", "action-model"), ("corpus", "corpus")])
def test_cells_of_themes_and_of_the_corpus_are_heeded_too(unit: tuple[str, str], consultation: Consultation) -> None:
    is_polis = consultation.findings.statements["source_type"] == "polis"
    groups = consultation.findings.statements["groups"].mask(is_polis, pd.Series([("roma",)] * len(is_polis)))
    told = unname(_with(consultation, (*unit, "roma"), groups=groups), consultation.groups)
    named = {topic for topic, said in zip(told["topic_id"], told["groups"], strict=True) if "roma" in said}
    assert named == ({CLIMATE} if unit[0] == "theme" else set())
