"""The JSON tables are strict, say what they are, and keep every word as it is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from reports import json_tables
from reports.json_tables import write_json
from reports.tables import COLUMNS, tables
from tests.reports.invented_run import Consultation
from tests.reports.payloads import PAYLOADS


def document(consultation: Consultation, table: str, folder: Path, language: str = "en") -> dict[str, Any]:
    """A table of a run as JSON, read strictly."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    evidence = consultation.evidence(language)
    path = folder / f"{table}.json"
    write_json(table, tables(evidence.findings)[table], path, evidence=evidence)
    read: dict[str, Any] = json.loads(path.read_text("utf-8"), parse_constant=refuse)
    return read


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_is_strict_and_explains_its_columns(consultation: Consultation, table: str, tmp_path: Path) -> None:
    read = document(consultation, table, tmp_path)
    assert list(read) == ["table", "row", "run", "language", "columns", "rows"]
    assert [column["name"] for column in read["columns"]] == list(COLUMNS[table])
    assert all(column["meaning"] for column in read["columns"])
    frame = tables(consultation.evidence().findings)[table]
    assert len(read["rows"]) == len(frame)
    assert all(list(row) == list(COLUMNS[table]) for row in read["rows"])


def test_values_keep_their_types(consultation: Consultation, tmp_path: Path) -> None:
    topic = document(consultation, "topics", tmp_path)["rows"][0]
    assert topic["keywords"] == ["jobs", "data bundles", "feedback"]
    assert topic["keywords_by_language"]["sw"]
    assert topic["note"] is None
    assert topic["is_hidden"] is False
    statement = document(consultation, "statements", tmp_path)["rows"][0]
    assert statement["date"].startswith("2022-")
    assert len(statement["date"]) == 10
    assert statement["n_agree"] is None


def test_an_infinite_end_of_an_interval_is_null(consultation: Consultation, tmp_path: Path) -> None:
    voices = consultation.findings.voices.assign(ci_high=float("inf"))
    told = replace(consultation, findings=replace(consultation.findings, voices=voices))
    assert {row["ci_high"] for row in document(told, "voices", tmp_path)["rows"]} == {None}


def test_hostile_words_are_kept_as_they_are(hostile: Consultation, tmp_path: Path) -> None:
    words = {row["text"] for row in document(hostile, "statements", tmp_path)["rows"]}
    assert words >= set(PAYLOADS)


def test_half_a_character_does_not_break_the_file(consultation: Consultation, tmp_path: Path) -> None:
    statements = consultation.findings.statements
    broken = statements.assign(text=pd.Series(["\ud800 half"] * len(statements), dtype=object))
    told = replace(consultation, findings=replace(consultation.findings, statements=broken))
    assert "? half" in {row["text"] for row in document(told, "statements", tmp_path)["rows"]}


def test_a_row_is_a_line_and_pieces_make_the_same_file(
    consultation: Consultation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = document(consultation, "statements", tmp_path)["rows"]
    lines = (tmp_path / "statements.json").read_text("utf-8").splitlines()
    assert [json.loads(line.rstrip(",")) for line in lines[2:-1]] == rows
    monkeypatch.setattr(json_tables, "N_AT_ONCE", 7)
    assert document(consultation, "statements", tmp_path)["rows"] == rows


def test_what_explains_is_in_the_reports_language(consultation: Consultation, tmp_path: Path) -> None:
    read = document(consultation, "voices", tmp_path, "es")
    assert read["language"] == "es"
    assert read["row"].startswith("Una voz")
