"""Terms that some use more than others: by hand, within a language, from several sessions, and rarely by chance."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from models.distinctive import compare_terms, count_terms, distinctive_terms
from tests.models.conftest import make_statements

OTHER, OURS = False, True
Session = tuple[bool, str, list[str]]
"""Whether it is the group's, its language, and what was said."""


def _statements(*sessions: Session) -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        {"session_id": f"სხდომა-{number}", "language": language, "groups": ("g",) if is_ours else (), "text": text}
        for number, (is_ours, language, texts) in enumerate(sessions)
        for text in texts
    ]
    return make_statements(rows)


def _ours(statements: pd.DataFrame) -> NDArray[np.bool_]:
    return np.asarray(["g" in groups for groups in statements["groups"]])


def _compared(statements: pd.DataFrame) -> pd.DataFrame:
    ours = _ours(statements)
    return compare_terms(count_terms(statements), ours, ~ours).set_index("term")


def _told(statements: pd.DataFrame) -> list[str]:
    ours = _ours(statements)
    return list(distinctive_terms(count_terms(statements), ours, ~ours)["term"])


def _mixed(first: str, n_first: int, second: str, n_second: int) -> list[str]:
    return [first] * n_first + [second] * n_second


RENT, ROAD = "rent, home", "road, home"


def _rent_and_road(times: int = 1) -> pd.DataFrame:
    """Rent in four of five of our statements, in one of five of the others'."""
    ours, others = _mixed(RENT, 4, ROAD, 1), _mixed(RENT, 1, ROAD, 4)
    return _statements(*[(OURS, "en", ours), (OURS, "en", ours), (OTHER, "en", others), (OTHER, "en", others)] * times)


def test_the_log_odds_and_their_interval_are_those_done_by_hand() -> None:
    rent = _compared(_rent_and_road()).loc["rent"]
    # 8 of 20 uses of terms against 2 of 20, and a prior of a quarter: 2.5 of 10
    log_odds = math.log(10.5 / 19.5) - math.log(4.5 / 25.5)
    # due 5 a side and 2.5 a session; spread over all 2 (4.5 + 4.5) - 10 = 8, within the sides -10: 8 / 25, halved
    dispersion = (2 * (4 * 1.5**2 / 2 + 4 * 1.5**2 / 2) - 10) / (0.25**2 * 4 * 10**2)
    error = math.sqrt(2 * (7.5 + dispersion / 2 * 0.25**2 * 2 * 10**2) / 7.5**2)
    assert (rent["n_statements"], rent["n_units"]) == (8, 2)
    assert rent["log_odds"] == pytest.approx(log_odds)
    assert rent["z"] == pytest.approx(log_odds / error)
    assert (rent["low"], rent["high"]) == pytest.approx((log_odds - 1.959964 * error, log_odds + 1.959964 * error))
    assert rent["p_value"] == pytest.approx(math.erfc(log_odds / error / math.sqrt(2)))


def test_the_other_side_sees_the_same_with_the_opposite_sign() -> None:
    statements = _rent_and_road()
    ours, counts = _ours(statements), count_terms(statements)
    one, other = compare_terms(counts, ours, ~ours), compare_terms(counts, ~ours, ours)
    assert one["log_odds"].to_numpy() == pytest.approx(-other["log_odds"].to_numpy())
    assert one["p_value"].to_numpy() == pytest.approx(other["p_value"].to_numpy())


def test_twice_in_one_statement_counts_once() -> None:
    once = _compared(_rent_and_road())
    statements = _rent_and_road()
    twice = _compared(statements.assign(text=statements["text"].str.replace("rent", "rent, rent")))
    assert twice.loc["rent", "n_statements"] == once.loc["rent", "n_statements"]


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "common", "word"),
    [
        ("en", "rent, home", "road, home", "home", "rent"),
        ("ka", "ქირა, სახლი", "გზები, სახლი", "სახლი", "ქირა"),
        ("ar", "إيجار، منزل", "طريق، منزل", "منزل", "إيجار"),
        ("he", "שכירות, קהילה", "כבישים, קהילה", "קהילה", "שכירות"),
        ("ja", "家賃、住宅", "道路、住宅", "住宅", "家賃"),
    ],
)
def test_what_only_we_say_is_named_in_any_script(language: str, ours: str, theirs: str, common: str, word: str) -> None:
    sessions: list[Session] = [(OURS, language, [ours] * 6)] * 4 + [(OTHER, language, [theirs] * 6)] * 4
    told = _told(_statements(*sessions))
    assert told == [word]
    assert common not in told


def test_speaking_another_language_is_not_distinctive() -> None:
    ours: list[Session] = [(OURS, "ka", ["ქირა, სახლი"] * 6)] * 4
    others: list[Session] = [(OTHER, "en", [ROAD] * 6)] * 4
    assert _compared(_statements(*ours, *others)).empty


