"""One refresh of a consultation, from the sources to the report, as a Prefect flow with a task a stage."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from corpus.duplicates.counted import counted_as
from corpus.errors import SourceError
from corpus.schemas import Reading
from corpus.store.embeddings import EmbeddingStore
from corpus.store.prepare import prepare_store
from corpus.store.statements import record_statements
from flows.calibration import calibration_for
from flows.disclosure import disclosure_lines, forget_disclosures, write_disclosure
from flows.encoders import load_encoder
from flows.figures import parts_and_silences, repeated_sessions_warnings, with_topic_votes
from flows.findings import gather_findings, list_for_review, place_statements
from flows.llm_labels import suggest_labels
from flows.lock import hold_output
from flows.manifest import fingerprints, inputs_digest, make_manifest
from flows.memory import first_free_topic_id, forget_memory, keep_memory, read_memory
from flows.reading import read_and_review, read_consultation
from flows.runtime import prefect_server
from flows.settings import Settings, load_settings
from flows.space import Space, language_warnings
from flows.stages import Stages
from flows.tasks import measured_task
from flows.theme_words import with_theme_terms
from models.background import measure_background
from models.continuity import find_topics, settle_topics
from models.describe import describe_topics
from models.hierarchy import broaden_topics
from models.repeats import with_repeats
from models.representation import representation
from models.telling import cells_of, settle_telling, with_suppressed
from models.theme_marks import latest_marks, unknown_ids, with_marks, with_words
from models.themes import (
    score_themes,
)
from models.topics import MIN_STATEMENTS
from models.voices import rank_voices
from reports.run_folder import Run, list_runs, new_run_id, write_run

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What a refresh came to. `report` is the report's path, or None where nothing was written."""

    run_id: str | None
    report: Path | None
    nothing_new: bool
    n_statements: int
    n_topics: int
    warnings: tuple[str, ...] = field(default=())


def refresh_consultation(settings: Settings, *, output: Path, refit: bool = False, dry_run: bool = False) -> Outcome:
    """Refresh the consultation of `settings` into the folder `output`.

    Args:
        settings: The configuration, as `load_settings` gives it.
        output: Where runs and the store are.
        refit: Find the topics anew, even if nothing is new.
        dry_run: Read and say what there is, but compute and write nothing.

    Raises:
        UnderheardError: Something that the user can mend; the last good run is untouched.
    """
    if dry_run:
        reading = read_consultation(settings, output)
        _check_size(reading)
        return Outcome(
            None,
            None,
            _is_unchanged(settings, reading, _latest(output)),
            len(reading.statements),
            0,
            _warnings(reading),
        )
    with hold_output(output), prefect_server():
        from prefect import flow  # takes a second, and reads the environment that the server has set

        run = flow(name="refresh consultation", persist_result=False, validate_parameters=False)(refresh)
        return run(str(settings.file), str(output), refit)


