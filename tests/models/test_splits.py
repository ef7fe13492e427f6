"""What analysts split out is a topic of its own, night after night, and holds what they listed."""

from __future__ import annotations

import datetime as dt

from models.curation import Decision, SplitOut
from tests.models.nights import Nights, around

WATER, BREAD, SCHOOL = around("ماء", 30), around("хлеб", 30), around("სკოლა", 30)
ALL = WATER | BREAD | SCHOOL
FIT = {0: list(WATER), 1: list(BREAD), 2: list(SCHOOL)}
FIVE = tuple(list(WATER)[:5])


def test_statements_that_are_split_out_are_a_topic_of_their_own_night_after_night(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut(FIVE, label="Wells"),))}
    settled = nights.run(ALL, {})
    assert nights.n_fits == 1  # a decision is no reason for a fit
    assert {nights.topics()[each] for each in FIVE} == {3}
    assert nights.lineage()[3] == ("split", [0])
    assert settled.decisions[3].label == "Wells"
    assert settled.conflicts == ()
    nights.run(ALL | around("ماء", 2, start=100), {})
    assert nights.lineage()[3] == ("continued", [3])
    assert sorted(each for each, topic in nights.topics().items() if topic == 3) == sorted(FIVE)
    nights.run(ALL, {0: list(SCHOOL), 1: list(BREAD), 2: list(WATER)}, is_asked=True)
    assert {nights.topics()[each] for each in FIVE} == {3}
    assert nights.topics("unmerged_topic_id")["ماء-9"] == 0
    assert "merged" not in {became for became, _ in nights.lineage().values()}


def test_a_split_that_is_taken_back_gives_the_statements_back(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut(FIVE),))}
    nights.run(ALL, {})
    nights.decisions = {0: Decision(label="Water")}
    settled = nights.run(ALL, {})
    assert settled.conflicts == ()
    assert {nights.topics()[each] for each in WATER} == {0}
    assert [(event.topic_id, event.became, event.others) for event in settled.events] == [(3, "vanished", (0,))]
    nights.decisions = {0: Decision(split_out=(SplitOut(FIVE),))}
    nights.run(ALL, {})
    assert {nights.topics()[each] for each in FIVE} == {3}
    assert nights.settled is not None
    assert nights.settled.conflicts == ()


def test_a_split_holds_where_a_fit_would_put_its_statements_elsewhere_and_says_so(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut(FIVE),), by="Nino", date=dt.date(2022, 7, 30))}
    nights.run(ALL, {})
    fit = {0: list(WATER)[5:], 1: [*BREAD, *FIVE], 2: list(SCHOOL)}
    settled = nights.run(ALL, fit, is_asked=True)
    assert {nights.topics()[each] for each in FIVE} == {3}
    assert settled.conflicts == (
        (
            "curation: topic 0 (split_out; Nino, 2022-07-30): of 5 statements to split out, 5 would by now be in topic "
            "1. They stay in topic 3, as decided. Look whether that is still right."
        ),
    )


def test_a_split_that_the_fit_finds_by_itself_keeps_its_number(nights: Nights) -> None:
    nights.run(ALL, FIT)
    ten = tuple(list(WATER)[:10])
    nights.decisions = {0: Decision(split_out=(SplitOut(ten),))}
    nights.run(ALL, {})
    nights.run(ALL, {0: list(BREAD), 1: list(SCHOOL), 2: list(WATER)[10:], 3: list(ten)}, is_asked=True)
    assert {nights.topics()[each] for each in ten} == {3}
    assert nights.settled is not None
    assert nights.settled.conflicts == ()
    assert nights.settled.next_topic_id == 4


def test_a_split_of_statements_that_are_not_in_the_topic_is_not_done(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut((*list(BREAD)[:3], "gone")),))}
    settled = nights.run(ALL, {})
    assert nights.topics() == {each: topic for topic, members in FIT.items() for each in members}
    assert settled.conflicts == (
        (
            "curation: topic 0 (split_out): of 4 statements to split out none is in the topic: 1 left the sources, 3 "
            "were left in topic 1. None was split out. Correct the list, or remove it."
        ),
    )


def test_a_split_of_a_split_has_a_number_of_its_own(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut(FIVE),))}
    nights.run(ALL, {})
    # Written before the decision that it builds on, and taking more than half of it.
    nights.decisions = {3: Decision(split_out=(SplitOut(FIVE[:3]),)), **nights.decisions}
    for fit in ({}, {}, {0: list(SCHOOL), 1: list(BREAD), 2: list(WATER)}):
        nights.run(ALL, fit, is_asked=bool(fit))
        assert [nights.topics()[each] for each in FIVE] == [4, 4, 4, 3, 3]
    assert nights.settled is not None
    assert nights.settled.conflicts == ()


def test_two_splits_of_one_topic_do_not_swap_their_numbers(nights: Nights) -> None:
    nights.run(ALL, FIT)
    first, second = SplitOut(FIVE), SplitOut(tuple(list(WATER)[5:12]), label="مطر")
    nights.decisions = {0: Decision(split_out=(first, second))}
    nights.run(ALL, {})
    nights.decisions = {0: Decision(split_out=(second, first))}
    nights.run(ALL, {})
    assert (nights.topics()["ماء-0"], nights.topics()["ماء-7"]) == (3, 4)


def test_a_split_topic_can_be_merged_and_named_like_any_other(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut(FIVE, label="Wells"),))}
    nights.run(ALL, {})
    nights.decisions |= {3: Decision(merge_into=1, note="with bread")}
    settled = nights.run(ALL, {})
    assert {nights.topics()[each] for each in FIVE} == {1}
    assert {nights.topics("unmerged_topic_id")[each] for each in FIVE} == {3}
    assert settled.decisions[3] == Decision(label="Wells", merge_into=1, note="with bread")
    assert settled.conflicts == ()


def test_statements_of_people_at_risk_are_split_out_and_counted_in_no_message(nights: Nights) -> None:
    nights.run(ALL, FIT)
    nights.decisions = {0: Decision(split_out=(SplitOut((*FIVE, "хлеб-0", "სკოლა-0")),))}
    told = nights.run(ALL, {}, at_risk={FIVE[0], "სკოლა-0"}).conflicts
    assert nights.topics()[FIVE[0]] == 3
    assert [" were left in " in sentence for sentence in told] == [False, True]
    assert "of 5 statements to split out into topic 3, not all could be: 1 were left in topic 1." in told[1]
