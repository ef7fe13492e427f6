"""No participant's text acts as a formula, and every program can open the exports."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from reports.exports import MAX_CELL, flatten, safe_text, write_exports
from reports.tables import tables
from reports.wording import wording
from tests.reports.invented_run import FORMULAS, Consultation

WHEN = datetime(2022, 7, 1, 2, 0, tzinfo=UTC)
FORMULA = re.compile(r"^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_text(text).startswith("'")


@pytest.mark.parametrize(
    "text",
    [
        "ordinary words",
        "jobs, -10% since 2020",
        "მონაცემები = ძალა",
        "العمل: +1",
        "a-b",
        "2022-06-01",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_a_formula_behind_a_separator_is_guarded_too() -> None:
    # A program that splits at ";" would see a cell that begins with "=".
    assert safe_text("first;=cmd()") == "first;'=cmd()"
    assert safe_text("first\n@SUM(1)") == "first\n'@SUM(1)"


def test_what_xml_cannot_hold_is_marked() -> None:
    assert safe_text("a\x00b\x0bc\ud800d\uffff") == "a\ufffdb\ufffdc\ufffdd\ufffd"


def test_numbers_stay_numbers_and_blanks_blank() -> None:
    flat = flatten(pd.DataFrame({"n": pd.array([-3, None], dtype="Int64"), "share": [-0.5, float("nan")]}))
    assert flat["n"].tolist() == [-3, None]
    assert flat["share"].tolist() == [-0.5, None]


def test_exports_of_hostile_statements_hold_no_formula(hostile: Consultation, tmp_path: Path) -> None:
    frames = tables(hostile.evidence().findings)
    write_exports(frames, tmp_path, created_at=WHEN, words=wording("en"))
    for name in frames:
        raw = (tmp_path / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for value in (value for row in csv.reader(file) for value in row):
                assert not FORMULA.search(value) or _is_number(value), (name, value)
    workbook = openpyxl.load_workbook(tmp_path / "underheard.xlsx")
    assert workbook.sheetnames == ["codebook", *frames]
    for sheet in workbook:
        assert sheet.freeze_panes == "B2"
        for row in sheet.iter_rows():
            for item in row:
                assert item.data_type != "f"
                assert not (isinstance(item.value, str) and FORMULA.search(item.value))


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def test_a_text_longer_than_a_cell_is_cut_in_the_workbook_and_whole_in_csv(
    consultation: Consultation, tmp_path: Path
) -> None:
    frames = tables(consultation.evidence().findings)
    long = "ა" * (MAX_CELL + 10)
    statements = frames["statements"].assign(text=[long, *frames["statements"]["text"][1:]])
    write_exports(frames | {"statements": statements}, tmp_path, created_at=WHEN, words=wording("en"))
    sheet = openpyxl.load_workbook(tmp_path / "underheard.xlsx")["statements"]
    assert len(sheet["B2"].value) == MAX_CELL
    assert pd.read_csv(tmp_path / "statements.csv")["text"][0] == long
