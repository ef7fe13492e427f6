"""Votes on a topic: each comment once, each participant once, and nothing of what may not be shown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus.polis.tallies import tally_votes
from corpus.schemas import Ballots, Votes
from models.figure_schemas import TopicVotes
from models.schemas import OUTLIER
from models.topic_votes import topic_votes

FIGURES = ["agree_share", "consensus", "divisiveness"]


def _conversation(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.int64]], groups: str, *, source: str = "თბილისი"
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Statements, votes and ballots for votes of shape (n_voters, n_comments), 9 where nobody voted.

    `groups` has a letter a participant, `.` for none. Every comment is in topic 0.
    """
    voters, comments = np.nonzero(matrix != 9)
    names = [f"تعليق-{number}" for number in range(matrix.shape[1])]
    cast = pd.DataFrame(
        {
            "participant": voters.astype(str),
            "comment_id": [names[comment] for comment in comments],
            "vote": matrix[voters, comments],
        }
    )
    placed = {str(voter): group for voter, group in enumerate(groups) if group != "."}
    members = pd.Series(placed, dtype="str")
    tallies = tally_votes(cast, members).rename(columns={"comment_id": "statement_id"})
    counts = dict.fromkeys(("n_agree", "n_disagree", "n_pass"), "Int64")
    votes = tallies.assign(is_computed=False, suppressed=False).astype({**counts, "opinion_group": "str"})
    ballots = pd.DataFrame(
        {
            "statement_id": cast["comment_id"],
            "voter": voters,
            "opinion_group": cast["participant"].map(members).astype("str"),
            "vote": cast["vote"].astype("int64"),
        }
    )
    statements = pd.DataFrame({"statement_id": names, "topic_id": 0, "source": source})
    return statements, Votes.validate(votes[list(Votes.to_schema().columns)]), Ballots.validate(ballots)


