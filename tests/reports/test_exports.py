"""Every published table is there in every format, and no participant's text acts as a formula."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from reports import exports
from reports.exports import flat_rows, write_csv, write_exports
from reports.tables import tables
from tests.reports.invented_run import Consultation
from tests.reports.payloads import FORMULA


def test_numbers_stay_numbers_days_days_and_blanks_blank() -> None:
    frame = pd.DataFrame(
        {
            "n": pd.array([-3, None], dtype="Int64"),
            "share": [-0.5, float("nan")],
            "date": pd.to_datetime(["2022-06-02", None], utc=True),
            "flag": [True, False],
            "names": [("a", "b"), ()],
        }
    )
    assert list(flat_rows(frame)) == [(-3, -0.5, date(2022, 6, 2), True, "a; b"), (None, None, None, False, "")]


def test_exports_of_hostile_statements_hold_no_formula(hostile: Consultation, tmp_path: Path) -> None:
    evidence = hostile.evidence()
    write_exports(evidence, tmp_path)
    names = list(tables(evidence.findings))
    assert {path.name for path in tmp_path.iterdir()} == {
        "underheard.xlsx",
        "summary.docx",
        *(f"{name}.{kind}" for name in names for kind in ("csv", "json")),
    }
    for name in names:
        raw = (tmp_path / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for value in (value for row in csv.reader(file) for value in row):
                assert not FORMULA.search(value) or _is_number(value), (name, value)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def test_a_table_cut_into_pieces_is_the_same_table(
    consultation: Consultation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = tables(consultation.evidence().findings)["statements"]
    write_csv(frame, tmp_path / "whole.csv")
    monkeypatch.setattr(exports, "N_AT_ONCE", 7)
    write_csv(frame, tmp_path / "pieces.csv")
    assert (tmp_path / "whole.csv").read_bytes() == (tmp_path / "pieces.csv").read_bytes()
    read = pd.read_csv(tmp_path / "pieces.csv")
    assert list(read["statement_id"]) == list(frame["statement_id"])
    assert list(read["date"]) == [date.date().isoformat() for date in frame["date"]]


def test_a_table_without_rows_keeps_its_columns(consultation: Consultation, tmp_path: Path) -> None:
    findings = consultation.evidence().findings
    empty = replace(consultation.evidence(), findings=replace(findings, voices=findings.voices.head(0)))
    write_exports(empty, tmp_path)
    assert list(pd.read_csv(tmp_path / "voices.csv")) == list(tables(findings)["voices"])
