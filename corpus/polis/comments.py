"""A Pol.is export: comments.csv, votes.csv and participants-votes.csv, in the layouts of 2014 to 2024.

What the columns mean, checked on the seven conversations of shared/data/polis: in votes.csv and
participants-votes.csv 1 is agree, -1 disagree and 0 pass (the service's own database has it the other way
round). The columns `agrees` and `disagrees` of comments.csv equal the *rows* of votes.csv exactly, so they
count a participant who changed their mind, or whose click was sent twice, more than once: up to 18 votes a
comment too many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from corpus.errors import SourceError
from corpus.messages import rows as row_list
from corpus.rows import Harvest, Row
from corpus.schemas import Moderation
from corpus.sources import PolisSource
from corpus.tables.tabular import Record, Tabular, read_tabular, split_values

AGREE, PASS, DISAGREE = 1, 0, -1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ACCEPTED, REJECTED = "1", "-1"


@dataclass(frozen=True)
class Votes:
    """How many participants agree, disagree and pass; None where the export does not say."""

    n_agree: int | None = None
    n_disagree: int | None = None
    n_pass: int | None = None


def read_polis(source: PolisSource, name: str) -> Harvest:
    """The comments that pass the moderation asked for, with their votes, under the source's `name`.

    A comment without a body is `empty`; one about the conversation itself (`is-meta`) is `meta` whatever the
    moderation; a row that no reading of the quotes makes fit is `unreadable` and costs no other row.

    Raises:
        SourceError: the folder has no comments.csv, or a file in it cannot be read as a table.
    """
    comments = _comments(source.path)
    harvest = Harvest(warnings=list(comments.warnings))
    votes = _votes(source.path, harvest)
    groups = _groups_by_author(source, {record.get("author-id") for record in comments.records}, harvest)
    unreadable = list(comments.malformed)
    text_by_id: dict[str, str] = {}
    for record in comments.records:
        comment_id, text = record.get("comment-id"), record.get("comment-body")
        fate = _fate(record, source.moderation)
        if not comment_id or (comment_id in text_by_id and text_by_id[comment_id] != text):
            unreadable.append(record.number)
        elif comment_id in text_by_id:
            harvest.fates["duplicate"] += 1
        elif fate is not None:
            harvest.fates[fate] += 1
        else:
            author = record.get("author-id")
            harvest.rows.append(
                Row(
                    text=text,
                    source_ref=comment_id,
                    place=f"comment {comment_id}",
                    key=comment_id,
                    author_id=f"{name}:{author}" if author else None,
                    date=_moment(record.get("timestamp")),
                    groups=groups.get(author, ()),
                    is_seed=record.get("is-seed").lower() in ("true", "1"),
                    **vars(votes.get(comment_id, Votes(0, 0, 0)) if votes is not None else _tallied(record)),
                )
            )
        text_by_id.setdefault(comment_id, text)
    if unreadable:
        harvest.fates["unreadable"] += len(unreadable)
        harvest.warnings.append(
            f"{comments.path}: {row_list(sorted(unreadable))} not read: broken quoting, or a comment id that "
            "is missing or used twice. Export the conversation again."
        )
    if not comments.records:
        harvest.warnings.append(f"{comments.path}: the conversation has no comments yet.")
    return harvest


def _comments(folder: Path) -> Tabular:
    if not folder.is_dir():
        state = "is a file" if folder.exists() else "does not exist"
        raise SourceError(
            f"{folder}: this Pol.is export {state}. Point `path` at the unpacked folder with comments.csv."
        )
    path = folder / "comments.csv"
    if not path.is_file():
        raise SourceError(
            f"{folder}: there is no comments.csv in this folder. Export the conversation from its report "
            "and unpack all files into it."
        )
    comments = _folded(read_tabular(path))
    for column in ("comment-id", "comment-body"):
        comments.require(column, "the comments", "Export the conversation again from its Pol.is report.")
    if "moderated" in comments.columns:
        return comments
    warning = f"{path}: there is no column 'moderated', so every comment counts as accepted."
    records = [Record(record.number, {**record.cells, "moderated": ACCEPTED}) for record in comments.records]
    return Tabular(path, comments.columns, records, comments.malformed, (*comments.warnings, warning))


def _folded(table: Tabular) -> Tabular:
    """The table with its columns named as the export has it since 2014, in lower case and with hyphens."""

    def fold(column: str) -> str:
        return column.strip().lower().replace("_", "-")

    records = [
        Record(record.number, {fold(key): value for key, value in record.cells.items()}) for record in table.records
    ]
    return Tabular(table.path, tuple(map(fold, table.columns)), records, table.malformed, table.warnings)


def _fate(record: Record, moderation: Moderation) -> Literal["empty", "meta", "moderated-out"] | None:
    """Why a comment becomes no statement; None if it does."""
    moderated = record.get("moderated")
    is_in = {"accepted": moderated == ACCEPTED, "not-rejected": moderated != REJECTED, "all": True}[moderation]
    if not record.get("comment-body"):
        return "empty"
    if not is_in:
        return "moderated-out"
    return "meta" if record.get("is-meta").lower() in ("true", "1") else None


def _moment(milliseconds: str) -> datetime | None:
    """The UTC moment of a timestamp; `datetime` beside it names a zone that depends on who exported."""
    try:
        return EPOCH + timedelta(milliseconds=int(milliseconds))
    except (ValueError, OverflowError):
        return None


# --- votes --------------------------------------------------------------------------------------------------


def _votes(folder: Path, harvest: Harvest) -> dict[str, Votes] | None:
    """Votes by comment id, each participant's latest vote counted once; None where there is no votes.csv."""
    path = folder / "votes.csv"
    if not path.is_file():
        harvest.warnings.append(
            f"{folder}: there is no votes.csv, so votes are the columns agrees and disagrees of "
            "comments.csv, which count every click and know no passes."
        )
        return None
    table = _folded(read_tabular(path))
    for column in ("timestamp", "comment-id", "voter-id", "vote"):
        table.require(column, "the votes", "Export the conversation again, or remove votes.csv.")
    latest: dict[tuple[str, str], tuple[int, int]] = {}
    unreadable = list(table.malformed)
    for record in table.records:
        cast = (record.get("comment-id"), record.get("voter-id"))
        try:
            stamped = (int(record.get("timestamp")), int(record.get("vote")))
        except ValueError:
            unreadable.append(record.number)
            continue
        # On equal timestamps the later row counts: exports keep the order in which votes were stored.
        if cast not in latest or stamped[0] >= latest[cast][0]:
            latest[cast] = stamped
    if unreadable:
        harvest.warnings.append(f"{path}: {row_list(sorted(unreadable))} not read; these votes are not counted.")
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for (comment_id, _), (_, vote) in latest.items():
        counts[comment_id][vote] += 1
    return {comment_id: Votes(count[AGREE], count[DISAGREE], count[PASS]) for comment_id, count in counts.items()}


