"""What a run's stages took, in seconds and memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.evidence import Evidence
from reports.wording import N_, Wording

STAGES = {
    "read sources": N_("Read the sources"),
    "link duplicates": N_("Link duplicates"),
    "load encoder": N_("Load the language model"),
    "embed statements": N_("Turn statements into numbers"),
    "embed themes": N_("Turn themes into numbers"),
    "embed marked sentences": N_("Turn marked sentences into numbers"),
    "find topics": N_("Find topics"),
    "settle topics": N_("Match topics with the run before"),
    "compare with themes": N_("Compare with themes"),
    "settle what may be told": N_("Settle what may be told"),
    "embed label words": N_("Weigh words for labels"),
    "embed keywords": N_("Weigh words of topics"),
    "describe topics": N_("Describe topics"),
    "find broader topics": N_("Find broader topics"),
    "place statements": N_("Place statements"),
    "list for review": N_("List statements for review"),
    "measure representation": N_("Measure who raises what"),
    "rank voices": N_("Rank voices"),
    "label voices": N_("Label voices"),
    "measure breakdowns and silences": N_("Measure regions, languages and silences"),
    "suggest labels": N_("Ask for labels"),
    "gather findings": N_("Gather findings"),
    "place duplicates": N_("Place duplicates"),
    "weigh votes": N_("Weigh votes"),
    "compare words inside themes": N_("Compare words inside themes"),
}
"""By the name in the manifest, which the flow writes."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class StageView:
    """One stage of the run."""

    name: str
    seconds: float
    megabytes: float
    """Peak memory of the process up to its end."""


@dataclass(frozen=True)
class StagesView:
    """All stages, and what they tell in a sentence."""

    stages: list[StageView]
    reading: str


def stages_view(evidence: Evidence) -> StagesView:
    """The stages in their order; the report's own is not among them, because it is not over yet."""
    records: list[dict[str, Any]] = evidence.manifest.get("stages") or []
    words = evidence.words
    stages = [
        StageView(
            name=_named(str(record["stage"]), words),
            seconds=float(record["seconds"]),
            megabytes=float(record["peak_memory_bytes"]) / _MEGABYTE,
        )
        for record in records
    ]
    return StagesView(stages, _reading(stages, words))


def _named(stage: str, words: Wording) -> str:
    known = STAGES.get(stage)
    return words.gettext(known) if known else stage


def _reading(stages: list[StageView], words: Wording) -> str:
    if not stages:
        return ""
    longest = max(stages, key=lambda stage: stage.seconds)
    return words.gettext(
        "It took %(seconds)s seconds before the report was written, and %(memory)s MB of memory at most; longest was: "
        "%(stage)s (%(longest)s seconds).",
        seconds=words.number(sum(stage.seconds for stage in stages), 1),
        memory=words.number(max(stage.megabytes for stage in stages)),
        stage=longest.name,
        longest=words.number(longest.seconds, 1),
    )
