"""The tables for programs: one strict JSON document a table, which says by itself what its rows and columns are."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from reports.categories import is_categorical, of_each
from reports.codebook import codebook, row_meaning
from reports.evidence import Evidence

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode

Value = Any
"""What a cell of a frame can hold."""

N_AT_ONCE = 20_000
"""Rows that are held encoded at a time."""


def write_json(name: str, frame: pd.DataFrame, path: Path, *, evidence: Evidence) -> None:
    """Write a table as an object with `table`, `row` (what a row is), `run`, `columns` and `rows`.

    `rows` holds an object a row, one a line, so that a file too large to load can be read by lines. UTF-8. What is
    missing, not known or left out is null, and so is an infinite end of an interval, because JSON has no such number;
    lists are arrays, `keywords_by_language` an object, dates YYYY-MM-DD. Nothing is changed in texts but halves of
    characters, which UTF-8 cannot hold: JSON has no formulas.
    """
    explained = codebook(evidence.words).query("table == @name").rename(columns={"column": "name"})
    head = {
        "table": name,
        "row": row_meaning(name, evidence.words),
        "run": {key: evidence.manifest.get(key) for key in ("name", "run_id", "created_at")},
        "language": evidence.words.language,
        "columns": explained[["name", "kind", "meaning"]].to_dict("records"),
    }
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(_encode(head)[:-1] + ',\n"rows": [')
        for number, row in enumerate(_rows(frame)):
            file.write((",\n" if number else "\n") + row)
        file.write("\n]}\n")


def _rows(frame: pd.DataFrame) -> Iterator[str]:
    """Every row as a JSON object, encoded column by column, which is several times faster than row by row."""
    row = "{" + ", ".join(f"{_encode(name)}: %s" for name in frame.columns) + "}"
    for start in range(0, len(frame), N_AT_ONCE):
        piece = frame.iloc[start : start + N_AT_ONCE]
        for values in zip(*(_encoded(piece[name]) for name in piece.columns), strict=True):
            yield row % values


def _encoded(column: pd.Series[Any]) -> list[str]:
    if is_categorical(column):
        return of_each(column, _encode)
    if pd.api.types.is_datetime64_any_dtype(column):
        return ["null" if pd.isna(moment) else f'"{moment.date().isoformat()}"' for moment in column]
    if pd.api.types.is_float_dtype(column):
        return [repr(value) if math.isfinite(value) else "null" for value in column.tolist()]
    if column.dtype == bool:
        return ["true" if value else "false" for value in column.tolist()]
    return [_encode(value if isinstance(value, str) else _value(value)) for value in column.tolist()]


def _value(value: Value) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): [_value(item) for item in items] for key, items in value.items()}
    if pd.api.types.is_list_like(value):
        return [_value(item) for item in value]
    if value is None or value is pd.NA:
        return None
    return _value(value.item()) if hasattr(value, "item") else value
