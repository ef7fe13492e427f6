"""Memory of large tables, measured in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.tables import write_table

ROOT = Path(__file__).parents[3]
BYTES_A_ROW = 2_500
"""Small tables take more a row than a million does, as buffers grow in steps."""


@pytest.mark.slow
def test_memory_grows_by_little_more_than_the_words(tmp_path: Path) -> None:
    peaks: dict[int, int] = {}
    for n_rows in (20_000, 80_000):
        path = tmp_path / "table.csv"
        write_table(path, n_rows)
        command = [sys.executable, "-m", "benchmarks.tables", str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        peaks[n_rows] = json.loads(done.stdout)["peak_mib"]
    assert (peaks[80_000] - peaks[20_000]) * 2**20 / 60_000 < BYTES_A_ROW
