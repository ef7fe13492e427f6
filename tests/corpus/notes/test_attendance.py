"""Who was there."""

from __future__ import annotations

import pytest

from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.notes.attendance import are_names, inline_names, is_list_of_people, looks_like_entry
from corpus.notes.segments import names_of_note


def names(note: str, *, is_markdown: bool = True) -> list[str]:
    lines = note.strip().split("\n")
    return names_of_note(markdown_blocks(lines) if is_markdown else text_blocks(lines))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "## Participants\n\n- Ama Bediako (Market union)\n- Dr. Kojo Asante, Ministry of Water",
            ["Ama Bediako", "Dr. Kojo Asante"],
        ),
        ("## Присутствовали\n\n- Вера Лесная, учительница\n- Глеб Полевой (НКО)", ["Вера Лесная", "Глеб Полевой"]),
        ("## الحضور\n\n- ليلى بن سالم، جمعية الحي\n- كريم الطويل", ["ليلى بن سالم", "كريم الطويل"]),
        ("## დამსწრეები\n\n- ნანა ველური – მერია\n- გია მთისძე", ["ნანა ველური", "გია მთისძე"]),
        ("## 與會者\n\n- 林小溪\n- 陳大河（里長）", ["林小溪", "陳大河"]),
        ("Participants : Léa Duval, Omar Kanté et Awa Ndour", ["Léa Duval", "Omar Kanté", "Awa Ndour"]),
        ("Присутствовали: Вера Лесная, школа; Глеб Полевой, НКО", ["Вера Лесная", "Глеб Полевой"]),
        ("الحضور: ليلى بن سالم، كريم الطويل، هند الجبلي", ["ليلى بن سالم", "كريم الطويل", "هند الجبلي"]),
        ("Notes by: Ama Bediako", ["Ama Bediako"]),
        (
            "| Name | Organisation |\n|--|--|\n| Ama | Market union |\n| 林小溪 | 水會 |\n| 3 farmers | Village |",
            ["Ama", "林小溪"],
        ),
    ],
)  # fmt: skip
def test_names_are_read_from_lists_tables_and_lines(note: str, expected: list[str]) -> None:
    assert names(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        "## Participants\n\n- Youth Representative\n- Ministry of Water\n- 12 Farmers\n- Women's Council, Tamale",
        "## Участники\n\n- Министерство Воды\n- Союз Фермеров\n- 12 студентов",
        "## الحضور\n\n- وزارة المياه\n- جمعية الحي\n- ١٢ طالبًا",
        "Participants: 12, all from the south",
        "Youth rep: Ama Bediako lied to us.\n\nElder: So did Kojo Asante.",
    ],
)
def test_roles_organisations_and_whoever_is_talked_about_are_no_names(note: str) -> None:
    assert names(note) == []


def test_a_short_stem_is_a_whole_word() -> None:
    assert inline_names("Adjoa Mensah, Tarek Reda, Kofi Repton") == ["Adjoa Mensah", "Tarek Reda", "Kofi Repton"]


@pytest.mark.parametrize(
    "line", ["Ama Bediako", "12 women from Tamale", "Aïcha van der Berg (réseau)", "جمعية الحي", "Профсоюз учителей"]
)
def test_an_entry_is_short_and_no_sentence(line: str) -> None:
    assert looks_like_entry(line)


@pytest.mark.parametrize(
    "line", ["We want the borehole mended this year", "Nobody came.", "نريد أن نعرف أين ذهبت اقتراحاتنا هذه السنة"]
)
def test_a_view_is_no_entry(line: str) -> None:
    assert not looks_like_entry(line)


def test_a_list_is_judged_as_a_whole() -> None:
    assert is_list_of_people(["Ama Bediako", "Kojo Asante", "two women from the market"])
    assert not is_list_of_people(["We want work", "We were never asked about it", "Nobody here has a paper to show"])


def with_table(header: str, *rows: str, heading: str = "Attendees") -> str:
    line = "|--" * (header.count("|") + 1)
    cells = "\n".join(f"| {row} |" for row in rows)
    return f"# Talk\n\n## {heading}\n\n| {header} |\n{line}|\n{cells}\n\n## Water\n\n- The well is dry."


