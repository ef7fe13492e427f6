"""The latest vote of each participant, from votes.csv or from the matrix."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from corpus.polis.export import opened_export
from corpus.polis.participants import read_participants
from corpus.polis.votes import read_votes
from corpus.rows import Harvest
from corpus.sources import PolisSource

COMMENTS = "timestamp,comment-id,author-id,moderated,comment-body\n1,0,1,1,上\n1,1,1,1,سلام\n"
VOTES = """timestamp,datetime,comment-id,voter-id,vote
300,x,0,1,-1
100,x,0,1,1
200,x,0,2,1
200,x,0,2,0
200,x,1,ხმა,-1
"""
MATRIX = "participant,xid,group-id,n-votes,0,1\n1,,0,1,-1,\n2,,,1,0,\nხმა,,1,1,,-1\n"
LATEST = {("1", "0"): -1, ("2", "0"): 0, ("ხმა", "1"): -1}


def read(folder: Path, **files: str) -> tuple[pd.DataFrame | None, Harvest]:
    harvest = Harvest()
    for name, text in {"comments": COMMENTS, **files}.items():
        (folder / f"{name.replace('_', '-')}.csv").write_text(text, "utf-8")
    with opened_export(PolisSource(folder)) as export:
        return read_votes(export, read_participants(export), harvest), harvest


def as_mapping(votes: pd.DataFrame | None) -> dict[tuple[str, str], int]:
    assert votes is not None
    return {(row.participant, row.comment_id): int(row.vote) for row in votes.itertuples()}


def test_the_latest_vote_counts_and_of_two_at_one_moment_the_later_row(tmp_path: Path) -> None:
    votes, harvest = read(tmp_path, votes=VOTES)
    assert as_mapping(votes) == LATEST
    assert not harvest.warnings


def test_the_matrix_says_the_same_where_there_is_no_list(tmp_path: Path) -> None:
    votes, harvest = read(tmp_path, participants_votes=MATRIX)
    assert as_mapping(votes) == LATEST
    assert not harvest.warnings


def test_a_vote_that_is_none_is_left_out_with_its_row(tmp_path: Path) -> None:
    votes, harvest = read(tmp_path, votes=VOTES + "400,x,0,1,2\n,x,0,1,1\n400,x,,1,1\n400,x,0,1,agree\n")
    assert as_mapping(votes) == LATEST
    assert harvest.warnings == [f"{tmp_path}/votes.csv: rows 7, 8, 9, 10 not read; these votes are not counted."]


def test_a_row_of_the_matrix_with_another_cell_is_left_out(tmp_path: Path) -> None:
    votes, harvest = read(tmp_path, participants_votes=MATRIX + "9,,,1,1,yes\n")
    assert as_mapping(votes) == LATEST
    assert "row 5 not read" in harvest.warnings[0]


def test_a_conversation_without_votes_yet_has_none(tmp_path: Path) -> None:
    votes, harvest = read(tmp_path, votes=VOTES.splitlines(keepends=True)[0])
    assert as_mapping(votes) == {}
    assert not harvest.warnings


def test_a_moment_of_thousands_of_digits_is_none_and_costs_one_row(tmp_path: Path) -> None:
    votes, harvest = read(tmp_path, votes=VOTES + f"{'9' * 5000},x,1,2,1\n")
    assert as_mapping(votes) == LATEST
    assert "votes.csv" in " ".join(harvest.warnings)