def test_a_language_is_compared_with_itself_alone() -> None:
    ours: list[Session] = [(OURS, "ka", ["ქირა, სახლი"] * 6)] * 4
    others: list[Session] = [(OTHER, "ka", ["გზები, სახლი"] * 6)] * 4
    english: list[Session] = [(OTHER, "en", [ROAD] * 60)] * 4
    alone, beside = _compared(_statements(*ours, *others)), _compared(_statements(*ours, *others, *english))
    pd.testing.assert_frame_equal(alone, beside, check_index_type=False)
    assert set(beside["language"]) == {"ka"}


def test_statements_in_an_unknown_language_are_left_out() -> None:
    assert _compared(_rent_and_road().assign(language="und")).empty


def test_a_word_of_one_session_is_not_named() -> None:
    in_one: list[Session] = [(OURS, "en", [RENT] * 24), (OURS, "en", [ROAD] * 6)]
    others: list[Session] = [(OTHER, "en", [ROAD] * 6)] * 8
    assert _told(_statements(*in_one, *others)) == []


def test_a_word_that_clusters_in_sessions_is_less_sure_than_one_spread_over_them() -> None:
    others: list[Session] = [(OTHER, "en", [ROAD] * 6)] * 6
    spread: list[Session] = [(OURS, "en", _mixed(RENT, 2, ROAD, 4))] * 6
    clustered: list[Session] = [(OURS, "en", [RENT] * 6)] * 2 + [(OURS, "en", [ROAD] * 6)] * 4
    even, uneven = _compared(_statements(*spread, *others)), _compared(_statements(*clustered, *others))
    assert even.loc["rent", "log_odds"] == pytest.approx(uneven.loc["rent", "log_odds"])
    assert even.loc["rent", "z"] > 1.3 * uneven.loc["rent", "z"]


def test_a_session_given_twice_makes_nothing_surer() -> None:
    texts = [f"{RENT}, {word} and some more words" for word in ("garden", "window", "kitchen", "cellar")]
    others = [f"{ROAD}, {word} and some other words" for word in ("garden", "window", "kitchen", "cellar")]
    sessions: list[Session] = [(OURS, "en", texts), (OURS, "en", [RENT] * 4)] + [(OTHER, "en", [ROAD] * 4)] * 3
    sessions += [(OTHER, "en", others)]
    once, twice = _compared(_statements(*sessions)), _compared(_statements(*sessions, sessions[0]))
    pd.testing.assert_frame_equal(once, twice)


def test_nothing_depends_on_the_order_of_rows() -> None:
    statements = _rent_and_road(2)
    shuffled = statements.sample(frac=1, random_state=5).reset_index(drop=True)
    pd.testing.assert_frame_equal(_compared(statements), _compared(shuffled))


def test_a_pair_of_words_does_not_come_beside_its_words() -> None:
    ours: list[Session] = [(OURS, "en", ["action plan, home"] * 6)] * 4
    others: list[Session] = [(OTHER, "en", [ROAD] * 6)] * 4
    told = _told(_statements(*ours, *others))
    assert len([term for term in told if "action" in term]) == 1


def test_a_term_that_may_not_be_told_makes_room_for_the_next() -> None:
    ours: list[Session] = [(OURS, "en", ["rent, water"] * 6)] * 4
    statements = _statements(*ours, *[(OTHER, "en", [ROAD] * 6)] * 4)
    counts, flags = count_terms(statements), _ours(statements)
    asked: list[NDArray[np.int64]] = []

    def refuse_first(rows: NDArray[np.int64]) -> bool:
        asked.append(rows)
        return len(asked) > 1

    told = distinctive_terms(counts, flags, ~flags, n=1, is_told=refuse_first)
    assert len(told) == 1
    assert len(asked) == 2
    assert all(flags[rows].all() and len(rows) == 24 for rows in asked)


def test_a_group_that_speaks_like_others_has_hardly_ever_a_certain_term() -> None:
    rng = np.random.default_rng(20)
    words = [
        f"{first}{second}" for first in ("bala", "deno", "firu", "gosa", "kume") for second in ("tik", "rop", "nal")
    ]
    n_wrong = 0
    for _ in range(60):
        sessions: list[Session] = []
        for number in range(10):
            shares = rng.dirichlet(np.full(len(words), 0.5))  # a session talks about a few things
            texts = [", ".join(rng.choice(words, 2, p=shares)) for _ in range(12)]
            sessions.append((number < 4, "en", texts))
        statements = _statements(*sessions)
        ours = _ours(statements)
        told = distinctive_terms(count_terms(statements), ours, ~ours)
        n_wrong += bool((told["q_value"] <= 0.05).any())
    assert n_wrong <= 3
