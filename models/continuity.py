"""The topics of a run: found anew or joined, numbered as before, and with analysts' splits and merges applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from corpus.shards import MapShards, one_by_one
from models.assign import join_topics
from models.conflicts import Conflict, find_conflicts
from models.curation import Decision, merge_topics, with_split_labels
from models.encoder import Vectors
from models.floor import min_topic_size
from models.identity import exemplars, match_topics, topic_centres
from models.lineage import topic_events, trace_lineage
from models.refit import RefitDecision, decide_after_joining, decide_early
from models.remembered import (
    STATEMENT_COLUMNS,
    TOPIC_COLUMNS,
    Fit,
    Remembered,
    TopicEvent,
    recall,
    without_fit,
)
from models.schemas import OUTLIER, Assignments
from models.splits import split_topics
from models.topics import TopicSettings, fit_topics

SPACE = ("encoder", "neutralise")
"""What the vectors depend on, by name in `Fit.made_with`: centres of different spaces cannot be compared."""


@dataclass(frozen=True)
class FoundTopics:
    """Topics before analysts' decisions, numbered as in the previous run, and why they were found as they were."""

    assignments: pd.DataFrame
    refit: RefitDecision
    fit: Fit
    recalled: pd.DataFrame
    remembered: Remembered | None
    """What the last run left, without its centres if they lie in another space."""


