"""Figures of the benchmark of voices by hand, and the command's refusal."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.command import main
from benchmarks.voices import Case, _figures, _naive, as_page, demo, summary
from corpus.schemas import Group

PLANTED = ("a", "b", "c", "d")


def _case(ids: str = "abcdefgh") -> Case:
    statements = pd.DataFrame({"statement_id": list(ids)})
    return Case("ქალაქი", 0, statements, pd.DataFrame(), (), (), statements["statement_id"].isin(PLANTED).to_numpy())


def test_precision_and_recall_are_of_all_that_is_shown_and_count_a_statement_once() -> None:
    found = _figures([["a", "b", "e"], ["b", "c", "f", "g"]], [True, True], _case())
    assert (found.precision, found.recall) == (3 / 6, 3 / 4)
    assert (found.n_voices, found.n_first, found.n_first_right) == (2, 2, 1)
    assert (found.n_findings, found.n_findings_right) == (2, 1)


def test_a_voice_is_right_where_more_than_half_of_it_was_planted_and_hints_are_no_findings() -> None:
    found = _figures([["a", "e"], ["a", "b", "e"]], [False, True], _case())
    assert (found.n_first_right, found.n_findings, found.n_findings_right) == (1, 1, 1)


def test_nothing_shown_has_no_precision_and_nothing_planted_no_recall() -> None:
    assert _figures([], [], _case()).precision is None
    assert _figures([], [], _case()).recall == 0
    assert _figures([["e"]], None, _case("efgh")).recall is None


def test_the_naive_ranking_takes_all_of_an_uncovered_topic_that_a_group_raises() -> None:
    placed = pd.DataFrame(
        {
            "statement_id": list("abcdefgh"),
            "topic_id": [0, 0, 0, 1, 1, 2, 2, 2],
            "groups": [("شباب",), ("شباب",), (), (), (), ("شباب",), ("شباب",), ("شباب",)],
        }
    )
    coverage = pd.DataFrame({"topic_id": [0, 1, 2], "covered_share": [0.4, 0.0, 0.41]})
    assert _naive(placed, coverage, ["شباب"]) == []  # lift 1.07, no lift, and covered
    assert _naive(placed, coverage.assign(covered_share=0.0), ["شباب"]) == [list("fgh")]


def test_a_summary_has_means_ends_and_sums_and_the_page_shows_them() -> None:
    figures = [_figures([["a", "b"]], [True], _case()), _figures([], [], _case())]
    told = summary(figures)
    assert told["precision"] == [1.0, 1.0, 1.0]
    assert told["recall"] == [0.25, 0.0, 0.5]
    assert (told["n_runs"], told["n_voices"], told["n_findings_right"]) == (2, 1, 1)
    page = as_page({"cases": {"ქალაქი": {"voices": told}}, "machine": "m", "date": "2026-01-01"})
    assert "| ქალაქი | voices | 2 | 1 | 1.00 (1.00–1.00) | 0.25 (0.00–0.50) | 1 of 1 | 1 of 1 |" in page


def test_most_of_what_is_planted_in_the_demo_is_among_its_statements() -> None:
    case = demo(0)
    assert case.is_planted.sum() > 190
    assert {group.id for group in case.groups if isinstance(group, Group)} >= {"youth", "eap-defenders"}
    assert np.issubdtype(case.is_planted.dtype, np.bool_)


def test_a_folder_without_sentences_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--data", str(tmp_path)]) == 1
    assert "--data" in capsys.readouterr().err
