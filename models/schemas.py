"""The frames that the models make. Columns of the public interface keep their names; others may be added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from corpus.schemas import no_votes

OUTLIER = -1
"""`topic_id` of a statement that belongs to no topic. Not a topic; counted apart."""

Coverage = Literal["covered", "partly", "uncovered"]
LabelSource = Literal["words", "llm", "curation"]
Support = Literal["strong", "some", "thin", "none"]
Firmness = Literal["firm", "fair", "weak"]
Lineage = Literal["new", "continued", "grown", "shrunk", "split", "merged"]
Dimension = Literal["region", "language", "session_type"]
Unit = Literal["topic", "theme", "corpus", "participants"]


class Assignments(pa.DataFrameModel):
    """One row a statement, in the order of the statements."""

    statement_id: Series[str] = pa.Field(unique=True)
    topic_id: Series[int] = pa.Field(ge=OUTLIER)
    unmerged_topic_id: Series[int] = pa.Field(ge=OUTLIER)
    """The topic before analysts' merges, which the next run is matched against. Not published: it
    would undo the suppression inside a merged topic."""
    topic_probability: Series[float] = pa.Field(ge=0, le=1)
    """How firmly the statement sits in its topic, 0 for an outlier."""
    is_clustered: Series[bool]
    """True where the clustering itself placed the statement; False where it joined afterwards, or is an outlier."""
    stability: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Share of refits on resamples in which the statement's companions in its cluster stayed with it, a mean over
    them; empty outside clusters and for what joined without a fit. Not published by statement."""
    map_x: Series[float]
    map_y: Series[float]

    class Config:
        """Unknown columns are a mistake."""

        strict = True


class Topics(pa.DataFrameModel):
    """One row a topic, largest first."""

    topic_id: Series[int] = pa.Field(unique=True, ge=0)
    label: Series[str]
    label_source: Series[str] = pa.Field(isin=["words", "llm", "curation"])
    """Where the label comes from: words (of the statements), llm (suggested by a language model) or curation (an
    analyst's)."""
    label_support: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Share of the topic's statements in the label's language in which a word or pair of words of the label occurs;
    empty where there are none in that language, and where the label was not made of such words."""
    keywords: Series[object]
    """List of words, most telling first, over all languages; words that mean the same stand once."""
    keywords_by_language: Series[object]
    """Mapping from language to a list of words."""
    size: Series[int] = pa.Field(ge=1)
    n_clustered: Series[int] = pa.Field(ge=0)
    n_sessions: Series[int] = pa.Field(ge=0)
    n_languages: Series[int] = pa.Field(ge=1)
    main_language: Series[str]
    main_language_share: Series[float] = pa.Field(ge=0, le=1)
    main_language_expected: Series[float] = pa.Field(ge=0, le=1)
    """Its share of the whole corpus, 0 to 1."""
    main_language_p: Series[float] = pa.Field(ge=0, le=1)
    """How often chance alone would give the topic's main language so large a share; sessions count, not statements."""
    stability: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """How far the topic's statements stay together when the corpus is resampled and the topics are found anew: mean
    over the statements, 0 to 1; empty where it was not measured."""
    firmness: Series[str] = pa.Field(nullable=True, isin=["firm", "fair", "weak"])
    """The stability in a word. A weak topic falls apart when the corpus is resampled: read it, do not rely on it."""
    broad_topic_id: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """The broader topic that it belongs to: the smallest topic_id in it; the topic's own where it stands alone. Empty
    where there are too few topics to group."""
    broad_label: Series[str] = pa.Field(nullable=True)
    """Name of the broader topic; empty where the topic stands alone or nothing is grouped."""
    is_one_language: Series[bool]
    """The topic's mix of languages is further from the corpus's than chance explains, and one language holds nearly
    all of it: it may be a language rather than a topic, or a concern that only its speakers voice. A reader decides."""
    theme_id: Series[str] = pa.Field(nullable=True)
    """The nearest theme, whatever the coverage."""
    theme_score: Series[float] = pa.Field(nullable=True)
    coverage: Series[str] = pa.Field(isin=["covered", "partly", "uncovered"])
    covered_share: Series[float] = pa.Field(ge=0, le=1)
    """Share of the topic's statements that carry at least one theme."""
    covered_low: Series[float] = pa.Field(ge=0, le=1)
    covered_high: Series[float] = pa.Field(ge=0, le=1)
    lineage: Series[str] = pa.Field(isin=["new", "continued", "grown", "shrunk", "split", "merged"])
    parents: Series[object]
    representative_ids: Series[object]
    map_x: Series[float]
    map_y: Series[float]
    note: Series[str] = pa.Field(nullable=True)
    """An analyst's note from `curation.yaml`."""
    is_hidden: Series[bool]
    """An analyst asked to leave it out of the report's lists; its statements still count."""

    class Config:
        """Unknown columns are a mistake."""

        strict = True


