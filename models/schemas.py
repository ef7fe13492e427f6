"""The frames that the models make. Columns of the public interface keep their names; others may be added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from corpus.schemas import no_votes
from models.figure_schemas import Breakdowns, Silences, TopicVotes, no_distinctive_terms

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
    theme_score: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    coverage: Series[str] = pa.Field(isin=["covered", "partly", "uncovered"])
    covered_share: Series[float] = pa.Field(ge=0, le=1)
    """Share of the topic's statements that carry at least one theme."""
    covered_low: Series[float] = pa.Field(ge=0, le=1)
    covered_high: Series[float] = pa.Field(ge=0, le=1)
    is_coverage_sure: Series[bool]
    """The interval of covered_share rules the opposite out: covered that the topic is uncovered, and the other way
    round. Never where it is partly covered."""
    theme_ids: Series[object]
    """Themes that the topic spans: those that at least a fifth of its statements carry, the largest share first."""
    theme_shares: Series[object]
    """Share of the topic's statements that carry each theme of theme_ids, 0 to 1; a statement may carry several."""
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
    """One row a statement and theme: the probability of the theme, and whether the statement carries it."""

    # Categories: the ids of a million statements, with each of fifteen themes, would be a gigabyte of text.
    statement_id: Series[pd.CategoricalDtype] = pa.Field(coerce=True)
    theme_id: Series[pd.CategoricalDtype] = pa.Field(coerce=True)
    score: Series[float] = pa.Field(ge=0, le=1)
    assigned: Series[bool]
    any_score: Series[float] = pa.Field(ge=0, le=1)
    """Probability that the statement is about any of the themes; the same in all its rows."""

    class Config:
        """A pair occurs once."""

        strict = True
        unique = ["statement_id", "theme_id"]


def themes_of_each(statement_themes: pd.DataFrame) -> dict[str, list[str]]:
    """The themes that each statement carries, by its id; one that carries none is absent."""
    assigned = statement_themes[statement_themes["assigned"].astype(bool)]
    found: dict[str, list[str]] = {}
    for statement_id, theme_id in zip(assigned["statement_id"], assigned["theme_id"], strict=True):
        found.setdefault(statement_id, []).append(theme_id)
    return found


class Review(pa.DataFrameModel):
    """Statements whose marking would teach most. The report adds their words, and leaves out what may not be shown."""

    rank: Series[int] = pa.Field(unique=True, ge=1)
    """1 would teach most."""
    statement_id: Series[str] = pa.Field(unique=True)
    topic_id: Series[int] = pa.Field(ge=OUTLIER)
    theme_id: Series[str]
    """The theme to decide on: copy the statement_id to its examples if the statement is about it, else to its
    counterexamples."""
    score: Series[float] = pa.Field(ge=0, le=1)
    """How probable the theme is so far."""
    second_theme_id: Series[str] = pa.Field(nullable=True)
    """The next probable theme, which the statement may be about instead."""
    second_score: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """How probable that one is."""

    class Config:
        """Unknown columns are a mistake."""

        strict = True


class Themes(pa.DataFrameModel):
    """One row a theme, in the order in which staff listed them."""

    theme_id: Series[str] = pa.Field(unique=True)
    label: Series[str]
    n_statements: Series[int] = pa.Field(ge=0)
    share: Series[float] = pa.Field(ge=0, le=1)
    n_sessions: Series[int] = pa.Field(ge=0)
    n_occasions: Series[int] = pa.Field(ge=0)
    """Sessions, and conversations or tables whose statements belong to no session."""
    n_authors: Series[int] = pa.Field(ge=0)
    """People who said it by themselves, outside sessions."""
    n_languages: Series[int] = pa.Field(ge=0)
    languages: Series[object]
    """Languages in which it was said, the most frequent first."""
    n_regions: Series[int] = pa.Field(ge=0)
    groups: Series[object]
    """Groups that said it; without those whose figures are suppressed."""
    topic_ids: Series[object]
    support: Series[str] = pa.Field(isin=["strong", "some", "thin", "none"])

    class Config:
        """Unknown columns are a mistake."""

        strict = True


