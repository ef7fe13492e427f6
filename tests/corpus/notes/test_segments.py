"""What is a statement, what is context, and where one idea ends."""

from __future__ import annotations

import pytest

from corpus.documents.markdown import markdown_blocks
from corpus.documents.marks import is_facilitator, speaker_tags, turn
from corpus.documents.plain_text import text_blocks
from corpus.notes.segments import Segment, ideas, is_boilerplate, segment_note, with_fragments_joined


def segments(note: str, *, is_markdown: bool = True, language: str = "en") -> list[Segment]:
    lines = note.split("\n")
    blocks = markdown_blocks(lines) if is_markdown else text_blocks(lines)
    return segment_note(blocks, lambda _: language)


def of_fate(fate: str, found: list[Segment]) -> list[str]:
    return [segment.text for segment in found if segment.fate == fate]


# --- turns


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


# --- context


NOTE = """# Dialogue in Tunis

> Invented for a demonstration. No real person.

*Tunis, 3 July 2022, in the library*

## الشغل أولًا

الميسّرة: ماذا تنتظرون؟

- لا عمل ولا ردّ
  - ولا حتى رسالة واحدة
- نريد أن نعرف أين ذهبت اقتراحاتنا

## Money

What is in the way?

- Banks close our accounts
- [laughter]
- 42

Participants: 12, all from the south

https://example.org/notes
"""


def test_title_notice_headings_and_questions_are_not_statements() -> None:
    found = segments(NOTE)
    assert of_fate("statement", found) == [
        "لا عمل ولا ردّ",
        "ولا حتى رسالة واحدة",
        "نريد أن نعرف أين ذهبت اقتراحاتنا",
        "Banks close our accounts",
    ]
    assert of_fate("context", found) == [
        "Dialogue in Tunis", "الشغل أولًا", "ماذا تنتظرون؟", "Money", "What is in the way?",
    ]  # fmt: skip
    assert of_fate("empty", found) == ["42"]
    assert len(of_fate("boilerplate", found)) == 5


def test_a_statement_knows_its_heading_question_parent_and_place() -> None:
    statements = [segment for segment in segments(NOTE) if segment.fate == "statement"]
    assert statements[1].context == "الشغل أولًا › ماذا تنتظرون؟ › لا عمل ولا ردّ"
    assert statements[2].context == "الشغل أولًا › ماذا تنتظرون؟"
    assert statements[3].context == "Money › What is in the way?"
    assert statements[3].place == "line 19"


def test_nothing_written_in_a_note_is_lost() -> None:
    found = segments(NOTE)
    seen = "".join(f"{segment.speaker or ''}{segment.text}" for segment in found)
    written = "".join(letter for letter in NOTE if letter.isalnum())
    assert "".join(letter for letter in seen if letter.isalnum()) == written


def test_the_head_of_a_plain_text_is_no_statement_even_when_its_notice_has_a_colon() -> None:
    note = """Форум реформаторов, Бишкек
Вымышленный текст: ни людей, ни встречи не было.

Бишкек, 30 июня 2022 г.

Модератор: Что изменилось?
Преподаватель: Портал сдали, реформа закончилась.
Советник: Премию отменили, кончился и азарт."""
    found = segments(note, is_markdown=False, language="ru")
    assert [(segment.speaker, segment.text) for segment in found if segment.fate == "statement"] == [
        ("Преподаватель", "Портал сдали, реформа закончилась."),
        ("Советник", "Премию отменили, кончился и азарт."),
    ]
    assert len(of_fate("boilerplate", found)) == 2


def test_a_note_of_nothing_but_lines_has_no_head() -> None:
    note = "No network in the village.\nData costs more than bread.\nNobody wrote back."
    assert len(of_fate("statement", segments(note, is_markdown=False))) == 3


def test_a_numbered_part_is_a_heading_and_no_speaker() -> None:
    note = "Round 1: Government\n\nYouth rep: a view\nElder: another\n\nثانيًا: المال\n\nYouth rep: a third"
    found = segments(note, is_markdown=False)
    assert [segment.speaker for segment in found if segment.fate == "statement"] == [
        "Youth rep",
        "Elder",
        "Youth rep",
    ]
    assert len(of_fate("context", found)) == 2


