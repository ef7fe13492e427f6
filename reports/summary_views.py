"""What was read, its sources and sessions, as the page shows them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from models.schemas import OUTLIER
from reports.evidence import Evidence, Row, date_text, session_title
from reports.protection import WITHHELD
from reports.wording import N_, Wording

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
            where=_where(row, words),
            participants=None if pd.isna(row.participants) else int(row.participants),
            n_statements=int(counts.get(row.session_id, 0)),
            languages=words.join([words.language_name(code) for code in row.languages]),
        )
        for row in evidence.findings.sessions.itertuples()
    ]


def _where(session: Row, words: Wording) -> str:
    """Countries and region; a list may hold several countries, with semicolons between them."""
    told = [part for part in (session.country, session.region) if isinstance(part, str) and part]
    return ", ".join(words.join([name.strip() for name in part.split(";")]) for part in told)


@dataclass(frozen=True)
class Overview:
    """What was read, in numbers."""

    n_statements: int
    n_sessions: int
    n_languages: int
    n_outliers: int
    outlier_share: float
    n_unthemed: int
    """Of those whose words are told: whether the others carry a theme is nobody's to know."""
    unthemed_share: float
    n_withheld: int
    n_assigned: int
    languages: list[tuple[str, int]]
    months: list[tuple[str, int]]


def overview(evidence: Evidence) -> Overview:
    """Counts over all statements that count, whatever the manifest says of them."""
    statements = evidence.counted
    n = len(statements)
    n_outliers = evidence.n_outliers
    is_withheld = statements["text"] == WITHHELD
    told = statements.loc[~is_withheld, "statement_id"]
    n_unthemed = int((~told.isin(list(evidence.themes_by_statement))).sum())
    dated = evidence.findings.sessions.dropna(subset=["date"]).sort_values("date")
    months = Counter(evidence.words.month(moment) for moment in dated["date"])
    return Overview(
        n_statements=n,
        n_sessions=len(evidence.findings.sessions),
        n_languages=int(statements["language"].nunique()),
        n_outliers=n_outliers,
        outlier_share=n_outliers / max(n, 1),
        n_unthemed=n_unthemed,
        unthemed_share=n_unthemed / max(len(told), 1),
        n_withheld=int(is_withheld.sum()),
        n_assigned=int((~statements["is_clustered"].astype(bool) & (statements["topic_id"] != OUTLIER)).sum()),
        languages=[
            (evidence.words.language_name(code), int(k)) for code, k in statements["language"].value_counts().items()
        ],
        months=list(months.items()),
    )
