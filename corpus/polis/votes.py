"""Who voted how on what: the latest vote of each participant on each comment.

What the columns mean, checked on the seven conversations of shared/data/polis: in votes.csv and
participants-votes.csv 1 is agree, -1 disagree and 0 pass (the service's own database has it the other way
round). The columns `agrees` and `disagrees` of comments.csv equal the *rows* of votes.csv exactly, so they
count a participant who changed their mind, or whose click was sent twice, more than once: up to 18 votes a
comment too many.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from corpus.messages import rows as row_list
from corpus.polis.export import PARTICIPANTS, VOTES, Export
from corpus.rows import Harvest
from corpus.tables.cells import whole_number
from corpus.tables.tabular import Tabular

AGREE, PASS, DISAGREE = 1, 0, -1
VALUES = {str(value): value for value in (AGREE, PASS, DISAGREE)}

Cast = tuple[str, str, int]
"""A participant, a comment and a vote."""


def read_votes(export: Export, participants: Tabular | None, harvest: Harvest) -> pd.DataFrame | None:
    """One row a participant and comment: `participant`, `comment_id` and `vote` (1 agree, 0 pass, -1 disagree).

    From votes.csv, or where there is none from the matrix of participants-votes.csv, which holds latest votes too.
    None where the export has neither. Order is that of the export.

    Raises:
        SourceError: a file cannot be read as a table, or lacks a column.
    """
    table = export.table(VOTES, "timestamp", "comment-id", "voter-id", "vote")
    if table is not None:
        casts = _latest(table, export.shown(VOTES), harvest)
    elif participants is not None:
        casts = _from_matrix(participants, export.shown(PARTICIPANTS), harvest)
    else:
        return None
    votes = pd.DataFrame(casts, columns=["participant", "comment_id", "vote"])
    return votes.astype({"participant": "str", "comment_id": "str", "vote": "int8"})


def _latest(table: Tabular, place: str, harvest: Harvest) -> list[Cast]:
    latest: dict[tuple[str, str], tuple[int, int]] = {}
    unreadable = list(table.malformed)
    for record in table.records:
        cast = (record.get("voter-id"), record.get("comment-id"))
        moment, vote = whole_number(record.get("timestamp")), VALUES.get(record.get("vote"))
        if vote is None or moment is None or not all(cast):
            unreadable.append(record.number)
        # On equal timestamps the later row counts: exports keep the order in which votes were stored.
        elif cast not in latest or moment >= latest[cast][0]:
            latest[cast] = (moment, vote)
    _warn(harvest, place, unreadable)
    return [(participant, comment_id, vote) for (participant, comment_id), (_, vote) in latest.items()]


def _from_matrix(table: Tabular, place: str, harvest: Harvest) -> list[Cast]:
    comment_ids = [column for column in table.columns if column.isdecimal()]
    casts: dict[tuple[str, str], Cast] = {}
    unreadable = list(table.malformed)
    for record in table.records:
        participant = record.get("participant")
        cells = {comment_id: cell for comment_id in comment_ids if (cell := record.get(comment_id))}
        if not participant or any(cell not in VALUES for cell in cells.values()):
            unreadable.append(record.number)
            continue
        for comment_id, cell in cells.items():
            casts[participant, comment_id] = (participant, comment_id, VALUES[cell])
    _warn(harvest, place, unreadable)
    return list(casts.values())


def _warn(harvest: Harvest, place: str, unreadable: Iterable[int]) -> None:
    if numbers := sorted(unreadable):
        harvest.warnings.append(f"{place}: {row_list(numbers)} not read; these votes are not counted.")
