"""The frames of figures: who says what how often, how people voted, and with which words."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

COUNTS = ("n_statements", "n_sessions", "n_people")
UNTHEMED = ("n_unthemed", "unthemed_share", "unthemed_low", "unthemed_high")
ESTIMATES = (
    "share",
    "share_low",
    "share_high",
    "expected_share",
    "lift",
    "ci_low",
    "ci_high",
    "p_value",
    "q_value",
)
"""Columns that say how many and how much: what is left out of a row behind which too few people stand."""


class Representation(pa.DataFrameModel):
    """One row a unit (topic, theme, the corpus, or the sessions whose participants were counted) and group.

    For a topic or a theme `expected_share` is the group's share of the whole corpus, so that lift above 1 means that
    the group raises it more than it raises other things. For the corpus it is the share declared in `groups.yaml`, so
    that lift below 1 means that the group was hardly in the room. For participants it is the group's share of the
    people who were there, so that lift below 1 means that it was there and spoke less than others.
    """

    unit: Series[str] = pa.Field(isin=["topic", "theme", "corpus", "participants"])
    unit_id: Series[str]
    group: Series[str]
    n_statements: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_sessions: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_people: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """At most so many people are behind the cell: participants of its sessions, else authors, else statements; for
    sensitive groups no more than statements. What does not name the group, or its session, counts each by itself."""
    share: Series[float] = pa.Field(nullable=True)
    share_low: Series[float] = pa.Field(nullable=True)
    share_high: Series[float] = pa.Field(nullable=True)
    expected_share: Series[float] = pa.Field(nullable=True)
    lift: Series[float] = pa.Field(nullable=True)
    ci_low: Series[float] = pa.Field(nullable=True)
    """Lower end of the 95% interval of the lift."""
    ci_high: Series[float] = pa.Field(nullable=True)
    p_value: Series[float] = pa.Field(nullable=True)
    q_value: Series[float] = pa.Field(nullable=True)
    suppressed: Series[bool]
    """Fewer people than `min_group_size`: every figure of the row is left out."""
    is_estimated: Series[bool]
    """False where too little was said, or in too few sessions, for lift, interval and p-value: counts and share only
    describe what is there."""

    class Config:
        """A pair occurs once."""

        strict = True
        unique = ["unit", "unit_id", "group"]


class Breakdowns(pa.DataFrameModel):
    """One row a unit, dimension and value: as `Representation`, of regions, languages and session types.

    Regions and session types are those of sessions without people at risk, and only statements of which the value is
    known count, also for `expected_share`. For the corpus nothing is expected.
    """

    unit: Series[str] = pa.Field(isin=["topic", "theme", "corpus", "participants"])
    unit_id: Series[str]
    dimension: Series[str] = pa.Field(isin=["region", "language", "session_type"])
    """region, language or session_type: by what the statements are divided."""
    value: Series[str]
    """The region or session type as declared for the session, or the code of the language."""
    n_statements: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_sessions: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_people: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """How many people may be behind the cell, counted as in representation."""
    share: Series[float] = pa.Field(nullable=True)
    share_low: Series[float] = pa.Field(nullable=True)
    share_high: Series[float] = pa.Field(nullable=True)
    expected_share: Series[float] = pa.Field(nullable=True)
    """The value's share of all statements of which the value is known; for participants, of the people there."""
    lift: Series[float] = pa.Field(nullable=True)
    ci_low: Series[float] = pa.Field(nullable=True)
    ci_high: Series[float] = pa.Field(nullable=True)
    p_value: Series[float] = pa.Field(nullable=True)
    q_value: Series[float] = pa.Field(nullable=True)
    suppressed: Series[bool]
    """Fewer people than `min_group_size`: every figure of the row is left out."""
    is_estimated: Series[bool]
    """False where too little was said, or in too few sessions, for lift, interval and p-value: counts and share only
    describe what is there."""

    class Config:
        """A cell occurs once."""

        strict = True
        unique = ["unit", "unit_id", "dimension", "value"]


