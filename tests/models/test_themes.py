"""Statements and topics against the themes that staff wrote, both ways."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Theme
from models import themes as themes_module
from models.background import Background
from models.encoder import Vectors, unit
from models.sampling import share_estimate
from models.schemas import OUTLIER, StatementThemes, Themes
from models.theme_scores import Probabilities
from models.themes import (
    carried,
    nearest_theme,
    score_themes,
    theme_support,
    theme_vectors,
    theme_wordings,
    topic_coverage,
    wording,
)
from tests.models.conftest import make_statements

ISOTROPIC = Background(np.zeros(3, dtype=np.float32), (np.eye(3) / 4).astype(np.float32))
AXES: Vectors = np.eye(3, dtype=np.float32)


def _scores(*rows: tuple[str, str, float, bool]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["statement_id", "theme_id", "score", "assigned"])
    return table.assign(any_score=table.groupby("statement_id")["score"].transform("max"))


def _carrying(statements: pd.DataFrame, n: int, theme_id: str = "water") -> pd.DataFrame:
    """The first `n` statements carry the theme."""
    return _scores(*[(sid, theme_id, float(row < n), row < n) for row, sid in enumerate(statements["statement_id"])])


def _sessions(statements: pd.DataFrame, regions: dict[str, str] | None = None) -> pd.DataFrame:
    ids = statements["session_id"].dropna().unique()
    return pd.DataFrame({"session_id": ids, "region": [(regions or {}).get(session_id) for session_id in ids]})


def test_every_wording_of_a_theme_counts_and_empty_ones_do_not() -> None:
    water = Theme("water", {"en": "Water", "ar": "مياه"}, {"ka": "სუფთა წყალი", "en": " "}, ("the dam",))
    bread = Theme("bread", {"und": "хлеб"}, {"ar": "الخبز غال. لا طحين."})
    assert theme_wordings([water, bread]) == [
        ("water", "Water"),
        ("water", "مياه"),
        ("water", "სუფთა წყალი"),
        ("bread", "хлеб"),
        ("bread", "الخبز غال. لا طحين."),
        ("bread", "الخبز غال."),
        ("bread", "لا طحين."),
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


def test_the_nearest_theme_is_the_best_score_and_a_theme_may_be_near_without_being_carried() -> None:
    scores = _scores(("b", "x", 0.1, False), ("b", "y", 0.4, False), ("a", "x", 0.8, True), ("a", "y", 0.7, True))
    before = scores.copy(deep=True)
    found = nearest_theme(scores)
    assert found["theme_id"].to_dict() == {"b": "y", "a": "x"}
    assert found["theme_score"].to_dict() == {"b": 0.4, "a": 0.8}
    assert found["any_theme_score"].to_dict() == {"b": 0.4, "a": 0.8}
    assert found["has_theme"].to_dict() == {"b": False, "a": True}
    pd.testing.assert_frame_equal(scores, before)


@pytest.mark.parametrize(
    ("any_theme", "by_theme", "expected"),
    [
        (0.9, (0.8, 0.1), (True, False)),
        (0.9, (0.2, 0.1), (True, False)),  # some theme fits: the most probable one, however unsure
        (0.9, (0.7, 0.6), (True, True)),
        (0.5, (0.45, 0.4), (False, False)),
        (1.0, (0.0, 0.0), (False, False)),
    ],
)
def test_a_statement_carries_its_most_probable_themes_where_some_theme_fits(
    any_theme: float, by_theme: tuple[float, float], expected: tuple[bool, bool]
) -> None:
    found = carried(Probabilities(np.asarray([any_theme]), np.asarray([by_theme])))
    assert tuple(found[0].tolist()) == expected


def test_scores_are_one_row_a_statement_and_theme() -> None:
    found = score_themes(["ა", "b"], AXES[:2], np.asarray([0, OUTLIER]), {"x": AXES[0], "نهر": AXES[1]}, ISOTROPIC)
    StatementThemes.validate(found)
    assert found[["statement_id", "theme_id"]].to_numpy().tolist() == [
        ["ა", "x"],
        ["ა", "نهر"],
        ["b", "x"],
        ["b", "نهر"],
    ]
    assert (found["score"] <= found["any_score"]).all()
    assert found.groupby("statement_id")["any_score"].nunique().eq(1).all()


def test_without_themes_there_are_no_scores_but_their_columns() -> None:
    none = score_themes(["a"], AXES[:1], np.asarray([0]), {}, ISOTROPIC)
    StatementThemes.validate(none)
    assert none.empty


def test_a_label_is_sure_where_the_interval_rules_the_opposite_out() -> None:
    assert _covered(95)["is_coverage_sure"]
    assert _covered(5)["is_coverage_sure"]
    assert not _covered(50)["is_coverage_sure"]
    assert not _covered(5, 6)["is_coverage_sure"]


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
        *[("s0", "water", 0.5, True), ("s0", "bread", 0.6, True)],
        *[("s1", "water", 0.7, True), ("s1", "bread", 0.4, False)],
        *[("s2", "water", 0.1, False), ("s2", "bread", 0.2, False)],
        *[("s3", "water", 0.9, True), ("s3", "bread", 1.0, True)],
    )
    before = statements.copy(deep=True), scores.copy(deep=True)
    found = topic_coverage(statements, scores).set_index("topic_id")
    assert found["theme_id"].to_dict() == {0: "water", 1: "bread"}
    assert found["theme_score"].to_dict() == pytest.approx({0: 0.6, 1: 0.2})
    assert found["theme_ids"].to_dict() == {0: ("water", "bread"), 1: ()}
    assert found["theme_shares"].to_dict() == {0: (1.0, 0.5), 1: ()}
    assert found["covered_share"].to_dict() == {0: 1.0, 1: 0.0}
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_frame_equal(scores, before[1])
    backwards = topic_coverage(statements.iloc[::-1], scores.iloc[::-1]).set_index("topic_id")
    pd.testing.assert_frame_equal(backwards, found)


def test_without_themes_no_topic_is_covered() -> None:
    statements = make_statements([{"topic_id": 0}, {"topic_id": 1}])
    found = topic_coverage(statements, score_themes([], AXES[:0], np.zeros(0, dtype=np.int64), {}, ISOTROPIC))
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
            {"session_id": "a", "language": "ka", "groups": ("წყალი", "شباب")},
            {"session_id": "a", "language": "ar", "groups": ("شباب",)},
            {"session_id": "b", "language": "ar", "topic_id": OUTLIER},
            {"session_id": None, "language": "en", "author_id": "كاتب"},
            {"session_id": "c", "language": "en", "groups": ("nobody",)},
        ]
    )
    scores = pd.concat([_carrying(statements, 4), _carrying(statements, 0, "bread")])
    themes = [Theme("bread", {"en": "Bread"}, {}), Theme("water", {"en": "Water", "ar": "مياه"}, {})]
    coverage = pd.DataFrame(
        {
            "topic_id": [0, 1, 2, 3],
            "theme_ids": [("water",), ("bread",), (), ("bread", "water")],
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
    assert (bread["theme_id"], bread["label"], bread["support"], bread["topic_ids"]) == (
        "bread",
        "Bread",
        "none",
        [1, 3],
    )
    assert water["label"] == "مياه"
    assert (water["n_statements"], water["share"]) == (4, 4 / 5)
    assert (water["n_sessions"], water["n_languages"], water["n_regions"]) == (2, 3, 2)
    assert (water["n_occasions"], water["n_authors"]) == (3, 1)
    assert (water["languages"], water["groups"]) == (("ar", "ka", "en"), ("شباب", "წყალი"))
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


def test_a_conversation_without_sessions_is_one_occasion() -> None:
    many, few = themes_module.STRONG_OCCASIONS, themes_module.THIN_OCCASIONS
    assert _heard(0, few, n_each=2) == "thin"
    assert _heard(0, few + 1, n_each=2) == "some"
    assert _heard(0, many) == "strong"
    # Sessions and conversations add up.
    assert _heard(few, 0, n_each=2) == _heard(few - 1, 1, n_each=2) == "thin"
    assert _heard(few, 1, n_each=2) == "some"
    assert _heard(many - 1, 0) == "some"
    assert _heard(many - 1, 1) == "strong"


def test_a_theme_that_many_write_by_themselves_is_not_thin_though_it_lives_in_one_conversation() -> None:
    enough = themes_module.SOME_AUTHORS
    assert _heard(0, 1, n_each=enough - 1) == "thin"
    assert _heard(0, 1, n_each=enough) == "some"
    assert _heard(0, 1, n_each=20 * enough) == "some"
    # In a session a note-taker's lines are no people.
    assert _heard(1, 0, n_each=20 * enough) == "thin"


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
