"""Labels that a language model suggests, where the configuration asks for it; all other topics keep their own."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from flows.label_store import Suggestion, held, keep_suggestions, read_suggestions
from flows.llm_client import Failure, Question, ask
from flows.llm_prompt import is_label, label_of, question
from models.llm_evidence import topic_evidence
from models.schemas import LabelSource
from reports.protection import is_sensitive

if TYPE_CHECKING:
    from flows.settings import Settings

logger = logging.getLogger(__name__)

FROM_MODEL: LabelSource = "llm"

FEW = "too few statements that may be sent"
BEYOND = "beyond max_topics"
UNUSABLE = "no usable label"


@dataclass(frozen=True)
class LabelCounts:
    """What became of the topics that analysts did not name."""

    n_asked: int
    n_suggested: int
    """Named by the model in this run."""
    n_from_store: int
    """Named by the model in an earlier one."""
    kept: Mapping[str, int]
    """Topics that keep a label of their own words, by reason."""

    def warnings(self) -> tuple[str, ...]:
        """One sentence where something went wrong; a topic with too little to send is no fault."""
        if not self.kept.keys() - {FEW}:
            return ()
        reasons = ", ".join(f"{reason}: {n}" for reason, n in sorted(self.kept.items()))
        named, own = self.n_suggested + self.n_from_store, sum(self.kept.values())
        return (f"llm_labels: topics named by the language model: {named}; by their own words: {own} ({reasons}).",)

    def as_record(self) -> dict[str, object]:
        """For the manifest."""
        return asdict(self)


def suggest_labels(
    topics: pd.DataFrame, statements: pd.DataFrame, sessions: pd.DataFrame, settings: Settings, *, store: Path
) -> tuple[pd.DataFrame, LabelCounts]:
    """The topics with suggested labels in the columns label and label_source, and what became of each topic.

    Args:
        topics: One row a topic, largest first.
        statements: Schema `Statements` with topic_id and topic_probability, redacted.
        sessions: Schema `Sessions`.
        settings: With `llm_labels`. Topics that curation names are not asked about.
        store: The folder that keeps suggestions.

    Raises:
        ValueError: The settings have no `llm_labels`.
    """
    endpoint, language = settings.llm_labels, settings.report.language
    if endpoint is None:
        raise ValueError("no language model is configured")
    named = [topic_id for topic_id, decision in settings.curation.items() if decision.label]
    candidates = topics[~topics["topic_id"].isin(named)]
    sendable = statements[~is_sensitive(statements, sessions, settings.groups)]
    evidence = topic_evidence(candidates, sendable)
    questions = {topic_id: question(shown, language=language) for topic_id, shown in evidence.items()}

    stored = read_suggestions(store)
    ours = {topic_id: each for topic_id, each in stored.items() if _is_ours(each, endpoint.model, language)}
    earlier = _earlier(ours, held(ours, statements, sendable), questions, endpoint.model)
    waiting = [topic_id for topic_id in questions if topic_id not in earlier]
    asked = waiting[: endpoint.max_topics]
    outcomes = ask({topic_id: questions[topic_id] for topic_id in asked}, endpoint)
    labels, failures = _new_labels(outcomes, {each.label for each in earlier.values()}, language)

    sizes = topics.set_index("topic_id")["size"].to_dict()
    fresh = {
        topic_id: Suggestion(
            label=label,
            request_sha256=_digest(questions[topic_id], endpoint.model),
            model=endpoint.model,
            language=language,
            statement_ids=evidence[topic_id].statement_ids,
            size=sizes[topic_id],
        )
        for topic_id, label in labels.items()
    }
    keep_suggestions(store, {**stored, **earlier, **fresh})
    kept = failures + Counter({FEW: len(candidates) - len(questions), BEYOND: len(waiting) - len(asked)})
    counts = LabelCounts(len(asked), len(fresh), len(earlier), dict(kept))
    logger.info("labels: %d asked, %d suggested, %d from the store", len(asked), len(fresh), len(earlier))
    return _labelled(topics, {**earlier, **fresh}), counts


def _is_ours(suggestion: Suggestion, model: str, language: str) -> bool:
    """Whether it answers to this configuration; the file is checked like an answer, anybody may have written in it."""
    same = (suggestion.model, suggestion.language) == (model, language)
    return same and is_label(suggestion.label, language=language)


def _earlier(
    suggestions: Mapping[int, Suggestion],
    holding: Mapping[int, Suggestion],
    questions: Mapping[int, Question],
    model: str,
) -> dict[int, Suggestion]:
    """What need not be asked, each label once: the same question, under whatever topic id, or a topic that holds."""
    answered = {each.request_sha256: each for each in suggestions.values()}
    found: dict[int, Suggestion] = {}
    taken: set[str] = set()
    for topic_id, asked in questions.items():
        suggestion = answered.get(_digest(asked, model)) or holding.get(topic_id)
        if suggestion and suggestion.label.casefold() not in taken:
            taken.add(suggestion.label.casefold())
            found[topic_id] = suggestion
    return found


def _new_labels(
    outcomes: Mapping[int, str | Failure], taken: Collection[str], language: str
) -> tuple[dict[int, str], Counter[str]]:
    """The labels in the answers, and the reasons for having none; two topics of one name could not be told apart."""
    labels: dict[int, str] = {}
    failures: Counter[str] = Counter()
    names = {label.casefold() for label in taken}
    for topic_id, outcome in outcomes.items():
        if isinstance(outcome, Failure):
            failures[outcome.reason] += 1
            continue
        label = label_of(outcome, language=language)
        if label is None or label.casefold() in names:
            failures[UNUSABLE] += 1
            continue
        names.add(label.casefold())
        labels[topic_id] = label
    return labels, failures


def _digest(asked: Question, model: str) -> str:
    """Identifies what was sent, and to which model; the host may move."""
    return hashlib.sha256(json.dumps([model, asked.instructions, asked.data]).encode()).hexdigest()


def _labelled(topics: pd.DataFrame, suggestions: Mapping[int, Suggestion]) -> pd.DataFrame:
    is_named = topics["topic_id"].isin(list(suggestions))
    labels = [suggestions[topic_id].label for topic_id in topics.loc[is_named, "topic_id"]]
    return topics.assign(
        label=topics["label"].mask(is_named, pd.Series(labels, index=topics.index[is_named], dtype="str")),
        label_source=topics["label_source"].mask(is_named, FROM_MODEL),
    )