def refresh(config: str, output: str, refit: bool) -> Outcome:
    """The stages of a refresh. Its parameters are paths only: Prefect's database must hold no participant's words."""
    settings, folder, stages = load_settings(Path(config)), Path(output), Stages()
    previous, now = _latest(folder), datetime.now(UTC)
    prepare_store(folder / "store")

    reading = measured_task("read sources", stages, read_and_review)(settings, folder)
    _check_size(reading)
    if not refit and _is_unchanged(settings, reading, previous):
        return _nothing_new(previous, reading)
    counting = measured_task("link duplicates", stages, _counted_as)(settings, reading)
    said = _counted(reading, counting)
    _check_size(said)
    encoder = measured_task("load encoder", stages, load_encoder)(settings.encoder)
    space = Space(
        encoder,
        EmbeddingStore(folder / "store", encoder.fingerprint),
        calibration_for(encoder, settings.neutralise),
        stages,
    )
    vectors = measured_task("embed statements", stages, space.vectors)(reading.statements["text"].tolist())
    vectors = vectors[_is_counted(reading, counting).to_numpy()]
    words = dict(zip(reading.statements["statement_id"], reading.statements["text"], strict=True))
    themes = measured_task("embed themes", stages, space.theme_vectors)(settings.themes)
    by_analysts = latest_marks(settings.marks)
    marked = measured_task("embed marked sentences", stages, space.theme_marks)(
        with_words(with_marks(settings.themes, by_analysts), words), said.statements
    )
    found = measured_task("find topics", stages, find_topics)(
        said.statements,
        vectors,
        settings.topics,
        read_memory(folder, previous),
        made_with=fingerprints(settings, encoder, space.calibration),
        is_asked=refit,
        first_free=first_free_topic_id(folder, previous),
    )
    logger.info("%s", found.refit.sentence())
    settled = measured_task("settle topics", stages, settle_topics)(
        found, vectors, settings.curation, today=now.date(), first_free=first_free_topic_id(folder, previous)
    )
    few = settings.privacy.min_group_size
    found_statements = said.statements.assign(topic_id=settled.assignments["topic_id"].to_numpy())
    scores = measured_task("compare with themes", stages, score_themes)(
        said.statements["statement_id"].tolist(),
        vectors,
        settled.assignments["topic_id"].to_numpy(),
        themes,
        space.calibration.background if space.calibration else measure_background(vectors),
        marked,
    )
    telling = measured_task("settle what may be told", stages, settle_telling)(
        said.statements, settled.assignments, scores, reading.sessions, settings.groups, min_group_size=few
    )
    assignments, statement_themes = telling.assignments, telling.statement_themes
    said = replace(said, statements=telling.statements)
    # Labels and keywords are made of what is told alone.
    has_words = ~assignments["statement_id"].isin(list(telling.withheld)).to_numpy()
    told, places, near = said.statements[has_words], assignments[has_words], vectors[has_words]
    labels = measured_task("embed label words", stages, space.label_terms)(
        told, settings.themes, language=settings.report.language
    )
    keywords = measured_task("embed keywords", stages, space.keyword_terms)(told, places)
    topics = measured_task("describe topics", stages, describe_topics)(told, places, near, labels, keywords)
    topics = measured_task("find broader topics", stages, broaden_topics)(topics, places, near, labels)
    statements = measured_task("place statements", stages, place_statements)(said, assignments, statement_themes)
    review = measured_task("list for review", stages, list_for_review)(
        settings, reading, statements, vectors, statement_themes
    )
    shares = measured_task("measure representation", stages, representation)(
        statements,
        statement_themes,
        reading.sessions,
        settings.groups,
        min_group_size=few,
        left_out=telling.cells,
        seed=settings.topics.seed,
    )
    shares = with_suppressed(shares, cells_of(shares, reading.left_out))
    voices = measured_task("rank voices", stages, rank_voices)(
        statements,
        vectors,
        reading.sessions,
        shares,
        settings.groups,
        min_group_size=few,
        seed=settings.topics.seed,
    )
    parts = measured_task("measure breakdowns and silences", stages, parts_and_silences)(
        statements, statement_themes, reading.sessions, settings, telling.cells
    )
    label_counts = None
    if settings.llm_labels:
        topics, label_counts = measured_task("suggest labels", stages, suggest_labels)(
            topics, statements, reading.sessions, settings, store=folder / "store"
        )
    findings = measured_task("gather findings", stages, gather_findings)(
        settings, reading, statements, topics, settled, statement_themes, review, shares, voices, previous
    )
    findings = measured_task("place duplicates", stages, with_repeats)(
        replace(findings, **parts), reading.statements, counting
    )
    findings = measured_task("weigh votes", stages, with_topic_votes)(
        findings, reading.ballots, settings.groups, min_group_size=few
    )
    findings = measured_task("compare words inside themes", stages, with_theme_terms)(
        findings, settings.groups, min_group_size=few
    )
    warnings = (
        *_warnings(reading),
        *language_warnings(reading.statements["language"], space.calibration, settings.neutralise),
        *unknown_ids(settings.themes, words, by_analysts),
        *(each.sentence for each in settings.contradictions),
        *(label_counts.warnings() if label_counts else ()),
        *settled.conflicts,
        *repeated_sessions_warnings(statements),
    )
    manifest = make_manifest(
        settings,
        reading,
        findings,
        run_id=new_run_id(now),
        created_at=now,
        encoder=encoder,
        calibration=space.calibration,
        label_counts=label_counts,
        stages=stages.as_records(),
        warnings=warnings,
        refit=found.refit,
        next_topic_id=settled.next_topic_id,
    )
    record_statements(folder / "store", reading.statements, encoder.fingerprint, now=now)
    keep_memory(folder, manifest["run_id"], settled.remembered, next_topic_id=settled.next_topic_id)
    write_disclosure(
        folder / "store",
        manifest["run_id"],
        disclosure_lines(found_statements, scores, findings, reading, settings.groups, telling),
    )
    path = measured_task("write report", stages, write_run)(
        findings,
        manifest,
        folder,
        themes=settings.themes,
        groups=settings.groups,
        language=settings.report.language,
        min_group_size=few,
        quotes=settings.privacy.quotes,
        site=settings.report.site,
    )
    kept = {run.run_id for run in list_runs(folder)}
    forget_memory(folder, kept)
    forget_disclosures(folder / "store", kept)
    space.store.compact()
    return Outcome(
        manifest["run_id"],
        path / "report" / "index.html",
        False,
        len(reading.statements),
        len(findings.topics),
        warnings,
    )


def _counted_as(settings: Settings, reading: Reading) -> pd.Series[str]:
    """The id of the statement as which each one counts, as the configuration says."""
    statements = reading.statements
    return counted_as(statements) if settings.duplicates == "once" else statements["statement_id"].rename("counted_as")


def _counted(reading: Reading, counting: pd.Series[str]) -> Reading:
    """The reading with only the statements that count."""
    return replace(reading, statements=reading.statements[_is_counted(reading, counting)].reset_index(drop=True))


def _is_counted(reading: Reading, counting: pd.Series[str]) -> pd.Series[bool]:
    return reading.statements["statement_id"] == counting


def _latest(output: Path) -> Run | None:
    return next(iter(list_runs(output)), None)


def too_few(reading: Reading) -> str | None:
    """That the sources hold too few statements for topics, in a sentence; None where there are enough."""
    n_distinct = reading.statements["text"].nunique()
    if n_distinct >= MIN_STATEMENTS:
        return None
    counted = f"{n_distinct} different statement{'' if n_distinct == 1 else 's'}"
    return f"The sources hold {counted}, too few for topics (at least {MIN_STATEMENTS})."


def _check_size(reading: Reading) -> None:
    if problem := too_few(reading):
        raise SourceError(
            f"{problem} Add sources, or see in `underheard check` what became of the rows that were read."
        )


def _is_unchanged(settings: Settings, reading: Reading, previous: Run | None) -> bool:
    return previous is not None and previous.manifest.get("inputs_sha256") == inputs_digest(settings, reading)


def _nothing_new(previous: Run | None, reading: Reading) -> Outcome:
    if previous is None:
        raise ValueError("nothing can be unchanged without a previous run")
    return Outcome(
        previous.run_id,
        previous.path / "report" / "index.html",
        True,
        len(reading.statements),
        len(previous.table("topics")),
        _warnings(reading),
    )


def _warnings(reading: Reading) -> tuple[str, ...]:
    skipped = (f"{file.path.name}: not read. {file.reason}" for file in reading.skipped)
    return (*reading.warnings, *skipped)
