from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from corpus.errors import OutputError, QueryError
from corpus.store.embeddings import EmbeddingStore, embedding_key
from flows.embedding import embed_once
from flows.encoders import EncoderSettings
from flows.search import _encoder_of, nearest, search_output, searchable
from models.encoder import Vectors, unit
from reports.protection import WITHHELD
from reports.run_folder import Run

MEANINGS = {"visa": [1, 0, 0], "water": [0, 1, 0]}


class KeywordEncoder:
    """Texts with the same keyword point the same way, whatever their language."""

    fingerprint = "keywords-1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        keywords = {"visa": "visa", "تأشيرة": "visa", "ვიზა": "visa", "water": "water", "eau": "water"}
        rows = [
            np.sum(
                [MEANINGS[keywords[word]] for word in text.split() if word in keywords] + [[0, 0, 0.1]],
                axis=0,
            )
            for text in texts
        ]
        return unit(np.array(rows))


@pytest.fixture
def statements() -> pd.DataFrame:
    texts = ["the visa was refused", "رُفضت تأشيرة", "ვიზა", "water is scarce", "eau", WITHHELD]
    return pd.DataFrame(
        {
            "statement_id": list("abcdef"),
            "text": texts,
            "language": ["en", "ar", "ka", "en", "fr", "ka"],
            "source": "notes",
            "source_ref": "note.md",
            "place": "line 3",
            "session_id": ["s1", "s1", None, "s2", "s2", None],
            "date": pd.to_datetime(["2022-07-01"] * 5 + [None], utc=True),
            "groups": [("youth",), (), ("defenders",), (), ("youth",), ()],
            "topic_id": 4,
        }
    )


@pytest.fixture
def store(tmp_path: Path, statements: pd.DataFrame) -> EmbeddingStore:
    encoder = KeywordEncoder()
    store = EmbeddingStore(tmp_path / "store", encoder.fingerprint)
    texts = [text for text in statements["text"] if text != WITHHELD]
    store.add([embedding_key(text, encoder.fingerprint) for text in texts], encoder.encode(texts))
    return store


def test_the_nearest_statements_come_first_in_whatever_language(
    statements: pd.DataFrame, store: EmbeddingStore
) -> None:
    hits = nearest("visa", searchable(statements), KeywordEncoder(), store, None, limit=3)
    assert {hit.statement_id for hit in hits} == {"a", "b", "c"}
    assert hits[0].similarity == pytest.approx(1, abs=0.01)
    first = next(hit for hit in hits if hit.statement_id == "a")
    assert first.as_document() == {
        "statement_id": "a",
        "similarity": first.similarity,
        "text": "the visa was refused",
        "language": "en",
        "groups": ["youth"],
        "source": "notes",
        "source_ref": "note.md",
        "place": "line 3",
        "session_id": "s1",
        "date": "2022-07-01",
        "topic_id": 4,
    }


def test_statements_are_found_by_what_was_said_and_not_by_their_markers(
    statements: pd.DataFrame, tmp_path: Path
) -> None:
    encoder = KeywordEncoder()
    said = statements.head(2).assign(text=["visa [name] refused", "قال [name] ماء"])
    redacted = EmbeddingStore(tmp_path / "redacted", encoder.fingerprint)
    embed_once(said["text"].tolist(), encoder, redacted)
    hits = nearest("[name] تأشيرة", said, encoder, redacted, None, limit=2)
    assert [hit.text for hit in hits] == ["visa [name] refused", "قال [name] ماء"]
    assert hits[0].similarity == pytest.approx(1, abs=0.01)


def test_language_and_group_narrow_the_search(statements: pd.DataFrame) -> None:
    assert list(searchable(statements, language="en")["statement_id"]) == ["a", "d"]
    assert list(searchable(statements, group="youth")["statement_id"]) == ["a", "e"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"group": "nobody"}, "the group 'nobody'. There are: defenders, youth."),
        ({"group": "yuoth"}, "the group 'yuoth'. Did you mean 'youth'?"),
        ({"language": "Arabic"}, "the language 'Arabic'. Did you mean 'ar'?"),
        ({"language": "ukrainian"}, "the language 'ukrainian'. There are: ar, en, fr, ka."),
    ],
)
def test_a_language_or_group_that_is_not_there_is_told_with_those_that_are(
    statements: pd.DataFrame, asked: dict[str, str], sentence: str
) -> None:
    with pytest.raises(QueryError) as error:
        searchable(statements, **asked)
    assert sentence in str(error.value)
    assert error.value.exit_code == 1


def test_a_group_of_which_all_words_are_withheld_is_not_told_from_one_that_is_not_there(
    statements: pd.DataFrame,
) -> None:
    hidden = statements.assign(groups=pd.Series([("youth",)] * 5 + [("quiet",)], dtype=object))
    with pytest.raises(QueryError) as error:
        searchable(hidden, group="quiet")
    assert str(error.value).endswith("There are: youth.")


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_an_empty_query_is_refused(tmp_path: Path, query: str) -> None:
    with pytest.raises(QueryError, match="nothing to look for"):
        search_output(tmp_path, query, limit=10)


def test_withheld_words_are_never_found(statements: pd.DataFrame, store: EmbeddingStore) -> None:
    hits = nearest(WITHHELD, searchable(statements), KeywordEncoder(), store, None, limit=100)
    assert "f" not in {hit.statement_id for hit in hits}


def test_a_store_that_lost_its_vectors_is_told_with_a_remedy(statements: pd.DataFrame, tmp_path: Path) -> None:
    empty = EmbeddingStore(tmp_path / "other", "keywords-1")
    with pytest.raises(OutputError, match="Run the refresh again"):
        nearest("visa", statements, KeywordEncoder(), empty, None, limit=3)


def test_an_output_without_a_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="holds no finished run"):
        search_output(tmp_path, "visa", limit=3)


@pytest.mark.parametrize(("fingerprint", "precision"), [("bundled-12ab", "float32"), ("bundled-12ab-int8", "int8")])
def test_the_query_is_embedded_in_the_precision_of_the_run(
    fingerprint: str, precision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[EncoderSettings] = []

    def load(settings: EncoderSettings) -> SimpleNamespace:
        asked.append(settings)
        return SimpleNamespace(fingerprint=fingerprint)

    monkeypatch.setattr("flows.search.load_encoder", load)
    # Runs of an earlier version name no precision in their configuration.
    manifest = {"configuration": {"encoder": {"model": "bundled"}}, "encoder": {"fingerprint": fingerprint}}
    _encoder_of(Run("r", Path(), manifest, changes={}))
    assert [settings.precision for settings in asked] == [precision]
