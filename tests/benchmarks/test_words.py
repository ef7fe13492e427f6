"""Consultations made up anew alike, words found where they are planted, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks import words
from benchmarks.command import main
from benchmarks.words import DESIGNS, PLANTED, draw, measure

SMALL = replace(DESIGNS[-1], name="small", n_sessions=10, n_ours=4, median_size=12)
WORDS = ("წყალი", "მდინარე", "სკოლა", "გაკვეთილი", "მატარებელი", "ბილეთი", "პური", "ღუმელი")


@pytest.fixture(scope="module")
def said() -> pd.DataFrame:
    """Sentences of two subjects, in Georgian."""
    rng = np.random.default_rng(0)
    texts = [", ".join(rng.choice(WORDS[number % 2 * 4 :][:4], 2)) for number in range(400)]
    return pd.DataFrame({"text": texts, "category": ["a", "b"] * 200})


def test_one_seed_makes_up_the_same_consultation(said: pd.DataFrame) -> None:
    first, second, other = (draw(SMALL, said, np.random.default_rng(seed)) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, second)
    assert first["text"].tolist() != other["text"].tolist()


def test_no_sentence_is_said_twice_and_whole_sessions_are_the_groups(said: pd.DataFrame) -> None:
    numbered = said.assign(text=[f"{text} {number}" for number, text in enumerate(said["text"])])
    drawn = draw(SMALL, numbered, np.random.default_rng(3))
    assert drawn["text"].is_unique
    assert drawn.groupby("session_id")["is_ours"].nunique().eq(1).all()
    assert drawn.groupby("session_id")["is_ours"].first().sum() == SMALL.n_ours


def test_planted_words_are_found_and_chance_finds_less_by_sessions_than_by_lines(said: pd.DataFrame) -> None:
    row = measure(SMALL, said, n_draws=5)
    assert set(row.found) == set(PLANTED)
    assert row.found["plontoxa"][1] >= row.found["plantaxa"][1]
    assert row.found["plontoxa"][1] > 0.5
    assert row.named < row.lines_named


def test_the_command_shows_and_keeps_the_results(
    said: pd.DataFrame, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "DESIGNS", (SMALL,))
    (tmp_path / "sib200" / SMALL.language).mkdir(parents=True)
    said.to_csv(tmp_path / "sib200" / SMALL.language / "train.tsv", sep="\t")
    save = tmp_path / "words.json"
    assert main(["words", "--data", str(tmp_path), "--draws", "1", "--save", str(save)]) == 0
    assert "| small |" in capsys.readouterr().out
    assert json.loads(save.read_text("utf-8"))["rows"][0]["name"] == "small"
    assert save.with_suffix(".md").read_text("utf-8").startswith("# Words")


def test_a_folder_without_the_data_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "--data", str(tmp_path)]) == 1
    assert "Name the folder that has it with --data" in capsys.readouterr().err
