"""Tables that are strange, hostile or no tables at all: read, or refused with the file, the place and a remedy."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.utils import get_column_letter

from corpus.errors import SourceError
from corpus.rows import Harvest
from corpus.sources import TableColumns, TableSource
from corpus.tables.statements import read_table

Make = Callable[[Path], None]
WORDS = "ჩვენ გვინდა სამუშაო"


def read(path: Path, columns: TableColumns) -> Harvest:
    return read_table(TableSource(path, columns), "table")


def text(content: str, encoding: str = "utf-8") -> Make:
    return lambda path: void(path.write_bytes(content.encode(encoding)))


def raw(content: bytes) -> Make:
    return lambda path: void(path.write_bytes(content))


def void(_: object) -> None:
    """Forget what a call returned."""


def workbook(*rows: tuple[object, ...], change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> Make:
    def make(path: Path) -> None:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        change(book)
        book.save(path)

    return make


def parquet(**columns: pa.Array) -> Make:
    return lambda path: pq.write_table(pa.table(columns), path)


def second_sheet(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("Ответы")
    sheet.append(["text"])
    sheet.append([WORDS])


def hidden_first_sheet(book: openpyxl.Workbook) -> None:
    second_sheet(book)
    book.worksheets[0].sheet_state = "hidden"


def rewritten(make: Make, part: str, change: Callable[[str], str]) -> Make:
    """The package that `make` makes, with one part changed."""

    def remake(path: Path) -> None:
        make(path)
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts[part] = change(parts[part].decode()).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)

    return remake


SHEET = "xl/worksheets/sheet1.xml"
WIDE = tuple(f"c{number}" for number in range(16_383))
SURROGATE = pa.array([b"\xed\xa0\x80 half", WORDS.encode()], pa.binary()).cast(pa.string(), safe=False)

READ: dict[str, tuple[Make, str, list[str]]] = {
    "formula-looking cells": (text("text\n=cmd()\n+1+1\n@sum\n-2\n"), "text", ["=cmd()", "+1+1", "@sum", "-2"]),
    "formulas in a workbook": (workbook(("text",), ("=1+1",), (WORDS,)), "text", ["=1+1", WORDS]),
    "16,384 columns": (text(",".join((*WIDE, "text")) + "\n" + "," * 16_383 + WORDS + "\n"), "text", [WORDS]),
    "16,384 columns in a workbook": (workbook((*WIDE, "text"), (*WIDE, WORDS)), "text", [WORDS]),
    "a huge stated size": (
        rewritten(workbook(("text",), (WORDS,)), SHEET, lambda xml: xml.replace('ref="A1:A2"', 'ref="A1:XFD1048576"')),
        "text",
        [WORDS],
    ),
    "a wrong stated size": (
        rewritten(workbook(("text",), (WORDS,)), SHEET, lambda xml: xml.replace('ref="A1:A2"', 'ref="A1"')),
        "text",
        [WORDS],
    ),
    "a row far down": (
        workbook(("text",), (WORDS,), change=lambda book: book.worksheets[0].cell(20_000, 1, "დიახ")),
        "text",
        [WORDS, "დიახ"],
    ),
    "a header in row 3": (workbook(("Отчёт",), (), ("id", "text"), (1, WORDS)), "text", [WORDS]),
    "a header in row 3 of a CSV": (text(f"Report\n\nid,text\n1,{WORDS}\n"), "text", [WORDS]),
    "a merged header": (
        workbook(("text", None), (WORDS, 1), change=lambda book: book.worksheets[0].merge_cells("A1:B1")),
        "text",
        [WORDS],
    ),
    "an empty first sheet": (workbook(change=second_sheet), "text", [WORDS]),
    "a hidden first sheet": (workbook(("secret",), ("x",), change=hidden_first_sheet), "text", [WORDS]),
    "numbers, dates and booleans as text": (
        workbook(("text",), (12.0,), (0.5,), (True,), (date(2022, 6, 30),)),
        "text",
        ["12", "0.5", "true", "2022-06-30T00:00:00"],
    ),
    "Parquet of other types": (
        parquet(text=pa.array([1, None, 3]), other=pa.array([True, False, None])),
        "text",
        ["1", "3"],
    ),
    "Parquet with a nested column": (
        parquet(text=pa.array([WORDS]), meta=pa.array([{"a": [1, 2]}]), raw=pa.array([b"\xff\xfe"[:0]])),
        "text",
        [WORDS],
    ),
    "Parquet with text as bytes": (parquet(text=pa.array([WORDS.encode()])), "text", [WORDS]),
    "Parquet with half a surrogate": (parquet(text=SURROGATE), "text", [WORDS]),
    "Parquet with a list": (parquet(text=pa.array([["a", "b"]])), "text", ["a;b"]),
    "TSV named CSV": (text(f"id\ttext\n1\t{WORDS}, да\n"), "text", [WORDS + ", да"]),
    "semicolons": (text(f"id;text\n1;{WORDS}, да\n"), "text", [WORDS + ", да"]),
    "UTF-16": (text(f"id,text\n1,{WORDS}\n", "utf-16"), "text", [WORDS]),
    "UTF-8 with a mark": (text(f"text\n{WORDS}\n", "utf-8-sig"), "text", [WORDS]),
    "Windows Cyrillic": (
        text("id,text\n" + "1,Нам никто не рассказал о дороге и о новой школе\n" * 3, "cp1251"),
        "text",
        ["Нам никто не рассказал о дороге и о новой школе"] * 3,
    ),
    "one damaged byte in UTF-8": (
        raw(f"text\n{WORDS}\nслово ".encode() + b"\xff" + f"\n{WORDS}\n".encode()),
        "text",
        [WORDS, WORDS],
    ),
    "marks of direction": (text("text\n\u202eعكس\u202c\n"), "text", ["\u202eعكس\u202c"]),
    "an Arabic column with a mark of direction": (
        text("\u200fالنص\u200f,المعرف\nنريد عملًا,1\n"),
        "النص",
        ["نريد عملًا"],
    ),
    "old Mac line ends": (text(f"id,text\r1,{WORDS}\r2,да\r"), "text", [WORDS, "да"]),
    "a very long cell": (
        text("id,text\n1," + "слово " * 100_000 + f"\n2,{WORDS}\n"),
        "text",
        ["слово " * 99_999 + "слово", WORDS],
    ),
    "a cell of 10 MB beside another": (text("id,text\n1," + "a" * 10_000_000 + f"\n2,{WORDS}\n"), "text", [WORDS]),
}


@pytest.mark.parametrize(("make", "column", "texts"), READ.values(), ids=READ)
def test_strange_tables_are_read(tmp_path: Path, make: Make, column: str, texts: list[str]) -> None:
    make(tmp_path / "table")
    assert [row.text for row in read(tmp_path / "table", TableColumns(text=column)).rows] == texts


def bomb(path: Path) -> None:
    workbook(("text",), (WORDS,))(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b"0" * 300_000_000)


def with_dtd(xml: str) -> str:
    return '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + xml.removeprefix("<?xml version='1.0'?>")


def open_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<office/>")


def truncated(make: Make) -> Make:
    def cut(path: Path) -> None:
        make(path)
        path.write_bytes(path.read_bytes()[:-40])

    return cut


REFUSED: dict[str, tuple[Make, str]] = {
    "a workbook that unpacks without end": (bomb, "not read for safety. Remove"),
    "a workbook with a DTD": (rewritten(workbook(("text",)), SHEET, with_dtd), "DTD"),
    "truncated Parquet": (truncated(parquet(text=pa.array([WORDS]))), "damaged Parquet file. Write it again"),
    "a truncated workbook": (truncated(workbook(("text",), (WORDS,))), "save it again"),
    "an old or locked workbook": (raw(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), r"Save it as \.xlsx"),
    "a spreadsheet of another office": (open_document, r"no Excel workbook. Save it as \.xlsx or CSV"),
    "a PDF": (raw(b"%PDF-1.7\n1 0 obj"), "Export the table"),
    "gzip": (raw(b"\x1f\x8b\x08\0\0\0\0\0"), "Unpack it"),
    "a picture": (raw(b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20), "Save it as UTF-8 text"),
    "UTF-16 without its mark": (raw("id,text\n1,слово\n".encode("utf-16-le")), "Save it as UTF-8 text"),
    "a header and no rows": (text("id,text\n"), "no rows. Export it again"),
    "blank rows only": (text("\n ,\n"), "no header. Export it again"),
    "a workbook without cells": (workbook(), "no header. Export it again"),
    "no such column": (text("id,texts\n1,слово\n"), "there are 'texts', 'id'. Correct columns.text"),
    "one line of 30 MB": (raw(b"a" * 30_000_000), "no header. Export it again"),
}


@pytest.mark.parametrize(("make", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_table_is_refused_with_its_path_and_a_remedy(tmp_path: Path, make: Make, remedy: str) -> None:
    make(tmp_path / "table")
    with pytest.raises(SourceError, match=remedy) as error:
        read(tmp_path / "table", TableColumns(text="text"))
    assert str(tmp_path / "table") in str(error.value)
    assert "слово" not in str(error.value)


def test_days_that_do_not_exist_are_told_apart_from_dates_of_another_form(tmp_path: Path) -> None:
    text(f"text,date\n{WORDS},2024-02-30\n{WORDS},30.6.2024\n{WORDS},2024-13-01T10:00\n{WORDS},2024-06-30 noon\n")(
        tmp_path / "table"
    )
    said = "\n".join(read(tmp_path / "table", TableColumns(text="text", date="date")).warnings)
    assert "rows 2, 4: the date names a day that does not exist" in said
    assert "rows 3, 5: the date is not of the form 2022-06-30" in said


def test_what_is_strange_is_said_with_its_place(tmp_path: Path) -> None:
    make = text(f"id,text,date\n1,{WORDS},44742\n2,да,30.06.2022\nid,text,date\n3,а,б,в,г\n4,нет\n")
    make(tmp_path / "table")
    harvest = read(tmp_path / "table", TableColumns(text="text", date="date"))
    said = "\n".join(harvest.warnings)
    assert "rows 2, 3: the date is not of the form 2022-06-30" in said
    assert "the header stands again in row 4" in said
    assert "row 5 not read" in said
    assert "missing at the end of row 6" in said
    assert harvest.fates == {"unreadable": 1, "boilerplate": 1}


def test_a_workbook_says_which_sheet_is_read(tmp_path: Path) -> None:
    workbook(("secret",), ("x",), change=hidden_first_sheet)(tmp_path / "table")
    assert (
        "only the sheet 'Ответы' of 2 sheets is read" in read(tmp_path / "table", TableColumns(text="text")).warnings[0]
    )


def test_the_widest_workbook_has_its_last_column() -> None:
    assert get_column_letter(len(WIDE) + 1) == "XFD"
