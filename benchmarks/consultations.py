"""Simulated consultations whose truth is known: who was there, in which session, and on which topic they spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.inference import Sample

N_TOPICS = 20
TOPIC_SHARE = 0.05
"""Of all statements, those on the topic in which an effect is planted: the first one."""

POPULARITY = 0.6
"""Exponent by which the other topics' popularity falls with their rank."""

SESSION_STATEMENTS = 22
SESSION_SPREAD = 0.7
SESSION_RANGE = (4, 150)
"""Median, spread (of the logarithm) and ends of a session's number of statements; the notes of the demo are such."""

SPEAKER_STICKS = 4.0
"""Concentration of a speaker's topics around those of the session."""

TINY = 1e-6
"""Instead of 0 where a topic is hardly spoken of: a Dirichlet distribution has none."""

AUTHOR_COMMENTS = 0.4
"""Chance that an author's comment is the last one."""


@dataclass(frozen=True)
class Design:
    """How a consultation is made; what is not said of it is as in `SESSIONS`."""

    name: str
    n_sessions: int = 30
    shares: Sequence[float] = (0.3, 0.2, 0.1)
    """Each group's share of the sessions, speakers or authors."""
    sticks: float = 8.0
    """Concentration of a session's topics: statements of one session correlate by 1 / (1 + sticks)."""
    size_of_theirs: float = 1.0
    """How many times as much is said in the sessions of a group as in others."""
    shared: float = 0.0
    """Share of the sessions in which groups sit together and are told apart by speaker."""
    n_authors: int = 0
    """Of Pol.is comments, beside the sessions."""
    lift: float = 1.0
    """Planted for the first group in the first topic."""


@dataclass(frozen=True)
class Drawn:
    """One simulated consultation: the sample, the topic of each statement, and who is in which group."""

    sample: Sample
    topics: NDArray[np.int64]
    members: NDArray[np.bool_]
    """Shape (n_statements, n_groups)."""

    @property
    def cells(self) -> NDArray[np.bool_]:
        """Which statement is on which topic, shape (n_statements, N_TOPICS)."""
        return np.asarray(self.topics[:, None] == np.arange(N_TOPICS))


def draw_consultation(design: Design, rng: np.random.Generator) -> Drawn:
    """A consultation in which groups are dealt out at random, apart from what the design plants."""
    speakers = _speakers(design, rng)
    plain, theirs, others = (topic_shares(lift) for lift in (1.0, design.lift, _lift_of_others(design)))
    mixes = np.empty((len(speakers.unit), N_TOPICS))
    for unit in np.unique(speakers.unit):
        here = np.flatnonzero(speakers.unit == unit)
        if len(here) == 1:
            mixes[here] = rng.dirichlet(design.sticks * (theirs if speakers.groups[here[0], 0] else others))
            continue
        subject = rng.dirichlet(design.sticks * plain)
        for speaker in here:
            own = subject * (theirs if speakers.groups[speaker, 0] else others) / plain
            mixes[speaker] = rng.dirichlet(np.maximum(SPEAKER_STICKS * own / own.sum(), TINY))
    counts = np.stack([rng.multinomial(n, mix) for n, mix in zip(speakers.size, mixes, strict=True)])
    who = np.repeat(np.arange(len(mixes)), counts.sum(axis=1))
    topics = np.concatenate([np.repeat(np.arange(N_TOPICS), row) for row in counts])
    units = np.unique(speakers.unit, return_inverse=True)[1]
    kinds = np.empty(units.max() + 1, dtype=object)
    kinds[units] = speakers.kind
    sample = Sample(units[who], who, kinds, np.ones(len(who), dtype=bool))
    return Drawn(sample, topics, speakers.groups[who])


def topic_shares(lift: float) -> NDArray[np.float64]:
    """Share of each topic in what somebody says whose lift in the first topic is `lift`; sums to 1."""
    others = 1 / np.arange(1, N_TOPICS) ** POPULARITY
    first = TOPIC_SHARE * lift
    return np.concatenate([[first], (1 - first) * others / others.sum()])


def _lift_of_others(design: Design) -> float:
    """Lift of those outside the first group, so that the corpus keeps its share of the first topic."""
    theirs = design.shares[0] * design.size_of_theirs
    share = theirs / (theirs + 1 - design.shares[0])
    return (1 - share * design.lift) / (1 - share)


@dataclass(frozen=True)
class _Speakers:
    """Those who speak, one row each; a session of which nobody is told apart is one row."""

    unit: NDArray[np.int64]
    size: NDArray[np.int64]
    kind: NDArray[np.object_]
    groups: NDArray[np.bool_]


def _speakers(design: Design, rng: np.random.Generator) -> _Speakers:
    n_shared = round(design.shared * design.n_sessions)
    sizes = np.exp(rng.normal(np.log(SESSION_STATEMENTS), SESSION_SPREAD, design.n_sessions))
    sizes = np.clip(sizes, *SESSION_RANGE)
    own = _dealt(design.n_sessions - n_shared, design.shares, rng)
    is_large = np.concatenate([own[:, 0], np.zeros(n_shared, dtype=bool)])
    sizes = np.maximum(3, np.where(is_large, sizes * design.size_of_theirs, sizes)).astype(np.int64)
    units, parts = [np.arange(design.n_sessions - n_shared)], [sizes[: design.n_sessions - n_shared]]
    for session in range(design.n_sessions - n_shared, design.n_sessions):
        n_here = int(rng.integers(3, 10))
        units.append(np.full(n_here, session))
        parts.append(1 + rng.multinomial(sizes[session], rng.dirichlet(np.full(n_here, 2.0))))
    n_tagged = sum(map(len, units)) - len(own)
    n_comments = rng.geometric(AUTHOR_COMMENTS, design.n_authors)
    return _Speakers(
        unit=np.concatenate([*units, design.n_sessions + np.arange(design.n_authors)]),
        size=np.concatenate([*parts, n_comments]),
        kind=np.asarray(["notes"] * (len(own) + n_tagged) + ["polis"] * design.n_authors, dtype=object),
        groups=np.concatenate(
            [own, _dealt(n_tagged, design.shares, rng), _dealt(design.n_authors, design.shares, rng)]
        ),
    )


def _dealt(n: int, shares: Sequence[float], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Membership of `n` in each group, as near to its share as can be, shape (n, n_groups)."""
    counts = [min(n, max(round(share * n), 2 if n > 2 else 0)) for share in shares]
    return np.stack([rng.permutation(np.arange(n) < count) for count in counts], axis=1)
