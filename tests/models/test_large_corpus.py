"""A sample stands for a large corpus, and the rest joins it in shards of any size."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models import large_corpus
from models.encoder import Vectors, unit
from models.large_corpus import Points, fitted_rows, join_rest
from models.schemas import OUTLIER


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    rng = np.random.default_rng(0)
    return unit((3 * np.eye(4, 8)[np.arange(60) % 4] + rng.standard_normal((60, 8)) / 2 + 1).astype(np.float32))


def placed(topics: list[int]) -> pd.DataFrame:
    places = np.arange(len(topics), dtype=float)
    return pd.DataFrame({"topic_id": topics, "is_clustered": True, "map_x": places, "map_y": -places})


def test_a_sample_holds_small_groups_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_corpus, "MAX_FITTED", 200)
    groups = [["defenders"]] * 40 + [["youth"]] * 300 + [[]] * 660
    rows = fitted_rows(pd.DataFrame({"groups": groups}), seed=0)
    assert len(rows) == len(set(rows.tolist())) == 200
    assert set(range(40)) <= set(rows.tolist())
    assert ((rows >= 40) & (rows < 340)).sum() >= 60


def test_points_are_seen_from_the_mean_of_all_whatever_the_size_of_a_shard(
    vectors: Vectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = np.arange(50)
    whole = Points(vectors, rows).at(rows)
    assert whole == pytest.approx(unit(vectors[:50] - vectors[:50].mean(axis=0)), abs=1e-6)
    monkeypatch.setattr(large_corpus, "AT_ONCE", 7)
    assert Points(vectors, rows).at(rows) == pytest.approx(whole, abs=1e-6)


def test_what_joins_in_shards_is_where_it_would_be_at_once(vectors: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    points, fitted = Points(vectors, np.arange(60)), np.arange(0, 60, 3)
    known = placed((fitted % 4).tolist())
    whole = join_rest(known, points.at(fitted), fitted, points)
    assert whole["topic_id"].tolist() == (np.arange(60) % 4).tolist()
    assert whole.loc[fitted, "is_clustered"].all()
    assert not whole.drop(index=fitted)["is_clustered"].any()
    monkeypatch.setattr(large_corpus, "AT_ONCE", 7)
    pd.testing.assert_frame_equal(join_rest(known, points.at(fitted), fitted, points), whole)


def test_what_lies_among_outliers_is_one_and_certain_of_nothing(vectors: Vectors) -> None:
    points, fitted = Points(vectors, np.arange(60)), np.arange(0, 60, 3)
    topics = np.where(fitted % 4 == 1, OUTLIER, fitted % 4)
    found = join_rest(placed(topics.tolist()), points.at(fitted), fitted, points)
    assert (found.loc[np.arange(60) % 4 == 1, "topic_id"] == OUTLIER).all()
    assert (found.loc[found["topic_id"] == OUTLIER].drop(index=fitted, errors="ignore")["topic_probability"] == 0).all()
