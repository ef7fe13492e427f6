"""What a note says about its own session."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents.markdown import markdown_blocks
from corpus.documents.plain_text import text_blocks
from corpus.errors import SourceError
from corpus.harvest import harvest_sources
from corpus.notes.folder import read_notes
from corpus.notes.front_matter import Declared, declared_in
from corpus.notes.segments import head_of_note
from corpus.rows import Harvest, Session
from corpus.schemas import Group
from corpus.sources import NotesSource

TALK = "\n\n## Water\n\n- Nobody mends the well\n- لا أحد يصلح البئر\n"


def declared(note: str, *, is_markdown: bool = True) -> Declared:
    lines = note.split("\n")
    blocks = markdown_blocks(lines) if is_markdown else text_blocks(lines)
    return declared_in(blocks, head_of_note(blocks))


def read(tmp_path: Path, table: str | None = None, **notes: str) -> Harvest:
    folder = tmp_path / "notes"
    folder.mkdir(exist_ok=True)
    for name, note in notes.items():
        (folder / f"{name}.md").write_text(note, encoding="utf-8")
    if table is None:
        return read_notes(NotesSource(folder))
    (tmp_path / "sessions.csv").write_text(table, encoding="utf-8")
    return read_notes(NotesSource(folder, tmp_path / "sessions.csv"))


def session(harvest: Harvest) -> Session:
    assert len(harvest.sessions) == 1
    return harvest.sessions[0]


YAML_HEAD = """---
session_id: valley
title: لقاء الوادي
date: 2022-07-03
country: Tunisia
region: Africa
languages: [Arabic, fr]
participants: 23
groups: [youth, farmers]
remark: tea was served
---
# Talk"""


@pytest.mark.parametrize("is_markdown", [True, False])
def test_yaml_above_a_note_gives_its_session(is_markdown: bool) -> None:
    found = declared(YAML_HEAD + TALK, is_markdown=is_markdown)
    assert found.values.pop("date").isoformat() == "2022-07-03T00:00:00+00:00"  # type: ignore[union-attr]
    assert found.values == {
        "session_id": "valley",
        "title": "لقاء الوادي",
        "country": "Tunisia",
        "region": "Africa",
        "languages": ("ar", "fr"),
        "participants": 23,
        "groups": ("farmers", "youth"),
    }
    assert found.places["participants"] == "line 8"
    assert not found.warnings


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "Date: 3 July 2022\nCountry: Ghana\nLanguage: English and Twi\nParticipants: 12",
            {"country": "Ghana", "languages": ("en", "tw"), "participants": 12},
        ),
        (
            "Date : 3 juillet 2022 | Pays : Sénégal | Langues : français, wolof\nParticipants : 12 (7 femmes)",
            {"country": "Sénégal", "languages": ("fr", "wo"), "participants": 12},
        ),
        (
            "Дата: 3 июля 2022 г.\nСтрана: Киргизия\nЯзык: русский\nПрисутствовали: 12 человек",
            {"country": "Киргизия", "languages": ("ru",), "participants": 12},
        ),
        (
            "التاريخ: ٣ جويلية ٢٠٢٢\nالبلد: تونس\nاللغة: العربية\nعدد المشاركين: ٢٣",
            {"country": "تونس", "languages": ("ar",), "participants": 23},
        ),
        ("日期：2022年7月3日\n國家：臺灣\n人數：12", {"country": "臺灣", "participants": 12}),
        (
            "Ամսաթիվ՝ 2022 թ. հուլիսի 3\nԵրկիր՝ Հայաստան\nՄասնակիցներ՝ 9 հոգի",
            {"country": "Հայաստան", "participants": 9},
        ),
    ],
)
def test_labelled_lines_of_the_head_give_it_too(head: str, expected: dict[str, object]) -> None:
    found = declared(f"Valley talk\n{head}\n\nWater\n\n- Nobody mends the well\n", is_markdown=False)
    day = found.values.pop("date")
    assert day.isoformat().startswith("2022-07-03")  # type: ignore[union-attr]
    assert found.values == expected


def test_what_people_say_below_the_head_declares_nothing() -> None:
    found = declared(
        "# Talk\n\n## Water\n\n- Nobody mends it\n\nCountry: ours has none of it left, and no plan either."
    )
    assert found == Declared()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "date: 03/04/2022",
            "line 2: the date '03/04/2022' may mean several days or none, and is left out. Write it as",
        ),
        ("participants: many", "line 2: participants is 'many' and is left out. Write a whole number."),
        ("languages: Klingonisch", "line 2: language 'Klingonisch' is not a language code or name"),
        ("country: [Ghana, Togo]", "line 2: country is a list or mapping"),
        ("country: &a [*a]", "aliases"),
        ("country: [[[[[[Ghana]]]]]]", "nested too deep"),
        ("country: [Ghana", "line 3: the YAML above the note is broken"),
        (f"country: {'x' * 20_000}", "more than 10000 letters"),
    ],
)
def test_a_bad_value_is_a_warning_and_the_note_is_still_read(tmp_path: Path, line: str, message: str) -> None:
    harvest = read(tmp_path, a=f"---\n{line}\nregion: Africa\n---\n# Talk{TALK}")
    assert len(harvest.rows) == 2
    assert any("a.md, " in warning and message in warning for warning in harvest.warnings)


