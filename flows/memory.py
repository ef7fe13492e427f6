"""What a run leaves to the next one, beside the store and never published: the topics before analysts' merges.

A merge is applied anew in every run, so the next run must be matched against the topics as they were found. Published
tables do not hold them: a small group inside a merged topic could be told apart again.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from reports.run_folder import Run


def keep_unmerged(output: Path, run_id: str, assignments: pd.DataFrame) -> None:
    """Keep the topic of every statement before merges; to be called before the run is published."""
    folder = output / "store" / "topics"
    folder.mkdir(parents=True, exist_ok=True)
    found = assignments[["statement_id", "unmerged_topic_id"]].rename(columns={"unmerged_topic_id": "topic_id"})
    found.to_parquet(folder / f"{run_id}.parquet", index=False)


def forget_unmerged(output: Path, runs: Collection[str]) -> None:
    """Forget the topics of every run but `runs`: those that failed, and those that somebody removed."""
    for kept in (output / "store" / "topics").glob("*.parquet"):
        if kept.stem not in runs:
            kept.unlink()


def read_unmerged(output: Path, run: Run) -> pd.DataFrame:
    """Columns statement_id and topic_id of a run before merges; as published, where they were not kept."""
    kept = output / "store" / "topics" / f"{run.run_id}.parquet"
    frame = pd.read_parquet(kept) if kept.exists() else run.table("statements")
    return frame[["statement_id", "topic_id"]]
