"""A refresh on a scheduler and three workers gives the tables of one machine, and survives what happens to machines."""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import cloudpickle
import distributed
import pytest
from distributed import KilledWorker
from distributed.comm.core import CommClosedError
from distributed.scheduler import NoWorkerError

from benchmarks.local_cluster import Cluster
from corpus.errors import ClusterError, ConfigError
from flows.cluster import ClusterSettings, Shards, _told, check_cluster
from flows.log import state_folder
from flows.refresh import refresh_consultation
from flows.runtime import prefect_server
from flows.settings import load_settings
from reports.run_folder import list_runs
from tests.flows.noting_encoder import HELD_FROM, NotingEncoder, batches, notes, waiting
from tests.flows.small_nights import SmallNights, tables_of, without_prefect

pytestmark = pytest.mark.slow

NOTES = "- {type: notes, path: notes}\n"
WORDS = ("teacher", "border", "წყალი", "مدرسة")
"""Of participants; in the sources and the tables only."""
SHARDED = {
    "corpus.harvest:_tried",
    "corpus.notes.folder:_parsed",
    "corpus.screening:screen",
    "models.encoder:embed",
    "models.large_corpus:_joined",
}


class Consultation(SmallNights):
    """A small consultation with two tables and a folder of notes, refreshed on a cluster or here."""

    def on_cluster(self, scheduler: str, output: Path) -> None:
        """A refresh with the workers of this scheduler."""
        self.configure(f"cluster: {{scheduler: '{scheduler}'}}\n")
        refresh_consultation(load_settings(self.config), output)

    def configure(self, extra: str = "") -> None:
        super().configure(extra)
        config = self.config.read_text("utf-8").replace("sources:\n", f"sources:\n  {NOTES}")
        self.config.write_text(config, "utf-8")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "small" / "state"))  # as without a cluster: it has the key of ids
        cluster = Cluster(folder)
        cluster.start_workers(3)
        try:
            with prefect_server():
                cluster.wait_for_workers(3)
                yield cluster
        finally:
            cluster.stop()


@pytest.fixture(scope="module")
def small(cluster: Cluster) -> Iterator[Consultation]:
    """The consultation, with parts so small that it has several of each kind."""
    small = Consultation(cluster.folder / "small")
    small.write("letters", range(180))
    (small.folder / "notes").mkdir()
    for number in range(12):
        (small.folder / "notes" / f"day-{number}.md").write_text(f"# Day\n\n- the teacher said {number} 学校很好\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.embedding.SAVE_EVERY", 12)
        patch.setattr("models.large_corpus.MAX_FITTED", 90)
        patch.setattr("models.large_corpus.AT_ONCE", 40)
        patch.setattr("corpus.read.AT_ONCE", 50)
        patch.setattr("corpus.notes.folder.FILES_AT_ONCE", 4)
        patch.setattr("flows.space.load_encoder", lambda _: NotingEncoder(small.folder / "encoder.log"))
        yield small


@pytest.fixture(scope="module")
def undisturbed(small: Consultation) -> dict[str, str]:
    """The tables as one machine makes them."""
    small.configure()
    with without_prefect(small), pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.space.load_encoder", lambda _: NotingEncoder(small.folder / "alone.log"))
        small.night()
    return tables_of(small.output)


@contextmanager
def once_waiting(small: Consultation, n: int, do: Callable[[], object]) -> Iterator[None]:
    """Let the encoder wait after its first batches, and when it does so in `n` workers, do this and let it go on."""
    log, hold = small.folder / "encoder.log", small.folder / "hold"
    log.unlink(missing_ok=True)
    hold.touch()

    def watch() -> None:
        while hold.exists() and len(waiting(log)) < n:
            time.sleep(0.02)
        do()
        hold.unlink(missing_ok=True)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        hold.unlink(missing_ok=True)
        thread.join()


@dataclass(frozen=True)
class Survived:
    """A refresh on the cluster, of whose three workers one was killed while it embedded, and what went through it."""

    output: Path
    log: Path
    submitted: Counter[str]
    sent: bytes


