"""The findings of a refresh, put together from what its stages made."""

from __future__ import annotations

import pandas as pd

from corpus.schemas import Reading
from flows.decisions import decision_table
from flows.settings import Settings
from models.continuity import SettledTopics
from models.curation import apply_decisions
from models.encoder import Vectors
from models.figure_schemas import Representation
from models.labels import own_support_only
from models.lineage import describe_changes
from models.review import review_list
from models.schemas import Findings, Review, StatementThemes, Themes, Topics, Voices
from models.stability import rate_stability
from models.themes import nearest_theme, theme_support, topic_coverage
from models.withholding import without_places
from reports.protection import is_sensitive
from reports.run_folder import Run


def place_statements(reading: Reading, assignments: pd.DataFrame, statement_themes: pd.DataFrame) -> pd.DataFrame:
    """The statements with their topic, their place on the map and their nearest theme, if there are themes."""
    placed = reading.statements.merge(assignments, on="statement_id", validate="one_to_one").merge(
        nearest_theme(statement_themes),
        how="left",
        left_on="statement_id",
        right_index=True,
        validate="one_to_one",
    )
    return placed.assign(has_theme=placed["has_theme"].eq(True))


def list_for_review(
    settings: Settings, reading: Reading, statements: pd.DataFrame, vectors: Vectors, statement_themes: pd.DataFrame
) -> pd.DataFrame:
    """What analysts are asked to mark; words of people at risk are not among it."""
    may_show = ~is_sensitive(statements, reading.sessions, settings.groups).to_numpy()
    return review_list(statements, vectors, statement_themes, may_show=may_show, seed=settings.topics.seed)


def gather_findings(
    settings: Settings,
    reading: Reading,
    statements: pd.DataFrame,
    topics: pd.DataFrame,
    settled: SettledTopics,
    statement_themes: pd.DataFrame,
    review: pd.DataFrame,
    shares: pd.DataFrame,
    voices: pd.DataFrame,
    previous: Run | None,
) -> Findings:
    """All that was found of the statements that count, as analysts decided; `previous` is the run to compare with."""
    coverage = topic_coverage(statements, statement_themes)
    described = topics.merge(coverage, on="topic_id", validate="one_to_one").merge(
        settled.lineage, on="topic_id", validate="one_to_one"
    )  # topics that analysts merged into others are not in `topics` any more
    decided = own_support_only(apply_decisions(rate_stability(described, statements), settled.decisions))
    support = theme_support(
        settings.themes,
        statements,
        statement_themes,
        coverage,
        without_places(reading.sessions, settings.groups),
        language=settings.report.language,
    )
    changes = describe_changes(
        decided,
        reading.statements["statement_id"],  # those that do not count as well, which the previous run has
        None if previous is None else {name: previous.table(name) for name in ("topics", "statements")},
        None if previous is None else previous.run_id,
        events=settled.events,
    )
    return Findings(
        statements=statements,
        sessions=reading.sessions,
        votes=reading.votes,
        topics=Topics.validate(decided[list(Topics.to_schema().columns)]),
        statement_themes=StatementThemes.validate(statement_themes),
        themes=Themes.validate(support),
        review=Review.validate(review),
        representation=Representation.validate(shares),
        voices=Voices.validate(voices),
        changes=changes,
        decisions=decision_table(settings, settled.misfits, reading.statements["statement_id"].tolist()),
    )
