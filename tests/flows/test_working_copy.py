"""A remote output folder is worked on in a local copy, and nobody sees half of a run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from corpus.errors import OutputError
from flows import working_copy as copies
from flows.remote_folder import RemoteFolder, open_remote_folder
from flows.remote_lock import LOCK
from flows.working_copy import reading_copy, working_copy
from tests.flows.remote import bucket, new_folder

Machine = Callable[[str], None]


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    with bucket() as url:
        yield url


@pytest.fixture(params=["s3", "memory"])
def url(request: pytest.FixtureRequest, bucket_url: str, tmp_path: Path) -> str:
    return new_folder(request.param, bucket_url, tmp_path)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    """Go on on another machine, which has a copy of its own."""

    def go(name: str) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))

    go("first")
    return go


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths in the order in which they are sent and fetched."""
    paths: list[str] = []

    def opened(url: str) -> RemoteFolder:
        remote = open_remote_folder(url)
        do_send, do_fetch = remote.send, remote.fetch

        def send(source: Path, path: str) -> str:
            paths.append(f"> {path}")
            return do_send(source, path)

        def fetch(path: str, target: Path) -> None:
            paths.append(f"< {path}")
            do_fetch(path, target)

        monkeypatch.setattr(remote, "send", send)
        monkeypatch.setattr(remote, "fetch", fetch)
        return remote

    monkeypatch.setattr(copies, "open_remote_folder", opened)
    monkeypatch.setattr(copies, "AT_ONCE", 1)
    return paths


def write(folder: Path, **files: str) -> None:
    """Files by their paths, in which `__` stands for `/` and `_dot_` for a dot."""
    for name, content in files.items():
        file = folder / name.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)


def a_run(folder: Path, name: str) -> None:
    """What a refresh leaves."""
    write(
        folder,
        **{
            "store__vectors_dot_lance__data__1": f"vectors of {name}",
            "store__vectors_dot_lance___versions__1_dot_manifest": f"version of {name}",
            f"runs__{name}__topics_dot_parquet": "topics",
            f"runs__{name}__manifest_dot_json": "{}",
            f"runs__{name}__report__index_dot_html": "report",
            "index_dot_html": f"runs up to {name}",
            "latest_dot_json": name,
            "_dot_lock": "",
            f"runs___dot_{name}_dot_partial__topics": "half",
        },
    )


def test_a_local_folder_is_its_own_copy(tmp_path: Path) -> None:
    with working_copy(tmp_path) as folder, reading_copy(tmp_path) as read:
        assert folder == read == tmp_path


def test_what_refers_to_other_files_is_sent_after_them_and_the_latest_run_at_the_end(
    url: str, on: Machine, moved: list[str]
) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    assert moved == [
        "> store/vectors.lance/data/1",
        "> store/vectors.lance/_versions/1.manifest",
        "> runs/night-1/report/index.html",
        "> runs/night-1/topics.parquet",
        "> runs/night-1/manifest.json",
        "> index.html",
        "> latest.json",
    ]


def test_a_night_moves_only_what_is_new(url: str, on: Machine, moved: list[str]) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    moved.clear()
    with working_copy(url):
        pass
    assert moved == []
    with working_copy(url) as folder:
        write(folder, store__more="new vectors")
    assert moved == ["> store/more"]


def test_another_machine_goes_on_from_there_and_the_first_one_after_it(url: str, on: Machine, moved: list[str]) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    on("second")
    moved.clear()
    with working_copy(url) as folder:
        assert (folder / "latest.json").read_text() == "night-1"
        assert (folder / "store/vectors.lance/data/1").read_text() == "vectors of night-1"
        assert not (folder / "runs/night-1/report").exists()
        a_run(folder, "night-2")
    assert "< runs/night-1/topics.parquet" in moved
    assert "< runs/night-1/report/index.html" not in moved
    on("first")
    with reading_copy(url) as folder:
        assert (folder / "latest.json").read_text() == "night-2"
        assert (folder / "runs/night-2/topics.parquet").exists()
        assert (folder / "runs/night-1/report/index.html").exists()


