"""Agendas, attendance lists and closing parts are left out; views under such a heading are not."""

from __future__ import annotations

import pytest

from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.notes.sections import section_of
from corpus.notes.segments import segment_note


def statements(note: str, *, is_markdown: bool = True) -> list[str]:
    lines = note.strip().split("\n")
    blocks = markdown_blocks(lines) if is_markdown else text_blocks(lines)
    return [segment.text for segment in segment_note(blocks, lambda _: "en") if segment.fate == "statement"]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Agenda", "agenda"),
        ("2. Ordre du jour :", "agenda"),
        ("Повестка дня", "agenda"),
        ("جدول الأعمال", "agenda"),
        ("議程", "agenda"),
        ("Օրակարգ", "agenda"),
        ("Participants (12)", "attendance"),
        ("Liste de présence", "attendance"),
        ("Присутствовали:", "attendance"),
        ("الحضور", "attendance"),
        ("დამსწრეები / Participants", "attendance"),
        ("የተሳታፊዎች ዝርዝር", "attendance"),
        ("Next steps & contact", "closing"),
        ("الخطوات القادمة", "closing"),
        ("Participants want answers", None),
        ("ما قاله الحضور", None),
        ("Программа развития села", None),
    ],
)
def test_whole_headings_open_a_section(heading: str, section: str | None) -> None:
    assert section_of(heading) == section


@pytest.mark.parametrize(
    "note",
    [
        """# Talk

## Agenda

- Welcome
- What should change?
- Close

## Water

- Nobody fixed the borehole""",
        """# Talk

10:00 – 10:30 Welcome

10:30 – 11:15 Round one

## Water

- Nobody fixed the borehole""",
        """# Talk

| Time | Item |
|--|--|
| 9:00 | Welcome |
| 9:30 | Talk |

## Water

- Nobody fixed the borehole""",
        """# Talk

**Participants:**

- Ama Bediako (Market union)
- Kojo Asante, Ministry of Water
- a youth rep

## Water

- Nobody fixed the borehole""",
        """# Talk

| Name | Organisation |
|--|--|
| Ama Bediako | Market union |

## Water

- Nobody fixed the borehole""",
        """# Talk

## Water

- Nobody fixed the borehole

## Next steps

The notes will be sent to everybody.""",
    ],
)
def test_agendas_attendance_and_closing_are_left_out(note: str) -> None:
    assert statements(note) == ["Nobody fixed the borehole"]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            """لقاء حول الماء

جدول الأعمال:
- كلمة الافتتاح
- النقاش

الحضور:
- ليلى بن سالم، جمعية الحي
- كريم الطويل

النقاش

- لم يُصلح أحد البئر منذ سنتين.""",
            ["لم يُصلح أحد البئر منذ سنتين."],
        ),
        (
            """Встреча о воде

Повестка:
1. Открытие
2. Обсуждение

Присутствовали:
- Лесная Вера, учительница
- Полевой Глеб (НКО)

Вода

- Колодец никто не чинит второй год.""",
            ["Колодец никто не чинит второй год."],
        ),
        (
            """შეხვედრა წყალზე

დღის წესრიგი:
- გახსნა
- განხილვა

დამსწრეები:
- ნანა ველური
- გია მთისძე

წყალი

- ჭა ორი წელია არავის შეუკეთებია.""",
            ["ჭა ორი წელია არავის შეუკეთებია."],
        ),
        (
            """水資源座談

議程：
- 開場
- 討論

與會者：
- 林小溪
- 陳大河（里長）

用水

- 井壞了兩年都沒有人來修。""",
            ["井壞了兩年都沒有人來修。"],
        ),
        (
            """Հանդիպում ջրի մասին

Օրակարգ:
- Բացում
- Քննարկում

Մասնակիցներ:
- Անի Լեռնյան
- Արամ Ջրաղացյան

Ջուր

- Ջրհորը երկու տարի ոչ ոք չի նորոգել։""",
            ["Ջրհորը երկու տարի ոչ ոք չի նորոգել։"],
        ),
        (
            """ስለ ውሃ ውይይት

አጀንዳ:
- መክፈቻ
- ውይይት

ተሳታፊዎች:
- ሳራ ወንዙ
- ዮናስ ተራራው

ውሃ

- ጉድጓዱን ለሁለት ዓመት ማንም አልጠገነውም።""",
            ["ጉድጓዱን ለሁለት ዓመት ማንም አልጠገነውም።"],
        ),
    ],
)
def test_sections_are_known_in_every_script(note: str, expected: list[str]) -> None:
    assert statements(note, is_markdown=False) == expected


def test_views_under_a_heading_about_participants_are_kept() -> None:
    note = """# Talk

## Participants

- We want to know what became of our proposals.
- Nobody wrote back to us after the meeting.

## الحضور

- نريد أن نعرف أين ذهبت اقتراحاتنا.
"""
    assert len(statements(note)) == 3


def test_a_talk_that_follows_a_list_without_a_heading_is_kept() -> None:
    note = """# Talk

## Participants

- Ama Bediako
- Kojo Asante

The borehole has been dry for two years."""
    assert statements(note) == ["The borehole has been dry for two years."]


def test_speakers_end_an_agenda_that_no_heading_ends() -> None:
    note = """# Talk

## Agenda

Welcome

Youth rep 1: The borehole is dry.

Elder 2: It was never dug."""
    assert statements(note) == ["The borehole is dry.", "It was never dug."]


