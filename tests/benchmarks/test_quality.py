"""A method is run in a process of its own, and what goes wrong there is a result."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.corpora import Corpus
from benchmarks.methods import METHODS, Method
from benchmarks.metrics import HeldOutDocuments
from benchmarks.quality import Bench, Row, centred
from corpus.store.embeddings import EmbeddingStore
from models.encoder import unit
from models.neutralise import measure_offsets
from tests.benchmarks.broken import QUOTE
from tests.models.conftest import HashEncoder


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    folder = tmp_path_factory.mktemp("bench")
    encoder = HashEncoder()
    reference = {"en": encoder.encode(["water", "flour", "letter"]), "ar": encoder.encode(["ماء", "دقيق", "رسالة"])}
    offsets = measure_offsets(reference, encoder=encoder.fingerprint)
    return Bench(encoder, folder, offsets, EmbeddingStore(folder, encoder.fingerprint), Path(sys.executable))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Two topics in two scripts, 12 statements; the last one, which is an outlier, is hidden."""
    words = ["river", "نهر", "bread", "خبز"]
    rows = [(word, "en" if word.isascii() else "ar", word in ("bread", "خبز")) for word in words for _ in range(3)]
    sample = pd.DataFrame(
        {
            "statement_id": [f"s{number}" for number in range(12)],
            "text": [f"{word} {word}{'abc'[number % 3]}" for number, (word, _, _) in enumerate(rows)],
            "language": [language for _, language, _ in rows],
            "label": ["bread" if is_bread else "river" for _, _, is_bread in rows],
            "is_hidden": [False] * 11 + [True],
        }
    )
    held_out = HeldOutDocuments(pd.DataFrame({"sentence_id": [0, 0], "language": ["en", "ar"], "text": words[:2]}))
    return Corpus("invented", (sample, sample, sample), (0, 1, 2), "median", held_out)


def method(name: str) -> Method:
    return Method(name, name, f"tests.benchmarks.broken:{name}", "neutral", packages=("numpy", "no-such-package"))


@pytest.fixture(scope="module")
def row(bench: Bench, corpus: Corpus) -> Row:
    return bench.measure(method("by_terms"), corpus)


def test_a_row_has_the_medians_of_its_runs_and_what_they_took(row: Row) -> None:
    assert row.failure is None
    assert row.summary == "median of 3 seeds"
    assert row.n_statements == 12
    assert row.figures["n_topics"] == 4
    assert row.figures["outlier_share"] == pytest.approx(1 / 12, abs=0.001)
    assert row.figures["hidden_recall"] == 0
    assert row.figures["diversity"] == 1
    assert row.figures["coherence"] is None
    assert row.figures["peak_mib"]
    assert [run["seed"] for run in row.runs] == [0, 1, 2]
    assert row.versions == {"numpy": np.__version__}
    assert row.machine


def test_a_method_that_raises_is_reported_without_the_statement_that_it_quotes(bench: Bench, corpus: Corpus) -> None:
    row = bench.measure(method("raises"), corpus)
    assert row.failure
    assert re.fullmatch(r"ValueError in broken.py, line \d+", row.failure)
    assert row.runs == []
    assert row.figures == {}
    assert QUOTE not in str(asdict(row))


def test_a_method_that_fails_for_one_seed_is_summed_up_over_the_others(bench: Bench, corpus: Corpus) -> None:
    row = bench.measure(method("raises_for_one_seed"), corpus)
    assert [run["seed"] for run in row.runs] == [0, 2]
    assert row.summary == "median of 2 seeds"
    assert row.failure
    assert row.failure.startswith("ValueError in broken.py")
    assert row.figures["n_topics"] == 4


def test_a_method_is_told_nothing_of_what_it_is_to_find(bench: Bench, corpus: Corpus) -> None:
    assert bench.measure(method("told"), corpus).failure is None
    supervised = (replace(method("told"), reads_labels=True), replace(method("told"), is_trained=True))
    for row in [bench.measure(known, replace(corpus, training=corpus.samples[0])) for known in supervised]:
        assert row.failure
        assert row.failure.startswith("LookupError")


def test_an_absent_method_is_named(bench: Bench, corpus: Corpus) -> None:
    assert bench.measure(method("absent"), corpus).failure == "not installed: a_tool_that_nobody_installed"


def test_a_method_that_takes_its_process_down_is_reported(bench: Bench, corpus: Corpus) -> None:
    row = bench.measure(method("dies"), corpus)
    assert row.failure == "its process ended with code 7"
    assert row.runs == []


def test_an_interpreter_that_is_not_there_is_reported(bench: Bench, corpus: Corpus, tmp_path: Path) -> None:
    row = replace(bench, peers_python=tmp_path / "python").measure(method("by_terms"), corpus)
    assert row.failure == "cannot be started: No such file or directory"


def test_centring_takes_each_languages_mean_in_the_corpus_away() -> None:
    vectors = unit(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, -1.0]]))
    found = centred(vectors, pd.Series(["ka", "ka", "ar", "ar"]))
    half = 2**-0.5
    expected = np.array([[half, -half], [-half, half], [0, 1], [0, -1]])
    np.testing.assert_allclose(found.astype(float), expected, atol=1e-6)


def test_every_method_names_a_function_that_exists() -> None:
    from importlib import import_module

    for known in METHODS.values():
        module, _, function = known.function.partition(":")
        assert callable(getattr(import_module(module), function))
