"""What `underheard benchmark` runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    duplicates,
    language,
    nights,
    reading,
    redaction,
    report,
    representation,
    soak,
    speed,
    speed_cluster,
    speed_nights,
    speed_topics,
    tables,
    themes,
    voices,
    words,
)
from benchmarks.corpora import TITLES, VARIED, corpora
from benchmarks.methods import METHODS, Method
from benchmarks.quality import Row, bundled_bench
from benchmarks.record import as_tables, load_rows, save_rows, updated

OWN_COMMANDS = {
    "duplicates": (duplicates.main, "sentences said twice, found and missed"),
    "language": (language.main, "languages recognised and mistaken"),
    "nights": (nights.main, "seventy nights of a growing consultation, with what goes wrong in them"),
    "reading": (reading.main, "statements a second from each format"),
    "redaction": (redaction.main, "personal data found and missed"),
    "report": (report.main, "time, memory and size of a large report, and how fast it opens and answers"),
    "representation": (representation.main, "findings of chance, and effects found, in simulated consultations"),
    "soak": (soak.main, "memory and file handles over two hundred refreshes in a row"),
    "speed": (speed.main, "encoder, topics, start-up and whole runs, with a check against the last record"),
    "speed-cluster": (speed_cluster.main, "what a statement costs on a cluster, and a hundred million would"),
    "speed-nights": (speed_nights.main, "a night with a hundredth new and one with nothing new, beside the first run"),
    "speed-topics": (speed_topics.main, "time and memory of topics, beside BERTopic"),
    "tables": (tables.main, "speed and memory of large tables"),
    "themes": (themes.main, "statements told by theme, with descriptions and with examples"),
    "voices": (voices.main, "planted voices found and missed"),
    "words": (words.main, "distinctive words of chance, and those found, in simulated consultations"),
}
"""Benchmarks with options of their own: what runs them, and what they measure."""
BENCHMARKS = "; ".join(
    ("quality: topics beside those of other tools", *(f"{name}: {what}" for name, (_, what) in OWN_COMMANDS.items()))
)
RESULTS = Path(__file__).parent / "results"


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark named first in `arguments`; returns the exit code."""
    if arguments and arguments[0] in OWN_COMMANDS:
        run, _ = OWN_COMMANDS[arguments[0]]
        return run(arguments[1:])
    chosen = _parser().parse_args(list(arguments))
    if not (chosen.data / "sib200").is_dir() or not (chosen.data / "polis").is_dir():
        sys.stderr.write(f"{chosen.data} does not hold sib200/ and polis/. Name the folder that does with --data.\n")
        return 1
    measured = _measure(chosen)
    sys.stdout.write(as_tables(measured) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="underheard benchmark")
    parser.add_argument("benchmark", choices=["quality", *OWN_COMMANDS], help=BENCHMARKS)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds sib200/ and polis/")
    parser.add_argument("--cache", type=Path, default=Path(".benchmark-cache"), help="where embeddings are kept")
    parser.add_argument("--save", type=Path, default=RESULTS / "quality.json", help="where the results go")
    parser.add_argument("--methods", nargs="+", choices=METHODS, help="only these; others keep their results")
    parser.add_argument("--scenarios", nargs="+", choices=TITLES, help="only these; others keep their results")
    parser.add_argument(
        "--peers-python",
        type=Path,
        default=Path(sys.executable),
        help="Python of the environment that `make install-peers` made (default: this one)",
    )
    return parser


def _measure(chosen: argparse.Namespace) -> list[Row]:
    # Not resolved: the link is what tells Python that it is a virtual environment.
    bench = bundled_bench(chosen.cache, peers_python=chosen.peers_python.absolute())
    measured: list[Row] = []
    for name, made in corpora(chosen.data).items():
        methods = [method for method in METHODS.values() if _is_wanted(method, name, chosen)]
        if not methods:
            continue
        corpus = made()
        for method in methods:
            if method.is_trained and corpus.training is None:
                continue
            measured.append(bench.measure(method, corpus))
            # After each row, so that a long run that is stopped keeps what it has.
            save_rows(updated(load_rows(chosen.save), measured), chosen.save)
            sys.stderr.write(f"{name}: {method.name} {measured[-1].failure or 'done'}\n")
    return measured


def _is_wanted(method: Method, corpus: str, chosen: argparse.Namespace) -> bool:
    """Whether to run `method` on `corpus`: what was asked for, else all but most methods over many hidden voices."""
    if chosen.scenarios and corpus not in chosen.scenarios:
        return False
    if chosen.methods:
        return method.name in chosen.methods
    return method.on_variations or corpus not in VARIED
