"""Planted topics are found whatever the language, and every statement is accounted for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import normalized_mutual_info_score

from models.schemas import OUTLIER, Assignments
from models.topics import TopicSettings, fit_topics, min_topic_size
from tests.models.conftest import PlantedCorpus


@pytest.fixture(scope="module")
def assignments(planted: PlantedCorpus) -> pd.DataFrame:
    return fit_topics(planted.statements, planted.neutral, TopicSettings())


def test_planted_topics_are_found_and_languages_are_not(planted: PlantedCorpus, assignments: pd.DataFrame) -> None:
    found = assignments["topic_id"]
    assert normalized_mutual_info_score(planted.topics, found) > 0.8
    assert normalized_mutual_info_score(planted.statements["language"], found) < 0.1


def test_every_statement_has_one_row_in_its_place(planted: PlantedCorpus, assignments: pd.DataFrame) -> None:
    Assignments.validate(assignments)
    assert assignments["statement_id"].tolist() == planted.statements["statement_id"].tolist()
    sizes = assignments.loc[assignments["topic_id"] != OUTLIER, "topic_id"].value_counts()
    assert sizes.sum() + (assignments["topic_id"] == OUTLIER).sum() == len(planted.statements)
    assert sizes.sort_index().is_monotonic_decreasing


def test_an_outlier_is_not_clustered_and_has_no_probability(assignments: pd.DataFrame) -> None:
    outliers = assignments[assignments["topic_id"] == OUTLIER]
    assert not outliers["is_clustered"].any()
    assert (outliers["topic_probability"] == 0).all()


def test_the_same_seed_gives_the_same_topics(planted: PlantedCorpus, assignments: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(fit_topics(planted.statements, planted.neutral, TopicSettings()), assignments)


def test_equal_texts_get_the_same_topic_and_make_none_of_their_own(planted: PlantedCorpus) -> None:
    repeated = pd.concat([planted.statements, planted.statements.iloc[[0] * 50]], ignore_index=True)
    repeated["statement_id"] = [f"r{number}" for number in range(len(repeated))]
    found = fit_topics(repeated, np.concatenate([planted.neutral, planted.neutral[[0] * 50]]), TopicSettings())
    same = found["topic_id"].iloc[[0, *range(len(planted.statements), len(repeated))]]
    assert set(same) == {same.iloc[0]}
    assert normalized_mutual_info_score(planted.topics, found["topic_id"].iloc[: len(planted.statements)]) > 0.8


def test_sixty_identical_statements_are_too_few(planted: PlantedCorpus) -> None:
    with pytest.raises(ValueError, match="1 different statements; topics need at least 20"):
        fit_topics(planted.statements.iloc[[0] * 60], planted.neutral[[0] * 60], TopicSettings())


@pytest.mark.parametrize(("n_statements", "expected"), [(20, 5), (300, 7), (1_000, 13), (30_000, 69)])
def test_the_least_topic_grows_with_the_root_of_the_corpus(n_statements: int, expected: int) -> None:
    assert min_topic_size(n_statements) == expected


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="min_topic_size must be at least 2"):
        TopicSettings(min_topic_size=1)
    with pytest.raises(ValueError, match="seed must be from 0"):
        TopicSettings(seed=-1)
