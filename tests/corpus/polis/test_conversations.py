"""Seven real conversations: our counts beside those that the service wrote, every difference with its reason.

docs/decisions/0014-polis.md has the numbers and the attribution.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from corpus.polis.comments import read_polis
from corpus.polis.export import COMMENTS, opened_export
from corpus.polis.opinion_groups import computed_groups, in_conversation
from corpus.polis.participants import exported_groups, read_participants
from corpus.polis.tallies import tally_votes
from corpus.polis.votes import read_votes
from corpus.rows import Harvest
from corpus.sources import PolisSource
from corpus.tables.tabular import Tabular

CONVERSATIONS = Path(__file__).parents[4] / "shared" / "data" / "polis"
pytestmark = pytest.mark.skipif(
    not CONVERSATIONS.is_dir(), reason="needs the real conversations in ../shared/data/polis"
)

WITHOUT_A_VOTE = {"london.youth.policing": 3, "scoop-hivemind.ubi": 1}
"""Comments on which nobody voted: the service counts the columns of its matrix of votes (`n-cmts`)."""
BELOW_SEVEN_VOTES = {
    "american-assembly.bowling-green": 2,
    "bg2050-volunteers": 1,
    "scoop-hivemind.ubi": 60,
    "vtaiwan.uberx": 1,
}
"""People with an exported opinion group who are not counted in it. Who was in once stays in for the service, also
those whom it took in to have fifteen; and the export of 2017 gives everybody a group."""
AGREEMENT = {
    "15-per-hour-seattle": 0.563,
    "american-assembly.bowling-green": 0.561,
    "austria-climate.5twd2jsnkf.2022-08-08": 0.977,
    "bg2050-volunteers": 1.0,
    "london.youth.policing": -0.019,
    "scoop-hivemind.ubi": 0.060,
    "vtaiwan.uberx": 0.929,
}
"""Adjusted Rand index of computed and exported opinion groups, as measured; these are results, not aims."""


@cache
def tables(name: str) -> tuple[Tabular, Tabular, pd.DataFrame]:
    """Comments, participants and votes of a conversation."""
    with opened_export(PolisSource(CONVERSATIONS / name)) as export:
        comments, participants = export.table(COMMENTS), read_participants(export)
        votes = read_votes(export, participants, Harvest())
    assert comments is not None
    assert participants is not None
    assert votes is not None
    return comments, participants, votes


def summary(name: str) -> dict[str, str]:
    with (CONVERSATIONS / name / "summary.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file) if len(row) > 1}


@pytest.mark.parametrize("name", AGREEMENT)
def test_counts_are_those_of_the_summary_but_for_comments_without_a_vote(name: str) -> None:
    comments, participants, votes = tables(name)
    stated = summary(name)
    assert len(comments.records) == int(stated["comments"]) + WITHOUT_A_VOTE.get(name, 0)
    assert votes["comment_id"].nunique() == int(stated["comments"])
    assert len({record.get("author-id") for record in comments.records}) == int(stated["commenters"])
    assert votes["participant"].nunique() == int(stated["voters"]) == len(participants.records)
    assert exported_groups(participants).nunique() == int(stated["groups"])
    assert len(votes) == sum(int(record.get("n-votes")) for record in participants.records)


@pytest.mark.parametrize("name", AGREEMENT)
def test_the_list_of_votes_and_the_matrix_say_the_same(name: str) -> None:
    _, participants, votes = tables(name)
    stated = {record.get("participant"): record for record in participants.records}
    counted = pd.crosstab(votes["participant"], votes["vote"])[[1, -1]]
    for participant, agree, disagree in counted.itertuples():
        assert (int(stated[participant].get("n-agree")), int(stated[participant].get("n-disagree"))) == (
            agree,
            disagree,
        )


@pytest.mark.parametrize("name", AGREEMENT)
def test_group_statistics_hold_whom_the_service_groups_and_who_voted_often_enough(name: str) -> None:
    _, participants, votes = tables(name)
    grouped, counted = set(exported_groups(participants).index), set(in_conversation(votes))
    assert counted <= grouped
    assert len(grouped - counted) == BELOW_SEVEN_VOTES.get(name, 0)


def test_consensus_is_the_one_that_the_service_writes() -> None:
    name = "bg2050-volunteers"
    comments, participants, votes = tables(name)
    stated = {record.get("comment-id"): float(record.get("group-informed-consensus")) for record in comments.records}
    tallies = tally_votes(votes, exported_groups(participants))
    ours = tallies[tallies["opinion_group"] == "all"].set_index("comment_id")["consensus"]
    assert len(ours) == len(stated) == 371
    assert ours.to_dict() == pytest.approx(stated, abs=1e-12)


def test_seeds_are_marked_where_the_layout_knows_them() -> None:
    name = "bg2050-volunteers"
    rows = read_polis(PolisSource(CONVERSATIONS / name, moderation="all"), name).rows
    assert 0 < sum(row.is_seed for row in rows) < len(rows)
    assert not any(row.is_meta for row in rows)


@pytest.mark.slow
@pytest.mark.parametrize("name", AGREEMENT)
def test_opinion_groups_from_votes_alone_agree_with_the_exported_ones_as_far_as_recorded(name: str) -> None:
    comments, participants, votes = tables(name)
    rejected = [record.get("comment-id") for record in comments.records if record.get("moderated") == "-1"]
    computed, exported = computed_groups(votes, rejected), exported_groups(participants)
    both = computed.index.intersection(exported.index)
    assert adjusted_rand_score(exported[both], computed[both]) == pytest.approx(AGREEMENT[name], abs=0.02)
