"""The comments of a conversation without a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import stamina

from corpus.errors import SourceError
from corpus.polis.comments import read_polis
from corpus.polis.conversation_json import write_comments
from corpus.polis.guarded_http import ServiceDown
from corpus.sources import PolisSource, WebAddress
from tests.corpus.polis.report_server import Answer, serving

COUNTS = {"agree_count": 3, "disagree_count": 1, "pass_count": 2, "count": 6}
COMMENTS = [
    {
        "txt": 'ჩვენ "გვინდა"\nსამუშაო',
        "tid": 0,
        "created": "1656590400000",
        "pid": 7,
        "mod": 1,
        "is_seed": True,
        **COUNTS,
    },
    {"txt": "نريد عملًا", "tid": 1, "created": "1656590401000", "pid": 8, "mod": 0, "is_meta": False, **COUNTS},
    {"txt": "我們需要工作", "tid": 2, "created": "1656590402000", "pid": 8, "mod": 1, "is_meta": True, **COUNTS},
]
ASKED = "/api/v3/comments?conversation_id=5invented&moderation=true&include_voting_patterns=true"


def test_a_conversations_comments_come_with_sums_of_votes_and_what_is_missing_is_said(tmp_path: Path) -> None:
    with serving({ASKED: [Answer(json.dumps(COMMENTS))]}) as server:
        source = PolisSource(WebAddress(f"{server.address}/5invented"), allow_hosts=("127.0.0.1",))
        harvest = read_polis(source, "talk", downloads=tmp_path)
    (row,) = harvest.rows
    assert (row.text, row.key, row.author_id, row.is_seed) == ('ჩვენ "გვინდა"\nსამუშაო', "0", "talk:7", True)
    assert (row.n_agree, row.n_disagree, row.n_pass) == (3, 1, 2)
    assert harvest.fates == {"moderated-out": 1, "meta": 1}
    assert harvest.votes is None
    (warning,) = harvest.warnings
    assert "sums of votes only" in warning


def test_a_conversation_that_is_not_public_says_so(tmp_path: Path) -> None:
    with serving({ASKED: [Answer(status=403)]}) as server:
        source = PolisSource(WebAddress(f"{server.address}/5invented"), allow_hosts=("127.0.0.1",))
        with pytest.raises(SourceError, match=r"answers 403.*not public"):
            read_polis(source, "talk", downloads=tmp_path)


@pytest.mark.parametrize("answer", ["<html>", "", "{}", "[1]", '"x"', "null"])
def test_an_answer_that_is_no_list_of_comments_is_a_failure_of_the_service(tmp_path: Path, answer: str) -> None:
    with serving({ASKED: [Answer(answer)]}) as server, stamina.set_testing(True, attempts=2):
        source = PolisSource(WebAddress(f"{server.address}/5invented"), allow_hosts=("127.0.0.1",))
        with pytest.raises(SourceError, match="something that is no list of comments"):
            read_polis(source, "talk", downloads=tmp_path)


def test_letters_that_no_file_can_hold_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "answer").write_text('[{"tid": 1, "txt": "a\\ud800b"}]', "utf-8")
    write_comments(tmp_path / "answer", tmp_path / "table")
    assert "a?b" in (tmp_path / "table").read_text("utf-8")
    (tmp_path / "answer").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ServiceDown):
        write_comments(tmp_path / "answer", tmp_path / "table")
