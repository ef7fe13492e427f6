"""Topics over several nights: they grow, shrink, split, merge, vanish and return, and keep their numbers."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.curation import Decision
from models.encoder import Vectors
from models.schemas import OUTLIER
from tests.models.nights import MADE_WITH, Nights, around

WATER, BREAD, SCHOOL = around("ماء", 30), around("хлеб", 30), around("სკოლა", 30)
ALL = WATER | BREAD | SCHOOL
FIT = {0: list(WATER), 1: list(BREAD), 2: list(SCHOOL)}


def _some(members: dict[str, Vectors], start: int, end: int) -> dict[str, Vectors]:
    return dict(list(members.items())[start:end])


# --- joining ----------------------------------------------------------------------------------------------------


def test_a_first_night_finds_topics_and_the_next_one_joins_them(nights: Nights) -> None:
    nights.run(ALL, FIT)
    assert (nights.reason(), nights.n_fits) == ("no-fit", 1)
    new = around("ماء", 2, start=100)
    nights.run(ALL | new, {})
    assert (nights.reason(), nights.n_fits) == ("like-before", 1)
    assert {nights.topics()[each] for each in new} == {0}
    assert nights.lineage() == {0: ("continued", [0]), 1: ("continued", [1]), 2: ("continued", [2])}


def test_what_joined_stays_where_it_joined_and_adds_up_to_a_fit_in_the_end(nights: Nights) -> None:
    nights.run(ALL, FIT)
    vectors, n_nights = dict(ALL), 0
    while nights.n_fits == 1:
        n_nights += 1
        before = nights.topics()
        for centre in ("ماء", "хлеб", "სკოლა"):
            vectors |= around(centre, 1, start=100 + n_nights)
        nights.run(
            vectors,
            {
                topic: [each for each in vectors if each.startswith(name)]
                for topic, name in enumerate(("ماء", "хлеб", "სკოლა"))
            },
        )
        if nights.n_fits == 1:
            assert {each: nights.topics()[each] for each in before} == before
        assert all(nights.topics()[each] == topic for topic, members in FIT.items() for each in members)
    assert (nights.reason(), n_nights) == ("changed", 6)  # 18 of 108
    assert nights.found is not None
    assert nights.found.fit.n_statements == len(vectors)


def test_an_edited_statement_moves_to_where_its_words_belong(nights: Nights) -> None:
    nights.run(ALL, FIT)
    (elsewhere,) = around("хлеб", 1, spread=0.4, start=500).values()
    nights.run(ALL | {"ماء-3": elsewhere}, {}, texts={"ماء-3": "ماء-3, corrected"})
    assert nights.n_fits == 1
    assert nights.topics()["ماء-3"] == 1
    nights.run(ALL, {}, texts={"ماء-3": "ماء-3, corrected"})  # the same words as last night
    assert nights.topics()["ماء-3"] == 1


def test_a_source_that_was_renamed_changes_nothing(nights: Nights) -> None:
    nights.run(ALL, FIT)
    renamed = {f"new id of {each}": vector for each, vector in ALL.items()}
    nights.run(renamed, {}, texts={f"new id of {each}": each for each in ALL})
    assert (nights.reason(), nights.n_fits) == ("like-before", 1)
    assert nights.topics() == {f"new id of {each}": topic for topic, members in FIT.items() for each in members}


def test_statements_that_left_the_sources_neither_vote_nor_are_remembered(nights: Nights) -> None:
    nights.run(ALL, FIT)
    without = {each: vector for each, vector in ALL.items() if each not in list(WATER)[:5]}
    settled = nights.run(without, {})
    assert nights.n_fits == 1
    assert set(settled.remembered.statements["statement_id"]) == set(without)
    hashes = {words for each in settled.remembered.topics["exemplars"] for words in each}
    assert hashes <= set(settled.remembered.statements["text_sha256"])


def test_the_order_of_rows_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    new = around("ماء", 4, start=100) | around("else", 1)
    results = []
    for order in (None, 1, 2):
        nights = Nights(monkeypatch)
        nights.run(ALL, FIT, order=order)
        nights.run(ALL | new, {}, order=order)
        joined = nights.topics()
        nights.run(ALL | new, {0: [*SCHOOL], 1: [*WATER], 2: [*BREAD]}, order=order, is_asked=True)
        results.append((joined, nights.topics(), nights.lineage()))
    assert results[0] == results[1] == results[2]


def test_another_encoder_means_a_fit_whose_topics_are_known_by_their_statements(nights: Nights) -> None:
    nights.run(ALL, FIT)
    turned = dict(zip(ALL, reversed(list(ALL.values())), strict=True))
    nights.run(turned, {0: [*SCHOOL], 1: [*BREAD], 2: [*WATER]}, made_with=MADE_WITH | {"encoder": "other"})
    assert (nights.reason(), nights.n_fits) == ("settings", 2)
    assert nights.topics() == {each: topic for topic, members in FIT.items() for each in members}


# --- fits -------------------------------------------------------------------------------------------------------


def test_topics_grow_and_shrink_and_stay_themselves(nights: Nights) -> None:
    nights.run(_some(WATER, 0, 20) | BREAD, {0: list(BREAD), 1: list(_some(WATER, 0, 20))})
    nights.run(WATER | _some(BREAD, 0, 18), {0: list(WATER), 1: list(_some(BREAD, 0, 18))})
    assert nights.reason() == "changed"
    assert nights.topics() == dict.fromkeys(WATER, 1) | dict.fromkeys(_some(BREAD, 0, 18), 0)
    assert nights.lineage() == {0: ("shrunk", [0]), 1: ("grown", [1])}


def test_a_split_and_a_merge_name_their_parents_in_lineage_and_history(nights: Nights) -> None:
    nights.run(ALL, FIT)
    halves = {0: list(WATER)[:18], 1: list(WATER)[18:], 2: [*BREAD, *SCHOOL]}
    settled = nights.run(ALL, halves, is_asked=True)
    topics = nights.topics()
    assert (topics["ماء-0"], topics["ماء-29"]) == (0, 3)
    assert topics["хлеб-0"] == topics["სკოლა-0"]
    merged = topics["хлеб-0"]
    (other,) = {1, 2} - {merged}
    assert nights.lineage() == {0: ("shrunk", [0]), merged: ("merged", [1, 2]), 3: ("split", [0])}
    assert {(event.topic_id, event.became, event.others) for event in settled.remembered.history} == {
        (3, "split", (0,)),
        (merged, "merged", (other,)),
        (other, "vanished", (merged,)),
    }


def test_a_topic_that_comes_back_after_a_night_away_has_its_old_number(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.run(ALL, {0: [*WATER, *SCHOOL], 1: list(BREAD)}, is_asked=True)
    assert sorted(set(nights.topics().values())) == [0, 1] or 2 in nights.topics().values()
    (gone,) = {0, 2} - set(nights.topics().values())
    nights.run(ALL, {0: list(BREAD), 1: list(SCHOOL), 2: list(WATER)}, is_asked=True)
    assert nights.topics() == {each: topic for topic, members in FIT.items() for each in members}
    assert nights.settled is not None
    assert gone in {event.topic_id for event in nights.settled.events if event.became == "returned"}
    assert nights.settled.next_topic_id == 3


def test_a_topic_whose_source_was_away_for_a_night_has_its_old_number(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.run(WATER | BREAD, {0: list(WATER), 1: list(BREAD)})
    assert (nights.reason(), sorted(set(nights.topics().values()))) == ("changed", [0, 1])
    assert nights.settled is not None
    away = nights.settled.remembered.topics.set_index("topic_id").loc[2]
    assert (bool(away["is_present"]), list(away["exemplars"])) == (False, [])
    nights.run(ALL, {0: list(SCHOOL), 1: list(WATER), 2: list(BREAD)})
    assert nights.topics() == {each: topic for topic, members in FIT.items() for each in members}
    assert nights.lineage()[2] == ("continued", [2])


def test_a_new_topic_is_not_taken_for_one_that_is_away(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.run(WATER | BREAD, {0: list(WATER), 1: list(BREAD)})
    new = around("ჯანდაცვა", 30)
    nights.run(WATER | BREAD | new, {0: list(new), 1: list(WATER), 2: list(BREAD)})
    assert {nights.topics()[each] for each in new} == {3}
    assert nights.lineage()[3] == ("new", [])


def test_a_topic_whose_statements_were_all_replaced_keeps_its_number(nights: Nights) -> None:
    nights.run(ALL, FIT)
    other = around("ماء", 30, start=500)
    nights.run(BREAD | SCHOOL | other, {0: list(BREAD), 1: list(SCHOOL), 2: list(other)})
    assert {nights.topics()[each] for each in other} == {0}
    assert nights.lineage()[0] == ("continued", [0])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.integers(-1, 3), min_size=24, max_size=24), min_size=3, max_size=6), st.randoms())
def test_a_number_is_never_given_to_two_topics(
    monkeypatch: pytest.MonkeyPatch, fits: list[list[int]], chance: object
) -> None:
    """Whatever a fit finds: a number that appears anew was never used, unless its topic returned."""
    nights, used = Nights(monkeypatch), set[int]()
    pool = list(around("any", 40).items())
    for night, topics in enumerate(fits):
        vectors = dict(pool[night * 3 : night * 3 + 24])
        fit = {
            topic: [each for each, found in zip(vectors, topics, strict=True) if found == topic] for topic in range(4)
        }
        settled = nights.run(vectors, {topic: members for topic, members in fit.items() if members}, is_asked=True)
        present = {topic for topic in nights.topics().values() if topic != OUTLIER}
        returned = {event.topic_id for event in settled.events if event.became == "returned"}
        lineage = nights.lineage()
        fresh = {topic for topic in present if lineage[topic][0] == "new"}
        assert not fresh & used
        assert returned <= used
        used |= present
        assert settled.next_topic_id > max(used, default=-1)
        sizes = pd.Series(list(nights.topics().values())).value_counts()
        assert sizes.sum() == 24


# --- analysts' decisions ----------------------------------------------------------------------------------------


def test_merges_hold_through_fits_and_their_topics_stay_apart_beneath(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {2: Decision(merge_into=0)}
    for fit in ({}, {0: list(SCHOOL), 1: list(BREAD), 2: list(WATER)}):
        nights.run(ALL, fit, is_asked=bool(fit))
        assert {nights.topics()[each] for each in (*WATER, *SCHOOL)} == {0}
        assert {nights.topics("unmerged_topic_id")[each] for each in SCHOOL} == {2}
    nights.decisions = {}
    nights.run(ALL, {})
    assert {nights.topics()[each] for each in SCHOOL} == {2}


def test_a_decision_about_a_topic_that_merged_away_names_where_it_went(nights: Nights) -> None:
    small = _some(SCHOOL, 0, 12)
    nights.run(WATER | BREAD | small, {0: list(WATER), 1: list(BREAD), 2: list(small)})
    nights.decisions = {2: Decision(label="სკოლები", by="Nino"), 0: Decision(note="see 2", date=dt.date(2022, 7, 1))}
    fit = {0: [*WATER, *small], 1: list(BREAD)}
    gone, grown = nights.run(WATER | BREAD | small, fit, is_asked=True).conflicts
    where = "(gone since 2022-07-02; most of its statements are in topic 0)"
    assert gone.startswith(f"curation: topic 2 (label; Nino) does not exist in this run {where}. Nothing was applied.")
    assert "topic 0 (note; 2022-07-01) has taken in topic 2 since. The decision was applied." in grown
    # Night after night, until somebody decides.
    assert nights.run(WATER | BREAD | small, {}).conflicts == (gone, grown)
    nights.decisions = {0: Decision(note="seen", date=dt.date(2022, 7, 2))}
    assert nights.run(WATER | BREAD | small, {}).conflicts == ()


def test_what_is_remembered_has_no_words(nights: Nights) -> None:
    settled = nights.run(ALL, FIT, texts={"ماء-0": "in confidence, სანდო"})
    everything = settled.remembered.statements.to_csv() + settled.remembered.topics.to_csv()
    assert "in confidence" not in everything
    assert np.isfinite(settled.remembered.statements[["map_x", "map_y"]]).all(axis=None)


def test_nights_without_any_topic_are_nights_too(nights: Nights) -> None:
    settled = nights.run(WATER, {})
    assert (set(nights.topics().values()), settled.next_topic_id) == ({OUTLIER}, 0)
    nights.run(WATER | _some(BREAD, 0, 3), {})
    assert nights.reason() == "like-before"
    nights.run(WATER | BREAD, {0: list(BREAD)})
    assert {nights.topics()[each] for each in BREAD} == {0}
    assert nights.lineage() == {0: ("new", [])}