class Voices(pa.DataFrameModel):
    """What the themes miss: one row a topic or part of one, most worth reading first.

    The report adds the `reason` in its language.
    """

    rank: Series[int] = pa.Field(unique=True, ge=1)
    topic_id: Series[int] = pa.Field(ge=0)
    subtopic: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=1)
    """The part of the topic, numbered within it for this run only; empty where the voice is the topic as a whole."""
    label: Series[str]
    """Of the part, in the language of topics' labels; empty where the voice is a topic or no word is borne out."""
    groups: Series[object]
    """Groups that raise it beyond their share, strongest first; the figures are those of the first."""
    score: Series[float] = pa.Field(ge=0)
    novelty: Series[float] = pa.Field(ge=0, le=1)
    """Mean probability that the evidence carries no theme."""
    stability: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """How far its statements stay together when topics are found anew; empty where it was not measured."""
    lift: Series[float] = pa.Field(nullable=True)
    """Empty, as its interval is, where the group was heard too little to estimate it."""
    ci_low: Series[float] = pa.Field(nullable=True)
    ci_high: Series[float] = pa.Field(nullable=True)
    p_value: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    """Empty where nothing was tested: the group was heard in one session, or a small topic stands because of it."""
    q_value: Series[float] = pa.Field(nullable=True, ge=0, le=1)
    n_statements: Series[int] = pa.Field(ge=1)
    n_sessions: Series[int] = pa.Field(ge=0)
    is_certain: Series[bool]
    """q-value at most 0.05 and the whole interval of the lift above 1; otherwise a hint to read, not a finding."""
    statement_ids: Series[object]
    """Evidence: what the named groups say there and others do not; first those that cover the most people."""

    class Config:
        """A topic or a part of it occurs once."""

        strict = True
        unique = ["topic_id", "subtopic"]


class Decisions(pa.DataFrameModel):
    """What analysts decided: one row a decision on a topic, or a statement marked for a theme."""

    kind: Series[str] = pa.Field(isin=["label", "merge_into", "note", "hide", "split_out", "example", "counterexample"])
    """label, merge_into, note, hide or split_out for a topic; example or counterexample for a theme."""
    topic_id: Series[pd.Int64Dtype] = pa.Field(nullable=True, ge=0)
    """The topic that was decided on; empty for a mark."""
    theme_id: Series[str] = pa.Field(nullable=True)
    """The theme for which the statement was marked; empty for a topic."""
    statement_id: Series[str] = pa.Field(nullable=True)
    """The statement that was marked; what may not be shown is not listed."""
    value: Series[str] = pa.Field(nullable=True)
    """The label, the note, or the number of the topic merged into; themes where the list of themes makes the mark."""
    by: Series[str] = pa.Field(nullable=True)
    """Who decided it, as they wrote it down."""
    date: Series[Annotated[pd.DatetimeTZDtype, "us", "UTC"]] = pa.Field(nullable=True)
    """Day on which it was decided."""
    is_applied: Series[bool]
    """Whether this run could do as was decided."""
    doubt: Series[str] = pa.Field(nullable=True)
    """Why it was not applied, or may not fit any more, or what contradicts it."""

    class Config:
        """Unknown columns are a mistake."""

        strict = True


def no_review() -> pd.DataFrame:
    """An empty review, with the words' columns."""
    return Review.empty().assign(text=pd.Series(dtype=str), language=pd.Series(dtype=str))


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
    breakdowns: pd.DataFrame = field(default_factory=lambda: Breakdowns.empty())
    """`Breakdowns`."""
    silences: pd.DataFrame = field(default_factory=lambda: Silences.empty())
    """`Silences`."""
    topic_votes: pd.DataFrame = field(default_factory=lambda: TopicVotes.empty())
    """`TopicVotes`."""
    review: pd.DataFrame = field(default_factory=no_review)
    """Schema `Review`; once protected with `text` and `language`."""
    distinctive_terms: pd.DataFrame = field(default_factory=no_distinctive_terms)
    """Schema `DistinctiveTerms`."""
    decisions: pd.DataFrame = field(default_factory=lambda: Decisions.empty())
    """Schema `Decisions`."""
