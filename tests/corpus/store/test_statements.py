from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from corpus.store.database import Database
from corpus.store.embeddings import EmbeddingStore, embedding_key
from corpus.store.statements import KEEP_UNSEEN, erase_statements, kept_statements, record_statements

MODEL = "model-1"
TONIGHT = datetime(2022, 7, 1, tzinfo=UTC)


def statements(**texts: str) -> pd.DataFrame:
    """Statements by id; ids that begin with `a` are of one session and the others of another."""
    ids = list(texts)
    return pd.DataFrame(
        {
            "statement_id": pd.Series(ids, dtype="str"),
            "text": pd.Series(list(texts.values()), dtype="str"),
            "source": pd.Series(["notes" for _ in ids], dtype="str"),
            "session_id": pd.Series(["hall" if each.startswith("a") else "club" for each in ids], dtype="str"),
            "author_id": pd.Series([None for _ in ids], dtype="str"),
            "source_ref": pd.Series(["note.md" for _ in ids], dtype="str"),
        }
    )


def embed(folder: Path, frame: pd.DataFrame) -> NDArray[np.float32]:
    keys = [embedding_key(text, MODEL) for text in frame["text"]]
    vectors = np.random.default_rng(len(keys)).normal(size=(len(keys), 8)).astype(np.float32)
    EmbeddingStore(folder, MODEL).add(keys, vectors)
    return vectors


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_statement_keeps_the_night_on_which_it_was_first_seen(tmp_path: Path) -> None:
    record_statements(tmp_path, statements(a1="წყალი", b1="مدرسة"), MODEL, now=TONIGHT)
    later = TONIGHT + timedelta(days=3)
    record_statements(tmp_path, statements(b1="مدرسة", b2="дорога"), MODEL, now=later)
    kept = kept_statements(tmp_path).set_index("statement_id")
    assert kept["first_seen"].to_dict() == {"a1": TONIGHT, "b1": TONIGHT, "b2": later}
    assert kept["last_seen"].to_dict() == {"a1": TONIGHT, "b1": later, "b2": later}


def test_the_store_holds_no_words(tmp_path: Path) -> None:
    record_statements(tmp_path, statements(a1="one person's own story"), MODEL, now=TONIGHT)
    assert b"own story" not in bytes_of(tmp_path)


def test_what_no_refresh_read_for_a_month_is_forgotten_with_its_vector(tmp_path: Path) -> None:
    frame = statements(a1="water", b1="school")
    embed(tmp_path, frame)
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    record_statements(tmp_path, frame[1:], MODEL, now=TONIGHT + KEEP_UNSEEN)
    store, key = EmbeddingStore(tmp_path, MODEL), embedding_key("water", MODEL)
    assert store.known([key]) == {key}
    record_statements(tmp_path, frame[1:], MODEL, now=TONIGHT + KEEP_UNSEEN + timedelta(days=1))
    assert store.known([key]) == set()
    assert list(kept_statements(tmp_path)["statement_id"]) == ["b1"]


def test_erased_statements_are_in_no_file_and_their_neighbours_stay(tmp_path: Path) -> None:
    frame = statements(a1="water", a2="roads", b1="school")
    vectors = embed(tmp_path, frame)
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    assert vectors[0].tobytes() in bytes_of(tmp_path)
    assert erase_statements(tmp_path, ["a1", "a2"]) == 2
    left = bytes_of(tmp_path)
    assert vectors[0].tobytes() not in left
    assert vectors[1].tobytes() not in left
    assert embedding_key("water", MODEL).encode() not in left
    assert b"hall" not in left
    np.testing.assert_array_equal(
        EmbeddingStore(tmp_path, MODEL).vectors([embedding_key("school", MODEL)]), vectors[2:]
    )


def test_a_vector_that_somebody_else_s_statement_uses_stays(tmp_path: Path) -> None:
    frame = statements(a1="water", b1="water")
    embed(tmp_path, frame[:1])
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    assert erase_statements(tmp_path, ["a1"]) == 0
    key = embedding_key("water", MODEL)
    assert EmbeddingStore(tmp_path, MODEL).known([key]) == {key}


def test_vectors_of_single_words_go_with_what_was_erased(tmp_path: Path) -> None:
    frame = statements(a1="water is dear", b1="school")
    embed(tmp_path, frame)
    word = embedding_key("dear", MODEL)
    EmbeddingStore(tmp_path, MODEL).add([word], np.ones((1, 8), np.float32))
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    assert erase_statements(tmp_path, ["a1"]) == 2
    assert EmbeddingStore(tmp_path, MODEL).known([word]) == set()


def test_a_rewritten_store_still_takes_each_key_once(tmp_path: Path) -> None:
    frame = statements(a1="water", b1="school")
    vectors = embed(tmp_path, frame)
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    erase_statements(tmp_path, ["a1"])
    store, key = EmbeddingStore(tmp_path, MODEL), embedding_key("school", MODEL)
    store.add([key], np.zeros((1, 8), np.float32))
    np.testing.assert_array_equal(store.vectors([key]), vectors[1:])


@pytest.mark.parametrize("nth", [1, 2])
def test_who_is_killed_while_erasing_leaves_nothing_that_erasing_again_does_not_find(nth: int, tmp_path: Path) -> None:
    frame = statements(a1="вода", b1="school")
    vectors = embed(tmp_path, frame)
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    real, cleaned = Database.forget_versions, list[str]()

    def killed(self: Database, name: str) -> None:
        cleaned.append(name)
        if len(cleaned) == nth:
            raise KeyboardInterrupt
        real(self, name)

    with patch.object(Database, "forget_versions", killed), pytest.raises(KeyboardInterrupt):
        erase_statements(tmp_path, ["a1"])
    traces = (vectors[0].tobytes(), embedding_key("вода", MODEL).encode(), b"hall")
    assert [each for each in traces if each in bytes_of(tmp_path)]
    erase_statements(tmp_path, ["a1"])
    assert not [each for each in traces if each in bytes_of(tmp_path)]


def test_who_is_killed_while_forgetting_what_was_away_has_no_vector_without_an_owner(
    tmp_path: Path,
) -> None:
    frame, late = statements(a1="ماء", b1="school"), TONIGHT + KEEP_UNSEEN + timedelta(days=1)
    vectors = embed(tmp_path, frame)
    record_statements(tmp_path, frame, MODEL, now=TONIGHT)
    killed = patch("corpus.store.statements.erase_vectors", side_effect=KeyboardInterrupt)
    with killed, pytest.raises(KeyboardInterrupt):
        record_statements(tmp_path, frame[1:], MODEL, now=late)
    record_statements(tmp_path, frame[1:], MODEL, now=late)
    assert vectors[0].tobytes() not in bytes_of(tmp_path)
