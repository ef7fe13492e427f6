"""Planted topics are found whatever the language, and every statement is accounted for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import normalized_mutual_info_score

from models import topics as topics_module
from models.encoder import unit
from models.schemas import OUTLIER, Assignments
from models.topics import TopicSettings, fit_topics, min_topic_size
from tests.models.conftest import N_DIMS, PlantedCorpus, make_statements

PLANTED_SIZES = {"shelter": 70, "clinic": 70, "river": 60} | dict.fromkeys(("bread", "train", "road", "law", "tax"), 40)
"""Statements of each topic: shelter and clinic lie near each other and far from everything else."""


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


@pytest.fixture(scope="module")
def two_in_one() -> PlantedCorpus:
    """400 statements of eight topics, of which the two largest look like one from afar."""
    rng = np.random.default_rng(3)
    far_away = 3 * rng.standard_normal(N_DIMS)
    centres = {name: 1.5 * rng.standard_normal(N_DIMS) for name in PLANTED_SIZES}
    centres |= {name: far_away + 0.3 * rng.standard_normal(N_DIMS) for name in ("shelter", "clinic")}
    topics = np.repeat(np.asarray(list(PLANTED_SIZES), dtype=object), list(PLANTED_SIZES.values()))
    vectors = unit(np.stack([centres[name] + 0.5 * rng.standard_normal(N_DIMS) for name in topics]))
    statements = make_statements([{"text": f"{name} {number}"} for number, name in enumerate(topics)])
    return PlantedCorpus(statements, topics, vectors, vectors, {})


def _fit(corpus: PlantedCorpus) -> pd.DataFrame:
    found = fit_topics(corpus.statements, corpus.neutral, TopicSettings())
    Assignments.validate(found)
    return found.assign(planted=corpus.topics)


def _holds(found: pd.DataFrame, name: str) -> tuple[int, float]:
    """The topic that most statements of a planted one are in, and the share of them that it holds."""
    shares = found.loc[found["planted"] == name, "topic_id"].value_counts(normalize=True)
    return int(shares.index[0]), float(shares.iloc[0])


def test_a_large_topic_made_of_two_is_split_and_one_of_sixty_statements_stays_whole(
    two_in_one: PlantedCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PLANTED_SIZES["river"] < topics_module.MIN_LARGE_TOPIC < PLANTED_SIZES["shelter"] + PLANTED_SIZES["clinic"]
    found = _fit(two_in_one)
    (shelter, in_shelter), (clinic, in_clinic), (river, in_river) = (
        _holds(found, name) for name in ("shelter", "clinic", "river")
    )
    assert len({shelter, clinic, river} - {OUTLIER}) == 3
    assert min(in_shelter, in_clinic) > 0.9
    assert in_river == 1
    assert set(found.loc[found["topic_id"] == river, "planted"]) == {"river"}
    sizes = found.loc[found["topic_id"] != OUTLIER, "topic_id"].value_counts(sort=False).sort_index()
    assert sizes.index.tolist() == list(range(len(sizes)))
    assert sizes.is_monotonic_decreasing
    assert (found["unmerged_topic_id"] == found["topic_id"]).all()
    # Without the second look the two are one, and everything else is as it is with it.
    monkeypatch.setattr(topics_module, "MIN_LARGE_TOPIC", len(found) + 1)
    once = _fit(two_in_one)
    whole, in_whole = _holds(once, "shelter")
    assert (whole, in_whole) == _holds(once, "clinic") == (0, 1.0)
    others = ~found["planted"].isin(["shelter", "clinic"])
    assert normalized_mutual_info_score(found.loc[others, "topic_id"], once.loc[others, "topic_id"]) == pytest.approx(1)


def test_a_topic_that_is_large_in_number_only_is_not_looked_at_again(
    two_in_one: PlantedCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topics_module, "LARGE_TOPIC_SHARE", 0.5)
    found = _fit(two_in_one)
    assert _holds(found, "shelter") == _holds(found, "clinic") == (0, 1.0)


@pytest.mark.parametrize(("n_statements", "expected"), [(20, 5), (300, 7), (1_000, 13), (30_000, 69)])
def test_the_least_topic_grows_with_the_root_of_the_corpus(n_statements: int, expected: int) -> None:
    assert min_topic_size(n_statements) == expected


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="min_topic_size must be at least 2"):
        TopicSettings(min_topic_size=1)
    with pytest.raises(ValueError, match="seed must be from 0"):
        TopicSettings(seed=-1)
