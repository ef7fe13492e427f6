"""The last step of a refresh: the run folder with its manifest, and what the next run has to remember."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from corpus.store.statements import record_statements
from flows.context import Context, Heard
from flows.disclosure import disclosure_lines, forget_disclosures, write_disclosure
from flows.held import FOLDER, forget_held, held_back, why_held
from flows.llm_labels import LabelCounts
from flows.manifest import make_manifest
from flows.memory import forget_memory, keep_memory, keep_numbers
from flows.retention import expired
from flows.space import Space
from models.continuity import FoundTopics, SettledTopics
from models.schemas import Findings
from models.telling import Telling
from reports.run_folder import delete_runs, list_runs, load_run, new_run_id, write_run


def publish(
    context: Context,
    space: Space,
    heard: Heard,
    found: FoundTopics,
    settled: SettledTopics,
    scores: pd.DataFrame,
    telling: Telling,
    findings: Findings,
    *,
    label_counts: LabelCounts | None,
    warnings: Sequence[str],
) -> tuple[Path, dict[str, Any]]:
    """Write the run, remember it, and forget what belongs to runs that are gone; the run's folder and manifest.

    Everything that the next run needs is kept before the run appears: one that appeared is complete.

    Raises:
        HeldBack: the run looks wrong; it is kept aside, and nothing else has changed.
    """
    settings, reading = context.settings, heard.reading
    manifest = make_manifest(
        settings,
        reading,
        findings,
        run_id=new_run_id(context.now, after=context.previous.run_id if context.previous else None),
        created_at=context.now,
        encoder=space.encoder,
        calibration=space.calibration,
        label_counts=label_counts,
        stages=context.stages.as_records(),
        warnings=warnings,
        refit=found.refit,
        next_topic_id=settled.next_topic_id,
        is_final=context.asked.final,
    )
    held = () if context.asked.publish_anyway else why_held(manifest, context.previous, settings.gate)
    if held:
        manifest |= {"held": list(held)}
    record_statements(context.store, reading.statements, space.encoder.fingerprint, now=context.now)
    write = functools.partial(
        context.stage("write report", write_run),
        findings,
        manifest,
        context.folder,
        themes=settings.themes,
        groups=settings.groups,
        language=settings.report.language,
        min_group_size=settings.privacy.min_group_size,
        quotes=settings.privacy.quotes,
        site=settings.report.site,
    )
    forget_held(context.folder)
    if held:  # what it found is not remembered: the next run goes by the last one published
        raise held_back(load_run(write(aside=FOLDER)))
    keep_memory(context.folder, manifest["run_id"], settled.remembered)
    placed = heard.said.statements.assign(topic_id=settled.assignments["topic_id"].to_numpy())
    lines = disclosure_lines(placed, scores, findings, reading, settings.groups, telling)
    write_disclosure(context.store, manifest["run_id"], lines)
    path = write()
    keep_numbers(context.folder, settled.next_topic_id)
    if settings.retention:
        delete_runs(context.folder, expired(list_runs(context.folder), settings.retention))
    kept = {run.run_id for run in list_runs(context.folder)}
    forget_memory(context.folder, kept)
    forget_disclosures(context.store, kept)
    space.store.compact()
    return path, manifest
