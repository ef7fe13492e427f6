"""One note under two names is one session; two meetings that agree in a sentence are two."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from models.repeated_sessions import is_repeated, repeated_sessions
from tests.models.conftest import make_statements

SAID = {
    "en": ["The bus does not stop here any more", "Wells run dry every summer", "Nobody repairs the bridge"],
    "ka": ["ავტობუსი აქ აღარ ჩერდება", "ჭები ყოველ ზაფხულს შრება", "ხიდს არავინ აკეთებს უკვე დიდი ხანია"],
    "ar": ["الحافلة لم تعد تتوقف هنا", "تجف الآبار كل صيف", "لا أحد يصلح الجسر منذ سنين"],
}
OTHER = ["The market moved to the hill", "Lamps are dark after nine", "Forms come in one language only"]


def _notes(**sessions: list[str]) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"session_id": name, "text": text} for name, texts in sessions.items() for text in texts
    ]
    return make_statements(rows)


@pytest.mark.parametrize("language", SAID)
def test_a_note_that_came_in_twice_is_one_session_whatever_it_is_called(language: str) -> None:
    statements = _notes(first=SAID[language], other=OTHER, second=[text.upper() + " " for text in SAID[language]])
    same_as = repeated_sessions(statements)
    assert same_as == {"notes/second": "notes/first"}
    assert is_repeated(statements, same_as).tolist() == [False] * 6 + [True] * 3


@pytest.mark.parametrize(
    ("second", "is_same"),
    [
        ([*SAID["en"], OTHER[0]], True),  # one line more
        ([*SAID["en"][:2], *OTHER], False),
        (SAID["en"][:2], False),  # two sentences are no note
        (["No.", "Yes.", "Maybe."], False),
    ],
)
def test_two_sessions_are_one_if_nearly_all_of_the_smaller_is_in_the_other(second: list[str], is_same: bool) -> None:
    statements = _notes(first=[*SAID["en"], "No.", "Yes.", "Maybe."], second=second)
    assert bool(repeated_sessions(statements)) is is_same


def test_what_a_copy_has_more_counts_and_so_does_what_names_another_group() -> None:
    statements = _notes(first=SAID["en"], second=[*SAID["en"], "And one more thing was said"])
    statements["groups"] = [("youth",)] * 3 + [("youth",), (), ("elders",), ()]
    same_as = repeated_sessions(statements)
    # the longer of the two is the one that counts, and names no group for the second sentence
    assert same_as == {"notes/first": "notes/second"}
    assert is_repeated(statements, same_as).tolist() == [True, False, False, False, False, False, False]


def test_three_copies_are_one_session_also_where_the_first_and_last_differ() -> None:
    longer = [*SAID["en"], *SAID["ka"], *SAID["ar"], OTHER[0]]
    statements = _notes(a=longer[:9], b=longer, c=longer[1:])
    assert repeated_sessions(statements) == {"notes/a": "notes/b", "notes/c": "notes/b"}


def test_stock_phrases_of_many_sessions_and_authors_who_agree_are_no_copies() -> None:
    assert repeated_sessions(_notes(**{f"s{number}": SAID["en"] for number in range(21)})) == {}
    comments: list[dict[str, object]] = [
        {"source_type": "polis", "session_id": None, "author_id": author, "text": text}
        for author in ("a", "b")
        for text in SAID["en"]
    ]
    assert repeated_sessions(make_statements(comments)) == {}


def test_what_is_said_twice_within_one_session_is_no_copy_and_arguments_stay() -> None:
    statements = _notes(first=SAID["en"] * 2)
    before = statements.copy(deep=True)
    assert not is_repeated(statements, repeated_sessions(statements)).any()
    twice = pd.concat([statements, statements.assign(session_id="second")])  # the index repeats itself
    assert is_repeated(twice, repeated_sessions(twice)).tolist() == [False] * 6 + [True] * 6
    pd.testing.assert_frame_equal(statements, before)
