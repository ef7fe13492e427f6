"""Topics and voices as the page shows them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from reports.evidence import Evidence, Quote, Row, quotes, session_title, short_quote
from reports.figures import LiftFigure, ShareFigure, known, known_sessions, lift_figure, row_lift, share_figure
from reports.vote_views import Votes, topic_vote_view
from reports.wording import N_, Wording

N_QUOTES = 5
"""Representative quotes of a topic and evidence quotes of a voice, beyond which the quote table goes on."""

COVERAGE = {"covered": N_("covered"), "partly": N_("partly covered"), "uncovered": N_("not covered")}
LINEAGE = {
    "new": N_("new"),
    "continued": N_("continued"),
    "grown": N_("grown"),
    "shrunk": N_("shrunk"),
    "split": N_("split off"),
    "merged": N_("merged"),
}
FIRMNESS = {"firm": N_("firm"), "fair": N_("fair"), "weak": N_("weak")}
WHAT_TO_EXPECT = {
    "firm": N_("Another sample would show much the same topic."),
    "fair": N_("Its core would return in another sample; its edges, and so its size, are uncertain."),
    "weak": N_(
        "Another sample would probably show other topics: take it as statements to read, not as one concern that was "
        "raised."
    ),
}
LABEL_SOURCE = {
    "llm": N_("The label was suggested by a language model."),
    "curation": N_("The label was written by an analyst."),
}
"""What to know about labels that are not made of the topic's own words."""


@dataclass(frozen=True)
class GroupInTopic:
    """A group's part in a topic or theme; `lift` is None where it is suppressed or not known."""

    label: str
    is_suppressed: bool
    n_statements: int | None
    n_sessions: int | None
    n_people: int | None
    share: float | None
    lift: LiftFigure | None


@dataclass(frozen=True)
class StabilityView:
    """How firmly a topic holds together, as a figure and in words."""

    share: ShareFigure
    firmness: str
    """`firm`, `fair` or `weak`."""
    firmness_text: str
    meaning: str


@dataclass(frozen=True)
class TopicView:
    """One topic with all that its panel says."""

    topic_id: int
    label: str
    label_source: str | None
    """Who made the label, in a sentence; None where it is made of the topic's words."""
    keywords: tuple[str, ...]
    keywords_by_language: list[tuple[str, str, tuple[str, ...]]]
    """Language code, its name, its words."""
    size: int
    n_clustered: int
    n_assigned: int
    n_sessions: int
    n_languages: int
    languages: list[tuple[str, int]]
    main_language: str
    main_language_share: float
    corpus_language_share: float
    """The main language's share of the whole corpus."""
    is_uncovered_language: bool
    """The main language is not among those that the language offsets were measured on."""
    is_one_language: bool
    stability: StabilityView | None
    """None where it was not measured."""
    broad_topic_id: int | None
    broad_label: str | None
    sessions: list[tuple[str, int]]
    theme_id: str | None
    theme: str | None
    """The nearest theme and its label, whatever the coverage."""
    themes: list[str]
    """The themes that it spans, each with the share of its statements that carry it."""
    coverage: str
    coverage_text: str
    covered: ShareFigure
    lineage: str
    lineage_text: str
    parents: list[tuple[int, str]]
    groups: list[GroupInTopic]
    votes: Votes | None
    quotes: list[Quote]
    example: Quote | None
    """A short quote that stands beside the label: words in a row tell little without one."""
    n_withheld: int
    note: str | None
    map_x: float
    map_y: float

    @property
    def is_weak(self) -> bool:
        """Whether the topic falls apart when the corpus is resampled."""
        return self.stability is not None and self.stability.firmness == "weak"


@dataclass(frozen=True)
class VoiceView:
    """One voice that the themes miss."""

    rank: int
    label: str
    """Its own where it is a part that has one, else the topic's."""
    topic: TopicView
    groups: tuple[str, ...]
    lift: LiftFigure | None
    reason: str
    is_certain: bool
    n_statements: int
    n_sessions: int
    quotes: list[Quote]
    n_withheld: int
    first_group: str | None
    """Id of the strongest group, for a link to all its statements in the topic."""


def topic_views(evidence: Evidence) -> list[TopicView]:
    """Topics that analysts did not hide, largest first."""
    shown = evidence.findings.topics.loc[lambda topics: ~topics["is_hidden"].astype(bool)]
    return [_topic_view(topic, evidence) for topic in shown.itertuples()]


