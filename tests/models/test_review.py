"""Which statements an analyst is asked to mark."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models import review as review_module
from models.encoder import Vectors, unit
from models.review import review_list
from models.schemas import Review, StatementThemes


def _statements(n: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"statement_id": [f"წ{row}" for row in range(n)], "topic_id": 0, "text": [f"نص {row}" for row in range(n)]}
    )


def _scores(chances: list[float]) -> pd.DataFrame:
    rows = [
        {"statement_id": f"წ{row}", "theme_id": theme_id, "score": score, "assigned": False, "any_score": chance}
        for row, chance in enumerate(chances)
        for theme_id, score in (("bread", chance / 2), ("water", chance))
    ]
    return StatementThemes.validate(pd.DataFrame(rows))


def _vectors(n: int) -> Vectors:
    return unit(np.random.default_rng(1).standard_normal((n, 8)))


def test_what_is_in_doubt_is_asked_first_about_its_most_probable_theme() -> None:
    found = review_list(_statements(4), np.eye(4, dtype=np.float32), _scores([0.99, 0.5, 0.02, 0.7]), seed=1)
    Review.validate(found)
    assert found["statement_id"].tolist() == ["წ1", "წ3", "წ2", "წ0"]
    assert found["theme_id"].eq("water").all()
    assert found["second_theme_id"].eq("bread").all()
    assert found["score"].tolist() == [0.5, 0.7, 0.02, 0.99]


def test_one_of_many_that_say_the_same_stands_for_them() -> None:
    """Four of each of three concerns; the first is in more doubt, and still asked about once before the others."""
    concerns = np.eye(3)[np.arange(12) // 4] + 0.01 * np.random.default_rng(1).standard_normal((12, 3))
    found = review_list(_statements(12), unit(concerns), _scores([0.5] * 4 + [0.3] * 8), seed=1)
    assert sorted(int(statement_id[1:]) // 4 for statement_id in found["statement_id"].head(3)) == [0, 1, 2]


def test_the_same_words_are_asked_about_once_and_certain_statements_never() -> None:
    statements = _statements(6).assign(text=["ماء", "ماء", "b", "c", "d", "e"])
    found = review_list(statements, _vectors(6), _scores([0.5, 0.5, 0.5, 1.0, 0.0, 0.3]), seed=1)
    assert sorted(found["statement_id"]) == ["წ0", "წ2", "წ5"]


def test_statements_ranked_some_at_a_time_are_those_ranked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = np.random.default_rng(4).random(50).tolist()
    at_once = review_list(_statements(50), _vectors(50), _scores(chances), seed=3)
    monkeypatch.setattr(review_module, "RANKED_AT_ONCE", 7)
    pd.testing.assert_frame_equal(review_list(_statements(50), _vectors(50), _scores(chances), seed=3), at_once)


def test_the_list_is_short_and_the_same_for_the_same_seed() -> None:
    n = 3 * review_module.N_REVIEW
    chances = np.random.default_rng(2).random(n).tolist()
    first, again = (review_list(_statements(n), _vectors(n), _scores(chances), seed=3) for _ in range(2))
    assert len(first) == review_module.N_REVIEW
    assert first["rank"].tolist() == list(range(1, len(first) + 1))
    pd.testing.assert_frame_equal(first, again)


def test_without_themes_nobody_is_asked() -> None:
    found = review_list(_statements(3), _vectors(3), StatementThemes.empty(), seed=1)
    Review.validate(found)
    assert found.empty


def test_what_may_not_be_shown_is_not_asked_about() -> None:
    statements, vectors, scores = _statements(40), _vectors(40), _scores(np.linspace(0.2, 0.8, 40).tolist())
    may_show = np.arange(40) % 3 > 0
    found = review_list(statements, vectors, scores, may_show=may_show, seed=3)
    alone = review_list(statements[may_show], vectors[may_show], scores, seed=3)
    pd.testing.assert_frame_equal(found, alone)
