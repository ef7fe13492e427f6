"""Topics gathered under broader ones, as table and list of the page show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.topic_views import TopicView
from reports.wording import Wording


@dataclass(frozen=True)
class BroadTopicView:
    """A broader topic with its topics, or all those that stand alone, or, with no label, all topics there are."""

    broad_topic_id: int | None
    """None for topics that stand alone or are not gathered."""
    label: str | None
    topics: tuple[TopicView, ...]

    @property
    def size(self) -> int:
        """Statements in its topics."""
        return sum(topic.size for topic in self.topics)


def broad_views(topics: Sequence[TopicView], words: Wording) -> list[BroadTopicView]:
    """The topics, each once and in their order, under their broader topics; those that stand alone come last.

    Broader topics come in the order of their first topics. One of which analysts hid all topics but one does not
    show: a heading over one topic says nothing. Without broader topics there is one view with no label.
    """
    if not any(topic.broad_label for topic in topics):
        return [BroadTopicView(None, None, tuple(topics))]
    members: dict[int | None, list[TopicView]] = {}
    for topic in topics:
        members.setdefault(topic.broad_topic_id, []).append(topic)
    gathered = [
        BroadTopicView(broad_id, found[0].broad_label, tuple(found))
        for broad_id, found in members.items()
        if len(found) > 1 and broad_id is not None
    ]
    inside = {topic.topic_id for view in gathered for topic in view.topics}
    alone = tuple(topic for topic in topics if topic.topic_id not in inside)
    return gathered + [BroadTopicView(None, words.gettext("Topics that stand alone"), alone)] * bool(alone)
