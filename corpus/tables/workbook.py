"""Rows of an Excel workbook, one at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.files.packages import BROKEN_ZIP, check_package
from corpus.messages import listed
from corpus.tables.cells import cell_text

MAX_SHEET_BYTES = 1_000_000_000
CHUNK_BYTES = 1_000_000
BROKEN_WORKBOOK = (*BROKEN_ZIP, KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError)
"""What openpyxl raises: it lets the errors of its XML parser (SyntaxError) and of half-read parts through."""


@dataclass
class Workbook:
    """The first sheet of a workbook that people see and that holds something."""

    path: Path
    place: int
    """Of the sheet, from 0."""
    names: tuple[str, ...]
    """Of all sheets."""

    def rows(self) -> Iterator[list[str]]:
        """Each row. A formula gives its stored result, or its own text where nothing is stored.

        Text such as `=cmd()` that a program wrote into a cell is a formula to Excel: it must not be lost.

        Raises:
            UnreadableDocument: the workbook is damaged.
        """
        try:
            formulas = _values(self.path, self.place, is_stored=False)
            if not _has_formulas(self.path):
                yield from ([cell_text(cell) for cell in row] for row in formulas)
                return
            for pair in zip(formulas, _values(self.path, self.place, is_stored=True), strict=True):
                yield [cell_text(formula if value is None else value) for formula, value in zip(*pair, strict=True)]
        except BROKEN_WORKBOOK as error:
            raise UnreadableDocument("it is a damaged workbook. Open it, save it again and replace it.") from error

    def warnings(self) -> list[str]:
        """What a person should look at."""
        if len(self.names) == 1:
            return []
        which = "first" if self.place == 0 else f"sheet {listed(self.names[self.place : self.place + 1])}"
        read = f"{self.path}: only the {which} of {len(self.names)} sheets is read."
        return [f"{read} Save the others as files of their own."]


def open_workbook(path: Path) -> Workbook:
    """The workbook at `path`, at the first sheet that is visible and not empty; at its first, where none is.

    Raises:
        UnreadableDocument: no workbook, a damaged one, or one that would unpack without end.
    """
    if "xl/workbook.xml" not in check_package(path, max_bytes=MAX_SHEET_BYTES):
        raise UnreadableDocument("it is no Excel workbook. Save it as .xlsx or CSV.")
    import openpyxl  # seldom, and not at once

    try:
        with path.open("rb") as file:
            workbook = openpyxl.load_workbook(file, read_only=True)
            names = tuple(sheet.title for sheet in workbook.worksheets)
            visible = [place for place, sheet in enumerate(workbook.worksheets) if sheet.sheet_state == "visible"]
            place = next((place for place in visible if _has_words(workbook.worksheets[place])), (visible or [0])[0])
    except BROKEN_WORKBOOK as error:
        raise UnreadableDocument("it is a damaged workbook. Open it, save it again and replace it.") from error
    if not names:
        raise UnreadableDocument("the workbook has no sheet of cells. Save the table as .xlsx or CSV.")
    return Workbook(path, place, names)


def _has_words(sheet: Any) -> bool:  # noqa: ANN401  openpyxl has no types
    sheet.reset_dimensions()
    return any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)


def _values(path: Path, place: int, *, is_stored: bool) -> Iterator[tuple[Any, ...]]:
    import openpyxl

    with path.open("rb") as file:  # a path would be refused unless it ends in .xlsx
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=is_stored)
        sheet = workbook.worksheets[place]
        sheet.reset_dimensions()  # the stated size is often wrong; without it all rows are read
        yield from sheet.iter_rows(values_only=True)


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with package.open(name) as sheet:
                    last = b""
                    while chunk := sheet.read(CHUNK_BYTES):
                        if b"<f>" in (both := last + chunk) or b"<f " in both:
                            return True
                        last = chunk[-2:]
    return False
