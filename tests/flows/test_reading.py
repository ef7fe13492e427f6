"""A run leaves the data team a review in the store, and nothing of it anywhere else."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.privacy.review import review_file
from flows.reading import read_and_review, read_consultation
from flows.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account's own folder stays as it is."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


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


def test_of_a_sensitive_group_of_few_people_nothing_is_read_not_even_its_number(tmp_path: Path) -> None:
    rows = "".join(f"слово {n},p{n},{'დამცველი' if n < 3 else 'town'}\n" for n in range(12))
    (tmp_path / "words.csv").write_text("text,who,of\n" + rows, "utf-8")
    (tmp_path / "groups.yaml").write_text(
        "- {id: დამცველი, label: D, sensitive: true}\n- {id: town, label: T}\n", "utf-8"
    )
    (tmp_path / "config.yaml").write_text(
        "name: small\ngroups: groups.yaml\n"
        "sources: [{type: table, path: words.csv, columns: {text: text, author: who, groups: of}}]\n",
        "utf-8",
    )
    reading = read_consultation(load_settings(tmp_path / "config.yaml"), tmp_path)
    assert len(reading.statements) == reading.ledger.n_rows("words") == 9
    assert reading.left_out == {"დამცველი": 3}
    assert len(reading.warnings) == 1
    assert "დამცველი" in reading.warnings[0]
    assert "3" not in reading.warnings[0]
