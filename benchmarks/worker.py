"""One method on one corpus in a process of its own: `python -m benchmarks.worker FOLDER`.

A fresh process, so that its memory is the method's and its end is nobody else's. It may be another environment's
Python, so nothing of the project is imported here but what the method itself needs.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.found import Task


@dataclass(frozen=True)
class Measured:
    """One fit: what was found, and what it took. `failure` says why there is nothing."""

    seed: int
    topics: list[int]
    words: list[list[str]]
    seconds: float
    cpu_seconds: float
    failure: str | None = None


def run_job(folder: Path) -> None:
    """Do the job in `folder`/job.json, and leave `folder`/result.json: a list of `Measured`, memory and versions."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    measured = [_measure(job["function"], _task(folder, number, seed, job)) for number, seed in enumerate(job["seeds"])]
    result = {
        "runs": [vars(run) for run in measured],
        "peak_bytes": peak_bytes(),
        "versions": {name: found for name in job["packages"] if (found := _version(name))},
    }
    (folder / "result.json").write_text(json.dumps(result), "utf-8")


def _task(folder: Path, number: int, seed: int, job: dict[str, Any]) -> Task:
    content: dict[str, Any] = json.loads((folder / str(number) / "statements.json").read_text("utf-8"))
    return Task(
        texts=content["texts"],
        terms=content["terms"],
        vectors=np.load(folder / str(number) / "vectors.npy"),
        seed=seed,
        columns=content["columns"],
        encoder=job["encoder"],
        training=(np.load(folder / "training.npy"), job["training"]) if job["training"] else None,
    )


def _measure(function: str, task: Task) -> Measured:
    module, _, name = function.partition(":")
    started, cpu_started = time.perf_counter(), time.process_time()
    try:
        found = getattr(import_module(module), name)(task)
        topics, words, failure = found.topics.tolist(), found.words, None
    except Exception as error:  # whatever a tool raises is its result here, and not the end of the benchmark
        topics, words, failure = [], [], _reason(error)
    return Measured(
        task.seed, topics, words, time.perf_counter() - started, time.process_time() - cpu_started, failure=failure
    )


def _reason(error: Exception) -> str:
    """What happened and where. Without the message, which may quote a statement, unless it only names a package."""
    if isinstance(error, ImportError):
        return f"not installed: {error.name}"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def peak_bytes() -> int:
    """The most memory this process has held.

    From /proc where there is one: `getrusage` starts from what the parent held when it started this process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    run_job(Path(sys.argv[1]))
