"""Simulated consultations: who says what is drawn, so that it is known which voices the themes miss.

The statements were written for this purpose (`benchmarks/data/concerns`): fourteen concerns of an invented town, in six
languages, none a translation of another. A simulation deals them out to sessions; staff wrote a theme for every concern
but those that they missed, which some groups voice.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import pandas as pd
from ruamel.yaml import YAML

from corpus.schemas import Group, Theme

FOLDER = Path(__file__).parent / "data" / "concerns"

GROUP_SESSIONS_SHARE = 0.4
"""Share of all sessions that are held with a group whose concerns are missed; they are dealt out among these groups."""

MISSED_SHARE = 0.35
"""Share of what such a group says that is about what staff missed."""

SESSION_SIZES = (8, 30)
TOPIC_SPREAD = 1.5
"""Concentration of a session's mix of concerns (Dirichlet): sessions differ, few have one subject."""

EXPECTED_SHARE = 0.25
"""What is expected of each group: none of them is shown to exceed it."""

Themed = Literal["label", "description", "translated"]
THEMED: tuple[Themed, ...] = get_args(Themed)


@dataclass(frozen=True)
class Plan:
    """How a consultation is drawn.

    `leakage` is how often everybody else speaks of what staff missed, as a share of how often its group does: 0 never,
    1 as often, so that there is no voice to find. `themed` is how staff word themes: a label alone, with a description,
    or in another language than most statements.
    """

    n_sessions: int = 30
    n_groups: int = 2
    n_missed: int = 1
    """Concerns that staff missed, for each group."""
    leakage: float = 0.1
    themed: Themed = "description"


@dataclass(frozen=True)
class Consultation:
    """What was drawn. `statements` has the columns of the corpus and `concern`, and `is_planted`."""

    statements: pd.DataFrame
    sessions: pd.DataFrame
    groups: tuple[Group, ...]
    themes: tuple[Theme, ...]
    missed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What staff missed of each group."""


def simulate(plan: Plan, seed: int) -> Consultation:
    """A consultation drawn by `plan`; the same seed draws the same one.

    Each session has one language and a mix of concerns of its own; no statement is said twice.
    """
    rng = np.random.default_rng([seed, plan.n_sessions, plan.n_groups, plan.n_missed])
    pool = read_pool()
    concerns = list(dict.fromkeys(pool["concern"]))
    drawn = rng.permutation(concerns)[: plan.n_groups * plan.n_missed].tolist()
    names = [f"group-{number + 1}" for number in range(plan.n_groups)]
    missed = {name: tuple(drawn[i * plan.n_missed : (i + 1) * plan.n_missed]) for i, name in enumerate(names)}
    themed = [concern for concern in concerns if concern not in drawn]
    left = {key: rng.permutation(rows.index).tolist() for key, rows in pool.groupby(["language", "concern"])}
    languages = sorted(pool["language"].unique())
    speakers = _speakers(plan, names, rng)
    said: list[tuple[int, str, str | None]] = []
    sessions: list[tuple[str, tuple[str, ...]]] = []
    for number, group in enumerate(speakers):
        session_id, language = f"session-{number + 1}", languages[number % len(languages)]
        chances = _mix(plan, group, missed, themed, rng)
        spoken_of = rng.choice(list(chances), size=rng.integers(*SESSION_SIZES), p=list(chances.values()))
        said += [(left[language, each].pop(), session_id, group) for each in spoken_of if left[language, each]]
        sessions.append((session_id, () if group is None else (group,)))
    statements = _as_statements(pool, said, missed)
    return Consultation(statements, _as_sessions(sessions), _groups(names), _themes(themed, plan.themed), missed)


@cache
def read_pool() -> pd.DataFrame:
    """Every statement, columns concern, language and text."""
    tables = [
        pd.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE, dtype=str, keep_default_na=False).assign(language=path.stem)
        for path in sorted(FOLDER.glob("*.tsv"))
    ]
    return pd.concat(tables, ignore_index=True)


def _speakers(plan: Plan, names: list[str], rng: np.random.Generator) -> list[str | None]:
    """The group that each session is held with, None for everybody else; every group has its share of the sessions."""
    n_theirs = max(len(names) * 2, round(GROUP_SESSIONS_SHARE * plan.n_sessions))
    speakers: list[str | None] = [names[number % len(names)] for number in range(n_theirs)]
    speakers += [None] * (plan.n_sessions - n_theirs)
    return [speakers[position] for position in rng.permutation(len(speakers))]


def _mix(
    plan: Plan, group: str | None, missed: dict[str, tuple[str, ...]], themed: list[str], rng: np.random.Generator
) -> dict[str, float]:
    """How likely a statement of this session is about each concern; adds up to 1."""
    chances = dict.fromkeys(themed, 0.0)
    for owner, concerns in missed.items():
        theirs = MISSED_SHARE * (1.0 if owner == group else plan.leakage / len(missed))
        chances |= dict.fromkeys(concerns, theirs / len(concerns))
    rest = 1 - sum(chances.values())
    shares = rng.dirichlet([TOPIC_SPREAD] * len(themed))
    return chances | {concern: rest * share for concern, share in zip(themed, shares, strict=True)}


def _as_statements(
    pool: pd.DataFrame, said: list[tuple[int, str, str | None]], missed: dict[str, tuple[str, ...]]
) -> pd.DataFrame:
    rows, sessions, groups = zip(*said, strict=True)
    drawn = pool.loc[list(rows)].reset_index(drop=True)
    return drawn.assign(
        statement_id=[f"s{number}" for number in range(len(drawn))],
        source="notes",
        source_type="notes",
        session_id=list(sessions),
        author_id=None,
        groups=pd.Series([() if group is None else (group,) for group in groups], dtype=object),
        is_planted=[
            concern in missed.get(group or "", ()) for concern, group in zip(drawn["concern"], groups, strict=True)
        ],
    )


def _as_sessions(sessions: list[tuple[str, tuple[str, ...]]]) -> pd.DataFrame:
    ids, groups = zip(*sessions, strict=True)
    return pd.DataFrame({"session_id": list(ids), "participants": pd.NA, "groups": pd.Series(groups, dtype=object)})


def _groups(names: list[str]) -> tuple[Group, ...]:
    return tuple(Group(name, name, expected_share=EXPECTED_SHARE) for name in names)


def _themes(themed: list[str], wording: Themed) -> tuple[Theme, ...]:
    """A theme for each concern, worded as `wording` says."""
    written = YAML(typ="safe").load((FOLDER / "concerns.yaml").read_text("utf-8"))
    language = "fr" if wording == "translated" else "en"
    return tuple(
        Theme(
            concern,
            {language: written[concern]["label"][language]},
            {} if wording == "label" else {language: written[concern]["description"][language]},
        )
        for concern in themed
    )
