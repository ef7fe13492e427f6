"""What to take away: the tables as CSV, JSON and one workbook, a piece at a time, and a summary in Word."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from reports.categories import is_categorical, of_each
from reports.evidence import Evidence
from reports.json_tables import write_json
from reports.safe_text import safe_text
from reports.tables import tables
from reports.word_summary import render_summary
from reports.workbook import write_workbook

Value = Any
"""What a cell of a frame can hold."""

N_AT_ONCE = 20_000
"""Rows that are held flat at a time."""


def write_exports(evidence: Evidence, folder: Path) -> None:
    """Write each published table as `<name>.csv` and `<name>.json`, all in `underheard.xlsx`, and `summary.docx`.

    What explains the tables is in the report's language; names of tables and columns are the same in all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    frames = tables(evidence.findings)
    for name, frame in frames.items():
        write_csv(frame, folder / f"{name}.csv")
        write_json(name, frame, folder / f"{name}.json", evidence=evidence)
    write_workbook(frames, folder / "underheard.xlsx", evidence=evidence, flat_rows=flat_rows)
    (folder / "summary.docx").write_bytes(render_summary(evidence))


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """A table as CSV, every text guarded against being taken for a formula."""
    # The byte order mark makes Excel read the file as UTF-8, whatever the script.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(frame.columns)
        writer.writerows(flat_rows(frame))


def flat_rows(frame: pd.DataFrame) -> Iterator[tuple[Value, ...]]:
    """The rows in order, with one safe text, number, truth value, date or None a cell."""
    for start in range(0, len(frame), N_AT_ONCE):
        piece = frame.iloc[start : start + N_AT_ONCE]
        yield from zip(*(_cells(piece[name]) for name in piece.columns), strict=True)


def _cells(column: pd.Series[Any]) -> list[Value]:
    if is_categorical(column):
        return of_each(column, safe_text)
    if pd.api.types.is_datetime64_any_dtype(column):
        return [None if pd.isna(moment) else moment.date() for moment in column]
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return [None if value is pd.NA or value != value else value for value in column.astype(object)]
    return [safe_text(value) if isinstance(value, str) else _cell(value) for value in column.tolist()]


def _cell(value: Value) -> Value:
    if isinstance(value, Mapping):
        return safe_text(" | ".join(f"{key}: {', '.join(map(str, words))}" for key, words in value.items()))
    if pd.api.types.is_list_like(value):
        return safe_text("; ".join(map(str, value)))
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
