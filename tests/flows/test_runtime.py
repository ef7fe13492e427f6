from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from flows.runtime import prepare_environment

ROOT = Path(__file__).parents[2]

FLOW = """
import sys, time
from flows.runtime import prefect_server
from flows.stages import Stages
with prefect_server():
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE

    def double(number):
        with Stages().stage("double"):
            if sys.argv[1] == "fail":
                raise ValueError("what a participant said")
            return 2 * number

    @flow
    def refresh(config: str):
        if sys.argv[1] == "wait":
            print("waiting", flush=True)
            time.sleep(120)
        return task(double, cache_policy=NO_CACHE)(21)

    print(refresh("config.yaml"), flush=True)
"""

STAGES = """
import sys
from flows.runtime import prefect_server
from flows.stages import Stages
with prefect_server():
    from prefect import flow
    from flows.tasks import measured_task

    def refresh():
        stages = Stages()
        for fault in ("server", "database"):
            measured_task("work", stages, lambda: 42)()
            print(fault, flush=True)
            sys.stdin.readline()
        return measured_task("work", stages, lambda: 42)()

    print(flow(name="stages")(refresh)(), flush=True)
"""
"""A flow on a server that is not its own; between its stages it waits for what goes wrong."""
LOCKED_SECONDS = 3


def heed_interrupts() -> None:
    """A shell lets its background jobs ignore Ctrl-C, and children inherit that; a terminal's command heeds it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(kind: str, state: Path, *, program: str = FLOW, **own: str) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT")}
    return subprocess.Popen(
        [sys.executable, "-c", program, kind],
        cwd=ROOT,
        env=environment | {"XDG_STATE_HOME": str(state), **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )


def run(kind: str, state: Path) -> tuple[int, str, str]:
    with start(kind, state) as process:
        out, err = process.communicate(timeout=180)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with Prefect's database already made, which takes longest."""
    folder = tmp_path_factory.mktemp("state")
    assert run("succeed", folder) == (0, "42\n", "")
    return folder


def database(state: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (state / "underheard" / "prefect").glob("prefect.db*"))


def test_the_environment_keeps_runs_on_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PREFECT")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    os.environ |= {
        "XDG_STATE_HOME": str(tmp_path),
        "PREFECT_API_URL": "https://api.prefect.cloud/api/accounts/1",
        "PREFECT_API_KEY": "secret",
        "PREFECT_PROFILE": "cloud",
    }
    prepare_environment()
    assert not {"PREFECT_API_URL", "PREFECT_API_KEY", "PREFECT_PROFILE"} & set(os.environ)
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert Path(os.environ["PREFECT_HOME"]).is_relative_to(tmp_path)
    os.environ["PREFECT_API_URL"] = "http://127.0.0.1:4200/api"
    prepare_environment()
    assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"


@pytest.mark.slow
def test_a_flow_runs_in_silence_and_its_failure_leaves_no_words_in_the_database(state: Path) -> None:
    code, _, complaint = run("fail", state)
    assert code == 1
    assert "The stage 'double' failed unexpectedly (ValueError)" in complaint
    assert "participant said" not in complaint
    assert b"participant said" not in database(state)
    with closing(sqlite3.connect(state / "underheard" / "prefect" / "prefect.db")) as connection:
        states = {name for (name,) in connection.execute("select state_type from flow_run")}
        (n_logs,) = connection.execute("select count(*) from log").fetchone()
    assert states == {"COMPLETED", "FAILED"}
    assert n_logs == 0


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_server_ends_with_the_command_however_that_ends(state: Path, ending: signal.Signals) -> None:
    with start("wait", state) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        children = psutil.Process(process.pid).children(recursive=True)
        assert any("flows.prefect_child" in child.cmdline() for child in children)
        process.send_signal(ending)
        process.communicate(timeout=240)
    deadline = time.monotonic() + 20
    while any(child.is_running() for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(child.is_running() for child in children)


@contextmanager
def served(state: Path, port: int) -> Iterator[None]:
    """Prefect's server on this port, as somebody else would run it; it ends with `kill -9`."""
    listening = socket.create_server(("127.0.0.1", port))
    server = subprocess.Popen(
        [sys.executable, "-m", "flows.prefect_child", str(listening.fileno())],
        cwd=ROOT,
        env=os.environ
        | {
            "DO_NOT_TRACK": "1",
            "PREFECT__SERVER_EPHEMERAL": "1",
            "PREFECT__SERVER_FINAL": "1",
            "PREFECT_HOME": str(state / "underheard" / "prefect"),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        },
        pass_fds=[listening.fileno()],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    listening.close()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=60):
            yield
    finally:
        server.kill()
        server.communicate()


@pytest.mark.slow
def test_a_run_outlives_a_restart_of_its_server_and_a_locked_database(state: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with served(state, port):
        flow = start("", state, program=STAGES, PREFECT_API_URL=f"http://127.0.0.1:{port}/api")
        assert flow.stdin is not None
        assert flow.stdout is not None
        assert flow.stdout.readline() == "server\n"
    flow.stdin.write("killed\n")  # and goes on while nobody answers
    flow.stdin.flush()
    with served(state, port):
        assert flow.stdout.readline() == "database\n"
        with closing(sqlite3.connect(state / "underheard" / "prefect" / "prefect.db", timeout=30)) as database:
            database.execute("begin immediate")
            flow.stdin.write("locked\n")
            flow.stdin.flush()
            time.sleep(LOCKED_SECONDS)
            database.rollback()
        out, err = flow.communicate(timeout=120)
        assert (flow.returncode, out) == (0, "42\n"), err
        with closing(sqlite3.connect(state / "underheard" / "prefect" / "prefect.db")) as database:
            ended = database.execute(
                "select state_type from flow_run where flow_id in (select id from flow where name = 'stages')"
            )
            assert ended.fetchall() == [("COMPLETED",)]
