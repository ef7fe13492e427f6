"""One refresh of a consultation, from the sources to the report, as a Prefect flow with a task a stage."""

from __future__ import annotations

import logging
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from corpus.errors import OutputError
from corpus.schemas import Reading
from corpus.shards import one_by_one
from corpus.store.prepare import prepare_store
from flows.cluster import Shards, check_cluster, shards_folder, task_runner
from flows.compiled import keep_compiled
from flows.context import Context, Heard, latest_run
from flows.counting import check_size, is_counted, link_duplicates, what_counts
from flows.disk import check_disk
from flows.figures import repeated_sessions_warnings
from flows.held import forget_held, held_back, held_run
from flows.llm_labels import LabelCounts
from flows.lock import hold_output
from flows.log import without_words
from flows.manifest import fingerprints, inputs_digest
from flows.measuring import measure
from flows.memory import first_free_topic_id, read_memory
from flows.outcome import JUST_REFRESH, Asked, Outcome
from flows.publishing import publish
from flows.reading import read_and_review, read_consultation
from flows.run_log import run_log
from flows.runtime import prefect_server
from flows.settings import Settings, load_settings
from flows.shards import forget_parts, remember_place
from flows.space import Space, language_warnings, open_space
from flows.unchanged import files_digest, keep_seen
from models.background import measure_background
from models.conflicts import untold_splits
from models.continuity import SettledTopics, find_topics, settle_topics
from models.curation import n_shown
from models.telling import settle_telling
from models.theme_marks import latest_marks, unknown_ids, with_marks, with_words
from models.themes import score_themes
from reports.protection import is_sensitive
from reports.run_folder import Run, name_runs

logger = logging.getLogger(__name__)


def refresh_consultation(settings: Settings, output: Path, asked: Asked = JUST_REFRESH) -> Outcome:
    """Refresh the consultation of `settings`, as `load_settings` gives it, into the folder of runs and store `output`.

    Raises:
        UnderheardError: Something that the user can mend; the last good run is untouched. `HeldBack` says that the
            run looks wrong, and is not published before somebody has looked.
    """
    if settings.cluster:
        check_cluster(settings.cluster)
    keep_compiled()
    with hold_output(output), run_log(output) as log:
        check_disk(output)
        with prefect_server():
            from prefect import flow  # takes a second, and reads the environment that the server has set

            run = flow(name="refresh consultation", persist_result=False, validate_parameters=False)(refresh)
            if settings.cluster:
                remember_place(output / "store", shards_folder(settings.cluster, output))
                run = run.with_options(task_runner=task_runner(settings.cluster))  # type: ignore[arg-type] # its futures
            outcome: Outcome = run(str(settings.file), str(output), **asdict(asked))
        try:
            forget_parts(output / "store")
        except OutputError as error:  # of a refresh before this one; a withdrawal takes them away, or says the same
            logger.warning("parts of the work are left: %s", error)
        log.belongs_to(outcome.report)
        return outcome


def would_refresh(settings: Settings, output: Path, asked: Asked = JUST_REFRESH) -> Outcome:
    """What there is to refresh: everything is read, and nothing computed or written.

    Raises:
        UnderheardError: Something that the user can mend.
    """
    context = Context(settings, output, latest_run(output), asked)
    reading = read_consultation(settings, output)
    check_size(reading)
    is_unchanged = _is_unchanged(context, reading, context.previous)
    return Outcome(None, None, is_unchanged, len(reading.statements), 0, _reading_warnings(reading))


def refresh(config: str, output: str, refit: bool, publish_anyway: bool, final: bool) -> Outcome:
    """The stages of a refresh, given paths and flags: Prefect keeps them, and must hold no participant's words."""
    with without_words("refresh"):
        return _stages(Path(config), Path(output), Asked(refit, publish_anyway, final))


