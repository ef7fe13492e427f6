"""A session whose notes came in twice is one session: told by its words, whatever the two are called."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from models.sampling import sampling_units

SAME_SHARE = 0.8
"""Share of the smaller session's different statements, from which on it is the other one again: a second copy of a note
loses or gains a heading or two, while two meetings agree in a sentence at most."""

MIN_SHARED = 3
MIN_LETTERS = 12
"""Shorter statements coincide."""

MAX_SESSIONS = 20
"""A sentence of more sessions is a stock phrase and tells nothing."""


def repeated_sessions(statements: pd.DataFrame) -> dict[str, str]:
    """For each session of notes that repeats another: its sampling unit, and that of the one it repeats.

    The longest counts, of equals the first by name. Columns of `statements`: text and what
    `sampling_units` reads.
    """
    notes = statements[statements["source_type"] == "notes"]
    said = _texts_by_unit(zip(sampling_units(notes), notes["text"], strict=True))
    heard_in = defaultdict(list)
    for unit in sorted(said):
        for text in said[unit]:
            heard_in[text].append(unit)
    shared = Counter(
        pair for units in heard_in.values() if 1 < len(units) <= MAX_SESSIONS for pair in combinations(units, 2)
    )
    pairs = [
        pair
        for pair, n_shared in shared.items()
        if n_shared >= max(MIN_SHARED, SAME_SHARE * min(len(said[unit]) for unit in pair))
    ]
    return _longest_of_each_cluster(pairs, {unit: len(texts) for unit, texts in said.items()})


def _longest_of_each_cluster(pairs: Sequence[tuple[str, str]], sizes: Mapping[str, int]) -> dict[str, str]:
    """Every unit that is linked, directly or through others, with a longer one (or an earlier name), and that one."""
    units = sorted({unit for pair in pairs for unit in pair}, key=lambda unit: (-sizes[unit], unit))
    position = {unit: place for place, unit in enumerate(units)}
    rows, columns = [[position[pair[end]] for pair in pairs] for end in (0, 1)]
    graph = coo_array((np.ones(len(pairs)), (rows, columns)), shape=(len(units), len(units)))
    clusters = connected_components(graph, directed=False)[1]
    first = dict(reversed(list(zip(clusters, units, strict=True))))
    return {unit: first[cluster] for cluster, unit in zip(clusters, units, strict=True) if first[cluster] != unit}


def is_repeated(statements: pd.DataFrame, same_as: Mapping[str, str]) -> pd.Series[bool]:
    """Whether each statement was said once before, in a session that its own one repeats, of all groups it names.

    A copy that names another group than the original counts, so that no group loses what it said.
    """
    units = sampling_units(statements).to_numpy()
    repeated = np.zeros(len(statements), dtype=bool)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    linked = {*same_as, *same_as.values()}
    for unit in sorted(linked & set(units), key=lambda name: (name in same_as, name)):
        rows = statements[units == unit]
        keys = [(same_as.get(unit, unit), _normal(text)) for text in rows["text"]]
        groups = [set(named) for named in rows["groups"]]
        repeated[units == unit] = [
            key in known and named <= known[key] for key, named in zip(keys, groups, strict=True)
        ]
        for key, named in zip(keys, groups, strict=True):
            known[key] |= named
    return pd.Series(repeated, index=statements.index)


def _texts_by_unit(rows: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    said: dict[str, set[str]] = defaultdict(set)
    for unit, text in rows:
        normal = _normal(text)
        if sum(map(str.isalnum, normal)) >= MIN_LETTERS:
            said[unit].add(normal)
    return dict(said)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
