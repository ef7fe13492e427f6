"""What a model may see of a topic: words of several people, and only of those that may be sent."""

from __future__ import annotations

import pandas as pd

from models.llm_evidence import MAX_LETTERS, MIN_STATEMENTS, N_STATEMENTS, topic_evidence
from tests.models.conftest import make_statements

WATER = ["الماء قليل", "წყალი აღარ მოდის", "вода дорогая", "water floods houses"]


def frame(texts: list[str], topic_id: int = 3, **columns: list[object]) -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        {"text": text, "topic_id": topic_id, "statement_id": f"{topic_id}-{n}"} | {k: v[n] for k, v in columns.items()}
        for n, text in enumerate(texts)
    ]
    return make_statements(rows)


def topics(*rows: tuple[int, list[str], list[str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["topic_id", "keywords", "representative_ids"])


def test_representatives_come_first_then_those_that_sit_most_firmly() -> None:
    statements = frame(WATER, topic_probability=[0.2, 0.4, 0.9, 0.1])
    (found,) = topic_evidence(topics((3, [], ["3-3", "3-0"])), statements).values()
    assert found.statement_ids == ("3-3", "3-0", "3-2", "3-1")
    assert found.texts == (WATER[3], WATER[0], WATER[2], WATER[1])


def test_a_representative_that_may_not_be_sent_is_not_shown() -> None:
    sendable = frame(WATER).iloc[:3]
    (found,) = topic_evidence(topics((3, [], ["3-3", "3-0"])), sendable).values()
    assert "3-3" not in found.statement_ids
    assert WATER[3] not in found.texts


def test_a_topic_with_too_few_texts_is_not_shown_and_the_same_words_count_once() -> None:
    few = frame(WATER[: MIN_STATEMENTS - 1])
    same = frame(["الماء قليل"] * 10, topic_id=4)
    enough = frame(WATER[:MIN_STATEMENTS], topic_id=5)
    rows = topics((3, [], []), (4, [], []), (5, [], []), (6, [], []))
    assert list(topic_evidence(rows, pd.concat([few, same, enough]))) == [5]


def test_a_keyword_is_shown_if_a_statement_that_may_be_sent_uses_it() -> None:
    statements = frame(WATER, language=["ar", "ka", "ru", "en"])
    keywords = ["الماء", "წყალი", "informant", "каратель", "water", "Water houses", "water pumps"]
    (found,) = topic_evidence(topics((3, keywords, [])), statements).values()
    assert found.keywords == ("الماء", "წყალი", "water", "Water houses")


def test_words_of_two_statements_do_not_make_a_keyword_of_two_words() -> None:
    statements = frame(["river water", "dirty pump", "deep pump"], language=["en"] * 3)
    (found,) = topic_evidence(topics((3, ["river pump", "deep pump"], [])), statements).values()
    assert found.keywords == ("deep pump",)


def test_long_statements_are_cut_and_many_are_not_shown() -> None:
    texts = [f"{'წყალი ' * 200}{n}" for n in range(12)]
    (found,) = topic_evidence(topics((3, [], [])), frame(texts)).values()
    assert len(found.texts) == N_STATEMENTS
    assert all(len(text) == MAX_LETTERS + 1 and text.endswith("…") for text in found.texts)


def test_the_order_of_rows_changes_nothing() -> None:
    statements = frame(WATER, topic_probability=[0.5] * 4, language=["ar", "ka", "ru", "en"])
    rows = topics((3, ["water", "вода"], []))
    assert topic_evidence(rows, statements) == topic_evidence(rows, statements.iloc[::-1])


def test_an_outlier_belongs_to_no_topic() -> None:
    assert topic_evidence(topics(), frame(WATER, topic_id=-1)) == {}