def _tallied(record: Record) -> Votes:
    return Votes(_count(record.get("agrees")), _count(record.get("disagrees")))


def _count(value: str) -> int | None:
    return int(value) if value.isdecimal() else None


# --- groups -------------------------------------------------------------------------------------------------


def _groups_by_author(source: PolisSource, authors: set[str], harvest: Harvest) -> dict[str, tuple[str, ...]]:
    """Group ids by author id, from participant ids, xids and opinion groups together."""
    declared = _declared_groups(source, harvest)
    if not declared:
        return {}
    groups: defaultdict[str, set[str]] = defaultdict(set)
    unused = set(declared)
    for participant, names in _participants(source.path, harvest):
        for key in names & declared.keys():
            groups[participant].update(declared[key])
            unused.discard(key)
    # A participant who never voted is in no file of the export, but can be an author.
    for key in unused:
        groups[key].update(declared[key])
    n_unused = len(unused - authors)
    if n_unused:
        harvest.warnings.append(
            f"{source.path}: {n_unused} of {len(declared)} keys of `groups` match no participant, xid or opinion group."
        )
    return {participant: tuple(sorted(ids)) for participant, ids in groups.items()}


def _declared_groups(source: PolisSource, harvest: Harvest) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(source.groups, Path):
        for key, ids in source.groups.items():
            harvest.mention_groups(ids, f"{source.path}, `groups` of {key!r}")
        return source.groups
    table = read_tabular(source.groups)
    for column in ("participant", "groups"):
        table.require(column, "the participants' groups", "Name the columns participant and groups.")
    declared: dict[str, tuple[str, ...]] = {}
    for record in table.records:
        ids = split_values(record.get("groups"))
        harvest.mention_groups(ids, f"{table.path}, row {record.number}")
        key = record.get("participant")
        declared[key] = tuple(sorted({*declared.get(key, ()), *ids}))
    return declared


def _participants(folder: Path, harvest: Harvest) -> Iterator[tuple[str, set[str]]]:
    """Each participant's id, and the names that `groups` may use for them."""
    path = folder / "participants-votes.csv"
    if not path.is_file():
        harvest.warnings.append(
            f"{folder}: there is no participants-votes.csv, so `groups` can name people only by their id."
        )
        return
    for record in _folded(read_tabular(path)).records:
        participant, xid, opinion_group = (record.get(column) for column in ("participant", "xid", "group-id"))
        names = {participant, xid, f"group-id:{opinion_group}"} - {"", "group-id:"}
        yield participant, names
