"""Corpora made larger, and the record of what they took."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.command import main
from benchmarks.scale import JITTER, Scale, measure_scale, multiplied, save_scales
from models.encoder import Vectors, unit


@pytest.fixture(scope="module")
def real() -> Vectors:
    rng = np.random.default_rng(0)
    return unit(
        (3 * rng.standard_normal((4, 12))[np.arange(40) % 4] + rng.standard_normal((40, 12))).astype(np.float32)
    )


def scale(n_statements: int) -> Scale:
    return Scale(n_statements, 8_000, 27, 40, 30, 0.01, 12.3, 11.1, 15, 700, "a machine", "2022-07-01")


def test_each_vector_lies_a_step_away_from_a_real_one(real: Vectors) -> None:
    made = multiplied(real, 90, seed=1)
    assert made.shape == (90, 12)
    assert np.linalg.norm(made, axis=1) == pytest.approx(1, abs=1e-5)
    assert len(np.unique(made.round(4), axis=0)) == 90
    # The furthest that a step of this length can turn a vector of length 1.
    assert ((made @ real.T).max(axis=1) >= np.sqrt(1 - JITTER**2) - 1e-5).all()


def test_topics_are_found_and_what_they_took_is_told(real: Vectors) -> None:
    measured = measure_scale(real, 120)
    assert (measured.n_statements, measured.n_fitted, measured.floor) == (120, 120, 5)
    assert measured.n_topics >= 2
    assert measured.smallest_topic >= measured.floor
    assert measured.peak_mib > measured.vectors_mib


def test_sizes_measured_before_are_kept_and_replaced_when_measured_again(tmp_path: Path) -> None:
    save_scales({1_000_000: scale(1_000_000)}, tmp_path / "scale.json")
    save_scales({10_000: scale(10_000)}, tmp_path / "scale.json")
    page = (tmp_path / "scale.md").read_text("utf-8")
    assert page.index("| 10,000 |") < page.index("| 1,000,000 |")
    save_scales({10_000: scale(10_000)}, tmp_path / "scale.json")
    assert (tmp_path / "scale.md").read_text("utf-8") == page


def test_a_folder_without_data_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scale", "--data", str(tmp_path)]) == 1
    assert "--data" in capsys.readouterr().err
