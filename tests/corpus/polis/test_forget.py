"""A comment that was withdrawn is in no copy of the report that serves it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.errors import OutputError
from corpus.polis.forget import forget_comments
from corpus.read import read_sources
from corpus.sources import PolisSource, WebAddress
from corpus.store.withdrawals import Withdrawal
from tests.corpus.polis.report_server import Answer, serving, tables

NIGHT = datetime(2022, 7, 1, 2, tzinfo=UTC)
COMMENTS = (
    "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    '1,x,7,1,2,1,1,"ماء الشرب، ""لنا"""\n'
    "2,x,8,2,1,0,1,Школа без даху\n"
)


def copies(downloads: Path) -> str:
    return "".join(path.read_text("utf-8") for path in downloads.rglob("comments.csv"))


def test_a_withdrawn_comment_is_in_no_copy_and_the_others_stay(tmp_path: Path) -> None:
    with serving(tables() | {"comments.csv": [Answer(COMMENTS)]}) as server:
        source = PolisSource(WebAddress(server.report), allow_hosts=("127.0.0.1",))
        before = read_sources([source], downloads=tmp_path)
        gone = before.statements.set_index("text")["statement_id"]['ماء الشرب، "لنا"']
        withdrawals = [Withdrawal("statement_id", gone, NIGHT)]
        after = read_sources([source], downloads=tmp_path, withdrawals=withdrawals)
    assert list(after.statements["text"]) == ["Школа без даху"]
    assert "Школа без даху" in copies(tmp_path)
    assert "ماء الشرب" not in copies(tmp_path)
    stale = read_sources([source], downloads=tmp_path, withdrawals=withdrawals)  # nobody serves it any more
    assert stale.stale
    assert list(stale.statements["text"]) == ["Школа без даху"]


def test_a_copy_that_cannot_be_rewritten_is_told(tmp_path: Path) -> None:
    with serving(tables()) as server:
        source = PolisSource(WebAddress(server.report), allow_hosts=("127.0.0.1",))
        read_sources([source], downloads=tmp_path)
        (copy,) = tmp_path.rglob("comments.csv")
        copy.write_bytes(b"\xff\xfe\xff")
        with pytest.raises(OutputError, match="cannot be rewritten"):
            forget_comments(tmp_path, WebAddress(server.report), {"7"})