def test_a_run_that_fails_publishes_nothing_and_keeps_what_was_computed(url: str, on: Machine) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")

    def fail() -> None:
        with working_copy(url) as folder:
            write(folder, store__more="new vectors", held__odd__report="look at this", runs__odd__half="x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    remote = open_remote_folder(url)
    assert remote.read("store/more")[0] == b"new vectors"
    assert remote.read("held/odd/report")[0] == b"look at this"
    assert remote.tags("runs/odd/") == {}
    assert remote.read("latest.json")[0] == b"night-1"
    assert ".lock" not in remote.tags()


def test_why_the_work_failed_is_told_even_if_nothing_can_be_sent(
    url: str, on: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OutputError("the network is gone")

    def fail() -> None:
        with working_copy(url):
            monkeypatch.setattr(copies, "_send", refuse)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_a_copy_that_a_refresh_works_on_is_read_as_it_is(url: str, on: Machine, moved: list[str]) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    on("second")
    place = copies.place_of_copy(url)
    code = (
        f"from pathlib import Path\nfrom flows.lock import hold_output\nwith hold_output(Path({str(place)!r})): input()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as refresh:
        while not (place / ".lock").exists():
            time.sleep(0.05)
        moved.clear()
        with reading_copy(url) as folder:
            assert moved == []
            assert folder == place
        refresh.communicate(b"\n")
    with reading_copy(url) as folder:
        assert (folder / "latest.json").read_text() == "night-1"


def test_a_run_that_could_not_be_sent_whole_is_sent_by_the_next_one(
    url: str, on: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")

    def opened(url: str) -> RemoteFolder:
        remote = open_remote_folder(url)
        send = remote.send

        def fail_at_the_manifest(source: Path, path: str) -> str:
            if path.endswith("night-2/manifest.json"):
                raise ZeroDivisionError
            return send(source, path)

        monkeypatch.setattr(remote, "send", fail_at_the_manifest)
        return remote

    def send_half() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(copies, "open_remote_folder", opened)
            with working_copy(url) as folder:
                a_run(folder, "night-2")

    with pytest.raises(ZeroDivisionError):
        send_half()
    remote = open_remote_folder(url)
    assert remote.read("latest.json")[0] == b"night-1"
    assert "runs/night-2/manifest.json" not in remote.tags()
    with working_copy(url):
        pass
    assert remote.read("latest.json")[0] == b"night-2"
    assert "runs/night-2/manifest.json" in remote.tags()


def test_what_was_never_sent_is_given_up_when_others_went_on(
    url: str, on: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    with reading_copy(url) as folder:
        write(folder, runs__lost__topics="never sent")
    on("second")
    with working_copy(url) as folder:
        a_run(folder, "night-2")
    on("first")
    with working_copy(url) as folder:
        assert not (folder / "runs/lost").exists()
    assert open_remote_folder(url).tags("runs/lost/") == {}


def test_of_a_run_that_was_removed_everything_goes_even_what_was_never_fetched(url: str, on: Machine) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
        a_run(folder, "night-2")
    on("second")
    with working_copy(url) as folder:
        for file in sorted((folder / "runs/night-1").rglob("*"), reverse=True):
            file.unlink()
        (folder / "runs/night-1").rmdir()
    remote = open_remote_folder(url)
    assert remote.tags("runs/night-1/") == {}
    assert "runs/night-2/report/index.html" in remote.tags()
    on("first")
    with reading_copy(url) as folder:
        assert not (folder / "runs/night-1/topics.parquet").exists()


def forgotten(url: str, how: Callable[[Path], None]) -> None:
    """Work that forgets some vectors, and then ends as told."""
    with working_copy(url) as folder:
        (folder / "store/vectors.lance/data/1").unlink()
        write(folder, store__vectors_dot_lance__data__2="vectors of the others")
        how(folder)


def failing(_: Path) -> None:
    raise ZeroDivisionError


def test_what_failing_work_forgot_is_forgotten_there_too(url: str, on: Machine) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    with pytest.raises(ZeroDivisionError):
        forgotten(url, failing)
    remote = open_remote_folder(url)
    assert "store/vectors.lance/data/1" not in remote.tags()
    assert remote.read("store/vectors.lance/data/2")[0] == b"vectors of the others"
    assert remote.read("latest.json")[0] == b"night-1"


def test_who_is_killed_between_sending_and_removing_removes_it_the_next_time(url: str, on: Machine) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    with patch.object(copies, "_remove", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        forgotten(url, lambda _: None)
    assert "store/vectors.lance/data/1" in open_remote_folder(url).tags()
    with reading_copy(url) as folder:
        assert not (folder / "store/vectors.lance/data/1").exists()
    with working_copy(url) as folder:
        assert not (folder / "store/vectors.lance/data/1").exists()
    assert "store/vectors.lance/data/1" not in open_remote_folder(url).tags()


def test_who_was_taken_for_dead_sends_nothing_when_the_work_fails(url: str, on: Machine) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")

    def overtaken(folder: Path) -> None:
        write(folder, store__more="what somebody withdrew meanwhile")
        remote = open_remote_folder(url)
        remote.replace(LOCK, b"another's", remote.read(LOCK)[1])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        forgotten(url, overtaken)
    assert {"store/vectors.lance/data/1", LOCK} <= open_remote_folder(url).tags().keys()
    assert "store/more" not in open_remote_folder(url).tags()


@pytest.mark.parametrize("damage", ["", "[]", '{"entries": {"latest.json": 1}}'])
def test_a_damaged_account_of_the_copy_costs_a_fetch(url: str, on: Machine, tmp_path: Path, damage: str) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
    (folder.parent / "known.json").write_text(damage)
    with working_copy(url) as folder:
        assert (folder / "store/vectors.lance/data/1").read_text() == "vectors of night-1"


def test_what_a_killed_sender_left_half_is_no_file_and_is_removed(url: str, on: Machine, tmp_path: Path) -> None:
    (tmp_path / "half").write_text("слова")
    open_remote_folder(url).send(tmp_path / "half", "store/review/redactions.csv.partial")
    with reading_copy(url) as folder:
        assert not [*folder.rglob("*.partial")]
    with working_copy(url):
        pass
    assert open_remote_folder(url).tags() == {}


def test_who_only_reads_has_no_copy_of_words_before_redaction(url: str, on: Machine) -> None:
    with working_copy(url) as folder:
        a_run(folder, "night-1")
        write(folder, store__sources__key__rows_dot_json="Мене звати Олена", store__disclosure__night_dot_csv="3")
    on("second")
    with reading_copy(url) as folder:
        assert (folder / "store/vectors.lance/data/1").exists()
        assert not [path for path in folder.rglob("*") if {"sources", "disclosure"} & set(path.parts)]
    with working_copy(url) as folder:
        assert (folder / "store/sources/key/rows.json").read_text() == "Мене звати Олена"
    assert "store/sources/key/rows.json" in open_remote_folder(url).tags()
