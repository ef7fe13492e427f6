from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from corpus.light_imports import hidden


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that nobody has imported yet."""
    (tmp_path / "seldom_used.py").write_text("IS_THERE = True\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "seldom_used", raising=False)
    return "seldom_used"


def test_what_is_hidden_cannot_be_imported_until_afterwards(library: str) -> None:
    with hidden(library), pytest.raises(ImportError):
        importlib.import_module(library)
    assert importlib.import_module(library).IS_THERE


def test_what_is_imported_already_stays(library: str) -> None:
    imported = importlib.import_module(library)
    with hidden(library):
        assert importlib.import_module(library) is imported
    assert sys.modules[library] is imported


def test_it_can_be_imported_after_an_error_too(library: str) -> None:
    with pytest.raises(RuntimeError), hidden(library):
        raise RuntimeError
    assert importlib.import_module(library).IS_THERE
