"""What is told of the simulated nights: a row each, and what must hold at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from flows.settings import Settings
from models.schemas import OUTLIER
from reports.run_folder import Run

LABEL = "As the analyst names it"


@dataclass(frozen=True)
class Decided:
    """An analyst's decisions of one day, and what was in the topics then."""

    on: str
    renamed: int
    merged: dict[int, int]
    """Which topic was merged into which."""
    members: dict[str, int]
    """Topic of each statement that was in one of the three topics, merged ones as they are after the merge."""

    def as_curation(self) -> dict[int, dict[str, str | int]]:
        """The content of `curation.yaml`."""
        who: dict[str, str | int] = {"by": "Nino", "date": self.on}
        merges = {topic: {"merge_into": into, **who} for topic, into in self.merged.items()}
        return {self.renamed: {"label": LABEL, **who}, **merges}


@dataclass(frozen=True)
class NightRow:
    """One night. Shares of ids are of statements in a topic in the run before that are in this one, too."""

    number: int
    date: str
    kind: str
    event: str
    n_statements: int | None
    n_added: int | None
    n_removed: int | None
    n_topics: int | None
    refit: str
    """Why topics were found anew; empty where they were kept."""
    n_compared: int
    n_kept: int
    n_conflicts: int
    """Decisions that did not fit, in the run's warnings."""
    seconds: float
    cpu_seconds: float | None
    output_mib: float
    rss_mib: int | None
    n_handles: int | None
    n_stale: int
    alerts: tuple[str, ...]

    @classmethod
    def of(
        cls,
        number: int,
        moment: datetime,
        answer: Mapping[str, Any],
        *,
        event: str,
        before: Run | None,
        after: Run | None,
        merged: Mapping[int, int],
        alerts: Sequence[str],
        output_mib: float,
    ) -> NightRow:
        """The row of a night that answered so, between the run published before and the one published after."""
        run = after if after and (before is None or after.run_id != before.run_id) else None
        manifest, changes = (run.manifest, run.changes) if run else ({}, {})
        n_kept, n_compared = numbers_kept(topic_of(before), topic_of(run), merged) if run and before else (0, 0)
        counts, refit = manifest.get("counts", {}), manifest.get("refit", {})
        worked = answer.get("cpu_seconds")
        return cls(
            number=number,
            date=f"{moment:%Y-%m-%d %H:%M %z}",
            kind=answer["kind"],
            event=event,
            n_statements=counts.get("statements"),
            n_added=changes.get("statements_added"),
            n_removed=changes.get("statements_removed"),
            n_topics=counts.get("topics"),
            refit=refit["reason"] if refit.get("refit") else "",
            n_compared=n_compared,
            n_kept=n_kept,
            n_conflicts=sum(each.startswith("curation") for each in manifest.get("warnings", ())),
            seconds=round(answer["seconds"], 1),
            cpu_seconds=None if worked is None else round(worked, 1),
            output_mib=round(output_mib, 1),
            rss_mib=answer.get("rss_mib"),
            n_handles=answer.get("n_handles"),
            n_stale=answer.get("n_stale", 0),
            alerts=tuple(alerts),
        )

    def line(self) -> str:
        """For a terminal, as the night ends."""
        kept = f", {self.n_kept}/{self.n_compared} ids kept" if self.n_compared else ""
        return (
            f"night {self.number}, {self.date}: {self.kind}, {self.n_statements or '-'} statements{kept}, "
            f"{self.refit or 'no refit'}, {self.seconds} s, {self.cpu_seconds} CPU s, {self.output_mib} MiB, "
            f"RSS {self.rss_mib}, {self.n_handles} handles, told {list(self.alerts)} {self.event}"
        )


def topic_of(run: Run) -> dict[str, int]:
    """The topic of each statement of `run` that is in one."""
    statements: pd.DataFrame = run.table("statements")
    placed = statements[statements["topic_id"] != OUTLIER]
    return {str(key): int(topic) for key, topic in zip(placed["statement_id"], placed["topic_id"], strict=True)}


