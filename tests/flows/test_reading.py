"""A run leaves the data team a review in the store, and nothing of it anywhere else."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.privacy.review import review_file
from flows.reading import read_and_review, read_consultation
from flows.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "words.csv").write_text("text\nاتصلوا بي ana@example.org\nCall Mr Novak\n", "utf-8")
    (tmp_path / "config.yaml").write_text(
        "name: small\nsources: [{type: table, path: words.csv, columns: {text: text}}]\n", "utf-8"
    )
    return load_settings(tmp_path / "config.yaml")


def with_privacy(settings: Settings, *, review: bool = True, redact: bool = True) -> Settings:
    return settings.model_copy(update={"privacy": replace(settings.privacy, review=review, redact=redact)})


def test_the_review_is_in_the_store_and_nowhere_else(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reading = read_and_review(settings, tmp_path / "output")
    written = review_file(tmp_path / "output" / "store").read_text("utf-8")
    assert "ana@example.org" in written
    assert "Novak" in written
    for elsewhere in (caplog.text, repr(reading), reading.statements.to_csv()):
        assert "ana@example.org" not in elsewhere
        assert "Novak" not in elsewhere
    assert reading.replacements == ()


@pytest.mark.parametrize("change", [{"review": False}, {"redact": False}])
def test_without_a_review_the_last_one_goes(change: dict[str, bool], settings: Settings, tmp_path: Path) -> None:
    read_and_review(settings, tmp_path)
    read_and_review(with_privacy(settings, **change), tmp_path)
    assert not review_file(tmp_path / "store").exists()


def test_a_check_reads_the_same_and_writes_nothing(settings: Settings, tmp_path: Path) -> None:
    reading = read_consultation(settings, tmp_path)
    assert reading.redactions == {"email": 1, "name": 1}
    assert not (tmp_path / "store").exists()
