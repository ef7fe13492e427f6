"""A refresh that is killed leaves the last good report, and the next one goes on as if nothing had happened.

What `kill -9` leaves is what lies on the disk at that moment. So one run is watched: at each stage, and before each
file takes its place, the output folder is copied, unless nothing in it has changed. Each copy is a folder left so.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flows.stages import Stages
from reports.run_folder import list_runs
from tests.flows.small_nights import SmallNights, tables_of, without_prefect

pytestmark = pytest.mark.slow


@dataclass
class Watched:
    """The states of an output folder, each different from the one before, by what was about to happen."""

    output: Path
    copies: Path
    states: dict[str, Path] = field(default_factory=dict)
    stages: list[str] = field(default_factory=list)
    _last: str = ""

    def copy(self, moment: str) -> None:
        digest = _digest(self.output)
        if digest != self._last:
            self._last, copied = digest, self.copies / f"{len(self.states):02}"
            shutil.copytree(self.output, copied)
            self.states[f"{len(self.states):02} {moment}"] = copied


def _digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


@contextmanager
def watching(watched: Watched) -> Iterator[None]:
    begin, rename = Stages.stage, Path.rename

    def stage(self: Stages, name: str) -> object:
        watched.copy(name)
        watched.stages.append(name)
        return begin(self, name)

    def moving(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(self: Path, target: Path) -> Path:
            if self.is_relative_to(watched.output):
                watched.copy(f"before {target.name.partition('-')[0]}")
            return move(self, target)

        return moved

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stages, "stage", stage)
        patch.setattr(Path, "rename", moving(rename))
        patch.setattr(Path, "replace", moving(Path.replace))
        yield


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallNights]:
    nights = SmallNights(tmp_path_factory.mktemp("small"))
    with without_prefect(nights):
        yield nights


@pytest.fixture(scope="module")
def watched(nights: SmallNights) -> Watched:
    """The second night, with a statement more and one less, watched from its first stage to its end."""
    nights.night()
    nights.write("letters", range(1, 50))
    watched = Watched(nights.output, nights.folder / "copies")
    watched.copies.mkdir()
    with watching(watched):
        nights.night()
    return watched


def test_at_every_moment_the_folder_names_one_run_that_is_whole(watched: Watched, nights: SmallNights) -> None:
    first, second = (run.run_id for run in reversed(list_runs(nights.output)))
    assert len(watched.states) > 10
    for moment, output in watched.states.items():
        named = {run_id for run_id in (first, second) if run_id in (output / "latest.json").read_text("utf-8")}
        assert len(named) == 1, moment
        assert {path.name for path in (output / "runs").glob("[!.]*")} <= {first, second}
        assert all((output / "runs" / run_id / "report" / "index.html").exists() for run_id in named), moment


def test_a_run_killed_at_any_stage_is_resumed_and_ends_as_if_undisturbed(watched: Watched, nights: SmallNights) -> None:
    undisturbed = tables_of(nights.output)
    assert len(set(watched.stages)) >= 20
    by_moment = {moment[3:]: output for moment, output in watched.states.items()}  # of like moments the last
    embedded = []
    for moment, output in by_moment.items():
        outcome = nights.night(output)
        embedded.append(len(nights.encoder.embedded))
        assert tables_of(output) == undisturbed, moment
        newest = list_runs(output)[0].run_id
        assert outcome.run_id == newest, moment
        assert newest in (output / "index.html").read_text("utf-8"), moment
        assert not [*output.rglob("*.partial")], moment
    assert embedded == sorted(embedded, reverse=True), "what was embedded before the kill is embedded again"
    assert embedded[0] > embedded[-1] == 0
