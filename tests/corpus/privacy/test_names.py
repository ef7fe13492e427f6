"""Declared names: whole ones everywhere, parts of them where their session lists them and they are no words."""

from __future__ import annotations

import pytest

from corpus.privacy.names import DeclaredNames, name_parts
from corpus.privacy.spans import without_overlaps
from corpus.privacy.words import words_of

LISTS = {
    "one": ("Dr. Ana Pérez Gil (NGO)", "Hope Banda", "Иван Мир", "ليلى الخطيب", "ნინო გელაშვილი", "王小明"),
    "two": ("Sara Lind",),
}


def found(text: str, session_id: str | None = "one", names: DeclaredNames | None = None) -> list[str]:
    spans = (names or DeclaredNames(by_session=LISTS)).find(text, words_of(text), session_id)
    return [text[span.start : span.end] for span in without_overlaps(spans)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ana perez said", ["ana perez"]),
        ("GIL, Ana came", ["GIL, Ana"]),
        ("with Pérez’s plan", ["Pérez"]),
        ("Ana_Perez_notes.docx", ["Ana_Perez"]),
        ("قالت وليلى الخطيب", ["وليلى الخطيب"]),
        ("وافقت ليلى", ["ليلى"]),
        ("გელაშვილმა თქვა", ["გელაშვილმა"]),
        ("Ивану Миру отказали", ["Ивану Миру"]),
        ("刚才小明说", ["小明"]),
        ("王小明说", ["王小明"]),
    ],
)
def test_names_are_found_across_case_order_and_endings(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text", ["we hope for rain", "Hope is what we need", "Мир нужен всем", "we analyse it", "pérez rows"]
)
def test_a_part_that_is_a_word_or_in_lower_case_stays_alone(text: str) -> None:
    assert found(text) == []


def test_parts_count_in_their_own_session_only_whole_names_in_all() -> None:
    assert found("Pérez came, Ana Pérez too", "two") == ["Ana Pérez"]
    assert found("Lind came", "two") == ["Lind"]
    assert found("王小明和小明", None) == ["王小明"]


def test_a_part_that_the_corpus_writes_in_lower_case_is_a_word() -> None:
    names = DeclaredNames(by_session={"s": ("Tom Gate", "Ana Lake")})
    texts = [("the gate is wet", "t"), ("tom gate came", "s"), ("write to ana@lake.example", "s")]
    assert names.ordinary_parts(texts) == {"gate"}


def test_without_capitals_a_part_that_other_sessions_say_often_is_a_word() -> None:
    names = DeclaredNames(by_session={"s": ("ربيع حداد", "ليلى حداد")})
    texts = [("جاء الربيع و ربيع آخر", "t")] * 3 + [("قالت ليلى", "s")] * 3
    assert names.ordinary_parts(texts) == {"ربيع", "الربيع"}


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Dr. Ana Pérez (NGO)", ("ana", "perez")),
        ("Ana Pérez - Ministry of Water", ("ana", "perez")),
        ("السيدة ليلى", ("ليلي",)),
        ("12 people", ()),
        ("ana@example.org", ()),
        ("one two three four five six seven eight nine ten eleven", ()),
    ],
)
def test_a_line_of_a_list_is_read_as_the_name_in_it(written: str, parts: tuple[str, ...]) -> None:
    assert name_parts(written) == parts
