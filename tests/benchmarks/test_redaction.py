"""Scores by hand, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.command import main
from benchmarks.redaction import Sentence, _sentence, scores
from corpus.privacy.spans import Span


def test_marks_become_spans_of_the_bare_sentence() -> None:
    sentence = _sentence("ar", "Jordan", "قالت [[name ليلى]] إن [[phone ٠٧٩]] لها")
    assert sentence.text == "قالت ليلى إن ٠٧٩ لها"
    assert [sentence.text[span.start : span.end] for span in sentence.spans] == ["ليلى", "٠٧٩"]


def test_a_place_counts_as_found_when_all_of_it_goes_by_the_right_type() -> None:
    sentence = Sentence("en", "Kenya", "Ana Li 0712", (Span(0, 6, "name"), Span(7, 11, "phone")))
    half = scores([sentence], [(Span(0, 3, "name"), Span(7, 11, "id"))])
    assert (half["all"].n_marked, half["all"].n_found, half["name"].recall, half["phone"].recall) == (2, 0, 0.0, 0.0)
    assert (half["all"].n_replaced, half["name"].precision, half["id"].precision) == (2, 1.0, 0.0)
    whole = scores([sentence], [(Span(0, 3, "name"), Span(4, 6, "name"), Span(7, 11, "phone"))])
    assert (whole["all"].recall, whole["all"].precision, whole["language:en"].recall) == (1.0, 1.0, 1.0)


def test_the_command_shows_and_keeps_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["redaction", "--save", str(tmp_path / "redaction.json")]) == 0
    assert "## Held-out: 74 sentences" in capsys.readouterr().out
    kept = json.loads((tmp_path / "redaction.json").read_text("utf-8"))
    assert kept["tuned"]["scores"]["all"]["marked"] > 100
    assert (tmp_path / "redaction.md").read_text("utf-8").startswith("# Redaction")


def test_a_folder_without_sentences_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["redaction", "--data", str(tmp_path)]) == 1
    assert "--data" in capsys.readouterr().err
