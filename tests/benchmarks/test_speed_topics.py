"""Corpora made larger, both methods on them, and the record of what they took."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.command import main
from benchmarks.speed_topics import JITTER, Real, TopicsSpeed, measure_fit, multiplied, save_speeds
from models import large_corpus
from models.encoder import unit

OURS = TopicsSpeed(
    "Underheard", 10_000, 8_000, 40, 0.01, 20.0, 31.1, 15, 700, 0.5, 0.48, 0.9, "a machine", "2022-07-01"
)
PEER = replace(OURS, method="BERTopic", n_fitted=10_000, seconds=50.0, nmi_joined=None, held_out_agreement=None)


@pytest.fixture(scope="module")
def real() -> Real:
    rng = np.random.default_rng(0)
    planted = np.arange(40) % 4
    vectors = unit((3 * rng.standard_normal((4, 12))[planted] + rng.standard_normal((40, 12))).astype(np.float32))
    return Real(vectors, np.asarray([f"word{label} {n}" for n, label in enumerate(planted)]), planted.astype(object))


def test_each_vector_lies_a_step_away_from_a_real_one(real: Real) -> None:
    made, drawn = multiplied(real.vectors, 90, seed=1)
    assert made.shape == (90, 12)
    assert np.linalg.norm(made, axis=1) == pytest.approx(1, abs=1e-5)
    assert len(np.unique(made.round(4), axis=0)) == 90
    # The furthest that a step of this length can turn a vector of length 1.
    assert (np.einsum("ij,ij->i", made, real.vectors[drawn]) >= np.sqrt(1 - JITTER**2) - 1e-5).all()


def test_topics_are_found_and_what_they_took_and_how_well_the_rest_joined_is_told(
    real: Real, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large_corpus, "MAX_FITTED", 100)
    measured = measure_fit("Underheard", real, 120)
    assert (measured.n_statements, measured.n_fitted) == (120, 100)
    assert measured.n_topics >= 2
    assert measured.peak_mib > measured.vectors_mib
    assert measured.nmi_joined is not None
    assert measured.nmi_joined > 0.5
    assert measured.held_out_agreement is not None
    assert measured.held_out_agreement > 0.8


def test_fits_measured_before_are_kept_and_replaced_when_measured_again(tmp_path: Path) -> None:
    save_speeds([replace(OURS, n_statements=1_000_000)], tmp_path / "speed.json")
    save_speeds([OURS, PEER], tmp_path / "speed.json")
    page = (tmp_path / "speed.md").read_text("utf-8")
    assert page.index("| 10,000 | Underheard |") < page.index("| 10,000 | BERTopic |") < page.index("| 1,000,000 |")
    assert "| 20 | 31 | 2.5 |" in page
    save_speeds([OURS], tmp_path / "speed.json")
    assert (tmp_path / "speed.md").read_text("utf-8") == page


def test_growth_is_drawn_for_every_method(tmp_path: Path) -> None:
    save_speeds([OURS, PEER, replace(OURS, n_statements=100_000, seconds=30.0)], tmp_path / "speed.json")
    drawn = (tmp_path / "speed.svg").read_text("utf-8")
    assert drawn.startswith("<svg")
    assert "Underheard" in drawn
    assert "BERTopic" in drawn


def test_a_folder_without_data_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed-topics", "--data", str(tmp_path)]) == 1
    assert "--data" in capsys.readouterr().err