class StatementThemes(pa.DataFrameModel):
    """One row a statement and theme: the score, and whether the statement carries the theme."""

    statement_id: Series[str]
    theme_id: Series[str]
    score: Series[float]
    assigned: Series[bool]

    class Config:
        """A pair occurs once."""

        strict = True
        unique = ["statement_id", "theme_id"]


class Themes(pa.DataFrameModel):
    """One row a theme, in the order in which staff listed them."""

    theme_id: Series[str] = pa.Field(unique=True)
    label: Series[str]
    n_statements: Series[int] = pa.Field(ge=0)
    share: Series[float] = pa.Field(ge=0, le=1)
    n_sessions: Series[int] = pa.Field(ge=0)
    n_languages: Series[int] = pa.Field(ge=0)
    n_regions: Series[int] = pa.Field(ge=0)
    topic_ids: Series[object]
    support: Series[str] = pa.Field(isin=["strong", "some", "thin", "none"])

    class Config:
        """Unknown columns are a mistake."""

        strict = True


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
    """How many people may be behind the cell: participants of its sessions, else authors, else sessions; for sensitive
    groups no more than statements."""
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


class Voices(pa.DataFrameModel):
    """What the themes miss: one row a topic, most worth reading first. The report adds the `reason` in its language."""

    rank: Series[int] = pa.Field(unique=True, ge=1)
    topic_id: Series[int] = pa.Field(unique=True, ge=0)
    groups: Series[object]
    """Groups that raise the topic beyond their share, strongest first."""
    score: Series[float] = pa.Field(ge=0)
    novelty: Series[float] = pa.Field(ge=0, le=1)
    lift: Series[float]
    ci_low: Series[float]
    ci_high: Series[float]
    p_value: Series[float] = pa.Field(ge=0, le=1)
    q_value: Series[float] = pa.Field(ge=0, le=1)
    n_statements: Series[int] = pa.Field(ge=1)
    n_sessions: Series[int] = pa.Field(ge=0)
    is_certain: Series[bool]
    """q-value at most 0.05 and the whole interval of the lift above 1; otherwise a hint to read, not a finding."""
    statement_ids: Series[object]
    """Evidence: statements of the named groups in the topic, most telling first."""

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


@dataclass(frozen=True)
class Findings:
    """All that a refresh found. `changes` has the shape of `changes.json`."""

    statements: pd.DataFrame
    """`corpus.schemas.Statements` joined with `Assignments`, plus `theme_id` (nearest) and `theme_score`."""
    sessions: pd.DataFrame
    topics: pd.DataFrame
    statement_themes: pd.DataFrame
    themes: pd.DataFrame
    representation: pd.DataFrame
    voices: pd.DataFrame
    changes: dict[str, Any]
    votes: pd.DataFrame = field(default_factory=no_votes)
    """`corpus.schemas.Votes`."""
    distinctive_terms: pd.DataFrame = field(default_factory=no_distinctive_terms)
    """Schema `DistinctiveTerms`."""
    breakdowns: pd.DataFrame = field(default_factory=lambda: Breakdowns.empty())
    """`Breakdowns`."""
    silences: pd.DataFrame = field(default_factory=lambda: Silences.empty())
    """`Silences`."""
    topic_votes: pd.DataFrame = field(default_factory=lambda: TopicVotes.empty())
    """`TopicVotes`."""
