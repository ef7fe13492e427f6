"""From topics to findings: what they are about, who raises them, what the themes miss. All of what may be told."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from flows.context import Context, Heard
from flows.figures import parts_and_silences, with_topic_votes
from flows.findings import gather_findings, list_for_review, place_statements
from flows.llm_labels import LabelCounts, suggest_labels
from flows.space import Space
from flows.theme_words import with_theme_terms
from models.continuity import SettledTopics
from models.describe import describe_topics
from models.hierarchy import broaden_topics
from models.label_evidence import LabelTerms
from models.repeats import with_repeats
from models.representation import representation
from models.schemas import Findings
from models.suppression import cells_of, with_suppressed
from models.telling import Telling
from models.voice_labels import label_parts
from models.voices import rank_voices


def measure(
    context: Context, space: Space, heard: Heard, settled: SettledTopics, telling: Telling
) -> tuple[Findings, LabelCounts | None]:
    """The findings of a refresh, not yet protected, and how many labels a language model was asked for, if it was."""
    settings, sessions, few = context.settings, heard.reading.sessions, context.settings.privacy.min_group_size
    said, scores = replace(heard.said, statements=telling.statements), telling.statement_themes
    described = _described_topics(context, space, heard, telling)
    topics = described.topics
    statements = context.stage("place statements", place_statements)(said, telling.assignments, scores)
    review = context.stage("list for review", list_for_review)(
        settings, heard.reading, statements, heard.vectors, scores
    )
    shares = context.stage("measure representation", representation)(
        statements,
        scores,
        sessions,
        settings.groups,
        min_group_size=few,
        left_out=telling.cells,
        seed=settings.topics.seed,
    )
    shares = with_suppressed(shares, cells_of(shares, heard.reading.left_out))
    voices = context.stage("rank voices", rank_voices)(
        statements,
        heard.vectors,
        sessions,
        shares,
        settings.groups,
        min_group_size=few,
        seed=settings.topics.seed,
    )
    voices = context.stage("label voices", label_parts)(
        voices, statements["statement_id"], described.has_words, heard.vectors, described.label_terms
    )
    parts = context.stage("measure breakdowns and silences", parts_and_silences)(
        statements, scores, sessions, settings, telling.cells
    )
    label_counts = None
    if settings.llm_labels:
        topics, label_counts = context.stage("suggest labels", suggest_labels)(
            topics, statements, sessions, settings, store=context.store
        )
    findings = context.stage("gather findings", gather_findings)(
        settings, heard.reading, statements, topics, settled, scores, review, shares, voices, context.previous
    )
    findings = context.stage("place duplicates", with_repeats)(
        replace(findings, **parts), heard.reading.statements, heard.counted_as
    )
    findings = context.stage("weigh votes", with_topic_votes)(
        findings, heard.reading.ballots, settings.groups, min_group_size=few
    )
    findings = context.stage("compare words inside themes", with_theme_terms)(
        findings, settings.groups, min_group_size=few
    )
    return findings, label_counts


@dataclass(frozen=True)
class _Described:
    """Topics, which statements have words that may be told, and what labels may be made of: words of these."""

    topics: pd.DataFrame
    has_words: NDArray[np.bool_]
    label_terms: LabelTerms


def _described_topics(context: Context, space: Space, heard: Heard, telling: Telling) -> _Described:
    """Topics with labels, keywords and broader topics, made of what is told alone."""
    has_words = ~telling.assignments["statement_id"].isin(list(telling.withheld)).to_numpy()
    told, places, near = telling.statements[has_words], telling.assignments[has_words], heard.vectors[has_words]
    labels = context.stage("embed label words", space.label_terms)(
        told, context.settings.themes, language=context.settings.report.language
    )
    keywords = context.stage("embed keywords", space.keyword_terms)(told, places)
    topics = context.stage("describe topics", describe_topics)(told, places, near, labels, keywords)
    topics = context.stage("find broader topics", broaden_topics)(topics, places, near, labels)
    return _Described(topics, has_words, labels)