def test_one_sentence_that_begins_with_a_time_is_no_programme() -> None:
    note = """## Water

- 10:30 we were still waiting for the minister.
- Nobody came"""
    assert len(statements(note)) == 2


def test_who_signs_below_the_closing_sentence_is_left_out_and_a_view_there_is_kept() -> None:
    note = """## Résolutions

- Publier les comptes du port chaque mois.
- نشر أسماء من يوقعون العقود

La séance est levée à 19 h 15.

La présidente de séance

Le secrétaire du conseil"""
    assert statements(note) == ["Publier les comptes du port chaque mois.", "نشر أسماء من يوقعون العقود"]
    assert "Plus de bus le soir" in statements(
        "## Mur\n\nPersonne ne répond aux lettres des habitants du port.\n\nPlus de bus le soir"
    )


def test_the_sentence_that_minutes_open_with_is_their_head_below_a_title_like_the_other_headings() -> None:
    note = """## ATA DA ASSEMBLEIA

No dia 4 de março de 2021, reuniram-se quinze moradores na biblioteca do porto.

## PROBLEMAS

- لا أحد يجيب على الرسائل.
- O posto fecha às três."""
    assert statements(note) == ["لا أحد يجيب على الرسائل.", "O posto fecha às três."]


def test_front_matter_does_not_hide_the_title_below_it() -> None:
    note = """---
date: 2021-03-04
---

# Nachbarschaftsrunde

> Regel: wir nennen keine Namen.

## Was fehlt

- Licht am Schulweg."""
    assert statements(note) == ["Licht am Schulweg."]


@pytest.mark.parametrize(
    ("heading", "entries"),
    [
        ("Members present", ["Mansa Baidoo", "Kofi Amoah"]),
        ("Registered participants", ["Mansa Baidoo, Fish union", "Kofi Amoah"]),
        ("Signed in", ["Mansa Baidoo", "Kofi Amoah"]),
        ("Facilitators and rapporteurs:", ["Mansa Baidoo"]),
        ("Organisers", ["Mansa Baidoo (NGO)", "Kofi Amoah"]),
        ("Absent", ["Mansa Baidoo", "Kofi Amoah"]),
        ("Ont participé", ["Léa Duval", "Omar Kanté"]),
        ("Запрошені", ["Оксана Коваленко", "Ігор Мельник"]),
        ("المشاركات والمشاركون", ["ليلى بن سالم", "كريم الطويل"]),
        ("მოწვეული სტუმრები", ["ნანა ველური", "გია მთისძე"]),
        ("工作人員", ["林小溪", "陳大河"]),
    ],
)
def test_names_below_a_heading_that_speaks_of_people_only_are_left_out(heading: str, entries: list[str]) -> None:
    listed = "\n".join(f"- {entry}" for entry in entries)
    assert statements(f"# Talk\n\n## {heading}\n\n{listed}\n\n## Water\n\n- No well") == ["No well"]


@pytest.mark.parametrize(
    ("heading", "views"),
    [
        ("Participants' concerns", ["Clean Water", "Better Roads"]),
        ("Organisers", ["too late", "never answer"]),
        ("Team", ["Clean water for all", "Better roads"]),
        ("Speakers", ["Kofi Mensah: Fish prices fell by half", "Ama Boateng: The port took my stall"]),
        ("Організатори", ["Запізно повідомили", "Не відповідають на листи"]),
        ("المنظمون", ["لا يسمعون أحدا", "الوقت ضيق جدا"]),
        ("تعليقات المشاركين", ["نقص الماء", "غلاء الأسعار"]),
    ],
)
def test_views_below_a_heading_about_people_are_kept(heading: str, views: list[str]) -> None:
    listed = "\n".join(f"- {view}" for view in views)
    assert statements(f"# Talk\n\n## {heading}\n\n{listed}") == views


def test_names_on_lines_of_their_own_end_where_somebody_says_something() -> None:
    note = "Sea forum\n\nDelegates:\nKofi Mensah\nНана Лесная\n\nThe well is dry and nobody came."
    assert statements(note, is_markdown=False) == ["The well is dry and nobody came."]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Problem | Recommendation | {}", "No nurse | Hire one | a letter"),
        ("{} | Problem | Recommendation", "a letter | No nurse | Hire one"),
        ("Problem | Recommendation | {}", "No nurse | Hire one | "),
    ],
)
@pytest.mark.parametrize(
    "closing",
    ["Next steps", "Follow-up", "Contacts", "Photos", "Links", "References", "Prochaines étapes", "الخطوات القادمة"],
)
def test_a_column_of_next_steps_is_left_out_alone(closing: str, header: str, row: str) -> None:
    table = f"# Talk\n\n| {header.format(closing)} |\n|--|--|--|\n| {row} |"
    assert statements(table) == ["No nurse", "Hire one"]


def test_a_table_of_nothing_but_next_steps_is_left_out() -> None:
    table = "| Next steps | Responsible | Deadline |\n|--|--|--|\n| Send the notes | Ministry of Water | June |"
    assert statements(f"# Talk\n\n{table}\n\n## Water\n\n- No well") == ["No well"]
    assert statements("| Наступні кроки |\n|--|\n| Надіслати нотатки |\n\n## Water\n\n- No well") == ["No well"]


def test_what_participants_and_organisers_said_side_by_side_is_kept() -> None:
    table = "| Participants | Organisers |\n|--|--|\n| too far | no budget |\n| بعيد جدا | few staff |"
    assert statements(table) == ["too far", "no budget", "بعيد جدا", "few staff"]
