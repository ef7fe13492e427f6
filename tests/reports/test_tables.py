"""Tables have the columns of the public interface, with types that empty tables keep too."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reports.codebook import codebook
from reports.tables import COLUMNS, read_parquet, tables, write_parquet
from reports.wording import wording
from tests.reports.invented_run import Consultation

INTERFACE = {
    "statements": "statement_id text language source source_type session_id author_id date source_ref place "
    "groups topic_id topic_probability theme_id theme_score map_x map_y",
    "statement_themes": "statement_id theme_id score assigned",
    "topics": "topic_id label keywords keywords_by_language size n_sessions n_languages theme_id theme_score "
    "coverage lineage parents representative_ids",
    "themes": "theme_id label n_statements share n_sessions n_languages topic_ids support",
    "representation": "unit unit_id group n_statements n_sessions share expected_share lift ci_low ci_high "
    "p_value q_value suppressed",
    "voices": "rank topic_id groups score novelty lift q_value n_statements n_sessions reason statement_ids",
    "distinctive_terms": "theme_id group term language n_statements n_units log_odds ci_low ci_high q_value is_certain",
    "votes": "statement_id opinion_group n_agree n_disagree n_pass agree_share ci_low ci_high",
}
"""As CONTRACT.md words them."""

KEPT_APART = {"statements": {"unmerged_topic_id", "stability"}}
"""Columns of the findings that are not published: a small group inside a merged topic could be told apart again."""


@pytest.mark.parametrize("name", INTERFACE)
def test_the_columns_of_the_public_interface_come_first(name: str) -> None:
    columns = INTERFACE[name].split()
    assert list(COLUMNS[name])[: len(columns)] == columns


def test_every_column_of_the_findings_is_written_but_the_topic_before_merges(consultation: Consultation) -> None:
    findings = consultation.evidence().findings
    for name, columns in COLUMNS.items():
        assert set(getattr(findings, name).columns) == set(columns) | KEPT_APART.get(name, set()), name
        assert not set(columns) & KEPT_APART.get(name, set()), name


def test_lists_and_maps_are_arrow_lists_and_maps(consultation: Consultation, tmp_path: Path) -> None:
    write_parquet(tables(consultation.evidence().findings), tmp_path)
    topics = pq.read_schema(tmp_path / "topics.parquet")
    assert topics.field("keywords").type == pa.list_(pa.string())
    assert pa.types.is_map(topics.field("keywords_by_language").type)
    assert pq.read_schema(tmp_path / "statements.parquet").field("date").type == pa.timestamp("us", tz="UTC")


def test_empty_tables_keep_their_types(consultation: Consultation, tmp_path: Path) -> None:
    frames = {name: frame.head(0) for name, frame in tables(consultation.evidence().findings).items()}
    write_parquet(frames, tmp_path)
    for name, columns in COLUMNS.items():
        assert pq.read_schema(tmp_path / f"{name}.parquet").types == list(columns.values())
        assert read_parquet(tmp_path / f"{name}.parquet").empty


def test_text_that_utf_8_cannot_hold_is_marked_and_not_fatal(consultation: Consultation, tmp_path: Path) -> None:
    frames = tables(consultation.evidence().findings)
    broken = frames["statements"].assign(
        text=pd.Series(["half \ud83d", *frames["statements"]["text"][1:]], dtype=object)
    )
    write_parquet({"statements": broken}, tmp_path)
    assert read_parquet(tmp_path / "statements.parquet")["text"][0] == "half \ufffd"


def test_every_column_has_a_meaning_in_the_codebook() -> None:
    book = codebook(wording("en"))
    assert book.loc[book["meaning"] == "", ["table", "column"]].empty
    assert "An analyst’s note" in book.set_index(["table", "column"]).loc[("topics", "note"), "meaning"]
