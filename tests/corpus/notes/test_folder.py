"""Folders of notes and their table of sessions."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from corpus.errors import SourceError
from corpus.notes.folder import read_notes
from corpus.sources import NotesSource

HEADER = "session_id,file,date,title,region,country,languages,participants,groups\n"
NOTE = """# Dialogue

> Invented.

## Part

- نريد عملًا
- We need jobs
"""


def folder(tmp_path: Path, **files: str | bytes) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir(exist_ok=True)
    for name, content in files.items():
        path = notes / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return notes


def sessions(tmp_path: Path, rows: str, name: str = "sessions.csv") -> Path:
    (tmp_path / name).write_text(HEADER + rows, encoding="utf-8")
    return tmp_path / name


def test_a_declared_session_gives_its_notes_a_date_and_an_id(tmp_path: Path) -> None:
    notes = folder(tmp_path, tunis_md=NOTE)
    table = sessions(tmp_path, "s1,tunis.md,2022-07-03,Talk,Africa,Tunisia,Arabic;fr,12,youth;women\n")
    harvest = read_notes(NotesSource(notes, table))
    session = harvest.sessions[0]
    assert (session.session_id, session.languages, session.participants) == ("s1", ("ar", "fr"), 12)
    assert session.groups == ("women", "youth")
    assert {row.session_id for row in harvest.rows} == {"s1"}
    assert {row.date for row in harvest.rows} == {session.date}
    assert {row.source_ref for row in harvest.rows} == {"tunis.md"}
    assert [row.place for row in harvest.rows] == ["line 7", "line 8"]
    assert harvest.group_mentions["youth"].endswith("sessions.csv, row 2")
    assert not harvest.warnings


@pytest.mark.parametrize("kind", ["First conversation", "შეხვედრა", "حوار إقليمي"])
def test_a_session_may_say_of_what_type_it_is(tmp_path: Path, kind: str) -> None:
    notes = folder(tmp_path, a_md=NOTE)
    (tmp_path / "sessions.csv").write_text(f"session_id,file,type\ns1,a.md,{kind}\n", encoding="utf-8")
    harvest = read_notes(NotesSource(notes, tmp_path / "sessions.csv"))
    assert [session.type for session in harvest.sessions] == [kind]
    assert not harvest.warnings


def test_the_table_of_sessions_may_be_a_workbook_in_the_same_folder(tmp_path: Path) -> None:
    notes = folder(tmp_path, a_md=NOTE)
    frame = pd.DataFrame(
        {"session_id": ["s"], "file": ["a.md"], "date": [pd.Timestamp("2022-07-03")], "participants": [9]}
    )
    frame.to_excel(notes / "sessions.xlsx", index=False)
    harvest = read_notes(NotesSource(notes, notes / "sessions.xlsx"))
    assert harvest.sessions[0].participants == 9
    assert harvest.sessions[0].date is not None
    assert not harvest.skipped


def test_a_note_without_a_row_is_read_as_its_own_session_with_a_warning(tmp_path: Path) -> None:
    notes = folder(tmp_path, a_md=NOTE, b_md=NOTE)
    harvest = read_notes(NotesSource(notes, sessions(tmp_path, "s1,a.md,,,,,,,\n")))
    assert [session.session_id for session in harvest.sessions] == ["s1", "b"]
    assert len(harvest.warnings) == 1
    assert "b.md: the note has no row in sessions.csv" in harvest.warnings[0]


def test_without_a_table_notes_of_one_name_in_two_folders_are_two_sessions(tmp_path: Path) -> None:
    notes = folder(tmp_path, north__day_md=NOTE, south__day_md=NOTE, east_md=NOTE)
    harvest = read_notes(NotesSource(notes))
    assert [session.session_id for session in harvest.sessions] == ["east", "north/day", "south/day"]
    assert len(harvest.warnings) == 1
    assert "east.md and 2 more: the note says neither date, country nor language" in harvest.warnings[0]


def test_one_bad_file_never_costs_the_others(tmp_path: Path) -> None:
    notes = folder(
        tmp_path,
        a_md=NOTE,
        b_docx=b"PK\3\4 no word file",
        c_txt=b"\0\1",
        d_pdf=b"%PDF",
        README_md="x",
        e_txt="",
        f_csv="a,b\n",
    )
    (notes / ".hidden.md").write_text(NOTE, encoding="utf-8")
    (notes / "~$a.docx").write_bytes(b"lock")
    harvest = read_notes(NotesSource(notes))
    assert {row.source_ref for row in harvest.rows} == {"a.md"}
    assert [skipped.path.name for skipped in harvest.skipped] == ["b.docx", "c.txt", "d.pdf", "f.csv"]
    assert harvest.fates["unreadable"] == 4
    assert harvest.fates["empty"] == 1
    assert "no Office file" in harvest.skipped[0].reason
    assert "it is a table (CSV)" in harvest.skipped[3].reason
    assert "e.txt: no statement" in harvest.warnings[0]


def test_what_is_neither_file_nor_folder_is_listed_and_never_opened(tmp_path: Path) -> None:
    notes = folder(tmp_path, a_md=NOTE)
    os.mkfifo(notes / "pipe.md")
    (notes / "round.md").symlink_to(notes / "round.md")
    (notes / "x.docx").mkdir()
    harvest = read_notes(NotesSource(notes))
    assert {row.source_ref for row in harvest.rows} == {"a.md"}
    assert [skipped.path.name for skipped in harvest.skipped] == ["pipe.md", "round.md"]
    assert "no ordinary file" in harvest.skipped[0].reason


@pytest.mark.parametrize("pattern", ["", "a.md", "*.md", "**/*.md"])
def test_a_folder_a_file_and_a_pattern_are_all_sources(tmp_path: Path, pattern: str) -> None:
    notes = folder(tmp_path, a_md=NOTE)
    assert len(read_notes(NotesSource(notes / pattern)).rows) == 2


@pytest.mark.parametrize(
    ("path", "message"), [("note", "nearest name there is 'notes'"), ("notes/*.txt", "no file matches")]
)
def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path, path: str, message: str) -> None:
    folder(tmp_path, a_md=NOTE)
    with pytest.raises(SourceError, match=message):
        read_notes(NotesSource(tmp_path / path))


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no notes here"):
        read_notes(NotesSource(folder(tmp_path)))


def test_every_mistake_in_the_table_of_sessions_is_named_with_its_row(tmp_path: Path) -> None:
    notes = folder(tmp_path, tunis_md=NOTE, accra_md=NOTE)
    rows = (
        """s1,tunis.md,3/7/2022,,,,,,
