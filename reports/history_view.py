"""How the runs of the phase compare, and how a topic fared through them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.changes_view import run_moment
from reports.evidence import Evidence
from reports.figures import spark
from reports.history import PastRun
from reports.wording import Wording


@dataclass(frozen=True)
class RunView:
    """A run in one line."""

    moment: str
    order: int
    """Sorts by time."""
    n_statements: int
    n_topics: int
    n_outliers: int
    n_findings: int
    is_this: bool


@dataclass(frozen=True)
class HistoryView:
    """The runs of the phase, newest first, and what they tell in a sentence."""

    runs: list[RunView]
    reading: str


@dataclass(frozen=True)
class TopicHistory:
    """A topic's size over the runs."""

    sizes: list[tuple[str, int]]
    """Moment of a run and statements of the topic in it, oldest first, this run last."""
    reading: str
    line: str
    """The sizes as the points of a small line; empty with one run."""


def history_view(evidence: Evidence) -> HistoryView:
    """All runs that are known, this one among them."""
    words = evidence.words
    runs = _runs(evidence)
    views = [
        RunView(
            moment=run_moment(run.run_id, words),
            order=at,
            n_statements=run.n_statements,
            n_topics=run.n_topics,
            n_outliers=run.n_outliers,
            n_findings=run.n_findings,
            is_this=at == len(runs) - 1,
        )
        for at, run in enumerate(runs)
    ]
    return HistoryView(views[::-1], _reading(runs, words))


def _runs(evidence: Evidence) -> list[PastRun]:
    """Earlier runs and this one, counted alike."""
    topics, voices = evidence.findings.topics, evidence.findings.voices
    shown = topics[~topics["is_hidden"].astype(bool)]
    this = PastRun(
        run_id=evidence.manifest["run_id"],
        n_statements=len(evidence.counted),
        n_topics=len(shown),
        n_outliers=evidence.n_outliers,
        n_findings=int(voices.loc[voices["topic_id"].isin(shown["topic_id"]), "is_certain"].sum()),
        sizes={int(row.topic_id): int(row.size) for row in shown.itertuples()},
        session_ids=frozenset(),
    )
    return [*(run for run in evidence.history if run.run_id < this.run_id), this]


def _reading(runs: list[PastRun], words: Wording) -> str:
    if len(runs) < 2:
        return words.gettext("This is the first run: there is nothing to compare it with.")
    first, last = runs[0], runs[-1]
    return words.gettext(
        "Over %(runs)s since %(moment)s, statements went from %(statements_then)s to %(statements_now)s, topics from "
        "%(topics_then)s to %(topics_now)s, and findings from %(findings_then)s to %(findings_now)s.",
        runs=words.runs(len(runs)),
        moment=run_moment(first.run_id, words),
        **{
            f"{name}_{when}": words.number(getattr(run, f"n_{name}"))
            for name in ("statements", "topics", "findings")
            for when, run in (("then", first), ("now", last))
        },
    )


def topic_histories(evidence: Evidence) -> dict[int, TopicHistory]:
    """Of every topic that is shown; empty in a first run."""
    runs = _runs(evidence)
    if len(runs) < 2:
        return {}
    return {topic_id: _topic_history(topic_id, runs, evidence.words) for topic_id in runs[-1].sizes}


def _topic_history(topic_id: int, runs: list[PastRun], words: Wording) -> TopicHistory:
    sizes = [(run_moment(run.run_id, words), run.sizes[topic_id]) for run in runs if topic_id in run.sizes]
    if len(sizes) == 1:
        return TopicHistory(sizes, words.gettext("It was found for the first time in this run."), "")
    reading = words.gettext(
        "It is in %(runs)s since %(moment)s: %(then)s at first, %(before)s in the run before this one, %(now)s now.",
        runs=words.runs(len(sizes)),
        moment=sizes[0][0],
        then=words.statements(sizes[0][1]),
        before=words.number(sizes[-2][1]),
        now=words.number(sizes[-1][1]),
    )
    return TopicHistory(sizes, reading, spark([size for _, size in sizes]))
