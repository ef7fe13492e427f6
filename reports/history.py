"""What earlier runs of an output folder published: a few counts each, to set this run beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from models.schemas import OUTLIER

MOST_RUNS = 120
"""Runs that a report looks back on, the newest: nearly four months of nights."""


@dataclass(frozen=True)
class PastRun:
    """One run in counts, as published."""

    run_id: str
    n_statements: int
    n_topics: int
    n_outliers: int
    n_findings: int
    """Voices that are certain, in topics that analysts did not hide."""
    sizes: Mapping[int, int]
    """Statements of each topic that analysts did not hide."""
    session_ids: frozenset[str]
    """Sessions that said something, those of people at risk under their pseudonyms."""


def past_runs(folders: Sequence[Path]) -> tuple[PastRun, ...]:
    """The runs in these folders in the order of their ids, so oldest first; one that cannot be read is passed over."""
    runs = []
    for folder in sorted(folders, key=lambda path: path.name)[-MOST_RUNS:]:
        try:
            runs.append(_past_run(folder))
        except (OSError, pa.ArrowException):
            continue
    return tuple(runs)


def _past_run(folder: Path) -> PastRun:
    # A few columns of many, so that a hundred runs are read in a moment.
    topics = pq.read_table(folder / "topics.parquet", columns=["topic_id", "size", "is_hidden"])
    statements = pq.read_table(folder / "statements.parquet", columns=["session_id", "topic_id", "is_counted"])
    findings = pq.read_table(folder / "voices.parquet", columns=["topic_id", "is_certain"])
    counted = statements.filter(statements["is_counted"])
    shown = topics.filter(pc.invert(topics["is_hidden"]))
    found = findings.filter(pc.is_in(findings["topic_id"], value_set=shown["topic_id"]))
    return PastRun(
        run_id=folder.name,
        n_statements=counted.num_rows,
        n_topics=shown.num_rows,
        n_outliers=counted["topic_id"].to_pylist().count(OUTLIER),
        n_findings=found["is_certain"].to_pylist().count(True),
        sizes=dict(zip(shown["topic_id"].to_pylist(), shown["size"].to_pylist(), strict=True)),
        session_ids=frozenset(filter(None, pc.unique(statements["session_id"]).to_pylist())),
    )
