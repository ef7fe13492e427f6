"""CSV with broken quoting: what can be saved is saved and said, what cannot is counted, and no other row suffers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import SourceError
from corpus.tables.tabular import Tabular, read_tabular

BEFORE, AFTER = ("1", "нам нужна дорога", "ru"), ("9", "نريد عملًا", "ar")

SALVAGED = {
    "a quote that is never closed": ('2,"we need a road,en', "we need a road"),
    "a quote in the middle": ('2,a 5" pipe for water,en', 'a 5" pipe for water'),
    "two quotes in the middle": ('2,the "road" they say,en', 'the "road" they say'),
    "quotes inside, not doubled": ('2,"they said "soon" to us, again",en', 'they said "soon" to us, again'),
    "a last quote inside, not doubled": ('2,"they said "soon"",en', 'they said "soon"'),
    "a first quote inside, not doubled": ('2,""soon" they said, again",en', '"soon" they said, again'),
    "quotes inside, tripled": ('2,"they said """soon""" to us",en', 'they said "soon" to us'),
    "quotes escaped by backslashes": ('2,"they said \\"soon\\", again",en', 'they said "soon", again'),
    "curly quotes around a cell": ("2,“a road, and water”,en", "a road, and water"),
    "low and high quotes around a cell": ("2,„дорога, и вода“,ru", "дорога, и вода"),
    "guillemets around a cell": ("2,«дорога, и вода»,ru", "дорога, и вода"),
    "single quotes around a cell": ("2,'a road, and water',en", "a road, and water"),
    "single quotes around one cell and double ones around another": (
        "2,'a road, and water',\"en\"",
        "a road, and water",
    ),
    "space between a quote and the delimiter": ('2,"a road, and water" ,en', "a road, and water"),
    "space between the delimiter and a quote": ('2, "a road, and water",en', "a road, and water"),
    "a comma in text without quotes": ("2,a road, and water,en", "a road, and water"),
    "Arabic with a quote that is never closed": ('2,"نريد طريقا', "نريد طريقا"),
    "missing last cells": ("2,a road", "a road"),
    "the other delimiter": ("2;a road;en", "a road"),
    "a tab as delimiter": ("2\ta road\ten", "a road"),
    "a stray carriage return": ("2,a road\rand water,en", "a road and water"),
    "a NUL": ("2,a ro\0ad,en", "a road"),
    "a byte-order mark": ("\ufeff2,a road,en", "a road"),
    "a doubled delimiter at the end": ("2,a road,en,,", "a road"),
}


def read(path: Path, *lines: str, end: str = "\n") -> Tabular:
    path.write_text(end.join(["id,text,lang", *lines, ""]), encoding="utf-8", newline="")
    return read_tabular(path)


@pytest.mark.parametrize(("line", "text"), SALVAGED.values(), ids=SALVAGED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_broken_row_is_saved_and_costs_no_other(tmp_path: Path, line: str, text: str, end: str) -> None:
    table = read(tmp_path / "t.csv", ",".join(BEFORE), line, ",".join(AFTER), end=end)
    rows = [tuple(record.cells.values()) for record in table.records]
    assert rows[0] == BEFORE
    assert rows[-1] == AFTER
    assert [record.get("text") for record in table.records] == [BEFORE[1], text, AFTER[1]]
    assert [record.number for record in table.records] == [2, 3, 4]
    assert not table.malformed


@pytest.mark.parametrize(
    "line",
    ["2,a,b,c,d,e", '2,"a"b"c,d"e"f",g,h', "2,we need,a road,and water,en", "2," + "a" * 1_100_000 + ",en"],
    ids=["more cells than the header", "quotes everywhere", "commas without a space", "a cell longer than a book"],
)
def test_a_row_that_cannot_be_saved_is_counted_with_its_number_and_costs_no_other(tmp_path: Path, line: str) -> None:
    table = read(tmp_path / "t.csv", ",".join(BEFORE), line, ",".join(AFTER))
    assert [tuple(record.cells.values()) for record in table.records] == [BEFORE, AFTER]
    assert table.malformed == (3,)


def test_mended_rows_are_named_without_their_words(tmp_path: Path) -> None:
    table = read(tmp_path / "t.csv", ",".join(BEFORE), '2,"they said "soon"",en', "3;слово;ru")
    assert "rows 3, 4 did not fit the header and could be mended" in table.warnings[0]
    assert "soon" not in "".join(table.warnings)


def test_a_line_break_outside_quotes_is_pointed_to(tmp_path: Path) -> None:
    table = read(tmp_path / "t.csv", ",".join(BEFORE), "2,we need", "a road,en", ",".join(AFTER))
    assert table.records[-1].get("text") == AFTER[1]
    assert "missing at the end of rows 3, 4" in table.warnings[0]


def test_a_header_that_comes_again_is_no_row(tmp_path: Path) -> None:
    table = read(tmp_path / "t.csv", ",".join(BEFORE), "\ufeffid,text,lang", ",".join(AFTER))
    assert len(table.records) == 2
    assert "the header stands again in row 3" in table.warnings[0]


def test_a_doubled_column_name_stays_reachable(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text,text\n1,a,b\n", "utf-8")
    assert read_tabular(tmp_path / "t.csv").columns == ("id", "text", "text (column 3)")


def test_quotes_over_many_lines_hide_no_broken_one_behind_them(tmp_path: Path) -> None:
    poem = "\n".join(f"строка {number}, и ещё" for number in range(300))
    table = read(tmp_path / "t.csv", f'2,"{poem}",ru', '3,"never closed,en', *(f"{n},слово,ru" for n in range(4, 1200)))
    assert table.records[0].get("text") == poem
    assert [record.get("id") for record in table.records] == [str(n) for n in range(2, 1200)]


def test_many_broken_rows_are_read_in_one_go(tmp_path: Path) -> None:
    lines = [f'{number},"never closed {number},en' for number in range(2000)]
    table = read(tmp_path / "t.csv", *lines, ",".join(AFTER))
    assert len(table.records) + len(table.malformed) == 2001
    assert tuple(table.records[-1].cells.values()) == AFTER


CELL = st.text(st.sampled_from("ab ნшع字,;\"'\n\r“”\\"), max_size=12)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_well_formed_rows_come_back_as_they_were_written(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([("id", "text", "lang"), *((a, b, "xx") for a, b in rows)])
    (tmp_path / "t.csv").write_text(written.getvalue(), "utf-8", newline="")
    table = read_tabular(tmp_path / "t.csv")

    def returned(cell: str) -> str:
        return cell.replace("\r\n", "\n").replace("\r", " ").replace("\n", " ")

    found = [(returned(each.cells["id"]), returned(each.cells["text"])) for each in table.records]
    assert found == [(returned(a), returned(b)) for a, b in rows]
    assert not table.malformed


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_damage_raises_anything_unforeseen_or_reaches_rows_before_it(tmp_path: Path, data: st.DataObject) -> None:
    lines = [f'{n},"слово {n}, и ""ещё""",ru' if n % 2 else f"{n},كلمة {n},ar" for n in range(12)]
    whole = "\n".join(["id,text,lang", *lines, ""]).encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    removed = data.draw(st.integers(0, 20))
    inserted = data.draw(
        st.binary(max_size=6) | st.sampled_from([b'"', b'""', b"\n", b"\r", b"\0", b",", b"\\", b"\xff"])
    )
    (tmp_path / "t.csv").write_bytes(whole[:place] + inserted + whole[place + removed :])
    n_whole = whole[:place].count(b"\n") - 1  # rows that end before the damage
    try:
        table = read_tabular(tmp_path / "t.csv")
    except SourceError:  # with NUL in the header, say; anything else would fail here
        return
    if n_whole >= 0:
        kept = [tuple(record.cells.values()) for record in table.records[:n_whole]]
        parsed = list(csv.reader(io.StringIO("\n".join(lines[:n_whole]))))
        assert kept == [tuple(row) for row in parsed]
