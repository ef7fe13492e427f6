"""Translations and forms of a word are known by their vectors, whatever the encoder's range of cosines."""

from __future__ import annotations

import numpy as np
import pytest

from models.encoder import Vectors, unit
from models.translations import centred_by_language, same_meaning

N_DIMS = 64


def _directions(n: int, seed: int = 3) -> Vectors:
    return unit(np.random.default_rng(seed).standard_normal((n, N_DIMS)))


def _grouped(words: list[str], languages: list[str], vectors: Vectors) -> set[frozenset[str]]:
    groups = same_meaning(words, languages, vectors)
    return {frozenset(np.asarray(words)[groups == group].tolist()) for group in groups}


def test_words_of_several_languages_in_one_direction_are_one() -> None:
    river, bread = _directions(2)
    words = ["river", "نهر", "მდინარე", "bread", "хлеб"]
    vectors = np.stack([river, river, river, bread, bread])
    assert _grouped(words, ["en", "ar", "ka", "en", "ru"], vectors) == {
        frozenset({"river", "نهر", "მდინარე"}),
        frozenset({"bread", "хлеб"}),
    }


@pytest.mark.parametrize(("cosine", "is_same"), [(0.34, False), (0.36, True)])
def test_translations_are_told_from_neighbours_by_a_threshold(cosine: float, is_same: bool) -> None:
    vectors = np.asarray([[1, 0], [cosine, np.sqrt(1 - cosine**2)]], dtype=np.float32)
    first, second = same_meaning(["вода", "წყალი"], ["ru", "ka"], vectors)
    assert (first == second) == is_same


def test_two_words_of_one_language_are_one_only_as_forms_of_a_word() -> None:
    same = _directions(1)[[0, 0]]
    for first, second, is_same in (
        ("school", "schools", True),
        ("school", "lesson", False),
        ("школа", "школами", True),
    ):
        left, right = same_meaning([first, second], ["en", "en"], same)
        assert (left == right) == is_same


def test_forms_by_their_letters_with_other_meanings_stay_two() -> None:
    first, second = same_meaning(["commune", "communication"], ["fr", "fr"], _directions(2))
    assert first != second


def test_one_spelling_is_one_word_in_whatever_language() -> None:
    first, second, other = same_meaning(["plan", "plan", "план"], ["en", "fr", "ru"], _directions(3))
    assert first == second
    assert other != first


def test_a_chain_of_neighbours_does_not_tie_its_ends_together() -> None:
    angles = np.radians([0, 50, 100])  # each next one is near, the ends are not
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    groups = same_meaning(["река", "წყალი", "بحر"], ["ru", "ka", "ar"], vectors)
    assert groups[0] != groups[2]


def test_a_single_word_is_a_group_and_none_are_none() -> None:
    assert same_meaning(["մայր"], ["hy"], _directions(1)).tolist() == [0]
    assert same_meaning([], [], _directions(1)[:0]).tolist() == []


@pytest.mark.parametrize("cone", [0.0, 5.0])
def test_neither_a_narrow_cone_nor_clouds_of_languages_hide_translations(cone: float) -> None:
    # 30 ideas in three languages, each language in a cloud of its own, all in a cone as e5's vectors are
    rng = np.random.default_rng(5)
    ideas = rng.standard_normal((30, N_DIMS))
    clouds = rng.standard_normal((3, N_DIMS)) * 2
    raw = unit((ideas[None] + clouds[:, None]).reshape(90, N_DIMS) + cone * np.ones(N_DIMS))
    languages = np.repeat(["en", "ru", "ka"], 30).tolist()
    words = [f"{language}{number:02d}{language}" for language in ("en", "ru", "ka") for number in range(30)]
    groups = same_meaning(words, languages, centred_by_language(raw, languages)).reshape(3, 30)
    assert (groups == groups[0]).all()
    assert len(np.unique(groups)) == 30


def test_a_word_alone_in_its_language_keeps_its_meaning() -> None:
    # its own mean would be the word itself, and nothing would be left of it
    river, *others = _directions(40)
    vectors = np.stack([river, river, *others])
    centred = centred_by_language(vectors, ["ka", *["en"] * 40])
    assert float(centred[0] @ centred[1]) > 0.9


def test_arguments_are_left_alone() -> None:
    vectors = _directions(4)
    before = vectors.copy()
    same_meaning(["a", "b", "c", "d"], ["en", "ru", "ka", "ar"], centred_by_language(vectors, ["en", "ru", "ka", "ar"]))
    np.testing.assert_array_equal(vectors, before)
