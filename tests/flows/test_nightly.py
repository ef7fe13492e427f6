"""The deployment itself: a schedule that fires on a real server, a night that fails, people who are told, an end."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.flows.webhook import webhook

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

SERVE = """
import re, sys
from datetime import timedelta
from pathlib import Path
from flows import clock
from flows.log import start_logging
from flows.runtime import prefect_server
from flows.settings import load_settings

settings = load_settings(Path(sys.argv[1]), may_lack_sources=True)
start_logging()
with prefect_server(with_scheduler=True):
    import flows.nightly as nightly
    from prefect.states import Running
    due = clock.now() + timedelta(seconds=12)
    rule = nightly.recurrence_rule
    nightly.recurrence_rule = lambda asked: re.sub(r"T\\d+\\n", f"T{due:%H%M%S}\\n", rule(asked), count=1)
    nightly.end_of_phase = lambda asked: due + timedelta(seconds=20)
    sweep = nightly.sweep

    async def left_running(deployment_id, output):  # as a killed process leaves it
        async with nightly.get_client() as client:
            run = await client.create_flow_run_from_deployment(deployment_id, name="left")
            await client.set_flow_run_state(run.id, Running(), force=True)
        await sweep(deployment_id, output)

    nightly.sweep = left_running
    nightly.serve_nightly(settings, output=Path(sys.argv[2]))
print("over")
"""
CONFIG = """
name: small
sources: [{type: table, path: away.csv, columns: {text: text}}]
nightly: {start: 2020-01-01, end: 2099-12-31, cron: "30 3 * * *"}
notify: {on: [failed]}
"""


def test_what_a_kill_left_is_swept_a_schedule_fires_its_failure_is_told_and_the_command_ends_with_the_phase(
    tmp_path: Path,
) -> None:
    (tmp_path / "config.yaml").write_text(CONFIG, "utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PREFECT")}
    with webhook() as server:
        done = subprocess.run(
            [sys.executable, "-c", SERVE, tmp_path / "config.yaml", tmp_path / "output"],
            cwd=ROOT,
            env=environment
            | {
                "XDG_STATE_HOME": str(tmp_path),
                "UNDERHEARD_NOTIFY": server.address,
                "PREFECT_RUNNER_POLL_FREQUENCY": "2",
                "PYTHONPATH": str(ROOT),
            },
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert (done.returncode, done.stdout) == (0, "over\n"), done.stderr
        (told,) = server.received
    assert told["title"] == "small: the night failed"
    assert "ConfigError, 1 problem" in told["message"]
    assert "away.csv" not in told["message"]
    log = (tmp_path / "underheard" / "underheard.log").read_text("utf-8")
    assert "ERROR flows.night: night failed: " in log
    assert "there is no" in log
    with closing(sqlite3.connect(tmp_path / "underheard" / "prefect" / "prefect.db")) as database:
        runs = database.execute("select state_type, auto_scheduled from flow_run where state_type != 'SCHEDULED'")
        assert (("FAILED", 1)) in runs.fetchall()
        left = database.execute("select state_type from flow_run where name = 'left'")
        assert left.fetchall() == [("CRASHED",)]
        kept = {key for (key,) in database.execute("select key from artifact where key is not null")}
    assert "nightly-refresh" in kept
