"""No error leaves a flow with words that somebody else may have said."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from corpus.errors import SourceError, UnderheardError
from flows.log import log_file, without_words
from flows.refresh import refresh

WORDS = "کلمات یک شرکت‌کننده, слова участника"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("UNDERHEARD_DEBUG", raising=False)


def failing() -> None:
    with without_words("night"):
        raise ValueError(WORDS)


def test_an_error_that_nobody_foresaw_is_told_by_its_kind_and_place() -> None:
    with pytest.raises(UnderheardError, match=r"night failed unexpectedly \(ValueError\)") as told:
        failing()
    assert WORDS not in str(told.value)
    assert told.value.__suppress_context__
    assert "test_log.py" in log_file().read_text("utf-8")
    assert WORDS not in log_file().read_text("utf-8")


def test_an_error_of_ours_leaves_without_its_cause() -> None:
    def quoting() -> None:
        with without_words("night"):
            raise SourceError("notes.csv: line 3 cannot be read.") from ValueError(WORDS)

    with pytest.raises(SourceError, match="line 3") as told:
        quoting()
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_whoever_asks_for_tracebacks_has_them_on_the_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNDERHEARD_DEBUG", "1")
    with pytest.raises(UnderheardError) as told:
        failing()
    assert WORDS in capsys.readouterr().err
    assert WORDS not in str(told.value)


def test_what_fails_between_two_stages_tells_prefect_no_words() -> None:
    with patch("flows.refresh._stages", side_effect=KeyError(WORDS)), pytest.raises(UnderheardError) as told:
        refresh("consultation.yaml", "output", refit=False, publish_anyway=False, final=False)
    assert WORDS not in str(told.value)
