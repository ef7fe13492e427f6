"""Simulate the votes of the demo Pol.is conversation and write its export files.

Everything here is invented. The comments are written by hand in
``comments-written.csv``; this script only draws who saw which comment, when, and how
they voted, and writes the result in the layout of a Pol.is data export into
``first-conversation/``. The same inputs and seed always give the same bytes.

Run it after editing a comment, a stance or a declared group::

    python corpus/demo/polis/simulate_votes.py

The latent space
----------------
The column ``stance`` of ``comments-written.csv`` holds three numbers in -1..1,
separated by ``;``, that say which way agreeing with the comment leans:

1. who leads:   -1 state-led, elected officials and ministries decide
                +1 citizen-led, communities and organisations decide
2. technology:  -1 sceptical of digital tools, +1 optimistic about them
3. means:       -1 incentives, freedom to experiment
                +1 enforcement, rules and sanctions

A comment near the origin divides nobody. Participants are points in the same space,
drawn around one of three cluster centres. A participant who wrote comments belongs to
the centre nearest to their own stances; the others are drawn, with odds that depend
on the group they declared in ``participant-groups.csv``.

The vote model
--------------
``score = AGREEABLE + GAIN * (participant . stance) + personal offset``. The participant
passes with a probability that shrinks as ``|score|`` grows, and otherwise agrees with
probability ``1 / (1 + exp(-score))``. An author agrees with their own comment at the
moment of writing it, and the owner of the conversation (participant 0) passes on the
seeds, as Pol.is records them.

What differs from a true export: ``stats-history.csv`` counts voters and commenters
once each, while real exports repeat the running number of votes and comments there.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent

SEED = 20220620
PARTICIPANTS = 180
OWNER = 0
START = datetime(2022, 6, 20, 7, 0, tzinfo=UTC)
COMMENTS_CLOSE = datetime(2022, 8, 3, 18, 0, tzinfo=UTC)
END = datetime(2022, 8, 5, 20, 0, tzinfo=UTC)

TOPIC = "What should open government be for in the next five years?"
URL = "https://polis.example/first-conversation"
DESCRIPTION = (
    "Invented for the Underheard demonstration: no real person wrote these comments and no real person voted on them."
)

# Cluster centres in the latent space (who leads, technology, means).
CENTRES: NDArray[np.float64] = np.array(
    [
        [0.9, -0.5, 0.5],  # citizen-led, wary of technology, wants enforcement
        [0.2, 0.9, -0.7],  # tool-builders: digital, incentives
        [-0.9, -0.2, 0.4],  # state-led, wants clear rules
    ]
)
SPREAD = 0.35
CLUSTER_ODDS: dict[str, tuple[float, float, float]] = {
    "youth": (0.55, 0.40, 0.05),
    "civil-society": (0.60, 0.25, 0.15),
    "government": (0.05, 0.35, 0.60),
    "": (0.40, 0.33, 0.27),
}

AGREEABLE = 0.6
GAIN = 2.2
OFFSET_SPREAD = 0.4
PASS_BASE = 0.34
PASS_DECAY = 0.55
REJECTED_VISIBLE = timedelta(hours=30)
MIN_VOTES_FOR_GROUP = 7  # Pol.is leaves participants with fewer votes ungrouped


@dataclass(frozen=True)
class Comment:
    """One hand-written comment with its latent stance."""

    comment_id: int
    author_id: int
    moderated: int
    is_seed: bool
    is_meta: bool
    stance: NDArray[np.float64]
    text: str


@dataclass(frozen=True)
class Vote:
    """One vote: 1 agrees, -1 disagrees, 0 passes."""

    comment_id: int
    voter_id: int
    vote: int
    at: datetime


def read_comments(path: Path) -> list[Comment]:
    """Read the hand-written comments and check their ids and stances."""
    comments: list[Comment] = []
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            stance = np.array([float(part) for part in row["stance"].split(";")])
            if stance.shape != (CENTRES.shape[1],) or np.abs(stance).max() > 1:
                raise ValueError(f"comment {row['comment-id']}: bad stance {stance}")
            comments.append(
                Comment(
                    comment_id=int(row["comment-id"]),
                    author_id=int(row["author-id"]),
                    moderated=int(row["moderated"]),
                    is_seed=row["is-seed"] == "true",
                    is_meta=row["is-meta"] == "true",
                    stance=stance,
                    text=row["text"],
                )
            )
    if [c.comment_id for c in comments] != list(range(len(comments))):
        raise ValueError(f"{path.name}: comment ids must be 0, 1, 2, ... in order")
    if any(not 0 <= c.author_id < PARTICIPANTS for c in comments):
        raise ValueError(f"{path.name}: every author must be a participant")
    return comments


def read_groups(path: Path) -> dict[int, list[str]]:
    """Read the groups that participants declared; most declared none."""
    with path.open(encoding="utf-8", newline="") as handle:
        return {int(row["participant"]): row["groups"].split(";") for row in csv.DictReader(handle)}


def assign_clusters(
    rng: np.random.Generator,
    comments: Sequence[Comment],
    groups: dict[int, list[str]],
) -> list[int]:
    """Give every participant one of the clusters."""
    written: dict[int, list[NDArray[np.float64]]] = {}
    for comment in comments:
        written.setdefault(comment.author_id, []).append(comment.stance)
    clusters: list[int] = []
    for participant in range(PARTICIPANTS):
        odds = CLUSTER_ODDS[groups.get(participant, [""])[0]]
        drawn = int(rng.choice(len(CENTRES), p=odds))
        own = np.mean(written.get(participant, [np.zeros(CENTRES.shape[1])]), axis=0)
        if participant != OWNER and np.linalg.norm(own) > 0:
            drawn = int(np.argmax(CENTRES @ own))
        clusters.append(drawn)
    return clusters


def draw_times(rng: np.random.Generator, comments: Sequence[Comment]) -> tuple[list[datetime], list[datetime]]:
    """Draw when participants arrive and when comments are posted, both in id order."""
    span = COMMENTS_CLOSE - START
    # Squaring crowds arrivals and comments towards the opening weeks.
    arrivals = [START + span * float(u) for u in np.sort(rng.random(PARTICIPANTS) ** 2)]
    arrivals[OWNER] = START
    posted: list[datetime] = []
    fractions = iter(np.sort(rng.random(len(comments)) ** 2))
    for comment in comments:
        moment = START + span * float(next(fractions))
        if comment.is_seed:
            moment = START + timedelta(seconds=40 * comment.comment_id)
        moment = max(moment, arrivals[comment.author_id] + timedelta(minutes=3))
        if posted:
            moment = max(moment, posted[-1] + timedelta(seconds=25))
        posted.append(moment)
    return arrivals, posted


def cast(rng: np.random.Generator, score: float) -> int:
    """Turn a score into agree (1), disagree (-1) or pass (0)."""
    pass_draw, agree_draw = rng.random(2)
    if pass_draw < PASS_BASE * math.exp(-PASS_DECAY * abs(score)):
        return 0
    return 1 if agree_draw < 1 / (1 + math.exp(-score)) else -1


def is_visible(comment: Comment, posted: datetime, now: datetime) -> bool:
    """Say whether a comment is shown to voters at a moment."""
    if comment.moderated == -1:
        return posted <= now <= posted + REJECTED_VISIBLE
    return posted <= now


def simulate(
    rng: np.random.Generator,
    comments: Sequence[Comment],
    clusters: Sequence[int],
    arrivals: Sequence[datetime],
    posted: Sequence[datetime],
) -> list[Vote]:
    """Let every participant visit, see a random subset and vote."""
    votes = [Vote(c.comment_id, c.author_id, 0 if c.is_seed else 1, posted[c.comment_id]) for c in comments]
    for participant in range(PARTICIPANTS):
        place = CENTRES[clusters[participant]] + rng.normal(0, SPREAD, CENTRES.shape[1])
        offset = float(rng.normal(0, OFFSET_SPREAD))
        returns = np.sort(rng.random(int(rng.choice(3, p=[0.5, 0.35, 0.15]))))
        visits = [arrivals[participant]] + [
            arrivals[participant] + (END - arrivals[participant]) * 0.97 * float(u) for u in returns
        ]
        if participant == OWNER:
            continue
        seen = {c.comment_id for c in comments if c.author_id == participant}
        now = START
        for visit in visits:
            now = max(now, visit)
            open_ids = [
                c.comment_id for c in comments if c.comment_id not in seen and is_visible(c, posted[c.comment_id], now)
            ]
            patience = int(min(len(open_ids), rng.lognormal(3.3, 0.6)))
            for comment_id in map(int, rng.permutation(open_ids)[:patience]):
                now += timedelta(milliseconds=int(rng.integers(2_500, 14_000)))
                score = AGREEABLE + offset
                score += GAIN * float(place @ comments[comment_id].stance)
                votes.append(Vote(comment_id, participant, cast(rng, score), now))
                seen.add(comment_id)
    return sorted(votes, key=lambda v: (v.comment_id, v.voter_id))


def group_informed_consensus(votes: Iterable[Vote], group_of: dict[int, int | None]) -> float:
    """Multiply the smoothed share of agreement over the groups, as Pol.is does."""
    agrees, seen = [0] * len(CENTRES), [0] * len(CENTRES)
    for vote in votes:
        group = group_of[vote.voter_id]
        if group is not None:
            seen[group] += 1
            agrees[group] += vote.vote == 1
    return math.prod((a + 1) / (s + 2) for a, s in zip(agrees, seen, strict=True))


def milliseconds(moment: datetime) -> int:
    """Return the time as Pol.is writes it in the column ``timestamp``."""
    return round(moment.timestamp() * 1000)


def write_csv(path: Path, header: Sequence[str] | None, rows: Iterable[Sequence[object]]) -> None:
    """Write one export file with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        if header is not None:
            writer.writerow(header)
        writer.writerows(rows)


