"""What methods share: vectors of words and statements, and the topic of highest weight."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.found import OUTLIER, Task, most_likely
from benchmarks.own import labels, linear_probe, trained_probe
from benchmarks.worker import peak_bytes
from models import schemas


def task(**changes: object) -> Task:
    given: dict[str, object] = {
        "texts": ["ნაპირი", "نهر"],
        "terms": [["ნაპირი"], ["نهر"]],
        "vectors": np.eye(2, dtype=np.float32),
        "seed": 0,
        "columns": {},
        "encoder": "",
    }
    return Task(**(given | changes))  # type: ignore[arg-type]


def test_statements_are_not_embedded_again() -> None:
    found = task().encode(["نهر", "ნაპირი", "نهر"], show_progress_bar=True)
    np.testing.assert_array_equal(found, [[0, 1], [1, 0], [0, 1]])


def test_words_of_a_tools_vocabulary_are_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def model(texts: list[str]) -> np.ndarray:
        asked.append(texts)
        return np.full((len(texts), 2), 0.5, dtype=np.float32)

    given = task()
    given.__dict__["_model"] = model
    np.testing.assert_array_equal(given.encode(["წყალი", "نهر", "წყალი"]), [[0.5, 0.5], [0, 1], [0.5, 0.5]])
    assert asked == [["წყალი"]]


def test_the_topic_of_highest_weight_is_taken_and_none_where_all_are_zero() -> None:
    weights = np.array([[0.1, 0.9], [0.0, 0.0], [0.5, 0.2]])
    assert most_likely(weights).tolist() == [1, OUTLIER, 0]


def test_the_peers_outlier_is_the_projects() -> None:
    assert OUTLIER == schemas.OUTLIER


def test_the_probe_predicts_sentences_that_it_did_not_learn() -> None:
    rng = np.random.default_rng(0)
    kinds = np.arange(60) % 3
    vectors = (np.eye(3)[kinds] + 0.05 * rng.standard_normal((60, 3))).astype(np.float32)
    columns = {"label": [f"k{kind}" for kind in kinds], "sentence_id": [str(number // 2) for number in range(60)]}
    found = linear_probe(task(vectors=vectors, columns=columns)).topics
    np.testing.assert_array_equal(found, labels(task(columns=columns)).topics)


def test_the_trained_probe_learns_from_other_statements_only() -> None:
    training = (np.eye(2, dtype=np.float32)[[0, 0, 0, 1, 1, 1]], ["river"] * 3 + ["bread"] * 3)
    assert trained_probe(task(training=training)).topics.tolist() == [0, 1]
    with pytest.raises(ValueError, match="no labelled statements"):
        trained_probe(task())


def test_the_probe_cannot_recognise_translations() -> None:
    rng = np.random.default_rng(0)
    sentences = rng.standard_normal((40, 50)).repeat(2, axis=0)
    kinds = rng.integers(2, size=40).repeat(2)
    columns = {"label": kinds.tolist(), "sentence_id": [str(number // 2) for number in range(80)]}
    found = linear_probe(task(vectors=sentences.astype(np.float32), columns=columns)).topics
    assert (found == kinds).mean() < 0.75


def test_peak_memory_is_this_process_own() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("no /proc on this system")
    before = peak_bytes()
    held = np.ones(40_000_000 // 8 + before // 8)
    assert peak_bytes() >= before + 20_000_000
    assert held.all()
