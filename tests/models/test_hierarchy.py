"""Broader topics: what lies near together is gathered, the same whatever the order and the size."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from models.encoder import Vectors, unit
from models.hierarchy import LARGEST_BROAD_SHARE, MIN_TOPICS, broad_topics, broaden_topics
from models.label_evidence import LabelTerms
from models.schemas import OUTLIER
from tests.models.conftest import make_label_terms

N_DIMS = 32
CONE = 6.0
"""Every vector leans this far in one direction, as a small encoder's do."""

Corpus = tuple[NDArray[np.int64], Vectors]


def planted(fields: list[list[int]], *, size: int = 12, seed: int = 3) -> Corpus:
    """Topic of each statement and its vector: topics of one field lie near one another; three outliers at the end."""
    rng = np.random.default_rng(seed)
    cone = np.zeros(N_DIMS)
    cone[0] = CONE
    topic_ids, points = [], []
    for field in fields:
        middle = rng.standard_normal(N_DIMS)
        for topic_id in field:
            centre = cone + middle + 0.35 * rng.standard_normal(N_DIMS)
            topic_ids += [topic_id] * size
            points += [centre + 0.3 * rng.standard_normal(N_DIMS) for _ in range(size)]
    topic_ids += [OUTLIER] * 3
    points += [cone + rng.standard_normal(N_DIMS) for _ in range(3)]
    return np.asarray(topic_ids), unit(np.stack(points))


FIELDS = [[0, 4, 7], [1, 5, 8], [2, 3, 6]]
PLANTED = {topic_id: min(field) for field in FIELDS for topic_id in field}


def test_topics_that_lie_together_are_gathered_and_named_by_the_smallest_id() -> None:
    assert broad_topics(*planted(FIELDS)) == PLANTED


def test_too_few_topics_are_not_gathered() -> None:
    assert broad_topics(*planted([[0, 1, 2], [3, 4]])) == {}
    assert len(broad_topics(*planted([[0, 1, 2], [3, 4, 5]]))) == MIN_TOPICS


def test_nothing_is_gathered_where_nothing_is_a_topic() -> None:
    topic_ids, vectors = planted([])
    assert broad_topics(topic_ids, vectors) == {}


def test_the_order_of_the_statements_does_not_matter() -> None:
    topic_ids, vectors = planted(FIELDS, seed=11)
    order = np.random.default_rng(0).permutation(len(topic_ids))
    assert broad_topics(topic_ids[order], vectors[order]) == broad_topics(topic_ids, vectors)


def test_a_large_topic_counts_like_a_small_one() -> None:
    topic_ids, vectors = planted(FIELDS)
    is_large = topic_ids == 0
    grown = (
        np.concatenate([topic_ids, np.repeat(topic_ids[is_large], 9)]),
        np.concatenate([vectors, np.repeat(vectors[is_large], 9, axis=0)]),
    )
    assert broad_topics(*grown) == PLANTED


def test_numbers_far_apart_are_kept() -> None:
    renamed = {topic_id: 1000 + 17 * topic_id for topic_id in PLANTED}
    topic_ids, vectors = planted(FIELDS)
    far = np.asarray([renamed.get(topic_id, OUTLIER) for topic_id in topic_ids])
    assert broad_topics(far, vectors) == {renamed[topic_id]: renamed[broad] for topic_id, broad in PLANTED.items()}


@pytest.mark.parametrize("n_crowded", [8, 20])
def test_no_broader_topic_holds_most_of_the_topics(n_crowded: int) -> None:
    crowd, apart = list(range(n_crowded)), list(range(n_crowded, n_crowded + 4))
    broad = broad_topics(*planted([crowd, *([topic_id] for topic_id in apart)]))
    sizes = pd.Series(broad).value_counts()
    assert sizes.max() <= LARGEST_BROAD_SHARE * len(broad)
    assert set(broad) == {*crowd, *apart}


def test_topics_with_one_and_the_same_centre_do_not_fail() -> None:
    vectors = unit(np.ones((16, N_DIMS)))
    topic_ids = np.repeat(np.arange(8), 2)
    assert set(broad_topics(topic_ids, vectors)) == set(range(8))


def topics_frame(topic_ids: list[int]) -> pd.DataFrame:
    """What of `Topics` is read, in the given order."""
    return pd.DataFrame({"topic_id": topic_ids, "label": [f"темa {topic_id}" for topic_id in topic_ids]})


def candidates(corpus: Corpus, words: dict[int, str]) -> LabelTerms:
    """A word that lies at the centre of each given topic."""
    topic_ids, vectors = corpus
    centres = np.stack([vectors[topic_ids == topic_id].mean(axis=0) for topic_id in words])
    return make_label_terms(tuple(words.values()), unit(centres), [()] * len(topic_ids))


def test_a_broader_topic_is_named_by_words_near_to_its_statements() -> None:
    corpus = planted(FIELDS)
    terms = candidates(corpus, {0: "نهر", 4: "مياه", 1: "школа", 5: "учитель", 2: "პური", 3: "ფქვილი"})
    order = [3, 0, 1, 2, 4, 5, 6, 7, 8]
    found = broaden_topics(topics_frame(order), assignments(corpus), corpus[1], terms)
    assert found["topic_id"].tolist() == order
    assert found["broad_topic_id"].tolist() == [PLANTED[topic_id] for topic_id in order]
    assert found["broad_topic_id"].dtype == "Int64"
    named = dict(zip(found["broad_topic_id"], found["broad_label"], strict=True))
    assert set(named[0].split(" · ")[:2]) == {"نهر", "مياه"}
    assert set(named[1].split(" · ")[:2]) == {"школа", "учитель"}
    assert set(named[2].split(" · ")[:2]) == {"პური", "ფქვილი"}


def assignments(corpus: Corpus) -> pd.DataFrame:
    """What of `Assignments` is read."""
    return pd.DataFrame({"topic_id": corpus[0]})


NO_TERMS = make_label_terms((), np.empty((0, N_DIMS), dtype=np.float32), ())


def test_without_words_the_label_of_the_first_topic_stands_for_a_broader_one() -> None:
    corpus = planted(FIELDS)
    found = broaden_topics(topics_frame([4, *sorted(set(PLANTED) - {4})]), assignments(corpus), corpus[1], NO_TERMS)
    assert set(found.loc[found["broad_topic_id"] == 0, "broad_label"]) == {"темa 4"}


def test_a_topic_that_stands_alone_has_its_own_id_and_no_broader_label() -> None:
    corpus = planted([[0, 1, 2, 3], [4, 5, 6, 7], [8]])
    found = broaden_topics(topics_frame(list(range(9))), assignments(corpus), corpus[1], NO_TERMS)
    alone = found.set_index("topic_id").loc[8]
    assert alone["broad_topic_id"] == 8
    assert pd.isna(alone["broad_label"])
    assert found["broad_label"].notna().sum() == 8


def test_few_topics_have_neither_id_nor_label() -> None:
    corpus = planted([[0, 1], [2]])
    found = broaden_topics(topics_frame([0, 1, 2]), assignments(corpus), corpus[1], NO_TERMS)
    assert found[["broad_topic_id", "broad_label"]].isna().all(axis=None)
    assert [str(found[name].dtype) for name in ("broad_topic_id", "broad_label")] == ["Int64", "str"]


def test_a_topic_that_analysts_merged_away_is_in_no_broader_one() -> None:
    topic_ids, vectors = planted(FIELDS)
    merged = np.where(topic_ids == 4, 0, topic_ids)
    assert broad_topics(merged, vectors) == {t: broad for t, broad in PLANTED.items() if t != 4}
