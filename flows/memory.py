"""What a run leaves to the next one about its topics, beside the store and never published.

Published tables do not hold the topics before analysts' merges: a small group inside a merged topic could be told apart
again. What is kept here names statements by id and by a hash of their words.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd

from corpus.errors import OutputError
from models.remembered import STATEMENT_COLUMNS, Fit, Remembered, TopicEvent, without_fit
from reports.durable import replace_file, take_place
from reports.run_folder import Run

NUMBERS = "next_topic_id"
"""File of the lowest topic number that no run has used: it outlives runs that somebody removed."""
TOPICS = ".topics.parquet"
"""Ending of the file of a run's topics, beside that of its statements."""


def keep_memory(output: Path, run_id: str, remembered: Remembered) -> None:
    """Keep what the next run has to know; to be called before the run is published."""
    folder = _folder(output)
    folder.mkdir(parents=True, exist_ok=True)
    _replace_parquet(folder / f"{run_id}.parquet", remembered.statements)
    _replace_parquet(folder / f"{run_id}{TOPICS}", remembered.topics)
    fit = remembered.fit and replace(remembered.fit, run_id=remembered.fit.run_id or run_id)
    record = {"fit": fit and asdict(fit), "history": [asdict(event) for event in remembered.history]}
    replace_file(folder / f"{run_id}.json", json.dumps(record, default=str, indent=1) + "\n")


def keep_numbers(output: Path, next_topic_id: int) -> None:
    """Keep the lowest topic number that no run has used; to be called when the run that used the last is published.

    Before that it would leave out the numbers of a run that never appeared.
    """
    replace_file(_folder(output) / NUMBERS, f"{next_topic_id}\n")


def forget_memory(output: Path, runs: Collection[str]) -> None:
    """Forget the topics of every run but `runs`: those that failed, and those that somebody removed."""
    for kept in _folder(output).glob("*.*"):
        if kept.name.partition(".")[0] not in runs:
            kept.unlink()


def forget_statements(output: Path, statement_ids: Collection[str]) -> None:
    """Forget these statements in what every run left: their ids, the hashes of their words, and where they stood.

    Raises:
        OutputError: what a run left cannot be read or written.
    """
    for kept in _folder(output).glob("*.parquet"):
        if kept.name.endswith(TOPICS):
            continue
        try:
            _forget_in(kept, statement_ids)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OutputError(
                f"{kept} cannot be read or written. Delete the files of that name in store/topics, and remove again."
            ) from error


def _forget_in(kept: Path, statement_ids: Collection[str]) -> None:
    """The hashes go first: they are found by the ids, so that whoever is interrupted can begin again."""
    statements = pd.read_parquet(kept)
    is_gone = statements["statement_id"].isin(statement_ids)
    if not is_gone.any():
        return
    rest, topics = statements[~is_gone], kept.with_suffix(TOPICS)
    if topics.exists() and "text_sha256" in statements:
        words = set(statements.loc[is_gone, "text_sha256"]) - set(rest["text_sha256"])
        frame = pd.read_parquet(topics)
        exemplars = [[each for each in listed if each not in words] for listed in frame["exemplars"]]
        _replace_parquet(topics, frame.assign(exemplars=pd.Series(exemplars, index=frame.index, dtype=object)))
    _replace_parquet(kept, rest)


def problems_of_memory(output: Path, runs: Collection[str]) -> list[tuple[Path, str]]:
    """Files about topics that cannot be read, or that belong to none of `runs`, each with a sentence."""
    problems = []
    for kept in sorted(_folder(output).glob("*.*")):
        if kept.name.partition(".")[0] not in runs:
            problems.append((kept, f"store/topics/{kept.name} belongs to no run that is here."))
        elif kept.suffix == ".parquet" and not kept.name.endswith(TOPICS):
            try:
                _read(kept)
            except (OSError, ValueError, KeyError, TypeError):
                problems.append((kept, f"store/topics/{kept.name}, or what belongs to it, cannot be read."))
    return problems


def _replace_parquet(path: Path, frame: pd.DataFrame) -> None:
    beside = path.with_name(f".{path.name}.partial")
    frame.to_parquet(beside, index=False)
    take_place(beside, path)


def read_memory(output: Path, run: Run | None) -> Remembered | None:
    """What `run` left; as far as it was published, where nothing was kept, and None without a run.

    Raises:
        OutputError: a file is damaged; the message says what to do.
    """
    if run is None:
        return None
    kept = _folder(output) / f"{run.run_id}.parquet"
    if not kept.exists():
        return without_fit(run.table("statements"))
    try:
        return _read(kept)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"What {run.run_id} left about its topics cannot be read. Delete the files of that name in store/topics: "
            "topics are then compared with those that were published, and analysts' merges may need new numbers."
        ) from error


def _read(kept: Path) -> Remembered:
    frame = pd.read_parquet(kept)
    if not set(STATEMENT_COLUMNS) <= set(frame.columns):
        return without_fit(frame)  # a run of version 0.1, which kept less
    record = json.loads(kept.with_suffix(".json").read_text("utf-8"))
    return Remembered(
        statements=frame,
        topics=pd.read_parquet(kept.with_suffix(TOPICS)),
        fit=_fit(record["fit"]),
        history=tuple(_event(each) for each in record["history"]),
    )


def first_free_topic_id(output: Path, run: Run | None) -> int:
    """The lowest topic number that no run has used."""
    kept = _folder(output) / NUMBERS
    told = int(run.manifest.get("next_topic_id", 0)) if run else 0
    return max(told, int(kept.read_text("utf-8")) if kept.exists() else 0)


def _folder(output: Path) -> Path:
    return output / "store" / "topics"


def _fit(record: dict[str, Any] | None) -> Fit | None:
    if record is None:
        return None
    sizes = {int(topic_id): n for topic_id, n in record["topic_sizes"].items()}
    return Fit(**{**record, "topic_sizes": sizes})


def _event(record: dict[str, Any]) -> TopicEvent:
    return TopicEvent(
        on=dt.date.fromisoformat(record["on"]),
        topic_id=record["topic_id"],
        became=record["became"],
        others=tuple(record["others"]),
    )
