"""What is different from the run before, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reports.evidence import Evidence, session_title
from reports.history import PastRun
from reports.topic_views import topic_label
from reports.wording import N_, Wording

Change = Any
"""An entry of `changes.json`: a topic's id, a mapping with its id, a count, or a list of statement ids."""

KINDS = {
    "new": N_("New topics"),
    "grown": N_("Grown"),
    "shrunk": N_("Shrunk"),
    "split": N_("Split off"),
    "merged": N_("Merged"),
    "returned": N_("Returned"),
    "shown": N_("Shown again"),
    "hidden": N_("Hidden by analysts"),
    "vanished": N_("Vanished"),
}


@dataclass(frozen=True)
class TopicChange:
    """A topic that is not as it was."""

    topic_id: int | None
    """For a link to its panel; None where it has none."""
    text: str
    """Its label, and where it came from."""
    sizes: str
    """Its statements before and now, empty where either is not known."""


@dataclass(frozen=True)
class Changes:
    """What is different from the previous run; `kinds` holds only kinds of change that occurred."""

    previous: str | None
    kinds: list[tuple[str, list[TopicChange]]]
    n_continued: int
    n_added: int
    n_removed: int
    new_sessions: list[str]
    """Titles of the sessions heard for the first time; those of people at risk are not told apart from older ones."""
    summary: list[str]
    """The changes in a few words each; empty where there is no previous run."""


def changes(evidence: Evidence) -> Changes:
    """The changes of the run with labels instead of ids."""
    record = evidence.findings.changes
    topics: dict[str, list[Any]] = record.get("topics") or {}
    previous = record.get("previous_run_id")
    before = previous_run(evidence)
    kinds = [
        (evidence.words.gettext(name), [_changed(item, before, evidence) for item in topics[kind]])
        for kind, name in KINDS.items()
        if topics.get(kind)
    ]
    n_added = _size(record.get("statements_added"))
    n_removed = _size(record.get("statements_removed"))
    return Changes(
        previous=run_moment(previous, evidence.words) if previous else None,
        kinds=kinds,
        n_continued=len(topics.get("continued", [])),
        n_added=n_added,
        n_removed=n_removed,
        new_sessions=_new_sessions(before, evidence),
        summary=_summary(kinds, n_added, n_removed, evidence.words) if previous else [],
    )


def previous_run(evidence: Evidence) -> PastRun | None:
    """The run that this one is compared with; None where it is not there any more."""
    previous = evidence.findings.changes.get("previous_run_id")
    return next((run for run in evidence.history if run.run_id == previous), None)


def _changed(item: Change, before: PastRun | None, evidence: Evidence) -> TopicChange:
    record = item if isinstance(item, dict) else {"topic_id": item}
    topic_id = int(record["topic_id"])
    label = str(record.get("label") or topic_label(topic_id, evidence))
    parents = [topic_label(int(id_), evidence) for id_ in record.get("parents", [])]
    topic = evidence.topics_by_id.get(topic_id)
    is_shown = topic is not None and not topic.is_hidden
    words = evidence.words
    sizes = ""
    if before is not None and topic is not None and topic_id in before.sizes:
        sizes = words.gettext(
            "%(before)s, now %(now)s",
            before=words.number(before.sizes[topic_id]),
            now=words.statements(int(topic.size)),
        )
    named = words.gettext("%(topic)s, from %(parents)s", topic=label, parents=words.join(parents)) if parents else label
    return TopicChange(topic_id if is_shown else None, named, sizes)


def _new_sessions(before: PastRun | None, evidence: Evidence) -> list[str]:
    """Those with statements that tell their session now, and had none before.

    Pseudonyms may be numbered anew when a session is added, so they say nothing of which one it is.
    """
    if before is None:
        return []
    heard = set(evidence.findings.statements["session_id"].dropna()) - before.session_ids
    new = evidence.findings.sessions[evidence.findings.sessions["session_id"].isin(list(heard))]
    return [
        session_title(row.session_id, evidence) for row in new.itertuples() if evidence.sensitive.isdisjoint(row.groups)
    ]


def _summary(kinds: list[tuple[str, list[TopicChange]]], n_added: int, n_removed: int, words: Wording) -> list[str]:
    return [
        words.gettext("%(statements)s added", statements=words.statements(n_added)),
        *([words.gettext("%(statements)s removed", statements=words.statements(n_removed))] if n_removed else []),
        *(words.gettext("%(kind)s: %(n)s", kind=kind, n=words.number(len(items))) for kind, items in kinds),
    ]


def _size(value: Change) -> int:
    """A count, whether the record gives the number or the ids."""
    return len(value) if isinstance(value, (list, tuple)) else int(value or 0)


def run_moment(run_id: str, words: Wording) -> str:
    """When a run began, in words, from its id; the id where it tells no time."""
    try:
        return words.minute(datetime.strptime(f"{run_id[:16]}+0000", "%Y%m%dT%H%M%SZ%z"))
    except ValueError:
        return run_id
