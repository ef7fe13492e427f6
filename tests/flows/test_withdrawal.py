from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest

import flows.cli
from corpus.errors import NothingToRemove, OutputError
from corpus.privacy.review import review_file, write_review
from corpus.schemas import Replacement
from corpus.store.statements import kept_statements, record_statements
from corpus.store.withdrawals import Withdrawal, read_withdrawals
from flows.label_store import Suggestion, keep_suggestions, read_suggestions
from flows.lock import hold_output
from flows.memory import forget_statements
from flows.reading import DOWNLOADS
from flows.shards import remember_place
from flows.withdrawal import remove
from tests.flows.conftest import DEMO, ROOT, DemoRun

NOW = datetime(2022, 7, 1, tzinfo=UTC)
HOLDER = """
import sys
from pathlib import Path
from flows.label_store import Suggestion, keep_suggestions, read_suggestions
from flows.lock import hold_output
with hold_output(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def statements(ids: list[str], sessions: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"statement_id": ids, "text": ids, "session_id": sessions})
    return frame.assign(source="notes", author_id=pd.Series([None for _ in ids], dtype="str"), source_ref="a.md")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    record_statements(tmp_path / "store", statements(["1", "2"], ["hall", "клуб"]), "model-1", now=NOW)
    return tmp_path


def asked(session: str) -> list[Withdrawal]:
    return [Withdrawal("session_id", session, NOW)]


def test_an_unknown_name_is_refused_with_the_nearest_and_nothing_is_withdrawn(output: Path) -> None:
    with pytest.raises(NothingToRemove, match="'hal'; the nearest there are 'hall'"):
        remove(output, asked("hal"))
    assert read_withdrawals(output / "store") == []


def test_a_dry_run_says_what_would_go_and_takes_nothing_out(output: Path) -> None:
    assert remove(output, asked("клуб"), dry_run=True).n_statements == 1
    assert len(kept_statements(output / "store")) == 2
    assert read_withdrawals(output / "store") == []


def test_what_was_withdrawn_can_be_named_again(output: Path) -> None:
    assert remove(output, asked("клуб")).n_statements == 1
    assert remove(output, asked("клуб")).n_statements == 0
    assert list(kept_statements(output / "store")["statement_id"]) == ["1"]


def test_copies_of_polis_reports_and_the_review_go_with_what_is_withdrawn(output: Path) -> None:
    write_review(output / "store", [Replacement("notes", "a.md", "line 1", "text", "name", True, "", "نادية", "")])
    copy = output / "store" / DOWNLOADS / "key" / "20220701T020000Z" / "comments.csv"
    copy.parent.mkdir(parents=True)
    copy.write_text("comment-id,comment-body\n1,слова\n", "utf-8")
    remove(output, asked("hall"))
    assert not copy.exists()
    assert not review_file(output / "store").exists()


def test_parts_of_the_work_that_a_failed_refresh_left_elsewhere_go_too(output: Path, tmp_path: Path) -> None:
    left = tmp_path / "shared" / "key.in"
    left.parent.mkdir()
    left.write_text("слова нашей школы", "utf-8")
    remember_place(output / "store", str(left.parent))
    remove(output, asked("hall"))
    assert [*left.parent.iterdir()] == []


def test_a_removal_steps_aside_for_a_refresh(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(output / "state"))
    command = [sys.executable, "-c", HOLDER, str(output)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert flows.cli.main(["store", "remove", str(output), "--session", "hall"]) == 4
        holder.kill()


def test_a_removal_without_a_name_is_wrong_usage(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert flows.cli.main(["store", "remove", str(output)]) == 2
    assert "--session" in capsys.readouterr().err


def test_topics_are_remembered_without_the_withdrawn_statement(tmp_path: Path) -> None:
    folder = tmp_path / "store" / "topics"
    folder.mkdir(parents=True)
    pd.DataFrame({"statement_id": ["1", "2", "3"], "text_sha256": ["x", "x", "y"]}).to_parquet(folder / "run.parquet")
    pd.DataFrame({"topic_id": [0], "exemplars": [["x", "y"]]}).to_parquet(folder / "run.topics.parquet")
    forget_statements(tmp_path, {"3", "1"})
    assert list(pd.read_parquet(folder / "run.parquet")["statement_id"]) == ["2"]
    # x is still what statement 2 says
    assert list(pd.read_parquet(folder / "run.topics.parquet")["exemplars"][0]) == ["x"]


@pytest.mark.parametrize("step", ["memory.forget_statements", "label_store.forget_statements", "erase_statements"])
def test_a_removal_that_was_interrupted_is_completed_by_asking_again(step: str, output: Path) -> None:
    topics = output / "store" / "topics"
    topics.mkdir()
    pd.DataFrame({"statement_id": ["1", "2"], "text_sha256": ["x", "y"]}).to_parquet(topics / "run.parquet")
    pd.DataFrame({"topic_id": [0], "exemplars": [["x", "y"]]}).to_parquet(topics / "run.topics.parquet")
    made = Suggestion(label="слова", request_sha256="", model="m", language="uk", statement_ids=("1",), size=2)
    keep_suggestions(output / "store", {0: made})
    killed = patch(f"flows.withdrawal.{step}", side_effect=KeyboardInterrupt)
    with killed, pytest.raises(KeyboardInterrupt):
        remove(output, asked("hall"))
    assert remove(output, asked("hall")).n_statements == 1
    assert list(pd.read_parquet(topics / "run.parquet")["statement_id"]) == ["2"]
    assert list(pd.read_parquet(topics / "run.topics.parquet")["exemplars"][0]) == ["y"]
    assert read_suggestions(output / "store") == {}


def test_what_is_left_of_topics_and_cannot_be_read_is_named(output: Path) -> None:
    broken = output / "store" / "topics" / "run.parquet"
    broken.parent.mkdir()
    broken.write_bytes(b"PAR1")
    with pytest.raises(OutputError, match=r"run\.parquet cannot be read or written\. Delete the files of that name"):
        remove(output, asked("hall"))


@pytest.mark.slow
def test_a_session_that_withdraws_is_gone_from_store_runs_and_the_next_refresh(
    demo_run: DemoRun, tmp_path: Path
) -> None:
    copy = DemoRun(tmp_path / "output", demo_run.state, demo_run.finished)
    shutil.copytree(demo_run.output, copy.output)
    config, run_id = DEMO / "consultation.yaml", copy.folder.name
    before = kept_statements(copy.output / "store")
    session = before["session_id"].value_counts().index[0]
    gone = set(before.loc[before["session_id"] == session, "statement_id"])

    removed = copy.command("store", "remove", copy.output, "--session", session, "--delete-runs", "--json")
    assert removed.code == 0, removed.err
    assert json.loads(removed.out)["n_statements"] == len(gone)
    assert json.loads(removed.out)["runs"] == [run_id]
    assert list((copy.output / "runs").iterdir()) == []
    assert not (copy.output / "latest.json").exists()
    with hold_output(copy.output):
        left = b"".join(path.read_bytes() for path in (copy.output / "store").rglob("*") if path.is_file())
    keys = set(before.loc[before["session_id"] == session, "embedding_key"])
    keys -= set(before.loc[before["session_id"] != session, "embedding_key"])
    assert not [key for key in (*gone, *keys) if key.encode() in left]

    again = copy.command("run", config, "--output", copy.output)
    assert again.code == 0, again.err
    found = pd.read_parquet(copy.folder / "statements.parquet")
    assert not gone & set(found["statement_id"])
    manifest = json.loads((copy.folder / "manifest.json").read_text("utf-8"))
    fates = {record["fate"]: record["n_rows"] for record in manifest["ledger"] if record["fate"] == "withdrawn"}
    assert fates == {"withdrawn": len(gone)}
    verified = copy.command("store", "verify", copy.output)
    assert (verified.code, verified.err) == (0, "")
