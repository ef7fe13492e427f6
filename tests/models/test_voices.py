"""What the themes miss and a group raises beyond its share, on consultations whose truth is planted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Group
from models.encoder import Vectors, unit
from models.figure_schemas import Representation
from models.schemas import OUTLIER, Voices
from models.voices import MIN_NOVELTY, _named, empty_voices, listened_groups, rank_voices
from tests.models.conftest import make_statements

YOUTH, ELDERS, RURAL = (
    Group("ახალგაზრდა", "Youth", expected_share=0.3),
    Group("كبار", "Elders", expected_share=0.3),
    Group("rural", "Rural"),
)
GROUPS = (YOUTH, ELDERS)
N_SESSIONS, N_A_SESSION, N_CONCERNS, N_DIMS = 24, 16, 6, 32
THEIRS = N_CONCERNS
"""Topic of the planted concern."""


@dataclass
class Town:
    """24 sessions, of which some are held with groups; topics are the concerns themselves."""

    statements: pd.DataFrame
    vectors: Vectors
    sessions: pd.DataFrame
    is_planted: pd.Series[bool]

    def voices(
        self, groups: tuple[Group, ...] = GROUPS, *cells: dict[str, object], min_group_size: int = 5
    ) -> pd.DataFrame:
        table = _representation(*cells)
        return rank_voices(
            self.statements, self.vectors, self.sessions, table, groups, min_group_size=min_group_size, seed=1
        )


def _town(
    share: float = 0.5, *, n_theirs: int = 8, also: float = 0.0, seed: int = 3, any_theme_score: float = 0.3
) -> Town:
    """`share` of what the young say, and `also` of what the old say, is about a concern that nobody else voices."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((N_CONCERNS + 1, N_DIMS)) * 1.6
    rows: list[dict[str, object]] = []
    vectors = []
    for session in range(N_SESSIONS):
        group = YOUTH if session < n_theirs else ELDERS if session < n_theirs + 4 else None
        planted = share if group is YOUTH else also if group is ELDERS else 0.0
        for _ in range(N_A_SESSION):
            topic = THEIRS if rng.random() < planted else int(rng.integers(N_CONCERNS))
            vectors.append(centres[topic] + rng.standard_normal(N_DIMS))
            rows.append(
                {
                    "topic_id": topic,
                    "groups": () if group is None else (group.id,),
                    "session_id": f"جلسة-{session}",
                    "text": f"ახალი პური ცხვება ყოველ დილით {len(rows)}",
                    "language": ("ka", "ar", "en")[session % 3],
                    "any_theme_score": any_theme_score,
                    "stability": 0.8,
                }
            )
    statements = make_statements(rows)
    sessions = pd.DataFrame({"session_id": statements["session_id"].unique(), "participants": 10})
    return Town(statements, unit(np.stack(vectors)).astype(np.float32), sessions, statements["topic_id"] == THEIRS)


@cache
def _usual_voices() -> pd.DataFrame:
    return _town().voices()


