from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from corpus.errors import OutputError
from corpus.store.id_key import FILE, keep_id_key, read_id_key


def test_two_outputs_of_one_account_have_one_key_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = (keep_id_key(tmp_path / name, beside=tmp_path / "state") for name in ("a", "b"))
    assert first == second == read_id_key(tmp_path / "a")
    assert {(tmp_path / name / FILE).stat().st_mode & 0o777 for name in ("a", "b", "state")} == {0o600}


def test_an_output_that_was_moved_keeps_its_key(tmp_path: Path) -> None:
    own = keep_id_key(tmp_path / "a", beside=tmp_path / "there")
    assert keep_id_key(tmp_path / "a", beside=tmp_path / "here") == own
    assert keep_id_key(tmp_path / "b", beside=tmp_path / "here") != own


def test_a_store_has_a_key_where_the_account_can_keep_none(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way")
    assert keep_id_key(tmp_path / "a", beside=tmp_path / "state") == read_id_key(tmp_path / "a")


def test_who_is_killed_while_the_key_is_made_leaves_none_rather_than_half_of_one(tmp_path: Path) -> None:
    killed = patch("corpus.files.private.os.fsync", side_effect=KeyboardInterrupt)
    with killed, pytest.raises(KeyboardInterrupt):
        keep_id_key(tmp_path / "a", beside=tmp_path / "state")
    assert len(keep_id_key(tmp_path / "a", beside=tmp_path / "state")) == 32


def test_nothing_is_made_by_looking_and_a_damaged_key_says_what_to_do(tmp_path: Path) -> None:
    assert read_id_key(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    (tmp_path / FILE).write_text("ключ", "utf-8")
    with pytest.raises(OutputError, match="Correct the rights, or remove the file"):
        read_id_key(tmp_path)
