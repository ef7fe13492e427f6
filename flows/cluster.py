"""Workers of a Dask cluster that do parts of a refresh, as tasks of the same Prefect flow.

What goes through the scheduler, Prefect's database and their logs are names of functions and keys of files. Words and
vectors go through files that all machines share (`flows.shards`). A part whose worker dies is done by another one; if
the scheduler is lost the refresh fails, and the next one takes the parts that are done.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator

from corpus.errors import ClusterError
from corpus.shards import Done, Part, Shared, one_by_one
from flows.remote_folder import check_address, is_remote
from flows.shards import FOLDER, IN, OUT, ShardFolder, open_shards, run_shard, shard_key

if TYPE_CHECKING:
    from prefect.futures import PrefectFuture
    from prefect_dask.task_runners import DaskTaskRunner

logger = logging.getLogger(__name__)

INSTALL = "pip install underheard[cluster]"
ANSWER_SECONDS = 10
"""How long a scheduler may take to answer."""
AHEAD = 4
"""Parts that are handed out at a time, for each thread of the workers: none waits for work, and the folder never holds
a second copy of everything."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def _check_scheduler(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
        raise ValueError("this must be the address of a Dask scheduler, such as tcp://10.0.0.5:8786.")
    return address


def _check_folder(folder: Path | str | None) -> Path | str | None:
    if isinstance(folder, str):
        return check_address(folder) if is_remote(folder) else Path(folder)
    return folder


@dataclass(frozen=True)
class ClusterSettings:
    """The address of a Dask scheduler, and a folder or address that all machines share.

    Without one it is in the output folder, which all machines then have to share. Neither changes what comes out, and
    neither is published.
    """

    scheduler: Annotated[str, AfterValidator(_check_scheduler)] = field(compare=False)
    folder: Annotated[Path | str | None, AfterValidator(_check_folder)] = field(default=None, compare=False)


def has_cluster_packages() -> bool:
    """Whether the optional packages are installed."""
    return all(find_spec(package) for package in ("prefect_dask", "distributed"))


def check_cluster(cluster: ClusterSettings) -> None:
    """Do nothing if the scheduler answers and has workers.

    Raises:
        ClusterError: it does not, it has none, or they could not report to Prefect's server.
    """
    server = urlsplit(os.environ.get("PREFECT_API_URL", "")).hostname
    if urlsplit(cluster.scheduler).hostname not in LOOPBACK and server in (None, *LOOPBACK):
        raise ClusterError(
            f"The workers of {cluster.scheduler} do not reach the Prefect server that a refresh starts for itself. "
            "Start one that all machines reach, and name it in PREFECT_API_URL (docs/operations.md)."
        )
    _keep_quiet()
    from distributed import Client

    with _told(cluster.scheduler):
        client = Client(cluster.scheduler, timeout=ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        with client:
            workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise ClusterError(
            f"The scheduler at {cluster.scheduler} has no workers. Start one: `dask worker {cluster.scheduler}`."
        )
    logger.info("the scheduler at %s has %d workers", cluster.scheduler, len(workers))


def task_runner(cluster: ClusterSettings) -> DaskTaskRunner:
    """What runs the tasks of a flow on the cluster."""
    from prefect_dask.task_runners import DaskTaskRunner

    return DaskTaskRunner(address=cluster.scheduler, client_kwargs={"timeout": ANSWER_SECONDS})


def shards_folder(cluster: ClusterSettings, output: Path) -> str:
    """Path or address of the parts of a refresh into `output`."""
    return str(cluster.folder or output / "store" / FOLDER)


@dataclass(frozen=True)
class Shards:
    """The parts of one refresh: `each` goes through them. Make it in the flow itself, before its first stage."""

    cluster: ClusterSettings
    folder: str
    _flow: Context = field(default_factory=copy_context)
    """Prefect's context. That of a stage holds the stage's arguments, words among them, and Prefect sends with a task
    the context that it is submitted from."""

    def each(self, function: Callable[[Shared, Part], Done], shared: Shared, parts: Iterable[Part]) -> Iterator[Done]:
        """See `corpus.shards.MapShards`. A single part is not worth the way and stays here.

        Raises:
            ClusterError: the scheduler is lost, or a part has cost several workers their lives.
        """
        remaining = iter(parts)
        first = list(islice(remaining, 2))
        if len(first) < 2:
            yield from one_by_one(function, shared, first)
            return
        name, shards = f"{function.__module__}:{function.__qualname__}", open_shards(self.folder)
        finished = shards.names()
        key = shard_key(name, shared)
        shards.write(key + IN, shared)
        waiting: deque[tuple[str, PrefectFuture[None] | None]] = deque()
        n_ahead = self._n_ahead()
        for part in chain(first, remaining):
            if len(waiting) == n_ahead:
                yield self._taken(shards, *waiting.popleft())
            part_key = shard_key(name, key, part)
            future = None
            if part_key + OUT not in finished:
                shards.write(part_key + IN, part)
                future = self._submitted(name, key, part_key)
            waiting.append((part_key, future))
        while waiting:
            yield self._taken(shards, *waiting.popleft())

    def _submitted(self, function: str, shared: str, part: str) -> PrefectFuture[None]:
        from prefect import task
        from prefect.cache_policies import NO_CACHE

        shard = task(name=function, cache_policy=NO_CACHE, persist_result=False)(run_shard)
        with _told(self.cluster.scheduler):
            return self._flow.run(shard.submit, self.folder, function, shared, part, version("underheard"))

    def _taken(self, shards: ShardFolder, part: str, future: PrefectFuture[None] | None) -> Any:  # noqa: ANN401
        """What came out of the part, when it is done."""
        if future is not None:
            with _told(self.cluster.scheduler):
                future.result()
            shards.remove({part + IN})
        return shards.read(part + OUT)

    def _n_ahead(self) -> int:
        from prefect.context import FlowRunContext
        from prefect_dask.task_runners import DaskTaskRunner

        context = self._flow.run(FlowRunContext.get)
        runner = context.task_runner if context else None
        if not isinstance(runner, DaskTaskRunner):
            raise ValueError("this is no flow on a cluster")
        with _told(self.cluster.scheduler):
            workers = runner.client.scheduler_info(n_workers=-1)["workers"].values()
        return AHEAD * max(1, sum(int(worker["nthreads"]) for worker in workers))


def _keep_quiet() -> None:
    """Keep what Dask says of lost connections off the terminal: it is told in a sentence."""
    import distributed  # noqa: F401 - sets up its own logging

    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)


@contextmanager
def _told(scheduler: str) -> Iterator[None]:
    """Dask's errors in a sentence."""
    from distributed import KilledWorker
    from distributed.scheduler import NoWorkerError

    try:
        yield
    except NoWorkerError:
        raise ClusterError(
            f"All workers of {scheduler} are gone. Start some, and run again: what is done is kept."
        ) from None
    except KilledWorker:
        raise ClusterError(
            f"A part of the work ended the workers of {scheduler} that tried it, one after the other. Give them more "
            "memory, and run again: what is done is kept."
        ) from None
    except (CancelledError, OSError, TimeoutError):
        raise ClusterError(
            f"The scheduler at {scheduler} does not answer, or is lost. Start it and its workers, and run again: what "
            "is done is kept."
        ) from None
