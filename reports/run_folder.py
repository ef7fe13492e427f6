"""The folder that a run leaves: whole or not at all, and the last good one stays whatever happens."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from corpus.errors import OutputError
from corpus.schemas import Group, Theme
from models.schemas import Findings
from reports.decisions import with_decisions
from reports.downloads import downloads
from reports.durable import replace_file, sync, sync_tree
from reports.evidence import Evidence, with_reasons
from reports.excerpts import Quotes
from reports.exports import write_exports
from reports.history import PastRun, past_runs
from reports.index import render_index
from reports.people import people_at_most
from reports.protection import WITHHELD, protect, sensitive_names
from reports.publishable import publishable
from reports.site import report_files
from reports.site_form import Site
from reports.tables import COLUMNS, read_parquet, tables, write_parquet
from reports.wording import wording

_ID = "%Y%m%dT%H%M%SZ"
_ID_LENGTH = len("20220701T020000Z")


def new_run_id(now: datetime, *, after: str | None = None) -> str:
    """An id that sorts by time, in UTC, and that two runs of one second do not share.

    It sorts behind the id `after` even if the clock was put back since: the newest run is the last one made.
    """
    moment = now.astimezone(UTC)
    if after is not None and f"{moment:{_ID}}" <= after[:_ID_LENGTH]:
        moment = datetime.strptime(after[:_ID_LENGTH], _ID).replace(tzinfo=UTC) + timedelta(seconds=1)
    return f"{moment:{_ID}}-{secrets.token_hex(2)}"


@dataclass(frozen=True)
class Run:
    """A finished run, as it lies in its folder."""

    run_id: str
    path: Path
    manifest: dict[str, Any]
    changes: dict[str, Any]

    def table(self, name: str) -> pd.DataFrame:
        """One of the run's tables, such as `topics`.

        Raises:
            ValueError: no table has this name.
            OutputError: the file is missing or damaged.
        """
        if name not in COLUMNS:
            raise ValueError(f"a run has no table {name!r}, only {', '.join(COLUMNS)}")
        try:
            return read_parquet(self.path / f"{name}.parquet")
        except (OSError, ValueError) as error:
            raise OutputError(
                f"{self.run_id}/{name}.parquet cannot be read. Name another run, or run the refresh again."
            ) from error


def load_run(path: Path) -> Run:
    """A finished run by its folder.

    Raises:
        OutputError: the folder holds no finished run.
    """
    try:
        manifest = json.loads((path / "manifest.json").read_text("utf-8"))
        changes = json.loads((path / "changes.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{path.name} holds no finished run. `underheard runs` lists those that there are."
        ) from error
    return Run(path.name, path, manifest, changes)


def list_runs(output: Path) -> list[Run]:
    """The finished runs of an output folder, newest first; a damaged one is passed over."""
    runs = []
    for path in sorted((output / "runs").glob("[!.]*/manifest.json"), reverse=True):
        try:
            runs.append(load_run(path.parent))
        except OutputError:
            continue
    return runs


def write_run(
    findings: Findings,
    manifest: Mapping[str, Any],
    output: Path,
    *,
    themes: Sequence[Theme],
    groups: Sequence[Group],
    language: str,
    min_group_size: int,
    quotes: Quotes = "full",
    site: Site = "auto",
    aside: str | None = None,
) -> Path:
    """Write everything that a run leaves, and make it the latest. Returns the run's folder.

    With `aside`, it is written into this folder of `output` instead and named nowhere. The caller holds the output's
    lock: what another, killed run left half-written is swept first.

    Raises:
        OutputError: the folder cannot be written, or the run is there already; the last good run stays.
    """
    runs, run_id = output / (aside or "runs"), str(manifest["run_id"])
    partial, final = runs / f".{run_id}.partial", runs / run_id
    if final.exists():
        raise OutputError(f"{run_id} is there already. Start the refresh again for a new run id.")
    evidence = gather(
        findings,
        manifest,
        themes=themes,
        groups=groups,
        language=language,
        min_group_size=min_group_size,
        quotes=quotes,
        history=past_runs([run.path for run in list_runs(output)]),
    )
    try:
        _sweep(runs)
        partial.mkdir(parents=True)
        _write_files(evidence, partial, site)
        sync_tree(partial)
        partial.rename(final)
        sync(runs)
        if aside is None:
            _name_runs(output, list_runs(output), language)
    except OSError as error:
        raise OutputError(
            f"The run could not be written to {output.name}: {error.strerror or type(error).__name__}. "
            "Free space or correct the folder's rights, then run again; the last good run is untouched."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return final


def delete_runs(output: Path, run_ids: Collection[str]) -> None:
    """Delete runs, each whole; `latest.json` and `index.html` then name those that are left, or go too.

    The caller holds the output's lock.

    Raises:
        OutputError: a run cannot be deleted, or the pages beside cannot be written.
    """
    runs = output / "runs"
    try:
        for run_id in run_ids:
            (runs / run_id).rename(runs / f".{run_id}.partial")
        if remaining := list_runs(output):
            _name_runs(output, remaining, _language(remaining[0]))
        else:
            (output / "latest.json").unlink(missing_ok=True)
            (output / "index.html").unlink(missing_ok=True)
        _sweep(runs)
    except OSError as error:
        raise OutputError(
            f"A run in {output.name} could not be deleted: {error.strerror or type(error).__name__}. "
            "Correct the folder's rights, then remove again."
        ) from error


def gather(
    findings: Findings,
    manifest: Mapping[str, Any],
    *,
    themes: Sequence[Theme],
    groups: Sequence[Group],
    language: str,
    min_group_size: int,
    quotes: Quotes = "full",
    history: Sequence[PastRun] = (),
) -> Evidence:
    """All that is published of a run, protected; nothing else reaches a file."""
    protected = protect(findings, groups, min_group_size=min_group_size, quotes=quotes)
    names = sensitive_names(findings, groups)
    record = publishable(dict(manifest))
    record |= {key: publishable(manifest[key], names=names) for key in ("warnings", "skipped") if key in manifest}
    record |= with_decisions(record, protected, WITHHELD)
    evidence = Evidence(
        findings=protected,
        manifest=record,
        themes=tuple(themes),
        groups=tuple(groups),
        min_group_size=min_group_size,
        n_people=people_at_most(protected, groups),
        words=wording(language),
        history=tuple(history),
    )
    return replace(evidence, findings=with_reasons(evidence))


def _write_files(evidence: Evidence, folder: Path, site: Site) -> None:
    frames = tables(evidence.findings)
    write_parquet(frames, folder)
    write_exports(evidence, folder / "export")
    (folder / "changes.json").write_text(_json(publishable(evidence.findings.changes)), "utf-8")
    for path, text in report_files(evidence, site=site, downloads=downloads(folder, evidence.words)):
        file = folder / "report" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "manifest.json").write_text(_json(evidence.manifest), "utf-8")


def name_runs(output: Path) -> None:
    """Let `latest.json` and `index.html` name the runs that there are, where a run was killed before it could.

    The caller holds the output's lock.

    Raises:
        OutputError: the pages cannot be written.
    """
    runs = list_runs(output)
    if not runs or _named_latest(output) == runs[0].run_id:
        return
    try:
        _name_runs(output, runs, _language(runs[0]))
    except OSError as error:
        raise OutputError(
            f"{output.name} cannot be written: {error.strerror or type(error).__name__}. "
            "Free space or correct the folder's rights, then run again."
        ) from error


def _name_runs(output: Path, runs: Sequence[Run], language: str) -> None:
    """Name the runs, newest first. `latest.json` comes last: where it names the newest run, everything is done."""
    replace_file(output / "index.html", render_index(runs, language))
    latest = {"run_id": runs[0].run_id, "path": runs[0].path.relative_to(output).as_posix()}
    replace_file(output / "latest.json", _json(latest))


def _named_latest(output: Path) -> str | None:
    try:
        return str(json.loads((output / "latest.json").read_text("utf-8"))["run_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _language(run: Run) -> str:
    return str(run.manifest["configuration"]["report"]["language"])


def _sweep(runs: Path) -> None:
    """Remove what crashed runs left half-written."""
    for leftover in runs.glob(".*.partial"):
        shutil.rmtree(leftover)


def _json(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n"
