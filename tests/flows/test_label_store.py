"""A suggestion holds as long as its topic still is what it was made from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from flows.label_store import FILE, Suggestion, held, keep_suggestions, read_suggestions

IDS = ("a", "b", "c", "d")


def suggestion(size: int = 8, ids: tuple[str, ...] = IDS, label: str = "Eau rare été") -> Suggestion:
    return Suggestion(label=label, request_sha256="1", model="small", language="fr", statement_ids=ids, size=size)


def statements(**topics: str) -> pd.DataFrame:
    """The statements of each topic, one letter a statement: `t3="abcd"`."""
    rows = [(letter, int(name[1:])) for name, letters in topics.items() for letter in letters]
    return pd.DataFrame(rows, columns=["statement_id", "topic_id"])


def holds(frame: pd.DataFrame, sendable: pd.DataFrame | None = None) -> bool:
    return 3 in held({3: suggestion()}, frame, frame if sendable is None else sendable)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    kept = {3: suggestion(), 12: suggestion(label="Écoles")}
    keep_suggestions(tmp_path / "store", kept)
    assert read_suggestions(tmp_path / "store") == kept
    assert "Écoles" in (tmp_path / "store" / FILE).read_text("utf-8")
    keep_suggestions(tmp_path / "store", {12: kept[12]})
    assert list(read_suggestions(tmp_path / "store")) == [12]


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b'{"3": {}}', b'{"x": 1}', b'{"3": {"label": 1}}', b"{" * 9999]
)
def test_a_damaged_file_is_as_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert read_suggestions(tmp_path) == {}


def test_without_a_file_nothing_is_kept(tmp_path: Path) -> None:
    assert read_suggestions(tmp_path / "absent") == {}


def test_an_unchanged_topic_keeps_its_suggestion() -> None:
    assert holds(statements(t3="abcdefgh", t4="xyz"))


@pytest.mark.parametrize(("still", "expected"), [("abcd", True), ("ab", True), ("a", False), ("", False)])
def test_half_of_what_it_was_made_from_must_still_be_in_the_topic(still: str, expected: bool) -> None:
    moved = "".join(letter for letter in "abcd" if letter not in still)
    filler = "efghijkl"[: 8 - len(still)]
    assert holds(statements(t3=still + filler, t4=moved)) is expected


def test_statements_that_are_gone_count_as_not_in_the_topic() -> None:
    assert holds(statements(t3="abefghij"))
    assert not holds(statements(t3="aefghijk"))


@pytest.mark.parametrize(("size", "expected"), [(3, False), (4, True), (8, True), (16, True), (17, False)])
def test_a_topic_that_doubled_or_halved_is_asked_about_again(size: int, expected: bool) -> None:
    assert holds(statements(t3="abcdefghijklmnopqrstu"[:size])) is expected


def test_a_label_goes_when_one_of_its_statements_may_not_be_sent_any_more() -> None:
    frame = statements(t3="abcdefgh")
    assert not holds(frame, sendable=frame[frame["statement_id"] != "d"])
    assert holds(frame, sendable=frame[frame["statement_id"] != "h"])


def test_a_topic_that_is_gone_holds_nothing() -> None:
    assert not holds(statements(t4="abcdefgh"))
