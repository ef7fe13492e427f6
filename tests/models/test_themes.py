"""Statements and topics against the themes that staff wrote, both ways."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from corpus.schemas import Theme
from models import themes as themes_module
from models.encoder import Vectors, unit
from models.sampling import share_estimate
from models.schemas import OUTLIER, StatementThemes, Themes
from models.themes import (
    Background,
    carrying_threshold,
    measure_background,
    nearest_neighbours,
    nearest_theme,
    score_themes,
    theme_support,
    theme_vectors,
    theme_wordings,
    topic_coverage,
    wording,
)
from tests.models.conftest import N_DIMS, PlantedCorpus, make_statements

ISOTROPIC = Background(np.zeros(3, dtype=np.float32), (np.eye(3) / 4).astype(np.float32))
"""Unrelated text lies around the origin with a standard deviation of one half in every direction."""

AXES: Vectors = np.eye(3, dtype=np.float32)


@pytest.fixture(scope="module")
def unrelated() -> Background:
    return measure_background(unit(np.random.default_rng(3).standard_normal((2_000, N_DIMS))))


def _topic_ids(planted: PlantedCorpus) -> NDArray[np.int64]:
    """The planted topics by number, with every tenth statement an outlier."""
    numbers = np.unique(planted.topics.astype(str), return_inverse=True)[1]
    return np.where(np.arange(len(numbers)) % 10 == 9, OUTLIER, numbers)


def _scores(*rows: tuple[str, str, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["statement_id", "theme_id", "score", "assigned"])


def _carrying(statements: pd.DataFrame, n: int, theme_id: str = "water") -> pd.DataFrame:
    """The first `n` statements carry the theme."""
    return _scores(*[(sid, theme_id, float(row < n), row < n) for row, sid in enumerate(statements["statement_id"])])


def _sessions(statements: pd.DataFrame, regions: dict[str, str] | None = None) -> pd.DataFrame:
    ids = statements["session_id"].dropna().unique()
    return pd.DataFrame({"session_id": ids, "region": [(regions or {}).get(session_id) for session_id in ids]})


def test_every_wording_of_a_theme_counts_and_empty_ones_do_not() -> None:
    water = Theme("water", {"en": "Water", "ar": "مياه"}, {"ka": "სუფთა წყალი", "en": " "}, ("the dam", ""))
    assert theme_wordings([water, Theme("bread", {"und": "хлеб"}, {})]) == [
        ("water", "Water"),
        ("water", "مياه"),
        ("water", "სუფთა წყალი"),
        ("water", "the dam"),
        ("bread", "хлеб"),
    ]


def test_a_theme_lies_in_the_middle_of_its_wordings_wherever_they_stand() -> None:
    wordings = [("water", "a"), ("bread", "b"), ("water", "c")]
    vectors = unit(np.asarray([[1, 0, 0], [0, 0, 1], [0, 1, 0]], dtype=float))
    before = vectors.copy()
    found = theme_vectors(wordings, vectors)
    assert list(found) == ["water", "bread"]
    np.testing.assert_allclose(found["water"], np.asarray([math.sqrt(0.5), math.sqrt(0.5), 0]), atol=1e-6)
    np.testing.assert_allclose(found["bread"], np.asarray([0, 0, 1]), atol=1e-6)
    np.testing.assert_array_equal(vectors, before)


def test_the_background_is_the_mean_and_the_covariance_of_unrelated_text() -> None:
    background = measure_background(np.asarray([[1, 0], [-1, 0], [1, 2], [-1, 2]], dtype=np.float32))
    np.testing.assert_allclose(background.mean, np.asarray([0, 1]))
    np.testing.assert_allclose(background.covariance, np.asarray([[4 / 3, 0], [0, 4 / 3]]), rtol=1e-6)


def _scores_of_the_axes(topic_ids: list[int]) -> dict[str, list[float]]:
    """Scores of the three axes for the themes x and z.

    Each statement has the other two beside it. Cosines with x of 1, 0 and 0 are 2, 0 and 0 standard deviations; the
    third axis is expected at half, so those with z of 0, 0 and 1 are -1, -1 and 1.
    """
    background = Background(np.asarray([0, 0, 0.5], dtype=np.float32), ISOTROPIC.covariance)
    themes = {"x": AXES[0], "z": AXES[2]}
    found = score_themes(["a", "b", "c"], AXES, np.asarray(topic_ids), themes, background, seed=1)
    return {str(theme_id): rows["score"].tolist() for theme_id, rows in found.groupby("theme_id")}


def test_a_score_is_in_standard_deviations_and_leans_on_the_neighbours_and_the_topic() -> None:
    own, neighbours, topic = (
        themes_module.OWN_WEIGHT,
        themes_module.NEIGHBOURS_WEIGHT,
        themes_module.TOPIC_WEIGHT,
    )
    assert own + neighbours + topic == pytest.approx(1)
    found = _scores_of_the_axes([4, 4, 9])
    assert found["x"] == pytest.approx([own * 2 + neighbours * 0 + topic * 1, neighbours * 1 + topic * 1, neighbours])
    assert found["z"] == pytest.approx(
        [-own + neighbours * 0 - topic, -own + neighbours * 0 - topic, own - neighbours + topic]
    )


def test_an_outlier_leans_on_its_neighbours_for_want_of_a_topic() -> None:
    own, neighbours, topic = (
        themes_module.OWN_WEIGHT,
        themes_module.NEIGHBOURS_WEIGHT,
        themes_module.TOPIC_WEIGHT,
    )
    found = _scores_of_the_axes([4, 4, OUTLIER])
    assert found["x"] == pytest.approx([own * 2 + topic * 1, neighbours * 1 + topic * 1, neighbours + topic])
    assert found["z"] == pytest.approx([-own - topic, -own - topic, own - neighbours - topic])
    # Outliers are no topic together, and who is alone in a topic is all of it.
    found = _scores_of_the_axes([OUTLIER, 4, OUTLIER])
    assert found["x"] == pytest.approx([own * 2, neighbours * 1, neighbours + topic])


def test_statements_carry_the_theme_they_were_made_for_in_every_language(
    planted: PlantedCorpus, unrelated: Background
) -> None:
    centres = {topic: unit(planted.neutral[planted.topics == topic].mean(axis=0)) for topic in ("river", "school")}
    ids = planted.statements["statement_id"].tolist()
    vectors = planted.neutral.copy()
    found = score_themes(ids, planted.neutral, _topic_ids(planted), centres, unrelated, seed=1)
    np.testing.assert_array_equal(planted.neutral, vectors)
    StatementThemes.validate(found)
    assert len(found) == len(ids) * 2
    carried = found.pivot_table(index="statement_id", columns="theme_id", values="assigned", aggfunc="first")
    carried = carried.loc[ids].astype(bool)
    languages = planted.statements["language"].to_numpy()
    for language in np.unique(languages):
        for topic in ("river", "school"):
            assert carried.loc[(planted.topics == topic) & (languages == language), topic].mean() > 0.95
    assert carried[np.isin(planted.topics, ["train", "bread"])].any(axis=1).mean() < 0.15


@pytest.mark.parametrize(
    "topic_ids",
    [np.full(1_000, OUTLIER), np.zeros(1_000, dtype=np.int64), np.arange(1_000) % 20, np.arange(1_000)],
    ids=["all outliers", "one topic", "topics at random", "each alone"],
)
def test_unrelated_text_carries_a_theme_no_more_often_than_is_allowed(
    unrelated: Background, topic_ids: NDArray[np.int64]
) -> None:
    vectors = unit(np.random.default_rng(4).standard_normal((1_000, N_DIMS)))
    centres = dict(zip("abcdefgh", unit(np.random.default_rng(5).standard_normal((8, N_DIMS))), strict=True))
    found = score_themes([f"s{row}" for row in range(1_000)], vectors, topic_ids, centres, unrelated, seed=1)
    assert nearest_theme(found)["has_theme"].mean() <= themes_module.FALSE_THEME_RATE + 0.02


def test_scores_follow_their_statements_whatever_the_order_of_rows(
    planted: PlantedCorpus, unrelated: Background
) -> None:
    ids = planted.statements["statement_id"].to_numpy()
    centres = {"مياه": planted.neutral[0], "სკოლა": planted.neutral[1]}
    order = np.random.default_rng(1).permutation(len(ids))
    keys = ["statement_id", "theme_id"]
    topic_ids = _topic_ids(planted)
    given = topic_ids.copy()
    expected = score_themes(ids.tolist(), planted.neutral, topic_ids, centres, unrelated, seed=1).set_index(keys)
    np.testing.assert_array_equal(topic_ids, given)
    shuffled = score_themes(ids[order].tolist(), planted.neutral[order], topic_ids[order], centres, unrelated, seed=1)
    shuffled = shuffled.set_index(keys).loc[expected.index]
    np.testing.assert_allclose(shuffled["score"], expected["score"], atol=1e-4)
    assert (shuffled["assigned"] == expected["assigned"]).all()


def test_no_theme_without_the_best_one_is_carried(planted: PlantedCorpus, unrelated: Background) -> None:
    centres = {topic: planted.neutral[planted.topics == topic][0] for topic in ("river", "school", "bread")}
    ids = planted.statements["statement_id"].tolist()
    found = score_themes(ids, planted.neutral, _topic_ids(planted), centres, unrelated, seed=1)
    carrying = found.groupby("statement_id").filter(lambda rows: bool(rows["assigned"].any()))
    best = carrying.loc[carrying.groupby("statement_id")["score"].idxmax()]
    assert len(best) > 50
    assert best["assigned"].all()


def test_without_themes_there_are_no_scores_but_their_columns() -> None:
    none = score_themes(["a"], AXES[:1], np.asarray([0]), {}, ISOTROPIC, seed=1)
    StatementThemes.validate(none)
    assert none.empty


def test_the_threshold_is_the_quantile_of_the_best_of_the_themes() -> None:
    rate = themes_module.FALSE_THEME_RATE
    one = carrying_threshold(AXES[:1], ISOTROPIC, seed=1)
    assert one == pytest.approx(norm.ppf(1 - rate), abs=0.05)
    # Two themes in the same words are one theme; three that have nothing in common are three chances.
    assert carrying_threshold(AXES[[0, 0]], ISOTROPIC, seed=1) == pytest.approx(one, abs=0.05)
    assert carrying_threshold(AXES, ISOTROPIC, seed=1) == pytest.approx(norm.ppf((1 - rate) ** (1 / 3)), abs=0.05)


def test_the_threshold_depends_on_the_seed_alone() -> None:
    first, again, other = (carrying_threshold(AXES, ISOTROPIC, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_neighbours_are_the_nearest_others() -> None:
    angles = np.asarray([0.0, 0.1, 0.3, 1.0])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert nearest_neighbours(vectors, 2).tolist() == [[1, 2], [0, 2], [1, 0], [2, 1]]
    assert nearest_neighbours(vectors, 15).shape == (4, 3)


def test_a_statement_is_not_its_own_neighbour_though_others_say_the_same() -> None:
    found = nearest_neighbours(np.repeat(AXES[:2], 9, axis=0), 4)
    assert (found != np.arange(18)[:, None]).all()
    assert (found[:9] < 9).all()
    assert (found[9:] >= 9).all()


def test_the_nearest_theme_is_the_best_score_and_a_theme_may_be_near_without_being_carried() -> None:
    scores = _scores(("b", "x", 0.1, False), ("b", "y", 0.4, False), ("a", "x", 3.0, True), ("a", "y", 2.9, True))
    before = scores.copy(deep=True)
    found = nearest_theme(scores)
    assert found["theme_id"].to_dict() == {"b": "y", "a": "x"}
    assert found["theme_score"].to_dict() == {"b": 0.4, "a": 3.0}
    assert found["has_theme"].to_dict() == {"b": False, "a": True}
    pd.testing.assert_frame_equal(scores, before)


def _covered(n_carrying: int, n: int = 100) -> pd.Series[float]:
    """Coverage of one topic of `n` statements in as many sessions, of which `n_carrying` carry a theme."""
    statements = make_statements([{"session_id": f"session-{number}"} for number in range(n)])
    return topic_coverage(statements, _carrying(statements, n_carrying)).iloc[0]


def test_a_topic_is_covered_partly_or_not_by_the_share_of_its_statements_that_carry_a_theme() -> None:
    covered_from, uncovered_to = (
        round(100 * share) for share in (themes_module.COVERED_FROM, themes_module.UNCOVERED_TO)
    )
    expected = {
        100: "covered",
        covered_from: "covered",
        covered_from - 1: "partly",
        uncovered_to + 1: "partly",
        uncovered_to: "uncovered",
        0: "uncovered",
    }
    assert {n_carrying: _covered(n_carrying)["coverage"] for n_carrying in expected} == expected


def test_the_interval_of_the_coverage_counts_sessions_and_not_lines() -> None:
    statements = make_statements([{"session_id": f"სხდომა-{number // 10}"} for number in range(60)])
    row = topic_coverage(statements, _carrying(statements, 30)).iloc[0]
    estimate = share_estimate(np.arange(60) < 30, statements["session_id"].to_numpy(dtype=object))
    figures = (row["covered_share"], row["covered_low"], row["covered_high"])
    assert figures == pytest.approx((0.5, estimate.low, estimate.high))
    assert row["covered_high"] - row["covered_low"] > _covered(30, 60)["covered_high"] - _covered(30, 60)["covered_low"]


def test_a_topics_theme_is_the_nearest_on_average_over_its_own_statements() -> None:
    statements = make_statements([{"topic_id": topic_id} for topic_id in (0, 0, 1, OUTLIER)])
    scores = _scores(
        *[("s0", "water", 1.0, True), ("s0", "bread", 2.0, True)],
        *[("s1", "water", 4.0, True), ("s1", "bread", 2.5, False)],
        *[("s2", "water", -1.0, False), ("s2", "bread", -0.5, False)],
        *[("s3", "water", 9.0, True), ("s3", "bread", 99.0, True)],
    )
    before = statements.copy(deep=True), scores.copy(deep=True)
    found = topic_coverage(statements, scores).set_index("topic_id")
    assert found["theme_id"].to_dict() == {0: "water", 1: "bread"}
    assert found["theme_score"].to_dict() == {0: 2.5, 1: -0.5}
    assert found["covered_share"].to_dict() == {0: 1.0, 1: 0.0}
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_frame_equal(scores, before[1])
    backwards = topic_coverage(statements.iloc[::-1], scores.iloc[::-1]).set_index("topic_id")
    pd.testing.assert_frame_equal(backwards, found)


def test_without_themes_no_topic_is_covered() -> None:
    statements = make_statements([{"topic_id": 0}, {"topic_id": 1}])
    found = topic_coverage(statements, score_themes([], AXES[:0], np.zeros(0, dtype=np.int64), {}, ISOTROPIC, seed=1))
    assert found["coverage"].tolist() == ["uncovered", "uncovered"]
    assert found[["theme_id", "theme_score"]].isna().all(axis=None)


def test_without_topics_the_coverage_is_empty_but_has_its_columns() -> None:
    statements = make_statements([{"topic_id": OUTLIER}] * 3)
    scores = _carrying(statements, 2)
    found = topic_coverage(statements, scores)
    assert found.empty
    with_topics = topic_coverage(statements.assign(topic_id=0), scores)
    assert found.columns.tolist() == with_topics.columns.tolist()
    support = theme_support(
        [Theme("water", {"en": "Water"}, {})], statements, scores, found, _sessions(statements), language="en"
    )
    assert support["topic_ids"].tolist() == [[]]
    assert support["n_statements"].tolist() == [2]


def test_support_counts_statements_sessions_languages_and_regions_behind_a_theme() -> None:
    statements = make_statements(
        [
            {"session_id": "a", "language": "ka"},
            {"session_id": "a", "language": "ar"},
            {"session_id": "b", "language": "ar", "topic_id": OUTLIER},
            {"session_id": None, "language": "en"},
            {"session_id": "c", "language": "en"},
        ]
    )
    scores = pd.concat([_carrying(statements, 4), _carrying(statements, 0, "bread")])
    themes = [Theme("bread", {"en": "Bread"}, {}), Theme("water", {"en": "Water", "ar": "مياه"}, {})]
    coverage = pd.DataFrame(
        {
            "topic_id": [0, 1, 2, 3],
            "theme_id": ["water", "water", "bread", "water"],
            "coverage": ["covered", "uncovered", "uncovered", "partly"],
        }
    )
    sessions = _sessions(statements, {"a": "سهل", "b": "მთა", "c": "мыс"})
    arguments = statements, scores, coverage, sessions
    before = [frame.copy(deep=True) for frame in arguments]
    support = theme_support(themes, *arguments, language="ar")
    for frame, copy in zip(arguments, before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    Themes.validate(support)
    bread, water = support.to_dict("records")
    assert (bread["theme_id"], bread["label"], bread["support"], bread["topic_ids"]) == ("bread", "Bread", "none", [])
    assert water["label"] == "مياه"
    assert (water["n_statements"], water["share"]) == (4, 4 / 5)
    assert (water["n_sessions"], water["n_languages"], water["n_regions"]) == (2, 3, 2)
    assert water["topic_ids"] == [0, 3]


def _support_of(statements: pd.DataFrame, n_carrying: int) -> str:
    """Support of a theme that the first `n_carrying` of the statements carry."""
    scores = _carrying(statements, n_carrying)
    coverage = topic_coverage(statements, scores)
    table = theme_support(
        [Theme("water", {"en": "Water"}, {})], statements, scores, coverage, _sessions(statements), language="en"
    )
    return str(table["support"].iloc[0])


def _support(n_sessions: int, n_carrying: int, n: int) -> str:
    """Support of a theme that `n_carrying` of `n` statements carry, spread over `n_sessions`."""
    return _support_of(
        make_statements([{"session_id": f"session-{number % n_sessions}"} for number in range(n)]), n_carrying
    )


def _heard(n_sessions: int, n_conversations: int, n_each: int = 10) -> str:
    """Support of a theme that everything carries: `n_each` statements in each session and Pol.is conversation."""
    rows: list[dict[str, object]] = []
    for turn in range(n_each):
        rows += [{"session_id": f"სხდომა-{number}"} for number in range(n_sessions)]
        rows += [
            {"session_id": None, "source": f"разговор-{number}", "source_type": "polis", "author_id": f"كاتب-{turn}"}
            for number in range(n_conversations)
        ]
    statements = make_statements(rows)
    return _support_of(statements, len(statements))


def test_support_is_strong_on_many_occasions_thin_on_few_and_none_where_nobody_says_it() -> None:
    many, few = themes_module.STRONG_OCCASIONS, themes_module.THIN_OCCASIONS
    often = 10 * many
    assert _support(many, often, often) == "strong"
    assert _support(many - 1, often, often) == "some"
    assert _support(few + 1, often, often) == "some"
    assert _support(few, often, often) == "thin"
    assert _support(many, 0, often) == "none"
    # On as many occasions, but seldom.
    n = math.ceil(many / themes_module.STRONG_SHARE)
    assert _support(many, many, n) == "strong"
    assert _support(many, many, n + many) == "some"


def test_a_conversation_without_sessions_is_one_occasion_however_many_write_in_it() -> None:
    many, few = themes_module.STRONG_OCCASIONS, themes_module.THIN_OCCASIONS
    assert _heard(0, 1, n_each=20 * many) == "thin"
    assert _heard(0, few) == "thin"
    assert _heard(0, few + 1) == "some"
    assert _heard(0, many) == "strong"
    # Sessions and conversations add up.
    assert _heard(few, 0) == _heard(few - 1, 1) == "thin"
    assert _heard(few, 1) == "some"
    assert _heard(many - 1, 0) == "some"
    assert _heard(many - 1, 1) == "strong"


@pytest.mark.parametrize(
    ("by_language", "expected"),
    [
        ({"en": "Water", "ar": "مياه"}, "مياه"),
        ({"en": "Water", "und": "მდინარე"}, "მდინარე"),
        ({"en": "Water", "ar": ""}, "Water"),
        ({"ka": "წყალი", "en": "Water"}, "წყალი"),
    ],
)
def test_a_wording_is_in_the_language_asked_for_else_in_none_else_the_first(
    by_language: dict[str, str], expected: str
) -> None:
    assert wording(by_language, "ar") == expected