def write_comments(
    out: Path,
    comments: Sequence[Comment],
    posted: Sequence[datetime],
    votes: Sequence[Vote],
    group_of: dict[int, int | None],
) -> None:
    """Write ``comments.csv``."""
    header = [
        "timestamp",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "is-meta",
        "is-seed",
        "group-informed-consensus",
        "comment-body",
    ]
    rows: list[list[object]] = []
    for comment in comments:
        own = [v for v in votes if v.comment_id == comment.comment_id]
        rows.append(
            [
                milliseconds(posted[comment.comment_id]),
                comment.comment_id,
                comment.author_id,
                sum(v.vote == 1 for v in own),
                sum(v.vote == -1 for v in own),
                comment.moderated,
                str(comment.is_meta).lower(),
                str(comment.is_seed).lower(),
                group_informed_consensus(own, group_of),
                comment.text,
            ]
        )
    write_csv(out / "comments.csv", header, rows)


def write_participants(
    out: Path,
    comments: Sequence[Comment],
    votes: Sequence[Vote],
    group_of: dict[int, int | None],
) -> None:
    """Write ``participants-votes.csv``, one row per participant who voted."""
    header = [
        "participant",
        "xid",
        "group-id",
        "n-comments",
        "n-votes",
        "n-agree",
        "n-disagree",
    ]
    header += [str(c.comment_id) for c in comments]
    rows: list[list[object]] = []
    for participant, group in group_of.items():
        own = {v.comment_id: v.vote for v in votes if v.voter_id == participant}
        rows.append(
            [
                participant,
                "",
                "" if group is None else group,
                sum(c.author_id == participant for c in comments),
                len(own),
                sum(vote == 1 for vote in own.values()),
                sum(vote == -1 for vote in own.values()),
                *(own.get(c.comment_id, "") for c in comments),
            ]
        )
    write_csv(out / "participants-votes.csv", header, rows)


