"""Where Numba's machine code is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows import compiled
from flows.compiled import FOLDER, keep_compiled


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(FOLDER, "anything")  # so that it is as it was afterwards
    monkeypatch.delenv(FOLDER)


def test_it_is_kept_in_the_users_cache_and_apart_for_other_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_compiled()
    first = Path(os.environ[FOLDER])
    monkeypatch.delenv(FOLDER)
    monkeypatch.setattr(compiled, "version", lambda package: f"{package} of tomorrow")
    keep_compiled()
    second = Path(os.environ[FOLDER])
    assert first.parent == second.parent == tmp_path / "underheard"
    assert first != second


def test_what_somebody_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, "/elsewhere")
    keep_compiled()
    assert os.environ[FOLDER] == "/elsewhere"
