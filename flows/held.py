"""A run that the gate holds back: kept aside, whole, and told again every night until somebody decides."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import HeldBack, OutputError
from corpus.schemas import UNKNOWN_LANGUAGE
from models.gate import GateSettings, RunFigures, reasons_to_hold
from reports.run_folder import Run, load_run

FOLDER = "held"
"""Folder in the output folder for the last run that was held back."""


def why_held(manifest: Mapping[str, Any], previous: Run | None, gate: GateSettings) -> tuple[str, ...]:
    """Why the run of this manifest should not be published; a first run has nothing to be compared with."""
    if previous is None:
        return ()
    return reasons_to_hold(_figures(manifest), _figures(previous.manifest), gate)


def _figures(manifest: Mapping[str, Any]) -> RunFigures:
    counts = manifest["counts"]
    n_by_source = {record["source"]: 0 for record in manifest["ledger"]}
    for record in manifest["ledger"]:
        if record["fate"] == "statement":
            n_by_source[record["source"]] += record["n_rows"]
    n_unknown = counts["languages"].get(UNKNOWN_LANGUAGE, 0)
    return RunFigures(n_by_source, counts["outlier_share"], n_unknown / max(counts["statements"], 1))


def held_run(output: Path) -> Run | None:
    """The run that is held back, if there is one."""
    for path in sorted((output / FOLDER).glob("[!.]*/manifest.json"), reverse=True):
        try:
            return load_run(path.parent)
        except OutputError:
            continue
    return None


def held_back(run: Run) -> HeldBack:
    """What to tell people of a run that is held back."""
    reasons = run.manifest["held"]
    report = f"{FOLDER}/{run.run_id}/report/index.html"
    return HeldBack(
        *reasons,
        f"So this run is not published, and the last good one stays. Look at {report} in the output folder: where it "
        "is right, `underheard run CONFIG --publish-anyway` publishes it; else mend the sources and run again.",
    )


def forget_held(output: Path) -> None:
    """Delete what is held back: it was published, or is out of date, or somebody in it withdrew.

    Raises:
        OutputError: it cannot be deleted.
    """
    try:
        if (output / FOLDER).exists():
            shutil.rmtree(output / FOLDER)
    except OSError as error:
        raise OutputError(f"{output / FOLDER} cannot be deleted: {error.strerror}. Check rights.") from error
