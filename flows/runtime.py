"""Prefect on this machine only: its environment, and a server that lives no longer than the command.

Nothing leaves the machine: no telemetry, no Cloud profile. The database holds only paths, names and states.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from corpus.errors import UnderheardError
from flows.log import state_folder

logger = logging.getLogger(__name__)

START_SECONDS = 120
"""A first start migrates the database: 20 s on two busy cores, seen 25 s."""
STOP_SECONDS = 10
HEALTH_SECONDS = 2
POLL_SECONDS = 0.1

_API_URL = "PREFECT_API_URL"
_CLOUD = "prefect.cloud"


def prepare_environment() -> None:
    """Set what Prefect reads when it is imported; must come before that. A second call changes nothing.

    A server named in PREFECT_API_URL is used, because somebody set it up on purpose; Prefect's Cloud is not.
    """
    home = state_folder() / "prefect"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("PREFECT_API_KEY", "PREFECT_PROFILE"):
        os.environ.pop(name, None)
    if _CLOUD in os.environ.get(_API_URL, ""):
        del os.environ[_API_URL]
    os.environ |= {
        "DO_NOT_TRACK": "1",
        "PREFECT_CLI_PROMPT": "false",
        "PREFECT_HOME": str(home),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_SETTINGS_PATH": str(Path(__file__).with_name("prefect-logging.yml")),
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # Prefect's own embedded server outlives a killed parent; ours does not.
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
    }


@contextmanager
def prefect_server(*, with_scheduler: bool = False) -> Iterator[None]:
    """A Prefect server for flows that run inside; where there is one already, that one.

    `with_scheduler` also starts the services that create scheduled runs, which a single run does not need.

    Raises:
        UnderheardError: the server does not start.
    """
    prepare_environment()
    if os.environ.get(_API_URL):
        yield
        return
    log = state_folder() / "prefect-server.log"
    with log.open("wb") as output, socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        child = _start(listening, output, with_scheduler=with_scheduler)
    try:
        from prefect.settings import PREFECT_API_URL, temporary_settings  # meanwhile the server starts

        _wait_until_healthy(url, child, log)
        os.environ[_API_URL] = url
        with temporary_settings({PREFECT_API_URL: url}):
            yield
    finally:
        os.environ.pop(_API_URL, None)
        _stop(child)


def _start(listening: socket.socket, output: IO[bytes], *, with_scheduler: bool) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[1])
    environment = os.environ | {
        "PREFECT__SERVER_FINAL": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_UI_ENABLED": "false",
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
    }
    del environment["PREFECT_LOGGING_SETTINGS_PATH"]  # its messages go to its own file
    if not with_scheduler:
        environment["PREFECT__SERVER_EPHEMERAL"] = "1"
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "flows.prefect_child", str(listening.fileno())],
        env=environment,
        pass_fds=[listening.fileno()],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C in the terminal is for us: the flow still has to report its end
    )


def _wait_until_healthy(url: str, child: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and child.poll() is None:
        with suppress(urllib.error.URLError, TimeoutError, ConnectionError):
            urllib.request.urlopen(f"{url}/health", timeout=HEALTH_SECONDS).close()  # noqa: S310 - ours
            logger.info("Prefect's server answers at %s", url)
            return
        time.sleep(POLL_SECONDS)
    raise UnderheardError(
        f"Prefect's server did not start; why is written in {log}. "
        "Look there; if its database is damaged, delete the folder prefect beside that file and run again."
    )


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