def test_a_bullet_keeps_its_colon_unless_its_tag_is_certain() -> None:
    found = segments("- Energy: more sun\n- Youth rep (Accra): no jobs\n- M.K. – tired\n- Facilitator: and now?")
    assert [(segment.speaker, segment.text) for segment in found] == [
        (None, "Energy: more sun"), ("Youth rep (Accra)", "no jobs"), ("M.K.", "tired"),
        ("Facilitator", "and now?"),
    ]  # fmt: skip
    assert found[3].fate == "context"


@pytest.mark.parametrize(
    "line",
    [
        "Date: 12 July 2022", "Присутствовали: 12 человек, из них 7 женщин", "الحضور: ٢٣", "Lieu : Dakar",
        "30 июня 2022 г.",
        "Santiago, 3 de agosto de 2022", "2022年7月3日", "<https://example.org/a>", "(laughter)", "[ضحك]",
    ],
)  # fmt: skip
def test_dates_attendance_links_and_stage_directions_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "We started in 2016",
        "Time: we have none of it left",
        "(We have had no water in the village since March.)",
        "Participants: we all want to hear what became of it.",
        "Since 12 July 2022 nobody wrote back",
        "2016",
    ],
)
def test_statements_with_dates_and_labels_are_not(line: str) -> None:
    assert not is_boilerplate(line)


# --- one idea


def words(n: int, start: str = "Word") -> str:
    return f"{start} " + " ".join(["word"] * (n - 2)) + " end."


def test_a_bullet_of_forty_words_is_one_idea_and_a_longer_one_is_cut() -> None:
    assert len(ideas(f"{words(20)} {words(20)}", "en", is_prose=False)) == 1
    assert len(ideas(f"{words(20)} {words(21)}", "en", is_prose=False)) == 2


def test_short_neighbours_in_a_long_turn_stay_together() -> None:
    groups = ideas(f"{words(13)} {words(6)} {words(16)} {words(6)}", "en", is_prose=False)
    assert [len(group) for group in groups] == [2, 2]


def test_prose_is_cut_at_sentences_and_a_short_question_stays_with_its_answer() -> None:
    text = "Qui détient la base ? Une entreprise étrangère, par contrat. Personne ne l’a lu, ni maire ni député."
    assert [" ".join(group) for group in ideas(text, "fr", is_prose=True)] == [
        "Qui détient la base ? Une entreprise étrangère, par contrat.",
        "Personne ne l’a lu, ni maire ni député.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "n"),
    [
        (
            "ar",
            "سُئلنا ثلاث مرات هذا العام. لم يعد أحد إلينا بجواب واضح! متى نعرف ما الذي حدث لاقتراحاتنا؟",
            3,
        ),
        (
            "hy",
            "Մեզ երեք անգամ հարցրին այս տարի։ Ոչ ոք մեզ այդպես չպատասխանեց։ Մենք դեռ սպասում ենք պատասխանի։",
            3,
        ),
        ("zh", "今年我們被問了三次同樣的問題。沒有人回來告訴我們結果如何。我們還在等政府給一個答覆。", 3),
        ("am", "በዚህ ዓመት ሦስት ጊዜ ተጠየቅን ግን ምንም። ማንም መልስ ይዞ ወደ እኛ አልተመለሰም። እስካሁን ድረስ መልስ እየጠበቅን ነው።", 3),
    ],
)
def test_sentences_end_in_every_script(language: str, text: str, n: int) -> None:
    assert len(ideas(text, language, is_prose=True)) == n


def test_fragments_join_the_sentence_before_or_the_first_after() -> None:
    assert with_fragments_joined(["M.", "Dupont a parlé.", "Oui.", "Декорация."]) == [
        "M. Dupont a parlé. Oui. Декорация."
    ]
    assert with_fragments_joined(["我們在等。", "是。", "還在等政府的答覆。"]) == [
        "我們在等。 是。",
        "還在等政府的答覆。",
    ]


def test_a_cut_block_says_which_sentence_a_statement_is() -> None:
    found = segments(f"Elder: x\n\nYouth (A): {words(30)} {words(30)}")
    assert [segment.place for segment in found] == ["line 1", "line 3, sentence 1", "line 3, sentence 2"]
