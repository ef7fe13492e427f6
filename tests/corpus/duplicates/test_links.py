"""Who says the same as whom: pairs in fifteen languages, stars, and people at risk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from corpus.duplicates.links import link_duplicates
from corpus.schemas import Group

PAIRS = YAML(typ="safe").load((Path(__file__).parent / "pairs.yaml").read_text("utf-8"))

SESSIONS = pd.DataFrame({"session_id": ["open", "closed"], "groups": [(), ("defenders",)]})
GROUPS = (Group("women", "Women"), Group("defenders", "Defenders", sensitive=True))


def said(texts: Sequence[str], language: str = "en", **columns: Sequence[object]) -> pd.DataFrame:
    frame = pd.DataFrame({"statement_id": [f"s{at}" for at in range(len(texts))], "text": list(texts)})
    return frame.assign(**({"language": language, "session_id": None, "groups": [()] * len(texts)} | columns))


def links(frame: pd.DataFrame) -> list[tuple[str, str] | None]:
    found = link_duplicates(frame, SESSIONS, GROUPS)
    return [None if pd.isna(row.duplicate_of) else (row.duplicate_of, row.duplicate_kind) for row in found.itertuples()]


def pairs(kind: str) -> list[tuple[str, str, str]]:
    return [(language, *pair) for language, kinds in PAIRS.items() for pair in kinds[kind]]


def test_there_are_two_hundred_pairs_and_half_of_them_are_traps() -> None:
    assert len(PAIRS) >= 10
    assert len(pairs("same")) + len(pairs("different")) >= 200
    assert len(pairs("different")) >= 100


@pytest.mark.parametrize(("language", "one", "other"), pairs("different"))
def test_no_pair_that_differs_in_meaning_is_linked(language: str, one: str, other: str) -> None:
    assert links(said([one, other], language)) == [None, None]


def test_of_sentences_written_twice_at_least_four_in_five_are_linked() -> None:
    same = pairs("same")
    n_linked = sum(links(said(pair, language))[1] is not None for language, *pair in same)
    assert n_linked >= 0.8 * len(same)


def test_the_kind_says_how_much_differs() -> None:
    text = "Чистая вода нужна каждому посёлку."
    frame = said([text, text, "чистая вода нужна каждому поселку", "И чистая вода нужна каждому посёлку"], "ru")
    assert links(frame) == [None, ("s0", "exact"), ("s0", "normalised"), ("s0", "near")]


def test_the_same_letters_in_two_normal_forms_of_unicode_are_exact() -> None:
    assert links(said(["L'été dure", "L'e\u0301te\u0301 dure"], "fr")) == [None, ("s0", "exact")]


def test_short_answers_are_linked_only_where_they_are_equal() -> None:
    assert links(said(["Oui", "oui !", "le oui"], "fr")) == [None, ("s0", "normalised"), None]


def test_nothing_but_signs_is_compared_as_it_stands() -> None:
    assert links(said(["…", "!!!", "…"])) == [None, None, ("s0", "exact")]


def test_every_duplicate_says_the_same_as_its_original_and_nothing_is_linked_through_a_third() -> None:
    a, b, c = "trains carry farmers", "traains carry farmers", "traains caarry farmers"
    assert links(said([a, b, c])) == [None, ("s0", "near"), None]
    assert links(said([b, a, c])) == [None, ("s0", "near"), ("s0", "near")]


def test_near_sentences_of_two_languages_are_not_linked() -> None:
    frame = said(["la salud publica importa", "salud publica importa"], "es")
    assert links(frame)[1] == ("s0", "near")
    assert links(frame.assign(language=["es", "it"])) == [None, None]


def test_people_at_risk_are_linked_with_nobody_by_group_or_by_session() -> None:
    text = "გვითვალთვალებენ საზღვარგარეთაც"
    frame = said(
        [text] * 4, "ka", session_id=["open", "closed", None, "open"], groups=[("defenders",), (), (), ("women",)]
    )
    assert links(frame) == [None, None, None, ("s2", "exact")]


def test_links_do_not_tell_what_people_at_risk_said() -> None:
    texts = ["the river is rising here", "river is rising here", "the river is riising here"]
    alone = links(said(texts[1:]).assign(statement_id=["s1", "s2"]))
    beside = links(said(texts, groups=[("defenders",), (), ()]))
    assert beside[1:] == alone


def test_the_frame_is_left_as_it_was_and_an_empty_one_has_no_links() -> None:
    frame = said(["نعم نريد الماء", "نعم نريد الماء"], "ar")
    before = frame.copy(deep=True)
    found = link_duplicates(frame, SESSIONS, GROUPS)
    pd.testing.assert_frame_equal(frame, before)
    assert found.index.equals(frame.index)
    assert link_duplicates(said([]), SESSIONS, GROUPS).empty


@given(st.lists(st.text(alphabet="ab נא 水1?.", max_size=20), max_size=8))
def test_links_lead_to_an_earlier_original(texts: list[str]) -> None:
    found = links(said(texts))
    for at, link in enumerate(found):
        if link is not None:
            original = int(link[0][1:])
            assert original < at
            assert found[original] is None
