"""The table of decisions says who decided what, when, and whether it still fits."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from flows.decisions import decision_table
from models.conflicts import Conflict
from tests.flows.test_side_by_side import BREAD, WATER, settings_of

MISSING = Conflict(13, ("note",), is_applied=False, sentence="curation: topic 13 does not exist in this run.")


def table_of(folder: Path, **files: str) -> pd.DataFrame:
    keys = "curation: [nino.yaml, ana.yaml]\nmarks: marks.yaml"
    settings = settings_of(folder, keys, **{"nino": "", "ana": "", "marks": "", **files})
    return decision_table(settings, [MISSING], [WATER])


def test_each_decision_has_its_own_signature_and_a_doubt_where_there_is_one(tmp_path: Path) -> None:
    nino = "12: {label: ჭები, merge_into: 3, by: Nino, date: 2022-07-04}\n13: {note: seen}\n"
    ana = "12: {label: آبار, hide: true, split_out: [ab], by: Ana, date: 2022-07-05}\n"
    table = table_of(tmp_path, nino=nino, ana=ana).head(5)
    assert list(zip(table["topic_id"], table["kind"], table["value"].fillna(""), strict=True)) == [
        (12, "label", "آبار"),
        (12, "merge_into", "3"),
        (12, "hide", ""),
        (12, "split_out", ""),
        (13, "note", "seen"),
    ]
    assert table["by"].fillna("").tolist() == ["Ana", "Nino", "Ana", "Ana", ""]
    assert table["date"].dt.date.tolist()[:2] == [dt.date(2022, 7, 5), dt.date(2022, 7, 4)]
    assert table["is_applied"].tolist() == [True, True, True, True, False]
    assert table["doubt"].notna().tolist() == [True, False, False, False, True]
    assert "nino.yaml, line 1" in table["doubt"][0]


def test_marks_are_decisions_too_and_those_of_the_list_of_themes_say_so(tmp_path: Path) -> None:
    marks = f"- {{statement: '{BREAD}', theme: water, belongs: false, by: Nino, date: 2022-07-04}}\n"
    table = table_of(tmp_path, marks=marks)
    assert table["kind"].tolist() == ["example", "counterexample"]
    assert table["statement_id"].tolist() == [WATER, BREAD]
    assert table["value"].fillna("").tolist() == ["themes", ""]
    assert table["by"].fillna("").tolist() == ["", "Nino"]
    assert table["is_applied"].tolist() == [True, False]  # the sources do not have the second


def test_a_mark_that_is_taken_back_is_none(tmp_path: Path) -> None:
    table = table_of(tmp_path, marks=f"- {{statement: {WATER}, theme: water, belongs: null, by: Ana}}\n")
    assert table.empty