def test_the_session_of_a_note_without_a_table_is_what_the_note_says(tmp_path: Path) -> None:
    harvest = read(tmp_path, a=YAML_HEAD + TALK)
    assert session(harvest).session_id == "valley"
    assert session(harvest).country == "Tunisia"
    assert {row.session_id for row in harvest.rows} == {"valley"}
    assert {row.date for row in harvest.rows} == {session(harvest).date}
    assert harvest.group_mentions["farmers"].endswith("a.md, line 9")
    assert not harvest.warnings


def test_the_table_of_sessions_wins_and_a_contradiction_is_told(tmp_path: Path) -> None:
    table = "session_id,file,date,country,groups\ns1,a.md,2022-07-04,tunisia,women\n"
    harvest = read(tmp_path, table, a=YAML_HEAD + TALK)
    found = session(harvest)
    assert (found.session_id, found.country, found.participants, found.groups) == ("s1", "tunisia", 23, ("women",))
    assert found.date is not None
    assert found.date.day == 4
    told = " ".join(harvest.warnings)
    assert "a.md, line 4: the date there is not that of the table of sessions" in told
    assert "line 9: the groups there" in told
    assert "country" not in told


def test_two_notes_may_belong_to_one_session_and_a_note_to_one_of_the_table(tmp_path: Path) -> None:
    head = "---\nsession_id: valley\n---\n# Talk"
    both = read(tmp_path, a=head + TALK, b=head + TALK, c=f"# Talk{TALK}")
    assert [each.session_id for each in both.sessions] == ["valley", "c"]
    table = read(tmp_path, "session_id,file,country\nvalley,,Tunisia\n", a=head + TALK)
    assert {row.session_id for row in table.rows if row.source_ref != "c.md"} == {"valley"}


def test_a_note_never_slips_into_the_session_that_another_note_took(tmp_path: Path) -> None:
    harvest = read(tmp_path, a="---\nsession_id: b\n---\n# Talk" + TALK, b=f"# Talk{TALK}")
    assert [each.session_id for each in harvest.sessions] == ["b", "b.md"]


def test_an_unknown_group_in_yaml_is_an_error_and_in_a_line_of_text_a_warning(tmp_path: Path) -> None:
    groups = [Group("youth", "Youth")]
    read(tmp_path, a="---\ngroups: yuoth\n---\n# Talk" + TALK)
    with pytest.raises(SourceError, match=r"a\.md, line 2: the group 'yuoth' is not declared"):
        harvest_sources([NotesSource(tmp_path / "notes")], groups, None)
    read(tmp_path, a=f"# Talk\n\nGroups: youth, yuoth{TALK}")
    harvest = harvest_sources([NotesSource(tmp_path / "notes")], groups, None)[0].harvest
    assert session(harvest).groups == ("youth",)
    assert any("a.md, line 3: the group 'yuoth' is not declared and is left out" in told for told in harvest.warnings)


def test_words_after_groups_are_no_ids(tmp_path: Path) -> None:
    harvest = read(tmp_path, a=f"# Talk\n\nGroups: farmers from the valley, and youth{TALK}")
    assert not harvest.loose_groups
    assert not harvest.group_mentions


@pytest.mark.parametrize(
    ("line", "country", "language"),
    [
        ("Country: Kenya | Language: English", "Kenya", "en"),
        ("Pays : Tunisie | Langue : français", "Tunisie", "fr"),
        ("Країна: Україна · Мова: українська", "Україна", "uk"),
        ("البلد: تونس | اللغة: العربية", "تونس", "ar"),
    ],
)
@pytest.mark.parametrize("title", ["", "# Talk\n\n"])
def test_two_known_labels_on_a_line_are_the_head(
    tmp_path: Path, title: str, line: str, country: str, language: str
) -> None:
    harvest = read(tmp_path, a=f"{title}{line}{TALK}")
    assert (session(harvest).country, session(harvest).languages) == (country, (language,))
    assert len(harvest.rows) == 2
    assert not harvest.warnings


@pytest.mark.parametrize(
    "line", ["Participants: about a dozen", "Participants: 12-15", "Учасники: двадцять", "المشاركون: حوالي ١٢ أو ١٥"]
)
def test_participants_that_are_no_number_are_a_warning(tmp_path: Path, line: str) -> None:
    harvest = read(tmp_path, a=f"# Talk\n\nCountry: Ghana\n\n{line}{TALK}")
    assert session(harvest).participants is None
    assert [told for told in harvest.warnings if "a.md, line 5: participants is no whole number" in told]


@pytest.mark.parametrize(
    "lines",
    [
        "Participants: Ama Bediako, Kojo Asante",
        "Participants: farmers, teachers",
        "Participants: farmers\n\nNumber of people: 9",
    ],
)
def test_who_took_part_is_no_number_that_cannot_be_read(tmp_path: Path, lines: str) -> None:
    assert not read(tmp_path, a=f"# Talk\n\nCountry: Ghana\n\n{lines}{TALK}").warnings