def numbers_kept(before: Mapping[str, int], after: Mapping[str, int], merged: Mapping[int, int]) -> tuple[int, int]:
    """Of the statements in a topic both times: how many have its number, a decided merge counted as kept, and all."""
    both = before.keys() & after.keys()
    return sum(merged.get(before[each], before[each]) == after[each] for each in both), len(both)


def decided_on(run: Run, day: date) -> Decided:
    """Decisions on the three largest topics of `run`: the first gets a name, the third is merged into the second."""
    first, second, third = (int(each) for each in run.table("topics")["topic_id"].head(3))
    merged = {third: second}
    members = {
        each: merged.get(topic, topic) for each, topic in topic_of(run).items() if topic in (first, second, third)
    }
    return Decided(day.isoformat(), first, merged, members)


def summary(rows: Sequence[NightRow], decided: Decided | None, last: Run) -> dict[str, Any]:
    """What all nights come to."""
    nights = [row for row in rows if row.kind != "skipped"]
    changed = [row for row in nights if row.kind == "changed"]
    quiet = [row for row in nights if row.kind == "unchanged"]
    compared = [row for row in changed if row.n_compared]
    worst = min(compared, key=lambda row: row.n_kept / row.n_compared)
    warm = [row for row in changed[1:] if row.cpu_seconds is not None]
    slowest = max(warm, key=lambda row: row.cpu_seconds or 0)
    told = Counter(alert for row in rows for alert in row.alerts)
    return {
        "n_nights": len(nights),
        "outcomes": dict(Counter(row.kind for row in rows)),
        "ids_kept_share": round(sum(row.n_kept for row in compared) / sum(row.n_compared for row in compared), 4),
        "worst_night": worst.number,
        "worst_night_kept_share": round(worst.n_kept / worst.n_compared, 4),
        "nights_below_95_percent": [row.number for row in compared if row.n_kept < 0.95 * row.n_compared],
        "refits": {row.number: row.refit for row in changed if row.refit},
        "conflicts": sum(row.n_conflicts for row in rows),
        "alerts": dict(told),
        "night_seconds": round(median(row.seconds for row in warm), 1),
        "night_cpu_seconds": round(median(row.cpu_seconds or 0 for row in warm), 1),
        "slowest_night": slowest.number,
        "slowest_night_cpu_seconds": slowest.cpu_seconds,
        "quiet_night_seconds": round(median(row.seconds for row in quiet), 1) if quiet else None,
        "cpu_seconds": round(sum(row.cpu_seconds or 0 for row in rows)),
        "first_output_mib": changed[0].output_mib,
        "last_output_mib": rows[-1].output_mib,
        "most_output_mib": max(row.output_mib for row in rows),
        "is_final": bool(last.manifest.get("final")),
        **({} if decided is None else _decisions_at_the_end(decided, last)),
    }


def _decisions_at_the_end(decided: Decided, last: Run) -> dict[str, Any]:
    topics = last.table("topics").set_index("topic_id")
    (merged, into), now = next(iter(decided.merged.items())), topic_of(last)
    labels = (
        [str(topics.loc[decided.renamed, each]) for each in ("label", "label_source")]
        if decided.renamed in topics.index
        else []
    )
    kept, n = numbers_kept(decided.members, now, {})
    return {
        "is_renaming_kept": labels == [LABEL, "curation"],
        "is_merge_kept": merged not in topics.index and into in topics.index,
        "decided_members_kept_share": round(kept / n, 4),
    }


def held_at_the_end(last: Run, settings: Settings, output: Path, expected: Counter[str]) -> dict[str, Any]:
    """Whether everything that arrived is in the last report: by the demo's own words, and by what is read now."""
    from flows.reading import read_consultation

    statements = last.table("statements")
    reading = read_consultation(settings, output)
    in_ledger = sum(row["n_rows"] for row in last.manifest["ledger"] if row["fate"] == "statement")
    return {
        "n_statements": len(statements),
        "n_expected": expected.total(),
        "n_lost": (expected - Counter(statements["text"])).total(),
        "n_in_ledger": in_ledger,
        "n_read_but_not_reported": len(set(reading.statements["statement_id"]) - set(statements["statement_id"])),
    }
