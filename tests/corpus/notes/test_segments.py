"""What is a statement, what is context, and where one idea ends."""

from __future__ import annotations

from corpus.documents.blocks import Block
from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.notes.segments import Segment, head_of_note, segment_note


def segments(note: str, *, is_markdown: bool = True, language: str = "en") -> list[Segment]:
    lines = note.split("\n")
    blocks = markdown_blocks(lines) if is_markdown else text_blocks(lines)
    return segment_note(blocks, lambda _: language)


def of_fate(fate: str, found: list[Segment]) -> list[str]:
    return [segment.text for segment in found if segment.fate == fate]


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


def words(n: int, start: str = "Word") -> str:
    return f"{start} " + " ".join(["word"] * (n - 2)) + " end."


def test_a_cut_block_says_which_sentence_a_statement_is() -> None:
    found = segments(f"Elder: x\n\nYouth (A): {words(30)} {words(30)}")
    assert [segment.place for segment in found] == ["line 1", "line 3, sentence 1", "line 3, sentence 2"]


CHINESE = """会议记录
时间：2022年7月3日
参加人：王小溪、李大河、陈明月等十二人

一、主要问题
1、公交车太少，老人出门不方便。
2、垃圾站离学校太近。

二、讨论
王女士：我们写过三封信，没有回音。
李先生：可以在公告栏上写清楚。
主持人：大家希望怎么改？
陈同学：希望能在手机上查到。

三、建议
（1）公布账目。
（2）增加晚间班车。

散会。"""


def test_minutes_as_they_are_written_in_chinese() -> None:
    found = segments(CHINESE, is_markdown=False, language="zh")
    assert [(segment.speaker, segment.text, segment.context) for segment in found if segment.fate == "statement"] == [
        (None, "公交车太少，老人出门不方便。", "一、主要问题"),
        (None, "垃圾站离学校太近。", "一、主要问题"),
        ("王女士", "我们写过三封信，没有回音。", "二、讨论"),
        ("李先生", "可以在公告栏上写清楚。", "二、讨论"),
        ("陈同学", "希望能在手机上查到。", "二、讨论 › 大家希望怎么改？"),
        (None, "公布账目。", "三、建议"),
        (None, "增加晚间班车。", "三、建议"),
    ]


ARABIC = """ملاحظات لقاء الشباب
المكان: دار الشباب
الحاضرون: 15 شابا وشابة

* المحور الأول: العمل
- لا توجد عقود، والتدريب بلا أجر.

* المحور الثاني: المشاركة
- نريد مقعدا في المجلس البلدي.

سامي (طالب): لماذا لا تنشرون الميزانية؟
مسؤول البلدية: الميزانية منشورة في المقر.
سامي (طالب): المقر مغلق في العطلة.

خلاصة: اتفق الحاضرون على لقاء ثان.
رفعت الجلسة على الساعة السادسة."""


def test_parts_as_bullets_and_turns_in_arabic() -> None:
    found = segments(ARABIC, is_markdown=False, language="ar")
    assert [(segment.speaker, segment.text, segment.context) for segment in found if segment.fate == "statement"] == [
        (None, "لا توجد عقود، والتدريب بلا أجر.", "العمل"),
        (None, "نريد مقعدا في المجلس البلدي.", "المشاركة"),
        ("سامي (طالب)", "لماذا لا تنشرون الميزانية؟", "المشاركة"),
        ("مسؤول البلدية", "الميزانية منشورة في المقر.", "المشاركة"),
        ("سامي (طالب)", "المقر مغلق في العطلة.", "المشاركة"),
        (None, "خلاصة: اتفق الحاضرون على لقاء ثان.", "المشاركة"),
    ]


def test_views_right_below_a_title_are_text_and_a_remark_on_the_meeting_is_not() -> None:
    note = "# Treffen\n\nDie Straße ist gesperrt. Niemand sagt uns, warum.\n\n## Verkehr\n\n- Busse fehlen"
    assert len(of_fate("statement", segments(note, language="de"))) == 2
    remark = "# Treffen\n\nWir waren 12. Das Treffen fand draußen statt.\n\n## Verkehr\n\n- Busse fehlen"
    assert of_fate("statement", segments(remark, language="de")) == ["Busse fehlen"]


def test_a_line_above_the_title_is_part_of_the_head() -> None:
    blocks = [
        Block(1, "paragraph", "თანხმობა"),
        Block(2, "heading", "რაიონული საუბარი", 1),
        Block(3, "paragraph", "20 ივნისი 2022, კლუბი, 17 კაცი"),
        Block(5, "heading", "წყალი", 2),
        Block(6, "paragraph", "ჭა არავის შეუკეთებია."),
    ]
    found = segment_note(blocks, lambda _: "en")
    assert [segment.text for segment in found if segment.fate == "statement"] == ["ჭა არავის შეუკეთებია."]
    assert head_of_note(blocks) == 3
