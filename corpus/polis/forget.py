"""What somebody withdrew is taken out of the copies of reports, which the service may go on serving."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path

from corpus.errors import OutputError
from corpus.files.private import write_private_text
from corpus.polis.address import COMMENTS, origin_of
from corpus.sources import WebAddress

ID = "comment-id"


def forget_comments(downloads: Path, address: WebAddress, comment_ids: Collection[str]) -> None:
    """Let no copy of the report at `address` hold these comments.

    Raises:
        OutputError: a copy cannot be read or written, so that it may still hold them.
    """
    for copy in (downloads / origin_of(address).key).rglob(COMMENTS):
        try:
            rows = list(csv.reader(io.StringIO(copy.read_text("utf-8-sig"), newline="")))
            column = rows[0].index(ID)
            text = io.StringIO(newline="")
            csv.writer(text).writerows(row for row in rows if len(row) <= column or row[column] not in comment_ids)
            write_private_text(copy, text.getvalue())
        except (OSError, ValueError, csv.Error) as error:
            raise OutputError(
                f"{downloads}: a copy of a report cannot be rewritten without what was withdrawn. Check rights and "
                "space, or delete the folder; it is fetched again."
            ) from error