class TopicVotes(pa.DataFrameModel):
    """One row a topic and Pol.is conversation: what participants think of its comments. Counted in nothing else."""

    topic_id: Series[int] = pa.Field(ge=0)
    source: Series[str]
    n_comments: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1)
    """Comments of the topic of which votes are shown."""
    n_voters: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1)
    """Participants who voted on any of them; somebody who voted on several counts once."""
    agree_share: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Mean over the comments of the share of voters that agrees, 0 to 1."""
    ci_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of agree_share; participants count, not votes."""
    ci_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of agree_share."""
    n_opinion_groups: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=2)
    """Opinion groups compared: the more there are, the lower consensus is."""
    n_compared: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1)
    """Comments of which enough people of every opinion group voted to be compared."""
    n_divided: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """Comments on which two opinion groups differ for sure (low end of divisiveness in votes above 0)."""
    consensus: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Mean over the comments of the consensus across opinion groups, as in votes."""
    consensus_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of consensus."""
    consensus_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of consensus."""
    divisiveness: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """The largest difference between two opinion groups' mean agreement with the topic's comments."""
    divisiveness_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of divisiveness; above 0 where the groups differ for sure."""
    divisiveness_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of divisiveness."""
    suppressed: Series[bool]
    """Whether the figures are left out, because too few people voted on every comment of the topic."""

    class Config:
        """A topic has a row for each conversation."""

        strict = True
        unique = ["topic_id", "source"]


class Silences(pa.DataFrameModel):
    """One row a group, in the order in which groups are declared: in the room, and how much of it not themed.

    The other silence, hardly in the room, is a group's lift in the rows corpus and participants of `Representation`.
    """

    group: Series[str] = pa.Field(unique=True)
    n_statements: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_sessions: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    n_people: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """How many people may be behind the cell, counted as in representation."""
    n_unthemed: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """Statements of the group that carry no theme."""
    unthemed_share: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Their share of what the group said, 0 to 1."""
    unthemed_low: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Lower end of the 95% interval of that share; sessions count, not statements."""
    unthemed_high: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Upper end of the 95% interval of that share."""
    expected_share: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """The share of all statements that carries no theme, 0 to 1."""
    lift: Series[float] = pa.Field(nullable=True)
    ci_low: Series[float] = pa.Field(nullable=True)
    ci_high: Series[float] = pa.Field(nullable=True)
    p_value: Series[float] = pa.Field(nullable=True)
    q_value: Series[float] = pa.Field(nullable=True)
    suppressed: Series[bool]
    """Fewer people than `min_group_size` behind what the group said, or behind the part with or without a theme."""
    is_estimated: Series[bool]
    """False where too little was said, or in too few sessions, for lift, interval and p-value: counts and share only
    describe what is there."""

    class Config:
        """Unknown columns are a mistake."""

        strict = True


class DistinctiveTerms(pa.DataFrameModel):
    """What a group says differently inside a theme: one row a term, the surest first, made of published words only."""

    theme_id: Series[str]
    group: Series[str]
    term: Series[str]
    """A word, or two that stand side by side, in small letters."""
    language: Series[str]
    """The language in which the group is compared with the others who carry the theme."""
    n_statements: Series[int] = pa.Field(ge=1)
    """The group's statements in the theme that use the term."""
    n_units: Series[int] = pa.Field(ge=2)
    """Sessions of notes, else authors, in which the group uses the term."""
    log_odds: Series[float] = pa.Field(gt=0)
    """How much more the group uses the term than others in the theme: the natural logarithm of a ratio of odds, drawn
    towards 0; 0.7 is about twice as much."""
    ci_low: Series[float]
    """Lower end of the 95% interval of the log-odds; terms are named where it lies above 0."""
    ci_high: Series[float]
    """Upper end of the 95% interval of the log-odds."""
    q_value: Series[float] = pa.Field(ge=0, le=1)
    """The p-value of the term, corrected over all terms of all themes and groups (false discovery rate)."""
    is_certain: Series[bool]
    """q-value at most 0.05; otherwise a hint to read, not a finding."""

    class Config:
        """A term of a language occurs once in a theme and group."""

        strict = True
        coerce = True
        unique = ["theme_id", "group", "language", "term"]


def no_distinctive_terms() -> pd.DataFrame:
    """The table where nothing could be compared."""
    return DistinctiveTerms.empty()
