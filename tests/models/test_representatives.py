"""Those who are quoted come from many mouths, languages and groups, and can be read."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models import representatives as module
from models.encoder import Vectors, unit
from models.representatives import representatives
from tests.models.conftest import make_statements

READABLE = "river water bread oven school lesson"


def _on_a_fan(n: int) -> Vectors:
    """Vectors that turn away from one axis to all sides, the first one least; none is a near-duplicate of another."""
    angles = np.linspace(0.5, 1.2, n)
    return unit(np.concatenate([np.cos(angles)[:, None], np.diag(np.sin(angles))], axis=1))


def _said(rows: list[dict[str, object]]) -> pd.DataFrame:
    return make_statements([{"text": f"{READABLE} {'abcdefghijklmnop'[n] * 4}", **row} for n, row in enumerate(rows)])


def _quoted(rows: list[dict[str, object]], *, n: int, is_clustered: list[bool] | None = None) -> list[str]:
    flags = np.asarray([True] * len(rows) if is_clustered is None else is_clustered)
    return representatives(_said(rows), _on_a_fan(len(rows)), flags, n=n)


def test_those_quoted_are_the_nearest_who_bring_a_new_voice_and_a_new_language() -> None:
    rows: list[dict[str, object]] = [
        {"session_id": session_id, "language": language}
        for session_id, language in [
            ("a", "en"),  # s0: nearest of all
            ("a", "ar"),  # s1: a new language of a session heard already
            ("b", "en"),  # s2: a new session in a language heard already
            ("c", "ka"),  # s3: both are new
            ("d", "ar"),  # s4: both are still new
            *[("e", "en")] * 5,
        ]
    ]
    assert _quoted(rows, n=2) == ["s0", "s3"]
    assert _quoted(rows, n=3) == ["s0", "s3", "s4"]
    assert _quoted(rows, n=5) == ["s0", "s3", "s4", "s2", "s1"]


def test_a_group_that_was_not_heard_comes_before_a_nearer_statement_of_one_that_was() -> None:
    same: dict[str, object] = {"session_id": "e", "groups": ("youth",)}
    rows: list[dict[str, object]] = [
        {"session_id": "a", "groups": ("youth",)},
        {"session_id": "b", "groups": ("youth",)},
        {"session_id": "c", "groups": ("youth", "women")},
        {"session_id": "d", "groups": ()},
        *[same] * 4,
    ]
    assert _quoted(rows, n=2) == ["s0", "s2"]
    # a speaker of no group brings no new one
    assert _quoted(rows, n=3) == ["s0", "s2", "s1"]


def test_a_new_session_comes_before_a_new_language_of_one_that_was_heard() -> None:
    same: dict[str, object] = {"session_id": "a", "language": "en"}
    rows: list[dict[str, object]] = [
        same,
        {"session_id": "a", "language": "ar"},
        {"session_id": "b", "language": "en"},
        *[same] * 3,
    ]
    assert _quoted(rows, n=2) == ["s0", "s2"]


def test_only_the_nearer_half_is_quoted_though_farther_ones_bring_new_languages() -> None:
    near: list[dict[str, object]] = [{"session_id": "a", "language": "en"}] * 4
    rows = near + [{"session_id": "b", "language": "ru"}] * 4
    assert _quoted(rows, n=3) == ["s0", "s1", "s2"]


def test_of_a_large_topic_only_the_nearest_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_POOL", 2)
    rows: list[dict[str, object]] = [{"session_id": "a"}, {"session_id": "a"}, {"session_id": "b"}, *[{}] * 5]
    assert _quoted(rows, n=2) == ["s0", "s1"]


def test_clustered_statements_are_quoted_before_those_that_joined_later() -> None:
    assert _quoted([{}] * 4, n=2, is_clustered=[False, True, False, True])[0] == "s1"
    assert set(_quoted([{"session_id": "a"}] * 4, n=2, is_clustered=[False, True, False, True])) == {"s1", "s3"}


def test_a_text_is_quoted_once() -> None:
    rows: list[dict[str, object]] = [{"text": "نهر مياه خبز"}, {"text": "نهر مياه خبز"}, {"text": "მდინარე წყალი პური"}]
    assert _quoted(rows, n=3) == ["s0", "s2"]


def test_near_duplicates_of_a_chosen_statement_come_last() -> None:
    rows: list[dict[str, object]] = [{"session_id": "a"}, {"session_id": "b"}, {"session_id": "a"}, *[{}] * 3]
    vectors = _on_a_fan(6)
    vectors[1] = unit(0.99 * vectors[0] + 0.01 * vectors[1])
    flags = np.ones(6, dtype=np.bool_)
    assert representatives(_said(rows), vectors, flags, n=2)[0] in {"s0", "s1"}
    assert set(representatives(_said(rows), vectors, flags, n=2)) != {"s0", "s1"}
    assert set(representatives(_said(rows), vectors, flags, n=3)) == {"s0", "s1", "s2"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No."),
        ("zh", "不好"),
        ("ar", "نعم جدا"),
        ("en", " ".join(f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60))),
        ("ka", "მდინარე წყალი პური " * 20),
    ],
)
def test_what_is_too_short_or_too_long_to_read_is_quoted_when_nothing_else_is_left(language: str, text: str) -> None:
    rows: list[dict[str, object]] = [
        {"text": text, "language": language, "session_id": "a"},
        {"session_id": "b"},
        {"session_id": "b"},
        {"session_id": "b"},
    ]
    assert _quoted(rows, n=2) == ["s1", "s2"]
    assert _quoted(rows, n=4)[-1] == "s0"


def test_authors_speak_for_themselves_outside_sessions() -> None:
    rows: list[dict[str, object]] = [
        {"session_id": None, "author_id": author, "source_type": "polis"} for author in ("ann", "ann", "ben", None)
    ]
    assert _quoted(rows, n=4) == ["s0", "s2", "s3", "s1"]


def test_the_order_of_rows_does_not_matter_and_arguments_stay() -> None:
    rows: list[dict[str, object]] = [{"session_id": f"{n % 3}", "language": ["en", "ka"][n % 2]} for n in range(8)]
    statements, vectors, flags = _said(rows), _on_a_fan(8), np.ones(8, dtype=np.bool_)
    before = statements.copy(deep=True), vectors.copy()
    expected = representatives(statements, vectors, flags, n=4)
    assert representatives(statements.iloc[::-1], vectors[::-1], flags, n=4) == expected
    pd.testing.assert_frame_equal(statements, before[0])
    np.testing.assert_array_equal(vectors, before[1])
