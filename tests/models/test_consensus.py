"""Agreement of opinions, on numbers done by hand, and refits on planted clusters."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.backends import OnCpu
from models.consensus import Opinion, agreed_clusters, agreement, cluster_sizes, refits, search_graph, support
from models.encoder import unit
from models.neighbours import Neighbours
from models.schemas import OUTLIER


def opinion(clusters: list[int], weight: float = 1.0) -> Opinion:
    return Opinion(np.arange(len(clusters)), np.asarray(clusters), weight)


def test_two_points_agree_in_the_share_of_opinions_that_heard_both() -> None:
    agreed = agreement([opinion([0, 0, 1]), opinion([0, 1, 1]), opinion([0, 0, OUTLIER])], 3)
    assert agreed[0, 1] == pytest.approx(2 / 3)
    assert agreed[1, 2] == pytest.approx(1 / 2)
    assert agreed[0, 2] == 0
    assert (agreed == agreed.T).all()


def test_an_opinion_counts_as_often_as_it_weighs_and_only_for_its_own_points() -> None:
    part = Opinion(np.asarray([1, 2]), np.asarray([5, 5]), 3.0)
    agreed = agreement([opinion([0, 0, 1]), part], 3)
    assert agreed[1, 2] == pytest.approx(3 / 4)
    assert agreed[0, 1] == pytest.approx(1)


def test_points_that_nobody_heard_together_agree_in_nothing_and_stay_alone() -> None:
    agreed = agreement([opinion([0, 0, OUTLIER, OUTLIER])], 4)
    assert agreed[2, 3] == 0
    clusters = agreed_clusters(agreed, min_size=2)
    assert clusters[0] == clusters[1]
    assert len(set(clusters.tolist())) == 3


def test_support_is_the_mean_agreement_with_the_others_of_the_cluster() -> None:
    agreed = np.asarray([[1, 1, 0.5, 0], [1, 1, 0, 0], [0.5, 0, 1, 0], [0, 0, 0, 1]], dtype=np.float32)
    found = support(agreed, np.asarray([0, 0, 0, OUTLIER]))
    assert found[:3] == pytest.approx([0.75, 0.5, 0.25])
    assert np.isnan(found[3])


def test_sizes_follow_the_root_of_the_corpus_and_are_never_below_five() -> None:
    assert cluster_sizes(100) == [5, 7]
    assert cluster_sizes(10_000) == [20, 40, 70]


@pytest.fixture(scope="module")
def planted() -> NDArray[np.int64]:
    return np.repeat(np.arange(5), 30)


@pytest.fixture(scope="module")
def graph(planted: NDArray[np.int64]) -> Neighbours:
    rng = np.random.default_rng(0)
    return search_graph(unit(3 * rng.standard_normal((5, 16))[planted] + rng.standard_normal((150, 16))))


def test_planted_clusters_survive_resampling_and_another_seed_draws_other_samples(
    planted: NDArray[np.int64], graph: Neighbours
) -> None:
    opinions = refits(graph, np.arange(150), [10], n_refits=3, seed=1, backend=OnCpu())
    assert len(opinions) == 3
    assert all(len(found.rows) == 128 for found in opinions)
    agreed = agreement(opinions, 150)
    same = planted[:, None] == planted
    assert agreed[same].mean() > 0.9 > 0.1 > agreed[~same].mean()
    other = refits(graph, np.arange(150), [10], n_refits=1, seed=2, backend=OnCpu())[0]
    assert set(other.rows.tolist()) != set(opinions[0].rows.tolist())


def test_refits_are_the_same_on_any_number_of_cores(graph: Neighbours, monkeypatch: pytest.MonkeyPatch) -> None:
    opinions = []
    for n_cores in (1, 4):
        monkeypatch.setattr("joblib.cpu_count", lambda n_cores=n_cores: n_cores)
        opinions.append(refits(graph, np.arange(150), [5, 10], n_refits=4, seed=1, backend=OnCpu()))
    alone, together = opinions
    assert len(alone) == len(together) == 8
    for one, other in zip(alone, together, strict=True):
        assert (one.rows == other.rows).all()
        assert (one.clusters == other.clusters).all()


def test_too_few_points_for_a_neighbourhood_give_no_opinion() -> None:
    graph = search_graph(np.eye(6, dtype=np.float32))
    assert refits(graph, np.arange(6), [5], n_refits=2, seed=0, backend=OnCpu()) == []