def _stages(config: Path, output: Path, asked: Asked) -> Outcome:
    name_runs(output)
    settings = load_settings(config, may_lack_sources=True)
    shards = Shards(settings.cluster, shards_folder(settings.cluster, output)) if settings.cluster else None
    each = shards.each if shards else one_by_one
    context = Context(settings, output, latest_run(output), asked, each=each)
    prepare_store(context.store)

    seen = files_digest(settings, context.folder)  # before the first file is read: one may change meanwhile
    reading = context.stage("read sources", read_and_review)(settings, context.folder, context.each)
    check_size(reading)
    if not context.asked.refit and _is_unchanged(context, reading, context.previous):
        forget_held(context.folder)
        return _remembered(_nothing_new(context.previous, reading), reading, seen, context.folder)
    held = held_run(context.folder)
    if held and not (context.asked.refit or context.asked.publish_anyway) and _is_unchanged(context, reading, held):
        raise held_back(held)
    counted_as = context.stage("link duplicates", link_duplicates)(settings, reading)
    said = what_counts(reading, counted_as)
    check_size(said)

    space = context.stage("load encoder", open_space)(settings, context.store, context.stages, context.each)
    vectors = context.stage("embed statements", space.vectors)(reading.statements["text"].tolist())
    counts = is_counted(reading, counted_as).to_numpy()
    heard = Heard(reading, counted_as, said, vectors if counts.all() else vectors[counts])
    del vectors  # of a million statements 1.5 GB, which nobody needs beside those that count
    themes = context.stage("embed themes", space.theme_vectors)(settings.themes)
    marks = with_words(with_marks(settings.themes, latest_marks(settings.marks), heard.words), heard.words)
    marked = context.stage("embed marked sentences", space.theme_marks)(marks, said.statements)

    is_at_risk = is_sensitive(said.statements, reading.sessions, settings.groups)
    at_risk = frozenset(said.statements.loc[is_at_risk, "statement_id"])
    free = first_free_topic_id(context.folder, context.previous)
    found = context.stage("find topics", find_topics)(
        said.statements,
        heard.vectors,
        settings.topics,
        read_memory(context.folder, context.previous),
        made_with=fingerprints(settings, space.encoder, space.calibration),
        is_asked=context.asked.refit,
        first_free=free,
        each=context.each,
    )
    logger.info("%s", found.refit.sentence())
    settled = context.stage("settle topics", settle_topics)(
        found, heard.vectors, settings.curation, today=context.now.date(), first_free=free, at_risk=at_risk
    )
    scores = context.stage("compare with themes", score_themes)(
        said.statements["statement_id"].tolist(),
        heard.vectors,
        settled.assignments["topic_id"].to_numpy(),
        themes,
        space.calibration.background if space.calibration else measure_background(heard.vectors),
        marked,
    )
    telling = context.stage("settle what may be told", settle_telling)(
        said.statements,
        settled.assignments,
        scores,
        reading.sessions,
        settings.groups,
        min_group_size=settings.privacy.min_group_size,
    )
    untold = untold_splits(settings.curation, settled.assignments, telling.assignments, at_risk)
    settled = replace(settled, misfits=(*settled.misfits, *untold))
    findings, label_counts = measure(context, space, heard, settled, telling)
    warnings = (
        *_warnings(settings, space, heard, settled, label_counts),
        *repeated_sessions_warnings(findings.statements[findings.statements["is_counted"]]),
    )
    heard = replace(heard, vectors=heard.vectors[:0].copy())  # the report needs none, and of a million they are 1.5 GB
    path, manifest = publish(
        context,
        space,
        heard,
        found,
        settled,
        scores,
        telling,
        findings,
        label_counts=label_counts,
        warnings=warnings,
    )
    report = path / "report" / "index.html"
    outcome = Outcome(
        manifest["run_id"],
        report,
        False,
        len(reading.statements),
        n_shown(findings.topics),
        manifest["warnings"],
        _stale_since(reading),
        len(reading.skipped),
    )
    return _remembered(outcome, reading, seen, context.folder)


def _remembered(outcome: Outcome, reading: Reading, seen: str | None, output: Path) -> Outcome:
    """The outcome, once the next refresh knows which files led to it; those that were not read are tried again."""
    is_whole = not (reading.skipped or reading.stale)
    keep_seen(output, replace(outcome, warnings=_reading_warnings(reading)), seen if is_whole else None)
    return outcome


def _is_unchanged(context: Context, reading: Reading, run: Run | None) -> bool:
    """Whether `run` is what would come out; where the final report is asked for, only a final one is."""
    if run is None or (context.asked.final and not run.manifest.get("final")):
        return False
    return bool(run.manifest.get("inputs_sha256") == inputs_digest(context.settings, reading))


def _nothing_new(previous: Run | None, reading: Reading) -> Outcome:
    if previous is None:
        raise ValueError("nothing can be unchanged without a previous run")
    return Outcome(
        previous.run_id,
        previous.path / "report" / "index.html",
        True,
        len(reading.statements),
        n_shown(previous.table("topics")),
        _reading_warnings(reading),
        _stale_since(reading),
        len(reading.skipped),
    )


def _stale_since(reading: Reading) -> tuple[datetime, ...]:
    return tuple(each.since for each in reading.stale)


def _reading_warnings(reading: Reading) -> tuple[str, ...]:
    skipped = (f"{file.path.name}: not read. {file.reason}" for file in reading.skipped)
    return (*reading.warnings, *skipped)


def _warnings(
    settings: Settings, space: Space, heard: Heard, settled: SettledTopics, label_counts: LabelCounts | None
) -> tuple[str, ...]:
    """What readers of this run must know, in sentences without participants' words."""
    languages = heard.reading.statements["language"]
    return (
        *_reading_warnings(heard.reading),
        *language_warnings(languages, space.calibration, settings.neutralise),
        *unknown_ids(settings.themes, heard.words, latest_marks(settings.marks)),
        *(each.sentence for each in settings.contradictions),
        *(label_counts.warnings() if label_counts else ()),
        *settled.conflicts,
    )
