"""Once is not too few: whose words count where a statement stands in two places."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from corpus.duplicates.counted import counted_as

SENTENCE = "نريد ماء نظيفا في كل قرية"


def statements(*rows: dict[str, object]) -> pd.DataFrame:
    """Copies of one sentence, the first of them the original."""
    usual = {
        "text": SENTENCE,
        "source": "notes",
        "source_type": "notes",
        "session_id": None,
        "author_id": None,
        "speaker": None,
        "groups": (),
    }
    links: list[dict[str, object]] = [
        {"statement_id": f"s{at}", "duplicate_of": None if at == 0 else "s0"} for at in range(len(rows))
    ]
    return pd.DataFrame([usual | link | row for link, row in zip(links, rows, strict=True)])


def note(session: str, **fields: object) -> dict[str, object]:
    return {"session_id": session, **fields}


def comment(author: str, source: str = "polis", **fields: object) -> dict[str, object]:
    return {"source": source, "source_type": "polis", "author_id": f"{source}:{author}", **fields}


def answer(source: str = "survey", **fields: object) -> dict[str, object]:
    return {"source": source, "source_type": "table", **fields}


def counted(*rows: dict[str, object]) -> list[str]:
    return [str(statement_id) for statement_id in counted_as(statements(*rows))]


@pytest.mark.parametrize(
    "rows",
    [
        [note("tunis"), note("sfax")],
        [comment("1"), comment("2")],
        [comment("1"), comment("1", source="other")],
        [answer(), answer()],
        [answer(session_id="tunis"), answer(session_id="tunis")],
        [note("tunis", speaker="Youth"), note("tunis", speaker="Mayor")],
        [note("tunis"), answer(session_id="sfax")],
    ],
    ids=[
        "two sessions",
        "two participants",
        "participants of two conversations",
        "two answers to a survey",
        "two answers of one event",
        "two speakers",
        "a note and an answer of another session",
    ],
)
def test_people_whom_the_sources_tell_apart_all_count(rows: Sequence[dict[str, object]]) -> None:
    assert counted(*rows) == ["s0", "s1"]


@pytest.mark.parametrize(
    "rows",
    [
        [note("tunis"), comment("1")],
        [comment("1"), note("tunis")],
        [note("tunis"), answer(session_id="tunis")],
        [answer(), comment("1")],
        [note("tunis"), note("tunis")],
        [comment("1"), comment("1")],
    ],
    ids=[
        "in a note and in Pol.is",
        "in Pol.is and in a note",
        "in a note and a table of its session",
        "in a table and in Pol.is",
        "twice in a note",
        "twice by one participant",
    ],
)
def test_one_statement_in_two_places_counts_once(rows: Sequence[dict[str, object]]) -> None:
    assert counted(*rows) == ["s0", "s0"]


def test_a_note_stands_for_one_comment_only_since_two_participants_are_two_voices() -> None:
    assert counted(note("tunis"), comment("1"), comment("2")) == ["s0", "s0", "s2"]
    assert counted(comment("1"), note("tunis"), note("sfax")) == ["s0", "s0", "s2"]


def test_a_note_stands_for_a_copy_in_each_other_source() -> None:
    assert counted(note("tunis"), comment("1"), answer()) == ["s0", "s0", "s0"]


def test_the_copy_that_names_a_group_counts_so_that_the_group_loses_nothing() -> None:
    assert counted(comment("1"), note("tunis", groups=("women",))) == ["s1", "s1"]
    assert counted(note("tunis"), comment("1", groups=("youth",)), note("sfax")) == ["s1", "s1", "s2"]


def test_two_groups_both_count() -> None:
    assert counted(note("tunis", groups=("women",)), comment("1", groups=("youth",))) == ["s0", "s1"]
    assert counted(note("tunis", groups=("women", "youth")), comment("1", groups=("youth",))) == ["s0", "s0"]


def test_short_answers_of_two_sources_always_count() -> None:
    assert counted(note("tunis", text="نعم"), comment("1", text="نعم")) == ["s0", "s1"]


def test_what_is_linked_with_nothing_counts() -> None:
    assert counted_as(statements(note("tunis"), comment("1")).assign(duplicate_of=None)).tolist() == ["s0", "s1"]
