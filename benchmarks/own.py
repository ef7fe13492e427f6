"""Our own method as a run applies it, and the ceiling: what a trained classifier makes of the same vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.found import Found, Task
from models.keywords import keywords, term_weights
from models.topics import TopicSettings, fit_topics

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

N_FOLDS = 5
MAX_ITERATIONS = 1000
"""The default of 100 is not enough to converge on; the rest is scikit-learn's default."""


def underheard(task: Task) -> Found:
    """Topics as a run finds them, and their keywords over all languages."""
    statements = pd.DataFrame(task.columns | {"text": task.texts})
    topics = np.asarray(fit_topics(statements, task.vectors, TopicSettings(seed=task.seed))["topic_id"])
    weights = term_weights(statements, topics.tolist())
    return Found(topics, [keywords(weights, topic_id) for topic_id in weights.topic_ids])


def labels(task: Task) -> Found:
    """The labels themselves: how far even they follow languages."""
    numbers, _ = pd.factorize(np.asarray(task.columns["label"]))
    return Found(numbers, [])


def linear_probe(task: Task) -> Found:
    """Labels predicted by logistic regression for sentences that it was not trained on: no topics, but the ceiling.

    Folds follow sentences, as translations of one sentence lie beside each other.
    """
    from sklearn.model_selection import GroupKFold, cross_val_predict

    labels, _ = pd.factorize(np.asarray(task.columns["label"]))
    folds = GroupKFold(n_splits=N_FOLDS, shuffle=True, random_state=task.seed)
    predicted = cross_val_predict(_probe(), task.vectors, labels, groups=task.columns["sentence_id"], cv=folds)
    return Found(np.asarray(predicted), [])


def trained_probe(task: Task) -> Found:
    """The same, trained on the labelled statements that no scenario has: about ten times as many.

    Raises:
        ValueError: The task has none.
    """
    if task.training is None:
        raise ValueError("there are no labelled statements to train on")
    vectors, known = task.training
    predicted, _ = pd.factorize(_probe().fit(vectors, known).predict(task.vectors))
    return Found(predicted, [])


def _probe() -> LogisticRegression:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=MAX_ITERATIONS)
