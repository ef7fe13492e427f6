"""Files for the data team alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.files.private import write_private_csv


def test_only_its_owner_reads_it_and_a_spreadsheet_finds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "закрыто" / "list.csv"
    write_private_csv(path, ("group", "n"), [("دفاع", "1"), ("=cmd()", "-2")])
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["group", "n"], ["دفاع", "1"], ["'=cmd()", "'-2"]]


def test_a_failure_leaves_what_was_there_and_no_remains(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_private_csv(path, ("n",), [("1",)])
    with pytest.raises(ZeroDivisionError):
        write_private_csv(path, ("n",), ((str(1 // n),) for n in (1, 0)))
    assert path.read_text("utf-8-sig").split() == ["n", "1"]
    assert list(tmp_path.iterdir()) == [path]