def _votes(
    rng: np.random.Generator, n_voters: int = 40, n_comments: int = 6
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    matrix = rng.choice([1, 1, 0, -1], size=(n_voters, n_comments))
    matrix[rng.random(matrix.shape) < 0.3] = 9
    return matrix


def test_support_and_consensus_are_means_over_the_comments_as_they_are_published() -> None:
    statements, votes, ballots = _conversation(_votes(np.random.default_rng(1)), "aaaabbbbcc" * 3 + "." * 10)
    (row,) = topic_votes(statements, votes, ballots).to_dict("records")
    overall = votes[votes["opinion_group"] == "all"]
    assert (row["n_comments"], row["n_voters"], row["n_opinion_groups"], row["n_compared"]) == (6, 40, 3, 6)
    assert row["agree_share"] == pytest.approx(overall["agree_share"].mean())
    assert row["consensus"] == pytest.approx(overall["consensus"].mean())
    by_group = votes[votes["opinion_group"] != "all"].groupby("opinion_group")["agree_share"].mean()
    assert row["divisiveness"] == pytest.approx(by_group.max() - by_group.min())
    for figure, low, high in [
        ("agree_share", "ci_low", "ci_high"),
        *((n, f"{n}_low", f"{n}_high") for n in FIGURES[1:]),
    ]:
        assert 0 <= row[low] <= row[figure] <= row[high] <= 1


def test_one_comment_has_nearly_the_interval_of_its_votes() -> None:
    statements, votes, ballots = _conversation(np.array([[1]] * 60 + [[-1]] * 40), "ab" * 50)
    (row,) = topic_votes(statements, votes, ballots).to_dict("records")
    (overall,) = votes[votes["opinion_group"] == "all"].to_dict("records")
    assert row["ci_low"] == pytest.approx(overall["ci_low"], abs=0.005)
    assert row["ci_high"] == pytest.approx(overall["ci_high"], abs=0.005)
    assert row["consensus_low"] == pytest.approx(overall["consensus_low"], abs=0.02)
    assert row["divisiveness_low"] == pytest.approx(overall["divisiveness_low"], abs=0.01)


def test_the_same_people_on_ten_comments_are_no_surer_than_on_one() -> None:
    one = np.array([[1]] * 30 + [[-1]] * 20)
    width = {}
    for name, matrix in {"one": one, "ten": np.repeat(one, 10, axis=1)}.items():
        (row,) = topic_votes(*_conversation(matrix, "ab" * 25)).to_dict("records")
        width[name] = row["ci_high"] - row["ci_low"]
    others = np.full((500, 10), 9)
    for comment in range(10):
        others[50 * comment : 50 * comment + 50, comment] = one[:, 0]
    (row,) = topic_votes(*_conversation(others, "ab" * 250)).to_dict("records")
    assert width["ten"] == pytest.approx(width["one"])
    assert row["ci_high"] - row["ci_low"] < 0.5 * width["one"]


def test_a_comment_that_was_shown_to_many_does_not_outweigh_the_others() -> None:
    matrix = np.full((100, 2), 9)
    matrix[:, 0], matrix[:10, 1] = 1, -1
    (row,) = topic_votes(*_conversation(matrix, "ab" * 50)).to_dict("records")
    assert row["agree_share"] == 0.5


def test_the_interval_holds_the_truth_though_people_vote_alike_throughout() -> None:
    rng = np.random.default_rng(6)
    n_held = 0
    for _ in range(150):
        leaning = rng.beta(1, 1, size=60)
        matrix = np.where(rng.random((60, 8)) < leaning[:, None], 1, -1)
        matrix[rng.random(matrix.shape) < 0.4] = 9
        (row,) = topic_votes(*_conversation(matrix, "ab" * 30)).to_dict("records")
        n_held += row["ci_low"] <= 0.5 <= row["ci_high"]
    assert n_held >= 0.9 * 150


def test_groups_that_differ_are_told_and_comments_in_both_directions_are_counted() -> None:
    side = np.array([1] * 20 + [-1] * 20)
    (row,) = topic_votes(*_conversation(np.stack([side, side], axis=1), "a" * 20 + "b" * 20)).to_dict("records")
    assert row["divisiveness"] == 1
    assert row["divisiveness_low"] > 0.5
    assert row["n_divided"] == 2
    (both,) = topic_votes(*_conversation(np.stack([side, -side], axis=1), "a" * 20 + "b" * 20)).to_dict("records")
    assert both["divisiveness"] == 0
    assert both["n_divided"] == 2


def test_what_may_not_be_shown_counts_nowhere() -> None:
    statements, votes, ballots = _conversation(_votes(np.random.default_rng(2)), "ab" * 20)
    hidden = votes["statement_id"] == "تعليق-0"
    counts = ["n_agree", "n_disagree", "n_pass", "agree_share", "consensus", "divisiveness_low"]
    protected = votes.assign(suppressed=hidden, **{name: votes[name].mask(hidden) for name in counts})
    (row,) = topic_votes(statements, protected, ballots).to_dict("records")
    (without,) = topic_votes(statements.iloc[1:], votes[~hidden], ballots).to_dict("records")
    assert row == without
    nothing = votes.assign(suppressed=True, **{name: votes[name].mask(votes[name].notna()) for name in counts})
    (empty,) = topic_votes(statements, nothing, ballots).to_dict("records")
    assert empty["suppressed"]
    assert pd.isna([value for name, value in empty.items() if name not in ("topic_id", "source", "suppressed")]).all()


def test_where_one_opinion_group_may_not_be_shown_nothing_is_compared() -> None:
    statements, votes, ballots = _conversation(_votes(np.random.default_rng(3)), "ab" * 20)
    compared = [name for name in votes if name.startswith(("consensus", "divisiveness"))]
    (row,) = topic_votes(statements, votes.assign(**dict.fromkeys(compared, np.nan)), ballots).to_dict("records")
    assert row["n_voters"] == 40
    assert pd.isna([row[name] for name in (*compared, "n_divided", "n_opinion_groups")]).all()


def test_conversations_stay_apart_and_outliers_and_statements_without_votes_have_no_row() -> None:
    statements, votes, ballots = _conversation(_votes(np.random.default_rng(4)), "ab" * 20)
    split = statements.assign(source=["one", "one", "one", "two", "two", "two"], topic_id=[0, 0, OUTLIER, 0, 1, 1])
    noted = pd.DataFrame({"statement_id": ["note"], "topic_id": 7, "source": "notes"})
    found = topic_votes(pd.concat([split, noted]), votes, ballots)
    assert found[["topic_id", "source", "n_comments"]].to_numpy().tolist() == [
        [0, "one", 2],
        [0, "two", 1],
        [1, "two", 2],
    ]


def test_without_votes_there_is_no_row_and_the_order_of_rows_changes_nothing() -> None:
    statements, votes, ballots = _conversation(_votes(np.random.default_rng(5)), "abc" * 13 + ".")
    TopicVotes.validate(topic_votes(statements, votes.iloc[:0], ballots.iloc[:0]))
    shuffled = topic_votes(*(frame.sample(frac=1, random_state=1) for frame in (statements, votes, ballots)))
    pd.testing.assert_frame_equal(shuffled, topic_votes(statements, votes, ballots))