@pytest.fixture(autouse=True)
def fewer_deals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enough to tell one in a hundred, in a tenth of the time."""
    monkeypatch.setattr("models.permutation.N_PERMUTATIONS", 999)


def _cell(topic_id: int, group: Group, n_statements: int | None, **figures: object) -> dict[str, object]:
    return {
        "unit": "topic",
        "unit_id": str(topic_id),
        "group": group.id,
        "n_statements": n_statements,
        "lift": 2.0,
        "ci_low": 1.2,
        "ci_high": 3.0,
        "suppressed": False,
        "is_estimated": True,
        **figures,
    }


def _corpus(group: Group, ci_low: float) -> dict[str, object]:
    return _cell(0, group, 90, unit="corpus", unit_id="corpus", ci_low=ci_low)


def _representation(*cells: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=list(Representation.to_schema().columns))


def test_a_planted_concern_is_the_first_voice_and_a_finding_with_little_else_in_its_evidence() -> None:
    town = _town()
    first = _usual_voices().iloc[0]
    planted = set(town.statements.loc[town.is_planted, "statement_id"])
    assert (first["rank"], first["topic_id"], first["groups"]) == (1, THEIRS, [YOUTH.id])
    assert first["is_certain"]
    assert first["lift"] > 2
    assert len(planted.intersection(first["statement_ids"])) >= 0.8 * len(first["statement_ids"])
    assert first["n_statements"] == len(first["statement_ids"])
    assert first["n_sessions"] == 8


@pytest.mark.parametrize("seed", range(2))
def test_where_a_group_says_what_all_say_nothing_is_certain(seed: int) -> None:
    assert not _town(0.0, seed=seed).voices()["is_certain"].any()


def test_the_score_is_novelty_times_log_lift_times_certainty_times_stability() -> None:
    voices = _usual_voices()
    first = voices.iloc[0]
    assert first["novelty"] == pytest.approx(0.7)
    assert first["stability"] == pytest.approx(0.8)
    expected = first["novelty"] * np.log2(first["lift"]) * (1 - first["p_value"]) * first["stability"]
    assert first["score"] == pytest.approx(expected)
    assert voices["score"].is_monotonic_decreasing
    assert voices["rank"].tolist() == list(range(1, len(voices) + 1))


def test_what_the_themes_say_already_is_no_voice() -> None:
    assert THEIRS in set(_town(any_theme_score=1 - MIN_NOVELTY - 0.05).voices()["topic_id"])
    assert _town(any_theme_score=1 - MIN_NOVELTY + 0.05).voices().empty


def test_without_any_theme_everything_is_new() -> None:
    assert _town(any_theme_score=np.nan).voices().iloc[0]["novelty"] == 1.0


def test_what_two_groups_raise_is_one_voice_that_names_the_stronger_first() -> None:
    voices = _town(0.3, also=0.7).voices()
    theirs = voices[voices["topic_id"] == THEIRS]
    assert not voices.duplicated(["topic_id", "subtopic"]).any()
    shared = [groups for groups in theirs["groups"] if len(groups) == 2]
    assert shared == [[ELDERS.id, YOUTH.id]] * len(shared) != []
    assert all(len(ids) == len(set(ids)) for ids in theirs["statement_ids"])


def _raising(*groups: tuple[str, float, list[int]]) -> pd.DataFrame:
    return pd.DataFrame(groups, columns=["group", "ci_low", "evidence"])


@pytest.mark.parametrize(
    ("ci_low", "evidence", "is_named"),
    [
        (0.001, [1, 2, 3, 4], False),  # all of it is the first group's own
        (0.001, [1, 2, 3, 4, 9, 10], False),
        (0.001, [1, 2, 8, 9, 10], True),
        (np.nan, [1, 2, 3], False),
        (np.nan, [8, 9, 10], True),
        (1.2, [1, 2, 3, 4], True),
    ],
)
def test_another_group_is_named_where_it_is_surely_beyond_its_share_or_has_evidence_of_its_own(
    ci_low: float, evidence: list[int], *, is_named: bool
) -> None:
    raising = _raising(("defenders", 2.4, [1, 2, 3, 4]), ("кения", ci_low, evidence))
    assert _named(raising)["group"].tolist() == ["defenders", *(["кения"] if is_named else [])]


def test_what_an_earlier_group_said_is_no_evidence_of_a_later_ones_own() -> None:
    raising = _raising(("a", 2.4, [1, 2, 3]), ("ბ", 0.5, [4, 5, 6]), ("ج", 0.5, [1, 4, 5, 6]))
    assert _named(raising)["group"].tolist() == ["a", "ბ"]


def test_who_belongs_to_two_groups_does_not_lend_the_second_a_concern() -> None:
    town = _town()
    both = [
        (*ids, RURAL.id) if YOUTH.id in ids and at % 4 == 0 else ids for at, ids in enumerate(town.statements["groups"])
    ]
    others = [(*ids, RURAL.id) if not ids and at % 3 == 0 else ids for at, ids in enumerate(both)]
    shared = replace(town, statements=town.statements.assign(groups=pd.Series(others, dtype=object)))
    rural = Group(RURAL.id, RURAL.label, expected_share=0.3)
    assert shared.voices((YOUTH, rural)).iloc[0]["groups"] == [YOUTH.id]


def test_a_part_of_a_topic_is_a_voice_where_the_rest_of_it_is_everybodys() -> None:
    town = _town()
    mixed = town.statements["topic_id"].replace(THEIRS, 0)
    first = Town(town.statements.assign(topic_id=mixed), town.vectors, town.sessions, town.is_planted).voices().iloc[0]
    planted = set(town.statements.loc[town.is_planted, "statement_id"])
    assert (first["topic_id"], first["groups"]) == (0, [YOUTH.id])
    assert first["subtopic"] >= 1
    assert len(planted.intersection(first["statement_ids"])) >= 0.8 * len(first["statement_ids"])


def test_a_group_of_one_session_has_a_hint_without_a_figure() -> None:
    voices = _town(0.6, n_theirs=1).voices()
    theirs = voices[voices["topic_id"] == THEIRS].iloc[0]
    assert theirs[["lift", "ci_low", "ci_high", "p_value", "q_value"]].isna().all()
    assert (theirs["score"], theirs["is_certain"], theirs["n_sessions"]) == (0, False, 1)


def test_a_small_topic_that_one_group_speaks_for_is_not_tested_because_it_stands_for_no_other_reason() -> None:
    town = _town()
    rows = np.flatnonzero(town.is_planted)
    outside = town.statements["topic_id"].mask(town.is_planted, OUTLIER).to_numpy().copy()
    few = [row for row in rows if town.statements["session_id"].iloc[row] in ("جلسة-0", "جلسة-1")][:5]
    outside[few] = THEIRS
    small = Town(town.statements.assign(topic_id=outside), town.vectors, town.sessions, town.is_planted)
    theirs = small.voices().set_index("topic_id").loc[[THEIRS]]
    assert theirs["p_value"].isna().all()
    assert not theirs["is_certain"].any()


def test_few_people_are_no_voice() -> None:
    town = _town()
    town.sessions = town.sessions.assign(participants=1)
    assert THEIRS in set(town.voices(min_group_size=8)["topic_id"])
    assert THEIRS not in set(town.voices(min_group_size=9)["topic_id"])


def test_outliers_are_no_evidence() -> None:
    town = _town()
    town.statements = town.statements.assign(topic_id=town.statements["topic_id"].mask(town.is_planted, OUTLIER))
    planted = set(town.statements.loc[town.is_planted, "statement_id"])
    voices = town.voices()
    assert OUTLIER not in set(voices["topic_id"])
    assert not planted.intersection(voices["statement_ids"].explode())


def test_evidence_begins_with_statements_of_several_sessions_and_languages() -> None:
    town = _town()
    first = town.statements.set_index("statement_id").loc[_usual_voices().iloc[0]["statement_ids"][:6]]
    assert first["session_id"].nunique() >= 5
    assert first["language"].nunique() == 3


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
    town = _town()
    assert YOUTH.id in town.voices(GROUPS, _corpus(YOUTH, 0.9)).iloc[0]["groups"]
    assert YOUTH.id not in {group for groups in town.voices(GROUPS, _corpus(YOUTH, 1.1))["groups"] for group in groups}


def test_the_ranking_does_not_depend_on_the_order_of_rows_and_arguments_stay() -> None:
    town = _town(0.4, also=0.2)
    before = town.statements.copy(deep=True)
    expected = town.voices()
    pd.testing.assert_frame_equal(town.statements, before)
    order = np.random.default_rng(5).permutation(len(before))
    shuffled = Town(town.statements.iloc[order], town.vectors[order], town.sessions, town.is_planted).voices()
    # The numbers of a topic's parts follow the order of its rows, and nothing else does.
    pd.testing.assert_frame_equal(shuffled.drop(columns="subtopic"), expected.drop(columns="subtopic"))


def test_no_voice_at_all_is_an_empty_table_in_its_schema() -> None:
    Voices.validate(empty_voices())
    Voices.validate(_town().voices(()))
    assert empty_voices().empty
