from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from corpus.errors import SourceError, UnderheardError
from flows.log import log_file
from flows.stages import Stages


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("UNDERHEARD_DEBUG", raising=False)


def test_each_stage_is_recorded_with_its_time_and_peak_memory() -> None:
    stages = Stages()
    with stages.stage("small"):
        pass
    with stages.stage("large"):
        block = np.ones(40_000_000 // 8)
        block += 1
    small, large = stages.as_records()
    assert [small["stage"], large["stage"]] == ["small", "large"]
    assert float(large["peak_memory_bytes"]) >= float(small["peak_memory_bytes"])
    assert float(large["seconds"]) >= 0


def test_nothing_is_shown_where_there_is_no_terminal() -> None:
    pipe = io.StringIO()
    stages = Stages(Console(file=pipe))
    with stages.stage("embed"):
        assert list(stages.track(iter("abc"), total=3)) == ["a", "b", "c"]
    assert pipe.getvalue() == ""


def test_a_terminal_sees_the_stages_that_are_done() -> None:
    terminal = io.StringIO()
    stages = Stages(Console(file=terminal, force_terminal=True))
    with stages.stage("embed"):
        assert len(list(stages.track(range(3), total=3))) == 3
    assert "✓" in terminal.getvalue()
    assert "embed" in terminal.getvalue()


def test_an_error_for_the_user_passes_as_it_is() -> None:
    with pytest.raises(SourceError, match="the reason"), Stages().stage("read"):
        raise SourceError("the reason")


def test_an_unforeseen_error_keeps_its_words_to_itself() -> None:
    words = "what a participant said"
    with pytest.raises(UnderheardError) as raised, Stages().stage("read"):
        raise ValueError(words)
    log = log_file().read_text("utf-8")
    assert str(raised.value).startswith("The stage 'read' failed unexpectedly (ValueError); where is written in")
    assert str(log_file()) in str(raised.value)
    assert "builtins.ValueError" in log
    assert "test_stages.py" in log
    assert words not in log + str(raised.value)
