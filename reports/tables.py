"""The tables of a run as Parquet: columns of the public interface first, then ours, all typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from models.schemas import Findings
from reports.categories import is_categorical

Value = Any
"""What a cell of a frame can hold."""

_TEXT, _WHOLE, _REAL, _FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()
_TEXTS, _WHOLES, _REALS = pa.list_(pa.string()), pa.list_(pa.int64()), pa.list_(pa.float64())
_MOMENT = pa.timestamp("us", tz="UTC")
_TEXTS_BY_LANGUAGE = pa.map_(pa.string(), _TEXTS)

COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "statements": {
        "statement_id": _TEXT,
        "text": _TEXT,
        "language": _TEXT,
        "source": _TEXT,
        "source_type": _TEXT,
        "session_id": _TEXT,
        "author_id": _TEXT,
        "date": _MOMENT,
        "source_ref": _TEXT,
        "place": _TEXT,
        "groups": _TEXTS,
        "topic_id": _WHOLE,
        "topic_probability": _REAL,
        "theme_id": _TEXT,
        "theme_score": _REAL,
        "map_x": _REAL,
        "map_y": _REAL,
        "is_clustered": _FLAG,
        "language_confidence": _REAL,
        "second_language": _TEXT,
        "context": _TEXT,
        "speaker": _TEXT,
        "is_seed": _FLAG,
        "is_meta": _FLAG,
        "n_agree": _WHOLE,
        "n_disagree": _WHOLE,
        "n_pass": _WHOLE,
        "duplicate_of": _TEXT,
        "duplicate_kind": _TEXT,
        "is_counted": _FLAG,
        "any_theme_score": _REAL,
    },
    "statement_themes": {
        "statement_id": _TEXT,
        "theme_id": _TEXT,
        "score": _REAL,
        "assigned": _FLAG,
        "any_score": _REAL,
    },
    "topics": {
        "topic_id": _WHOLE,
        "label": _TEXT,
        "keywords": _TEXTS,
        "keywords_by_language": _TEXTS_BY_LANGUAGE,
        "size": _WHOLE,
        "n_sessions": _WHOLE,
        "n_languages": _WHOLE,
        "theme_id": _TEXT,
        "theme_score": _REAL,
        "coverage": _TEXT,
        "lineage": _TEXT,
        "parents": _WHOLES,
        "representative_ids": _TEXTS,
        "n_clustered": _WHOLE,
        "label_source": _TEXT,
        "label_support": _REAL,
        "main_language": _TEXT,
        "main_language_share": _REAL,
        "main_language_expected": _REAL,
        "main_language_p": _REAL,
        "is_one_language": _FLAG,
        "stability": _REAL,
        "firmness": _TEXT,
        "broad_topic_id": _WHOLE,
        "broad_label": _TEXT,
        "covered_share": _REAL,
        "covered_low": _REAL,
        "covered_high": _REAL,
        "is_coverage_sure": _FLAG,
        "theme_ids": _TEXTS,
        "theme_shares": _REALS,
        "map_x": _REAL,
        "map_y": _REAL,
        "note": _TEXT,
        "is_hidden": _FLAG,
    },
    "themes": {
        "theme_id": _TEXT,
        "label": _TEXT,
        "n_statements": _WHOLE,
        "share": _REAL,
        "n_sessions": _WHOLE,
        "n_languages": _WHOLE,
        "topic_ids": _WHOLES,
        "support": _TEXT,
        "n_regions": _WHOLE,
        "n_occasions": _WHOLE,
        "n_authors": _WHOLE,
        "languages": _TEXTS,
        "groups": _TEXTS,
    },
    "review": {
        "rank": _WHOLE,
        "statement_id": _TEXT,
        "text": _TEXT,
        "language": _TEXT,
        "topic_id": _WHOLE,
        "theme_id": _TEXT,
        "score": _REAL,
        "second_theme_id": _TEXT,
        "second_score": _REAL,
    },
    "representation": {
        "unit": _TEXT,
        "unit_id": _TEXT,
        "group": _TEXT,
        "n_statements": _WHOLE,
        "n_sessions": _WHOLE,
        "share": _REAL,
        "expected_share": _REAL,
        "lift": _REAL,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "p_value": _REAL,
        "q_value": _REAL,
        "suppressed": _FLAG,
        "n_people": _WHOLE,
        "share_low": _REAL,
        "share_high": _REAL,
        "is_estimated": _FLAG,
    },
    "voices": {
        "rank": _WHOLE,
        "topic_id": _WHOLE,
        "groups": _TEXTS,
        "score": _REAL,
        "novelty": _REAL,
        "lift": _REAL,
        "q_value": _REAL,
        "n_statements": _WHOLE,
        "n_sessions": _WHOLE,
        "reason": _TEXT,
        "statement_ids": _TEXTS,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "p_value": _REAL,
        "is_certain": _FLAG,
        "subtopic": _WHOLE,
        "label": _TEXT,
        "stability": _REAL,
    },
    "distinctive_terms": {
        "theme_id": _TEXT,
        "group": _TEXT,
        "term": _TEXT,
        "language": _TEXT,
        "n_statements": _WHOLE,
        "n_units": _WHOLE,
        "log_odds": _REAL,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "q_value": _REAL,
        "is_certain": _FLAG,
    },
    "votes": {
        "statement_id": _TEXT,
        "opinion_group": _TEXT,
        "n_agree": _WHOLE,
        "n_disagree": _WHOLE,
        "n_pass": _WHOLE,
        "agree_share": _REAL,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "consensus": _REAL,
        "consensus_low": _REAL,
        "consensus_high": _REAL,
        "divisiveness": _REAL,
        "divisiveness_low": _REAL,
        "divisiveness_high": _REAL,
        "suppressed": _FLAG,
        "is_computed": _FLAG,
    },
    "breakdowns": {
        "unit": _TEXT,
        "unit_id": _TEXT,
        "dimension": _TEXT,
        "value": _TEXT,
        "lift": _REAL,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "n_statements": _WHOLE,
        "n_sessions": _WHOLE,
        "n_people": _WHOLE,
        "share": _REAL,
        "share_low": _REAL,
        "share_high": _REAL,
        "expected_share": _REAL,
        "p_value": _REAL,
        "q_value": _REAL,
        "suppressed": _FLAG,
        "is_estimated": _FLAG,
    },
    "silences": {
        "group": _TEXT,
        "n_statements": _WHOLE,
        "n_sessions": _WHOLE,
        "n_people": _WHOLE,
        "n_unthemed": _WHOLE,
        "unthemed_share": _REAL,
        "unthemed_low": _REAL,
        "unthemed_high": _REAL,
        "expected_share": _REAL,
        "lift": _REAL,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "p_value": _REAL,
        "q_value": _REAL,
        "suppressed": _FLAG,
        "is_estimated": _FLAG,
    },
    "topic_votes": {
        "topic_id": _WHOLE,
        "source": _TEXT,
        "n_comments": _WHOLE,
        "n_voters": _WHOLE,
        "agree_share": _REAL,
        "ci_low": _REAL,
        "ci_high": _REAL,
        "n_opinion_groups": _WHOLE,
        "n_compared": _WHOLE,
        "n_divided": _WHOLE,
        **{f"{figure}{end}": _REAL for figure in ("consensus", "divisiveness") for end in ("", "_low", "_high")},
        "suppressed": _FLAG,
    },
    "decisions": {
        "kind": _TEXT,
        "topic_id": _WHOLE,
        "theme_id": _TEXT,
        "statement_id": _TEXT,
        "value": _TEXT,
        "by": _TEXT,
        "date": _MOMENT,
        "is_applied": _FLAG,
        "doubt": _TEXT,
    },
}
"""Columns of every table, in order."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def tables(findings: Findings) -> dict[str, pd.DataFrame]:
    """The tables of a run by name, columns in the order of `COLUMNS`; a column that nobody made is an error.

    Raises:
        KeyError: a declared column is missing from the findings.
    """
    frames: dict[str, pd.DataFrame] = {name: getattr(findings, name) for name in COLUMNS}
    return {name: frame[list(COLUMNS[name])].reset_index(drop=True) for name, frame in frames.items()}


