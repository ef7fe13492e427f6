"""Scores by hand, statements made up anew alike, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.command import main
from benchmarks.duplicates import Pair, made_up, scores


def test_recall_is_of_same_pairs_and_precision_of_links() -> None:
    pairs = [Pair("en", "a", "b", True), Pair("en", "a", "c", True), Pair("ar", "ا", "ب", False)]
    found = scores(pairs, [True, False, True])
    assert found["all"] == {"same": 2, "different": 1, "linked": 2, "right": 1, "recall": 0.5, "precision": 0.5}
    assert (found["en"]["recall"], found["en"]["precision"]) == (0.5, 1.0)
    assert (found["ar"]["recall"], found["ar"]["precision"]) == (None, 0.0)


def test_one_seed_makes_up_the_same_statements() -> None:
    assert made_up(50, seed=1) == made_up(50, seed=1) != made_up(50, seed=2)


def test_the_command_shows_and_keeps_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duplicates", "--sizes", "200", "--save", str(tmp_path / "duplicates.json")]) == 0
    assert "| statements | seconds |" in capsys.readouterr().out
    kept = json.loads((tmp_path / "duplicates.json").read_text("utf-8"))
    assert kept["scores"]["all"]["same"] > 100
    assert kept["speed"][0]["links"]["normalised"] > 0
    assert (tmp_path / "duplicates.md").read_text("utf-8").startswith("# Duplicates")
