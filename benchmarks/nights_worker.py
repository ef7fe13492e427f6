"""The process of the nights: `python -m benchmarks.nights_worker CONFIG OUTPUT`, an order a line, an answer a line.

It is the deployed flow with a real Prefect server and the real encoder; only the time is told to it.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psutil

from flows import clock, night
from flows.log import start_logging
from flows.runtime import prefect_server
from flows.settings import Settings

MIB = 2**20


def main(config: str, output: str) -> None:
    """Do a night for each moment that standard input names."""
    answers, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints is no answer
    start_logging()
    nights: list[night.Night] = []

    def remembered(settings: Settings, place: str | Path) -> night.Night:
        nights.append(night.one_night(settings, place))
        return nights[-1]

    with prefect_server(), patch("flows.nightly.one_night", remembered):
        from flows.nightly import nightly_refresh

        for line in sys.stdin:
            _tell_time(datetime.fromisoformat(line.strip()))
            started, worked = time.perf_counter(), cpu_seconds()
            nightly_refresh(config, output, return_state=True)
            taken = {"seconds": time.perf_counter() - started, "cpu_seconds": cpu_seconds() - worked}
            document = {"kind": nights[-1].kind, "n_stale": len(nights[-1].stale), **taken, **held_by_process()}
            answers.write(json.dumps(document) + "\n")
            answers.flush()


def _tell_time(moment: datetime) -> None:
    """Let the clock go on from `moment`."""
    started = time.monotonic()
    clock.now = lambda: moment + timedelta(seconds=time.monotonic() - started)


def cpu_seconds() -> float:
    """Processor seconds of this process and of those that it started and that still run."""
    me = psutil.Process()
    return sum(sum(process.cpu_times()[:2]) for process in (me, *me.children(recursive=True)))


def held_by_process() -> dict[str, Any]:
    """Resident memory in MiB, open file handles, threads and children of this process."""
    me = psutil.Process()
    return {
        "rss_mib": round(me.memory_info().rss / MIB),
        "n_handles": me.num_fds(),
        "n_threads": me.num_threads(),
        "n_children": len(me.children(recursive=True)),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