def write_votes(out: Path, votes: Sequence[Vote]) -> None:
    """Write ``votes.csv``, ordered by comment and voter."""
    header = ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
    rows = (
        [
            milliseconds(v.at),
            v.at.strftime("%a %b %d %H:%M:%S UTC %Y"),
            v.comment_id,
            v.voter_id,
            v.vote,
        ]
        for v in votes
    )
    write_csv(out / "votes.csv", header, rows)


def write_history(
    out: Path,
    comments: Sequence[Comment],
    posted: Sequence[datetime],
    votes: Sequence[Vote],
    visits: Sequence[datetime],
) -> None:
    """Write ``stats-history.csv``: running totals after every event."""
    events: list[tuple[datetime, int, int]] = [(at, 0, -1) for at in visits]
    events += [(posted[c.comment_id], 1, c.author_id) for c in comments]
    events += [(v.at, 2, v.voter_id) for v in votes]
    n_visitors = n_comments = n_votes = 0
    voters: set[int] = set()
    commenters: set[int] = set()
    rows: list[list[object]] = []
    for _, kind, who in sorted(events):
        if kind == 0:
            n_visitors += 1
        elif kind == 1:
            n_comments += 1
            commenters.add(who)
        else:
            n_votes += 1
            voters.add(who)
        rows.append([n_votes, n_comments, n_visitors, len(voters), len(commenters)])
    header = ["n-votes", "n-comments", "n-visitors", "n-voters", "n-commenters"]
    write_csv(out / "stats-history.csv", header, rows)