@pytest.mark.parametrize(
    "header",
    [
        "Full name",
        "Names",
        "Name of participant",
        "Participants",
        "Attendee",
        "Participant's name",
        "Name & surname",
        "Name/role",
        "Nom complet",
        "Noms et prénoms",
        "Nom du participant",
        "Nombre completo",
        "Vor- und Nachname",
        "Imię i nazwisko",
        "ФИО участника",
        "Прізвище, ім'я",
        "სახელი, გვარი",
        "Ազգանուն, անուն",
        "اسم المشارك",
        "الأسماء",
        "ሙሉ ስም",
        "與會者姓名",
        "Appellation",
    ],
)
def test_a_table_of_people_declares_its_names_whatever_the_header_is(header: str) -> None:
    note = with_table(f"{header} | Phone", "Kofi Mensah | 024 412 3456", "ليلى بن سالم | ")
    assert names(note) == ["Kofi Mensah", "ليلى بن سالم"]


@pytest.mark.parametrize(
    "header",
    [
        "First name | Last name",
        "Given name | Surname",
        "Prénom | Nom",
        "Nombre | Apellidos",
        "Vorname | Nachname",
        "Ім'я | Прізвище",
        "სახელი | გვარი",
        "الاسم | اللقب",
        "Erster | Zweiter",
    ],
)
def test_two_columns_that_hold_parts_of_a_name_make_one(header: str) -> None:
    note = with_table(f"{header} | Phone", "Kofi | Mensah | 024 412 3456", "ليلى | سالم | ")
    assert names(note) == ["Kofi Mensah", "ليلى سالم"]


def test_roles_and_organisations_beside_names_are_none() -> None:
    note = with_table(
        "№ | Хто був | Посада | Організація | Присутність",
        "1 | Коваленко О. П. | голова | Рада громади. | так",
        "2 | Мельник І. В. | вчителька | ГО «Вода» | так",
        heading="Список присутніх",
    )
    assert names(note) == ["Коваленко О. П", "Мельник І. В"]


def test_names_in_a_table_of_what_was_said_are_declared_and_its_words_kept() -> None:
    note = with_table("Full name | Hopes", "Kofi Mensah | We want the port to pay us.", "ليلى بن سالم | نريد بئرا.")
    assert names(note) == ["Kofi Mensah", "ليلى بن سالم"]


def test_a_list_of_single_names_declares_them_unless_it_holds_roles_too() -> None:
    assert names("## Participants\n\n- Kofi\n- Нана\n- ليلى") == ["Kofi", "Нана", "ليلى"]
    assert names("## Participants\n\n- Farmers\n- Tailors") == []


def test_a_family_name_before_a_comma_belongs_to_the_name() -> None:
    assert names("## Присутні\n\n- Коваленко, Оксана\n- Мельник, Ігор") == ["Оксана Коваленко", "Ігор Мельник"]


def test_the_heading_of_a_list_is_no_name() -> None:
    assert names("## لائحة الحضور\n\n- ليلى بن سالم\n- كريم الطويل") == ["ليلى بن سالم", "كريم الطويل"]


def test_people_behind_a_label_are_declared_and_what_facilitators_said_names_nobody() -> None:
    assert names("Facilitators: Ama Bediako, Kojo Asante (NGO)") == ["Ama Bediako", "Kojo Asante"]
    assert names("Facilitator: Kojo Asante never answered us, said the elder.") == []
    assert names("المشاركة: الماء مقطوع، الطريق بعيد") == []


@pytest.mark.parametrize(
    "lines",
    [
        ["Ama Bediako", "Kojo Asante, Ministry of Water"],
        ["ليلى بن سالم", "كريم الطويل"],
        ["ნანა ველური", "გია მთისძე"],
        ["Коваленко О. П.", "Мельник І. В."],
        ["林小溪", "陳大河"],
    ],
)
def test_names_alone_are_a_list_of_names(lines: list[str]) -> None:
    assert are_names(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["better roads", "clean water"],
        ["Kofi Mensah: Fish prices fell by half", "Ama Boateng: The port took my stall"],
        ["Ministry of Water", "Youth Council"],
        ["لا يسمعون أحدا", "الوقت ضيق جدا"],
        ["არავინ მოვიდა", "წყალი არ არის"],
        ["太晚了", "沒有水"],
        ["ليلى بن سالم"],
    ],
)
def test_short_views_roles_and_turns_are_no_list_of_names(lines: list[str]) -> None:
    assert not are_names(lines)
