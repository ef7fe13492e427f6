"""A Dask scheduler and workers as processes of this machine, on loopback: for measuring and for tests."""

from __future__ import annotations

import functools
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from corpus.store.embeddings import EmbeddingStore
from flows.cluster import ClusterSettings, Shards
from flows.embedding import embed_once
from flows.encoders import EncoderSettings, SentenceEncoder, load_encoder

ROOT = Path(__file__).parents[1]
TEXTS = "texts.json"


def embed_on_cluster(scheduler: str, folder: str) -> tuple[float, float]:
    """Seconds, and CPU seconds of this process, to embed the texts in the folder into a store there: a flow.

    It is here because Prefect sends a flow with each of its tasks: of a module by its name, of a script with all that
    it holds.
    """
    texts, encoder = json.loads((Path(folder) / TEXTS).read_text("utf-8")), encoder_here()
    shards = Shards(ClusterSettings(scheduler), f"{folder}/shards")
    store = EmbeddingStore(Path(folder) / "store", encoder.fingerprint)
    started, own = time.perf_counter(), time.process_time()
    embed_once(texts, encoder, store, each=shards.each)
    return time.perf_counter() - started, time.process_time() - own


@functools.cache
def encoder_here() -> SentenceEncoder:
    """The bundled encoder, loaded once."""
    return load_encoder(EncoderSettings())


@dataclass
class Cluster:
    """A scheduler on loopback and its workers, with one thread each."""

    folder: Path
    port: int = field(init=False)
    scheduler: subprocess.Popen[bytes] = field(init=False)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.start_scheduler()

    @property
    def address(self) -> str:
        """Of the scheduler."""
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self) -> None:
        """Start it, without waiting for it; again under the same address after `stop`."""
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-show")

    def start_workers(self, n: int) -> None:
        """Start so many more, without waiting for them."""
        self.workers += [self._start("worker", self.address, "--no-nanny", "--nthreads", "1") for _ in range(n)]

    def log(self) -> str:
        """What scheduler and workers wrote."""
        return "".join(path.read_text("utf-8") for path in self.folder.glob("dask-*.log"))

    def wait_for_workers(self, n: int) -> None:
        """Until so many have come."""
        from distributed import Client

        with Client(self.address, timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(n, timeout=60)

    def stop(self) -> None:
        """Kill all that was started."""
        for process in (self.scheduler, *self.workers):
            process.kill()
            process.wait()
        self.workers.clear()

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        with (self.folder / f"dask-{what}.log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - Dask's own
                [sys.executable, "-m", "distributed.cli.dask_" + what, "--no-dashboard", *arguments],
                env=environment,
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