def _topic_view(topic: Row, evidence: Evidence) -> TopicView:
    words = evidence.words
    topic_id = int(topic.topic_id)
    statements = evidence.statements_in(topic_id)
    counted = statements[statements["is_counted"].astype(bool)]
    main = words.language_name(topic.main_language)
    shown = quotes(topic.representative_ids, evidence, limit=N_QUOTES)
    return TopicView(
        topic_id=topic_id,
        label=topic.label,
        label_source=words.gettext(LABEL_SOURCE[topic.label_source]) if topic.label_source in LABEL_SOURCE else None,
        keywords=tuple(topic.keywords),
        keywords_by_language=[
            (code, words.language_name(code), tuple(terms))
            for code, terms in topic.keywords_by_language.items()
            if terms
        ],
        size=int(topic.size),
        n_clustered=int(topic.n_clustered),
        n_assigned=int(topic.size) - int(topic.n_clustered),
        n_sessions=int(topic.n_sessions),
        n_languages=int(topic.n_languages),
        languages=counted_names(counted["language"], words.language_name),
        main_language=main,
        main_language_share=float(topic.main_language_share),
        corpus_language_share=evidence.language_shares.get(topic.main_language, 0.0),
        is_uncovered_language=topic.main_language in evidence.uncovered_languages,
        is_one_language=bool(topic.is_one_language),
        stability=_stability(topic, words),
        broad_topic_id=None if pd.isna(topic.broad_topic_id) else int(topic.broad_topic_id),
        broad_label=None if pd.isna(topic.broad_label) else str(topic.broad_label),
        sessions=counted_names(counted["session_id"], partial(session_title, evidence=evidence)),
        theme_id=None if pd.isna(topic.theme_id) else str(topic.theme_id),
        theme=None if pd.isna(topic.theme_id) else evidence.theme_labels.get(topic.theme_id, topic.theme_id),
        themes=[
            words.gettext(
                "“%(theme)s” (%(share)s)", theme=evidence.theme_labels.get(id_, id_), share=words.percent(share)
            )
            for id_, share in zip(topic.theme_ids, topic.theme_shares, strict=True)
        ],
        coverage=topic.coverage,
        coverage_text=words.gettext(COVERAGE[topic.coverage]),
        covered=share_figure(topic.covered_share, topic.covered_low, topic.covered_high, words),
        lineage=topic.lineage,
        lineage_text=words.gettext(LINEAGE[topic.lineage]),
        parents=[(int(id_), topic_label(int(id_), evidence)) for id_ in topic.parents],
        groups=groups_in("topic", str(topic_id), evidence),
        votes=topic_vote_view(topic_id, statements, evidence),
        quotes=shown,
        example=short_quote(shown, words.language),
        n_withheld=evidence.n_withheld(statements),
        note=None if pd.isna(topic.note) else str(topic.note),
        map_x=float(topic.map_x),
        map_y=float(topic.map_y),
    )


def _stability(topic: Row, words: Wording) -> StabilityView | None:
    if pd.isna(topic.stability):
        return None
    return StabilityView(
        share=share_figure(float(topic.stability), math.nan, math.nan, words),
        firmness=topic.firmness,
        firmness_text=words.gettext(FIRMNESS[topic.firmness]),
        meaning=words.gettext(WHAT_TO_EXPECT[topic.firmness]),
    )


def topic_label(topic_id: int, evidence: Evidence) -> str:
    """A topic's label; its number where the topic is of an earlier run."""
    topic = evidence.topics_by_id.get(topic_id)
    return topic.label if topic is not None else evidence.words.gettext("topic %(number)s", number=topic_id)


def groups_in(unit: str, unit_id: str, evidence: Evidence) -> list[GroupInTopic]:
    """The groups of a topic or theme, those with the highest lift first, suppressed ones last."""
    rows = evidence.representation.get((unit, unit_id), [])
    ordered = sorted(rows, key=lambda row: (bool(row.suppressed), -_or(row.lift, -1.0), row.group))
    return [_group_in_topic(row, evidence) for row in ordered]


def _group_in_topic(row: Row, evidence: Evidence) -> GroupInTopic:
    label = evidence.group_labels[row.group]
    if row.suppressed:
        return GroupInTopic(label, True, None, None, None, None, None)
    return GroupInTopic(
        label,
        False,
        known(row.n_statements),
        known_sessions(row),
        known(row.n_people),
        None if pd.isna(row.share) else float(row.share),
        row_lift(row, evidence.words),
    )


def _or(value: float, otherwise: float) -> float:
    return otherwise if pd.isna(value) else float(value)


def counted_names(values: pd.Series[str], name: Callable[[str], str]) -> list[tuple[str, int]]:
    """Names of values by how often they occur, then by name; values that are missing or have no name are left out."""
    counts: Counter[str] = Counter()
    for value, n in values.value_counts().items():
        counts[name(str(value))] += int(n)
    return sorted(((named, n) for named, n in counts.items() if named), key=lambda item: (-item[1], item[0]))


def voice_views(evidence: Evidence, topics: list[TopicView]) -> list[VoiceView]:
    """Voices of the topics that are shown, most worth reading first."""
    by_id = {topic.topic_id: topic for topic in topics}
    voices = evidence.findings.voices.sort_values("rank").itertuples()
    return [
        _voice_view(voice, by_id[int(voice.topic_id)], evidence) for voice in voices if int(voice.topic_id) in by_id
    ]


def _voice_view(voice: Row, topic: TopicView, evidence: Evidence) -> VoiceView:
    return VoiceView(
        rank=int(voice.rank),
        label=voice.label or topic.label,
        topic=topic,
        groups=evidence.label_groups(voice.groups),
        lift=lift_figure(voice.lift, voice.ci_low, voice.ci_high, voice.q_value, evidence.words),
        reason=voice.reason,
        is_certain=bool(voice.is_certain),
        n_statements=int(voice.n_statements),
        n_sessions=int(voice.n_sessions),
        quotes=quotes(voice.statement_ids, evidence, limit=N_QUOTES),
        n_withheld=evidence.n_withheld(evidence.statements_of(voice.statement_ids)),
        first_group=voice.groups[0] if voice.groups else None,
    )
