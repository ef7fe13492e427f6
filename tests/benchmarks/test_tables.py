"""Large tables measured: every format holds the same statements, and the figures are those of a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.tables import COLUMNS, VOCABULARY, as_tables, read_and_report, rows, write_table
from corpus.sources import TableSource
from corpus.tables.statements import read_table


def test_the_statements_are_the_same_each_time_and_of_every_language() -> None:
    made = list(rows(50))
    assert made == list(rows(50))
    assert len({text for _, text, *_ in made}) == 50
    for language, words in VOCABULARY.items():
        assert any(set(text.split()) <= set(words.split()) for _, text, *_ in made), language


@pytest.mark.parametrize("suffix", ["csv", "parquet", "xlsx"])
def test_every_format_holds_the_same_rows(tmp_path: Path, suffix: str) -> None:
    write_table(tmp_path / f"table.{suffix}", 30)
    harvest = read_table(TableSource(tmp_path / f"table.{suffix}", COLUMNS), "table")
    assert [(row.key, row.text) for row in harvest.rows] == [(row[0], row[1]) for row in rows(30)]
    assert not harvest.warnings


def test_a_report_has_rows_languages_and_memory(tmp_path: Path) -> None:
    write_table(tmp_path / "table.csv", 40)
    report = read_and_report(tmp_path / "table.csv")
    assert report["rows"] == 40
    assert set(report["languages"]) >= {"ru", "ar"}
    assert report["peak_mib"] >= report["peak_mib_before"] > 0
    shown = as_tables({"formats": {"csv": report}, "machine": "one of ours"})
    assert "| csv | 40 |" in shown
