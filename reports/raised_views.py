"""What each group raised: its topics, those first that it raises most beyond its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.evidence import Evidence, Row
from reports.figures import LiftFigure, known_sessions, row_lift
from reports.topic_views import TopicView

N_RAISED = 20
"""Topics shown of each group, beyond which representation.csv goes on."""


@dataclass(frozen=True)
class RaisedTopic:
    """A topic of which a group spoke."""

    topic: TopicView
    lift: LiftFigure | None
    n_statements: int
    n_sessions: int | None

    @property
    def is_beyond(self) -> bool:
        """Whether the group raises it beyond its share, sure or not."""
        return self.lift is not None and self.lift.value > 1


@dataclass(frozen=True)
class RaisedView:
    """A group with its topics; empty where none may be told."""

    number: int
    """Its place among the declared groups, from 1; names its panel."""
    group: str
    label: str
    topics: list[RaisedTopic]
    missed: list[RaisedTopic]
    """Of all topics those that it raises beyond its share, and that no theme covers."""
    n_more: int
    n_suppressed: int
    """Topics of which the figures are left out, because too few people stand behind them."""


def raised_views(evidence: Evidence, topics: Sequence[TopicView]) -> list[RaisedView]:
    """Groups as declared; one of which no topic may be told has an empty list."""
    return [_raised_view(group, topics, evidence) for group in evidence.group_labels]


def _raised_view(group: str, topics: Sequence[TopicView], evidence: Evidence) -> RaisedView:
    rows = [(topic, row) for topic in topics if (row := _row(group, topic, evidence)) is not None]
    told = [_raised(topic, row, evidence) for topic, row in rows if not row.suppressed and row.n_statements > 0]
    told.sort(key=_how_far)
    return RaisedView(
        number=evidence.group_number(group),
        group=group,
        label=evidence.group_labels[group],
        topics=told[:N_RAISED],
        missed=[raised for raised in told if raised.is_beyond and raised.topic.coverage == "uncovered"],
        n_more=max(0, len(told) - N_RAISED),
        n_suppressed=sum(bool(row.suppressed) for _, row in rows),
    )


def _row(group: str, topic: TopicView, evidence: Evidence) -> Row | None:
    rows = evidence.representation.get(("topic", str(topic.topic_id)), [])
    return next((row for row in rows if row.group == group), None)


def _raised(topic: TopicView, row: Row, evidence: Evidence) -> RaisedTopic:
    return RaisedTopic(topic, row_lift(row, evidence.words), int(row.n_statements), known_sessions(row))


def _how_far(raised: RaisedTopic) -> tuple[bool, bool, float]:
    """Surely beyond its share first, then by lift; what cannot be estimated comes last."""
    lift = raised.lift
    return (lift is None or not lift.is_sure("above"), lift is None, -lift.value if lift else -raised.n_statements)
