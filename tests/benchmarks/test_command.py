"""What the command refuses, and which rows it measures."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from benchmarks import command
from benchmarks.command import main
from benchmarks.corpora import Corpus
from benchmarks.methods import METHODS, Method
from benchmarks.metrics import HeldOutDocuments
from benchmarks.quality import Row
from benchmarks.record import load_rows
from tests.benchmarks.test_record import row


class FakeBench:
    """Measures nothing, and says which rows it was asked for."""

    def measure(self, method: Method, corpus: Corpus) -> Row:
        return row(method.name, corpus=corpus.name)


def corpus(name: str) -> Corpus:
    nothing = pd.DataFrame({"sentence_id": ["0"], "language": ["ka"], "text": ["წყალი მდინარე"]})
    return Corpus(name, (), (), "median", HeldOutDocuments(nothing), training=None if name == "polis" else nothing)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("sib200", "polis"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(command, "bundled_bench", lambda cache, peers_python: FakeBench())
    monkeypatch.setattr(
        command, "corpora", lambda data: {name: partial(corpus, name) for name in ("full", "full-variations", "polis")}
    )
    return tmp_path


def test_a_folder_without_the_data_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", "--data", str(tmp_path)]) == 1
    assert "Name the folder that does with --data" in capsys.readouterr().err


def test_an_unknown_method_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["quality", "--data", str(tmp_path), "--methods", "astrology"])


def test_all_methods_are_measured_and_only_some_over_many_hidden_voices(data: Path) -> None:
    save = data / "quality.json"
    assert main(["quality", "--data", str(data), "--save", str(save)]) == 0
    measured = [(r.corpus, r.method) for r in load_rows(save)]
    assert [method for corpus, method in measured if corpus == "full"] == list(METHODS)
    assert "probe-trained" not in {method for corpus, method in measured if corpus == "polis"}
    varied = {method for corpus, method in measured if corpus == "full-variations"}
    assert varied == {name for name, method in METHODS.items() if method.on_variations} < set(METHODS)


def test_a_run_of_one_method_keeps_the_rows_of_the_others(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save = data / "quality.json"
    for method in ("evoc", "ours"):
        main(["quality", "--data", str(data), "--save", str(save), "--methods", method, "--scenarios", "full"])
    assert [(r.corpus, r.method) for r in load_rows(save)] == [("full", "ours"), ("full", "evoc")]
    shown = capsys.readouterr().out
    assert "Method evoc" in shown
    assert "Method ours" in shown


def test_every_benchmark_is_explained(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")  # no name is broken at its hyphen
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    explained = capsys.readouterr().out
    assert end.value.code == 0
    assert [name for name in command.OWN_COMMANDS if f"{name}:" not in explained] == []