def write_parquet(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write `<name>.parquet` for every table; the same frames give the same bytes."""
    for name, frame in frames.items():
        columns = [_array(frame[column], kind) for column, kind in COLUMNS[name].items()]
        schema = pa.schema(list(COLUMNS[name].items()))
        pq.write_table(pa.Table.from_arrays(columns, schema=schema), folder / f"{name}.parquet", compression="zstd")


def read_parquet(path: Path) -> pd.DataFrame:
    """A table as it was before it was written: lists as tuples, `keywords_by_language` as a dict."""
    table = pq.read_table(path)
    frame: pd.DataFrame = table.to_pandas(integer_object_nulls=False)
    for column in table.schema:
        if pa.types.is_list(column.type):
            frame[column.name] = pd.Series([tuple(items) for items in frame[column.name]], dtype=object)
        elif pa.types.is_map(column.type):
            mappings = [{key: list(words) for key, words in pairs} for pairs in frame[column.name]]
            frame[column.name] = pd.Series(mappings, dtype=object)
    return frame


def _array(column: pd.Series[Any], kind: pa.DataType) -> pa.Array:
    if is_categorical(column):
        return pa.array(column.array).cast(kind)
    if _is_plain(column, kind):  # a million rows at once, not one by one
        return pa.array(column.array, type=kind, from_pandas=True)
    return pa.array([_plain(value, kind) for value in column], type=kind)


def _is_plain(column: pd.Series[Any], kind: pa.DataType) -> bool:
    """Whether Arrow takes the column as it is: its values are of one type, and texts are UTF-8 already."""
    if kind == _TEXT:
        return isinstance(column.dtype, pd.StringDtype) and column.dtype.storage == "pyarrow"
    wanted = {
        _FLAG: pd.api.types.is_bool_dtype,
        _WHOLE: pd.api.types.is_integer_dtype,
        _REAL: pd.api.types.is_float_dtype,
    }
    return kind in wanted and wanted[kind](column.dtype)


def _plain(value: Value, kind: pa.DataType) -> Value:
    """A value as Arrow takes it: no pandas missing values, no numpy containers, no half characters."""
    if pa.types.is_map(kind):
        return [(str(key), [_text(word) for word in words]) for key, words in value.items()]
    if pa.types.is_list(kind):
        return [_plain(item, kind.value_type) for item in value]
    if pd.isna(value):
        return None
    return _text(value) if kind == _TEXT else value


def _text(value: object) -> str:
    """Text that UTF-8 can hold."""
    return _LONE_SURROGATE.sub("\ufffd", str(value))
