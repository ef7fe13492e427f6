"""The comments that a Pol.is server gives of a conversation without a report: JSON, made a table like an export's."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from corpus.polis.guarded_http import ServiceDown

COLUMNS = {
    "timestamp": "created",
    "comment-id": "tid",
    "author-id": "pid",
    "agrees": "agree_count",
    "disagrees": "disagree_count",
    "passes": "pass_count",
    "moderated": "mod",
    "is-meta": "is_meta",
    "is-seed": "is_seed",
    "comment-body": "txt",
}
"""Columns of comments.csv, with one for passes, and the keys of the server's answer.

Source: getComments in server/src/comment.ts of compdemocracy/polis; counts are of latest votes there.
"""


def write_comments(answer: Path, table: Path) -> None:
    """Write the comments of the server's `answer` as the table comments.csv; the two may be the same file.

    Raises:
        ServiceDown: the answer is no list of comments.
    """
    try:
        comments: Any = json.loads(answer.read_bytes())
        if not isinstance(comments, list):
            raise ValueError("no list")
        rows = [[_cell(comment.get(key)) for key in COLUMNS.values()] for comment in comments]
    except (ValueError, AttributeError) as error:
        raise ServiceDown("answered with something that is no list of comments") from error
    with table.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows([list(COLUMNS), *rows])


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
