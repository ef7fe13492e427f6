"""A run does not begin where it would not fit."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from corpus.errors import OutputError
from flows.disk import FIRST_RUN_BYTES, check_disk

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    there = {"bytes": 0}
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, there["bytes"]))
    return there


def test_a_first_run_needs_room_for_a_small_one(tmp_path: Path, free: dict[str, int]) -> None:
    free["bytes"] = FIRST_RUN_BYTES
    check_disk(tmp_path / "not" / "there" / "yet")
    free["bytes"] -= 1
    with pytest.raises(OutputError, match=r"has 200 MB left, and a run needs about 200 MB\. Free space"):
        check_disk(tmp_path)


def test_a_further_run_needs_what_the_last_one_and_the_store_take(tmp_path: Path, free: dict[str, int]) -> None:
    run = tmp_path / "runs" / "20270620T013000Z-a1b2"
    run.mkdir(parents=True)
    (run / "manifest.json").write_text("{}")
    (run / "changes.json").write_text("{}")
    (run / "big").write_bytes(bytes(1_000_000))
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "vectors").write_bytes(bytes(3_000_000))
    free["bytes"] = 6_100_000
    check_disk(tmp_path)
    free["bytes"] = 5_900_000
    with pytest.raises(OutputError, match="needs about 6 MB"):
        check_disk(tmp_path)
