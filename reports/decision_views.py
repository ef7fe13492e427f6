"""What analysts decided, as the page shows it, and what its scripts need so that they can decide more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from reports.decide_words import decide_words
from reports.evidence import Evidence, Moment, Row
from reports.inline_data import inline_json
from reports.wording import N_, NO_FIGURE

ON_TOPICS = {
    "label": N_("Topic %(topic)s is called “%(value)s”."),
    "merge_into": N_("Topic %(topic)s is part of topic %(value)s."),
    "note": N_("Topic %(topic)s has a note: “%(value)s”"),
    "hide": N_("Topic %(topic)s is left out of lists."),
    "split_out": N_("Some statements of topic %(topic)s are a topic of their own."),
}
"""By kind of decision; the page shows them beside a link to the topic."""

IN_FILES = ("label", "merge_into", "note", "hide")
"""Decisions that a downloaded file repeats. Splits name statements, withheld ones among them, and stay out."""


@dataclass(frozen=True)
class DecisionView:
    """One decision, or all marks that one person made for a theme on one day."""

    kind: str
    text: str
    topic_ids: tuple[int, ...]
    """The topics that it is about and that the report shows."""
    topic_id: int | None
    """The topic to decide on again; None for marks."""
    by: str
    day: str
    order: str
    """The day so that it sorts; empty where there is none."""
    status: str
    fits: bool
    doubt: str | None
    """In English, like all messages of the program."""


@dataclass(frozen=True)
class Decided:
    """All decisions, in order, and those on each topic that is shown."""

    views: list[DecisionView]
    by_topic: dict[int, list[DecisionView]]
    by_theme: dict[str, list[DecisionView]]


def decided(evidence: Evidence) -> Decided:
    """What was decided: on topics by number, then the marks by theme."""
    decisions = evidence.findings.decisions
    on_topics = [_on_topic(row, evidence) for row in decisions[decisions["topic_id"].notna()].itertuples()]
    by_topic: dict[int, list[DecisionView]] = {}
    for view in on_topics:
        for topic_id in view.topic_ids:
            by_topic.setdefault(topic_id, []).append(view)
    by_theme: dict[str, list[DecisionView]] = {}
    for theme_id, view in _marks(decisions[decisions["theme_id"].notna()], evidence):
        by_theme.setdefault(theme_id, []).append(view)
    return Decided([*on_topics, *(view for views in by_theme.values() for view in views)], by_topic, by_theme)


def _on_topic(row: Row, evidence: Evidence) -> DecisionView:
    words = evidence.words
    topic_id = int(row.topic_id)
    told = (topic_id, int(row.value)) if row.kind == "merge_into" else (topic_id,)
    return DecisionView(
        kind=row.kind,
        text=words.gettext(
            ON_TOPICS[row.kind], topic=topic_id, value="" if pd.isna(row.value) else isolated(row.value)
        ),
        topic_ids=tuple(each for each in told if _is_listed(each, evidence)),
        topic_id=topic_id,
        by=NO_FIGURE if pd.isna(row.by) else row.by,
        day=_day(row.date, evidence),
        order=_order(row.date),
        status=_status(row, evidence),
        fits=bool(row.is_applied) and pd.isna(row.doubt),
        doubt=None if pd.isna(row.doubt) else row.doubt,
    )


def _is_listed(topic_id: int, evidence: Evidence) -> bool:
    topic = evidence.topics_by_id.get(topic_id)
    return topic is not None and not topic.is_hidden


def _status(row: Row, evidence: Evidence) -> str:
    if not row.is_applied:
        return evidence.words.gettext("not applied")
    if pd.isna(row.doubt):
        return evidence.words.gettext("applied")
    return evidence.words.gettext("applied; look whether it still fits")


def _marks(marks: pd.DataFrame, evidence: Evidence) -> Iterator[tuple[str, DecisionView]]:
    words = evidence.words
    for (theme_id, by, date), rows in marks.groupby(["theme_id", "by", "date"], sort=False, dropna=False):
        doubts = rows["doubt"].dropna()
        yield (
            theme_id,
            DecisionView(
                kind="mark",
                text=words.gettext(
                    "“%(theme)s”: %(belong)s marked as belonging to it, %(others)s as not belonging.",
                    theme=isolated(evidence.theme_labels.get(theme_id, theme_id)),
                    belong=words.number(int((rows["kind"] == "example").sum())),
                    others=words.number(int((rows["kind"] == "counterexample").sum())),
                ),
                topic_ids=(),
                topic_id=None,
                by=NO_FIGURE if pd.isna(by) else by,
                day=_day(date, evidence),
                order=_order(date),
                status=words.gettext("applied; look whether it still fits")
                if len(doubts)
                else words.gettext("applied"),
                fits=not len(doubts),
                doubt=" ".join(dict.fromkeys(doubts)) or None,
            ),
        )


def _order(date: Moment) -> str:
    return "" if pd.isna(date) else f"{date:%Y%m%d}"


def isolated(text: str) -> str:
    """Text in which the direction of neither side reaches the other (Unicode's isolates)."""
    return f"\u2068{text}\u2069"


def _day(date: Moment, evidence: Evidence) -> str:
    return NO_FIGURE if pd.isna(date) else evidence.words.day(date)


@dataclass(frozen=True)
class ReviewItem:
    """A statement whose marking would teach much."""

    statement_id: str
    text: str
    language: str
    themes: list[tuple[str, str]]
    """Id and label of the themes to decide on, the more probable first."""


def review_items(evidence: Evidence) -> list[ReviewItem]:
    """The statements to mark, the most instructive first; those that may not be shown are not among them."""
    return [
        ReviewItem(
            row.statement_id,
            row.text,
            row.language,
            [
                (id_, evidence.theme_labels.get(id_, id_))
                for id_ in (row.theme_id, row.second_theme_id)
                if pd.notna(id_)
            ],
        )
        for row in evidence.findings.review.sort_values("rank").itertuples()
    ]


def decide_data(evidence: Evidence) -> str:
    """What the scripts need to offer decisions and to write files, as JSON for the page."""
    decisions = evidence.findings.decisions
    record = {
        "name": evidence.manifest.get("name", "Underheard"),
        "run": evidence.manifest.get("run_id", ""),
        "topics": [{"id": id_, "label": str(row.label)} for id_, row in sorted(evidence.topics_by_id.items())],
        "themes": [[id_, label] for id_, label in evidence.theme_labels.items()],
        "decided": [
            {"topic": int(row.topic_id), "kind": row.kind, "value": _written(row), **_signature(row)}
            for row in decisions[decisions["kind"].isin(IN_FILES)].itertuples()
        ],
        "marks": [
            {
                "statement": row.statement_id,
                "theme": row.theme_id,
                "value": row.kind == "example",
                "listed": int(not pd.isna(row.value)),
                **_signature(row),
            }
            for row in decisions[decisions["theme_id"].notna()].itertuples()
        ],
        "words": decide_words(evidence.words),
    }
    return inline_json(record)


def _written(row: Row) -> str | int | bool:
    """The value as it stands in a file of decisions."""
    if row.kind == "hide":
        return True
    return int(row.value) if row.kind == "merge_into" else str(row.value)


def _signature(row: Row) -> dict[str, str]:
    by = {} if pd.isna(row.by) else {"by": str(row.by)}
    return by if pd.isna(row.date) else {**by, "date": f"{row.date:%Y-%m-%d}"}
