"""Themes, groups, sources and changes as the page shows them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from models.schemas import OUTLIER
from reports.evidence import Evidence, date_text, session_title
from reports.protection import WITHHELD
from reports.topic_views import GroupInTopic, groups_in, topic_label
from reports.wording import N_

Change = Any
"""An entry of `changes.json`: a topic's id, a mapping with its id, a count, or a list of statement ids."""

SUPPORT = {
    "strong": N_("strong support"),
    "some": N_("some support"),
    "thin": N_("thin support"),
    "none": N_("no support"),
}
FATES = {
    "statement": N_("became a statement"),
    "duplicate": N_("duplicate"),
    "moderated-out": N_("moderated out"),
    "meta": N_("about the conversation itself"),
    "context": N_("heading or question"),
    "empty": N_("empty"),
    "boilerplate": N_("dates, lists, links"),
    "unreadable": N_("unreadable"),
    "withdrawn": N_("withdrawn"),
}


@dataclass(frozen=True)
class ThemeView:
    """A hand-written theme with its support."""

    theme_id: str
    label: str
    description: str
    n_statements: int
    share: float
    n_sessions: int
    n_languages: int
    n_regions: int
    support: str
    support_text: str
    topics: list[tuple[int, str]]
    groups: list[GroupInTopic]
    words: list[GroupWords]


@dataclass(frozen=True)
class DistinctiveWord:
    """A term of a group inside a theme."""

    term: str
    language: str
    language_name: str
    n_statements: int
    is_certain: bool


@dataclass(frozen=True)
class GroupWords:
    """What a group says inside a theme more than others who carry it, the surest first."""

    label: str
    words: list[DistinctiveWord]


def theme_views(evidence: Evidence) -> list[ThemeView]:
    """Themes in the order of the staff's list."""
    declared = {theme.id: theme for theme in evidence.themes}
    language = evidence.words.language
    views = []
    for row in evidence.findings.themes.itertuples():
        descriptions = declared[row.theme_id].descriptions if row.theme_id in declared else {}
        shown = [int(id_) for id_ in row.topic_ids if _is_shown(int(id_), evidence)]
        view = ThemeView(
            theme_id=row.theme_id,
            label=evidence.theme_labels[row.theme_id],
            description=descriptions.get(language) or descriptions.get("und") or descriptions.get("en", ""),
            n_statements=int(row.n_statements),
            share=float(row.share),
            n_sessions=int(row.n_sessions),
            n_languages=int(row.n_languages),
            n_regions=int(row.n_regions),
            support=row.support,
            support_text=evidence.words.gettext(SUPPORT[row.support]),
            topics=[(id_, topic_label(id_, evidence)) for id_ in shown],
            groups=groups_in("theme", row.theme_id, evidence),
            words=_words_inside(row.theme_id, evidence),
        )
        views.append(view)
    return views


def _words_inside(theme_id: str, evidence: Evidence) -> list[GroupWords]:
    terms = evidence.findings.distinctive_terms
    return [
        GroupWords(
            label=evidence.group_labels[group],
            words=[
                DistinctiveWord(
                    term=row.term,
                    language=row.language,
                    language_name=evidence.words.language_name(row.language),
                    n_statements=int(row.n_statements),
                    is_certain=bool(row.is_certain),
                )
                for row in rows.itertuples()
            ],
        )
        for group, rows in terms[terms["theme_id"] == theme_id].groupby("group", sort=False)
    ]


def _is_shown(topic_id: int, evidence: Evidence) -> bool:
    topic = evidence.topics_by_id.get(topic_id)
    return topic is not None and not topic.is_hidden


@dataclass(frozen=True)
class Ledger:
    """What became of every row that was read: one line a source, one column a fate, and their sums."""

    fates: list[str]
    lines: list[tuple[str, list[int], int]]
    totals: list[int]
    total: int


def ledger(evidence: Evidence) -> Ledger:
    """The ledger of the manifest as a table whose totals add up."""
    records: list[dict[str, Any]] = evidence.manifest.get("ledger", [])
    counts: dict[str, Counter[str]] = {}
    for record in records:
        counts.setdefault(record["source"], Counter())[record["fate"]] += int(record["n_rows"])
    seen = {str(record["fate"]) for record in records}
    fates = [fate for fate in FATES if fate in seen] + sorted(seen - set(FATES))
    lines = [(source, [found[fate] for fate in fates], found.total()) for source, found in counts.items()]
    totals = [sum(found[fate] for found in counts.values()) for fate in fates]
    return Ledger([evidence.words.gettext(FATES.get(fate, fate)) for fate in fates], lines, totals, sum(totals))