s1,acra.md,,,,,,,
s2,tunis.md,,,,,,some,
,,,,,,,,
,accra.md,,,,,,,
"""
    )  # fmt: skip
    with pytest.raises(SourceError) as error:
        read_notes(NotesSource(notes, sessions(tmp_path, rows)))
    problems = error.value.problems
    assert len(problems) == 6
    assert "row 2: the date '3/7/2022' is not of the form 2022-06-30" in problems[0]
    assert "row 3: session_id 's1' was used before" in problems[1]
    assert "'acra.md' is not among the notes; the nearest names there are 'accra.md'" in problems[2]
    assert "row 4: participants is 'some'" in problems[3]
    assert "row 4: the file 'tunis.md' belongs to another session" in problems[4]
    assert "row 6: session_id is empty" in problems[5]


def test_a_day_that_does_not_exist_is_said_to_be_one(tmp_path: Path) -> None:
    notes = folder(tmp_path, a_md=NOTE)
    (tmp_path / "s.csv").write_text("session_id,file,date\ns,a.md,2024-02-30\n", encoding="utf-8")
    with pytest.raises(SourceError, match="the date '2024-02-30' names a day that does not exist"):
        read_notes(NotesSource(notes, tmp_path / "s.csv"))


def test_a_misspelt_column_and_an_unknown_language_are_warnings(tmp_path: Path) -> None:
    notes = folder(tmp_path, a_md=NOTE)
    (tmp_path / "s.csv").write_text("session_id,file,gruops,languages\ns,a.md,youth,klingonisch\n", encoding="utf-8")
    warnings = read_notes(NotesSource(notes, tmp_path / "s.csv")).warnings
    assert "did you mean 'groups'" in warnings[0]
    assert "'klingonisch' is not a language" in warnings[1]


def test_names_of_an_attendance_list_go_with_the_session_and_not_among_the_statements(tmp_path: Path) -> None:
    note = """# Talk

## الحضور

- ليلى بن سالم، جمعية الحي
- كريم الطويل

## Water

- Karim was right about the well"""
    harvest = read_notes(NotesSource(folder(tmp_path, a_md=note)))
    assert harvest.names == {"a": ("ليلى بن سالم", "كريم الطويل")}
    assert [row.text for row in harvest.rows] == ["Karim was right about the well"]
    assert harvest.fates["boilerplate"] == 3
