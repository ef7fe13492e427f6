"""New statements join the topics that their neighbours are in; nothing else moves."""

from __future__ import annotations

import numpy as np
import pandas as pd

from models.assign import Joined, join_topics
from models.encoder import Vectors, unit
from models.remembered import Remembered, recall, text_sha256, without_fit
from models.schemas import OUTLIER
from tests.models.nights import around, placed

KNOWN = around("นา", 30) | around("мост", 30) | around("صوت", 12)
TOPICS = {4: [f"นา-{n}" for n in range(30)], 9: [f"мост-{n}" for n in range(30)], 11: [f"صوت-{n}" for n in range(12)]}


def _joined(
    new: dict[str, Vectors], *, seed: int = 0, order: int | None = None, outliers: float = 0.02
) -> tuple[pd.DataFrame, Joined]:
    """The statements of a fit and new ones; the result by statement, and all of it."""
    before = placed(TOPICS).assign(map_x=lambda frame: frame["topic_id"] + np.linspace(0, 0.1, len(frame)))
    remembered = without_fit(before)
    statements = remembered.statements.assign(
        text_sha256=before["statement_id"].map(text_sha256),
        is_fitted=True,
        stability=0.8,
        map_x=before["map_x"],
        topic_probability=0.9,
    )
    vectors = KNOWN | new
    ids = list(vectors) if order is None else list(np.random.default_rng(order).permutation(list(vectors)))
    today = pd.DataFrame({"statement_id": ids, "text": ids})
    recalled = recall(today, Remembered(statements, remembered.topics))
    found = join_topics(recalled, np.stack([vectors[each] for each in ids]), fit_outlier_share=outliers, seed=seed)
    return found.assignments.set_index("statement_id"), found


def test_a_new_statement_joins_the_topic_around_it_whatever_its_script() -> None:
    new = {
        each: vector
        for name in ("นา", "мост", "صوت")
        for each, vector in around(name, 3, spread=0.4, start=100).items()
    }
    found, _ = _joined(new)
    assert found.loc[list(new), "topic_id"].tolist() == [4] * 3 + [9] * 3 + [11] * 3
    assert found.loc[list(new), "unmerged_topic_id"].tolist() == found.loc[list(new), "topic_id"].tolist()
    assert not found.loc[list(new), "is_clustered"].any()
    assert found.loc[list(new), "stability"].isna().all()
    assert found.loc[list(new), "topic_probability"].between(0.5, 1).all()


def test_a_statement_far_from_everything_is_an_outlier_with_a_place_on_the_map() -> None:
    found, _ = _joined(around("elsewhere", 1))
    row = found.loc["elsewhere-0"]
    assert (row["topic_id"], row["topic_probability"]) == (OUTLIER, 0)
    assert np.isfinite(row["map_x"])
    assert np.isfinite(row["map_y"])


def test_what_was_there_keeps_topic_probability_stability_and_place() -> None:
    found, _ = _joined(around("นา", 3, start=100) | around("elsewhere", 5))
    known = found.loc[list(KNOWN)]
    assert known["topic_id"].tolist() == [4] * 30 + [9] * 30 + [11] * 12
    assert known["topic_probability"].eq(0.9).all()
    assert known["stability"].eq(0.8).all()
    assert known["is_clustered"].all()
    assert known["map_x"].sub(known["topic_id"]).between(0, 0.1).all()


def test_a_new_statement_lies_on_the_map_among_its_voters() -> None:
    found, _ = _joined(around("мост", 2, start=100))
    assert found.loc[["мост-100", "мост-101"], "map_x"].between(9, 9.1).all()


def test_the_order_of_rows_and_the_seed_of_a_small_corpus_decide_nothing() -> None:
    new = around("นา", 5, start=100) | around("elsewhere", 5)
    found, _ = _joined(new)
    for order, seed in ((1, 0), (2, 7)):
        again, _ = _joined(new, order=order, seed=seed)
        pd.testing.assert_frame_equal(again.loc[found.index], found)


def test_as_many_are_left_out_as_the_fit_left_out_within_bounds() -> None:
    loose = around("นา", 60, spread=0.55, start=200)
    shares = []
    for outliers, expected in ((0.0, 0.02), (0.05, 0.05), (0.5, 0.1)):
        found, joined = _joined(loose, outliers=outliers)
        assert joined.left_out_share == expected
        shares.append((found.loc[list(loose), "topic_id"] == OUTLIER).mean())
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_fitted_statements_do_not_vote_on_themselves() -> None:
    # Copies of known vectors under new words are as near as can be; the known ones without themselves are not.
    twins = {f"twin of {each}": vector for each, vector in KNOWN.items()}
    _, joined = _joined(twins)
    assert joined.nearness.mean() > joined.usual_nearness.mean() + 0.01
    assert len(joined.usual_nearness) == len(KNOWN)
    assert joined.usual_nearness.max() < 0.99


def test_without_a_cluster_everything_new_is_an_outlier() -> None:
    before = placed({OUTLIER: "abc"})
    recalled = recall(pd.DataFrame({"statement_id": list("abcd"), "text": list("abcd")}), without_fit(before))
    found = join_topics(recalled, unit(np.eye(4, 48, dtype=np.float32)), fit_outlier_share=1.0, seed=0)
    assert found.assignments["topic_id"].eq(OUTLIER).all()
    assert found.assignments["map_x"].notna().all()
