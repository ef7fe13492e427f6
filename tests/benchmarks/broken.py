"""Methods for the tests, run in a process of their own as real ones are: one that works, and ways to fail."""

from __future__ import annotations

import os

import numpy as np

from benchmarks.found import Found, Task

QUOTE = "ნინოს სიტყვები"


def by_terms(task: Task) -> Found:
    """A topic for each first word; the last statement is an outlier."""
    first = [words[0] for words in task.terms]
    known = sorted(set(first))
    topics = np.array([known.index(word) for word in first])
    topics[-1] = -1
    return Found(topics, [[word] for word in known])


def raises(task: Task) -> Found:
    """As a tool does that quotes a statement in its message."""
    raise ValueError(f"cannot cluster {QUOTE} {task.texts[0]}")


def raises_for_one_seed(task: Task) -> Found:
    """As a tool does that finds nothing now and then."""
    return raises(task) if task.seed == 1 else by_terms(task)


def absent(task: Task) -> Found:
    """As a tool does that is not installed."""
    import a_tool_that_nobody_installed  # type: ignore[import-not-found]

    return a_tool_that_nobody_installed.fit(task)  # type: ignore[no-any-return]


def dies(task: Task) -> Found:
    """As a tool does whose compiled code crashes."""
    os._exit(7)


def told(task: Task) -> Found:
    """Fails if it is told what it is to find out."""
    if {"label", "sentence_id", "is_hidden"} & set(task.columns) or task.training is not None:
        raise LookupError
    return by_terms(task)
