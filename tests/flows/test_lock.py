from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpus.errors import OutputError, OutputLocked
from flows.lock import hold_output

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys
import threading
from pathlib import Path
from flows.lock import hold_output
with hold_output(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_in_a_sentence_and_a_killed_holder_lets_go(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(OutputLocked, match="Another refresh holds"),
            hold_output(tmp_path / "out"),
        ):
            pass
        holder.kill()
    with hold_output(tmp_path / "out"):
        pass


def test_who_is_patient_waits_until_the_holder_has_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        threading.Timer(0.3, holder.kill).start()
        with hold_output(tmp_path / "out", wait_seconds=20):
            pass


def test_whoever_holds_the_output_may_hold_it_again(tmp_path: Path) -> None:
    with hold_output(tmp_path), hold_output(tmp_path):
        pass
    with hold_output(tmp_path):
        pass


def test_an_output_that_is_a_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with (
        pytest.raises(OutputError, match="cannot be used as the output folder"),
        hold_output(tmp_path / "out"),
    ):
        pass
