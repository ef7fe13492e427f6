"""Profiles of scores: what a language's sentences look like to the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corpus.languages.codes import EXPECTED_LANGUAGES
from corpus.languages.profiles import Profiles, load_profiles
from corpus.languages.scores import Scores


def invented() -> Profiles:
    """One known language at (4, 0), one unknown at (0, 4), in a model of two languages and a third that is neither."""
    return Profiles(
        whitening=np.eye(3, dtype=np.float32)[:, :2],
        known=np.array([[4, 0], [4, 1]], dtype=np.float32),
        languages=("xa",),
        starts=np.array([0]),
        usual=np.array([[2, 50]], dtype=np.float32),
        unknown=np.array([[0, 4]], dtype=np.float32),
    )


def scores(*places: tuple[float, float]) -> Scores:
    fits = np.array([[x, y, -x - y] for x, y in places], dtype=np.float32)  # their mean is 0
    return Scores(fits, fits, np.full(len(fits), 1, dtype=np.float32))


def test_distances_are_squared_and_to_the_nearest_profile() -> None:
    to_known, to_unknown = invented().distances(scores((4, 2), (0, 4)))
    np.testing.assert_allclose(to_known[:, 0], [1, 25])
    np.testing.assert_allclose(to_unknown, [20, 0])


def test_a_text_much_nearer_to_an_unknown_language_is_not_in_the_chosen_one() -> None:
    wrong, doubtful = invented().doubts(scores((4, 0), (1.9, 2.4), (0, 4)), ["xa"] * 3)
    assert wrong.tolist() == [False, False, True]
    assert doubtful.tolist() == [False, True, True]


def test_a_text_far_from_its_language_is_in_none() -> None:
    assert invented().doubts(scores((20, 0)), ["xa"])[0].tolist() == [True]


def test_a_language_without_a_profile_is_doubtful_and_never_refused() -> None:
    wrong, doubtful = invented().doubts(scores((0, 4)), ["xb"])
    assert (wrong.tolist(), doubtful.tolist()) == ([False], [True])


def test_profiles_are_read_as_they_were_written(tmp_path: Path) -> None:
    invented().save(tmp_path / "profiles.npz")
    read = load_profiles(tmp_path / "profiles.npz")
    assert read.languages == ("xa",)
    np.testing.assert_array_equal(read.known, invented().known)


def test_the_shipped_profiles_cover_every_expected_language() -> None:
    assert set(load_profiles().languages) >= EXPECTED_LANGUAGES
