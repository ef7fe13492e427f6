"""Results of record outlive a run of other methods, and the tables say what went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.quality import Row
from benchmarks.record import as_page, as_tables, load_rows, save_rows, updated


def row(method: str, *, corpus: str = "full", nmi: float | None = 0.4, **changes: object) -> Row:
    given: dict[str, object] = {
        "corpus": corpus,
        "method": method,
        "label": f"Method {method}",
        "summary": "median of 3 seeds",
        "n_statements": 876,
        "figures": {} if nmi is None else {"nmi_topic": nmi, "n_topics": 23.0, "hidden_f1": None, "seconds": 1.25},
        "runs": [] if nmi is None else [{"seed": 0.0, "nmi_topic": nmi}],
        "failure": None,
        "versions": {"evoc": "0.3.2"},
        "date": "2026-11-23",
        "machine": "Processor, 2 cores, 8 GiB, Python 3.11.7",
    }
    return Row(**(given | changes))  # type: ignore[arg-type]


def test_a_row_measured_anew_replaces_its_predecessor_and_no_other() -> None:
    rows = updated([row("ours"), row("evoc"), row("ours", corpus="partial")], [row("ours", nmi=0.5)])
    assert {(r.corpus, r.method): r.figures["nmi_topic"] for r in rows} == {
        ("full", "ours"): 0.5,
        ("full", "evoc"): 0.4,
        ("partial", "ours"): 0.4,
    }


def test_what_is_saved_is_loaded_again_in_the_order_of_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "results" / "quality.json"
    assert load_rows(path) == []
    save_rows([row("evoc"), row("ours"), row("ours", corpus="balanced")], path)
    assert [(r.corpus, r.method) for r in load_rows(path)] == [
        ("balanced", "ours"),
        ("full", "ours"),
        ("full", "evoc"),
    ]
    assert "Method evoc" in path.with_suffix(".md").read_text("utf-8")


def test_a_table_has_a_line_a_method_and_a_column_a_figure_that_anybody_has() -> None:
    lines = as_tables([row("ours"), row("evoc", nmi=None, failure="not installed: evoc")]).splitlines()
    assert lines[0] == "## SIB-200, full"
    assert lines[2] == "876 statements; median of 3 seeds."
    assert lines[4:8] == [
        "| method | NMI topic | topics | seconds |",
        "| --- | --- | --- | --- |",
        "| Method ours | 0.400 | 23 | 1.2 |",
        "| Method evoc (not installed: evoc) | – | – | – |",
    ]


def test_fewer_runs_than_the_others_are_said() -> None:
    table = as_tables([row("ours"), row("evoc", summary="median of 2 seeds", failure="ValueError in umap.py, line 3")])
    assert "| Method evoc (ValueError in umap.py, line 3; median of 2 seeds) |" in table


@pytest.mark.parametrize("told", ["Processor, 2 cores", "Measured 2026-11-20 to 2026-11-23.", "evoc 0.3.2"])
def test_the_page_names_machine_dates_and_versions(told: str) -> None:
    assert told in as_page([row("ours", date="2026-11-20"), row("evoc")])
