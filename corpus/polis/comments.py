"""The comments of a Pol.is conversation as statements, with the votes on them, in the layouts of 2014 to 2026."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pandas as pd

from corpus.messages import rows as row_list
from corpus.polis.export import COMMENTS, Export, opened_export
from corpus.polis.opinion_groups import computed_groups, in_conversation
from corpus.polis.participants import exported_groups, groups_by_author, read_participants
from corpus.polis.tallies import COUNTS, tally_votes
from corpus.polis.votes import read_votes
from corpus.rows import Harvest, Row
from corpus.schemas import EVERYBODY, Moderation
from corpus.sources import PolisSource
from corpus.tables.cells import whole_number
from corpus.tables.tabular import Record, Tabular

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ACCEPTED, REJECTED = "1", "-1"
PASSES = "passes"
"""A column that no export has, and the comments of a conversation do (corpus.polis.conversation_json)."""


@dataclass(frozen=True)
class Counts:
    """How many participants agree, disagree and pass; None where the export does not say."""

    n_agree: int | None = None
    n_disagree: int | None = None
    n_pass: int | None = None


def read_polis(source: PolisSource, name: str, *, downloads: Path | None = None) -> Harvest:
    """The comments that pass the moderation asked for, with their votes, under the source's `name`.

    A comment without a body is `empty`; one about the conversation itself (`is-meta`) is `meta` whatever the
    moderation; a row that no reading of the quotes makes fit is `unreadable` and costs no other row. `downloads` is
    where what an address serves is kept.

    Raises:
        SourceError: there is no export, it has no comments.csv, or a file in it cannot be read as a table.
    """
    with opened_export(source, downloads=downloads) as export:
        harvest = Harvest(warnings=list(export.warnings), stale_since=export.stale_since)
        comments = _comments(export, harvest)
        participants = read_participants(export)
        votes = read_votes(export, participants, harvest)
        authors = {record.get("author-id") for record in comments.records}
        groups = groups_by_author(source, export, participants, authors, harvest)
    tallies = None
    if votes is None:
        harvest.warnings.append(_sums_sentence(export, comments))
    else:
        opinion_groups = exported_groups(participants)
        is_computed = opinion_groups.empty
        if is_computed:
            opinion_groups = computed_groups(votes, _placing_nobody(comments.records))
            harvest.warnings += _computed_sentence(export, opinion_groups)
        members = opinion_groups[opinion_groups.index.isin(in_conversation(votes))]
        tallies = tally_votes(votes, members).assign(is_computed=is_computed)
        harvest.ballots = _ballots(votes, members)
    _gather(comments, source.moderation, name, groups, _counts_by_comment(tallies), harvest, export.shown(COMMENTS))
    if tallies is not None:
        harvest.votes = tallies[tallies["comment_id"].isin([row.key for row in harvest.rows])]
    return harvest


def _comments(export: Export, harvest: Harvest) -> Tabular:
    comments = export.table(COMMENTS, "comment-id", "comment-body")
    if comments is None:
        raise ValueError("an export is only opened with its comments")
    harvest.warnings += comments.warnings
    if not comments.records:
        harvest.warnings.append(f"{export.shown(COMMENTS)}: the conversation has no comments yet.")
    if "moderated" in comments.columns:
        return comments
    harvest.warnings.append(
        f"{export.shown(COMMENTS)}: there is no column 'moderated', so every comment counts as accepted."
    )
    records = [Record(record.number, {**record.cells, "moderated": ACCEPTED}) for record in comments.records]
    return Tabular(comments.path, comments.columns, records, comments.malformed, comments.warnings)


def _gather(
    comments: Tabular,
    moderation: Moderation,
    name: str,
    groups: dict[str, tuple[str, ...]],
    counts: dict[str, Counts] | None,
    harvest: Harvest,
    place: str,
) -> None:
    """Enter every comment into the harvest: as a row, or under what became of it."""
    unreadable = list(comments.malformed)
    text_by_id: dict[str, str] = {}
    for record in comments.records:
        comment_id, text = record.get("comment-id"), record.get("comment-body")
        fate = _fate(record, moderation)
        if not comment_id or (comment_id in text_by_id and text_by_id[comment_id] != text):
            unreadable.append(record.number)
        elif comment_id in text_by_id:
            harvest.fates["duplicate"] += 1
        elif fate is not None:
            harvest.fates[fate] += 1
        else:
            author = record.get("author-id")
            counted = _tallied(record) if counts is None else counts.get(comment_id, Counts(0, 0, 0))
            harvest.rows.append(
                Row(
                    text=text,
                    source_ref=comment_id,
                    place=f"comment {comment_id}",
                    key=comment_id,
                    author_id=f"{name}:{author}" if author else None,
                    date=_moment(record.get("timestamp")),
                    groups=groups.get(author, ()),
                    is_seed=_is_true(record.get("is-seed")),
                    is_meta=_is_true(record.get("is-meta")),
                    **vars(counted),
                )
            )
        text_by_id.setdefault(comment_id, text)
    if unreadable:
        harvest.fates["unreadable"] += len(unreadable)
        harvest.warnings.append(
            f"{place}: {row_list(sorted(unreadable))} not read: broken quoting, or a comment id that "
            "is missing or used twice. Export the conversation again."
        )


def _fate(record: Record, moderation: Moderation) -> Literal["empty", "meta", "moderated-out"] | None:
    """Why a comment becomes no statement; None if it does."""
    moderated = record.get("moderated")
    is_in = {"accepted": moderated == ACCEPTED, "not-rejected": moderated != REJECTED, "all": True}[moderation]
    if not record.get("comment-body"):
        return "empty"
    if not is_in:
        return "moderated-out"
    return "meta" if _is_true(record.get("is-meta")) else None


def _is_true(value: str) -> bool:
    return value.lower() in ("true", "1")


def _moment(milliseconds: str) -> datetime | None:
    """The UTC moment of a timestamp; `datetime` beside it names a zone that depends on who exported."""
    try:
        return EPOCH + timedelta(milliseconds=int(milliseconds))
    except (ValueError, OverflowError):
        return None


# --- votes --------------------------------------------------------------------------------------------------


def _ballots(votes: pd.DataFrame, opinion_groups: pd.Series[str]) -> pd.DataFrame:
    """The votes with numbers in place of participants (`corpus.schemas.Ballots`), each with its opinion group."""
    return pd.DataFrame(
        {
            "comment_id": votes["comment_id"],
            "voter": pd.factorize(votes["participant"])[0].astype("int64"),
            "opinion_group": votes["participant"].map(opinion_groups).astype("str"),
            "vote": votes["vote"].astype("int64"),
        }
    )


def _placing_nobody(comments: Sequence[Record]) -> list[str]:
    """Comments that count for no opinion group.

    Source: compdemocracy/polis, conversation.clj `mod-update`: rejected ones, and those about the conversation.
    """
    return [
        record.get("comment-id")
        for record in comments
        if record.get("moderated") == REJECTED or _is_true(record.get("is-meta"))
    ]


def _computed_sentence(export: Export, opinion_groups: pd.Series[str]) -> list[str]:
    n_groups = opinion_groups.nunique()
    if n_groups == 0:
        return []
    sentence = (
        f"{export.place}: the export names no opinion groups, so {n_groups} were computed from the votes; "
        "they need not be those that the service shows."
    )
    return [sentence]


def _sums_sentence(export: Export, comments: Tabular) -> str:
    if PASSES in comments.columns:
        return (
            f"{export.place}: a conversation's address gives sums of votes only. Give the address of its report, or an "
            "export, for votes by opinion group."
        )
    return (
        f"{export.place}: there is no votes.csv and no participants-votes.csv, so votes are the columns agrees "
        "and disagrees of comments.csv, which count every click and know no passes."
    )


def _counts_by_comment(tallies: pd.DataFrame | None) -> dict[str, Counts] | None:
    if tallies is None:
        return None
    overall = tallies[tallies["opinion_group"] == EVERYBODY]
    counted = overall[list(COUNTS)].astype(int).to_numpy().tolist()
    return {comment_id: Counts(*counts) for comment_id, counts in zip(overall["comment_id"], counted, strict=True)}


def _tallied(record: Record) -> Counts:
    return Counts(*(whole_number(record.get(column)) for column in ("agrees", "disagrees", PASSES)))