def write_summary(
    out: Path,
    comments: Sequence[Comment],
    group_of: dict[int, int | None],
    views: int,
) -> None:
    """Write ``summary.csv``, one key and value a line, without a header."""
    rows: list[list[object]] = [
        ["topic", TOPIC],
        ["url", URL],
        ["views", views],
        ["voters", len(group_of)],
        ["voters-in-conv", sum(g is not None for g in group_of.values())],
        ["commenters", len({c.author_id for c in comments})],
        ["comments", len(comments)],
        ["groups", len({g for g in group_of.values() if g is not None})],
        ["conversation-description", DESCRIPTION],
    ]
    write_csv(out / "summary.csv", None, rows)


def main(argv: Sequence[str] | None = None) -> None:
    """Read the hand-written files, simulate and write the export."""
    parser = argparse.ArgumentParser(description="Write the demo Pol.is export.")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=HERE / "first-conversation")
    args = parser.parse_args(argv)
    out: Path = args.out

    rng = np.random.default_rng(args.seed)
    comments = read_comments(HERE / "comments-written.csv")
    groups = read_groups(HERE / "participant-groups.csv")
    clusters = assign_clusters(rng, comments, groups)
    arrivals, posted = draw_times(rng, comments)
    votes = simulate(rng, comments, clusters, arrivals, posted)

    counts = dict.fromkeys(range(PARTICIPANTS), 0)
    for vote in votes:
        counts[vote.voter_id] += 1
    group_of: dict[int, int | None] = {
        participant: clusters[participant] if count >= MIN_VOTES_FOR_GROUP else None
        for participant, count in counts.items()
        if count
    }
    lurkers = [START + (END - START) * float(u) for u in rng.random(64)]
    visits = [arrivals[participant] for participant in group_of] + lurkers

    out.mkdir(parents=True, exist_ok=True)
    write_comments(out, comments, posted, votes, group_of)
    write_participants(out, comments, votes, group_of)
    write_votes(out, votes)
    write_history(out, comments, posted, votes, visits)
    write_summary(out, comments, group_of, views=len(visits))


if __name__ == "__main__":
    main()
