"""How probable it is that a statement is about a theme."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from models import theme_scores
from models.background import Background, measure_background
from models.encoder import Vectors, unit
from models.schemas import OUTLIER
from models.theme_scores import (
    Evidence,
    Marks,
    Probabilities,
    Surroundings,
    nearest_neighbours,
    probabilities,
    surroundings,
    theme_evidence,
)
from tests.models.conftest import N_DIMS, PlantedCorpus

AXES: Vectors = np.eye(3, dtype=np.float32)
OWN, BESIDE, TOPIC = theme_scores.WHICH_WEIGHTS


@pytest.fixture(scope="module")
def unrelated() -> Background:
    return measure_background(unit(np.random.default_rng(3).standard_normal((2_000, N_DIMS))))


def _topic_ids(planted: PlantedCorpus) -> NDArray[np.int64]:
    """The planted topics by number, with every tenth statement an outlier."""
    numbers = np.unique(planted.topics.astype(str), return_inverse=True)[1]
    return np.where(np.arange(len(numbers)) % 10 == 9, OUTLIER, numbers)


def _centres(planted: PlantedCorpus, *topics: str) -> Vectors:
    return unit(np.stack([planted.neutral[planted.topics == topic].mean(axis=0) for topic in topics]))


def _found(
    planted: PlantedCorpus, unrelated: Background, prototypes: Vectors, marks: list[Marks | None] | None = None
) -> Probabilities:
    marks = marks or [None] * len(prototypes)
    around = surroundings(planted.neutral, _topic_ids(planted))
    return probabilities(theme_evidence(planted.neutral, around, prototypes, unrelated, marks), marks)


def _marked(planted: PlantedCorpus, examples: list[int], counterexamples: list[int]) -> Marks:
    rows = np.arange(len(planted.neutral))
    return Marks(
        planted.neutral[examples],
        planted.neutral[counterexamples],
        np.isin(rows, examples),
        np.isin(rows, counterexamples),
    )


def test_weights_of_the_statement_its_neighbours_and_its_topic_add_up_to_one() -> None:
    assert sum(theme_scores.ANY_WEIGHTS) == pytest.approx(1)
    assert sum(theme_scores.WHICH_WEIGHTS) == pytest.approx(1)


def test_a_score_leans_on_the_neighbours_and_the_topic_and_an_outlier_on_its_neighbours_for_want_of_one() -> None:
    scores = np.asarray([[1.0], [0.0], [0.4]])
    around = Surroundings(np.asarray([[1, 2], [0, 2], [0, 1]]), np.asarray([4, 4, OUTLIER]))
    found = around.smoothed(scores, theme_scores.WHICH_WEIGHTS)[:, 0]
    assert found == pytest.approx(
        [OWN * 1 + BESIDE * 0.2 + TOPIC * 0.5, BESIDE * 0.7 + TOPIC * 0.5, OWN * 0.4 + (BESIDE + TOPIC) * 0.5]
    )


def test_a_statement_alone_leans_on_itself() -> None:
    around = surroundings(AXES[:1], np.asarray([OUTLIER]))
    assert around.smoothed(np.asarray([[0.7]]), theme_scores.ANY_WEIGHTS) == pytest.approx(0.7)


def test_any_theme_is_told_by_the_nearest_one_and_which_by_contrast_and_lead() -> None:
    evidence = Evidence(np.asarray([0.1]), np.asarray([[2.0, -1.0]]), np.asarray([[3.0, -3.0]]))
    found = probabilities(evidence, [None, None])
    any_theme = expit(theme_scores.ANY_INTERCEPT + theme_scores.ANY_SLOPE * 0.1)
    assert found.any_theme == pytest.approx(any_theme)
    slopes = theme_scores.WHICH_SLOPE, theme_scores.LEAD_SLOPE
    which = [
        expit(theme_scores.WHICH_INTERCEPT + slopes[0] * contrast + slopes[1] * lead)
        for contrast, lead in [(2.0, 3.0), (-1.0, -3.0)]
    ]
    assert sum(which) < 1  # so that they are raised to 1: some theme fits, given that any does
    assert found.by_theme[0] == pytest.approx(any_theme * np.asarray(which) / sum(which))


def test_the_only_theme_is_as_probable_as_any() -> None:
    evidence = Evidence(np.asarray([0.1, -0.2]), np.asarray([[0.5], [-4.0]]), np.zeros((2, 1)))
    found = probabilities(evidence, [None])
    np.testing.assert_allclose(found.by_theme[:, 0], found.any_theme)


def test_statements_are_probably_about_the_theme_they_were_made_for_in_every_language(
    planted: PlantedCorpus, unrelated: Background
) -> None:
    vectors = planted.neutral.copy()
    found = _found(planted, unrelated, _centres(planted, "river", "school"))
    np.testing.assert_array_equal(planted.neutral, vectors)
    assert found.by_theme.min() >= 0
    assert found.by_theme.max() <= 1
    languages = planted.statements["language"].to_numpy()
    for language in np.unique(languages):
        for column, topic in enumerate(("river", "school")):
            theirs = (planted.topics == topic) & (languages == language)
            assert (found.by_theme[theirs, column] > 0.8).mean() > 0.95
    others = np.isin(planted.topics, ["train", "bread"])
    assert (found.any_theme[others] < 0.5).mean() > 0.85


def test_probabilities_follow_their_statements_whatever_the_order_of_rows_and_themes(
    planted: PlantedCorpus, unrelated: Background
) -> None:
    prototypes = _centres(planted, "river", "school", "bread")
    order = np.random.default_rng(1).permutation(len(planted.neutral))
    around = surroundings(planted.neutral[order], _topic_ids(planted)[order])
    marks: list[Marks | None] = [None] * 3
    shuffled = probabilities(theme_evidence(planted.neutral[order], around, prototypes[::-1], unrelated, marks), marks)
    expected = _found(planted, unrelated, prototypes)
    np.testing.assert_allclose(shuffled.by_theme, expected.by_theme[order][:, ::-1], atol=1e-4)
    np.testing.assert_allclose(shuffled.any_theme, expected.any_theme[order], atol=1e-4)


def test_what_is_marked_is_certain(planted: PlantedCorpus, unrelated: Background) -> None:
    far, near = np.flatnonzero(planted.topics == "bread")[0], np.flatnonzero(planted.topics == "river")[0]
    marks: list[Marks | None] = [_marked(planted, [int(far)], [int(near)]), None]
    found = _found(planted, unrelated, _centres(planted, "river", "school"), marks)
    assert found.by_theme[far, 0] == found.any_theme[far] == 1
    assert found.by_theme[near, 0] == 0


def test_examples_draw_a_theme_to_what_they_say(planted: PlantedCorpus, unrelated: Background) -> None:
    wrong = unit(np.random.default_rng(5).standard_normal((1, N_DIMS)))
    prototypes = np.concatenate([wrong, _centres(planted, "school")])
    theirs = np.flatnonzero(planted.topics == "river")
    marks: list[Marks | None] = [_marked(planted, theirs[:5].tolist(), []), None]
    before = _found(planted, unrelated, prototypes).by_theme[theirs[5:], 0]
    after = _found(planted, unrelated, prototypes, marks).by_theme[theirs[5:], 0]
    assert after.mean() > before.mean() + 0.2


def test_what_lies_beside_a_counterexample_is_less_probable(planted: PlantedCorpus, unrelated: Background) -> None:
    theirs = np.flatnonzero(planted.topics == "river")
    prototypes = _centres(planted, "river", "school")
    marks: list[Marks | None] = [_marked(planted, [], theirs[:5].tolist()), None]
    before = _found(planted, unrelated, prototypes).by_theme[theirs[5:], 0]
    after = _found(planted, unrelated, prototypes, marks).by_theme
    assert after[theirs[5:], 0].mean() < before.mean()
    school = planted.topics == "school"
    assert after[school, 1].mean() > 0.8


def test_neighbours_are_the_nearest_others() -> None:
    angles = np.asarray([0.0, 0.1, 0.3, 1.0])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert nearest_neighbours(vectors, 2).tolist() == [[1, 2], [0, 2], [1, 0], [2, 1]]
    assert nearest_neighbours(vectors, 15).shape == (4, 3)
    assert nearest_neighbours(vectors[:1], 15).shape == (1, 0)


def test_a_statement_is_not_its_own_neighbour_though_others_say_the_same() -> None:
    found = nearest_neighbours(np.repeat(AXES[:2], 9, axis=0), 4)
    assert (found != np.arange(18)[:, None]).all()
    assert (found[:9] < 9).all()
    assert (found[9:] >= 9).all()