@pytest.fixture(scope="module")
def survived(small: Consultation, cluster: Cluster) -> Survived:
    sent: list[bytes] = []
    submitted: Counter[str] = Counter()
    send, submit = distributed.Client.submit, Shards._submitted

    def sending(self: distributed.Client, function: Callable[..., object], *arguments: Any, **named: Any) -> object:  # noqa: ANN401
        sent.append(cloudpickle.dumps((function, arguments, named)))
        return send(self, function, *arguments, **named)

    def submitting(self: Shards, function: str, shared: str, part: str) -> object:
        submitted[function] += 1
        return submit(self, function, shared, part)

    with once_waiting(small, 3, cluster.workers[0].kill), pytest.MonkeyPatch.context() as patch:
        patch.setattr(distributed.Client, "submit", sending)
        patch.setattr(Shards, "_submitted", submitting)
        small.on_cluster(cluster.address, small.folder / "survived")
    assert cluster.workers[0].wait() == -signal.SIGKILL
    database = b"".join(path.read_bytes() for path in (state_folder() / "prefect").glob("*.db*"))
    everything = b"".join([*sent, database, cluster.log().encode()])
    return Survived(small.folder / "survived", small.folder / "encoder.log", submitted, everything)


def test_a_cluster_and_one_machine_give_equal_tables(survived: Survived, undisturbed: dict[str, str]) -> None:
    assert tables_of(survived.output) == undisturbed
    assert {name for name, n in survived.submitted.items() if n > 1} == SHARDED


def test_a_killed_worker_costs_the_part_that_it_was_at(survived: Survived, cluster: Cluster) -> None:
    began, ended = (Counter(batches(survived.log, what)) for what in ("began", "ended"))
    lost = [note.batch for note in notes(survived.log) if note.process == cluster.workers[0].pid][-1]
    assert {batch: n for batch, n in began.items() if n > 1} == {lost: 2}
    assert began.keys() == ended.keys()
    assert set(ended.values()) == {1}


def test_words_go_through_files_alone_which_are_gone_in_the_end(survived: Survived) -> None:
    assert b"run_shard" in survived.sent
    assert not [word for word in WORDS if word.encode() in survived.sent]
    assert not [*(survived.output / "store" / "shards").iterdir()]


def test_a_lost_scheduler_is_a_clean_failure_and_the_next_start_takes_what_is_done(
    small: Consultation, survived: Survived, cluster: Cluster
) -> None:
    good = list_runs(survived.output)[0].run_id
    small.write("letters", range(400))
    with (
        once_waiting(small, 2, cluster.scheduler.kill),
        pytest.raises(ClusterError, match=r"does not answer, or is lost\. Start it and its workers") as lost,
    ):
        small.on_cluster(cluster.address, survived.output)
    done = batches(survived.log, "ended")[:HELD_FROM]
    assert lost.value.exit_code == 3
    assert [run.run_id for run in list_runs(survived.output)] == [good]
    assert good in (survived.output / "latest.json").read_text("utf-8")

    cluster.stop()
    survived.log.unlink()
    cluster.start_scheduler()
    with pytest.raises(ClusterError, match=r"has no workers\. Start one"):
        check_cluster(ClusterSettings(cluster.address))
    cluster.start_workers(1)
    cluster.wait_for_workers(1)
    small.on_cluster(cluster.address, survived.output)
    assert len(done) == HELD_FROM
    assert set(done).isdisjoint(batches(survived.log, "began"))
    assert good not in (survived.output / "latest.json").read_text("utf-8")


def test_a_scheduler_that_does_not_answer_is_told_before_any_work(
    small: Consultation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.cluster.ANSWER_SECONDS", 0.5)
    with pytest.raises(ClusterError, match=r"The scheduler at tcp://127\.0\.0\.1:9 does not answer"):
        small.on_cluster("tcp://127.0.0.1:9", tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KilledWorker("part", Mock(), 3), "ended the workers of tcp://x that tried it"),
        (NoWorkerError("part", 600), "All workers of tcp://x are gone"),
        (CommClosedError("part"), "The scheduler at tcp://x does not answer, or is lost"),
    ],
    ids=["killed", "no worker", "lost"],
)
def test_what_dask_raises_is_told_in_a_sentence(error: Exception, told: str) -> None:
    with pytest.raises(ClusterError, match=told), _told("tcp://x"):
        raise error


@pytest.mark.parametrize("server", ["", "http://127.0.0.1:4200/api"])
def test_workers_elsewhere_need_a_prefect_server_that_they_reach(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", server)
    with pytest.raises(ClusterError, match=r"name it in PREFECT_API_URL"):
        check_cluster(ClusterSettings("tcp://192.0.2.1:8786"))


def test_without_the_optional_packages_the_configuration_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.settings.has_cluster_packages", lambda: False)
    nights = SmallNights(tmp_path)
    nights.configure("cluster: {scheduler: 'tcp://127.0.0.1:8786'}\n")
    with pytest.raises(ConfigError, match=r"line \d+: cluster needs optional packages\. .*underheard\[cluster\]"):
        load_settings(nights.config)
