"""Votes: no figure on too few people, none that can be had back by subtraction."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from corpus.schemas import EVERYBODY, Votes
from reports.protection import WITHHELD, protect
from reports.vote_protection import protect_votes, without_few_votes
from tests.reports.invented_run import Consultation

COUNTS = ["n_agree", "n_disagree", "n_pass"]
FIGURES = ["consensus", "consensus_low", "consensus_high", "divisiveness", "divisiveness_low", "divisiveness_high"]


def votes_on(statement_id: str, everybody: int, **groups: int) -> pd.DataFrame:
    """Votes on one comment: how many voted of each group (g0, g1 ...), all of whom agree."""
    rows = [(EVERYBODY, everybody), *((group.removeprefix("g"), n) for group, n in groups.items())]
    frame = pd.DataFrame(
        {
            "statement_id": statement_id,
            "opinion_group": [group for group, _ in rows],
            "is_computed": False,
            "n_agree": pd.Series([n for _, n in rows], dtype="Int64"),
            "n_disagree": pd.Series([0] * len(rows), dtype="Int64"),
            "n_pass": pd.Series([0] * len(rows), dtype="Int64"),
            **dict.fromkeys(("agree_share", "ci_low", "ci_high"), 1.0),
            **dict.fromkeys(FIGURES, 0.5),
            "suppressed": False,
        }
    )
    return Votes.validate(frame.astype({"statement_id": "str", "opinion_group": "str"}))


def protected(votes: pd.DataFrame, *, min_group_size: int = 5) -> pd.DataFrame:
    ids = votes["statement_id"].unique().tolist()
    return Votes.validate(protect_votes(votes, ids, min_group_size=min_group_size))


def hidden(votes: pd.DataFrame) -> list[str]:
    return list(votes.loc[votes["suppressed"], "opinion_group"])


@pytest.mark.parametrize(
    ("everybody", "groups", "left_out"),
    [
        (30, {"g0": 20, "g1": 10}, []),  # enough of everybody
        (13, {"g0": 9, "g1": 4}, ["0", "1"]),  # one of two: the other would give it away
        (24, {"g0": 13, "g1": 7, "g2": 4}, ["1", "2"]),  # the next smallest goes with it
        (30, {"g0": 13, "g1": 7, "g2": 4}, ["2"]),  # six without a group stand beside it
        (25, {"g0": 13, "g1": 7, "g2": 4}, ["2"]),  # one without a group: five people of whom one cannot tell
        (22, {"g0": 13, "g1": 7}, ["1"]),  # two without a group, who would be had by subtraction
        (12, {"g0": 5, "g1": 5, "g2": 1, "g3": 1}, ["2", "3", "0"]),  # two together are two: one more
        (20, {"g0": 20, "g1": 0}, []),  # nobody is nobody
        (4, {"g0": 3, "g1": 1}, [EVERYBODY, "0", "1"]),
        (0, {"g0": 0, "g1": 0}, []),
        (5, {}, []),
        (4, {}, [EVERYBODY]),
    ],
)
def test_a_small_group_is_left_out_with_enough_others(
    everybody: int, groups: dict[str, int], left_out: list[str]
) -> None:
    assert sorted(hidden(protected(votes_on("s", everybody, **groups)))) == sorted(left_out)


def test_what_is_not_shown_is_never_one_part_alone_nor_fewer_people_than_the_minimum() -> None:
    cases = list(itertools.product([0, 1, 4, 5, 9], repeat=4))  # people without a group, and three groups
    comments = [
        votes_on(f"s{number}", sum(sizes), g0=sizes[1], g1=sizes[2], g2=sizes[3]) for number, sizes in enumerate(cases)
    ]
    shown = protected(pd.concat(comments)).groupby("statement_id", sort=False)
    for (without_group, *groups), (_, comment) in zip(cases, shown, strict=True):
        counts = comment.set_index("opinion_group")["n_agree"]
        assert all(pd.isna(count) or count == 0 or count >= 5 for count in counts)
        if pd.isna(counts[EVERYBODY]):
            continue
        secret = [size for group, size in enumerate(groups) if pd.isna(counts[str(group)])]
        parts = [size for size in (*secret, without_group) if size]
        assert int(counts[EVERYBODY] - counts.drop(EVERYBODY).sum()) == sum(parts)
        assert not parts or sum(parts) >= 5
        assert not any(size < 5 for size in parts) or len(parts) > 1


def test_a_suppressed_row_has_no_figure_and_its_comment_no_comparison() -> None:
    shown = protected(votes_on("s", 24, g0=13, g1=7, g2=4))
    out = shown[shown["suppressed"]]
    assert out[[*COUNTS, "agree_share", "ci_low", "ci_high"]].isna().all(axis=None)
    assert shown[FIGURES].isna().all(axis=None)
    assert not protected(votes_on("t", 30, g0=20, g1=10))[FIGURES].isna().any(axis=None)


def test_votes_follow_the_statements_and_only_theirs() -> None:
    votes = pd.concat([votes_on("a", 30, g0=20, g1=10), votes_on("b", 30, g0=20, g1=10), votes_on("c", 9)])
    shown = protect_votes(votes, ["b", "a"], min_group_size=5)
    assert shown["statement_id"].tolist() == ["b"] * 3 + ["a"] * 3
    assert shown["opinion_group"].tolist() == [EVERYBODY, "0", "1"] * 2


def test_the_statements_themselves_do_not_tell_the_votes_of_a_few() -> None:
    statements = pd.DataFrame(
        {"n_agree": [1, 4, 0, None], "n_disagree": [3, 1, 0, None], "n_pass": [None, 0, 0, None]}, dtype="Int64"
    )
    shown = without_few_votes(statements, min_group_size=5)
    assert shown["n_agree"].isna().tolist() == [True, False, False, True]
    assert shown["n_disagree"].tolist()[1:3] == [1, 0]


def test_a_withheld_comment_has_no_votes(consultation: Consultation) -> None:
    findings = consultation.findings
    is_comment = findings.statements["source_type"] == "polis"
    groups = findings.statements["groups"].mask(is_comment, pd.Series([("defenders",)] * len(is_comment)))
    assert len(protect(findings, consultation.groups).votes) == 3 * is_comment.sum()
    theirs = findings.statements.assign(groups=groups, topic_id=-1)
    hidden_ones = protect(
        consultation.findings.__class__(**{**vars(findings), "statements": theirs}), consultation.groups
    )
    withheld = hidden_ones.statements.loc[hidden_ones.statements["text"] == WITHHELD, "statement_id"]
    assert len(withheld)
    assert not set(hidden_ones.votes["statement_id"]) & set(withheld)
