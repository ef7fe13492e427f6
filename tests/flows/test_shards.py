"""Parts of the work as files: whole or not there, done once, and told apart by what they hold."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from corpus.errors import ClusterError, OutputError, SourceError, UnderheardError
from flows.shards import (
    ELSEWHERE,
    FOLDER,
    IN,
    OUT,
    forget_parts,
    open_shards,
    remember_place,
    run_shard,
    shard_key,
)
from tests.flows.conftest import ROOT
from tests.flows.remote import bucket, new_folder

CALLS: list[str] = []


def shouted(shared: str, part: str) -> str:
    """What a worker is asked for; on a word it fails, quoting it."""
    CALLS.append(part)
    if part == "bad":
        raise ValueError(f"cannot shout {part} مدرسة")
    return part.upper() + shared


def run(folder: str | Path, part: str, program: str | None = None) -> str:
    shards, key = open_shards(str(folder)), shard_key("shouted", part)
    shards.write("shared" + IN, "!")
    shards.write(key + IN, part)
    run_shard(str(folder), f"{__name__}:shouted", "shared", key, program or version("underheard"))
    return str(shards.read(key + OUT))


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    with bucket() as url:
        yield url


@pytest.fixture(params=["here", "s3", "memory"])
def folder(request: pytest.FixtureRequest, bucket_url: str, tmp_path: Path) -> str:
    """A folder of this machine, one in a bucket, and one that fsspec knows."""
    CALLS.clear()
    return str(tmp_path / "shards") if request.param == "here" else new_folder(request.param, bucket_url, tmp_path)


def test_a_part_is_done_once_and_all_are_forgotten_together(folder: str) -> None:
    assert [run(folder, part) for part in ("школа", "вода", "школа")] == ["ШКОЛА!", "ВОДА!", "ШКОЛА!"]
    assert CALLS == ["школа", "вода"]
    open_shards(folder).clear()
    assert open_shards(folder).names() == set()


def test_an_error_tells_no_words_and_leaves_nothing_as_done(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with pytest.raises(UnderheardError, match=r"work on a worker failed unexpectedly \(ValueError\)") as bad:
        run(folder, "bad")
    assert "مدرسة" not in str(bad.value)
    assert bad.value.__suppress_context__
    assert not [name for name in open_shards(folder).names() if name.endswith(OUT)]


def test_a_worker_that_does_not_see_the_folder_says_so(folder: str) -> None:
    with pytest.raises(ClusterError, match=r"cluster\.folder"):
        run_shard(folder, f"{__name__}:shouted", "shared", "part", version("underheard"))


def test_a_worker_of_another_version_does_nothing(folder: str) -> None:
    with pytest.raises(ClusterError, match=r"the refresh 0\.0\.7\. Install the same"):
        run(folder, "вода", program="0.0.7")
    assert CALLS == []


def test_files_are_for_their_owner_and_a_full_disk_is_told(tmp_path: Path) -> None:
    run(tmp_path / "shards", "вода")
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "shards").iterdir()} == {0o600}
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        open_shards(str(tmp_path / "file")).write("part", 1)


def test_equal_content_has_one_key_whoever_made_it() -> None:
    frame = pd.DataFrame({"text": ["вода", "ماء"], "n": [1, 2]})
    text = "".join(["во", "да"])
    assert shard_key("f", ["вода", text], frame) == shard_key("f", [text, "вода"], frame.copy())
    keys = {shard_key("f", np.arange(3)), shard_key("f", np.arange(4)), shard_key("g", np.arange(3))}
    assert len(keys) == 3


def test_the_key_of_names_to_replace_is_the_same_in_every_process() -> None:
    code = (
        "from corpus.privacy.redact import Redactor; from corpus.screening import Screening; "
        "from flows.shards import shard_key; "
        "print(shard_key('f', Screening(Redactor(['Ana Novak', 'Tom Lake', '李小明'], {'s': ['ليلى']}))))"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(keys) == 1


def test_errors_of_several_sentences_survive_the_way() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(SourceError("one", "two")))  # noqa: S301 - made here
    assert (type(error), error.problems) == (SourceError, ("one", "two"))


def test_parts_left_behind_outside_the_output_are_found_again_and_forgotten(folder: str, tmp_path: Path) -> None:
    store = tmp_path / "output" / "store"
    remember_place(store, folder)
    run(folder, "вода")
    open_shards(str(store / FOLDER)).write("part" + IN, "ماء")
    forget_parts(store)
    assert open_shards(folder).names() == set()
    assert [path for path in store.rglob("*") if path.is_file()] == []
    forget_parts(store)  # nothing is left, which is no error


def test_what_a_killed_worker_had_half_written_is_forgotten_too(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (store / FOLDER).mkdir(parents=True)
    (store / FOLDER / ".part.out-x7.partial").write_bytes("вода".encode())
    remember_place(store, str(store / FOLDER))
    forget_parts(store)
    assert [*store.rglob("*.*")] == []


def test_parts_that_cannot_be_reached_are_told_and_not_taken_for_gone(tmp_path: Path) -> None:
    store = tmp_path / "store"
    remember_place(store, str(tmp_path / "not mounted"))
    forget_parts(store)  # a refresh that failed before its first part
    remember_place(store, str(tmp_path / "not mounted"))
    (tmp_path / "not mounted").rmdir()
    with pytest.raises(OutputError, match=r"not mounted: this cluster\.folder is not here") as told:
        forget_parts(store)
    assert str(store / ELSEWHERE) in str(told.value)
    (tmp_path / "not mounted").mkdir()
    forget_parts(store)
    assert not (store / ELSEWHERE).exists()


def test_a_folder_that_the_configuration_no_longer_names_is_not_forgotten(folder: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    remember_place(store, folder)
    run(folder, "вода")
    other = tmp_path / "another"
    remember_place(store, str(other))
    run(other, "ماء")
    forget_parts(store)
    assert open_shards(folder).names() | open_shards(str(other)).names() == set()
    assert not (store / ELSEWHERE).exists()
