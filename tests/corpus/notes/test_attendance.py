"""Who was there."""

from __future__ import annotations

import pytest

from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.notes.attendance import inline_names, is_list_of_people, looks_like_entry
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
