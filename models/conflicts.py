"""Tells which of analysts' decisions do not fit a run, and what became of the topics that they are about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from models.curation import Decision
from models.remembered import TopicEvent
from models.schemas import OUTLIER
from models.splits import Split


@dataclass(frozen=True)
class Conflict:
    """Why something that was decided about a topic could not be applied, or may mean something else by now."""

    topic_id: int
    what: tuple[str, ...]
    """What does not fit, by the names in `DECISIONS`."""
    is_applied: bool
    sentence: str


def find_conflicts(
    topic_ids: Collection[int],
    decisions: Mapping[int, Decision],
    *,
    splits: Sequence[Split] = (),
    history: Sequence[TopicEvent] = (),
) -> list[Conflict]:
    """Everything in the decisions that could not be applied, or that may mean something else by now.

    A topic that split or took another in since a decision is told until the decision has a later date.

    Args:
        topic_ids: Topics of this run, as they were found and as analysts split them.
        decisions: Analysts' decisions by topic.
        splits: What became of each `split_out`.
        history: What became of topics in this run and all before.
    """
    return [
        *_missing_topics(topic_ids, decisions, history),
        *_missing_targets(topic_ids, decisions, history),
        *_without_effect(topic_ids, decisions),
        *(conflict for split in splits for conflict in _split_conflicts(split, decisions[split.split_from])),
        *_changed_since(topic_ids, decisions, history),
    ]


def _missing_topics(
    topic_ids: Collection[int], decisions: Mapping[int, Decision], history: Sequence[TopicEvent]
) -> Iterator[Conflict]:
    for topic_id, decision in decisions.items():
        if topic_id in topic_ids or not decision.decided:
            continue
        yield Conflict(
            topic_id,
            decision.decided,
            is_applied=False,
            sentence=f"{_named(topic_id, decision)} does not exist in this run{_became(topic_id, topic_ids, history)}. "
            "Nothing was applied. Move the decision to another topic, or remove it.",
        )


def _missing_targets(
    topic_ids: Collection[int], decisions: Mapping[int, Decision], history: Sequence[TopicEvent]
) -> Iterator[Conflict]:
    for topic_id, decision in decisions.items():
        target = decision.merge_into
        if target is None or target in topic_ids or topic_id not in topic_ids:
            continue
        yield Conflict(
            topic_id,
            ("merge_into",),
            is_applied=False,
            sentence=f"{_named(topic_id, decision)} was to be merged into {target}, which does not exist in this run"
            f"{_became(target, topic_ids, history)}. It was not merged. Name another topic, or remove merge_into.",
        )


def _without_effect(topic_ids: Collection[int], decisions: Mapping[int, Decision]) -> Iterator[Conflict]:
    """Rings of merges, and what was decided on a topic that is none any more because it was merged."""
    for topic_id, decision in decisions.items():
        if decision.merge_into not in topic_ids or topic_id not in topic_ids:
            continue
        if _is_in_ring(topic_id, decisions):
            told = f"{_named(topic_id, decision)} is merged into itself, by way of others. Leave out one merge_into."
            yield Conflict(topic_id, ("merge_into",), is_applied=False, sentence=told)
            continue
        idle = tuple(name for name in ("label", "hide") if getattr(decision, name))
        if idle:
            yield Conflict(
                topic_id,
                idle,
                is_applied=False,
                sentence=f"{_named(topic_id, decision)} is merged into {decision.merge_into}, so that its "
                f"{' and '.join(idle)} cannot show. Decide that on topic {decision.merge_into}.",
            )


def _is_in_ring(topic_id: int, decisions: Mapping[int, Decision]) -> bool:
    seen = {topic_id}
    target = decisions[topic_id].merge_into
    while target is not None and target not in seen:
        seen.add(target)
        target = decisions[target].merge_into if target in decisions else None
    return target == topic_id


def _split_conflicts(split: Split, decision: Decision) -> Iterator[Conflict]:
    def conflict(told: str, *, is_applied: bool) -> Conflict:
        name = f"{_named(split.split_from, decision)}: of {split.n_listed} statements to split out"
        return Conflict(split.split_from, ("split_out",), is_applied=is_applied, sentence=f"{name}{told}")

    if split.lists_at_risk:
        told = f"{_named(split.split_from, decision)}: statements of people at risk are listed to split out. "
        told += "What becomes of them is told nowhere, and where too few people said so they are in no topic."
        yield Conflict(split.split_from, ("split_out",), is_applied=True, sentence=told)
    n_left = split.n_gone + sum(split.elsewhere.values())
    if split.n_listed and n_left == split.n_listed and (split.lists_at_risk or split.topic_id is None):
        told = f" none is in the topic{_where(split)}. None was split out. Correct the list, or remove it."
        yield conflict(told, is_applied=False)
        return
    if split.n_listed and n_left:
        told = f" into topic {split.topic_id}, not all could be{_where(split)}. Correct the list."
        yield conflict(told, is_applied=True)
    if split.kept_from:
        yield conflict(
            f", {sum(split.kept_from.values())} would by now be in {_topics(split.kept_from)}. "
            f"They stay in topic {split.topic_id}, as decided. Look whether that is still right.",
            is_applied=True,
        )


def untold_splits(
    decisions: Mapping[int, Decision], found: pd.DataFrame, told: pd.DataFrame, at_risk: Collection[str]
) -> list[Conflict]:
    """Each split of which statements are in no topic, lest figures tell of few people.

    Args:
        decisions: Analysts' decisions by topic.
        found: Schema `Assignments`, as topics were found and decided.
        told: The same as it may be told (`models.telling`).
        at_risk: Ids of statements of people at risk, of which no message tells.
    """
    is_taken_out = (found["topic_id"].to_numpy() != OUTLIER) & (told["topic_id"].to_numpy() == OUTLIER)
    taken_out = set(found.loc[is_taken_out, "statement_id"]).difference(at_risk)
    return [
        Conflict(
            topic_id,
            ("split_out",),
            is_applied=True,
            sentence=f"{_named(topic_id, decision)}: some statements to split out are in no topic in this run, because "
            "the figures of their topic would tell what few people said.",
        )
        for topic_id, decision in decisions.items()
        if any(not taken_out.isdisjoint(asked.statements) for asked in decision.split_out)
    ]


def _where(split: Split) -> str:
    """`: 2 are gone from the sources, 3 are in topic 4`."""
    parts = [f"{split.n_gone} left the sources"] if split.n_gone else []
    if split.elsewhere:
        parts.append(f"{sum(split.elsewhere.values())} were left in {_topics(split.elsewhere)}")
    return f": {', '.join(parts)}" if parts else ""


def _changed_since(
    topic_ids: Collection[int],
    decisions: Mapping[int, Decision],
    history: Sequence[TopicEvent],
) -> Iterator[Conflict]:
    for topic_id, decision in decisions.items():
        if topic_id not in topic_ids:
            continue
        since = [event for event in history if decision.date is None or event.on > decision.date]
        parts = [event.topic_id for event in since if event.became == "split" and topic_id in event.others]
        taken_in = [
            other
            for event in since
            if event.became == "merged" and event.topic_id == topic_id
            for other in event.others
        ]
        told = [f"has lost statements to {_topics(parts)}"] if parts else []
        told += [f"has taken in {_topics(taken_in)}"] if taken_in else []
        if told and decision.decided:
            yield Conflict(
                topic_id,
                decision.decided,
                is_applied=True,
                sentence=f"{_named(topic_id, decision)} {' and '.join(told)} since. The decision was applied. "
                "Look whether it still fits, and give it today's date if it does.",
            )


def _became(topic_id: int, topic_ids: Collection[int], history: Sequence[TopicEvent]) -> str:
    """What became of a topic, by way of topics that are gone as well: `; since 2022-07-01 it is in topics 4 and 7`."""
    last = next(
        (event for event in reversed(history) if event.became == "vanished" and event.topic_id == topic_id), None
    )
    if last is None:
        return ""
    waiting, seen, heirs = list(last.others), {topic_id}, []
    while waiting:
        heir = waiting.pop(0)
        if heir in seen:
            continue
        seen.add(heir)
        if heir in topic_ids:
            heirs.append(heir)
        waiting += [
            other
            for event in history
            if event.became == "vanished" and event.topic_id == heir
            for other in event.others
        ]
    went = f"; most of its statements are in {_topics(heirs)}" if heirs else "; its statements are in no topic"
    return f" (gone since {last.on:%Y-%m-%d}{went})"


def _named(topic_id: int, decision: Decision) -> str:
    """`curation: topic 12 (label, hide; Nino, 2022-07-04)`: what was decided on it, by whom and when."""
    what = ", ".join(decision.decided)
    who = ", ".join(filter(None, (decision.by, decision.date.isoformat() if decision.date else None)))
    told = "; ".join(filter(None, (what, who)))
    return f"curation: topic {topic_id} ({told})" if told else f"curation: topic {topic_id}"


def _topics(topic_ids: Collection[int]) -> str:
    """`topics 4 and 7 and no topic`, each once, in order."""
    placed = sorted({topic_id for topic_id in topic_ids if topic_id != OUTLIER})
    names = [f"topic{'s' if len(placed) > 1 else ''} {' and '.join(map(str, placed))}"] if placed else []
    return " and ".join([*names, *(["no topic"] if OUTLIER in topic_ids else [])])
