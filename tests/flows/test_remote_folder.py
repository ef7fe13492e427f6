"""A folder on object storage, or on any file system that fsspec knows, looks the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import OutputError
from flows.remote_folder import Changed, RemoteFolder, open_remote_folder
from tests.flows.remote import KINDS, bucket, new_folder


@pytest.fixture(scope="module")
def bucket_url() -> Iterator[str]:
    with bucket() as url:
        yield url


@pytest.fixture(params=KINDS)
def folder(request: pytest.FixtureRequest, bucket_url: str, tmp_path: Path) -> RemoteFolder:
    return open_remote_folder(new_folder(request.param, bucket_url, tmp_path))


def test_a_folder_that_is_not_there_is_empty(folder: RemoteFolder) -> None:
    assert folder.tags() == {}


def test_files_are_sent_listed_fetched_and_removed(folder: RemoteFolder, tmp_path: Path) -> None:
    source, back = tmp_path / "source", tmp_path / "back"
    source.write_bytes("მონაცემები".encode())
    tag = folder.send(source, "runs/1/tables.parquet")
    folder.send(source, "latest.json")
    assert folder.tags()["runs/1/tables.parquet"] == tag
    assert set(folder.tags("runs/")) == {"runs/1/tables.parquet"}
    folder.fetch("runs/1/tables.parquet", back)
    assert back.read_bytes() == source.read_bytes()
    folder.remove(["runs/1/tables.parquet", "never there"])
    assert set(folder.tags()) == {"latest.json"}


def test_a_tag_changes_with_the_file(folder: RemoteFolder, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("before")
    before = folder.send(source, "a")
    source.write_text("after, and longer")
    assert folder.send(source, "a") != before


def test_a_file_is_created_once_and_replaced_only_as_it_was_last_seen(folder: RemoteFolder) -> None:
    tag = folder.create(".lock", b"1")
    with pytest.raises(FileExistsError):
        folder.create(".lock", b"2")
    assert folder.read(".lock") == (b"1", tag)
    newer = folder.replace(".lock", b"three", tag)
    with pytest.raises(Changed):
        folder.replace(".lock", b"4", tag)
    assert folder.read(".lock") == (b"three", newer)
    folder.remove([".lock"])
    with pytest.raises(Changed):
        folder.replace(".lock", b"5", newer)
    with pytest.raises(FileNotFoundError):
        folder.read(".lock")


def test_a_bucket_that_is_not_there_is_told_in_a_sentence(bucket_url: str) -> None:
    with pytest.raises(OutputError, match="s3://no-such-bucket/x cannot be read or written"):
        open_remote_folder("s3://no-such-bucket/x").tags()


def test_an_address_of_an_unknown_kind_is_told_in_a_sentence() -> None:
    with pytest.raises(OutputError, match="Protocol not known: carrier-pigeon"):
        open_remote_folder("carrier-pigeon://roof/x")
