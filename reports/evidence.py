"""All that is published of one run, with the look-ups that page, tables and charts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from corpus.schemas import Group, Theme
from models.schemas import OUTLIER, Findings, themes_of_each
from reports.history import PastRun
from reports.protection import PSEUDONYM, WITHHELD
from reports.selection import MOST_ON_PAGES, Selection, select
from reports.wording import VoiceFacts, Wording, voice_reason

Row = Any
"""A named tuple of a frame's row; its fields are the columns of the schema."""
Moment = Any
"""A timestamp, or one of pandas' missing values."""


@dataclass(frozen=True)
class Evidence:
    """Protected findings, the record of the run and what was declared. Nothing else reaches a file."""

    findings: Findings
    manifest: dict[str, Any]
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]
    min_group_size: int
    n_people: int | None
    """At most this many people took part; None where no source says."""
    words: Wording
    history: tuple[PastRun, ...] = ()
    """Earlier runs of the same output folder, oldest first."""

    @cached_property
    def selection(self) -> Selection:
        """The statements that the pages hold: all, or an even choice and whatever is quoted."""
        topics, voices = self.findings.topics, self.findings.voices
        lists = (topics["representative_ids"], voices["statement_ids"], self.carriers.values())
        quoted = {id_ for ids in chain(*lists) for id_ in ids[:N_QUOTABLE]} | {*self.findings.review["statement_id"]}
        positions = self._places.get_indexer(sorted(quoted))
        is_quoted = np.zeros(len(self._places), dtype=bool)
        is_quoted[positions[positions >= 0]] = True
        return select(self.findings.statements["topic_id"].to_numpy(dtype=np.int64), is_quoted, most=MOST_ON_PAGES)

    @cached_property
    def statement_rows(self) -> list[Row]:
        """The statements that the pages hold, in order."""
        return list(self.findings.statements.iloc[self.selection.positions].itertuples())

    @cached_property
    def _places(self) -> pd.Index[str]:
        return pd.Index(self.findings.statements["statement_id"])

    def statements_of(self, ids: Sequence[str]) -> pd.DataFrame:
        """The statements with these ids, in their order; ids of none are passed over."""
        found = self._places.get_indexer(pd.Index(ids, dtype="str"))
        return self.findings.statements.iloc[found[found >= 0]]

    @cached_property
    def sessions_by_id(self) -> dict[str, Row]:
        """Every session by its id."""
        return {row.session_id: row for row in self.findings.sessions.itertuples()}

    @cached_property
    def topics_by_id(self) -> dict[int, Row]:
        """Every topic by its id, those that analysts hid among them."""
        return {int(row.topic_id): row for row in self.findings.topics.itertuples()}

    @cached_property
    def _by_topic(self) -> dict[int, NDArray[np.int64]]:
        places: dict[int, NDArray[np.int64]] = self.findings.statements.groupby("topic_id").indices
        return places

    def statements_in(self, topic_id: int) -> pd.DataFrame:
        """The statements of a topic, in order; outliers under -1."""
        return self.findings.statements.iloc[self._by_topic.get(topic_id, np.empty(0, dtype=np.int64))]

    @cached_property
    def carriers(self) -> dict[str, list[str]]:
        """Ids of the statements that carry each theme, the most probable first."""
        pairs = self.findings.statement_themes
        assigned = pairs[pairs["assigned"].astype(bool)].sort_values("score", ascending=False, kind="stable")
        return {str(theme_id): ids.tolist() for theme_id, ids in assigned.groupby("theme_id")["statement_id"]}

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The statements that count in figures: all but those for which another one stands."""
        statements = self.findings.statements
        return statements[statements["is_counted"].astype(bool)]

    @property
    def n_outliers(self) -> int:
        """Statements that count and belong to no topic."""
        return int((self.counted["topic_id"] == OUTLIER).sum())

    @cached_property
    def language_shares(self) -> dict[str, float]:
        """Share of each language in all statements that count, 0 to 1."""
        shares: dict[str, float] = self.counted["language"].value_counts(normalize=True).to_dict()
        return shares

    @property
    def uncovered_languages(self) -> dict[str, float]:
        """Share of all statements in each language that the language offsets do not cover, largest first."""
        offsets: dict[str, Any] = self.manifest.get("offsets") or {}
        found: dict[str, float] = offsets.get("uncovered_languages") or {}
        return found

    @cached_property
    def representation(self) -> dict[tuple[str, str], list[Row]]:
        """Rows by unit and unit id."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.findings.representation.itertuples():
            found.setdefault((row.unit, row.unit_id), []).append(row)
        return found

    @cached_property
    def themes_by_statement(self) -> dict[str, list[str]]:
        """Ids of the themes that each statement carries; a statement without any is absent."""
        return themes_of_each(self.findings.statement_themes)

    @cached_property
    def theme_labels(self) -> dict[str, str]:
        """Labels of themes in the report's language, where there is one."""
        labels = {row.theme_id: row.label for row in self.findings.themes.itertuples()}
        for theme in self.themes:
            labels[theme.id] = theme.labels.get(self.words.language) or labels.get(theme.id, theme.id)
        return labels

    @cached_property
    def group_labels(self) -> dict[str, str]:
        """Labels of groups; a group that was declared nowhere keeps its id."""
        named = {group.id: group.label for group in self.groups}
        found = dict.fromkeys(self.findings.representation["group"])
        return {group: named.get(group, group) for group in (*named, *found)}

    def group_number(self, group: str) -> int:
        """A group's place among the declared ones, from 1."""
        return list(self.group_labels).index(group) + 1

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """Ids of the groups that are kept coarse."""
        return frozenset(group.id for group in self.groups if group.sensitive)

    def label_groups(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Labels of groups, in their order."""
        return tuple(self.group_labels.get(group, group) for group in groups)

    def is_withheld(self, statement: Row) -> bool:
        """Whether the statement's words were withheld."""
        return bool(statement.text == WITHHELD)

    def n_withheld(self, statements: pd.DataFrame) -> int:
        """How many of the statements have lost their words."""
        return int((statements["text"] == WITHHELD).sum())

    def is_coarse(self, statement: Row) -> bool:
        """Whether the statement's date is a month, because a sensitive group said it."""
        return self.is_withheld(statement) or not self.sensitive.isdisjoint(statement.groups)


def with_reasons(evidence: Evidence) -> Findings:
    """The findings with the column `reason` added to the voices."""
    reasons = [_reason(voice, evidence) for voice in evidence.findings.voices.itertuples()]
    voices = evidence.findings.voices
    return replace(evidence.findings, voices=voices.assign(reason=pd.Series(reasons, index=voices.index, dtype=object)))


def _reason(voice: Row, evidence: Evidence) -> str:
    topic = evidence.topics_by_id[int(voice.topic_id)]
    theme = None if pd.isna(topic.theme_id) else evidence.theme_labels.get(topic.theme_id, topic.theme_id)
    facts = VoiceFacts(
        topic=topic.label,
        groups=evidence.label_groups(voice.groups),
        part=None if pd.isna(voice.subtopic) else voice.label,
        lift=voice.lift,
        ci_low=voice.ci_low,
        ci_high=voice.ci_high,
        q_value=voice.q_value,
        n_statements=int(voice.n_statements),
        n_sessions=int(voice.n_sessions),
        theme=theme,
        novelty=voice.novelty,
        is_certain=bool(voice.is_certain),
        is_weak=bool(topic.firmness == "weak"),
    )
    return voice_reason(facts, evidence.words)


N_QUOTABLE = 20
"""Of a list of statements the first so many are among those that the pages hold; nearly always a quote is of them."""

LONGEST_SHORT_QUOTE = 150
"""Characters of a quote on the first screen and in lists; longer ones stand with topics and voices."""


@dataclass(frozen=True)
class Quote:
    """A statement as the page shows it."""

    statement_id: str
    text: str
    language: str
    provenance: tuple[str, ...]
    """Where it comes from, most telling first."""
    is_withheld: bool
    is_clustered: bool


def quotes(statement_ids: Sequence[str], evidence: Evidence, *, limit: int) -> list[Quote]:
    """The first `limit` statements that may be read, in their order; no text twice, none withheld."""
    kept: dict[str, Row] = {}
    for start in range(0, len(statement_ids), N_QUOTABLE):
        for row in evidence.statements_of(statement_ids[start : start + N_QUOTABLE]).itertuples():
            if not evidence.is_withheld(row):
                kept.setdefault(row.text, row)
        if len(kept) >= limit:
            break
    return [quote(row, evidence) for row in list(kept.values())[:limit]]


def short_quote(found: Sequence[Quote], language: str) -> Quote | None:
    """The first that is short enough to stand in a list, in the reader's `language` if there is one."""
    short = [each for each in found if len(each.text) <= LONGEST_SHORT_QUOTE and not each.is_withheld]
    return next((each for each in short if each.language == language), short[0] if short else None)


def quote(statement: Row, evidence: Evidence) -> Quote:
    """One statement with its provenance."""
    is_withheld = evidence.is_withheld(statement)
    return Quote(
        statement_id=statement.statement_id,
        text=evidence.words.gettext(WITHHELD) if is_withheld else statement.text,
        language=evidence.words.language if is_withheld else statement.language,
        provenance=_provenance(statement, evidence),
        is_withheld=is_withheld,
        is_clustered=bool(statement.is_clustered),
    )


def _provenance(statement: Row, evidence: Evidence) -> tuple[str, ...]:
    session = session_title(statement.session_id, evidence)
    reference = statement.source_ref
    is_told = not reference or reference in (session, statement.session_id) or reference in statement.place
    parts = [
        session,
        date_text(statement.date, evidence, coarse=evidence.is_coarse(statement)),
        evidence.words.language_name(statement.language),
        statement.source if is_told else f"{statement.source} {reference}",
        statement.place,
        _votes_text(statement, evidence),
    ]
    return tuple(part for part in parts if part)


def _votes_text(statement: Row, evidence: Evidence) -> str:
    """How people voted on a Pol.is comment; empty where nobody did or it is not told."""
    counts = (statement.n_agree, statement.n_disagree, statement.n_pass)
    if any(pd.isna(count) for count in counts) or not sum(counts):
        return ""
    agree, disagree, passed = map(evidence.words.number, counts)
    return evidence.words.gettext(
        "%(agree)s agree, %(disagree)s disagree, %(passed)s pass", agree=agree, disagree=disagree, passed=passed
    )


def session_title(session_id: object, evidence: Evidence) -> str:
    """A session's title, else its pseudonym in words, else its id; empty where there is none."""
    if not isinstance(session_id, str):
        return ""
    session = evidence.sessions_by_id.get(session_id)
    if session is not None and isinstance(session.title, str) and session.title:
        return session.title
    group, separator, number = session_id.rpartition(PSEUDONYM)
    if not separator or group not in evidence.sensitive:
        return session_id
    return evidence.words.gettext("%(group)s, session %(number)s", group=evidence.group_labels[group], number=number)


def date_text(moment: Moment, evidence: Evidence, *, coarse: bool) -> str:
    """A date in words, only its month where it is kept coarse; empty where there is none."""
    if pd.isna(moment):
        return ""
    return evidence.words.month(moment) if coarse else evidence.words.day(moment)
