"""The corpus of notes is complete, and the scorer counts as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.notes import extraction
from tests.corpus.notes.extraction import FOLDER, load_expectations, score, score_note

BUS = "Nobody pays for the bus"
WATER = "انقطعت المياه أربعة أشهر"
SCHOOL = "Դպրոցում պետք է սովորեցնել տեղեկատվության իրավունքը։"


def test_every_note_has_its_expectation_and_every_expectation_its_note() -> None:
    others = {".gitattributes", "README.md"}
    notes = {path for path in FOLDER.iterdir() if path.name not in others and path.suffix != ".yaml"}
    assert {expected.path for expected in load_expectations()} == notes


def test_no_expected_statement_is_empty_or_has_space_around_it() -> None:
    texts = [text for expected in load_expectations() for text in expected.texts]
    assert all(text and text == " ".join(text.split()) for text in texts)


def test_the_corpus_is_wide_enough_and_about_half_of_it_is_held_out() -> None:
    expectations = load_expectations()
    assert len(expectations) >= 40
    assert len({expected.language for expected in expectations} - {"mx"}) >= 10
    assert all(8 <= len(expected.statements) <= 30 for expected in expectations)
    assert 0.4 <= sum(expected.is_held_out for expected in expectations) / len(expectations) <= 0.6


def test_every_language_has_a_note_to_tune_on_and_a_note_that_is_held_out() -> None:
    halves: dict[str, set[bool]] = {}
    for expected in load_expectations():
        halves.setdefault(expected.language, set()).add(expected.is_held_out)
    assert {language for language, both in halves.items() if len(both) < 2} == set()


def test_marks_case_quotes_and_spaces_are_no_difference() -> None:
    result = score([f"«{BUS.upper()}».", WATER.replace(" ", "\u00a0") + "؟"], [WATER, BUS])
    assert (result.n_matched, result.f1) == (2, 1.0)


def test_half_a_statement_is_missing_and_extra() -> None:
    result = score([SCHOOL, WATER[:12], WATER[12:]], [SCHOOL, WATER])
    assert (result.n_matched, result.missing, result.extra) == (1, (WATER,), (WATER[:12], WATER[12:]))
    assert result.precision == pytest.approx(1 / 3)
    assert result.recall == pytest.approx(1 / 2)
    assert result.f1 == pytest.approx(2 / 5)


def test_a_statement_found_twice_matches_once() -> None:
    result = score([BUS, BUS], [BUS])
    assert (result.n_matched, result.extra) == (1, (BUS,))


def test_the_sum_of_scores_weighs_every_statement_alike() -> None:
    total = score([BUS], [BUS]) + score([], [WATER, SCHOOL])
    assert total.precision == pytest.approx(1)
    assert total.recall == pytest.approx(1 / 3)
    assert total.f1 == pytest.approx(1 / 2)


def test_of_a_refused_note_every_statement_is_missing(tmp_path: Path) -> None:
    (tmp_path / "am-x.zip").write_bytes(b"\0\1")
    (tmp_path / "am-x.expected.yaml").write_text(
        f"file: am-x.zip\nheld_out: true\nmade_with: hand\nstatements:\n  - text: {WATER}\n", encoding="utf-8"
    )
    expected = load_expectations(tmp_path)
    assert score_note(expected[0]).missing == (WATER,)


def test_the_command_shows_what_is_missing_in_one_note(capsys: pytest.CaptureFixture[str]) -> None:
    expected = load_expectations()[0]
    extraction.main(["--show", expected.path.name])
    assert f"{expected.path.name}: F1 " in capsys.readouterr().out
