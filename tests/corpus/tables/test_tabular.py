"""Tables of every format, tidy and broken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from corpus.errors import SourceError
from corpus.tables.cells import parse_date, split_values
from corpus.tables.tabular import Tabular, read_tabular

ROWS = [("1", "We need jobs"), ("2", "نريد عملًا"), ("3", "ჩვენ გვინდა სამუშაო"), ("4", "我們需要工作")]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def cells(table: Tabular) -> list[tuple[str, ...]]:
    return [tuple(record.cells.values()) for record in table.records]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = [delimiter.join(row) for row in [("id", "text"), *ROWS]]
    assert cells(read_tabular(write(tmp_path / "table.csv", "\r\n".join(lines)))) == ROWS


def test_excel_sheets_and_parquet_give_the_same_text_as_csv(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": [1, 2, 3, 4], "text": [text for _, text in ROWS]})
    frame.to_excel(tmp_path / "table.xlsx", index=False)
    frame.to_parquet(tmp_path / "table.parquet")
    frame.to_csv(tmp_path / "table.csv", index=False)
    for name in ("table.xlsx", "table.parquet", "table.csv"):
        table = read_tabular(tmp_path / name)
        assert cells(table) == ROWS
        assert [record.number for record in table.records] == [2, 3, 4, 5]


def test_a_workbook_named_csv_is_still_a_workbook(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["слово"]}).to_excel(tmp_path / "table.xlsx", index=False)
    (tmp_path / "table.xlsx").rename(tmp_path / "table.csv")
    assert cells(read_tabular(tmp_path / "table.csv")) == [("слово",)]


def test_text_that_looks_like_a_formula_is_not_lost_in_a_workbook(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (("text", "date"), ("=cmd()", datetime(2022, 6, 30)), ("=1+1", None)):  # noqa: DTZ001  Excel has no zones
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "table.xlsx")
    assert cells(read_tabular(tmp_path / "table.xlsx")) == [("=cmd()", "2022-06-30T00:00:00"), ("=1+1", "")]


def test_only_the_first_sheet_is_read_and_that_is_said(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["text"])
    workbook.worksheets[0].append(["words"])
    workbook.create_sheet().append(["text"])
    workbook.save(tmp_path / "table.xlsx")
    assert "first of 2 sheets" in read_tabular(tmp_path / "table.xlsx").warnings[0]


def test_a_field_over_several_lines_stays_one_row(tmp_path: Path) -> None:
    table = read_tabular(write(tmp_path / "t.csv", 'id,text\n1,"one\n\ntwo, ""three"""\n2,four\n'))
    assert cells(table) == [("1", 'one\n\ntwo, "three"'), ("2", "four")]
    assert [record.number for record in table.records] == [2, 3]


def test_a_quote_that_is_never_closed_costs_no_other_row(tmp_path: Path) -> None:
    text = 'id,text\n1,"first"\n2,"second\n3,"third, ""quoted"""\n4,"fo\nurth"\n5,"fifth"x"\n'
    table = read_tabular(write(tmp_path / "t.csv", text))
    assert [record.get("id") for record in table.records] == ["1", "2", "3", "4", "5"]
    assert table.records[2].get("text") == 'third, "quoted"'
    assert table.records[3].get("text") == "fo\nurth"


def test_a_row_with_more_cells_than_the_header_is_malformed_and_numbered(tmp_path: Path) -> None:
    table = read_tabular(write(tmp_path / "t.csv", "id,text\n1,a\n2,b,c\n3,d,,\n4\n"))
    assert table.malformed == (3,)
    assert cells(table) == [("1", "a"), ("3", "d"), ("4", "")]


def test_blank_rows_count_but_are_no_records(tmp_path: Path) -> None:
    table = read_tabular(write(tmp_path / "t.csv", "id,text\n\n,\n1,a\n"))
    assert [record.number for record in table.records] == [4]


def test_excels_separator_line_is_no_header(tmp_path: Path) -> None:
    assert cells(read_tabular(write(tmp_path / "t.csv", "sep=;\nid;text\n1;a,b\n"))) == [("1", "a,b")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04 no zip", b"PAR1 no parquet", b"\0\1\2"])
def test_what_is_no_table_is_an_error_with_the_path(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    with pytest.raises(SourceError, match=r"table\.csv"):
        read_tabular(tmp_path / "table.csv")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read_tabular(tmp_path / "none.csv")
    with pytest.raises(SourceError, match="is a folder"):
        read_tabular(tmp_path)


def test_a_missing_column_names_the_nearest_there_is_first(tmp_path: Path) -> None:
    table = read_tabular(write(tmp_path / "t.csv", "id,texts,lang\n1,a,en\n"))
    with pytest.raises(SourceError, match="no column 'text' for the text; there are 'texts'"):
        table.require("text", "the text", "Correct it.")


def test_a_table_without_a_header_puts_nobodys_words_into_the_error(tmp_path: Path) -> None:
    words = "My brother drives for an app since he lost his post"
    table = read_tabular(write(tmp_path / "t.csv", f"17,{words}\n18,other\n"))
    with pytest.raises(SourceError) as error:
        table.require("text", "the text", "Correct it.")
    assert words not in str(error.value)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-06-30", datetime(2022, 6, 30, tzinfo=UTC)),
        ("2022-06-30T10:00:00+02:00", datetime(2022, 6, 30, 8, tzinfo=UTC)),
        (" ", None),
    ],
)
def test_iso_dates_are_moments_in_utc(written: str, moment: datetime | None) -> None:
    assert parse_date(written) == moment


@pytest.mark.parametrize("written", ["03/04/2022", "30 June", "2022-13-01"])
def test_an_ambiguous_date_is_never_guessed(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_date(written)


def test_values_of_a_cell_are_sorted_and_single() -> None:
    assert split_values(" youth; civil-society ;;youth") == ("civil-society", "youth")
