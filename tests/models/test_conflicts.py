"""A decision that does not fit any more is told with what became of its topic, and is neither bent nor forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from models.conflicts import find_conflicts, untold_splits
from models.curation import Decision, SplitOut
from models.remembered import TopicEvent
from models.schemas import OUTLIER
from models.splits import Split

JULY = [dt.date(2022, 7, day) for day in range(1, 10)]


def conflicts(
    topic_ids: set[int],
    decisions: dict[int, Decision],
    *,
    splits: Sequence[Split] = (),
    history: Sequence[TopicEvent] = (),
) -> list[str]:
    """The conflicts in words."""
    return [each.sentence for each in find_conflicts(topic_ids, decisions, splits=splits, history=history)]


def test_decisions_that_hold_are_no_conflict() -> None:
    decisions = {0: Decision(label="Water", by="Nino", date=JULY[0]), 1: Decision(merge_into=0), 2: Decision(hide=True)}
    assert conflicts({0, 1, 2}, decisions) == []
    assert conflicts(set(), {}) == []
    whole = Split(7, 0, None, n_listed=3, n_gone=0, elsewhere={}, kept_from={})
    assert conflicts({0, 7}, {0: Decision(split_out=(SplitOut(("a", "b", "c")),))}, splits=[whole]) == []


def test_a_decision_about_a_topic_that_no_run_had_is_told() -> None:
    assert conflicts({0}, {5: Decision(hide=True, label="ჰაერი", by="Nino", date=JULY[0])}) == [
        (
            "curation: topic 5 (label, hide; Nino, 2022-07-01) does not exist in this run. "
            "Nothing was applied. Move the decision to another topic, or remove it."
        )
    ]


def test_a_decision_about_a_topic_that_is_gone_names_its_successors_by_way_of_those_that_are_gone_too() -> None:
    history = [
        TopicEvent(JULY[0], 5, "vanished", (3, 6)),
        TopicEvent(JULY[1], 6, "vanished", (4, 3)),
        TopicEvent(JULY[2], 8, "vanished", ()),
    ]
    told = conflicts({3, 4}, {5: Decision(note="seen"), 8: Decision(label="مياه")}, history=history)
    assert told == [
        (
            "curation: topic 5 (note) does not exist in this run (gone since 2022-07-01; most of its statements are in "
            "topics 3 and 4). Nothing was applied. Move the decision to another topic, or remove it."
        ),
        (
            "curation: topic 8 (label) does not exist in this run (gone since 2022-07-03; its statements are in no "
            "topic). Nothing was applied. Move the decision to another topic, or remove it."
        ),
    ]


def test_topics_that_vanished_into_one_another_end_the_search() -> None:
    history = [TopicEvent(JULY[0], 5, "vanished", (6,)), TopicEvent(JULY[1], 6, "vanished", (5,))]
    (told,) = conflicts({3}, {5: Decision(hide=True)}, history=history)
    assert "its statements are in no topic" in told


def test_a_merge_into_a_topic_that_is_gone_is_told_and_not_done() -> None:
    history = [TopicEvent(JULY[0], 6, "vanished", (2,))]
    assert conflicts({1, 2}, {1: Decision(merge_into=6)}, history=history) == [
        (
            "curation: topic 1 (merge_into) was to be merged into 6, which does not exist in this run (gone since "
            "2022-07-01; most of its statements are in topic 2). It was not merged. Name another topic, or remove "
            "merge_into."
        )
    ]


def test_topics_merged_in_a_ring_are_told_and_so_is_what_cannot_show() -> None:
    ring = {1: Decision(merge_into=2), 2: Decision(merge_into=1), 3: Decision(merge_into=1, label="الماء", note="why")}
    assert conflicts({1, 2, 3}, ring) == [
        "curation: topic 1 (merge_into) is merged into itself, by way of others. Leave out one merge_into.",
        "curation: topic 2 (merge_into) is merged into itself, by way of others. Leave out one merge_into.",
        (
            "curation: topic 3 (label, merge_into, note) is merged into 1, so that its label cannot show. "
            "Decide that on topic 1."
        ),
    ]


def test_what_happened_to_a_decided_topic_is_told_until_the_decision_is_dated_anew() -> None:
    history = [TopicEvent(JULY[3], 7, "split", (5,)), TopicEvent(JULY[4], 5, "merged", (2, 3))]
    sentence = (
        "has lost statements to topic 7 and has taken in topics 2 and 3 since. The decision was applied. "
        "Look whether it still fits, and give it today's date if it does."
    )
    for date in (None, JULY[2]):
        (told,) = conflicts({5, 7}, {5: Decision(label="Water", date=date)}, history=history)
        assert told.endswith(sentence)
    (later,) = conflicts({5, 7}, {5: Decision(label="Water", date=JULY[3])}, history=history)
    assert "has taken in topics 2 and 3 since" in later
    assert "has lost" not in later
    assert conflicts({5, 7}, {5: Decision(label="Water", date=JULY[4])}, history=history) == []


def test_listed_statements_that_are_gone_elsewhere_or_held_are_counted() -> None:
    decisions = {5: Decision(split_out=(SplitOut(tuple("abcdef")),))}
    partly = Split(7, 5, None, n_listed=6, n_gone=1, elsewhere={2: 1, OUTLIER: 1}, kept_from={3: 2})
    assert conflicts({2, 3, 5, 7}, decisions, splits=[partly]) == [
        (
            "curation: topic 5 (split_out): of 6 statements to split out into topic 7, not all could be: 1 left the "
            "sources, 2 were left in topic 2 and no topic. Correct the list."
        ),
        (
            "curation: topic 5 (split_out): of 6 statements to split out, 2 would by now be in topic 3. They stay in "
            "topic 7, as decided. Look whether that is still right."
        ),
    ]
    nothing = Split(None, 5, None, n_listed=6, n_gone=6, elsewhere={}, kept_from={})
    assert conflicts({5}, decisions, splits=[nothing]) == [
        (
            "curation: topic 5 (split_out): of 6 statements to split out none is in the topic: 6 left the sources. "
            "None was split out. Correct the list, or remove it."
        )
    ]


def test_nothing_is_said_of_where_people_at_risk_are_whatever_became_of_them() -> None:
    decisions = {5: Decision(split_out=(SplitOut(("ა", "ب")),))}
    alike = [Split(topic_id, 5, None, 0, 0, {}, {}, lists_at_risk=True) for topic_id in (7, None)]
    told = [conflicts({5, 7}, decisions, splits=[split]) for split in alike]
    assert told[0] == told[1]
    assert told[0] == [
        (
            "curation: topic 5 (split_out): statements of people at risk are listed to split out. What becomes of them "
            "is told nowhere, and where too few people said so they are in no topic."
        )
    ]


def test_a_split_whose_statements_leave_their_topic_lest_few_people_are_known_is_told_without_a_count() -> None:
    decisions = {5: Decision(split_out=(SplitOut(("а", "ب")),), by="Nino"), 6: Decision(hide=True)}
    found = pd.DataFrame({"statement_id": ["а", "ب", "c"], "topic_id": [7, 7, 6]})
    told = found.assign(topic_id=[7, OUTLIER, OUTLIER])
    sentence = (
        "curation: topic 5 (split_out; Nino): some statements to split out are in no topic in this run, because the "
        "figures of their topic would tell what few people said."
    )
    (conflict,) = untold_splits(decisions, found, told, at_risk=())
    assert (conflict.topic_id, conflict.what, conflict.is_applied) == (5, ("split_out",), True)
    assert conflict.sentence == sentence
    assert untold_splits(decisions, found, told, at_risk={"ب"}) == []
    assert untold_splits(decisions, found, found, at_risk=()) == []
