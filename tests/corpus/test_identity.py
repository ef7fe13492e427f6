"""Ids that hold from night to night, and what counts as the same statement."""

from __future__ import annotations

import pytest

from corpus.identity import folded, statement_ids, without_duplicates
from corpus.rows import Row


def row(text: str, **fields: str | None) -> Row:
    return Row(text, source_ref="notes.md", place="line 1", **fields)  # type: ignore[arg-type]


def test_ids_do_not_change_when_other_rows_come_go_or_move() -> None:
    one, two, three = row("ერთი"), row("اثنان"), row("three")
    before = dict(zip("abc", statement_ids("s", [one, two, three]), strict=True))
    after = dict(zip("cda", statement_ids("s", [three, row("four"), one]), strict=True))
    assert before["a"] == after["a"]
    assert before["c"] == after["c"]


def test_equal_words_in_one_file_have_ids_of_their_own() -> None:
    ids = statement_ids("s", [row("same"), row("same"), row("same")])
    assert len(set(ids)) == 3
    assert all(len(statement_id) == 16 for statement_id in ids)


def test_with_an_id_of_its_own_a_statement_may_change_its_words() -> None:
    assert statement_ids("s", [row("before", key="7")]) == statement_ids("s", [row("after", key="7")])
    assert statement_ids("s", [row("same", key="7")]) != statement_ids("other", [row("same", key="7")])


def test_the_first_of_equal_statements_stays() -> None:
    rows = [row("Jobs, now!"), row("  JOBS,\nnow"), row("«Jobs, now»…"), row("Jobs now")]
    assert without_duplicates(rows) == [rows[0], rows[3]]


@pytest.mark.parametrize("field", ["session_id", "author_id", "speaker"])
def test_other_people_and_other_sessions_may_say_the_same(field: str) -> None:
    rows = [row("نعم", **{field: "a"}), row("نعم", **{field: "b"}), row("نعم"), row("نعم؟")]
    assert without_duplicates(rows) == rows[:3]


def test_the_same_words_with_other_groups_or_another_id_of_an_answer_are_not_dropped() -> None:
    rows = [
        Row("مزيد من الحدائق", "table.csv", "row 1", groups=("women",)),
        Row("مزيد من الحدائق", "table.csv", "row 2", groups=("youth",)),
        Row("مزيد من الحدائق", "table.csv", "row 3", groups=("youth",), key="3"),
        Row("مزيد من الحدائق", "table.csv", "row 4", groups=("youth",), key="4"),
        Row("مزيد من الحدائق", "table.csv", "row 5", groups=("youth",)),
    ]
    assert without_duplicates(rows) == rows[:4]


def test_an_author_who_repeats_a_comment_under_another_id_is_heard_once() -> None:
    rows = [row("дороги", author_id="p:1", key="1"), row("Дороги!", author_id="p:1", key="2")]
    assert without_duplicates(rows) == rows[:1]


@pytest.mark.parametrize(
    ("text", "compared"),
    [("ＵｂｅｒＸ！", "uberx"), ("«Да»", "да"), ("؟لماذا؟", "لماذا"), ("…", "..."), ("", "")],
)
def test_comparison_ignores_width_case_and_outer_punctuation(text: str, compared: str) -> None:
    assert folded(text) == compared