@dataclass(frozen=True)
class SettledTopics:
    """The topics of a run with analysts' decisions, and what the next run has to know about them."""

    assignments: pd.DataFrame
    lineage: pd.DataFrame
    events: tuple[TopicEvent, ...]
    """What became of earlier topics in this run, analysts' merges included."""
    decisions: Mapping[int, Decision]
    """Those given, and the labels of topics that were split out."""
    misfits: tuple[Conflict, ...]
    """What of the decisions could not be applied, or may mean something else by now."""
    next_topic_id: int
    remembered: Remembered

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The misfits in words."""
        return tuple(misfit.sentence for misfit in self.misfits)


def find_topics(
    statements: pd.DataFrame,
    vectors: Vectors,
    settings: TopicSettings,
    remembered: Remembered | None,
    *,
    made_with: Mapping[str, str],
    is_asked: bool = False,
    first_free: int = 0,
    each: MapShards = one_by_one,
) -> FoundTopics:
    """Topic of every statement, by a new fit if the last one does not hold any more, else by joining it.

    Args:
        statements: Columns statement_id, text and language.
        vectors: Neutralised, shape (n_statements, n_dims), unit length.
        settings: Topic size and seed.
        remembered: What the last run left; None without one.
        made_with: Fingerprints of what a fit depends on besides the statements, by name; those in `SPACE` among them.
        is_asked: Find the topics anew whatever the rule says.
        first_free: The lowest number that no run has used.
        each: How statements that join are gone through.
    """
    remembered = _comparable(remembered, made_with)
    recalled = recall(statements, remembered or without_fit(statements[["statement_id"]].iloc[:0].assign(topic_id=0)))
    earlier = remembered.fit if remembered else None
    decision = decide_early(earlier, recalled, made_with, is_asked=is_asked)
    if earlier is not None and not decision.refit:
        joined = join_topics(recalled, vectors, fit_outlier_share=earlier.outlier_share, seed=settings.seed, each=each)
        size = (
            min_topic_size(statements["text"].nunique())
            if settings.min_topic_size == "auto"
            else settings.min_topic_size
        )
        decision = decide_after_joining(decision, earlier, recalled, joined, vectors, min_topic_size=size)
        if not decision.refit:
            return FoundTopics(_validated(joined.assignments), decision, earlier, recalled, remembered)
    before = recalled["found_topic_id"].to_numpy()
    fitted = fit_topics(statements, vectors, settings, previous_topics=before, each=each)
    matched = match_topics(fitted, recalled, remembered, vectors=vectors, first_free=first_free)
    sizes = matched.loc[matched["topic_id"] != OUTLIER, "topic_id"].value_counts()
    fit = Fit(dict(made_with), len(matched), {int(topic_id): int(n) for topic_id, n in sizes.items()})
    return FoundTopics(_validated(matched), decision, fit, recalled, remembered)


def _validated(assignments: pd.DataFrame) -> pd.DataFrame:
    return Assignments.validate(assignments[list(Assignments.to_schema().columns)])


def _comparable(remembered: Remembered | None, made_with: Mapping[str, str]) -> Remembered | None:
    """What is remembered, without centres that lie in another space."""
    if remembered is None:
        return None
    before = remembered.fit.made_with if remembered.fit else {}
    if all(before.get(name) == made_with.get(name) for name in SPACE):
        return remembered
    return replace(remembered, topics=remembered.topics.assign(centre=None))


def settle_topics(
    found: FoundTopics,
    vectors: Vectors,
    decisions: Mapping[int, Decision],
    *,
    today: dt.date,
    first_free: int = 0,
    at_risk: Collection[str] = (),
) -> SettledTopics:
    """The found topics with analysts' decisions applied, their lineage, and what the next run has to know.

    Args:
        found: What `find_topics` gave.
        vectors: As given there.
        decisions: Analysts' decisions by topic.
        today: The day of this run, for the history of the topics.
        first_free: The lowest number that no run before this one has used.
        at_risk: Ids of statements of people at risk, of which no message tells.
    """
    used = int(found.assignments["topic_id"].max()) + 1
    split, splits = split_topics(
        found.assignments,
        found.recalled,
        found.remembered,
        decisions,
        first_free=max(first_free, used),
        at_risk=at_risk,
    )
    lineage = trace_lineage(split, found.recalled, found.remembered)
    origins = {each.topic_id: each.split_from for each in splits if each.topic_id is not None}
    known_origins = _origins(found.remembered) | origins
    events = topic_events(lineage, split, found.recalled, found.remembered, today, split_out=known_origins)
    history = (*(found.remembered.history if found.remembered else ()), *events)
    merged = merge_topics(split, decisions)
    labels = {each.topic_id: each.label for each in splits if each.topic_id is not None and each.label}
    present = {*found.assignments["topic_id"], *split["topic_id"]} - {OUTLIER}
    return SettledTopics(
        assignments=merged,
        lineage=lineage,
        events=(*events, *_merged_away(split, merged, today)),
        decisions=with_split_labels(decisions, labels),
        misfits=tuple(find_conflicts(present, decisions, splits=splits, history=history)),
        next_topic_id=max(first_free, used, int(split["topic_id"].max()) + 1),
        remembered=Remembered(
            _statements_to_remember(found, split),
            _topics_to_remember(found, split, origins, vectors),
            found.fit,
            history,
        ),
    )


def _merged_away(split: pd.DataFrame, merged: pd.DataFrame, today: dt.date) -> list[TopicEvent]:
    """Topics that analysts merged into others: every night, because they come back if the decision goes."""
    moved = pd.DataFrame({"topic_id": split["topic_id"], "target": merged["topic_id"]}).drop_duplicates()
    return [
        TopicEvent(today, int(row.topic_id), "vanished", (int(row.target),))
        for row in moved.sort_values("topic_id").itertuples(index=False)
        if row.topic_id != row.target
    ]


def _origins(remembered: Remembered | None) -> dict[int, int]:
    """Topics that analysts split out in earlier runs, and the topic that each was split out of."""
    if remembered is None:
        return {}
    split_out = remembered.topics.dropna(subset="split_from")
    return dict(zip(split_out["topic_id"].astype(int), split_out["split_from"].astype(int), strict=True))


def _statements_to_remember(found: FoundTopics, split: pd.DataFrame) -> pd.DataFrame:
    is_fitted = True if found.refit.refit else found.recalled["is_fitted"].to_numpy()
    kept = split.assign(
        text_sha256=found.recalled["text_sha256"].to_numpy(),
        found_topic_id=found.assignments["topic_id"].to_numpy(),
        is_fitted=is_fitted,
    )
    return kept[list(STATEMENT_COLUMNS)].astype(STATEMENT_COLUMNS)


def _topics_to_remember(
    found: FoundTopics, split: pd.DataFrame, origins: Mapping[int, int], vectors: Vectors
) -> pd.DataFrame:
    """Topics of this run, and those that are away."""
    centres, typical = topic_centres(split, vectors), exemplars(split, found.recalled["text_sha256"], vectors)
    present = pd.DataFrame(
        [
            {"topic_id": topic_id, "is_present": True, "centre": centre.tolist(), "exemplars": typical[topic_id]}
            for topic_id, centre in centres.items()
        ],
        columns=list(TOPIC_COLUMNS),
    )
    present["split_from"] = [origins.get(topic_id) for topic_id in present["topic_id"]]
    away = present.iloc[:0]
    if found.remembered is not None:
        known = found.remembered.topics
        here = set(found.recalled["text_sha256"])
        away = known[~known["topic_id"].isin(present["topic_id"])]
        # What left the sources is forgotten, here too; the centre of a topic is nobody's words.
        left = [[words for words in each if words in here] for each in away["exemplars"]]
        away = away.assign(is_present=False, exemplars=pd.Series(left, index=away.index, dtype=object))
    topics = pd.concat([present, away], ignore_index=True) if len(away) else present
    return topics.astype({"topic_id": "int64", "is_present": "bool", "split_from": "Int64"})
