"""What the themes miss and an under-represented group raises, ranked by hand, with its evidence."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Group
from models.representation import representation
from models.schemas import OUTLIER, Representation, Voices
from models.voices import empty_voices, listened_groups, rank_voices
from tests.models.conftest import make_statements

YOUTH, ELDERS, RURAL = (
    Group("ახალგაზრდა", "Youth", expected_share=0.3),
    Group("كبار", "Elders", expected_share=0.3),
    Group("rural", "Rural"),
)
GROUPS = (YOUTH, ELDERS)


def _said(topic_id: int, group: Group, n: int, *, n_themed: int = 0, **row: object) -> list[dict[str, object]]:
    """`n` statements of a group in a topic, of which `n_themed` carry a theme."""
    return [
        {"topic_id": topic_id, "groups": (group.id,), "text": "ახალი خبز", "has_theme": number < n_themed, **row}
        for number in range(n)
    ]


def _cell(topic_id: int, group: Group, n_statements: int | None, **figures: object) -> dict[str, object]:
    return {
        "unit": "topic",
        "unit_id": str(topic_id),
        "group": group.id,
        "n_statements": n_statements,
        "lift": 2.0,
        "ci_low": 1.2,
        "ci_high": 3.0,
        "p_value": 0.01,
        "q_value": 0.04,
        "suppressed": False,
        "is_estimated": True,
        **figures,
    }


def _corpus(group: Group, ci_low: float) -> dict[str, object]:
    return _cell(0, group, 90, unit="corpus", unit_id="corpus", ci_low=ci_low)


def _representation(*cells: dict[str, object]) -> pd.DataFrame:
    columns = list(Representation.to_schema().columns)
    table = pd.DataFrame(cells).reindex(columns=columns)
    types = dict.fromkeys(columns[6:-2], "float64") | dict.fromkeys(columns[3:6], "Int64")
    return Representation.validate(table.astype(types))


def _voices(
    rows: list[dict[str, object]], *cells: dict[str, object], groups: tuple[Group, ...] = GROUPS
) -> pd.DataFrame:
    return rank_voices(make_statements(rows), _representation(*cells), groups)


def test_the_score_is_novelty_times_log_lift_times_certainty() -> None:
    (voice,) = _voices(_said(4, YOUTH, 8, n_themed=2), _cell(4, YOUTH, 8, lift=4.0, q_value=0.25)).to_dict("records")
    assert voice["novelty"] == 6 / 8
    assert voice["score"] == pytest.approx(6 / 8 * math.log2(4) * 0.75)
    assert (voice["rank"], voice["topic_id"], voice["groups"]) == (1, 4, [YOUTH.id])
    assert (voice["lift"], voice["ci_low"], voice["ci_high"], voice["p_value"]) == (4, 1.2, 3, 0.01)
    assert (voice["n_statements"], voice["n_sessions"]) == (8, 8)
    assert voice["statement_ids"] == [f"s{number}" for number in (2, 3, 4, 5, 6, 7, 0, 1)]


def test_size_alone_is_not_rewarded() -> None:
    voices = _voices(_said(0, YOUTH, 60) + _said(1, YOUTH, 4), _cell(0, YOUTH, 60), _cell(1, YOUTH, 4))
    assert voices["score"].iloc[0] == voices["score"].iloc[1]


@pytest.mark.parametrize(
    ("n", "n_themed", "is_voice"),
    # 2 / 5 without a theme are just the limit and 3 / 7 are above it
    [(6, 3, True), (7, 4, True), (5, 3, False), (10, 6, False), (9, 6, False), (3, 0, True), (2, 0, False)],
)
def test_three_statements_are_the_fewest_and_the_themes_do_not_cover_them(
    n: int, n_themed: int, is_voice: bool
) -> None:
    assert (len(_voices(_said(0, YOUTH, n, n_themed=n_themed), _cell(0, YOUTH, n))) == 1) is is_voice


@pytest.mark.parametrize(
    "cell",
    [
        _cell(0, YOUTH, 5, lift=1.0),
        _cell(0, YOUTH, 5, lift=0.5),
        _cell(0, YOUTH, None, lift=np.nan, suppressed=True),
        _cell(0, YOUTH, 5, suppressed=True),
        _cell(0, YOUTH, 5, unit="theme"),
        _cell(0, ELDERS, 5),  # who said nothing of it
    ],
)
def test_parity_suppression_themes_and_other_peoples_statements_make_no_voice(cell: dict[str, object]) -> None:
    rows = _said(0, YOUTH, 5)
    assert len(_voices(rows, _cell(0, YOUTH, 5))) == 1
    voices = _voices(rows, cell)
    assert voices.empty
    Voices.validate(voices)


@pytest.mark.parametrize(
    ("q_value", "ci_low", "is_certain"), [(0.05, 1.01, True), (0.051, 1.01, False), (0.05, 1.0, False)]
)
def test_a_voice_is_certain_at_five_percent_with_its_whole_interval_above_parity(
    q_value: float, ci_low: float, is_certain: bool
) -> None:
    voices = _voices(_said(0, YOUTH, 5), _cell(0, YOUTH, 5, q_value=q_value, ci_low=ci_low))
    assert voices["is_certain"].tolist() == [is_certain]


def test_a_voice_without_a_p_value_is_a_hint_and_stands_last() -> None:
    voices = _voices(
        _said(0, YOUTH, 9) + _said(1, YOUTH, 5),
        _cell(0, YOUTH, 9, lift=9.0, p_value=np.nan, q_value=np.nan),
        _cell(1, YOUTH, 5, lift=1.1, q_value=0.9),
    )
    assert voices["topic_id"].tolist() == [1, 0]
    assert voices["score"].iloc[1] == 0
    assert voices[["p_value", "q_value"]].iloc[1].tolist() == [1, 1]
    assert not voices["is_certain"].any()


@pytest.mark.parametrize(("among_others", "is_certain"), [([], True), ([1] * 24, True), ([0] * 48, False)])
def test_a_voice_in_sessions_that_others_share_is_certain_if_others_there_say_something_else(
    among_others: list[int], is_certain: bool
) -> None:
    # Eight sessions of the young on topic 0 and eight of others on topic 1; then others are there with the young too.
    said = [
        *[{**row, "session_id": f"ახალგაზრდა-{number % 8}"} for number, row in enumerate(_said(0, YOUTH, 48))],
        *[{"topic_id": 1, "groups": (), "session_id": f"others-{number % 8}"} for number in range(48)],
        *[
            {"topic_id": topic_id, "groups": (), "session_id": f"ახალგაზრდა-{number % 8}"}
            for number, topic_id in enumerate(among_others)
        ],
    ]
    statements = make_statements(said)
    table = representation(
        statements,
        pd.DataFrame({"statement_id": [], "theme_id": [], "score": [], "assigned": pd.Series(dtype=bool)}),
        pd.DataFrame({"session_id": statements["session_id"].unique(), "participants": 10}).assign(groups=[()] * 16),
        (YOUTH,),
        min_group_size=5,
        seed=1,
    )
    (cell,) = table[(table["unit"] == "topic") & (table["unit_id"] == "0")].to_dict("records")
    assert cell["lift"] > 1
    assert (cell["p_value"] <= 0.05) is is_certain
    (voice,) = rank_voices(statements, table, (Group(YOUTH.id, "Youth"),)).to_dict("records")
    assert (voice["topic_id"], voice["is_certain"]) == (0, is_certain)


def test_a_topic_is_one_voice_that_names_its_groups_strongest_first_and_quotes_each_statement_once() -> None:
    both = [{"topic_id": 0, "groups": (ELDERS.id, YOUTH.id), "session_id": "shared"}]
    voices = _voices(
        both + _said(0, YOUTH, 3, session_id="young") + _said(0, ELDERS, 3, session_id="old") + _said(1, YOUTH, 3),
        _cell(0, ELDERS, 4, lift=1.5),
        _cell(0, YOUTH, 4, lift=3.0),
        _cell(1, YOUTH, 3, lift=2.0),
    )
    assert voices["topic_id"].tolist() == [0, 1]
    assert voices["rank"].tolist() == [1, 2]
    first = voices.iloc[0]
    assert first["groups"] == [YOUTH.id, ELDERS.id]
    assert first["lift"] == 3.0
    assert sorted(first["statement_ids"]) == [f"s{number}" for number in range(7)]
    assert (first["n_statements"], first["n_sessions"]) == (7, 3)


def test_evidence_is_first_what_carries_no_theme_then_clustered_then_farthest_from_the_themes() -> None:
    rows = [
        {"groups": (YOUTH.id,), "is_clustered": is_clustered, "theme_score": score, "has_theme": has_theme}
        for is_clustered, score, has_theme in [
            (True, 0.9, False),
            (False, -2.0, False),
            (True, -1.0, False),
            (True, -9.0, True),
            (True, 0.9, False),
        ]
    ]
    voices = _voices(rows, _cell(0, YOUTH, 5))
    assert voices["statement_ids"].tolist() == [["s2", "s0", "s4", "s1", "s3"]]


def test_outliers_and_other_topics_are_no_evidence() -> None:
    rows = _said(0, YOUTH, 3) + _said(OUTLIER, YOUTH, 3) + _said(1, YOUTH, 3)
    assert _voices(rows, _cell(0, YOUTH, 3))["statement_ids"].tolist() == [["s0", "s1", "s2"]]


def test_an_outlier_is_never_ranked_as_a_topic() -> None:
    with pytest.raises(ValueError, match="an outlier cannot be evidence for a topic"):
        _voices(_said(OUTLIER, YOUTH, 3), _cell(OUTLIER, YOUTH, 3))


@pytest.mark.parametrize(
    ("groups", "ci_lows", "expected"),
    [
        # shown to be over-represented, at parity, and not tested because suppressed
        ((YOUTH, ELDERS), [1.1, 1.0], [ELDERS.id]),
        ((YOUTH, ELDERS), [np.nan, 0.2], [YOUTH.id, ELDERS.id]),
        ((YOUTH, ELDERS), [], [YOUTH.id, ELDERS.id]),
        # nobody said what to expect of one, or of any
        ((YOUTH, RURAL), [0.5], [YOUTH.id]),
        ((RURAL,), [], [RURAL.id]),
        ((), [], []),
        # people who can be harmed are always listened to
        ((Group(YOUTH.id, "Youth", 0.3, sensitive=True), Group("x", "X", sensitive=True)), [1.1], [YOUTH.id, "x"]),
    ],
)
def test_groups_are_listened_to_unless_they_are_shown_to_speak_more_than_their_share(
    groups: tuple[Group, ...], ci_lows: list[float], expected: list[str]
) -> None:
    corpus = [_corpus(group, ci_low) for group, ci_low in zip(groups, ci_lows, strict=False)]
    assert listened_groups(_representation(*corpus, _cell(0, YOUTH, 5, ci_low=9.0)), groups) == expected


def test_an_over_represented_group_is_no_voice() -> None:
    rows, cell = _said(0, YOUTH, 5), _cell(0, YOUTH, 5)
    assert len(_voices(rows, cell, _corpus(YOUTH, 0.9))) == 1
    assert _voices(rows, cell, _corpus(YOUTH, 1.1)).empty


def test_the_ranking_does_not_depend_on_the_order_of_rows_and_arguments_stay() -> None:
    rows = [row for topic_id in range(12) for row in _said(topic_id, YOUTH, 4)]
    statements = make_statements(rows)
    table = _representation(*[_cell(topic_id, YOUTH, 4, lift=2.0 + topic_id // 2) for topic_id in range(12)])
    before = statements.copy(deep=True), table.copy(deep=True)
    expected = rank_voices(statements, table, GROUPS)
    pd.testing.assert_frame_equal(statements, before[0])
    pd.testing.assert_frame_equal(table, before[1])
    shuffled = rank_voices(statements.iloc[::-1], table.sample(frac=1, random_state=4), GROUPS)
    pd.testing.assert_frame_equal(shuffled, expected)
    assert expected["score"].is_monotonic_decreasing
    assert expected["rank"].tolist() == list(range(1, 13))


def test_no_voice_at_all_is_an_empty_table_in_its_schema() -> None:
    Voices.validate(empty_voices())
    assert empty_voices().empty
