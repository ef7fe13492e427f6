"""What `underheard benchmark` runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import as_table, run_quality, save_results

RESULTS = Path(__file__).parent / "results"


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark named first in `arguments`; returns the exit code."""
    parser = argparse.ArgumentParser(prog="underheard benchmark")
    parser.add_argument("benchmark", choices=["quality"], help="quality: topics beside BERTopic's defaults")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/ and polis/")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    parser.add_argument("--save", type=Path, default=RESULTS / "quality.json", help="where the results go")
    chosen = parser.parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir() or not (chosen.data / "polis").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/ and polis/. Name the folder that does with --data.\n")
        return 1
    results = run_quality(chosen.data, chosen.cache)
    save_results(results, chosen.save)
    sys.stdout.write(as_table(results) + "\n")
    return 0
