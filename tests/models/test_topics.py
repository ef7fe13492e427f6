"""Planted topics are found whatever the language, and every statement is accounted for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import normalized_mutual_info_score

from models import large_corpus, topics
from models.encoder import unit
from models.schemas import OUTLIER, Assignments
from models.topics import TopicSettings, fit_topics
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


def test_each_statement_says_how_stable_its_place_is(planted: PlantedCorpus, assignments: pd.DataFrame) -> None:
    clustered = assignments[assignments["is_clustered"]]
    assert clustered["stability"].between(0, 1).all()
    assert clustered["stability"].mean() > 0.8
    assert clustered["topic_probability"].mean() > 0.8
    assert assignments.loc[assignments["topic_id"] == OUTLIER, "stability"].isna().all()


def test_the_order_of_rows_changes_no_topic_beyond_what_another_seed_would(planted: PlantedCorpus) -> None:
    order = np.random.default_rng(5).permutation(len(planted.statements))
    shuffled = fit_topics(planted.statements.iloc[order], planted.neutral[order], TopicSettings())
    straight = fit_topics(planted.statements, planted.neutral, TopicSettings())
    agreed = normalized_mutual_info_score(straight["topic_id"].to_numpy()[order], shuffled["topic_id"])
    assert agreed > 0.9


def test_yesterdays_topics_decide_what_is_open(planted: PlantedCorpus) -> None:
    """They settle nothing that is plain today: a topic that was cut in two yesterday is whole again."""
    yesterday, _ = pd.factorize(pd.Series(planted.topics))
    halves = np.where(yesterday == 0, np.where(np.arange(len(yesterday)) % 2, 0, yesterday.max() + 1), yesterday)
    alone = fit_topics(planted.statements, planted.neutral, TopicSettings(seed=1))
    anchored = fit_topics(planted.statements, planted.neutral, TopicSettings(seed=1), previous_topics=yesterday)
    torn = fit_topics(planted.statements, planted.neutral, TopicSettings(seed=1), previous_topics=halves)
    assert normalized_mutual_info_score(yesterday, anchored["topic_id"]) >= normalized_mutual_info_score(
        yesterday, alone["topic_id"]
    )
    # What is plainly one topic does not stay cut in two because it was yesterday.
    assert torn.loc[yesterday == 0, "topic_id"].value_counts(normalize=True).iloc[0] > 0.9


def test_a_corpus_above_the_limit_is_fitted_on_a_sample_and_the_rest_joins(
    planted: PlantedCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = len(planted.statements) * 2 // 3
    monkeypatch.setattr(large_corpus, "MAX_FITTED", limit)
    found = fit_topics(planted.statements, planted.neutral, TopicSettings())
    Assignments.validate(found)
    assert found["stability"].notna().sum() <= limit
    assert normalized_mutual_info_score(planted.topics, found["topic_id"]) > 0.8
    assert found[["map_x", "map_y"]].notna().all(axis=None)


def test_of_many_outliers_the_nearest_join_until_a_tenth_of_all_is_left() -> None:
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((3, 32))
    members = np.repeat(centres, 60, axis=0) + 0.3 * rng.standard_normal((180, 32))
    points = unit(np.concatenate([members, rng.standard_normal((120, 32))])).astype(np.float32)
    statements = pd.DataFrame({"text": [f"вода {number}" for number in range(300)], "language": "uk"})
    clusters = np.concatenate([np.repeat(np.arange(3), 60), np.full(120, OUTLIER)])
    joined = topics._join_outliers(statements, points, clusters)
    is_left = joined == OUTLIER
    assert is_left.sum() == topics.MAX_OUTLIER_SHARE * 300
    assert (joined[:180] == clusters[:180]).all()
    nearness = (points @ unit(centres).T).max(axis=1)
    assert nearness[is_left].mean() < nearness[180:].mean()


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="min_topic_size must be at least 2"):
        TopicSettings(min_topic_size=1)
    with pytest.raises(ValueError, match="seed must be from 0"):
        TopicSettings(seed=-1)