@dataclass(frozen=True)
class SessionView:
    """A session: when, where, who; emptied where it would identify people."""

    title: str
    date: str
    order: int
    """Sorts by date."""
    where: str
    participants: int | None
    n_statements: int
    languages: str


def session_views(evidence: Evidence) -> list[SessionView]:
    """Sessions as they were read."""
    counts = evidence.findings.statements["session_id"].value_counts()
    words = evidence.words
    return [
        SessionView(
            title=session_title(row.session_id, evidence),
            date=date_text(row.date, evidence, coarse=not evidence.sensitive.isdisjoint(row.groups)),
            order=0 if pd.isna(row.date) else int(row.date.timestamp()),
            where=", ".join(part for part in (row.country, row.region) if isinstance(part, str) and part),
            participants=None if pd.isna(row.participants) else int(row.participants),
            n_statements=int(counts.get(row.session_id, 0)),
            languages=words.join([words.language_name(code) for code in row.languages]),
        )
        for row in evidence.findings.sessions.itertuples()
    ]


@dataclass(frozen=True)
class Changes:
    """What is different from the previous run; `kinds` holds only kinds of change that occurred."""

    previous: str | None
    kinds: list[tuple[str, list[str]]]
    n_continued: int
    n_added: int
    n_removed: int


CHANGES = {
    "new": N_("New topics"),
    "grown": N_("Grown"),
    "shrunk": N_("Shrunk"),
    "split": N_("Split off"),
    "merged": N_("Merged"),
    "vanished": N_("Vanished"),
}


def changes(evidence: Evidence) -> Changes:
    """The changes of the run with labels instead of ids."""
    record = evidence.findings.changes
    topics: dict[str, list[Any]] = record.get("topics") or {}
    kinds = [
        (evidence.words.gettext(name), [_changed(item, evidence) for item in topics.get(kind, [])])
        for kind, name in CHANGES.items()
    ]
    previous = record.get("previous_run_id")
    return Changes(
        previous=run_moment(previous, evidence) if previous else None,
        kinds=[(name, items) for name, items in kinds if items],
        n_continued=len(topics.get("continued", [])),
        n_added=_size(record.get("statements_added")),
        n_removed=_size(record.get("statements_removed")),
    )


def _changed(item: Change, evidence: Evidence) -> str:
    """A change in words: a topic's label, and where it came from."""
    if not isinstance(item, dict):
        return topic_label(int(item), evidence)
    label = str(item.get("label") or topic_label(int(item["topic_id"]), evidence))
    parents = [topic_label(int(id_), evidence) for id_ in item.get("parents", [])]
    if not parents:
        return label
    return evidence.words.gettext("%(topic)s, from %(parents)s", topic=label, parents=evidence.words.join(parents))


def _size(value: Change) -> int:
    """A count, whether the record gives the number or the ids."""
    return len(value) if isinstance(value, (list, tuple)) else int(value or 0)


def run_moment(run_id: str, evidence: Evidence) -> str:
    """When a run began, in words, from its id; the id where it tells no time."""
    try:
        return evidence.words.minute(datetime.strptime(f"{run_id[:16]}+0000", "%Y%m%dT%H%M%SZ%z"))
    except ValueError:
        return run_id


@dataclass(frozen=True)
class Overview:
    """What was read, in numbers."""

    n_statements: int
    n_sessions: int
    n_languages: int
    n_outliers: int
    outlier_share: float
    n_unthemed: int
    unthemed_share: float
    n_withheld: int
    n_assigned: int
    languages: list[tuple[str, int]]
    months: list[tuple[str, int]]


def overview(evidence: Evidence) -> Overview:
    """Counts over all statements that count, whatever the manifest says of them."""
    statements = evidence.counted
    n = len(statements)
    n_outliers = int((statements["topic_id"] == OUTLIER).sum())
    n_unthemed = int((~statements["statement_id"].isin(list(evidence.themes_by_statement))).sum())
    dated = evidence.findings.sessions.dropna(subset=["date"]).sort_values("date")
    months = Counter(evidence.words.month(moment) for moment in dated["date"])
    return Overview(
        n_statements=n,
        n_sessions=len(evidence.findings.sessions),
        n_languages=int(statements["language"].nunique()),
        n_outliers=n_outliers,
        outlier_share=n_outliers / max(n, 1),
        n_unthemed=n_unthemed,
        unthemed_share=n_unthemed / max(n, 1),
        n_withheld=int((statements["text"] == WITHHELD).sum()),
        n_assigned=int((~statements["is_clustered"].astype(bool) & (statements["topic_id"] != OUTLIER)).sum()),
        languages=[
            (evidence.words.language_name(code), int(k)) for code, k in statements["language"].value_counts().items()
        ],
        months=list(months.items()),
    )
