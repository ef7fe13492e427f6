"""Tags, and who they name."""

from __future__ import annotations

import pytest

from corpus.documents.marks import is_facilitator, speaker_tags, turn


@pytest.mark.parametrize(
    ("line", "tag", "words"),
    [
        ("Youth rep: we wait", "Youth rep", "we wait"),
        ("M.K. (NGO) – we wait", "M.K. (NGO)", "we wait"),
        ("Participante 3: esperamos", "Participante 3", "esperamos"),
        ("Modératrice : et vous ?", "Modératrice", "et vous ?"),
        ("Модератор: что дальше?", "Модератор", "что дальше?"),
        ("المشاركة ٢: ننتظر", "المشاركة ٢", "ننتظر"),
        ("მონაწილე 4: ველოდებით", "მონაწილე 4", "ველოდებით"),
        ("Մասնակից 2՝ սպասում ենք", "Մասնակից 2", "սպասում ենք"),
        ("參與者三：我們在等", "參與者三", "我們在等"),
    ],
)
def test_a_turn_is_its_tag_and_words(line: str, tag: str, words: str) -> None:
    assert turn(line) == (tag, words)


@pytest.mark.parametrize(
    "line",
    [
        "we waited: nothing came",
        "https://example.org/x",
        "12:30 lunch",
        "They said no. Then this: nothing",
        '"Open": what a word',
        "One of them explained to everybody in the crowded room: there is no money",
    ],
)
def test_a_sentence_with_a_colon_is_no_turn(line: str) -> None:
    assert turn(line) is None


@pytest.mark.parametrize(
    "tag",
    [
        "Facilitator, table 2",
        "Facilitadora",
        "Modératrice",
        "Ведущая",
        "الميسّرة",
        "Q 3",
        "წამყვანი",
        "主持人",
    ],
)
def test_whoever_leads_the_talk_is_known_by_the_tag(tag: str) -> None:
    assert is_facilitator(tag)


@pytest.mark.parametrize(
    "tag", ["Ведущий специалист", "Modern farmer", "Chairman of the union", "منسقة جمعية", "Animateur radio"]
)
def test_a_participant_with_a_like_title_is_not(tag: str) -> None:
    assert not is_facilitator(tag)


def test_an_uncertain_tag_needs_the_style_of_the_whole_note() -> None:
    turns = ["Student, Kumasi: a", "Baker: b", "Nurse, Tema: c"]
    prose = ["We talked.", "Nobody came.", "It rained.", "We left.", "Good news: it ended."]
    assert speaker_tags(turns) == {"Student, Kumasi", "Baker", "Nurse, Tema"}
    assert speaker_tags(prose) == frozenset()
    assert speaker_tags([*prose, "Jeune 3: oui", "Jeune 5: non"]) == {"Jeune 3", "Jeune 5"}
