"""Tables with one statement a row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.sources import TableColumns, TableSource
from corpus.tables.statements import read_table

COLUMNS = TableColumns(
    text="text", id="id", language="lang", session="session", author="who", groups="groups", date="date"
)
HEADER = "id,text,lang,session,who,groups,date\n"


def source(tmp_path: Path, rows: str, columns: TableColumns = COLUMNS) -> TableSource:
    path = tmp_path / "statements.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return TableSource(path, columns)


def test_every_column_lands_where_it_belongs(tmp_path: Path) -> None:
    harvest = read_table(source(tmp_path, "a1,نريد عملًا,Arabic,tunis,p7,youth; women,2022-06-30\n"), "table")
    row = harvest.rows[0]
    assert (row.text, row.language, row.session_id) == ("نريد عملًا", "ar", "tunis")
    assert (row.author_id, row.source_ref, row.place, row.key) == ("table:p7", "a1", "row 2", "a1")
    assert row.groups == ("women", "youth")
    assert row.date is not None
    assert row.date.isoformat() == "2022-06-30T00:00:00+00:00"
    assert harvest.group_mentions["youth"].endswith("statements.csv, row 2")
    assert [session.session_id for session in harvest.sessions] == ["tunis"]


def test_markup_formulas_and_very_long_statements_come_through_unharmed(tmp_path: Path) -> None:
    long = " ".join(["slovo"] * 10_000)
    rows = f'1,<script>alert(1)</script>,,,,,\n2,=cmd(),,,,,\n3,{long},,,,,\n4,"a\nb",,,,,\n'
    assert [row.text for row in read_table(source(tmp_path, rows), "table").rows] == [
        "<script>alert(1)</script>", "=cmd()", long, "a\nb",
    ]  # fmt: skip


def test_rows_without_text_are_empty_and_rows_without_an_id_are_named_after_the_file(tmp_path: Path) -> None:
    harvest = read_table(source(tmp_path, "1,,,,,,\n,words,,,,,\n"), "table")
    assert harvest.fates["empty"] == 1
    assert (harvest.rows[0].source_ref, harvest.rows[0].key) == ("statements.csv", None)


def test_the_same_id_and_text_again_is_a_duplicate(tmp_path: Path) -> None:
    harvest = read_table(source(tmp_path, "1,ჯარიმა,,,,,\n1,ჯარიმა,,,,,\n"), "table")
    assert len(harvest.rows) == 1
    assert harvest.fates["duplicate"] == 1


def test_one_id_for_two_texts_is_an_error_that_names_both_rows_and_no_words(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="rows 2 and 4 have the same id '1'") as error:
        read_table(source(tmp_path, "1,secret one,,,,,\n2,x,,,,,\n1,secret two,,,,,\n"), "table")
    assert "secret" not in str(error.value)


def test_all_missing_columns_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        read_table(source(tmp_path, "1,a,,,,,\n", replace(COLUMNS, text="txt", date="day")), "table")
    assert len(error.value.problems) == 2
    assert "'txt' for the text; there are 'text'" in error.value.problems[0]


def test_a_header_without_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a header and no rows"):
        read_table(source(tmp_path, ""), "table")


def test_what_cannot_be_understood_is_a_warning_with_its_rows_and_without_words(tmp_path: Path) -> None:
    harvest = read_table(source(tmp_path, "1,a,secret words,,,,30.6.22\n2,b,fr,,,,\n3,c,d,,,,,,more\n"), "table")
    assert [row.language for row in harvest.rows] == [None, "fr"]
    assert harvest.fates["unreadable"] == 1
    assert len(harvest.warnings) == 3
    assert not any("secret" in warning for warning in harvest.warnings)


@pytest.mark.parametrize(
    ("header", "row", "names"),
    [
        ("Name", "Halima Abdi", ("Halima Abdi",)),
        ("Full name", "Halima", ("Halima",)),
        ("Nom et prénom", "Leïla Haddad", ("Leïla Haddad",)),
        ("ПІБ", "Олена Ткаченко", ("Олена Ткаченко",)),
        ("الاسم", "ليلى حداد", ("ليلى حداد",)),
        ("სახელი", "ნინო", ("ნინო",)),
        ("姓名", "王小明", ("王小明",)),
        ("First name,Surname", "Halima,Abdi", ("Halima Abdi",)),
        ("Name", "Youth Council", ()),
        ("Name", "Participant 3", ()),
        ("Name", "", ()),
        ("Role", "Halima Abdi", ()),
    ],
)
def test_a_column_that_is_headed_as_names_declares_them_even_where_nothing_asks_for_it(
    tmp_path: Path, header: str, row: str, names: tuple[str, ...]
) -> None:
    path = tmp_path / "statements.csv"
    path.write_text(f"text,hall,{header}\nالماء قليل,tunis,{row}\n", encoding="utf-8")
    harvest = read_table(TableSource(path, TableColumns(text="text", session="hall")), "table")
    assert harvest.names == ({"tunis": names} if names else {})


def test_names_of_rows_without_a_session_are_declared_and_authors_headed_as_names_too(tmp_path: Path) -> None:
    path = tmp_path / "statements.csv"
    path.write_text("text,Nombre\nfalta agua,Lucía Rojas\nfalta luz,Lucía Rojas\n", encoding="utf-8")
    harvest = read_table(TableSource(path, TableColumns(text="text", author="Nombre")), "table")
    assert harvest.names == {"": ("Lucía Rojas",)}
    assert [row.author_id for row in harvest.rows] == ["table:Lucía Rojas", "table:Lucía Rojas"]
