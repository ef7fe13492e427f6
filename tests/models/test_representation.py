"""Who raises what: figures by hand, p-values against every possible deal, and nothing of a few people shown."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from corpus.schemas import Group
from models import permutation
from models.figure_schemas import Representation
from models.representation import representation
from models.schemas import OUTLIER
from tests.models.conftest import make_statements

FIGURES = [
    "n_statements",
    "n_sessions",
    "n_people",
    "share",
    "share_low",
    "share_high",
    "expected_share",
    "lift",
    "ci_low",
    "ci_high",
    "p_value",
    "q_value",
]
YOUTH, ELDERS = Group("ახალგაზრდა", "Youth", expected_share=0.5), Group("كبار", "Elders")
AT_RISK = Group(YOUTH.id, "Youth at risk", expected_share=0.5, sensitive=True)
"""The same statements as those of `YOUTH`, by people who can be harmed."""


def _sessions(*said: tuple[str | None, str]) -> pd.DataFrame:
    """One session each: the group that was there (or None), and a letter a statement: its topic, `.` for an outlier."""
    return make_statements(
        [
            {
                "session_id": f"სხდომა-{number}",
                "groups": () if group is None else (group,),
                "topic_id": OUTLIER if letter == "." else "abcdefgh".index(letter),
            }
            for number, (group, letters) in enumerate(said)
            for letter in letters
        ]
    )


def _scores(statements: pd.DataFrame, **carrying: list[int]) -> pd.DataFrame:
    """Schema `StatementThemes`: each theme with the rows of the statements that carry it."""
    rows = [
        (statement_id, theme_id, 0.0, row in rows)
        for row, statement_id in enumerate(statements["statement_id"])
        for theme_id, rows in carrying.items()
    ]
    return pd.DataFrame(rows, columns=["statement_id", "theme_id", "score", "assigned"])


def _counted(statements: pd.DataFrame, participants: int | None = 30) -> pd.DataFrame:
    """The sessions of the statements, each with so many participants and the groups of its statements."""
    known = statements.dropna(subset="session_id").groupby("session_id", sort=False)["groups"].first().reset_index()
    return known.assign(participants=pd.array([participants] * len(known), dtype="Int64"))


def _table(
    statements: pd.DataFrame,
    *groups: Group,
    scores: pd.DataFrame | None = None,
    sessions: pd.DataFrame | None = None,
    min_group_size: int = 1,
    seed: int = 1,
) -> pd.DataFrame:
    return representation(
        statements,
        _scores(statements) if scores is None else scores,
        _counted(statements) if sessions is None else sessions,
        groups or (YOUTH, ELDERS),
        min_group_size=min_group_size,
        seed=seed,
    )


def _cell(table: pd.DataFrame, unit: str, unit_id: str, group: Group) -> pd.Series[float]:
    found = table[(table["unit"] == unit) & (table["unit_id"] == unit_id) & (table["group"] == group.id)]
    assert len(found) == 1
    return found.iloc[0]


@pytest.fixture
def consultation() -> pd.DataFrame:
    """Twelve sessions of 36 statements; youth say 16 of them and 9 of the 12 of topic 0."""
    youth = [(YOUTH.id, said) for said in ("aaab", "aab.", "aab.", "aab.")]
    elders = [(ELDERS.id, said) for said in ("bb", "bb", "ab", "b.")]
    return _sessions(*youth, *elders, *[(None, said) for said in ("abc", "abc", "bcc", "ccc")])


def test_lift_is_the_share_over_the_share_of_everything_said(consultation: pd.DataFrame) -> None:
    cell = _cell(_table(consultation), "topic", "0", YOUTH)
    assert (cell["n_statements"], cell["n_sessions"], cell["n_people"]) == (9, 4, 4 * 30)
    assert cell["share"] == pytest.approx(9 / 12)
    assert cell["expected_share"] == pytest.approx(16 / 36)
    assert cell["lift"] == pytest.approx((9 / 12) / (16 / 36))


def test_topics_and_outliers_add_up_to_what_a_group_said(consultation: pd.DataFrame) -> None:
    table = _table(consultation)
    for group in (YOUTH, ELDERS):
        said = consultation[consultation["groups"].map(lambda ids, g=group.id: g in ids)]
        in_topics = table[(table["unit"] == "topic") & (table["group"] == group.id)]["n_statements"].sum()
        assert in_topics + (said["topic_id"] == OUTLIER).sum() == len(said)
        assert _cell(table, "corpus", "corpus", group)["n_statements"] == len(said)
    assert set(table.loc[table["unit"] == "topic", "unit_id"]) == {"0", "1", "2"}
    shares = table[table["unit"] == "topic"].pivot_table(index="unit_id", values="share", aggfunc="sum")["share"]
    assert shares["2"] == 0  # said by neither
    assert ((shares >= 0) & (shares <= 1)).all()


def test_a_statement_of_two_groups_counts_for_both_and_a_group_named_twice_once() -> None:
    statements = _sessions((None, "aa"), (None, "ab"))
    statements["groups"] = [(YOUTH.id, ELDERS.id), (YOUTH.id, YOUTH.id), (), ()]
    table = _table(statements)
    assert _cell(table, "topic", "0", YOUTH)["n_statements"] == 2
    assert _cell(table, "topic", "0", ELDERS)["n_statements"] == 1


def test_the_corpus_is_held_against_the_declared_share(consultation: pd.DataFrame) -> None:
    table = _table(consultation)
    youth, elders = (_cell(table, "corpus", "corpus", group) for group in (YOUTH, ELDERS))
    assert youth["expected_share"] == 0.5
    assert youth["lift"] == pytest.approx(16 / 36 / 0.5)
    assert elders["share"] == pytest.approx(8 / 36)
    assert elders[["expected_share", "lift", "ci_low", "ci_high", "p_value", "q_value"]].isna().all()


def test_the_p_value_of_the_corpus_is_binomial_with_what_the_sessions_are_worth() -> None:
    # 5 of 20 single statements: 19 answers, 4.75 of them from the group, rounded to 5 of 19 where a half is expected.
    statements = _sessions(*[(YOUTH.id, "a")] * 5, *[(None, "a")] * 15)
    tail = sum(math.comb(19, k) for k in range(6)) / 2**19
    assert _cell(_table(statements), "corpus", "corpus", YOUTH)["p_value"] == pytest.approx(2 * tail)


@pytest.mark.parametrize("expected_share", [None, 0.0])
def test_where_nothing_is_expected_there_is_no_lift(consultation: pd.DataFrame, expected_share: float | None) -> None:
    group = Group(YOUTH.id, "Youth", expected_share=expected_share)
    corpus = _cell(_table(consultation, group), "corpus", "corpus", group)
    assert corpus["share"] == pytest.approx(16 / 36)
    assert corpus[["expected_share", "lift", "p_value"]].isna().all()


def test_a_group_that_said_nothing_has_counts_of_zero_and_no_lift(consultation: pd.DataFrame) -> None:
    silent = Group("nobody", "Nobody", expected_share=0.1)
    table = _table(consultation, silent, min_group_size=5)
    assert (table["n_statements"] == 0).all()
    assert not table["suppressed"].any()
    topics = table[table["unit"] == "topic"]
    assert topics[["lift", "ci_low", "ci_high", "p_value", "q_value"]].isna().all(axis=None)
    assert _cell(table, "corpus", "corpus", silent)["lift"] == 0


def test_themes_count_what_carries_them_and_a_theme_that_nothing_carries_has_no_share(
    consultation: pd.DataFrame,
) -> None:
    table = _table(consultation, scores=_scores(consultation, water=[0, 1, 5, 16, 17, 18], empty=[]))
    water = _cell(table, "theme", "water", YOUTH)
    assert (water["n_statements"], water["share"]) == (3, pytest.approx(3 / 6))
    assert water["lift"] == pytest.approx((3 / 6) / (16 / 36))
    empty = _cell(table, "theme", "empty", YOUTH)
    assert empty["n_statements"] == 0
    assert empty[["share", "lift", "ci_low", "ci_high"]].isna().all()


@pytest.mark.parametrize(("n_people", "is_suppressed"), [(4, True), (5, False)])
def test_a_cell_of_four_people_shows_no_figure_when_the_minimum_is_five(n_people: int, is_suppressed: bool) -> None:
    statements = _sessions((YOUTH.id, "aaaaaaaa"), (YOUTH.id, "bb"), (None, "abbbb"), (None, "abbbb"))
    sessions = _counted(statements)
    sessions.loc[0, "participants"] = n_people
    table = _table(statements, sessions=sessions, min_group_size=5)
    cell = _cell(table, "topic", "0", YOUTH)
    assert bool(cell["suppressed"]) is is_suppressed
    assert bool(cell[FIGURES[:9]].isna().all()) is is_suppressed
    assert bool(cell[FIGURES[:9]].notna().all()) is not is_suppressed


@pytest.mark.parametrize(("said", "is_suppressed"), [("aaaa", True), ("aaaaa", False)])
def test_four_lines_of_people_at_risk_are_hidden_in_a_session_of_thirty_and_those_of_others_are_not(
    said: str, is_suppressed: bool
) -> None:
    statements = _sessions((AT_RISK.id, said), (ELDERS.id, "aaaa"), (None, "abbbb"), (None, "abbbb"))
    table = _table(statements, AT_RISK, ELDERS, min_group_size=5)
    at_risk, elders = (_cell(table, "topic", "0", group) for group in (AT_RISK, ELDERS))
    assert bool(at_risk["suppressed"]) is is_suppressed
    assert bool(at_risk[FIGURES[:9]].isna().all()) is is_suppressed
    assert not elders["suppressed"]
    assert elders["n_people"] == 30
    if not is_suppressed:
        assert at_risk["n_people"] == len(said)


def test_how_people_are_counted_changes_no_estimate(consultation: pd.DataFrame) -> None:
    strict, open_to_all = _table(consultation, AT_RISK), _table(consultation, YOUTH)
    assert (strict["n_people"] <= strict["n_statements"]).all()
    assert (open_to_all["n_people"] > open_to_all["n_statements"]).any()
    pd.testing.assert_frame_equal(strict.drop(columns="n_people"), open_to_all.drop(columns="n_people"))


def test_no_suppressed_row_carries_a_figure_and_no_other_row_rests_on_few() -> None:
    rng = np.random.default_rng(3)
    statements = _sessions(
        *[((YOUTH.id, ELDERS.id, None)[n % 3], "".join(rng.choice(list("abc."), 3))) for n in range(9)]
    )
    table = _table(statements, scores=_scores(statements, t=[0, 4]), sessions=_counted(statements, 2), min_group_size=5)
    assert set(table.columns) - set(FIGURES) == {"unit", "unit_id", "group", "suppressed", "is_estimated"}
    hidden, shown = table[table["suppressed"]], table[~table["suppressed"]]
    assert not hidden["is_estimated"].any()
    assert len(hidden) > 2
    assert len(shown) > 0
    assert hidden[FIGURES].isna().all(axis=None)
    assert ((shown["n_people"] == 0) | (shown["n_people"] >= 5)).all()


def test_a_session_that_counted_nobody_is_suppressed_and_not_shown() -> None:
    statements = _sessions((YOUTH.id, "aaaaaaaa"), (None, "abbbb"))
    table = _table(statements, sessions=_counted(statements, 0), min_group_size=5)
    assert _cell(table, "topic", "0", YOUTH)["suppressed"]


def test_q_values_are_corrected_within_topics_and_within_themes_among_what_is_shown() -> None:
    rng = np.random.default_rng(12)
    statements = _sessions(*[(YOUTH.id if n < 6 else None, "".join(rng.choice(list("abcd"), 5))) for n in range(14)])
    scores = _scores(statements, x=list(range(0, 60, 4)), y=list(range(0, 60, 3)), z=[0, 3])
    table = _table(statements, AT_RISK, scores=scores, sessions=_counted(statements), min_group_size=6)
    assert table["suppressed"].any()
    for unit in ("topic", "theme"):
        tested = table[(table["unit"] == unit) & table["p_value"].notna()].sort_values("p_value")
        assert len(tested) > 1
        by_rank = tested["p_value"].to_numpy() * len(tested) / np.arange(1, len(tested) + 1)
        by_hand = np.minimum.accumulate(by_rank[::-1])[::-1]
        np.testing.assert_allclose(tested["q_value"], by_hand)
    assert table.loc[table["p_value"].isna(), "q_value"].isna().all()


def test_a_planted_voice_is_found_and_others_are_not() -> None:
    statements = _sessions(*[(YOUTH.id, "aaab")] * 8, *[(ELDERS.id, "abbb")] * 8, *[(None, "abbb")] * 8)
    table = _table(statements)
    assert _cell(table, "topic", "0", YOUTH)["q_value"] < 0.01
    assert _cell(table, "topic", "0", YOUTH)["ci_low"] > 1
    assert _cell(table, "topic", "0", ELDERS)["lift"] < 1


def test_one_talkative_session_is_no_finding_however_much_it_says() -> None:
    others = [(None, "abbb")] * 12
    statements = _sessions((YOUTH.id, "a" * 300), (YOUTH.id, "bbbb"), (YOUTH.id, "bbbb"), *others)
    cell = _cell(_table(statements), "topic", "0", YOUTH)
    assert cell["lift"] > 1
    assert cell["p_value"] > 0.05
    assert cell["ci_low"] < 1


def test_saying_everything_again_makes_nothing_more_certain() -> None:
    # Sessions stick to a topic, so that they are worth fewer answers than they hold statements.
    said = ("aaaaab", "aaaabb", "abbbbb", "bbbbbb", "aaaaaa", "abcccc", "cccccc", "bbcccc", "acccbb", "aaabbb")
    statements = _sessions(*[(YOUTH.id if n % 3 == 0 else None, letters) for n, letters in enumerate(said)])
    again = statements.iloc[np.repeat(np.arange(len(statements)), 10)]
    again = again.assign(statement_id=[f"again-{number}" for number in range(len(again))])
    once, often = _table(statements, YOUTH), _table(again, YOUTH)
    topics = once["unit"] == "topic"
    assert once.loc[topics, "p_value"].notna().all()
    for name in ("lift", "p_value"):
        np.testing.assert_allclose(often.loc[topics, name], once.loc[topics, name])
    assert (often.loc[topics, "ci_low"] <= once.loc[topics, "ci_low"] + 1e-9).all()
    assert (often.loc[topics, "ci_high"] >= once.loc[topics, "ci_high"] - 1e-9).all()


def test_labels_dealt_at_random_seldom_make_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    # Sessions stick to their topic, so that a test by lines would find something in nearly every corpus.
    monkeypatch.setattr(permutation, "N_PERMUTATIONS", 999)
    rng = np.random.default_rng(11)
    n_tested, n_found, n_corpora_found = 0, 0, 0
    for _ in range(40):
        favourites = rng.choice(list("abcd"), 24)
        said = ["".join(rng.choice([favourite, *"abcd"], rng.integers(3, 30))) for favourite in favourites]
        heard = rng.permutation([YOUTH.id] * 8 + [ELDERS.id] * 6 + [""] * 10)
        q_values = _table(
            _sessions(*[(str(group) or None, letters) for group, letters in zip(heard, said, strict=True)])
        )
        q_values = q_values.loc[q_values["unit"] == "topic", "q_value"].dropna()
        n_tested += len(q_values)
        n_found += int((q_values <= 0.05).sum())
        n_corpora_found += bool((q_values <= 0.05).any())
    assert n_tested == 40 * 4 * 2
    assert n_found <= 0.02 * n_tested
    assert n_corpora_found <= 5  # 2 expected of 40


def test_the_table_does_not_depend_on_the_order_of_rows_and_arguments_stay(consultation: pd.DataFrame) -> None:
    scores, sessions = _scores(consultation, water=[0, 5, 9], bread=[3]), _counted(consultation, 4)
    before = [frame.copy(deep=True) for frame in (consultation, scores, sessions)]
    expected = _table(consultation, scores=scores, sessions=sessions, min_group_size=3)
    for frame, copy in zip((consultation, scores, sessions), before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
    shuffled = _table(
        consultation.sample(frac=1, random_state=2),
        scores=scores.iloc[::-1],
        sessions=sessions.sample(frac=1, random_state=3),
        min_group_size=3,
    )
    keys = ["unit", "unit_id", "group"]
    pd.testing.assert_frame_equal(
        shuffled.sort_values(keys, ignore_index=True), expected.sort_values(keys, ignore_index=True)
    )


def test_the_table_has_a_row_a_unit_and_group_in_its_schema(consultation: pd.DataFrame) -> None:
    table = _table(consultation, scores=_scores(consultation, water=[0]))
    Representation.validate(table)
    assert len(table) == (3 + 1 + 1 + 1) * 2
    assert table["unit"].tolist() == ["topic"] * 6 + ["theme"] * 2 + ["corpus"] * 2 + ["participants"] * 2


def test_without_groups_the_table_is_empty_and_in_its_schema(consultation: pd.DataFrame) -> None:
    table = representation(consultation, _scores(consultation), _counted(consultation), (), min_group_size=5, seed=1)
    assert table.empty
    Representation.validate(table)
