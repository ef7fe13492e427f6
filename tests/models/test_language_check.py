"""A topic in one language is told from chance by its sessions, not by its lines."""

from __future__ import annotations

import pandas as pd
import pytest

from models.language_check import check_languages

CORPUS = pd.Series({"en": 0.5, "ru": 0.2, "ka": 0.1, "ar": 0.1, "hy": 0.1})


def _check(
    languages: list[str], units: list[str] | None = None, corpus: pd.Series[float] = CORPUS
) -> dict[str, object]:
    drawn = [f"session-{n}" for n in range(len(languages))] if units is None else units
    return check_languages(pd.Series(languages), pd.Series(drawn), corpus)


def test_languages_are_counted_and_the_main_one_stands_beside_its_share_of_the_corpus() -> None:
    found = _check(["ka", "ka", "ka", "ar"])
    assert (found["n_languages"], found["main_language"]) == (2, "ka")
    assert (found["main_language_share"], found["main_language_expected"]) == (0.75, 0.1)


def test_of_two_languages_as_frequent_the_first_in_the_alphabet_is_the_main_one() -> None:
    assert _check(["ka", "ar"])["main_language"] == _check(["ar", "ka"])["main_language"] == "ar"


@pytest.mark.parametrize(
    ("n_units", "p_value", "is_one_language"),
    [(1, 0.1, False), (2, 0.01, False), (3, 0.001, True), (12, 0.1**12, True)],
)
def test_twelve_statements_of_one_language_are_worth_their_sessions(
    n_units: int, p_value: float, is_one_language: bool
) -> None:
    found = _check(["ka"] * 12, [f"session-{n % n_units}" for n in range(12)])
    assert found["main_language_p"] == pytest.approx(p_value)
    assert found["is_one_language"] is is_one_language


@pytest.mark.parametrize(
    ("n_georgian", "n_others", "is_one_language"), [(9, 1, True), (8, 2, False), (30, 3, True), (30, 4, False)]
)
def test_nearly_all_of_it_is_nine_tenths(n_georgian: int, n_others: int, is_one_language: bool) -> None:
    assert _check(["ka"] * n_georgian + ["en"] * n_others)["is_one_language"] is is_one_language


@pytest.mark.parametrize(("share", "is_one_language"), [(0.66, True), (0.67, False), (1.0, False)])
def test_a_topic_in_the_language_that_most_of_the_corpus_speaks_is_none_to_look_into(
    share: float, is_one_language: bool
) -> None:
    assert _check(["hy"] * 60, corpus=pd.Series({"hy": share}))["is_one_language"] is is_one_language
